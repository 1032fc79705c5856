/* SPDX-License-Identifier: MIT
 *
 * world: what a test of whole crawls stands on: a server on loopback, a new
 * store, the set-up of a crawler, and what the crawl said. */
#ifndef MOLVA_TESTS_CRAWLER_WORLD_H
#define MOLVA_TESTS_CRAWLER_WORLD_H

#include "crawler/crawler.h"
#include "tests/crawler/site.h"

struct world {
    struct evil server;
    char path[64]; /* of the store */
    struct store *store;
    struct site_setup site;
    struct arena arena;
    struct err e;
    struct crawl_progress total; /* of the last run */
    struct buf causes;           /* its "URL: cause" lines */
    struct buf changes;          /* "NAME was now" of all runs */
};

/* What the crawler calls a host of the server: its port is not the web's. */
EVIL_USE struct str world_host(struct world *w, const char *address)
{
    return str_printf(&w->arena, "%s:%d", address, w->server.port);
}

EVIL_USE void world_told(void *ctx, const struct crawl_progress *p)
{
    struct world *w = ctx;
    if (p->cause.n)
        buf_printf(&w->causes, STR_FMT ": " STR_FMT "\n", STR_ARG(p->url),
                   STR_ARG(p->cause));
}

EVIL_USE void world_changed(void *ctx, const struct crawl_progress *p)
{
    struct world *w = ctx;
    buf_printf(&w->changes, STR_FMT " " STR_FMT " " STR_FMT "\n",
               STR_ARG(p->url), STR_ARG(p->was), STR_ARG(p->health));
}

EVIL_USE struct store *world_store(struct world *w)
{
    struct store *s = place_open(w->path, &w->e);
    if (!s)
        ck_abort_msg("%s", w->e.msg);
    return s;
}

/* page: what the server shows where a test wants any page; it starts at once,
 * so nothing of it can be set later. May be NULL. */
EVIL_USE void world_begin(struct world *w,
                          void (*serve)(struct evil *, struct evil_request *),
                          void (*page)(struct evil *, struct evil_request *))
{
    *w = (struct world){.path = "/tmp/molva-test-XXXXXX",
                        .server = {.page = page}};
    evil_start(&w->server, serve);
    ck_assert_int_ge(mkstemp(w->path), 0);
    w->store = world_store(w);
    site_setup(&w->site, w->store);
    w->site.setup.progress = world_told;
    w->site.setup.changed = world_changed;
    w->site.setup.ctx = w;
    buf_init(&w->causes, 1 << 20);
    buf_init(&w->changes, 1 << 16);
}

EVIL_USE void world_end(struct world *w)
{
    evil_stop(&w->server);
    store_close(w->store);
    buf_clear(&w->causes);
    buf_clear(&w->changes);
    arena_clear(&w->arena);
    place_remove(w->path);
}

/* A crawl, `seconds` after the first; false when it refuses, w->e says why. */
EVIL_USE bool world_crawl(struct world *w, int64_t seconds)
{
    struct crawler_setup setup = w->site.setup;
    setup.now += seconds;
    buf_reset(&w->causes);
    w->e = (struct err){0};
    struct crawler *c = crawler_open(&setup, &w->e);
    if (!c)
        ck_abort_msg("%s", w->e.msg);
    bool ok = crawler_run(c, &w->total, &w->e);
    crawler_close(c);
    return ok;
}

/* True when one line of the last run holds both. */
EVIL_USE bool world_said(const struct world *w, const char *where,
                         const char *words)
{
    struct str rest = buf_view(&w->causes), line;
    while (str_split(&rest, '\n', &line))
        if (str_find(line, str_of(where)) >= 0 &&
            str_find(line, str_of(words)) >= 0)
            return true;
    return false;
}

#endif
