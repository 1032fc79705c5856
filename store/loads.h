/* SPDX-License-Identifier: MIT
 *
 * loads: how much lies with whom (public through store.h; R14). */
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
/* Who has most comes first; only what the asker may see is counted. */
bool store_loads(struct store *s, struct arena *a, const struct load_wish *wish,
                 struct load_row **rows, size_t *n, struct err *e) MUST_CHECK;

#endif
