/* SPDX-License-Identifier: MIT
 *
 * copy: a whole store into an empty one, of either database. */
#ifndef MOLVA_STORE_COPY_H
#define MOLVA_STORE_COPY_H

#include "store/store.h"

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
