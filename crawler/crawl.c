/* SPDX-License-Identifier: MIT
 * crawl: the transaction of a turn, and what is told when it is stored. */
#include "crawler/crawl.h"

#include <string.h>

struct source_state *crawl_source(const struct crawler *c,
                                  const struct visit *v)
{
    return &c->sources[v->source];
}

struct source_state *crawl_source_by_id(const struct crawler *c, int64_t id)
{
    for (size_t i = 0; i < c->setup.n_sources; i++)
        if (c->sources[i].row.id == id)
            return &c->sources[i];
    return NULL;
}

static void keep(struct crawler *c)
{
    if (c->sources)
        memcpy(c->stored, c->sources, c->setup.n_sources * sizeof *c->stored);
    c->stored_total = c->total;
    c->stored_ms = c->now_ms;
}

/* One that was not in molva.yaml for a while is there again, or it would not
 * be looked at. */
bool crawl_held(const struct source_state *s)
{
    return s->row.state.n && !str_eqz(s->row.state, "unlisted");
}

bool crawl_begin(struct crawler *c, struct err *e)
{
    if (c->open)
        return true;
    if (!store_begin(c->store, e))
        return false;
    c->open = true;
    c->open_ms = c->now_ms;
    return true;
}

void crawl_note(struct crawler *c, struct str url, struct str cause)
{
    c->told = arena_grow(&c->told_arena, c->told, c->n_told, &c->told_cap,
                         sizeof *c->told);
    struct crawl_progress *p = &c->told[c->n_told++];
    *p = c->total;
    p->waiting = c->frontier.held;
    p->url = str_dup(&c->told_arena, url);
    p->cause = str_dup(&c->told_arena, cause);
}

void crawl_changed(struct crawler *c, const struct source_row *now,
                   struct str was)
{
    crawl_note(c, now->name, now->cause);
    struct crawl_progress *p = &c->told[c->n_told - 1];
    p->was = str_dup(&c->told_arena, was);
    p->health = str_dup(&c->told_arena, now->health);
}

void crawl_told(struct crawler *c, struct str url, struct str cause)
{
    c->total.pages++;
    crawl_note(c, url, cause);
    c->told[c->n_told - 1].waiting--;
}

static void forget_told(struct crawler *c)
{
    c->told = NULL;
    c->n_told = c->told_cap = 0;
    arena_reset(&c->told_arena);
}

void crawl_undo(struct crawler *c)
{
    forget_told(c);
    if (!c->open)
        return;
    store_rollback(c->store);
    c->open = false;
    if (c->sources)
        memcpy(c->sources, c->stored, c->setup.n_sources * sizeof *c->stored);
    c->total = c->stored_total;
}

static void tell(const struct crawler *c, const struct crawl_progress *p)
{
    void (*how)(void *ctx, const struct crawl_progress *p) =
        p->health.n ? c->setup.changed : c->setup.progress;
    if (how)
        how(c->setup.ctx, p);
}

bool crawl_commit(struct crawler *c, struct err *e)
{
    if (!c->open)
        return true;
    if (!store_commit(c->store, e)) {
        crawl_undo(c);
        return false;
    }
    c->open = false;
    keep(c);
    for (size_t i = 0; i < c->n_told; i++)
        tell(c, &c->told[i]);
    forget_told(c);
    return true;
}
