/* SPDX-License-Identifier: MIT
 *
 * brand: which of the watched names a post is about.
 *
 * Asked of every post of every page, so the bytes are looked at once: at the
 * start of each word the first two letters are looked up in a table; only
 * where they begin a name is more compared, and only a text with a name in it
 * is folded and cut into words for the near and not contexts. Of names that
 * begin at one place the longest is meant. A brand with a query besides is
 * found by both; one with a query alone by that, in every text. */
#ifndef MOLVA_BRAND_H
#define MOLVA_BRAND_H

#include "classify/brand_form.h"
#include "classify/classify.h"

struct brands;

/* NULL with the place in e when a form or a query is wrong. */
struct brands *brand_open(const struct classify_setup *setup,
                          const struct query_speech *speech,
                          const struct brand_words *words,
                          struct err *e) MUST_CHECK;
void brand_close(struct brands *b);

/* Name of the first brand of the post, or the empty str: of those its text
 * names the first, else of its title, else by a query alone. */
struct str brand_find(struct brands *b, struct arena *a,
                      const struct query_post *post);
/* Where brands are named in a text: bytes of it, in its order; n of them. */
struct brand_hit {
    struct str name; /* of the brand */
    size_t from, to;
};
size_t brand_hits(struct brands *b, struct arena *a,
                  const struct query_post *post, struct brand_hit **hits);
/* Is it by an author or on a site that the brand of that name does not hear? */
bool brand_blocks(struct brands *b, struct arena *a, struct str name,
                  const struct query_post *post);
/* Does any brand ask for author, address or another field of a post? */
bool brand_asks(const struct brands *b);

#endif
