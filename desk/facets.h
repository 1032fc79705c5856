/* SPDX-License-Identifier: MIT
 *
 * facets: what the queue can be narrowed to: the brands, sources and solutions
 * of what waits. Counting them reads the whole queue, so they are kept for a
 * minute. */
#ifndef MOLVA_DESK_FACETS_H
#define MOLVA_DESK_FACETS_H

#include "store/store.h"

enum { FACETS = COUNT_STATUS + 1, FACETS_S = 60 /* they are kept */ };

struct facets {
    struct facet {
        struct arena arena;     /* of rows */
        struct count_row *rows; /* n of them, most frequent first */
        size_t n;
        int64_t until; /* when they are asked for again */
    } by[FACETS];      /* by enum count_by */
};

struct facets *facets_new(void);
void facets_free(struct facets *f);

/* The values of a key among what waits; NULL when the store fails. They are
 * valid until the next call. */
const struct facet *facets_get(struct facets *f, struct store *s,
                               enum count_by by, int64_t now,
                               struct err *e) MUST_CHECK;

#endif
