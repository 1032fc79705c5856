/* SPDX-License-Identifier: MIT
 * articles: the items of a feed with `full: true` are read through. */
#include "crawler/articles.h"

#include <sodium.h>

#include "base/ceiling.h"
#include "crawler/reading/wire.h"
#include "crawler/web/url.h"

enum { ARTICLES_MOST = 30 /* of a source, in a visit */ };

/* ---- the note of an item: hexadecimal, for notes are text ---- */

static struct str scope_of(struct arena *a, const struct source_state *s)
{
    return str_printf(a, "article:%lld", (long long)s->row.id);
}

static struct str as_note(struct arena *a, const struct mention *m)
{
    struct buf bytes;
    buf_init(&bytes, CEILING_READING);
    if (!wire_put_item(&bytes, m)) {
        buf_clear(&bytes);
        return (struct str){0};
    }
    size_t n = 2 * bytes.n;
    char *p = arena_alloc(a, n + 1);
    sodium_bin2hex(p, n + 1, (const unsigned char *)bytes.p, bytes.n);
    buf_clear(&bytes);
    return (struct str){p, n};
}

/* The empty str for what is no note of ours. */
static struct str from_note(struct arena *a, struct str note)
{
    size_t n;
    unsigned char *p = arena_alloc(a, note.n / 2 + 1);
    bool ours =
        sodium_hex2bin(p, note.n / 2, note.p, note.n, NULL, &n, NULL) == 0;
    return ours ? (struct str){(char *)p, n} : (struct str){0};
}

static bool item_of(struct crawler *c, const struct visit *v, struct arena *a,
                    struct str *item, struct err *e)
{
    struct str note = {0};
    *item = (struct str){0};
    if (v->row.depth != 1)
        return true;
    if (!store_note_get(c->store, a, scope_of(a, crawl_source(c, v)),
                        v->row.url, &note, e))
        return false;
    *item = from_note(a, note);
    return true;
}

bool articles_item(struct crawler *c, struct page_work *w, struct err *e)
{
    return w->answer->of_mail || item_of(c, w->visit, &w->arena, &w->item, e);
}

/* ---- on the page of the feed ---- */

static bool wait_for(struct crawler *c, struct page_work *w, struct str url,
                     const struct mention *m, struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    struct frontier_row row = {.source = s->row.id,
                               .url = url,
                               .thread = url,
                               .depth = 1,
                               .page = 1,
                               .due = c->now};
    struct str note = as_note(&w->arena, m);
    s->articles++;
    c->frontier.dirty = true;
    return store_note_put(c->store, scope_of(&w->arena, s), url, note, e) &&
           store_frontier_add(c->store, &row, e);
}

/* Was its page asked for, does it wait, or is it known from before? */
static bool is_new(struct crawler *c, struct page_work *w, struct str url,
                   const struct mention *m, bool *held, bool *fresh,
                   struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    struct page_row page;
    struct str note;
    bool found;
    int64_t known = 0;
    if (!store_page_get(c->store, &w->arena, s->row.id, url, &page, &found,
                        e) ||
        !store_note_get(c->store, &w->arena, scope_of(&w->arena, s), url, &note,
                        e))
        return false;
    *held = found || note.n;
    if (*held)
        return true;
    if (!store_mention_of(c->store, m, &known, e))
        return false;
    *held = *fresh = !known;
    return true;
}

bool articles_hold(struct crawler *c, struct page_work *w,
                   const struct mention *m, bool *held, bool *fresh,
                   struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    struct str url;
    struct err ignored;
    *held = *fresh = false;
    /* A part of a page, as a comment is, has no page of its own. */
    if (!s->setup->full || w->item.n || !m->post.permalink.n ||
        str_find_char(m->post.url, '#') >= 0 ||
        !url_canonical(&w->arena, m->post.url, &url, &ignored) ||
        str_eq(url, w->visit->row.url))
        return true;
    if (!is_new(c, w, url, m, held, fresh, e))
        return false;
    if (*fresh && s->articles >= ARTICLES_MOST) {
        w->articles_left++;
        *fresh = false;
        return true;
    }
    return !*fresh || wait_for(c, w, url, m, e);
}

/* ---- on the page of the article ---- */

/* Of a mention the item stays, for the looks to come; of others it goes. */
bool articles_read(struct crawler *c, struct page_work *w,
                   const struct reading *r, struct err *e)
{
    if (!w->item.n || (r->n && r->mentions[0].post.brand.n))
        return true;
    return store_note_put(c->store,
                          scope_of(&w->arena, crawl_source(c, w->visit)),
                          w->visit->row.url, STR(""), e);
}

static bool put_summary(struct crawler *c, const struct visit *v,
                        struct mention *m, struct err *e)
{
    struct source_state *s = crawl_source(c, v);
    enum put_result what;
    int64_t known = 0;
    m->post.source = s->row.id;
    if (!store_mention_of(c->store, m, &known, e))
        return false;
    if (known) /* an article that was read before, and is looked at again */
        return true;
    m->bare = !m->post.brand.n;
    if (!store_mention_put(c->store, m, &what, e))
        return false;
    s->fresh += what == PUT_NEW;
    int64_t brands = m->post.brand.n ? 1 + (int64_t)m->n_also : 0;
    c->total.mentions += brands;
    c->total.fresh += what == PUT_NEW ? brands : 0;
    return true;
}

bool articles_failed(struct crawler *c, const struct visit *v, bool *is,
                     struct err *e)
{
    struct arena a = {0};
    struct mention m;
    struct str item;
    bool ok = item_of(c, v, &a, &item, e);
    *is = ok && item.n && wire_get_item(item, &a, &m);
    if (*is)
        ok = put_summary(c, v, &m, e) &&
             (m.post.brand.n ||
              store_note_put(c->store, scope_of(&a, crawl_source(c, v)),
                             v->row.url, STR(""), e));
    arena_clear(&a);
    return ok;
}
