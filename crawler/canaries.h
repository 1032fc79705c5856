/* SPDX-License-Identifier: MIT
 *
 * canaries: posts that a person wants to see again at each visit
 * (folder-private).
 *
 * Where each was found last stands in the note "canary" of its source. A visit
 * should show it when the page where it was last is read well, or, while it was
 * never found, a start page of the source with posts; but not on a page, newest
 * first, whose oldest post is younger than it: others have moved it on. */
#ifndef MOLVA_CANARIES_H
#define MOLVA_CANARIES_H

#include "crawler/crawl.h"

/* A page was read well; r NULL: it is as it was. */
bool canaries_look(struct crawler *c, struct page_work *w,
                   const struct reading *r, struct err *e) MUST_CHECK;
/* The visit is over: the first that it should have shown and did not, or "". */
struct str canaries_lost(const struct source_state *s);

#endif
