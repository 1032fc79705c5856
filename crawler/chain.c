/* SPDX-License-Identifier: MIT
 * chain: from a page to the next one, and from a list to its threads.
 *
 * Newest first (feeds, reviews): on to older pages until one holds nothing
 * new. Oldest first (forums): the last page is remembered, the next visit
 * starts there and goes on from it; where nothing on the first page is known,
 * it goes back as well (a blog that shows its newest comments first). A chain
 * that ends before a known post though the source was read before leaves a
 * hole: its next page waits in the frontier for the visit to come. Looking back
 * to a date (`since`): from the newest page to older ones, whichever way that
 * is, without a budget; pages whose posts have no dates keep to the budget. */
#include "base/ceiling.h"
#include "base/log.h"
#include "crawler/canaries.h"
#include "crawler/crawl.h"
#include "crawler/web/link_header.h"
#include "crawler/web/url.h"

enum {
    SAME_BODIES_MOST = 2, /* in one chain, the third ends it */
    KNOWN_MOST = 4,    /* pages, while what a hole holds is looked for: so far
                          it may have moved on */
    LOOK_S = 24 * 3600 /* after so long */
};

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

/* Neither met in this run nor a trap. */
static bool is_new(struct crawler *c, const struct frontier_row *row,
                   struct cuts *cuts)
{
    const char *why = trap_reason(row->url);
    uint64_t key = trap_key((uint64_t)row->source, str_hash(row->url));
    if (why)
        log_event(LOG_INFO, "skip", "url=" STR_FMT " reason=%s",
                  STR_ARG(row->url), why);
    cuts->n[CUT_TRAPS] += why != NULL;
    return !why && !trap_met(&c->tally, key);
}

/* Adds one page, if it is new. */
static bool add(struct crawler *c, struct page_work *w,
                struct frontier_row *row, struct cuts *cuts, struct err *e)
{
    if (!is_new(c, row, cuts))
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
    return url_same_domain(a, *url, str_of(w->visit->url));
}

static bool add_page(struct crawler *c, struct page_work *w, struct str link,
                     struct cuts *cuts, struct err *e)
{
    struct frontier_row row = w->visit->row;
    row.page++;
    row.tries = 0;
    row.way &= ~FRONTIER_LOOK;
    return !usable(w, link, &row.url) || add(c, w, &row, cuts, e);
}

/* A forum below this one, or a thread of it, may be a source of its own: then
 * it is visited as that. */
static bool is_of_other(const struct crawler *c, const struct source_state *s,
                        struct str url)
{
    const struct source_state *owner = map_get(&c->owners, url);
    return owner && owner != s && !crawl_held(owner);
}

static bool add_links(struct crawler *c, struct page_work *w,
                      const struct reading *r, struct cuts *cuts, struct err *e)
{
    const struct source_state *s = crawl_source(c, w->visit);
    for (size_t i = 0; i < r->n_links; i++) {
        struct frontier_row row = {.source = s->row.id, .depth = 1, .page = 1};
        if (!usable(w, r->links[i], &row.thread) ||
            is_of_other(c, s, row.thread))
            continue;
        if (!chain_start(c, s, &w->arena, row.thread, &row.url, e) ||
            !add(c, w, &row, cuts, e))
            return false;
    }
    return true;
}

/* Was it read with all that it leads to, or is it gone; or was it asked for a
 * short while ago? */
static bool was_read(struct crawler *c, struct page_work *w,
                     const struct frontier_row *row, bool *well, bool *lately,
                     struct err *e)
{
    struct page_row page;
    bool found;
    if (!store_page_get(c->store, &w->arena, row->source, row->url, &page,
                        &found, e))
        return false;
    bool whole = page.status && !page.cause.n;
    bool part = page.status == 200 && page.posts > 0 &&
                !cuts_tell(page.cause, CUT_MORE);
    *well =
        found && (whole || part || page.status == 404 || page.status == 410);
    *lately = found && c->now - page.fetched < LOOK_S;
    return true;
}

/* Posts that a page leaves out are read once, so many pages a visit as it may
 * have; what is left over is told, and read at the next visits. */
static bool add_more(struct crawler *c, struct page_work *w,
                     const struct reading *r, struct cuts *cuts, struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    int64_t most = s->setup->pages > 0 ? s->setup->pages : CEILING_PAGES;
    for (size_t i = 0; i < r->n_more; i++) {
        struct frontier_row row = {.source = s->row.id, .depth = 1, .page = 1};
        bool well = false, lately = false;
        if (!usable(w, r->more[i], &row.url)) {
            cuts->n[CUT_MORE]++;
            continue;
        }
        row.thread = row.url;
        if (!was_read(c, w, &row, &well, &lately, e))
            return false;
        if (well || str_eq(row.url, w->visit->row.url) ||
            !is_new(c, &row, cuts))
            continue;
        if (lately || s->more >= most) {
            cuts->n[CUT_MORE]++;
            continue;
        }
        s->more++;
        if (!add(c, w, &row, cuts, e))
            return false;
    }
    return true;
}

/* The same body a third time in one chain, or the same posts a second time:
 * the links lead nowhere. */
static bool in_circles(struct crawler *c, const struct page_work *w,
                       const struct reading *r)
{
    const struct visit *v = w->visit;
    uint64_t chain = trap_key((uint64_t)v->row.source, str_hash(v->row.thread));
    uint64_t posts = trap_key(chain, r->n);
    for (size_t i = 0; i < r->n; i++)
        posts = trap_key(posts, str_hash(r->mentions[i].post.key1));
    bool bodies = trap_meet(&c->tally, trap_key(chain, (uint64_t)w->hash)) >
                  SAME_BODIES_MOST;
    bool again = r->n && trap_meet(&c->tally, posts) > 1;
    return bodies || again;
}

/* Of the page, else of its answer's headers. */
static struct str next_of(struct page_work *w, const struct reading *r)
{
    struct str url, link = r->next;
    if (!link.n) {
        link = link_header(w->answer->link, STR("next"));
        if (link.n &&
            !url_resolve(&w->arena, str_of(w->visit->url), link, &link))
            link = STR("");
    }
    bool leads = usable(w, link, &url) && !str_eq(url, w->visit->row.url);
    return leads ? link : STR("");
}

bool chain_is_window(struct page_work *w, const struct reading *r)
{
    bool newest = r->newest_first || (r->descending && !r->prev.n);
    return newest && !next_of(w, r).n;
}

/* A chain in which older pages lie behind each other, and where this one is. */
struct back {
    struct str link; /* to the older page, or "" */
    int64_t way;     /* bits, as of the page that follows */
};

static int64_t page_most(const struct crawler *c, const struct visit *v)
{
    const struct source_state *s = crawl_source(c, v);
    int64_t budget = s->setup->pages > 0 ? s->setup->pages : CEILING_PAGES;
    /* What is new behind a page with news may be a hole; the first visit goes
     * back as far as `pages:` says. */
    if (v->row.way & (FRONTIER_MEET | FRONTIER_FILLS) || s->visited)
        return budget > CEILING_CHAIN ? budget : CEILING_CHAIN;
    return budget;
}

/* The chain ends here, and the page behind it is read at the next visit. */
static bool leave_hole(struct crawler *c, struct page_work *w,
                       const struct back *b, struct cuts *cuts, struct err *e)
{
    const struct source_state *s = crawl_source(c, w->visit);
    struct frontier_row row = w->visit->row;
    if (!usable(w, b->link, &row.url))
        return true;
    cuts->n[CUT_CHAIN]++;
    row.page = 1;
    row.tries = 0;
    row.way = (b->way & (FRONTIER_PREV | FRONTIER_NEXT)) | FRONTIER_FILLS;
    row.due = s->row.next_visit;
    return store_frontier_add(c->store, &row, e);
}

static bool add_back(struct crawler *c, struct page_work *w,
                     const struct back *b, struct cuts *cuts, struct err *e)
{
    struct frontier_row row = w->visit->row;
    row.page++;
    row.tries = 0;
    row.way = b->way;
    return !usable(w, b->link, &row.url) || add(c, w, &row, cuts, e);
}

/* Is what was looked for in a hole found? Behind known pages it may still
 * come, since what is new on top moves all others on. */
static bool is_filled(const struct visit *v, const struct page_news *news)
{
    bool any = v->row.way & FRONTIER_MET;
    return news->known && (any || v->row.page >= KNOWN_MOST);
}

static bool follow_older(struct crawler *c, struct page_work *w, struct back *b,
                         const struct page_news *news, struct cuts *cuts,
                         struct err *e)
{
    const struct visit *v = w->visit;
    bool fills = b->way & FRONTIER_FILLS;
    bool watched = b->way & FRONTIER_MEET;
    if (fills ? is_filled(v, news) : news->known)
        return true;
    /* In a hole it is the first news that counts, else the first known. */
    if (fills ? !news->known : news->met)
        b->way |= FRONTIER_MET;
    if (!b->link.n) {
        cuts->n[CUT_HOLE] += watched && !(b->way & FRONTIER_MET);
        return true;
    }
    if (v->row.page < page_most(c, v))
        return add_back(c, w, b, cuts, e);
    return !(watched || fills) || leave_hole(c, w, b, cuts, e);
}

/* Backwards to a date: older pages lie behind this one where the newest are
 * first, else before `last`. */
static bool follow_back(struct crawler *c, struct page_work *w,
                        const struct reading *r, const struct back *back,
                        struct cuts *cuts, struct err *e)
{
    struct visit *v = w->visit;
    struct str last;
    if (back->way & FRONTIER_NEXT)
        return r->oldest < v->row.since || add_back(c, w, back, cuts, e);
    if (v->row.page == 1 && usable(w, r->last, &last) &&
        !str_eq(last, v->row.url))
        return remember(c, w, last, e) && add_page(c, w, last, cuts, e);
    return r->oldest < v->row.since || add_page(c, w, r->prev, cuts, e);
}

/* What the first page of a chain is the start of. */
static int64_t way_of(const struct crawler *c, const struct page_work *w,
                      const struct reading *r)
{
    const struct visit *v = w->visit;
    bool remembered = !str_eq(v->row.url, v->row.thread);
    bool watched =
        crawl_source(c, v)->visited && (w->old.posts > 0 || remembered) && r->n;
    int64_t way = watched ? FRONTIER_MEET : 0;
    if (r->newest_first || (r->descending && !r->prev.n))
        return way | FRONTIER_NEXT;
    return way;
}

/* On to newer pages, from the last one that was there. */
static bool follow_newer(struct crawler *c, struct page_work *w,
                         const struct reading *r, struct cuts *cuts,
                         struct err *e)
{
    const struct visit *v = w->visit;
    int64_t budget = crawl_source(c, v)->setup->pages;
    struct str next, start = v->row.url;
    bool more = usable(w, next_of(w, r), &next);
    bool within = v->row.page < (budget > 0 ? budget : CEILING_PAGES);
    if (!r->n && !r->n_links && v->row.page > 1)
        return true;
    if (more && !within)
        start = next;
    if (r->n && !remember(c, w, start, e))
        return false;
    return !more || !within || add_page(c, w, next, cuts, e);
}

bool chain_follow(struct crawler *c, struct page_work *w,
                  const struct reading *r, const struct page_news *news,
                  struct cuts *cuts, struct err *e)
{
    const struct visit *v = w->visit;
    bool looked = v->row.way & FRONTIER_LOOK;
    struct back back = {.way = v->row.way & ~FRONTIER_LOOK};
    /* With new posts it is a page of the chain as well. An edit leads nowhere:
     * the chain would start anew here, before the page that it had reached. */
    if (looked && !news->fresh)
        return true;
    if (!add_links(c, w, r, cuts, e) || !add_more(c, w, r, cuts, e))
        return false;
    if (in_circles(c, w, r))
        return true;
    if ((looked || v->row.page == 1) && !back.way)
        back.way = way_of(c, w, r);
    if (back.way & (FRONTIER_NEXT | FRONTIER_PREV))
        back.link = back.way & FRONTIER_PREV ? r->prev : next_of(w, r);
    if (v->row.since && r->oldest)
        return follow_back(c, w, r, &back, cuts, e);
    if (back.way & (FRONTIER_NEXT | FRONTIER_PREV))
        return follow_older(c, w, &back, news, cuts, e);
    if (v->row.page == 1 && r->prev.n && !news->met) {
        struct back before = {r->prev, back.way | FRONTIER_PREV};
        if (!follow_older(c, w, &before, news, cuts, e))
            return false;
    }
    return follow_newer(c, w, r, cuts, e);
}

static bool look_again(struct crawler *c, const struct source_state *s,
                       struct str url, struct err *e)
{
    struct frontier_row row = {.source = s->row.id,
                               .url = url,
                               .thread = url,
                               .depth = 1,
                               .page = 2,
                               .due = c->now,
                               .way = FRONTIER_LOOK};
    return store_frontier_add(c->store, &row, e);
}

/* Pages of canaries, which the chain may have left behind it. */
static bool look_at_canaries(struct crawler *c, const struct source_state *s,
                             struct arena *a, struct err *e)
{
    struct str urls[CANARIES_MOST];
    size_t n;
    bool ok = canaries_pages(c, s, a, urls, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        struct page_row page;
        bool found;
        ok = store_page_get(c->store, a, s->row.id, urls[i], &page, &found, e);
        if (ok && found && c->now - page.fetched >= LOOK_S)
            ok = look_again(c, s, urls[i], e);
    }
    return ok;
}

bool chain_again(struct crawler *c, const struct source_state *s, struct err *e)
{
    struct arena a = {0};
    struct str urls[PAGES_AGAIN];
    size_t n;
    bool ok = store_frontier_hurry(c->store, s->row.id, c->now, e) &&
              store_pages_again(c->store, &a, s->row.id, c->now - LOOK_S, urls,
                                &n, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = look_again(c, s, urls[i], e);
    ok = ok && look_at_canaries(c, s, &a, e);
    arena_clear(&a);
    return ok;
}
