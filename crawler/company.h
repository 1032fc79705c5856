/* SPDX-License-Identifier: MIT
 *
 * company: which mentions the posts of a page are (folder-private).
 *
 * When two posts have the same words, one must not be taken for the other's
 * mention. */
#ifndef MOLVA_COMPANY_H
#define MOLVA_COMPANY_H

#include "crawler/reading/job.h"

struct company {
    int64_t *ids; /* n of them */
    size_t n;
    bool twins; /* there are such posts */
};

/* Of a page of this source; its memory is in the arena. */
bool company_find(struct store *s, struct arena *a, int64_t source,
                  const struct reading *r, struct company *out,
                  struct err *e) MUST_CHECK;
/* Tells the mention of the others before it is put; keeps it behind. */
void company_before(const struct company *c, struct mention *m);
void company_after(struct company *c, const struct mention *m,
                   enum put_result what);

#endif
