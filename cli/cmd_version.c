/* SPDX-License-Identifier: MIT
 * version: of this program. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/version.h"

int cmd_version(const struct cli *cli, int argc, char **argv)
{
    const struct option_spec specs[] = {{0}};
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 0);
    printf("molva %s", cli_version);
    if (*cli_commit)
        printf(" (%s)", cli_commit);
    putchar('\n');
    return CLI_DONE;
}
