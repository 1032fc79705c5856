/* SPDX-License-Identifier: MIT
 * crawl: visit what is due, once. */
#include <stdio.h>
#include <time.h>

#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/crawl.h"
#include "cli/options.h"

/* Nothing was asked for, and nothing failed: a newcomer wonders. */
static void explain_nothing(const struct workspace *w,
                            const struct crawl_progress *total)
{
    if (total->pages || total->failed || total->waiting || cli_stop)
        return;
    puts(w->sources.n ? "nothing is due yet; --all visits it all the same"
                      : "there are no sources in molva.yaml yet");
}

/* The totals, and what a newcomer may wonder at. */
static void tell(const struct workspace *w, const struct crawl_progress *total)
{
    crawl_summary(total);
    explain_nothing(w, total);
    if (cli_stop)
        puts("stopped; the next crawl goes on where this one was");
    else if (total->sources && total->blind == total->sources)
        fputs("molva crawl: not one source could be read; the lines above and "
              "the desk's page of sources say why\n",
              stderr);
    else if (total->blind)
        fprintf(stderr,
                "molva crawl: %lld of %lld sources could not be read; the "
                "lines above and the desk's page of sources say why\n",
                (long long)total->blind, (long long)total->sources);
}

int cmd_crawl(const struct cli *cli, int argc, char **argv)
{
    struct crawl_wish wish = {0};
    const struct option_spec specs[] = {
        {"source", OPTION_TEXT, &wish.only, "NAME", "only this source"},
        {"all", OPTION_FLAG, &wish.all, NULL, "also what is not due yet"},
        {"since", OPTION_DATE, &wish.since, "DAY",
         "all sources, backwards to a day like 2026-01-31"},
        {"quiet", OPTION_FLAG, &wish.quiet, NULL, "only what changed"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 0);
    struct err e = {0};
    struct workspace w;
    if (wish.since > time(NULL)) {
        err_set(&e, "--since lies in the future; give a day that has been");
        return cli_fail(CLI_USAGE, "crawl", &e);
    }
    wish.all |= wish.since != 0; /* looking back does not wait for its hour */
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "crawl", &e);
    if (wish.only && !workspace_source(&w, wish.only, &e)) {
        workspace_close(&w);
        return cli_fail(CLI_USAGE, "crawl", &e);
    }
    cli_catch_stop();
    struct crawl_progress total = {0};
    struct store *store = workspace_store(&w, STORE_CREATE, &e);
    bool ok = store && crawl_once(&w, store, &wish, &total, &e);
    if (ok)
        tell(&w, &total);
    store_close(store);
    workspace_close(&w);
    if (!ok)
        return cli_fail(CLI_CANNOT, "crawl", &e);
    return total.blind && !cli_stop ? CLI_WRONG : CLI_DONE;
}
