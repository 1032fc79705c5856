/* SPDX-License-Identifier: MIT
 * manual: help and the man page, from the tables. */
#include "cli/manual.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/version.h"

static const char ABOUT[] =
    "listens to what is said about a company, sorts it, "
    "decides how to react";

/* Options that stand before the command. */
static const struct command_word BEFORE[] = {
    {"-w", "DIR", "the workspace, the folder of molva.yaml; default ."},
    {"-v", "", "tell more on standard error; twice: everything"},
    {"-V, --version", "", "the version and the commit it was built from"},
    {"-h, --help", "", "the list of commands"},
    {0},
};

/* A variable of the environment and the commands that look at it. */
struct variable {
    const char *name;     /* NULL ends the list */
    const char *commands; /* "demo", "crawl serve" */
    const char *says;     /* one line */
};

static const struct variable VARIABLES[] = {
    {"TMPDIR", "copy demo verify",
     "where the demo's folder, and verify's file without a name, are made; "
     "else /tmp"},
    {"LANG", "classify rules matrix connectors try",
     "outside a workspace: ru... makes the matrix speak Russian, else English"},
    {"XDG_CACHE_HOME", "add classify crawl demo rules search serve try",
     "where molva/stems is kept, which shortens the start; else in "
     "CACHE_DIRECTORY or ~/.cache"},
    {"JOURNAL_STREAM", "crawl serve",
     "set by systemd: the log carries the priorities of its journal"},
    {"NAME",
     "add classify connectors crawl matrix queue report rules search "
     "serve show source try user verify",
     "the value of ${NAME} in the headers of a source and in the keys of "
     "`notify:`, "
     "when the file of secrets: has none"},
    {0},
};

static const char *const EXITS[] = {
    [CLI_DONE] = "done",
    [CLI_WRONG] = "found something wrong",
    [CLI_USAGE] = "was called wrongly",
    [CLI_CANNOT] = "could not: no store, no network, no file",
};

static const struct command_word FILES[] = {
    {"molva.yaml", "",
     "everything Molva is told; molva init writes it, every "
     "option explained"},
    {"molva.db", "", "the store, unless molva.yaml names another"},
    {0},
};

/* How the parts of a manual are written: a form each. */
struct pen {
    void (*title)(const char *text);
    void (*text)(const char *text);
    void (*item)(const char *term, const char *args, const char *says);
    void (*example)(const struct command_example *e);
};

static void text_title(const char *text)
{
    printf("\n%s:\n", text);
}

static void text_text(const char *text)
{
    printf("  %s\n", text);
}

enum { TERM_WIDTH = 24, LINE_WIDTH = 78 };

/* Words from column `indent` on, the first line being there already. */
static void wrapped(const char *says, int indent)
{
    int col = indent;
    while (*says) {
        int word = (int)strcspn(says, " ");
        if (col > indent && col + 1 + word > LINE_WIDTH)
            printf("\n%*s", col = indent, "");
        col += printf("%s%.*s", col > indent ? " " : "", word, says);
        says += word + (says[word] == ' ');
    }
    putchar('\n');
}

static void text_item(const char *term, const char *args, const char *says)
{
    int n = printf("  %s%s%s", term, *args ? " " : "", args);
    if (n >= TERM_WIDTH)
        printf("\n%*s", TERM_WIDTH, "");
    else
        printf("%*s", TERM_WIDTH - n, "");
    wrapped(says, TERM_WIDTH);
}

static void text_example(const struct command_example *e)
{
    printf("  # %s\n  %s\n", e->says, e->line);
}

/* Letters that mean something to troff are made letters again. */
static void roff(const char *z)
{
    for (bool first = true; *z; z++, first = false) {
        if (first && (*z == '.' || *z == '\''))
            fputs("\\&", stdout);
        if (*z == '\\' || *z == '-')
            fputs(*z == '-' ? "\\-" : "\\e", stdout);
        else if (*z == '\'')
            fputs("\\(aq", stdout);
        else
            putchar(*z);
    }
}

/* A word a line: filled again by troff, and no line is too long. */
static void man_text(const char *text)
{
    while (*text) {
        char word[128];
        int n = (int)strcspn(text, " ");
        snprintf(word, sizeof word, "%.*s", n, text);
        roff(word);
        putchar('\n');
        text += n + (text[n] == ' ');
    }
}

static void man_title(const char *text)
{
    puts(".PP");
    printf(".B ");
    roff(text);
    putchar('\n');
}

static void man_paragraph(const char *text)
{
    puts(".PP");
    man_text(text);
}

static void man_item(const char *term, const char *args, const char *says)
{
    printf(".TP\n.B \"");
    roff(term);
    printf("%s", *args ? " " : "");
    roff(args);
    puts("\"");
    man_text(says);
}

static void man_example(const struct command_example *e)
{
    man_paragraph(e->says);
    puts(".PP\n.RS 4\n.nf");
    roff(e->line);
    puts("\n.fi\n.RE");
}

static const struct pen TEXT = {text_title, text_text, text_item, text_example};
static const struct pen MAN = {man_title, man_paragraph, man_item, man_example};

static bool looks_at(const struct variable *v, const char *command)
{
    struct str rest = str_of(v->commands), word;
    while (str_split(&rest, ' ', &word))
        if (str_eqz(word, command))
            return true;
    return false;
}

static void describe_exits(const struct pen *pen, const struct command *c)
{
    pen->title("Exit codes");
    pen->item("0", "", EXITS[CLI_DONE]);
    if (c->wrong)
        pen->item("1", "", c->wrong);
    pen->item("2", "", EXITS[CLI_USAGE]);
    pen->item("3", "", EXITS[CLI_CANNOT]);
}

static void describe_variables(const struct pen *pen, const char *command)
{
    bool any = false;
    for (const struct variable *v = VARIABLES; v->name; v++) {
        if (command && !looks_at(v, command))
            continue;
        if (!any && command)
            pen->title("Environment");
        any = true;
        pen->item(v->name, "", v->says);
    }
}

static void describe(const struct pen *pen, const struct command *c,
                     const struct option_spec *specs)
{
    if (c->words)
        pen->title("Words");
    for (const struct command_word *w = c->words; w && w->word; w++)
        pen->item(w->word, w->args, w->says);
    pen->title("Options");
    for (; specs->name; specs++) {
        char term[64];
        snprintf(term, sizeof term, "--%s", specs->name);
        pen->item(term, specs->value ? specs->value : "", specs->help);
    }
    pen->item("--help", "", "this text");
    pen->title("Standard input");
    pen->text(c->input ? c->input : "is not read");
    pen->title("Examples");
    for (int i = 0; i < EXAMPLES && c->examples[i].line; i++)
        pen->example(&c->examples[i]);
    describe_exits(pen, c);
    describe_variables(pen, c->name);
}

static void text_part(const struct command *c, const struct option_spec *specs)
{
    printf("usage: molva %s [options]%s%s\n\n%s\n", c->name,
           *c->args ? " " : "", c->args, c->summary);
    describe(&TEXT, c, specs);
}

static void man_part(const struct command *c, const struct option_spec *specs)
{
    printf(".SS \"molva %s [options]%s", c->name, *c->args ? " " : "");
    roff(c->args);
    puts("\"");
    man_text(c->summary);
    describe(&MAN, c, specs);
}

void manual_command(enum manual_form form, const struct cli *cli,
                    const struct option_spec *specs)
{
    const struct command *c = cli->command;
    if (form == MANUAL_TEXT)
        text_part(c, specs);
    else if (form == MANUAL_MAN)
        man_part(c, specs);
    else
        complete_part(form, cli, specs);
}

void manual_overview(FILE *f, const struct cli *cli)
{
    fprintf(f, "usage: molva [-w DIR] COMMAND [options] ...\n\nMolva %s.\n\n",
            ABOUT);
    for (const struct command *c = cli->commands; c->name; c++)
        fprintf(f, "  %-11s %s\n", c->name, c->summary);
    fputc('\n', f);
    for (const struct command_word *w = BEFORE; w->word; w++)
        fprintf(f, "  %s%s%-*s %s\n", w->word, *w->args ? " " : "",
                13 - (int)strlen(w->word) - (*w->args != 0), w->args, w->says);
    fputs("\nmolva help COMMAND tells more. Exit codes: 0 done, 1 found "
          "something wrong,\n2 called wrongly, 3 could not.\n",
          f);
}

static void man_begin(void)
{
    printf(".TH MOLVA 1 \"%s\" \"molva %s\" \"User Commands\"\n", cli_date,
           cli_version);
    printf(".SH NAME\nmolva \\- ");
    roff(ABOUT);
    puts("\n.SH SYNOPSIS\n.B molva\n.RB [ \\-w\n.IR DIR ]\n.I COMMAND\n"
         ".RI [ options ]\n.RI [ words ]\n.SH OPTIONS");
    for (const struct command_word *w = BEFORE; w->word; w++)
        man_item(w->word, w->args, w->says);
    puts(".SH COMMANDS");
}

static void man_end(void)
{
    puts(".SH FILES");
    for (const struct command_word *w = FILES; w->word; w++)
        man_item(w->word, w->args, w->says);
    puts(".SH EXIT STATUS");
    for (int i = 0; i < (int)(sizeof EXITS / sizeof *EXITS); i++)
        man_item((char[]){(char)('0' + i), 0}, "", EXITS[i]);
    puts(".SH ENVIRONMENT");
    describe_variables(&MAN, NULL);
}

/* A command exits when it has printed its part, so it does that in a child
 * process. */
static bool ask(const struct command *c, const char *form,
                const struct cli *cli)
{
    struct cli asked = {
        .dir = cli->dir, .commands = cli->commands, .command = c};
    char option[32], name[32];
    char *argv[] = {name, option, NULL};
    int status;
    snprintf(name, sizeof name, "%s", c->name);
    snprintf(option, sizeof option, "--help=%s", form);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        exit(c->run(&asked, 2, argv));
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static const char *const FORMS[] = {[MANUAL_TEXT] = "text",
                                    [MANUAL_MAN] = "man",
                                    [MANUAL_BASH] = "bash",
                                    [MANUAL_ZSH] = "zsh",
                                    [MANUAL_FISH] = "fish"};

bool manual_form(const char *name, enum manual_form *form)
{
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (strcmp(FORMS[i], name) == 0) {
            *form = (enum manual_form)i;
            return true;
        }
    return false;
}

bool manual_whole(enum manual_form form, const struct cli *cli)
{
    bool ok = true;
    if (form == MANUAL_TEXT)
        manual_overview(stdout, cli);
    else if (form == MANUAL_MAN)
        man_begin();
    else
        complete_begin(form, cli);
    for (const struct command *c = cli->commands; ok && c->name; c++) {
        if (form == MANUAL_TEXT)
            puts("");
        ok = ask(c, FORMS[form], cli);
    }
    if (form == MANUAL_MAN)
        man_end();
    else if (form != MANUAL_TEXT)
        complete_end(form);
    return ok;
}
