/* SPDX-License-Identifier: MIT
 * help: the list of commands, one command, or the whole manual. */
#include "cli/cli.h"
#include "cli/manual.h"
#include "cli/options.h"

static int one(const struct cli *cli, const char *name)
{
    struct cli asked = {.dir = cli->dir,
                        .commands = cli->commands,
                        .command = cli_command(cli, name)};
    char *argv[] = {(char *)name, (char *)"--help", NULL};
    if (asked.command)
        return asked.command->run(&asked, 2, argv);
    return cli_unknown(cli, name);
}

int cmd_help(const struct cli *cli, int argc, char **argv)
{
    const char *as = NULL;
    enum manual_form form = MANUAL_TEXT;
    const struct option_spec specs[] = {
        {"as", OPTION_TEXT, &as, "FORM",
         "the whole manual as text, man, or the completion of bash, zsh, fish"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 2);
    if (as && !manual_form(as, &form))
        options_word(
            cli, "form", as,
            (const char *const[]){"text", "man", "bash", "zsh", "fish", NULL});
    if (as)
        return manual_whole(form, cli) ? CLI_DONE : CLI_CANNOT;
    if (at < argc)
        return one(cli, argv[at]);
    manual_overview(stdout, cli);
    return CLI_DONE;
}
