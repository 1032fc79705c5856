/* SPDX-License-Identifier: MIT
 * facets: counts of the queue that may be a minute old. */
#include "desk/facets.h"

#include <stdlib.h>

struct facets *facets_new(void)
{
    return xcalloc(1, sizeof(struct facets));
}

void facets_free(struct facets *f)
{
    for (int i = 0; i < FACETS; i++)
        arena_clear(&f->by[i].arena);
    free(f);
}

const struct facet *facets_get(struct facets *f, struct store *s,
                               enum count_by by, int64_t now, struct err *e)
{
    static const struct mention_filter waiting = {.status = STR("waiting")};
    struct facet *facet = &f->by[by];
    if (now < facet->until)
        return facet;
    facet->until = 0;
    arena_reset(&facet->arena);
    if (!store_counts(s, &facet->arena, &waiting,
                      &(struct counting){by, false, 0}, &facet->rows, &facet->n,
                      e))
        return NULL;
    facet->until = now + FACETS_S;
    return facet;
}
