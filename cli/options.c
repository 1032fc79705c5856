/* SPDX-License-Identifier: MIT
 * options: a table of options, read by getopt_long. */
#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/manual.h"

enum { MOST_OPTIONS = 24, FIRST_OPTION = 256, HELP_OPTION = 1000 };

static void wrong(const struct cli *cli, const char *what, const char *value)
{
    const struct command *c = cli->command;
    fprintf(stderr, "molva %s: %s%s%s\n", c->name, what, value ? ": " : "",
            value ? value : "");
    fprintf(stderr, "usage: molva %s [options]%s%s\n", c->name,
            *c->args ? " " : "", c->args);
    fprintf(stderr, "molva help %s tells more\n", c->name);
    exit(CLI_USAGE);
}

/* --help, or --help=man and so on for the whole manual. */
static void help(const struct cli *cli, const struct option_spec *specs,
                 const char *form)
{
    enum manual_form as = MANUAL_TEXT;
    if (form && !manual_form(form, &as))
        wrong(cli, "--help has no such form", form);
    manual_command(as, cli, specs);
    exit(cli_printed(CLI_DONE));
}

static void take(const struct cli *cli, const struct option_spec *s,
                 const char *z)
{
    switch (s->kind) {
    case OPTION_FLAG:
        *(bool *)s->to = true;
        break;
    case OPTION_TEXT:
        *(const char **)s->to = z;
        break;
    case OPTION_INT:
        if (!str_int(str_of(z), s->to) || *(int64_t *)s->to < 0)
            wrong(cli, "not a whole number from 0", z);
        break;
    case OPTION_TEXTS: {
        struct option_texts *t = s->to;
        if (t->n == OPTION_TEXTS_MOST)
            wrong(cli, "too many of one option; the last was", z);
        t->items[t->n++] = str_of(z);
        break;
    }
    case OPTION_DATE:
        if (!date_midnight(str_of(z), s->to))
            wrong(cli, "not a day like 2026-11-22", z);
        break;
    }
}

/* "did you mean" for an option that does not exist. */
static void unknown(const struct cli *cli, const struct option_spec *specs,
                    const char *given)
{
    const char *names[MOST_OPTIONS + 1] = {0};
    for (int i = 0; i < MOST_OPTIONS && specs[i].name; i++)
        names[i] = specs[i].name;
    struct str word = str_of(given);
    while (word.n && word.p[0] == '-')
        word = str_from(word, 1);
    const char *near = nearest_word(word, names);
    char text[128];
    snprintf(text, sizeof text, "no option %s%s%s%s", given,
             near ? "; did you mean --" : "", near ? near : "",
             near ? "?" : "");
    wrong(cli, text, NULL);
}

int options_parse(const struct cli *cli, const struct option_spec *specs,
                  int argc, char **argv)
{
    struct option longs[MOST_OPTIONS + 2] = {0};
    int n = 0;
    for (; specs[n].name; n++)
        longs[n] = (struct option){
            specs[n].name,
            specs[n].kind == OPTION_FLAG ? no_argument : required_argument,
            NULL, FIRST_OPTION + n};
    longs[n] = (struct option){"help", optional_argument, NULL, HELP_OPTION};
    opterr = 0;
    optind = 1;
    int c;
    while ((c = getopt_long(argc, argv, ":h", longs, NULL)) != -1) {
        if (c == HELP_OPTION || c == 'h')
            help(cli, specs, c == HELP_OPTION ? optarg : NULL);
        if (c == ':')
            wrong(cli, "a value is missing behind", argv[optind - 1]);
        if (c < FIRST_OPTION)
            unknown(cli, specs, argv[optind - 1]);
        take(cli, &specs[c - FIRST_OPTION], optarg);
    }
    return optind;
}

void options_operands(const struct cli *cli, int have, int least, int most)
{
    if (have < least)
        wrong(cli, "something is missing", NULL);
    if (have > most)
        wrong(cli, "more was given than it takes", NULL);
}

size_t options_word(const struct cli *cli, const char *what, const char *given,
                    const char *const *words)
{
    char text[512];
    int n = 0;
    for (size_t i = 0; words[i]; i++)
        if (strcmp(words[i], given) == 0)
            return i;
    for (int i = 0; words[i] && n < (int)sizeof text; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, " %s", words[i]);
    fprintf(stderr, "molva %s: no %s '%s'; there is:%s\n", cli->command->name,
            what, given, n ? text : " none");
    exit(CLI_USAGE);
}

/* With a space before it, getopt takes it for an operand. */
void options_keep_minus(struct arena *a, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (argv[i][0] == '-' && argv[i][1] && argv[i][1] != '-' &&
            strcmp(argv[i], "-h") != 0)
            argv[i] = (char *)str_printf(a, " %s", argv[i]).p;
}

struct str options_joined(struct arena *a, int argc, char **argv)
{
    struct str all = {0};
    for (int i = 0; i < argc; i++)
        all = str_printf(a, STR_FMT "%s%s", STR_ARG(all),
                         i && *argv[i] != ' ' ? " " : "", argv[i]);
    return all;
}
