/* SPDX-License-Identifier: MIT
 * probe: what a page is and what is on it, when nobody knows yet. */
#include "crawler/reading/probe.h"

#include <poll.h>
#include <stdlib.h>

#include "base/json.h"
#include "crawler/reading/connector.h"
#include "crawler/reading/cut.h"
#include "crawler/reading/reader.h"
#include "crawler/web/percent.h"
#include "crawler/web/url.h"

struct probe {
    struct source source;         /* the one there is */
    const struct source *sources; /* as the pool wants it */
    struct reader_pool *pool;     /* of one reader */
};

bool probe_address(struct arena *a, struct str url, struct str *out,
                   struct err *e)
{
    return url_canonical(a, url.n ? url : STR("http://page.invalid/"), out, e);
}

struct probe *probe_open(const char *connectors, struct str kind,
                         struct str zone, struct err *e)
{
    const struct source page = {.name = STR("page"),
                                .kind = kind,
                                .any = !kind.n,
                                .zone = zone,
                                .despite_terms = true,
                                .reach = -1};
    return probe_open_as(connectors, &page, NULL, e);
}

struct probe *probe_open_as(const char *connectors, const struct source *source,
                            const struct connector_trial *trial, struct err *e)
{
    struct probe *l = xcalloc(1, sizeof *l);
    l->source = *source;
    l->sources = &l->source;
    const struct reading_setup setup = {.connectors = connectors,
                                        .sources = &l->sources,
                                        .n = 1,
                                        .trial = trial,
                                        .readers = 1};
    l->pool = reader_pool_open(&setup, e);
    if (l->pool)
        return l;
    probe_close(l);
    return NULL;
}

void probe_close(struct probe *l)
{
    if (!l)
        return;
    reader_pool_close(l->pool);
    free(l);
}

bool probe_page(struct probe *l, const struct reader_job *job, struct arena *a,
                struct reading *out, struct err *e)
{
    struct pollfd fd;
    if (!reader_pool_send(l->pool, job, e))
        return false;
    while (!reader_pool_take(l->pool, a, out)) {
        int n = reader_pool_fds(l->pool, &fd, 1);
        poll(&fd, (nfds_t)n, 1000);
    }
    if (!out->kind.n)
        out->kind = l->source.kind;
    return true;
}

/* Host without www., path and query without a slash at the end. */
static struct str place_of(struct arena *a, struct str url)
{
    struct err e = {0};
    struct str whole;
    if (!url_canonical(a, url, &whole, &e))
        return url;
    struct url u = url_split(whole);
    struct str rest = url_key2(a, whole);
    if (str_starts(u.host, STR("www.")))
        u.host = str_from(u.host, 4);
    if (str_ends(rest, STR("/")))
        rest.n--;
    return str_printf(a, STR_FMT ":" STR_FMT STR_FMT, STR_ARG(u.host),
                      STR_ARG(u.port), STR_ARG(rest));
}

bool probe_same_place(struct str a, struct str b)
{
    struct arena arena = {0};
    bool same = str_eq(place_of(&arena, a), place_of(&arena, b));
    arena_clear(&arena);
    return same;
}

/* Words as they stand in a query. */
static struct str as_query(struct arena *a, struct str words)
{
    char *p = arena_alloc(a, 3 * words.n + 1), *to = p;
    for (size_t i = 0; i < words.n;)
        to = percent_put(to, words, &i, false);
    return (struct str){p, (size_t)(to - p)};
}

static bool kinds_that_search(const struct connectors *all, struct arena *a,
                              struct str kind, struct err *e)
{
    struct str list = {0};
    const struct connector *c;
    for (size_t i = 0; (c = connectors_at(all, i)); i++)
        if (c->search.n)
            list = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(list),
                              list.n ? ", " : "", STR_ARG(c->kind));
    return err_set(e, "kind '" STR_FMT "' has no search; these have: " STR_FMT,
                   STR_ARG(kind), STR_ARG(list));
}

bool probe_search(const char *connectors, struct str kind, struct str page,
                  struct str query, struct arena *a, struct str *out,
                  struct err *e)
{
    struct connectors *all = connectors_load(connectors, e);
    if (!all)
        return false;
    const struct connector *c = connectors_find(all, kind);
    bool ok = c && c->search.n;
    if (ok) {
        struct str href =
            str_replaced(a, c->search, STR("{query}"), as_query(a, query));
        ok = url_resolve(a, page, href, out) ||
             err_set(e,
                     "kind '" STR_FMT "' searches at an address of its "
                     "site: give one of its pages",
                     STR_ARG(kind));
    } else {
        kinds_that_search(all, a, kind, e);
    }
    connectors_free(all);
    return ok;
}

bool probe_allowed(const char *connectors, struct str kind, struct err *e)
{
    struct connectors *all = connectors_load(connectors, e);
    if (!all)
        return false;
    const struct connector *c = connectors_find(all, kind);
    bool ok = !c || !c->off.n ||
              err_set(e,
                      "kind " STR_FMT " is off: " STR_FMT
                      "; a source with `despite_terms: true` is yours to write",
                      STR_ARG(kind), STR_ARG(c->off));
    connectors_free(all);
    return ok;
}

/* ---- copies ---- */

static struct str *copy_list(struct arena *a, const struct str *list, size_t n)
{
    struct str *to = arena_alloc(a, (n + 1) * sizeof *to);
    for (size_t i = 0; i < n; i++)
        to[i] = str_dup(a, list[i]);
    return to;
}

static void copy_mention(struct arena *a, const struct mention *from,
                         struct mention *to)
{
    *to = *from;
    for (const struct member *i = members; i < members + MEMBERS; i++)
        if (i->kind == MEMBER_TEXT || i->kind == MEMBER_JSON) {
            struct str *s = member_of(i, to);
            *s = str_dup(a, *s);
        }
}

void probe_copy(struct arena *a, const struct reading *from, struct reading *to)
{
    *to = *from;
    to->kind = str_dup(a, from->kind);
    to->cause = str_dup(a, from->cause);
    to->next = str_dup(a, from->next);
    to->prev = str_dup(a, from->prev);
    to->last = str_dup(a, from->last);
    to->api = str_dup(a, from->api);
    to->links = copy_list(a, from->links, from->n_links);
    to->more = copy_list(a, from->more, from->n_more);
    to->feeds = copy_list(a, from->feeds, from->n_feeds);
    to->guesses = copy_list(a, from->guesses, from->n_guesses);
    to->faults = copy_list(a, from->faults, from->n_faults);
    to->mentions = arena_alloc(a, (from->n + 1) * sizeof *to->mentions);
    for (size_t i = 0; i < from->n; i++)
        copy_mention(a, &from->mentions[i], &to->mentions[i]);
}

/* ---- as JSON ---- */

static void put_text(struct json *j, const char *key, struct str s)
{
    json_key(j, key);
    if (s.n)
        json_str(j, s);
    else
        json_null(j);
}

static void put_list(struct json *j, const char *key, const struct str *list,
                     size_t n)
{
    json_key(j, key), json_list(j);
    for (size_t i = 0; i < n; i++)
        json_str(j, list[i]);
    json_end(j);
}

/* A key names the host before an id: "f.example#p501". */
static struct str id_of_key(struct str key)
{
    ptrdiff_t hash = str_find_char(key, '#');
    ptrdiff_t slash = str_find_char(key, '/');
    bool host = hash >= 0 && (slash < 0 || slash > hash);
    return host ? str_from(key, (size_t)hash + 1) : key;
}

static void put_post(struct json *j, const struct mention *m)
{
    struct mention told = *m;
    told.post.collected = 0; /* the page did not tell that */
    told.post.reply_to = id_of_key(m->post.reply_to);
    json_map(j);
    put_text(j, "id", id_of_key(m->post.key1));
    store_post_json(j, &told);
    json_end(j);
}

void probe_json(struct buf *out, const struct reading *r, const char *name,
                struct str value)
{
    struct json j;
    struct arena a = {0};
    json_init(&j, out);
    json_map(&j);
    if (value.n)
        put_text(&j, name, value);
    put_text(&j, "kind", r->kind.n ? r->kind : STR("none"));
    json_key(&j, "posts"), json_list(&j);
    for (size_t i = 0; i < r->n; i++)
        put_post(&j, &r->mentions[i]);
    json_end(&j);
    json_key(&j, "beginnings"), json_int(&j, r->beginnings);
    put_text(&j, "next", r->next);
    put_text(&j, "prev", r->prev);
    put_text(&j, "last", r->last);
    put_list(&j, "feeds", r->feeds, r->n_feeds);
    put_list(&j, "lists", r->links, r->n_links);
    put_list(&j, "guesses", r->guesses, r->n_guesses);
    put_text(&j, "api", r->api);
    put_text(&j, "cause", r->cause.n ? r->cause : cuts_words(&a, &r->cuts));
    json_end(&j);
    buf_char(out, '\n');
    arena_clear(&a);
}
