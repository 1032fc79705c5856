/* SPDX-License-Identifier: MIT
 *
 * articles: the items of a feed with `full: true` are read through
 * (folder-private).
 *
 * An item that is new is held back: it is noted as it was read, and the page
 * that it leads to waits in the frontier like any other (robots.txt, gap,
 * retries, kill -9). When that page is read, the item is stored with its text,
 * as the first version there is; when it cannot be, with its summary, and that
 * is told. A page that was read once is not asked for again, unless it holds a
 * mention and is looked at again for edits. */
#ifndef MOLVA_ARTICLES_H
#define MOLVA_ARTICLES_H

#include "crawler/crawl.h"

/* The item whose article this page is, in w->item; "" it is none. */
bool articles_item(struct crawler *c, struct page_work *w,
                   struct err *e) MUST_CHECK;
/* Does the post wait for its article, or has it been read? Then it is not
 * stored now; *fresh: it waits since now. */
bool articles_hold(struct crawler *c, struct page_work *w,
                   const struct mention *m, bool *held, bool *fresh,
                   struct err *e) MUST_CHECK;
/* The page was read. */
bool articles_read(struct crawler *c, struct page_work *w,
                   const struct reading *r, struct err *e) MUST_CHECK;
/* It could not be: its item is stored as the feed has it. *is: it is one. */
bool articles_failed(struct crawler *c, const struct visit *v, bool *is,
                     struct err *e) MUST_CHECK;

#endif
