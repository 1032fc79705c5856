/* SPDX-License-Identifier: MIT
 *
 * cli: the commands, one file each; the only folder that sees all others.
 *
 *   main.c       the table of commands and the options before them
 *   options.c    options of a command, from a table; --help comes with it
 *   workspace.c  molva.yaml: where everything a user sets is read
 *   crawl.c      a crawl of a workspace, once or for ever
 *   front.c      the desk of a workspace
 *   listing.c    mentions as people read them in a terminal, and as JSON
 *   cmd_*.c      a command each: parse options, open what it needs, call
 *   town/        the small town that `molva demo` serves on loopback
 *
 * A command returns one of the exit codes below and prints its own errors:
 * this is where the trail of a struct err ends. */
#ifndef MOLVA_CLI_H
#define MOLVA_CLI_H

#include <signal.h>

#include "base/base.h"

enum {
    CLI_DONE = 0,   /* did what was asked */
    CLI_WRONG = 1,  /* found something wrong: a gap, a failing rule */
    CLI_USAGE = 2,  /* was called wrongly */
    CLI_CANNOT = 3, /* could not: no store, no network, no file */
};

struct cli {
    const char *dir; /* workspace folder, "." unless -w names another */
};

struct command {
    const char *name;    /* as typed */
    const char *args;    /* what stands behind the options, for the help */
    const char *summary; /* one line */
    /* Does it; argv[0] is its name. Returns an exit code. */
    int (*run)(const struct cli *cli, int argc, char **argv);
};

int cmd_classify(const struct cli *cli, int argc, char **argv);
int cmd_connectors(const struct cli *cli, int argc, char **argv);
int cmd_crawl(const struct cli *cli, int argc, char **argv);
int cmd_demo(const struct cli *cli, int argc, char **argv);
int cmd_init(const struct cli *cli, int argc, char **argv);
int cmd_matrix(const struct cli *cli, int argc, char **argv);
int cmd_queue(const struct cli *cli, int argc, char **argv);
int cmd_report(const struct cli *cli, int argc, char **argv);
int cmd_rules(const struct cli *cli, int argc, char **argv);
int cmd_search(const struct cli *cli, int argc, char **argv);
int cmd_serve(const struct cli *cli, int argc, char **argv);
int cmd_show(const struct cli *cli, int argc, char **argv);
int cmd_user(const struct cli *cli, int argc, char **argv);
int cmd_verify(const struct cli *cli, int argc, char **argv);

/* The command of that name, for its help text. */
const struct command *cli_command(const char *name);

/* "molva NAME: message" on stderr; returns the exit code, so that it can be
 * returned. */
int cli_fail(int code, const char *name, const struct err *e);

/* The name as a shell takes it back: 'my folder'. */
struct str cli_quoted(struct arena *a, const char *name);

/* Sets *stop when SIGINT or SIGTERM comes. */
void cli_catch_stop(void);
extern volatile sig_atomic_t cli_stop;

#endif
