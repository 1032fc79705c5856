/* SPDX-License-Identifier: MIT
 * main: the table of commands and the options before them. */
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

volatile sig_atomic_t cli_stop;

static const struct command COMMANDS[] = {
    {"demo", "", "a small town on loopback: crawl it, show the queue",
     cmd_demo},
    {"init", "[DIR]", "make a workspace: molva.yaml, every option explained",
     cmd_init},
    {"crawl", "", "visit what is due, once", cmd_crawl},
    {"serve", "", "crawl on schedule and keep the desk up", cmd_serve},
    {"queue", "", "what waits for an answer, best first", cmd_queue},
    {"show", "ID", "a mention: marked text, verdict, way to the decision",
     cmd_show},
    {"search", "QUERY", "find mentions by words", cmd_search},
    {"classify", "[FILE]", "texts in, verdicts out, no store", cmd_classify},
    {"rules", "check | eval FILE.csv | fit FILE.csv",
     "prove, measure or weigh the rules", cmd_rules},
    {"matrix", "check | show | decide K=V ... | diff A B",
     "prove, print, ask, compare the matrix", cmd_matrix},
    {"connectors", "check | read KIND FILE", "prove or try the connectors",
     cmd_connectors},
    {"report", "", "a period in one HTML or Markdown file", cmd_report},
    {"user", "add LOGIN", "people who may use the desk", cmd_user},
    {"verify", "", "walk the chain of events, print the first broken link",
     cmd_verify},
};

enum { N_COMMANDS = sizeof COMMANDS / sizeof *COMMANDS };

const struct command *cli_command(const char *name)
{
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(COMMANDS[i].name, name) == 0)
            return &COMMANDS[i];
    return NULL;
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
    struct sigaction sa = {.sa_handler = on_stop};
    sigaction(SIGINT, &sa, NULL);
    sigaction(SIGTERM, &sa, NULL);
}

static void help(FILE *f)
{
    fputs("usage: molva [-w DIR] COMMAND ...\n\n"
          "Listens to what is said about a company, sorts it, decides how to "
          "react.\n\n",
          f);
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(f, "  %-11s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    fputs("\n  -w DIR      the workspace, the folder of molva.yaml; default .\n"
          "  -v          tell more on stderr; twice: everything\n"
          "\nmolva COMMAND --help tells the options of a command. Exit codes: "
          "0 done,\n1 found something wrong, 2 wrong use, 3 could not.\n",
          f);
}

static int unknown(const char *name)
{
    const char *names[N_COMMANDS + 1] = {0};
    for (int i = 0; i < N_COMMANDS; i++)
        names[i] = COMMANDS[i].name;
    const char *near = yaml_nearest(str_of(name), names);
    fprintf(stderr, "molva: no command '%s'%s%s%s; molva --help lists them\n",
            name, near ? "; did you mean '" : "", near ? near : "",
            near ? "'?" : "");
    return CLI_USAGE;
}

static int wrong_option(const char *given)
{
    bool folder = strcmp(given, "-w") == 0;
    fprintf(stderr, "molva: %s %s; molva --help tells more\n",
            folder ? "a folder is missing behind" : "no option", given);
    return CLI_USAGE;
}

/* What could not be printed was not done; a reader that has gone, like head,
 * has what it wanted. */
static int printed(int code)
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

int main(int argc, char **argv)
{
    struct cli cli = {.dir = "."};
    umask(077); /* what people said, and who, is for its owner's eyes */
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file at its limit is an error, not death */
    int at = before_command(&cli, argc, argv);
    if (at == argc) {
        help(stderr);
        return CLI_USAGE;
    }
    if (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0 ||
        strcmp(argv[at], "help") == 0) {
        help(stdout);
        return CLI_DONE;
    }
    if (argv[at][0] == '-')
        return wrong_option(argv[at]);
    const struct command *c = cli_command(argv[at]);
    if (!c)
        return unknown(argv[at]);
    return printed(c->run(&cli, argc - at, argv + at));
}
