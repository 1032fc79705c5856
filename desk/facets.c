/* SPDX-License-Identifier: MIT
 * facets: counts that are kept while nothing happens. */
#include "desk/facets.h"

#include <stdlib.h>
#include <time.h>

#include "base/terms.h"

enum {
    SLOW_MS = 50, /* counting that takes longer is not done at every event */
    SHARE = 20    /* of the time it takes, so long it is kept then */
};

struct facets *facets_new(void)
{
    return xcalloc(1, sizeof(struct facets));
}

void facets_free(struct facets *f)
{
    for (int w = 0; w < 2; w++)
        for (int i = 0; i < FACETS; i++)
            arena_clear(&f->by[w][i].arena);
    free(f);
}

static int64_t cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

const struct facet *facets_get(struct facets *f, struct store *s,
                               const struct facet_wish *wish, struct err *e)
{
    struct facet *facet = &f->by[wish->waiting][wish->by];
    const struct mention_filter what = {
        .status = wish->waiting ? str_of(list_name(LIST_WAITING)) : STR(""),
        .not_us = true};
    int64_t event, began = cpu_ms();
    if (!store_last_event(s, &event, e))
        return NULL;
    if (wish->now < facet->until && (facet->slow || event == facet->event))
        return facet;
    facet->until = 0;
    arena_reset(&facet->arena);
    if (!store_counts(s, &facet->arena, &what,
                      &(struct counting){wish->by, false, 0}, &facet->rows,
                      &facet->n, e))
        return NULL;
    int64_t took = cpu_ms() - began, keep = 1 + took * SHARE / 1000;
    facet->slow = took > SLOW_MS;
    facet->until =
        wish->now + (facet->slow && keep < FACETS_S ? keep : FACETS_S);
    facet->event = event;
    return facet;
}
