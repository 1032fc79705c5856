/* SPDX-License-Identifier: MIT
 *
 * world: what a post is known by wherever it was read (folder-private).
 *
 * One comment stands on its page, in two feeds and in the answer of an
 * interface. Four things of it are the same everywhere, each a short key that
 * belongs to no source:
 *
 *   u  its permalink
 *   i  its id, of its site unless it is an address itself
 *   e  the number by which its engine calls it: "comment 57" of the site
 *   t  site, author, minute and text
 *
 * A key alone is not believed: two blogs of one site both have a comment 57,
 * and a list of links leads to texts of others. What is found by one has to
 * agree in something else (world_agrees). */
#ifndef MOLVA_WORLD_H
#define MOLVA_WORLD_H

#include "store/store.h"

enum { WORLD_KEYS = 4 };

/* The keys of a post into keys[]; how many there are. */
size_t world_keys(struct arena *a, const struct mention *m,
                  struct str keys[WORLD_KEYS]);

/* A stored mention beside a post. */
struct world_likeness {
    bool text;            /* the same words */
    bool date, dates;     /* the same; both are known */
    bool fine;            /* both are good to a minute */
    bool author, authors; /* the same */
    bool numbers;         /* both have one of their engine, and not the same */
};
/* Do both have a number of their engine, and not the same? */
bool world_differs(const struct mention *m, struct str url);
bool world_agrees(const struct mention *m, struct str key,
                  const struct world_likeness *is);

/* An address without scheme and "www.", as struct post_row has permalinks. */
struct str world_link(struct str url);

#endif
