/* SPDX-License-Identifier: MIT
 * fate: posts beside what the store has of them. */
#include "cli/fate.h"

#include <unistd.h>

#include "base/base.h"
#include "base/date.h"
#include "base/map.h"

/* What is asked while the posts of one page are gone through. */
struct asked {
    struct store *store; /* NULL: there is none yet */
    struct arena *a;     /* of the workspace */
    int64_t source;      /* its id */
    struct fate *to;     /* what comes out */
};

const char *fate_field_name(int field)
{
    static const char *const NAMES[FATE_FIELDS] = {"author", "date", "link",
                                                   "rating"};
    return NAMES[field];
}

static bool find_source(struct asked *l, struct str name, struct err *e)
{
    struct source_row *rows;
    size_t n;
    if (!store_sources(l->store, l->a, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].name, name))
            l->source = rows[i].id;
    return true;
}

static struct str date_of(struct arena *a, int64_t at)
{
    struct buf b;
    buf_init(&b, 64);
    if (at)
        date_rfc3339(&b, at, NULL);
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

static struct str rating_of(struct arena *a, double rating)
{
    return rating < 0 ? (struct str){0} : str_printf(a, "%g", rating);
}

/* Where a post has no address of its own, that of its thread is stored. */
static struct str link_of(const struct post_row *p)
{
    return str_eq(p->url, p->thread) ? (struct str){0} : p->url;
}

static void compare(const struct asked *l, const struct mention *was,
                    const struct mention *is)
{
    const struct post_row *old = &was->post, *now = &is->post;
    const struct str pairs[FATE_FIELDS][2] = {
        [FATE_AUTHOR] = {old->author, now->author},
        [FATE_DATE] = {date_of(l->a, old->published),
                       date_of(l->a, now->published)},
        [FATE_LINK] = {link_of(old), link_of(now)},
        [FATE_RATING] = {rating_of(l->a, old->rating),
                         rating_of(l->a, now->rating)},
    };
    for (int i = 0; i < FATE_FIELDS; i++) {
        struct fate_field *f = &l->to->fields[i];
        if (str_eq(pairs[i][0], pairs[i][1]))
            continue;
        if (!f->n++)
            *f = (struct fate_field){1, was->id, pairs[i][0], pairs[i][1]};
    }
}

/* One post: the mention that it is, whatever it was that named the brand then;
 * else it would be one, or concerns nobody. */
static bool look(const struct asked *l, struct mention *m, struct err *e)
{
    bool found = false;
    struct mention was;
    m->id = 0;
    if (l->store && l->source && !store_mention_of(l->store, m, &m->id, e))
        return false;
    if (m->id && !store_mention_get(l->store, l->a, m->id, &was, &found, e))
        return false;
    bool same = found && was.post.text_hash == m->post.text_hash;
    l->to->known += same;
    l->to->edited += found && !same;
    l->to->fresh += !found && m->post.brand.n;
    l->to->nobody += !found && !m->post.brand.n;
    if (found)
        compare(l, &was, m);
    return true;
}

/* As a reader would decide, but for what a page names apart from the text. */
static struct str brand_of(struct classifier *c, struct arena *a,
                           const struct query_post *post, struct str thread)
{
    struct str brand = classify_about(c, a, post);
    if (brand.n)
        return brand;
    brand = classify_brand(c, a, thread);
    return brand.n && !classify_blocks(c, a, brand, post) ? brand
                                                          : (struct str){0};
}

static bool look_at_all(const struct asked *l, struct workspace *w,
                        const struct source_setup *s, struct reading *r,
                        struct err *e)
{
    const struct classify_setup setup = workspace_classify(w);
    struct classifier *c = w->brands.n ? classify_open(&setup, e) : NULL;
    bool ok = c || !w->brands.n;
    for (size_t i = 0; ok && i < r->n; i++) {
        struct mention *m = &r->mentions[i];
        const struct query_post post = {.text = m->post.text,
                                        .title = m->post.title,
                                        .author = m->post.author,
                                        .source = s->is.name,
                                        .url = m->post.url,
                                        .at = m->post.published};
        m->post.source = l->source;
        m->post.brand = s->is.brand.n ? s->is.brand
                        : c ? brand_of(c, l->a, &post, m->post.thread_title)
                            : (struct str){0};
        ok = look(l, m, e);
    }
    if (c)
        classify_close(c);
    return ok;
}

/* It was collected no later than the page was kept. */
static bool stood(const struct asked *l, int64_t id, int64_t at, bool *so,
                  struct err *e)
{
    struct mention m;
    bool found = false;
    if (!store_mention_get(l->store, l->a, id, &m, &found, e))
        return false;
    *so = found && m.post.collected <= at;
    return true;
}

/* Of those that its address had when it was read well last. */
static bool count_missing(const struct asked *l, const struct kept_page *kept,
                          const struct reading *r, struct err *e)
{
    struct page_row page;
    struct str word;
    bool known;
    if (!store_page_get(l->store, l->a, l->source, kept->row, &page, &known, e))
        return false;
    while (known && str_split(&page.mentions, ' ', &word)) {
        int64_t id = 0;
        bool found = !str_int(word, &id);
        for (size_t i = 0; i < r->n && !found; i++)
            found = r->mentions[i].id == id;
        bool so = false;
        if (!found && !stood(l, id, kept->at, &so, e))
            return false;
        l->to->missing += so;
    }
    return true;
}

bool fate_find(struct workspace *w, const struct source_setup *s,
               const struct kept_page *kept, struct reading *r, struct fate *f,
               struct err *e)
{
    /* Before the first crawl all would be new. */
    bool none = workspace_store_is_file(w) &&
                access(workspace_path(w, w->store), F_OK) != 0;
    struct asked l = {none ? NULL : workspace_store(w, STORE_READ, e),
                      &w->arena, 0, f};
    *f = (struct fate){0};
    if (!l.store && !none)
        return false;
    bool ok = none || find_source(&l, s->is.name, e);
    ok = ok && look_at_all(&l, w, s, r, e);
    if (ok && l.store && l.source && kept)
        ok = count_missing(&l, kept, r, e);
    store_close(l.store);
    return ok;
}
