/* SPDX-License-Identifier: MIT
 *
 * facets: what the lists can be narrowed to, and how long each is: brands,
 * sources, solutions, lists. Counting them reads all mentions, so it is done
 * again when something happened, and not for ever when it takes long. */
#ifndef MOLVA_DESK_FACETS_H
#define MOLVA_DESK_FACETS_H

#include "store/store.h"

enum { FACETS = COUNT_LIST + 1, FACETS_S = 60 /* they are kept at most */ };

struct facets {
    struct facet {
        struct arena arena;     /* of rows */
        struct count_row *rows; /* n of them, most frequent first */
        size_t n;
        int64_t until; /* when they are counted again in any case */
        int64_t event; /* the newest one that they know of */
        bool slow;     /* counting takes long: they may be old by then */
    } by[2][FACETS];   /* of all mentions, of what waits; by enum count_by */
};

struct facet_wish {
    enum count_by by; /* the key */
    bool waiting;     /* only of what waits */
    int64_t now;      /* the clock */
};

struct facets *facets_new(void);
void facets_free(struct facets *f);

/* The values of a key; NULL when the store fails. They are valid until the
 * next call. */
const struct facet *facets_get(struct facets *f, struct store *s,
                               const struct facet_wish *wish,
                               struct err *e) MUST_CHECK;

#endif
