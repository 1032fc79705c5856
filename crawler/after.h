/* SPDX-License-Identifier: MIT
 *
 * after: what becomes of our replies at the venue (folder-private).
 *
 * A page on which a reply of ours stands, or is to stand, is read whole: our
 * own post is known by its account or by its words, the author's answer by his
 * name, whether they name a brand or not. When in doubt nothing is said: a
 * person marks it then. */
#ifndef MOLVA_AFTER_H
#define MOLVA_AFTER_H

#include "crawler/crawl.h"

/* A run begins: which replies are watched; silences that became long. */
bool after_begin(struct crawler *c, struct err *e) MUST_CHECK;
/* Are posts that concern nobody wanted from this page too? */
bool after_listens(const struct crawler *c, const struct visit *v);
/* A post of a page that was listened to was stored; fresh: it had not been seen
 * before. */
bool after_post(struct crawler *c, const struct visit *v,
                const struct mention *m, bool fresh, struct err *e) MUST_CHECK;

#endif
