/* SPDX-License-Identifier: MIT
 * complete: completion of commands, words and options in three shells. */
#include <string.h>

#include "cli/manual.h"

static const char BASH_BEGIN[] =
    "# completion of molva for bash; made from its table of commands\n"
    "_molva() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
    "    local command= words= i\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        -w) ((i++)) ;;\n"
    "        -*) ;;\n"
    "        *) command=${COMP_WORDS[i]}; break ;;\n"
    "        esac\n"
    "    done\n"
    "    [ \"$prev\" = -w ] && return # a folder, by -o default\n"
    "    case $command in\n";

static const char ZSH_BEGIN[] =
    "#compdef molva\n"
    "# completion of molva for zsh; made from its table of commands\n"
    "_molva() {\n"
    "    local curcontext=$curcontext state line\n"
    "    typeset -A opt_args\n"
    "    _arguments -C '-w[the workspace]:folder:_files -/' \\\n"
    "        '*-v[tell more]' '-V[the version]' '--version[the version]' \\\n"
    "        '--help[the list of commands]' '1:command:->command' "
    "'*::word:->word'\n"
    "    case $state in\n"
    "    command) _values command";

static const char FISH_BEGIN[] =
    "# completion of molva for fish; made from its table of commands\n"
    "complete -c molva -s w -r -d 'the workspace'\n"
    "complete -c molva -s v -d 'tell more'\n"
    "complete -c molva -s V -l version -d 'the version'\n";

/* In single quotes, as fish reads them. */
static void quoted(const char *z)
{
    putchar('\'');
    for (; *z; z++)
        printf(strchr("'\\", *z) ? "\\%c" : "%c", *z);
    putchar('\'');
}

/* The first clause of what is said, which needs no escapes. `more` stands
 * behind it. */
static void zsh_pair(const char *name, const char *says, const char *more)
{
    int n = (int)strcspn(says, "'[]:");
    printf(" '%s[%.*s]%s'", name, n, says, more);
}

static void bash_part(const struct cli *cli, const struct option_spec *specs)
{
    const struct command *c = cli->command;
    printf("    %s) words='", c->name);
    for (const struct command_word *w = c->words; w && w->word; w++)
        printf("%s ", w->word);
    if (strcmp(c->name, "help") == 0)
        for (const struct command *each = cli->commands; each->name; each++)
            printf("%s ", each->name);
    for (; specs->name; specs++)
        printf("--%s ", specs->name);
    puts("--help' ;;");
}

static void zsh_part(const struct command *c, const struct option_spec *specs)
{
    printf("        %s) _arguments", c->name);
    for (; specs->name; specs++) {
        char option[64], value[64] = "";
        snprintf(option, sizeof option, "--%s", specs->name);
        if (specs->value)
            snprintf(value, sizeof value, ":%s:_files", specs->value);
        zsh_pair(option, specs->help, value);
    }
    printf(" '--help[this text]'");
    if (c->words) {
        printf(" '1:word:(");
        for (const struct command_word *w = c->words; w->word; w++)
            printf("%s%s", w == c->words ? "" : " ", w->word);
        printf(")'");
    }
    puts(" '*:file:_files' ;;");
}

static void fish_line(const char *command, const char *what, const char *says)
{
    if (*command)
        printf("complete -c molva -n '__fish_seen_subcommand_from %s' %s -d ",
               command, what);
    else
        printf("complete -c molva -n __fish_use_subcommand %s -d ", what);
    quoted(says);
    putchar('\n');
}

static void fish_part(const struct command *c, const struct option_spec *specs)
{
    char what[96];
    snprintf(what, sizeof what, "-f -a %s", c->name);
    fish_line("", what, c->summary);
    for (const struct command_word *w = c->words; w && w->word; w++) {
        snprintf(what, sizeof what, "-a %s", w->word);
        fish_line(c->name, what, w->says);
    }
    for (; specs->name; specs++) {
        snprintf(what, sizeof what, "-l %s%s", specs->name,
                 specs->value ? " -r" : "");
        fish_line(c->name, what, specs->help);
    }
    fish_line(c->name, "-l help", "this text");
}

void complete_begin(enum manual_form form, const struct cli *cli)
{
    if (form == MANUAL_BASH) {
        printf("%s    '') words='", BASH_BEGIN);
        for (const struct command *c = cli->commands; c->name; c++)
            printf("%s ", c->name);
        puts("-w -v --version --help' ;;");
    } else if (form == MANUAL_ZSH) {
        fputs(ZSH_BEGIN, stdout);
        for (const struct command *c = cli->commands; c->name; c++)
            zsh_pair(c->name, c->summary, "");
        puts(" ;;\n    word)\n        case $line[1] in");
    } else {
        fputs(FISH_BEGIN, stdout);
    }
}

void complete_part(enum manual_form form, const struct cli *cli,
                   const struct option_spec *specs)
{
    if (form == MANUAL_BASH)
        bash_part(cli, specs);
    else if (form == MANUAL_ZSH)
        zsh_part(cli->command, specs);
    else
        fish_part(cli->command, specs);
}

void complete_end(enum manual_form form)
{
    if (form == MANUAL_BASH)
        puts("    esac\n"
             "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
             "}\n"
             "complete -o default -F _molva molva");
    else if (form == MANUAL_ZSH)
        puts("        esac ;;\n    esac\n}\n_molva \"$@\"");
}
