/* SPDX-License-Identifier: MIT
 * connectors: prove them on their own fixtures, or try one on a saved page. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "crawler/reading/reading.h"

static int check(const struct workspace *w)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    int faults = reading_check(w->connectors, &out);
    if (!faults)
        faults = notify_outlets_check(w->connectors, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return faults ? CLI_WRONG : CLI_DONE;
}

static int read_page(const struct workspace *w, char **args, const char *url)
{
    struct err e = {0};
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = reading_file(w->connectors, args[0], args[1], str_of(url),
                           time(NULL), &out, &e);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    int code = access(args[1], R_OK) ? CLI_CANNOT : CLI_WRONG;
    return ok ? CLI_DONE : cli_fail(code, "connectors", &e);
}

/* Pages of one kind after the other have the same readers. */
struct batch {
    struct probe *probe;
    char kind[64]; /* that it reads */
};

static bool probe_of(struct batch *b, const struct workspace *w,
                     struct str kind, struct err *e)
{
    if (b->probe && str_eqz(kind, b->kind))
        return true;
    probe_close(b->probe);
    snprintf(b->kind, sizeof b->kind, STR_FMT, STR_ARG(kind));
    b->probe = probe_open(w->connectors, str_of(b->kind), (struct str){0}, e);
    return b->probe != NULL;
}

/* "KIND<TAB>URL<TAB>FILE": its posts, then {"file", "cause"}. */
static bool read_line(struct batch *b, const struct workspace *w,
                      struct str line, struct err *e)
{
    struct err why = {0};
    struct str kind, url;
    struct buf out;
    struct json j;
    struct arena a = {0};
    str_split(&line, '\t', &kind);
    str_split(&line, '\t', &url);
    if (!probe_of(b, w, kind, e))
        return false;
    buf_init(&out, CEILING_PAGE_OUT);
    const char *path = str_z(&a, line);
    bool ok = reading_with(b->probe, path, url, time(NULL), &out, &why);
    json_init(&j, &out);
    json_map(&j);
    json_key(&j, "file"), json_str(&j, line);
    json_key(&j, "cause"), json_str(&j, ok ? STR("") : str_of(why.msg));
    json_end(&j);
    buf_char(&out, '\n');
    fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);
    buf_clear(&out);
    arena_clear(&a);
    return true;
}

static int read_batch(const struct workspace *w)
{
    struct err e = {0};
    struct batch b = {0};
    char *line = NULL;
    size_t size = 0;
    bool ok = true;
    while (ok && getline(&line, &size, stdin) > 0) {
        struct str s = str_trim(str_of(line));
        ok = !s.n || read_line(&b, w, s, &e);
    }
    free(line);
    probe_close(b.probe);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "connectors", &e);
}

int cmd_connectors(const struct cli *cli, int argc, char **argv)
{
    const char *url = "http://page.invalid/";
    bool batch = false;
    const struct option_spec specs[] = {
        {"url", OPTION_TEXT, &url, "URL", "read: where the page came from"},
        {"batch", OPTION_FLAG, &batch, NULL,
         "read: many pages, lines KIND<TAB>URL<TAB>FILE on standard input"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 3);
    bool try = strcmp(argv[at], "read") == 0;
    options_word(cli, "word", argv[at],
                 (const char *const[]){"check", "read", NULL});
    int words = try && !batch ? 3 : 1;
    options_operands(cli, argc - at, words, words);
    struct err e = {0};
    struct workspace w;
    if (!workspace_here(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "connectors", &e);
    int code = !try    ? check(&w)
               : batch ? read_batch(&w)
                       : read_page(&w, argv + at + 1, url);
    workspace_close(&w);
    return code;
}
