/* SPDX-License-Identifier: MIT
 *
 * canaries: posts that a person wants to see again at each visit
 * (folder-private).
 *
 * Where each was found last stands in the note "canary" of its source. A visit
 * should show it when the page where it was last is read well, or, while it was
 * never found, a start page of the source with posts; but not on a page, newest
 * first, whose oldest post is younger than it: others have moved it on, unless
 * it stood above younger ones. */
#ifndef MOLVA_CANARIES_H
#define MOLVA_CANARIES_H

#include "crawler/crawl.h"

/* A page was read well; r NULL: it is as it was. *lost: the first that it
 * should have shown and did not, or "". */
bool canaries_look(struct crawler *c, struct page_work *w,
                   const struct reading *r, struct str *lost,
                   struct err *e) MUST_CHECK;
/* The first that was missed, in this visit or an earlier one, and not found
 * since, or "". */
bool canaries_lost(struct crawler *c, const struct source_state *s,
                   struct str *lost, struct err *e) MUST_CHECK;
/* Pages on which they were last: n of them, in the arena. */
bool canaries_pages(struct crawler *c, const struct source_state *s,
                    struct arena *a, struct str urls[CANARIES_MOST], size_t *n,
                    struct err *e) MUST_CHECK;
/* In people's words. */
struct str canaries_cause(struct arena *a, struct str lost);

#endif
