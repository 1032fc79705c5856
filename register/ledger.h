/* SPDX-License-Identifier: MIT
 *
 * ledger: a table of complaints that was kept before, row by row as cases
 * (R17).
 *
 *   propose a map from the headings ─▸ a person looks at it ─▸ rows by the map
 *
 * The table is CSV as base/csv.h reads it, in UTF-8; lines above its headings
 * and `sep=;` are passed over. The map is a YAML file, so it is made once:
 *
 *   source: old-register          # what it adds is known by that and the id
 *   columns:
 *     - {column: "Дата обращения", field: opened}
 *   people:
 *     - {as: "Иванова А.П.", is: anna}
 *
 * What a column says and no field can take becomes a note of the case, so that
 * nothing is lost. Everything lives in the caller's arena; the clock is an
 * argument. */
#ifndef MOLVA_LEDGER_H
#define MOLVA_LEDGER_H

#include "base/date.h"
#include "base/terms.h"
#include "register/catalogue.h"

/* X(NAME, name): as the map and the headings of an export call them. */
#define LEDGER_FIELDS(X)                                                       \
    X(ID, id)                                                                  \
    X(OPENED, opened)                                                          \
    X(CHANNEL, channel)                                                        \
    X(AUTHOR, author)                                                          \
    X(BRAND, brand)                                                            \
    X(TOPIC, topic)                                                            \
    X(TEXT, text)                                                              \
    X(EXPECTED, expected)                                                      \
    X(FOUND, found)                                                            \
    X(THEIR_SIDE, their_side)                                                  \
    X(OUR_SIDE, our_side)                                                      \
    X(CAUSE, cause)                                                            \
    X(LIES_IN, lies_in)                                                        \
    X(MEASURES, measures)                                                      \
    X(RISK, risk)                                                              \
    X(CONCERNS, concerns)                                                      \
    X(STATE, state)                                                            \
    X(ASSIGNEE, assignee)                                                      \
    X(DEPARTMENT, department)                                                  \
    X(DUE, due)                                                                \
    X(DONE, done)                                                              \
    X(RESULT, result)                                                          \
    X(CHECKED, checked)                                                        \
    X(ENDED, ended)                                                            \
    X(ENDED_WHY, ended_why)                                                    \
    X(NOTE, note)
/* "id", "opened" ...; NULL when there is none of that number. */
const char *ledger_field_name(int field);
#define LEDGER_ENUM(NAME, name) LEDGER_##NAME,
enum ledger_field { LEDGER_FIELDS(LEDGER_ENUM) LEDGER_COUNT, LEDGER_NONE = -1 };

/* What a word of the table means; is: "" nothing we know, it goes to a note. */
struct ledger_word {
    struct str as; /* in the table */
    struct str is; /* login, id of a department, stage */
};
struct ledger_column {
    struct str column; /* its heading */
    struct str field;  /* of LEDGER_FIELDS, "-" is left out */
};
struct ledger_map {
    struct str source;        /* name of the table, part of each key */
    struct str channel;       /* of rows that tell none */
    bool month_first;         /* 04-09-2005 is the 9th of April */
    struct yaml_subs columns; /* of struct ledger_column */
    struct yaml_subs people;  /* of struct ledger_word, as the two below */
    struct yaml_subs departments, states;
};

/* What the workspace has, for the proposal and for what a row may say. */
struct ledger_known {
    const struct str *logins;      /* n_logins of them */
    const struct str *departments; /* ids, */
    const struct str *said;        /* and their names, n_departments each */
    size_t n_logins, n_departments;
    const struct catalogue *catalogue;
    const struct zone *zone; /* of days that name none */
    int64_t now;
    bool ru; /* what is wrong is told in Russian */
};

/* A map from the headings and the words below them; false when no heading says
 * what a case is about. */
bool ledger_propose(struct ledger_map *map, struct arena *a, struct str utf8,
                    const struct ledger_known *known, struct err *e) MUST_CHECK;
/* The map as a file that people read and change. */
void ledger_map_write(struct buf *out, const struct ledger_map *map);
bool ledger_map_load(struct ledger_map *map, struct arena *a, const char *path,
                     struct err *e) MUST_CHECK;

/* A row as a case. */
struct ledger_row {
    int line;       /* of the file where it begins */
    struct str key; /* "source:id", or "source:" and a digest of the row */
    struct str said[LEDGER_COUNT];    /* texts, logins and ids, "" not told */
    int64_t opened, due, done, ended; /* 0 not told */
    enum stage stage;
    struct str fault; /* "7:3 (Дата): why"; "" the row is a case */
};

struct ledger; /* a table being read */
struct ledger *ledger_open(struct arena *a, struct str utf8,
                           const struct ledger_map *map,
                           const struct ledger_known *known,
                           struct err *e) MUST_CHECK;
/* False at the end. Rows without any words are passed over. */
bool ledger_next(struct ledger *l, struct arena *a, struct ledger_row *row);

/* A cell as exports write it: quoted where needed, and with ' before what a
 * spreadsheet would take for a formula; reading takes that off again. */
void ledger_cell(struct buf *out, struct str text);

#endif
