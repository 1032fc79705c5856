/* SPDX-License-Identifier: MIT
 *
 * wanted: what a filter looks for in texts: the clauses the index is asked,
 * and the query, when they do not say all of it. */
#ifndef MOLVA_WANTED_H
#define MOLVA_WANTED_H

#include "store/db.h"

struct wanted {
    struct query_plan plan;
    struct query *query;            /* NULL: the plan says all */
    const struct narrowing *narrow; /* NULL: nothing more */
};
void wanted_read(struct wanted *w, struct arena *a,
                 const struct mention_filter *f);
/* Do a mention's lemmas meet every clause? */
bool wanted_meets(const struct query_plan *p, struct str lemmas);

#endif
