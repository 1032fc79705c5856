/* SPDX-License-Identifier: MIT
 * main: the options before a command. */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/manual.h"

static int wrong_option(const char *given)
{
    bool folder = strcmp(given, "-w") == 0;
    fprintf(stderr, "molva: %s %s; molva --help tells more\n",
            folder ? "a folder is missing behind" : "no option", given);
    return CLI_USAGE;
}

/* Reads the options before the command; returns its index in argv. */
static int before_command(struct cli *cli, int argc, char **argv)
{
    int at = 1, told = 0;
    while (at < argc && argv[at][0] == '-') {
        if (strcmp(argv[at], "-w") == 0 && at + 1 < argc)
            cli->dir = argv[++at];
        else if (strcmp(argv[at], "-v") == 0)
            log_set_level(told++ ? LOG_DEBUG : LOG_INFO);
        else
            break;
        at++;
    }
    return at;
}

/* Two commands may be written as options, as everywhere. */
static const char *command_name(const char *given)
{
    static const char *const OTHER[][2] = {{"--help", "help"},
                                           {"-h", "help"},
                                           {"--version", "version"},
                                           {"-V", "version"}};
    for (size_t i = 0; i < sizeof OTHER / sizeof *OTHER; i++)
        if (strcmp(given, OTHER[i][0]) == 0)
            return OTHER[i][1];
    return given;
}

int main(int argc, char **argv)
{
    struct cli cli = {.dir = ".", .commands = cli_commands};
    umask(077); /* what people said, and who, is for its owner's eyes */
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file at its limit is an error, not death */
    int at = before_command(&cli, argc, argv);
    if (at == argc) {
        manual_overview(stderr, &cli);
        return CLI_USAGE;
    }
    const char *name = command_name(argv[at]);
    if (name[0] == '-')
        return wrong_option(name);
    cli.command = cli_command(&cli, name);
    if (!cli.command)
        return cli_unknown(&cli, name);
    return cli_printed(cli.command->run(&cli, argc - at, argv + at));
}
