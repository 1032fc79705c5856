/* SPDX-License-Identifier: MIT
 *
 * brand: which of the watched names a text mentions.
 *
 * Asked of every post of every page, so the bytes are looked at once: at the
 * start of each word the first two letters are looked up in a table; only
 * where they begin a name is more compared, and only a text with a name in it
 * is folded and cut into words for the near and not contexts. */
#ifndef MOLVA_BRAND_H
#define MOLVA_BRAND_H

#include "classify/classify.h"

struct brands;

/* NULL with the place in e when a form is wrong. */
struct brands *brand_open(const struct classify_setup *setup,
                          struct err *e) MUST_CHECK;
void brand_close(struct brands *b);

/* Name of the first brand of the text, or the empty str. */
struct str brand_find(struct brands *b, struct arena *a, struct str text);

#endif
