/* SPDX-License-Identifier: MIT
 *
 * pace: how often a source is visited (folder-private).
 *
 * By hand: `every:`, or the times of `at:`. Else it is learnt: half of the time
 * that usually passes between two posts. What the server says (Cache-Control,
 * Expires) may lengthen that. A first page behind which nothing can be asked
 * for is a window: it is looked at twice in the time that it reaches back, or
 * posts would leave it unseen. */
#ifndef MOLVA_PACE_H
#define MOLVA_PACE_H

#include "crawler/crawl.h"

enum {
    PACE_LEAST_S = 600,       /* a learnt pace is never faster */
    PACE_MOST_S = 8 * 3600,   /* nor slower: several times a day */
    PACE_UNKNOWN_S = 4 * 3600 /* until something was learnt */
};

/* The source was read from the store: what is by hand goes before it. */
void pace_open(struct source_state *s);
/* A start page came: how far it reaches back, what its server wants. `r` is
 * NULL when it is as it was. */
void pace_page(const struct crawler *c, struct page_work *w,
               const struct reading *r);
/* The visit is over, and pages came. */
void pace_learn(const struct crawler *c, struct source_state *s);
/* Moves a time by at most a tenth, by name and time: always the same way. */
int64_t pace_jitter(struct str name, int64_t at, int64_t span);
/* When the next visit is, after the last one. */
int64_t pace_next(const struct source_state *s);
/* Seconds of a Cache-Control or Expires header from `now` on; 0 none. */
int64_t pace_hint(struct str cache, struct str expires, int64_t now);

#endif
