/* SPDX-License-Identifier: MIT
 *
 * absent: mentions that were on a page and are not there any more
 * (folder-private).
 *
 * A page keeps the ids of the mentions on it. One that is missing though its
 * date lies within those of the page, or though nothing is before or behind
 * the page, was taken away, or the page was shown wrongly: so it is believed
 * only when the next look finds the same, and when no other page of the run,
 * and none that was read since the first look, has it. A post that other ones
 * pushed to the next page is not missed; what left a page by its end is looked
 * for on the page beside. */
#ifndef MOLVA_ABSENT_H
#define MOLVA_ABSENT_H

#include "crawler/crawl.h"

/* The page was read, its mentions have their ids: row gets what it keeps of
 * them, in the arena of w. */
bool absent_look(struct crawler *c, struct page_work *w,
                 const struct reading *r, struct page_row *row,
                 struct err *e) MUST_CHECK;
/* It is as it was. */
bool absent_same(struct crawler *c, struct page_work *w, struct page_row *row,
                 struct err *e) MUST_CHECK;

#endif
