/* SPDX-License-Identifier: MIT
 *
 * cli: the commands, one file each; the only folder that sees all others.
 *
 *   main.c       where it begins: the options before a command
 *   cli.c        what all commands share
 *   commands.c   the table of commands and what each is told to people as
 *   manual.c     from that table: help, man page, completion of shells
 *   options.c    options of a command, from a table; --help comes with it
 *   workspace.c  molva.yaml: where everything a user sets is read
 *   workspace_open.c  and what is asked before it is used
 *   privacy.c    its files are for their owner; secrets.c: keys in headers
 *   crawl.c      a crawl of a workspace, once or for ever
 *   front.c      the desk of a workspace; port.c: can it listen there?
 *   reload.c     molva.yaml, read again while serve goes on
 *   listing.c    mentions as people read them in a terminal, and as JSON
 *   lead.c       what an address leads to; preview.c: and what it would give
 *   learn.c      corrections to weights; adopt.c: which of them are in use
 *   drift.c      is the machine right as often as it was?
 *   replay.c     stored mentions judged again, and what would change
 *   append.c     new sources in molva.yaml; source_opml.c: whole lists of them
 *   cmd_*.c      a command each: parse options, open what it needs, call
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
    const struct command *commands; /* all there are; name NULL ends them */
    const struct command *command;  /* the one that runs */
};

enum option_kind {
    OPTION_FLAG,  /* bool */
    OPTION_TEXT,  /* const char * */
    OPTION_TEXTS, /* struct option_texts: it may be given again */
    OPTION_INT,   /* int64_t, not below 0 */
    OPTION_DATE,  /* int64_t epoch seconds of a day yyyy-mm-dd, UTC */
};

enum { OPTION_TEXTS_MOST = 32 };
struct option_texts {
    struct str items[OPTION_TEXTS_MOST]; /* n of them, as they were given */
    size_t n;
};

/* An option of a command; options.c reads it, the manual tells of it. */
struct option_spec {
    const char *name;      /* without the dashes; NULL ends the table */
    enum option_kind kind; /* what `to` points to */
    void *to;              /* where the value goes; left alone if not given */
    const char *value;     /* name of the value in the help, NULL: a flag */
    const char *help;      /* one line */
};

/* A word that may follow the name: molva rules check. */
struct command_word {
    const char *word; /* as typed; NULL ends the list */
    const char *args; /* what follows it, "" nothing */
    const char *says; /* one line */
};

struct command_example {
    const char *line; /* a whole line of a shell; NULL ends the list */
    const char *says; /* what for */
};

enum { EXAMPLES = 6 };

struct command {
    const char *name;    /* as typed */
    const char *args;    /* what stands behind the options, for the help */
    const char *summary; /* one line */
    /* Does it; argv[0] is its name. Returns an exit code. */
    int (*run)(const struct cli *cli, int argc, char **argv);
    const struct command_word *words; /* that follow the name; NULL: none */
    const char *input; /* what standard input is; NULL: it is not read */
    const char *wrong; /* when the exit code is CLI_WRONG; NULL: never */
    const struct command_example examples[EXAMPLES]; /* run in a workspace */
};

extern const struct command cli_commands[]; /* name NULL ends the list */

int cmd_add(const struct cli *cli, int argc, char **argv);
int cmd_case(const struct cli *cli, int argc, char **argv);
int cmd_brand(const struct cli *cli, int argc, char **argv);
int cmd_classify(const struct cli *cli, int argc, char **argv);
int cmd_connectors(const struct cli *cli, int argc, char **argv);
int cmd_crawl(const struct cli *cli, int argc, char **argv);
int cmd_demo(const struct cli *cli, int argc, char **argv);
int cmd_help(const struct cli *cli, int argc, char **argv);
int cmd_import(const struct cli *cli, int argc, char **argv);
int cmd_init(const struct cli *cli, int argc, char **argv);
int cmd_matrix(const struct cli *cli, int argc, char **argv);
int cmd_queue(const struct cli *cli, int argc, char **argv);
int cmd_person(const struct cli *cli, int argc, char **argv);
int cmd_proposal(const struct cli *cli, int argc, char **argv);
int cmd_selfcheck(const struct cli *cli, int argc, char **argv);
int cmd_thanks(const struct cli *cli, int argc, char **argv);
int cmd_incident(const struct cli *cli, int argc, char **argv);
int cmd_promise(const struct cli *cli, int argc, char **argv);
int cmd_statement(const struct cli *cli, int argc, char **argv);
int cmd_reply(const struct cli *cli, int argc, char **argv);
int cmd_report(const struct cli *cli, int argc, char **argv);
int cmd_rules(const struct cli *cli, int argc, char **argv);
int cmd_sample(const struct cli *cli, int argc, char **argv);
int cmd_search(const struct cli *cli, int argc, char **argv);
int cmd_serve(const struct cli *cli, int argc, char **argv);
int cmd_show(const struct cli *cli, int argc, char **argv);
int cmd_source(const struct cli *cli, int argc, char **argv);
int cmd_try(const struct cli *cli, int argc, char **argv);
int cmd_user(const struct cli *cli, int argc, char **argv);
int cmd_copy(const struct cli *cli, int argc, char **argv);
int cmd_verify(const struct cli *cli, int argc, char **argv);
int cmd_version(const struct cli *cli, int argc, char **argv);

/* The command of that name, NULL when there is none. */
const struct command *cli_command(const struct cli *cli, const char *name);

/* "no command NAME", with the nearest one; returns CLI_USAGE. */
int cli_unknown(const struct cli *cli, const char *name);

/* "molva NAME: message" on stderr; returns the exit code, so that it can be
 * returned. */
int cli_fail(int code, const char *name, const struct err *e);

/* Whoever types this, as the system knows him, for events: "ann@cli". */
struct str cli_who(struct arena *a);

/* The name as a shell takes it back: 'my folder'. */
struct str cli_quoted(struct arena *a, const char *name);

/* The exit code, or CLI_CANNOT when standard output could not be written:
 * what could not be printed was not done. */
int cli_printed(int code);

/* What a command made, whole or not at all when it did not fit, into a file or,
 * "-", to standard output. */
bool cli_write(const char *path, const struct buf *made,
               struct err *e) MUST_CHECK;

/* From now on SIGINT, SIGTERM and SIGHUP only set cli_stop. */
void cli_catch_stop(void);
extern volatile sig_atomic_t cli_stop;
/* From now on SIGHUP only sets cli_reload. */
void cli_catch_reload(void);
extern volatile sig_atomic_t cli_reload;

#endif
