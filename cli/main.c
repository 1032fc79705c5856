/* SPDX-License-Identifier: MIT
 * main: the options before a command, and what all commands share. */
#include <locale.h>
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/manual.h"

enum { MOST_COMMANDS = 32 };

volatile sig_atomic_t cli_stop;

struct str cli_who(struct arena *a)
{
    const struct passwd *p = getpwuid(getuid());
    return p ? str_printf(a, "%s@cli", p->pw_name)
             : str_printf(a, "%u@cli", (unsigned)getuid());
}

int cli_fail(int code, const char *name, const struct err *e)
{
    fflush(stdout);
    fprintf(stderr, "molva %s: %s\n", name, e->msg);
    return code;
}

static void on_stop(int signal)
{
    cli_stop = signal;
}

void cli_catch_stop(void)
{
    struct sigaction sa = {.sa_handler = on_stop}, before;
    sigaction(SIGINT, &sa, NULL);
    sigaction(SIGTERM, &sa, NULL);
    /* A terminal that is closed; under nohup it stays ignored. */
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &sa, NULL);
}

int cli_unknown(const char *name)
{
    const char *names[MOST_COMMANDS] = {0};
    for (int i = 0; i + 1 < MOST_COMMANDS && cli_commands[i].name; i++)
        names[i] = cli_commands[i].name;
    fprintf(stderr, "molva: no command '%s'%s; molva --help lists them\n", name,
            nearest_hint(str_of(name), names).text);
    return CLI_USAGE;
}

static int wrong_option(const char *given)
{
    bool folder = strcmp(given, "-w") == 0;
    fprintf(stderr, "molva: %s %s; molva --help tells more\n",
            folder ? "a folder is missing behind" : "no option", given);
    return CLI_USAGE;
}

/* A reader that has gone, like head, has what it wanted. */
int cli_printed(int code)
{
    struct pollfd out = {.fd = STDOUT_FILENO};
    bool failed = fflush(stdout) != 0;
    if ((!failed && !ferror(stdout)) ||
        (poll(&out, 1, 0) == 1 && (out.revents & POLLERR)))
        return code;
    fputs("molva: standard output cannot be written\n", stderr);
    return CLI_CANNOT;
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
    struct cli cli = {.dir = "."};
    umask(077); /* what people said, and who, is for its owner's eyes */
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file at its limit is an error, not death */
    int at = before_command(&cli, argc, argv);
    if (at == argc) {
        manual_overview(stderr);
        return CLI_USAGE;
    }
    const char *name = command_name(argv[at]);
    if (name[0] == '-')
        return wrong_option(name);
    const struct command *c = cli_command(name);
    if (!c)
        return cli_unknown(name);
    return cli_printed(c->run(&cli, argc - at, argv + at));
}
