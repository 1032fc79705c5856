/* SPDX-License-Identifier: MIT
 * chain: from a page to the next one, and from a list to its threads.
 *
 * Newest first (feeds, reviews): on to older pages until one holds nothing
 * new. Oldest first (forums): the last page is remembered, the next visit
 * starts there and goes on from it. Looking back to a date (`since`): from
 * the newest page to older ones, whichever way that is, without a budget;
 * pages whose posts have no dates keep to the budget. */
#include "base/ceiling.h"
#include "base/log.h"
#include "crawler/crawl.h"
#include "crawler/web/url.h"

enum { SAME_BODIES_MOST = 2 }; /* in one chain, the third ends it */

static struct str scope_of(struct arena *a, const struct source_state *s)
{
    return str_printf(a, "thread:" STR_FMT, STR_ARG(s->row.name));
}

bool chain_start(struct crawler *c, const struct source_state *s,
                 struct arena *a, struct str thread, struct str *start,
                 struct err *e)
{
    struct str note;
    *start = thread;
    if (!store_note_get(c->store, a, scope_of(a, s), thread, &note, e))
        return false;
    if (note.n && !c->setup.since)
        *start = note;
    return true;
}

bool chain_forget(struct crawler *c, const struct visit *v, struct err *e)
{
    struct arena a = {0};
    if (v->row.page != 1 || str_eq(v->row.url, v->row.thread))
        return true;
    bool ok = store_note_put(c->store, scope_of(&a, crawl_source(c, v)),
                             v->row.thread, STR(""), e);
    arena_clear(&a);
    return ok;
}

static bool remember(struct crawler *c, struct page_work *w, struct str start,
                     struct err *e)
{
    const struct source_state *s = crawl_source(c, w->visit);
    struct str scope = scope_of(&w->arena, s), note;
    struct str thread = w->visit->row.thread;
    if (!store_note_get(c->store, &w->arena, scope, thread, &note, e))
        return false;
    if (str_eq(note.n ? note : thread, start))
        return true;
    return store_note_put(c->store, scope, thread, start, e);
}

/* Adds one page unless it was met in this run or is a trap. */
static bool add(struct crawler *c, struct page_work *w,
                struct frontier_row *row, struct cuts *cuts, struct err *e)
{
    const char *why = trap_reason(row->url);
    uint64_t key = trap_key((uint64_t)row->source, str_hash(row->url));
    if (why)
        log_event(LOG_INFO, "skip", "url=" STR_FMT " reason=%s",
                  STR_ARG(row->url), why);
    cuts->n[CUT_TRAPS] += why != NULL;
    if (why || trap_met(&c->tally, key))
        return true;
    row->due = c->now;
    row->since = w->visit->row.since;
    c->frontier.dirty = true;
    return store_frontier_add(c->store, row, e);
}

/* Canonical URL of a link, of the same registered domain as the page. */
static bool usable(struct page_work *w, struct str link, struct str *url)
{
    struct err ignored;
    struct arena *a = &w->arena;
    if (!link.n || !url_canonical(a, link, url, &ignored))
        return false;
    return str_eq(url_domain(a, url_split(*url).host),
                  url_domain(a, url_split(str_of(w->visit->url)).host));
}

static bool add_page(struct crawler *c, struct page_work *w, struct str link,
                     struct cuts *cuts, struct err *e)
{
    struct frontier_row row = w->visit->row;
    row.page++;
    row.tries = 0;
    return !usable(w, link, &row.url) || add(c, w, &row, cuts, e);
}

static bool add_links(struct crawler *c, struct page_work *w,
                      const struct reading *r, struct cuts *cuts, struct err *e)
{
    const struct source_state *s = crawl_source(c, w->visit);
    for (size_t i = 0; i < r->n_links; i++) {
        struct frontier_row row = {.source = s->row.id, .depth = 1, .page = 1};
        if (!usable(w, r->links[i], &row.thread))
            continue;
        if (!chain_start(c, s, &w->arena, row.thread, &row.url, e) ||
            !add(c, w, &row, cuts, e))
            return false;
    }
    return true;
}

/* Backwards to a date: older pages lie behind `next`, or, oldest first,
 * before `last`. */
static bool follow_back(struct crawler *c, struct page_work *w,
                        const struct reading *r, struct cuts *cuts,
                        struct err *e)
{
    struct visit *v = w->visit;
    bool first = !r->newest_first && v->row.page == 1;
    struct str last;
    if (r->newest_first)
        return r->oldest < v->row.since || add_page(c, w, r->next, cuts, e);
    if (first && usable(w, r->last, &last) && !str_eq(last, v->row.url))
        return remember(c, w, last, e) && add_page(c, w, last, cuts, e);
    return r->oldest < v->row.since || add_page(c, w, r->prev, cuts, e);
}

/* The same body a third time in one chain: the links lead nowhere. */
static bool in_circles(struct crawler *c, const struct page_work *w)
{
    const struct visit *v = w->visit;
    uint64_t chain = trap_key((uint64_t)v->row.source, str_hash(v->row.thread));
    return trap_meet(&c->tally, trap_key(chain, (uint64_t)w->hash)) >
           SAME_BODIES_MOST;
}

/* Newest first, and this page held something new: what is behind it may be
 * new too, so the budget ends the chain only at the first visit, which goes
 * back as far as `pages:` says. */
static bool follow_news(struct crawler *c, struct page_work *w, struct str next,
                        struct cuts *cuts, struct err *e)
{
    const struct source_state *s = crawl_source(c, w->visit);
    int64_t budget = s->setup->pages > 0 ? s->setup->pages : CEILING_PAGES;
    int64_t most = budget > CEILING_CHAIN ? budget : CEILING_CHAIN;
    int64_t page = w->visit->row.page;
    if (page < budget || (s->visited && page < most))
        return add_page(c, w, next, cuts, e);
    cuts->n[CUT_CHAIN] += s->visited;
    return true;
}

bool chain_follow(struct crawler *c, struct page_work *w,
                  const struct reading *r, bool known, struct cuts *cuts,
                  struct err *e)
{
    const struct visit *v = w->visit;
    int64_t budget = crawl_source(c, v)->setup->pages;
    struct str next, start = v->row.url;
    if (!add_links(c, w, r, cuts, e))
        return false;
    if (in_circles(c, w))
        return true;
    if (v->row.since && r->oldest)
        return follow_back(c, w, r, cuts, e);
    bool more = usable(w, r->next, &next) && !str_eq(next, v->row.url);
    bool within = v->row.page < (budget > 0 ? budget : CEILING_PAGES);
    if (r->newest_first)
        return known || !more || follow_news(c, w, next, cuts, e);
    if (more && !within)
        start = next;
    if (r->n && !remember(c, w, start, e))
        return false;
    return !more || !within || add_page(c, w, next, cuts, e);
}
