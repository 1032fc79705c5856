/* SPDX-License-Identifier: MIT
 * settle: what becomes of a page. Posts, the page's state, the frontier's row
 * and the URLs it leads to go into one transaction; a page that could not be
 * read leaves posts and validators as they were. */
#include <stdio.h>

#include "base/ceiling.h"
#include "crawler/absent.h"
#include "crawler/after.h"
#include "crawler/articles.h"
#include "crawler/canaries.h"
#include "crawler/company.h"
#include "crawler/crawl.h"
#include "crawler/fields.h"
#include "crawler/health.h"
#include "crawler/hot.h"
#include "crawler/kept.h"
#include "crawler/lease.h"
#include "crawler/pace.h"
#include "crawler/parts.h"
#include "crawler/web/url.h"

enum {
    POSTS_USUAL = 3, /* a page with so many is missed when it has none */
    LATER_S = 60,    /* a wait so long is told: this run may not see its end */
    MOVING_MOST = 2  /* pages whose ids all moved, and they are believed no more
                      */
};

/* The row is done and the visit over. */
static bool finish(struct crawler *c, struct visit *v, struct str cause,
                   struct err *e)
{
    crawl_source(c, v)->touched = true;
    crawl_source(c, v)->late -= v->late;
    trap_meet(&c->tally,
              trap_key((uint64_t)v->row.source, str_hash(v->row.url)));
    if (!store_frontier_done(c->store, v->row.id, e))
        return false;
    crawl_told(c, v->row.url, cause);
    frontier_drop(&c->frontier, v);
    return true;
}

/* Opens the transaction of a page. False when nothing of it is to be written,
 * and *ok is then what came of it: true when its host was taken by another
 * crawler meanwhile, whose business the row is. */
static bool begun(struct crawler *c, struct visit *v, bool *ok, struct err *e)
{
    bool ours = false;
    *ok = crawl_begin(c, e) && lease_holds(c, v->host, &ours, e);
    if (!*ok || ours)
        return *ok;
    crawl_note(c, v->row.url,
               STR("its host was taken over by another crawler; what we "
                   "fetched is dropped"));
    frontier_drop(&c->frontier, v);
    return false;
}

static void note_trouble(struct source_state *s, const struct visit *v,
                         enum trouble trouble, struct str cause)
{
    s->failed++;
    /* What happens to the first page says more than what happens later. */
    if (trouble <= s->trouble && !(v->row.depth == 0 && v->row.page == 1))
        return;
    s->trouble = trouble;
    snprintf(s->cause, sizeof s->cause, STR_FMT ": " STR_FMT,
             STR_ARG(v->row.url), STR_ARG(cause));
}

/* Writes status and cause beside what was known. */
static bool put_cause(struct crawler *c, const struct visit *v, int64_t status,
                      struct str cause, struct err *e)
{
    struct arena a = {0};
    struct page_row row;
    bool found;
    bool ok = store_page_get(c->store, &a, v->row.source, v->row.url, &row,
                             &found, e);
    row.source = v->row.source;
    row.url = v->row.url;
    row.fetched = c->now;
    row.status = status;
    row.cause = cause;
    ok = ok && store_page_put(c->store, &row, e);
    arena_clear(&a);
    return ok;
}

/* That its item has only its summary: the source goes on, and says so. */
static void note_article(struct source_state *s, const struct visit *v,
                         struct str cause)
{
    s->partial++;
    if (s->trouble >= TROUBLE_PARTIAL)
        return;
    s->trouble = TROUBLE_PARTIAL;
    snprintf(s->cause, sizeof s->cause, STR_FMT ": " STR_FMT,
             STR_ARG(v->row.url), STR_ARG(cause));
}

bool settle_failed(struct crawler *c, struct visit *v, int64_t status,
                   enum trouble trouble, struct str cause, struct err *e)
{
    bool ok, article;
    if (!begun(c, v, &ok, e))
        return ok;
    if (!put_cause(c, v, status, cause, e) ||
        (trouble == TROUBLE_GONE && !chain_forget(c, v, e)) ||
        !articles_failed(c, v, &article, e))
        return false;
    if (article)
        note_article(crawl_source(c, v), v, cause);
    else
        note_trouble(crawl_source(c, v), v, trouble, cause);
    c->total.refused += trouble == TROUBLE_FORBIDDEN;
    c->total.failed += trouble != TROUBLE_FORBIDDEN;
    return finish(c, v, cause, e);
}

bool settle_later(struct crawler *c, struct visit *v, int64_t status,
                  int64_t due, enum trouble trouble, struct str cause,
                  struct err *e)
{
    struct source_state *s = crawl_source(c, v);
    bool ok;
    if (!begun(c, v, &ok, e))
        return ok;
    if (!put_cause(c, v, status, cause, e) ||
        !store_frontier_later(c->store, v->row.id, due, v->row.tries + 1, e))
        return false;
    health_late(s, v, trouble, cause);
    if (due - c->now >= LATER_S)
        crawl_note(c, v->row.url, cause);
    v->row.due = due;
    v->row.tries++;
    visit_restart(v);
    return frontier_queue(&c->frontier, v, e);
}

/* The address of the mailbox that a part is of. */
static struct str without_part(struct str url)
{
    struct str base = {0};
    str_split(&url, '#', &base);
    return base;
}

struct str mailbox_note(const struct crawler *c, struct arena *a,
                        const struct visit *v)
{
    struct str base = without_part(v->row.url);
    return str_printf(a, STR_FMT " " STR_FMT,
                      STR_ARG(crawl_source(c, v)->row.name), STR_ARG(base));
}

/* How far the mailbox was read; what is behind that is the next page. */
static bool follow_mailbox(struct crawler *c, struct page_work *w,
                           struct err *e)
{
    const struct frontier_row *row = &w->visit->row;
    struct str base = without_part(row->url);
    if (!store_note_put(c->store, STR("mailbox"),
                        mailbox_note(c, &w->arena, w->visit), w->answer->etag,
                        e))
        return false;
    if (!w->answer->more || row->page >= CEILING_CHAIN ||
        crawl_source(c, w->visit)->setup->newest)
        return true;
    struct frontier_row next = {.source = row->source,
                                .url = str_printf(&w->arena, STR_FMT "#%lld",
                                                  STR_ARG(base),
                                                  (long long)row->page + 1),
                                .thread = row->thread,
                                .page = row->page + 1,
                                .due = c->now};
    c->frontier.dirty = true;
    return store_frontier_add(c->store, &next, e);
}

/* Stores what a good page tells about itself. */
static bool put_page(struct crawler *c, struct page_work *w,
                     const struct reading *r, struct str cause, struct err *e)
{
    bool keep = !r->n_links && !cause.n;
    const struct fetch_answer *answer = w->answer;
    struct page_row row = {.source = w->visit->row.source,
                           .url = w->visit->row.url,
                           .fetched = c->now,
                           .status = answer->status,
                           .posts = (int64_t)r->n,
                           .cause = cause};
    if (keep) {
        row.etag = answer->etag;
        row.modified = answer->modified;
        row.hash = w->hash;
    }
    /* Mail that is not new is not gone. */
    return (answer->of_mail || absent_look(c, w, r, &row, e)) &&
           store_page_put(c->store, &row, e);
}

bool settle_unchanged(struct crawler *c, struct page_work *w, struct err *e)
{
    const struct fetch_answer *answer = w->answer;
    struct page_row row = w->old;
    struct str lost; /* told when the visit is over */
    row.fetched = c->now;
    row.status = answer->status;
    row.cause = STR("");
    row.etag = answer->etag.n ? answer->etag : row.etag;
    row.modified = answer->modified.n ? answer->modified : row.modified;
    bool ok;
    if (!begun(c, w->visit, &ok, e))
        return ok;
    row.spared = answer->status == 304 ? row.spared + 1 : 0;
    if (!absent_same(c, w, &row, e) || !canaries_look(c, w, NULL, &lost, e) ||
        !store_page_put(c->store, &row, e))
        return false;
    c->total.unchanged++;
    crawl_source(c, w->visit)->good++;
    pace_page(c, w, NULL);
    return finish(c, w->visit, STR(""), e);
}

/* How late a post is seen. What was there before we came is not late. */
static int64_t delay_of(const struct source_state *s, const struct mention *m)
{
    enum { HOUR_S = 3600 };
    const struct post_row *p = &m->post;
    bool known = s->visited && p->published > 0 && p->precision <= HOUR_S &&
                 p->collected >= p->published;
    return known ? p->collected - p->published : -1;
}

static void count(struct crawler *c, struct source_state *s,
                  const struct mention *m, enum put_result what)
{
    s->fresh += what == PUT_NEW || what == PUT_ELSEWHERE;
    if (!m->post.brand.n) {
        c->total.edited += what == PUT_EDITED && m->id;
        return;
    }
    int64_t brands = 1 + (int64_t)m->n_also;
    c->total.mentions += brands;
    c->total.fresh += what == PUT_NEW ? brands : 0;
    c->total.edited += what == PUT_EDITED;
    c->total.moved += what == PUT_MOVED;
}

/* Ids that are others at each fetch name nothing: after some pages of such the
 * posts of that source go by what they say. */
static void distrust_ids(struct arena *a, const struct reading *r)
{
    for (size_t i = 0; i < r->n; i++) {
        struct post_row *p = &r->mentions[i].post;
        p->key1 = str_printf(a, "hash:%016llx%016llx",
                             (unsigned long long)p->published,
                             (unsigned long long)p->text_hash);
        p->key2 = p->key_link.n ? p->key_link : p->key1;
        p->key_shared = (struct str){0};
    }
}

/* Remembers whether the ids moved, from visit to visit. */
static bool learn_ids(struct crawler *c, struct source_state *s,
                      const int64_t got[PUT_RESULTS], struct err *e)
{
    bool moved = got[PUT_MOVED] > 1 && !got[PUT_SAME];
    bool kept = got[PUT_SAME] > 0;
    char text[24];
    if (s->moving >= MOVING_MOST || !(moved || (kept && s->moving)))
        return true;
    s->moving = moved ? s->moving + 1 : 0;
    snprintf(text, sizeof text, "%lld", (long long)s->moving);
    return store_note_put(c->store, STR("moving"), s->row.name, str_of(text),
                          e);
}

static void take_news(struct page_news *news, const struct mention *m,
                      enum put_result what)
{
    bool had = what == PUT_SAME || what == PUT_MOVED;
    bool came = what == PUT_NEW || what == PUT_ELSEWHERE;
    news->fresh |= came;
    news->mention |= came && m->post.brand.n;
    news->met |= had || what == PUT_EDITED;
    if (m->post.brand.n || !had)
        news->got[what]++;
}

/* A post of a feed that is stored with its article, not now. */
static void take_held(struct page_news *news, bool fresh)
{
    news->fresh |= fresh;
    news->met |= !fresh;
    news->got[fresh ? PUT_NEW : PUT_SAME]++;
}

/* Of one post; *put: it was, as *what. */
static bool put_post(struct crawler *c, struct page_work *w, struct mention *m,
                     struct company *company, enum put_result *what, bool *put,
                     struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    bool held, fresh;
    m->post.source = s->row.id;
    m->post.collected = m->post.collected ? m->post.collected : c->now;
    m->post.delay = w->visit->row.since ? -1 : delay_of(s, m);
    if (!articles_hold(c, w, m, &held, &fresh, e))
        return false;
    *put = !held;
    if (held) {
        take_held(&w->news, fresh);
        return true;
    }
    m->bare |= !m->post.brand.n && !w->whole; /* heard, and not judged */
    company_before(company, m);
    if (!store_mention_put(c->store, m, what, e))
        return false;
    company_after(company, m, *what);
    return true;
}

static bool put_posts(struct crawler *c, struct page_work *w,
                      const struct reading *r, struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    struct company company;
    bool heard = after_listens(c, w->visit);
    if (s->moving >= MOVING_MOST)
        distrust_ids(&w->arena, r);
    if (!company_find(c->store, &w->arena, s->row.id, r, &company, e))
        return false;
    for (size_t i = 0; i < r->n; i++) {
        struct mention *m = &r->mentions[i];
        enum put_result what;
        bool put;
        if (!put_post(c, w, m, &company, &what, &put, e))
            return false;
        if (!put)
            continue;
        if (heard && !after_post(c, w->visit, m,
                                 what == PUT_NEW || what == PUT_ELSEWHERE, e))
            return false;
        if (w->whole && what == PUT_SAME)
            continue; /* counted when the page was read first */
        take_news(&w->news, m, what);
        count(c, s, m, what);
    }
    w->again = !w->whole && w->news.got[PUT_UNREAD] > 0;
    w->news.got[PUT_UNREAD] = 0;
    w->whole = w->again;
    if (w->again)
        return true;
    if (!w->item.n) { /* an item was counted on its feed */
        c->total.posts += (int64_t)r->n;
        s->row.posts_total += (int64_t)r->n;
    }
    w->again = parts_next(w);
    return true;
}

/* All posts of the page are in the store. */
static bool end_posts(struct crawler *c, struct page_work *w,
                      const struct reading *r, struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    struct page_news *news = &w->news;
    const int64_t *got = news->got;
    news->known =
        r->n && !got[PUT_NEW] && !got[PUT_EDITED] && !got[PUT_ELSEWHERE];
    return hot_look(c, w, r, news->fresh, news->mention, e) &&
           learn_ids(c, s, got, e);
}

/* Moves by one towards what was seen: half of the pages lie on each side. */
static void learn_median(struct source_state *s, int64_t posts)
{
    int64_t *m = &s->row.posts_median;
    if (!*m)
        *m = posts;
    else
        *m += (posts > *m) - (posts < *m);
}

/* A page of which a part was left out: it is good, and its cause says what
 * is missing. It is read again each time, for its rest may come within. */
static void note_partial(struct crawler *c, struct page_work *w, bool hole,
                         struct str cause)
{
    struct source_state *s = crawl_source(c, w->visit);
    enum trouble trouble = hole ? TROUBLE_HOLE : TROUBLE_PARTIAL;
    s->partial++;
    s->hole += hole;
    c->total.partial++;
    if (s->trouble < trouble) {
        s->trouble = trouble;
        snprintf(s->cause, sizeof s->cause, STR_FMT ": " STR_FMT,
                 STR_ARG(w->visit->row.url), STR_ARG(cause));
    }
}

static void keep_bad(struct crawler *c, const struct page_work *w,
                     const struct reading *r, enum trouble trouble,
                     struct str cause)
{
    const struct kept_page why = {.state = health_of(trouble), .cause = cause};
    kept_bad(c, w->visit, w->answer, r, &why);
}

static bool follow(struct crawler *c, struct page_work *w,
                   const struct reading *r, struct cuts *cuts, struct err *e)
{
    cuts->n[CUT_ARTICLES] += w->articles_left;
    if (w->item.n)
        return true;
    return w->answer->of_mail ? follow_mailbox(c, w, e)
                              : chain_follow(c, w, r, &w->news, cuts, e);
}

static bool settle_good(struct crawler *c, struct page_work *w,
                        const struct reading *r, struct err *e)
{
    struct cuts cuts = r->cuts;
    for (size_t i = 0; i < r->n_faults && !w->whole; i++)
        crawl_note(c, without_part(w->visit->row.url), r->faults[i]);
    if (!put_posts(c, w, r, e))
        return false;
    if (w->again)
        return true;
    if (!end_posts(c, w, r, e) || !articles_read(c, w, r, e) ||
        !follow(c, w, r, &cuts, e))
        return false;
    struct str cause = cuts_words(&w->arena, &cuts);
    if (w->left.n)
        cause = w->left;
    if (!put_page(c, w, r, cause, e))
        return false;
    crawl_source(c, w->visit)->good++;
    if (!crawl_source(c, w->visit)->setup->full)
        crawl_source(c, w->visit)->beginnings += r->beginnings;
    crawl_source(c, w->visit)->texts += (int64_t)r->n;
    pace_page(c, w, r);
    bool hole = cuts.n[CUT_CHAIN] + cuts.n[CUT_HOLE] > 0;
    if (hole)
        keep_bad(c, w, r, TROUBLE_HOLE, cause);
    if (cause.n)
        note_partial(c, w, hole, cause);
    if (r->n && !w->item.n)
        learn_median(crawl_source(c, w->visit), (int64_t)r->n);
    return finish(c, w->visit, cause, e);
}

/* Keeps a page that was read well; without its canary it is a bad one, and no
 * page of this visit takes the place of the one that showed it. */
static bool keep_read(struct crawler *c, struct page_work *w,
                      const struct reading *r, struct err *e)
{
    struct str lost;
    if (!canaries_look(c, w, r, &lost, e))
        return false;
    if (!lost.n) {
        kept_good(c, w, r);
        return true;
    }
    const struct kept_page why = {.state = health_of(TROUBLE_CHANGED),
                                  .cause = canaries_cause(&w->arena, lost),
                                  .canary = lost};
    crawl_source(c, w->visit)->kept_good = true;
    kept_bad(c, w->visit, w->answer, r, &why);
    return true;
}

/* No posts, though there were some here, or usually are on a first page. */
static bool is_missed(const struct crawler *c, const struct page_work *w,
                      const struct reading *r)
{
    const struct visit *v = w->visit;
    bool first = v->row.depth == 0 && v->row.page == 1;
    if (r->n_links || w->answer->of_mail) /* a mailbox may well be empty */
        return false;
    return w->old.posts >= POSTS_USUAL ||
           (first && crawl_source(c, v)->row.posts_median >= POSTS_USUAL);
}

static const struct {
    enum trouble trouble; /* for the source */
    const char *cause;    /* when the reader gave none */
} troubles[] = {
    [READING_EMPTY] = {TROUBLE_CHANGED,
                       "no posts where there used to be some; has the site's "
                       "layout changed? Run the connector's check"},
    [READING_CHANGED] = {TROUBLE_CHANGED,
                         "nothing was found; has the site's layout changed? "
                         "Run the connector's check"},
    [READING_BLOCKED] = {TROUBLE_BLOCKED,
                         "the site asks for a captcha or a login"},
    [READING_FAILED] = {TROUBLE_OTHER, "the page could not be read"},
};

/* The reader died of one of these messages. */
static bool settle_poison(struct crawler *c, struct page_work *w,
                          const struct reading *r, struct err *e)
{
    const struct reading none = {.state = READING_OK};
    w->again = parts_halve(w);
    if (w->again)
        return true;
    struct str why =
        str_printf(&w->arena, "message UID %lld is left out: " STR_FMT,
                   (long long)parts_uid(w), STR_ARG(r->cause));
    crawl_note(c, without_part(w->visit->row.url), why);
    w->left = str_printf(&w->arena, STR_FMT "%s" STR_FMT, STR_ARG(w->left),
                         w->left.n ? "; " : "", STR_ARG(why));
    return settle_good(c, w, &none, e);
}

bool settle_reading(struct crawler *c, struct page_work *w,
                    const struct reading *r, struct err *e)
{
    bool missed = r->state == READING_EMPTY && is_missed(c, w, r);
    bool ok, again = w->again;
    w->again = false;
    if (!begun(c, w->visit, &ok, e))
        return ok;
    if (w->answer->of_mail && r->state == READING_FAILED)
        return settle_poison(c, w, r, e);
    struct str cause = r->cause.n ? r->cause : str_of(troubles[r->state].cause);
    enum trouble trouble = troubles[r->state].trouble;
    if (r->state == READING_OK || (r->state == READING_EMPTY && !missed)) {
        if (w->answer->of_mail || again || w->item.n)
            cause = (struct str){0};
        else if (!fields_look(c, w, r, &cause, e))
            return false;
        if (!cause.n) {
            bool apart = again || w->item.n;
            return (apart || keep_read(c, w, r, e)) && settle_good(c, w, r, e);
        }
        trouble = TROUBLE_CHANGED;
    }
    if (!w->item.n)
        keep_bad(c, w, r, trouble, cause);
    return settle_failed(c, w->visit, w->answer->status, trouble, cause, e);
}
