/* SPDX-License-Identifier: MIT
 * user: people who may use the desk. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "desk/desk.h"

/* A line of standard input, so that no password stands in a process list. */
static struct str read_password(struct arena *a)
{
    char line[CEILING_PASSWORD + 3]; /* one too long is seen to be so */
    if (!fgets(line, sizeof line, stdin))
        return (struct str){0};
    line[strcspn(line, "\r\n")] = 0;
    return str_dup(a, str_of(line));
}

/* What is not given stays as it was with a user who is there already. */
static bool complete(struct workspace *w, struct store *store,
                     struct desk_user *u, bool *known, struct err *e)
{
    struct user_row row;
    if (!store_user_get(store, &w->arena, u->login, &row, known, e))
        return false;
    u->name = u->name.n || !*known ? u->name : row.name;
    u->lang = u->lang.n || !*known ? u->lang : row.lang;
    if (!u->role.n)
        u->role = *known ? row.role : STR("approver");
    return true;
}

static int add(struct workspace *w, struct desk_user *u, bool given,
               struct err *e)
{
    u->password = given ? read_password(&w->arena) : desk_password(&w->arena);
    struct store *store = workspace_store(w, STORE_CREATE, e);
    bool known = false;
    bool ok =
        store && complete(w, store, u, &known, e) && desk_user_put(store, u, e);
    store_close(store);
    if (!ok)
        return CLI_CANNOT;
    printf("user " STR_FMT ": %s, role " STR_FMT, STR_ARG(u->login),
           known ? "was there, changed" : "added", STR_ARG(u->role));
    if (!given)
        printf(", password " STR_FMT, STR_ARG(u->password));
    putchar('\n');
    return CLI_DONE;
}

int cmd_user(const struct cli *cli, int argc, char **argv)
{
    static const char *const LANGS[] = {"ru", "en", NULL};
    static const char *const ROLES[] = {"monitor", "responder", "approver",
                                        "head",    "analyst",   "director",
                                        "admin",   NULL};
    const char *role = NULL, *name = NULL, *lang = NULL;
    bool given = false;
    const struct option_spec specs[] = {
        {"role", OPTION_TEXT, &role, "ROLE",
         "monitor responder approver head analyst director admin; else "
         "approver"},
        {"name", OPTION_TEXT, &name, "NAME", "as colleagues know the person"},
        {"lang", OPTION_TEXT, &lang, "LANG", "ru or en"},
        {"password-stdin", OPTION_FLAG, &given, NULL,
         "read the password from standard input; else one is made"},
        {0},
    };
    int at = options_parse("user", specs, argc, argv);
    options_operands("user", argc - at, 2, 2);
    struct err e = {0};
    struct workspace w;
    options_word("user", "word", argv[at], (const char *const[]){"add", NULL});
    if (role)
        options_word("user", "role", role, ROLES);
    if (lang)
        options_word("user", "language", lang, LANGS);
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
