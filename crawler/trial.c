/* SPDX-License-Identifier: MIT
 * trial: one page of an address, fetched once, to see what it is. */
#include <stdlib.h>

#include "crawler/crawler.h"
#include "crawler/reading/reading.h"
#include "crawler/web/url.h"

struct trial {
    struct trial_setup setup;   /* of the caller */
    struct store *store;        /* in memory: gaps and robots.txt */
    struct arena *arena;        /* of the page on its way */
    struct str *url;            /* the caller's */
    struct reading *out;        /* the caller's */
    bool seen;                  /* a page was read */
    volatile sig_atomic_t over; /* the crawl has told enough */
};

struct trial *trial_open(const struct trial_setup *setup, struct err *e)
{
    struct trial *t = xcalloc(1, sizeof *t);
    t->setup = *setup;
    t->store = store_open(":memory:", STORE_CREATE, e);
    if (t->store)
        return t;
    free(t);
    return NULL;
}

void trial_close(struct trial *t)
{
    if (!t)
        return;
    store_close(t->store);
    free(t);
}

static void page_read(void *ctx, struct str url, const struct reading *r)
{
    struct trial *t = ctx;
    if (t->seen)
        return;
    t->seen = true;
    t->over = 1;
    *t->url = str_dup(t->arena, url);
    probe_copy(t->arena, r, t->out);
}

/* The first cause is the one: a trial does not try again. */
static void told(void *ctx, const struct crawl_progress *p)
{
    struct trial *t = ctx;
    bool stopped = t->setup.stop && *t->setup.stop;
    if (p->cause.n && !t->seen && !t->out->cause.n) {
        *t->url = str_dup(t->arena, p->url);
        t->out->cause = str_dup(t->arena, p->cause);
    }
    if (p->cause.n || stopped)
        t->over = 1;
}

static bool run(struct trial *t, const struct source_setup *source,
                struct err *e)
{
    struct crawl_progress total;
    const struct crawler_setup setup = {.connectors = t->setup.connectors,
                                        .sources = source,
                                        .n_sources = 1,
                                        .agent = t->setup.agent,
                                        .readers = 1,
                                        .store = t->store,
                                        .all = true,
                                        .stop = &t->over,
                                        .progress = told,
                                        .seen = page_read,
                                        .ctx = t};
    struct crawler *c = crawler_open(&setup, e);
    bool ok = c && crawler_run(c, &total, e);
    crawler_close(c);
    return ok;
}

/* The first page of the source; it is asked for once. */
static bool try_source(struct trial *t, const struct source_setup *source,
                       struct arena *a, struct str *url, struct reading *out,
                       struct err *e)
{
    *out = (struct reading){.state = READING_FAILED};
    *url = source->url.items[0];
    t->arena = a;
    t->url = url;
    t->out = out;
    t->seen = false;
    t->over = 0;
    if (!run(t, source, e))
        return false;
    if (t->seen && !source->is.any)
        out->kind = source->is.kind;
    if (!t->seen && !out->cause.n)
        out->cause = STR("no answer came");
    return true;
}

bool trial_page(struct trial *t, struct str address, struct arena *a,
                struct str *url, struct reading *out, struct err *e)
{
    struct str start = address;
    bool mail = crawler_is_mailbox(address);
    bool is_private =
        t->setup.allow_private &&
        (!t->setup.private_at.n || url_same_port(address, t->setup.private_at));
    const struct source_setup source = {
        .is = {.name = address,
               .kind = mail ? STR("mail") : STR(""),
               .any = !mail,
               .zone = t->setup.zone,
               .reach = -1},
        .url = {.items = &start, .n = 1},
        .every = 1,
        .pages = 1,
        .gap = is_private ? 0 : 2,
        .allow_private = is_private,
        .own_ports = t->setup.private_at.n > 0,
        .ignore_robots = t->setup.ignore_robots,
        .user = t->setup.user,
        .password = t->setup.password,
        .without_tls = t->setup.without_tls,
        .newest = true};
    return try_source(t, &source, a, url, out, e);
}

bool trial_source(struct trial *t, const struct source_setup *setup,
                  struct arena *a, struct str *url, struct reading *out,
                  struct err *e)
{
    struct source_setup source = *setup;
    source.url.n = 1;
    source.urls = (struct str){0};
    source.at.n = 0;
    source.every = 1;
    source.pages = 1;
    source.newest = true;
    return try_source(t, &source, a, url, out, e);
}

bool trial_sitemap(struct trial *t, struct str page, struct arena *a,
                   struct str *out, struct err *e)
{
    struct str list, line;
    *out = (struct str){0};
    if (!store_note_get(t->store, a, STR("sitemaps"), url_origin(page), &list,
                        e))
        return false;
    while (!out->n && str_split(&list, '\n', &line)) {
        struct str address = str_trim(line);
        if (!address.n || !url_resolve(a, page, address, out))
            *out = (struct str){0};
    }
    return true;
}
