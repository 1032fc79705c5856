/* SPDX-License-Identifier: MIT
 *
 * parts: a page in parts (folder-private).
 *
 * A page is read as a whole, and so are the messages of a mailbox that came
 * together, as long as that goes well. When the reader dies of them they are
 * read in halves and halves of these, so that in the end the one message it
 * dies of is known, left out and told, and keeps no other. */
#ifndef MOLVA_PARTS_H
#define MOLVA_PARTS_H

#include "crawler/crawl.h"

/* w->part becomes the first half of it; false when that is one message. */
bool parts_halve(struct page_work *w);
/* The UID of the first message of w->part. */
int64_t parts_uid(const struct page_work *w);
/* w->part becomes what is behind it; false when that is nothing. */
bool parts_next(struct page_work *w);

#endif
