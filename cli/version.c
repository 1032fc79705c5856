/* SPDX-License-Identifier: MIT
 * version: what was built, and from which commit. */
#include "cli/version.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "made/version.h"

const char cli_version[] = MOLVA_VERSION;
const char cli_commit[] = MOLVA_COMMIT;
const char cli_date[] = MOLVA_DATE;

int cmd_version(const struct cli *cli, int argc, char **argv)
{
    (void)cli;
    const struct option_spec specs[] = {{0}};
    int at = options_parse("version", specs, argc, argv);
    options_operands("version", argc - at, 0, 0);
    printf("molva %s", cli_version);
    if (*cli_commit)
        printf(" (%s)", cli_commit);
    putchar('\n');
    return CLI_DONE;
}
