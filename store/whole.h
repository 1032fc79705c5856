/* SPDX-License-Identifier: MIT
 *
 * whole: what is done with a store as a whole: it is verified, taken as it is,
 * copied (public through store.h). */
#ifndef MOLVA_WHOLE_H
#define MOLVA_WHOLE_H

#include "base/str.h"

struct store;

/* ---- is it as Molva wrote it? ---- */

struct store_finding {
    struct str table; /* or "file", "schema", "chain" */
    struct str row;   /* its key, or what else names the place */
    struct str what;  /* is wrong with it */
    int64_t event;    /* at which it was right, 0 when that is not known */
};
struct store_audit {
    struct store_finding *findings; /* n of them, the first thousand */
    size_t n;
    int64_t found;        /* all findings */
    int64_t events;       /* in the chain */
    int64_t head;         /* id of the last */
    struct str hash;      /* of the last, hex; 64 zeros when there is none */
    int64_t rows;         /* that events vouch for */
    int64_t baseline;     /* since when rows are covered: before it, they were
                             sealed as found. 0: from the first on */
    int64_t accepted;     /* newest event by which findings were taken as they
                             were, 0 none; what the chain lacks before it is no
                             finding any more */
    int64_t erasures;     /* events that tell of what was erased ... */
    int64_t erased;       /* ... and events that lost words by them */
    struct str unchecked; /* what was not looked at, in words; "" nothing */
};

/* Looks at everything: docs/data-model.md, "What verify knows". What is wrong
 * is in `out`; false only when it could not begin. */
bool store_verify(struct store *s, struct arena *a, struct store_audit *out,
                  struct err *e) MUST_CHECK;
/* The quick part of it, as store_open() does for a store that is to be
 * written; the error names the first finding. */
bool store_check(struct store *s, struct err *e) MUST_CHECK;
/* Takes the store as it is: seals what differs, counts anew, makes what is
 * missing of the schema, and tells so in an event by `who`. Of a store opened
 * with STORE_UNCHECKED. */
bool store_accept(struct store *s, struct str who, int64_t now,
                  struct err *e) MUST_CHECK;
/* Is there an event of that id, and what is its hash? */
bool store_event_hash(struct store *s, struct arena *a, int64_t id,
                      struct str *hash, bool *found, struct err *e) MUST_CHECK;

/* ---- a whole store into an empty one ---- */

enum { COPY_TABLES = 64 /* a store has fewer */ };

struct store_copied {
    struct {
        struct str name; /* of the table */
        int64_t rows;    /* in both */
    } tables[COPY_TABLES];
    size_t n;        /* tables */
    int64_t rows;    /* of all of them */
    int64_t queue;   /* mentions that wait, in the same order */
    int64_t events;  /* in the chain */
    int64_t sealed;  /* rows that the chain vouches for */
    struct str hash; /* of the last event, in both */
};

/* Copies one moment of the store `from` into `to`, which is made, or is a
 * store that nothing was written to; then reads both again and compares. All
 * rows go into one transaction: a copy that is killed leaves nothing. False
 * when it failed, or when the copy does not verify (then it stays, to be looked
 * at). Memory does not grow with the store, but for what verifying takes. */
bool store_copy(const char *from, const char *to, struct arena *a,
                struct store_copied *out, struct err *e) MUST_CHECK;

#endif
