/* SPDX-License-Identifier: MIT
 * hot: threads that are looked at more often for a while. */
#include "crawler/hot.h"

#include <stdio.h>

#include "crawler/pace.h"
#include "crawler/web/url.h"

enum {
    SHARE = 4,              /* of its source's interval, at first */
    NEWS_S = 3 * 24 * 3600, /* an older mention is no news */
};

static int64_t first_every(const struct source_state *s)
{
    int64_t every = s->row.every / SHARE;
    return every > PACE_LEAST_S ? every : PACE_LEAST_S;
}

static bool is_news(const struct crawler *c, const struct source_state *s,
                    const struct reading *r)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct post_row *p = &r->mentions[i].post;
        if (p->brand.n && (p->published <= 0 || p->published > c->now - NEWS_S))
            return s->visited;
    }
    return false;
}

bool hot_look(struct crawler *c, const struct page_work *w,
              const struct reading *r, bool fresh, bool mention, struct err *e)
{
    const struct source_state *s = crawl_source(c, w->visit);
    const struct frontier_row *v = &w->visit->row;
    struct hot_row row = {
        .source = v->source, .thread = v->thread, .every = first_every(s)};
    row.due = c->now + row.every;
    if (!fresh || v->since || r->newest_first || row.every >= s->row.every)
        return true;
    bool begins = mention && is_news(c, s, r);
    return store_hot_put(c->store, &row, !begins, e);
}

/* A thread of the same site as the source's own pages? */
static bool belongs(const struct source_state *s, struct str thread)
{
    struct arena a = {0};
    bool same = s->n_starts && url_split(s->starts[0]).host.n &&
                url_same_domain(&a, thread, s->starts[0]);
    arena_clear(&a);
    return same;
}

/* Replies that were posted since this was asked last. */
static bool take_replies(struct crawler *c, struct arena *a, struct err *e)
{
    const struct str scope = STR("hot"), key = STR("posted");
    struct hot_rows replies;
    struct str note, url;
    struct err ignored;
    int64_t last = 0;
    char text[24];
    if (!store_note_get(c->store, a, scope, key, &note, e))
        return false;
    if (!str_int(note, &last))
        last = c->now - NEWS_S;
    if (!store_hot_replies(c->store, a, last, &replies, e))
        return false;
    for (size_t i = 0; i < replies.n; i++) {
        struct hot_row *row = &replies.rows[i];
        const struct source_state *s = crawl_source_by_id(c, row->source);
        last = row->due > last ? row->due : last;
        if (!s || !url_canonical(a, row->thread, &url, &ignored) ||
            !belongs(s, url))
            continue;
        row->thread = url;
        row->every = first_every(s);
        row->due = c->now + row->every;
        if (row->every < s->row.every &&
            !store_hot_put(c->store, row, false, e))
            return false;
    }
    snprintf(text, sizeof text, "%lld", (long long)last);
    return !replies.n || store_note_put(c->store, scope, key, str_of(text), e);
}

/* Looked at now, and the next time later, or no more. */
static bool look(struct crawler *c, struct arena *a, struct hot_row *row,
                 struct err *e)
{
    struct source_state *s = crawl_source_by_id(c, row->source);
    struct frontier_row at = {.source = row->source,
                              .thread = row->thread,
                              .depth = 1,
                              .page = 1,
                              .due = c->now};
    if (!s || crawl_held(s))
        return store_hot_drop(c->store, row, e);
    if (c->setup.only && !str_eqz(s->row.name, c->setup.only))
        return true;
    if (!s->begun) { /* else it is met on the way */
        if (!chain_start(c, s, a, row->thread, &at.url, e) ||
            !store_frontier_add(c->store, &at, e))
            return false;
        s->hot = true;
        c->frontier.dirty = true;
    }
    row->every += row->every / 2;
    row->due = c->now + row->every;
    return row->every < s->row.every ? store_hot_put(c->store, row, false, e)
                                     : store_hot_drop(c->store, row, e);
}

bool hot_begin(struct crawler *c, struct err *e)
{
    struct arena a = {0};
    struct hot_rows due;
    bool ok =
        take_replies(c, &a, e) && store_hot_due(c->store, &a, c->now, &due, e);
    for (size_t i = 0; ok && i < due.n; i++)
        ok = look(c, &a, &due.rows[i], e);
    arena_clear(&a);
    return ok;
}

bool hot_next(struct crawler *c, int64_t *when, struct err *e)
{
    int64_t due;
    if (!store_hot_next(c->store, &due, e))
        return false;
    *when = due < *when ? due : *when;
    return true;
}
