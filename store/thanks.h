/* SPDX-License-Identifier: MIT
 *
 * thanks: whom what people thank for was passed on to, and how often in which
 * year (public through store.h; R52, R53). */
#ifndef MOLVA_THANKS_H
#define MOLVA_THANKS_H

#include "base/mem.h"

struct store;
struct zone;

struct thanks_act {
    int64_t mention;  /* that praises */
    struct str login; /* of whom it praises */
    struct str who;   /* passes it on: somebody else */
    int64_t now;
    bool seen; /* he may see all of it: praise beside a matter counts too */
};
/* Once a mention and person; with an event. */
bool store_thank(struct store *s, const struct thanks_act *act,
                 struct err *e) MUST_CHECK;

/* Logins it was passed on to, with blanks between. */
bool store_thanked(struct store *s, struct arena *a, int64_t mention,
                   struct str *logins, struct err *e) MUST_CHECK;

struct thanks_year {
    struct str login;
    int64_t year, n;
};
struct thanks_wish {
    const struct zone *zone; /* of years */
    int64_t since;           /* year, 0 all: what was before is not read */
};
/* The latest year first, in it who was thanked most. Years are those of the
 * zone in which it was published, or, where that is not known, seen. */
bool store_thanks(struct store *s, struct arena *a,
                  const struct thanks_wish *wish, struct thanks_year **rows,
                  size_t *n, struct err *e) MUST_CHECK;

#endif
