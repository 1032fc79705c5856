/* SPDX-License-Identifier: MIT
 *
 * hot: threads in which something is going on (folder-private).
 *
 * A thread with a new mention, or with a reply of ours, is looked at four times
 * as often as its source, each time without news half as long again later,
 * until that is as seldom as the source itself. Of a forum and the like, not of
 * a feed: what is new there, its own rate tells. */
#ifndef MOLVA_HOT_H
#define MOLVA_HOT_H

#include "crawler/crawl.h"

/* Posts of a page were stored: so many are new, and one is a mention. */
bool hot_look(struct crawler *c, const struct page_work *w,
              const struct reading *r, bool fresh, bool mention,
              struct err *e) MUST_CHECK;
/* Puts those that are due into the frontier, and begins with what was answered
 * since. */
bool hot_begin(struct crawler *c, struct err *e) MUST_CHECK;
/* When the next one is due, if that is before *when. */
bool hot_next(struct crawler *c, int64_t *when, struct err *e) MUST_CHECK;

#endif
