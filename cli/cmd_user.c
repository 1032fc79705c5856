/* SPDX-License-Identifier: MIT
 * user: people who may use the desk. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "desk/desk.h"

enum { PASSWORD_LONGEST = 200 };

/* A line of standard input, so that no password stands in a process list. */
static struct str read_password(struct arena *a)
{
    char line[PASSWORD_LONGEST + 2];
    if (!fgets(line, sizeof line, stdin))
        return (struct str){0};
    line[strcspn(line, "\r\n")] = 0;
    return str_dup(a, str_of(line));
}

static int add(struct workspace *w, struct desk_user *u, bool given,
               struct err *e)
{
    u->password = given ? read_password(&w->arena) : desk_password(&w->arena);
    struct store *store = workspace_store(w, STORE_CREATE, e);
    bool ok = store && desk_user_put(store, u, e);
    store_close(store);
    if (!ok)
        return CLI_CANNOT;
    printf("user " STR_FMT ", role " STR_FMT, STR_ARG(u->login),
           STR_ARG(u->role));
    if (!given)
        printf(", password " STR_FMT, STR_ARG(u->password));
    putchar('\n');
    return CLI_DONE;
}

int cmd_user(const struct cli *cli, int argc, char **argv)
{
    const char *role = "approver", *name = "", *lang = "";
    bool given = false;
    const struct option_spec specs[] = {
        {"role", OPTION_TEXT, &role, "ROLE",
         "monitor responder approver head analyst director admin"},
        {"name", OPTION_TEXT, &name, "NAME", "as colleagues know the person"},
        {"lang", OPTION_TEXT, &lang, "LANG", "ru or en"},
        {"password-stdin", OPTION_FLAG, &given, NULL,
         "read the password from standard input; else one is made"},
        {0},
    };
    int at = options_parse("user", specs, argc, argv);
    options_operands("user", argc - at, 2, 2);
    options_word("user", "word", argv[at], (const char *const[]){"add", NULL});
    struct err e = {0};
    struct workspace w;
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "user", &e);
    struct desk_user u = {.login = str_of(argv[at + 1]),
                          .name = str_of(name),
                          .role = str_of(role),
                          .lang = str_of(lang)};
    int code = add(&w, &u, given, &e);
    workspace_close(&w);
    return code == CLI_DONE ? code : cli_fail(code, "user", &e);
}
