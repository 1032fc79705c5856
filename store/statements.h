/* SPDX-License-Identifier: MIT
 *
 * statements: what is published on our own site, for the solutions that publish
 * (public through store.h).
 *
 * A statement has versions of its text; one is approved by somebody else than
 * its author (as replies are: store/replies.h), and only what was approved is
 * published. Each function is one transaction with its event; nothing is ever
 * deleted. */
#ifndef MOLVA_STATEMENTS_H
#define MOLVA_STATEMENTS_H

#include "base/buf.h"

struct store;

struct statement_text {
    int64_t statement; /* 0: a new statement */
    int64_t mention;   /* of a new one: the discussion it is about, 0 none */
    int64_t version;   /* from 1; read, not written */
    struct str lang, title, text;
    struct str who; /* login */
    int64_t at;
};
/* The next version of a statement, or the first of a new one, whose number
 * comes back. */
bool store_statement_put(struct store *s, struct statement_text *t,
                         struct err *e) MUST_CHECK;

struct statement {
    int64_t id, mention; /* mention: 0 none */
    struct str state;    /* draft approved published withdrawn */
    int64_t version;     /* newest */
    int64_t approved;    /* version, 0 none */
    int64_t public;      /* version that stands on the site, 0 none */
    int64_t published, updated;
    struct str reason;                 /* of the withdrawal */
    struct str lang, title, text, who; /* newest version */
    struct str discussion; /* address of the mention or of its thread, "" */
};
/* Newest first: at most `limit` (0 all), behind the statement of that number
 * when it is not 0. */
struct statement_part {
    size_t limit;
    int64_t behind;
};
bool store_statements(struct store *s, struct arena *a,
                      struct statement_part part, struct statement **rows,
                      size_t *n, struct err *e) MUST_CHECK;
/* What stands on the site, with the texts that do, changed last first. */
bool store_statements_public(struct store *s, struct arena *a,
                             struct statement **rows, size_t *n,
                             struct err *e) MUST_CHECK;
struct json;
struct zone;
/* Members of an object that is open; a version of the text, an object. */
void store_statement_json(struct json *j, const struct statement *s,
                          const struct zone *z);
void store_statement_text_json(struct json *j, const struct statement_text *t,
                               const struct zone *z);
/* One of them; id is 0 when there is none. */
bool store_statement_get(struct store *s, struct arena *a, int64_t id,
                         struct statement *out, struct err *e) MUST_CHECK;
/* Those about a mention, newest first. */
bool store_statements_of(struct store *s, struct arena *a, int64_t mention,
                         struct statement **rows, size_t *n,
                         struct err *e) MUST_CHECK;
/* All versions, newest first. */
bool store_statement_texts(struct store *s, struct arena *a, int64_t id,
                           struct statement_text **rows, size_t *n,
                           struct err *e) MUST_CHECK;

/* Does the discussion lead to this page of ours? *is, of a public statement
 * that has a page: "none" it is about no discussion, "waits" no reply of ours
 * stands there yet, "there" the crawler saw our reply with the link, "ours" our
 * reply has it and was not seen yet, "lost" it has it, but what was seen has
 * not, "missing" it has not. */
bool store_statement_back(struct store *s, const struct statement *st,
                          struct str url, struct str *is,
                          struct err *e) MUST_CHECK;

struct statement_step {
    int64_t id;
    struct str who;    /* login */
    struct str reason; /* of a withdrawal */
    int64_t version;   /* of an approval: that was read; 0 the newest */
    int64_t now;
};
/* The newest version is approved; that is public from now on; nothing is. */
bool store_statement_approve(struct store *s, const struct statement_step *p,
                             struct err *e) MUST_CHECK;
bool store_statement_publish(struct store *s, const struct statement_step *p,
                             struct err *e) MUST_CHECK;
bool store_statement_withdraw(struct store *s, const struct statement_step *p,
                              struct err *e) MUST_CHECK;

#endif
