/* SPDX-License-Identifier: MIT
 * source_check: a source visited now, to see what would be stored. */
#include "cli/source_check.h"

#include <stdio.h>
#include <unistd.h>

#include "base/base.h"
#include "cli/cli.h"
#include "cli/preview.h"

/* What would become of the posts. */
struct fate {
    size_t fresh, edited, known, nobody;
};

/* The page as `try --json` tells it, then what would become of its posts. */
static void print_json(const struct reading *r, struct str url,
                       const struct fate *f)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_PAGE_OUT);
    probe_json(&out, r, "url", url);
    json_init(&j, &out);
    json_map(&j);
    json_key(&j, "new"), json_int(&j, (int64_t)f->fresh);
    json_key(&j, "edited"), json_int(&j, (int64_t)f->edited);
    json_key(&j, "known"), json_int(&j, (int64_t)f->known);
    json_key(&j, "nobody"), json_int(&j, (int64_t)f->nobody);
    json_end(&j);
    buf_char(&out, '\n');
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
}

static int64_t id_of(struct store *store, struct arena *a, struct str name,
                     bool *ok, struct err *e)
{
    struct source_row *rows;
    size_t n;
    *ok = store_sources(store, a, &rows, &n, e);
    for (size_t i = 0; *ok && i < n; i++)
        if (str_eq(rows[i].name, name))
            return rows[i].id;
    return 0;
}

/* One post: the mention that it is, or none. */
static bool look(struct store *store, struct arena *a, struct mention *m,
                 struct fate *f, struct err *e)
{
    int64_t id = 0;
    bool found = false;
    struct mention was;
    if (store && m->post.source && !store_mention_of(store, m, &id, e))
        return false;
    if (id && !store_mention_get(store, a, id, &was, &found, e))
        return false;
    bool same = found && was.post.text_hash == m->post.text_hash;
    f->known += same;
    f->edited += found && !same;
    f->fresh += !found;
    return true;
}

static bool judge(struct workspace *w, const struct source_setup *s,
                  struct reading *r, struct fate *f, struct err *e)
{
    struct arena a = {0};
    const struct classify_setup setup = workspace_classify(w);
    /* Before the first crawl all would be new. */
    bool none = workspace_store_is_file(w) &&
                access(workspace_path(w, w->store), F_OK) != 0;
    struct store *store = none ? NULL : workspace_store(w, STORE_READ, e);
    if (!store && !none)
        return false;
    struct classifier *c = w->brands.n ? classify_open(&setup, e) : NULL;
    bool ok = c || !w->brands.n;
    int64_t id = store && ok ? id_of(store, &a, s->is.name, &ok, e) : 0;
    for (size_t i = 0; ok && i < r->n; i++) {
        struct mention *m = &r->mentions[i];
        const struct query_post post = {.text = m->post.text,
                                        .title = m->post.title,
                                        .author = m->post.author,
                                        .source = s->is.name,
                                        .url = m->post.url,
                                        .at = m->post.published};
        m->post.source = id;
        m->post.brand = s->is.brand.n ? s->is.brand
                        : c           ? classify_about(c, &a, &post)
                                      : (struct str){0};
        if (!m->post.brand.n)
            f->nobody++;
        else
            ok = look(store, &a, m, f, e);
    }
    if (c)
        classify_close(c);
    store_close(store);
    arena_clear(&a);
    return ok;
}

static void show(struct workspace *w, const struct reading *r, struct str url,
                 const struct fate *f)
{
    struct err e = {0};
    struct buf out;
    struct zone *zone = zone_new(w->zone, &e);
    const struct preview p = {
        .page = r, .url = url, .lang = w->lang, .zone = zone};
    buf_init(&out, CEILING_PAGE_OUT);
    preview_write(&out, &p);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    zone_free(zone);
    printf(str_eqz(w->lang, "ru")
               ? "было бы записано: новых %zu, изменённых %zu; известны %zu, "
                 "о марках молчат %zu; ничего не записано\n"
               : "would be stored: %zu new, %zu edited; %zu known, %zu name no "
                 "brand; nothing was stored\n",
           f->fresh, f->edited, f->known, f->nobody);
}

static bool check(struct workspace *w, const struct source_setup *s, bool json,
                  bool *good, struct err *e)
{
    const struct trial_setup setup = {.connectors = w->connectors,
                                      .agent = w->agent,
                                      .zone = w->zone,
                                      .allow_private = s->allow_private,
                                      .ignore_robots = s->ignore_robots,
                                      .stop = &cli_stop};
    struct arena a = {0};
    struct reading r;
    struct str url;
    struct fate f = {0};
    struct trial *t = trial_open(&setup, e);
    bool ok = t && trial_source(t, s, &a, &url, &r, e);
    trial_close(t);
    ok = ok && judge(w, s, &r, &f, e);
    *good = ok && (r.state == READING_OK || r.state == READING_EMPTY);
    if (ok && json)
        print_json(&r, url, &f);
    else if (ok)
        show(w, &r, url, &f);
    arena_clear(&a);
    return ok;
}

int source_check(struct workspace *w, const char *name, bool json)
{
    struct err e = {0};
    bool good = false;
    const struct source_setup *s = workspace_source(w, name, &e);
    cli_catch_stop();
    if (s && !s->url.n)
        err_set(&e, "source '%s' has no address of its own", name);
    if (!s || !s->url.n || !check(w, s, json, &good, &e))
        return cli_fail(CLI_CANNOT, "source", &e);
    return good ? CLI_DONE : CLI_WRONG;
}
