/* SPDX-License-Identifier: MIT
 * cli: what all commands share. */
#include "cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"

enum { MOST_COMMANDS = 32 };

volatile sig_atomic_t cli_stop, cli_reload;

const struct command *cli_command(const struct cli *cli, const char *name)
{
    for (const struct command *c = cli->commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

int cli_unknown(const struct cli *cli, const char *name)
{
    const char *names[MOST_COMMANDS] = {0};
    for (int i = 0; i + 1 < MOST_COMMANDS && cli->commands[i].name; i++)
        names[i] = cli->commands[i].name;
    fprintf(stderr, "molva: no command '%s'%s; molva --help lists them\n", name,
            nearest_hint(str_of(name), names).text);
    return CLI_USAGE;
}

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

static void on_reload(int signal)
{
    cli_reload = signal;
}

void cli_catch_reload(void)
{
    struct sigaction sa = {.sa_handler = on_reload};
    sigaction(SIGHUP, &sa, NULL);
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

bool cli_write(const char *path, const struct buf *made, struct err *e)
{
    bool terminal = strcmp(path, "-") == 0;
    if (made->over)
        return err_set(e, "%s: it would become too long", path);
    FILE *f = terminal ? stdout : fopen(path, "wbe");
    bool ok = f && fwrite(made->p, 1, made->n, f) == made->n;
    if (f && (terminal ? fflush(f) : fclose(f)) != 0)
        ok = false;
    return ok || err_set(e, "%s: %s", path, strerror(errno));
}
