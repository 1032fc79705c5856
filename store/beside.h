/* SPDX-License-Identifier: MIT
 *
 * beside: one post is a mention of each brand it is about.
 *
 * The first of them is found by the keys of the post, the others stand beside
 * it: each has the whole text, and a verdict, a decision and a case of its own.
 */
#ifndef MOLVA_BESIDE_H
#define MOLVA_BESIDE_H

#include "store/db.h"

struct told {
    int64_t id;       /* of the mention */
    struct str brand; /* as the rules found it */
    struct str now;   /* as it is, after a person's word */
    unsigned erased;  /* as mention.erased */
};

/* All mentions of the post that the mention `first` is found for, it first. */
bool beside_find(struct db *db, struct arena *a, int64_t first,
                 struct told **rows, size_t *n, struct err *e) MUST_CHECK;
/* Is one of them about the brand, by the rules or by a person? */
bool beside_has(const struct told *rows, size_t n, struct str brand);

#endif
