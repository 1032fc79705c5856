/* SPDX-License-Identifier: MIT
 *
 * facts: what an author has told, found in the text by facts.yaml of a
 * language (folder-private).
 *
 * A fact is named in a reply only when the text holds one of its kind: which
 * of two sums is meant nobody can tell. The matter is what the text is about,
 * in words that fit into a sentence: "about the delayed flight". */
#ifndef MOLVA_MATRIX_FACTS_H
#define MOLVA_MATRIX_FACTS_H

#include "base/map.h"
#include "matrix/matrix.h"
#include "matrix/patterns.h"

/* What texts of one trade speak of: a table is booked or bought, a driver
 * drives or prints. */
struct trade {
    struct str id;         /* air, restaurant ... */
    struct patterns match; /* one of these is there */
};

struct matter {
    struct str id;          /* queue, refund ... */
    struct str trade;       /* counts in texts of this trade only, or "" */
    struct patterns match;  /* of these one has to be there ... */
    struct patterns unless; /* ... and none of these */
    struct yaml_strs types; /* it may be the subject of: types by name */
    struct str about;       /* "about the queue" */
    struct str sorry;       /* "you had to stand in a queue", or "" */
    struct yaml_strs ask;   /* what is needed to look into it; "when: the day"
                               is not asked when such a fact is told,
                               "sum:" is named and never asked */
};

struct fact_rule {
    int kind;              /* enum fact_kind */
    struct patterns match; /* group IT, if there is one, is the fact */
};

struct facts_book {
    struct fact_rule *rules; /* n_rules */
    size_t n_rules;
    struct trade *trades; /* n_trades */
    size_t n_trades;
    struct matter *matters; /* n_matters, of equal ones the first */
    size_t n_matters;
    struct yaml_strs ask; /* of a matter that names none, or is not known */
    struct str and_;      /* between the last two of a list: " and " */
    struct str currency;  /* behind a sum without one: " руб." */
};

/* Reads FOLDER/LANG/facts.yaml. */
bool facts_load(struct facts_book *b, struct arena *a, const char *path,
                struct err *e) MUST_CHECK;
void facts_clear(struct facts_book *b);

struct facts_told {
    struct fact *rows; /* n of them, in the arena */
    size_t n;
    const struct matter *matter; /* what it is about, or NULL */
};

/* All facts of the text, and its matter when it is of that type. */
void facts_find(const struct facts_book *b, struct arena *a, struct str text,
                enum mention_type type, struct facts_told *out);

/* What has to be asked still, as a list; "" nothing. */
struct str facts_ask(const struct facts_book *b, struct arena *a,
                     const struct facts_told *told);
/* Would that be asked, were it not told? A fact of that kind is worth saying
 * that we have it. */
bool facts_wants(const struct facts_book *b, const struct facts_told *told,
                 enum fact_kind kind);
/* The one fact of its kind; "" when there is none, or two differ. */
struct str facts_only(const struct facts_told *told, enum fact_kind kind);
/* "a, b and c" */
struct str facts_list(const struct facts_book *b, struct arena *a,
                      const struct str *items, size_t n);

#endif
