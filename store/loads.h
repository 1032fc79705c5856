/* SPDX-License-Identifier: MIT
 *
 * loads: how much lies with whom, and how much somebody has settled (public
 * through store.h; R14, idea 24). */
#ifndef MOLVA_LOADS_H
#define MOLVA_LOADS_H

#include "base/mem.h"

struct store;

struct load_row {
    struct str login; /* "" nobody's yet */
    int64_t open;     /* cases that are worked on */
    int64_t late;     /* of them: past their deadline, which does not stand
                         still */
};
struct load_wish {
    struct str department; /* "" any */
    int64_t now;
};
/* Who has most comes first; only what the asker may see is counted, and of very
 * many cases those that are due first. */
enum { LOADS_LOOKED = 4000 };
bool store_loads(struct store *s, struct arena *a, const struct load_wish *wish,
                 struct load_row **rows, size_t *n, struct err *e) MUST_CHECK;

/* What somebody has settled: edited, approved or dismissed a reply. */
struct toil {
    int64_t done;  /* cases, since then */
    int64_t heavy; /* heavy ones in a row, up to now: an offence, a red flag */
};
struct toil_wish {
    struct str who;
    int64_t since, now;
    int64_t pause; /* seconds without any that end a row */
};
bool store_toil(struct store *s, const struct toil_wish *wish,
                struct toil *toil, struct err *e) MUST_CHECK;

#endif
