/* SPDX-License-Identifier: MIT
 * source_check: a source visited now, to see what would be stored. */
#include "cli/source_check.h"

#include <stdio.h>

#include "base/base.h"
#include "cli/cli.h"
#include "cli/fate.h"
#include "cli/preview.h"
#include "cli/source_kept.h"

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
    ok = ok && fate_find(w, s, NULL, &r, &f, e);
    *good = ok && (r.state == READING_OK || r.state == READING_EMPTY);
    if (ok && json)
        print_json(&r, url, &f);
    else if (ok)
        show(w, &r, url, &f);
    arena_clear(&a);
    const struct connector_trial none = {0};
    struct source_replay kept = {.setup = s, .trial = &none, .json = json};
    return ok && source_kept(w, &kept, e);
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
