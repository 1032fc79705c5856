/* SPDX-License-Identifier: MIT
 * connectors: prove them on their own fixtures, or try one on a saved page. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "crawler/reading/reading.h"

static int check(const struct workspace *w)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    int faults = reading_check(w->connectors, &out);
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

int cmd_connectors(const struct cli *cli, int argc, char **argv)
{
    const char *url = "http://page.invalid/";
    const struct option_spec specs[] = {
        {"url", OPTION_TEXT, &url, "URL", "read: where the page came from"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 3);
    bool try = strcmp(argv[at], "read") == 0;
    options_word(cli, "word", argv[at],
                 (const char *const[]){"check", "read", NULL});
    options_operands(cli, argc - at, try ? 3 : 1, try ? 3 : 1);
    struct err e = {0};
    struct workspace w;
    if (!workspace_here(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "connectors", &e);
    int code = try ? read_page(&w, argv + at + 1, url) : check(&w);
    workspace_close(&w);
    return code;
}
