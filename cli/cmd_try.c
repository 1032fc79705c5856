/* SPDX-License-Identifier: MIT
 * try: what a page is and what would be collected from it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/ceiling.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/preview.h"
#include "cli/workspace.h"
#include "crawler/reading/reading.h"

struct trial {
    struct probe *probe; /* reads all pages */
    struct arena arena;  /* of one page */
    struct buf body;     /* its bytes */
    struct reading got;  /* what came of it */
};

/* The page of a file, as if it came from `url`. What is wrong with it is the
 * reading's cause; false when there is no reader any more. */
static bool try_file(struct trial *t, const char *path, struct str url,
                     struct err *e)
{
    struct err why = {0};
    struct reader_job job = {.fetched = time(NULL)};
    t->got = (struct reading){.state = READING_FAILED};
    arena_reset(&t->arena);
    buf_reset(&t->body);
    if (buf_read_file(&t->body, path, &why) &&
        probe_address(&t->arena, url, &job.url, &why)) {
        job.body = buf_view(&t->body);
        return probe_page(t->probe, &job, &t->arena, &t->got, e);
    }
    t->got.cause = str_dup(&t->arena, str_of(why.msg));
    return true;
}

static void print_json(struct trial *t, const char *file)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    probe_json(&out, &t->got, str_of(file));
    fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);
    buf_clear(&out);
}

static void print_preview(struct trial *t, const struct workspace *w,
                          struct str url)
{
    struct err e = {0};
    struct buf out;
    struct zone *zone = zone_new(w->zone, &e);
    const struct classify_setup setup = workspace_classify(w);
    const struct preview p = {
        .page = &t->got,
        .url = url,
        .lang = w->lang,
        .zone = zone,
        .classifier = w->brands.n ? classify_open(&setup, &e) : NULL};
    buf_init(&out, CEILING_PAGE_OUT);
    preview_write(&out, &p);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    if (p.classifier)
        classify_close(p.classifier);
    zone_free(zone);
}

/* One line FILE<TAB>URL after the other. */
static bool try_batch(struct trial *t, struct err *e)
{
    char *line = NULL;
    size_t size = 0;
    bool ok = true;
    while (ok && getline(&line, &size, stdin) > 0) {
        struct str url = str_trim(str_of(line)), file;
        if (!url.n || !str_split(&url, '\t', &file))
            continue;
        const char *path = xstrdup(str_z(&t->arena, file));
        ok = try_file(t, path, str_trim(url), e);
        if (ok)
            print_json(t, path);
        free((char *)path);
    }
    free(line);
    return ok;
}

static int try_one(struct trial *t, const struct workspace *w, const char *path,
                   struct str url, bool json)
{
    struct err e = {0};
    if (!try_file(t, path, url, &e))
        return cli_fail(CLI_CANNOT, "try", &e);
    if (json)
        print_json(t, NULL);
    else
        print_preview(t, w, url);
    return json || t->got.kind.n ? CLI_DONE : CLI_WRONG;
}

int cmd_try(const struct cli *cli, int argc, char **argv)
{
    const char *url = "";
    bool json = false, batch = false;
    const struct option_spec specs[] = {
        {"url", OPTION_TEXT, &url, "URL", "where FILE came from"},
        {"json", OPTION_FLAG, &json, NULL, "one JSON object a page"},
        {"batch", OPTION_FLAG, &batch, NULL,
         "many pages: lines FILE<TAB>URL on standard input"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, batch ? 0 : 1, batch ? 0 : 1);
    struct err e = {0};
    struct workspace w;
    struct trial t = {0};
    if (!workspace_here(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "try", &e);
    buf_init(&t.body, CEILING_BODY);
    t.probe = probe_open(w.connectors, (struct str){0}, w.zone, &e);
    int code = CLI_DONE;
    if (!t.probe || (batch && !try_batch(&t, &e)))
        code = cli_fail(CLI_CANNOT, "try", &e);
    else if (!batch)
        code = try_one(&t, &w, argv[at], str_of(url), json);
    probe_close(t.probe);
    buf_clear(&t.body);
    arena_clear(&t.arena);
    workspace_close(&w);
    return code;
}
