/* SPDX-License-Identifier: MIT
 * verify: walk the chain of events. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

int cmd_verify(const struct cli *cli, int argc, char **argv)
{
    const struct option_spec specs[] = {{0}};
    int at = options_parse("verify", specs, argc, argv);
    options_operands("verify", argc - at, 0, 0);
    struct err e = {0};
    struct workspace w;
    int64_t events = 0, broken = 0;
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "verify", &e);
    struct store *store = workspace_store(&w, STORE_READ, &e);
    bool ok = store && store_verify(store, &events, &broken, &e);
    store_close(store);
    workspace_close(&w);
    if (!ok)
        return cli_fail(CLI_CANNOT, "verify", &e);
    if (broken)
        printf("event %lld does not follow from the one before it\n",
               (long long)broken);
    else
        printf("%lld events, the chain is whole\n", (long long)events);
    return broken ? CLI_WRONG : CLI_DONE;
}
