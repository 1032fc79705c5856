/* SPDX-License-Identifier: MIT
 * source_opml: taking in, giving out. */
#include "cli/source_opml.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "cli/append.h"
#include "cli/cli.h"
#include "crawler/reading/reading.h"

/* ---- taking in ---- */

struct import {
    struct workspace *w;
    struct arena arena;
    struct new_source *all; /* n of them, to be added */
    size_t n, cap;
    size_t known, wrong; /* watched already, no addresses */
};

/* The file is foreign: a reader in its sandbox takes it apart. */
static bool read_list(struct import *im, const char *path, struct reading *r,
                      struct err *e)
{
    struct buf body;
    struct reader_job job = {.fetched = time(NULL)};
    buf_init(&body, CEILING_BODY);
    struct probe *probe = NULL;
    bool ok = buf_read_file(&body, path, e) &&
              probe_address(&im->arena, (struct str){0}, &job.url, e);
    if (ok)
        probe = probe_open(im->w->connectors, STR("opml"), (struct str){0}, e);
    job.body = buf_view(&body);
    ok = probe && probe_page(probe, &job, &im->arena, r, e);
    if (ok && !r->n)
        ok = err_set(e, "%s: no feeds are found in it; is it OPML?", path);
    probe_close(probe);
    buf_clear(&body);
    return ok;
}

static bool named_before(const struct import *im, struct str name)
{
    for (size_t i = 0; i < im->n; i++)
        if (str_eq(im->all[i].name, name))
            return true;
    return false;
}

static bool met_before(const struct import *im, struct str url)
{
    for (size_t i = 0; i < im->n; i++)
        if (probe_same_place(im->all[i].url[0], url))
            return true;
    return false;
}

/* Two lists may call two feeds the same. */
static struct str unique_name(struct import *im, const struct mention *m)
{
    struct str name =
        append_name(im->w, &im->arena, m->post.title, m->post.url);
    for (int i = 2; named_before(im, name); i++)
        name = append_name(
            im->w, &im->arena,
            str_printf(&im->arena, STR_FMT " %d", STR_ARG(m->post.title), i),
            m->post.url);
    return name;
}

static void take(struct import *im, const struct mention *m)
{
    struct err why = {0};
    struct str url = m->post.url;
    if (!url.n || !crawler_may_start(url, &why)) {
        im->wrong++;
        return;
    }
    if (append_known(im->w, url) || met_before(im, url)) {
        im->known++;
        return;
    }
    struct str *start = arena_alloc(&im->arena, sizeof *start);
    *start = url;
    im->all = arena_grow(&im->arena, im->all, im->n, &im->cap, sizeof *im->all);
    im->all[im->n++] = (struct new_source){
        .name = unique_name(im, m), .kind = STR("feed"), .url = start, .n = 1};
}

int source_opml_import(struct workspace *w, const char *path)
{
    struct err e = {0};
    struct reading r;
    struct import im = {.w = w};
    bool ok = read_list(&im, path, &r, &e);
    for (size_t i = 0; ok && i < r.n; i++)
        take(&im, &r.mentions[i]);
    if (ok && im.n)
        ok = append_sources(w, im.all, im.n, &e);
    if (ok)
        printf("%zu added, %zu watched already, %zu without an address\n", im.n,
               im.known, im.wrong);
    arena_clear(&im.arena);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "source", &e);
}

/* ---- giving out ---- */

static void outline(struct buf *out, const struct source_setup *s,
                    struct str url)
{
    bool feed = str_eqz(s->is.kind, "feed");
    html_printf(
        out, "    <outline type=\"%s\" text=\"%S\" title=\"%S\" %s=\"%S\"/>\n",
        feed ? "rss" : "link", &s->is.name, &s->is.name,
        feed ? "xmlUrl" : "url", &url);
}

static void opml(struct buf *out, const struct workspace *w)
{
    const struct source_setup *s = w->sources.items;
    buf_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<opml version=\"2.0\">\n  <head><title>Molva</title></head>\n"
               "  <body>\n");
    for (size_t i = 0; i < w->sources.n; i++)
        for (size_t k = 0; k < s[i].url.n; k++)
            outline(out, &s[i], s[i].url.items[k]);
    buf_z(out, "  </body>\n</opml>\n");
}

int source_opml_export(const struct workspace *w, const char *path)
{
    struct err e = {0};
    struct buf out;
    buf_init(&out, CEILING_RULE_FILE);
    opml(&out, w);
    bool ok = cli_write(path, &out, &e);
    buf_clear(&out);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "source", &e);
}
