/* SPDX-License-Identifier: MIT
 * after: our replies at the venue, and what their authors say to them. */
#include "crawler/after.h"

#include "base/text.h"
#include "crawler/near.h"
#include "crawler/reading/judge.h"
#include "crawler/web/url.h"

enum {
    MINUTE_S = 60,
    LEAST_WORDS = 5 /* of a reply that is known by its words alone */
};
/* So much of the reply stands in the post, so much of the post is the reply: a
 * greeting or a signature may have come to it. */
static const double WHOLE = 0.9, MOSTLY = 0.6, HALF = 0.5;

static const struct after_terms *terms(const struct crawler *c)
{
    return c->setup.after.watch ? &c->setup.after : &AFTER_TERMS;
}

static struct str canonical(struct arena *a, struct str thread)
{
    struct str url;
    struct err ignored;
    return url_canonical(a, thread, &url, &ignored) ? url : thread;
}

bool after_begin(struct crawler *c, struct err *e)
{
    if (!store_silences(c->store, c->now, terms(c), e) ||
        !store_waits_over(c->store, c->now, e) ||
        !store_laters_over(c->store, c->now, e) ||
        !store_watched(c->store, &c->run_arena, c->now - terms(c)->watch,
                       &c->watched, &c->n_watched, e))
        return false;
    for (size_t i = 0; i < c->n_watched; i++)
        c->watched[i].thread = canonical(&c->run_arena, c->watched[i].thread);
    return true;
}

bool after_listens(const struct crawler *c, const struct visit *v)
{
    for (size_t i = 0; i < c->n_watched; i++) {
        const struct watched *w = &c->watched[i];
        if (w->source == v->row.source &&
            (v->row.depth == 0 || str_eq(w->thread, v->row.thread) ||
             str_eq(w->thread, v->row.url)))
            return true;
    }
    return false;
}

/* A name that is nobody's own. */
static bool is_nameless(struct str author)
{
    static const char *const none[] = {
        "гость",     "аноним", "анонимно",     "guest",     "anon",
        "anonymous", "user",   "пользователь", "без имени", "deleted"};
    struct arena a = {0};
    struct folded name;
    text_fold(&a, str_trim(author), &name);
    bool is = !name.text.n;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        is |= str_eqz(name.text, none[i]);
    arena_clear(&a);
    return is;
}

/* A post that was heard, and its thread as the watched ones have theirs. */
struct heard {
    const struct visit *visit;
    const struct mention *m;
    struct str thread;
    bool ours, fresh; /* by an account of ours; not seen before */
};

/* Another post of the same thread than the mention? */
static bool stands_beside(const struct watched *w, const struct heard *h)
{
    const struct mention *m = h->m;
    const struct post_row *p = &m->post;
    bool itself = m->id == w->mention || str_eq(p->key1, w->key1) ||
                  (w->key2.n && str_eq(p->key2, w->key2));
    return w->source == h->visit->row.source && !itself &&
           str_eq(w->thread, h->thread);
}

/* Not older than that, as far as its date tells. */
static bool is_since(const struct post_row *p, int64_t at)
{
    int64_t good_to = p->precision > MINUTE_S ? p->precision : MINUTE_S;
    return p->published <= 0 || p->published + good_to > at;
}

/* To our post: does it answer the mention itself? */
static bool answers_it(const struct watched *w, const struct post_row *p)
{
    return p->reply_to.n &&
           (str_eq(p->reply_to, w->key1) || str_eq(p->reply_to, w->key2));
}

/* Is the post our reply? By an account of ours half of its words are enough, or
 * that it answers the mention; else nearly all of them. */
static bool is_reply(const struct watched *w, const struct post_row *p,
                     bool ours)
{
    struct arena a = {0};
    struct near is = near_texts(&a, w->text, p->text);
    arena_clear(&a);
    bool words =
        is.words >= LEAST_WORDS && is.within >= WHOLE && is.of >= MOSTLY;
    return words || (ours && (answers_it(w, p) || is.within >= HALF));
}

/* Several replies with the same words in one thread: which of them it is, only
 * an answer to the mention itself tells. */
static struct watched *reply_of(struct crawler *c, const struct heard *h)
{
    const struct post_row *p = &h->m->post;
    struct watched *found = NULL;
    size_t n = 0;
    for (size_t i = 0; i < c->n_watched; i++) {
        struct watched *w = &c->watched[i];
        if (w->seen || !stands_beside(w, h) ||
            (w->author.n && str_eq_nocase(w->author, p->author)) ||
            !is_since(p, w->approved) || !is_reply(w, p, h->ours))
            continue;
        if (answers_it(w, p))
            return w;
        found = w;
        n++;
    }
    return n == 1 ? found : NULL;
}

static struct sequel_row row_of(const struct crawler *c,
                                const struct watched *w,
                                const struct mention *m)
{
    const struct post_row *p = &m->post;
    return (struct sequel_row){.case_id = w->case_id,
                               .key = p->key1,
                               .at = c->now,
                               .published = p->published,
                               .author = p->author,
                               .url = store_is_address(p->url) ? p->url
                                                               : p->thread,
                               .text = p->text};
}

/* Seen there; and posted, where nobody had said so. A mark that a person took
 * back is not made again. */
static bool found_ours(struct crawler *c, struct watched *w,
                       const struct mention *m, struct err *e)
{
    bool fresh;
    struct sequel_row row = row_of(c, w, m);
    row.what = STR("ours");
    if (!store_is_address(row.url))
        return true;
    if (!store_sequel_add(c->store, &row, terms(c), &fresh, e))
        return false;
    w->seen = c->now;
    if (!fresh || w->posted)
        return true;
    w->posted = c->now;
    return store_case_posted(c->store,
                             &(struct posting){w->case_id, STR("crawler"),
                                               row.url, STR("crawler"), c->now},
                             e);
}

static bool found_answer(struct crawler *c, const struct watched *w,
                         const struct mention *m, struct err *e)
{
    bool fresh;
    struct sequel_row row = row_of(c, w, m);
    row.what = STR("answered");
    return store_sequel_add(c->store, &row, terms(c), &fresh, e);
}

/* Its author writes again below our reply; without a date that is one more only
 * when nobody had seen it. */
static bool is_answer(const struct watched *w, const struct heard *h)
{
    const struct post_row *p = &h->m->post;
    return w->posted && stands_beside(w, h) &&
           str_eq_nocase(w->author, p->author) && !is_nameless(w->author) &&
           is_since(p, w->posted) && (p->published > 0 || h->fresh);
}

static bool look(struct crawler *c, const struct heard *h, struct err *e)
{
    struct watched *reply = reply_of(c, h);
    if (reply)
        return found_ours(c, reply, h->m, e);
    for (size_t i = 0; i < c->n_watched && !h->ours; i++)
        if (is_answer(&c->watched[i], h) &&
            !found_answer(c, &c->watched[i], h->m, e))
            return false;
    return true;
}

bool after_post(struct crawler *c, const struct visit *v,
                const struct mention *m, bool fresh, struct err *e)
{
    struct arena a = {0};
    if (!m->post.text.n)
        return true;
    struct heard h = {.visit = v,
                      .m = m,
                      .thread = canonical(&a, m->post.thread),
                      .fresh = fresh};
    bool near = false; /* most posts stand beside none */
    for (size_t i = 0; i < c->n_watched && !near; i++)
        near = stands_beside(&c->watched[i], &h);
    h.ours =
        near && judge_is_account(&a, &m->post, &crawl_source(c, v)->setup->is);
    bool ok = !near || look(c, &h, e);
    arena_clear(&a);
    return ok;
}
