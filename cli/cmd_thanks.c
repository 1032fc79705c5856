/* SPDX-License-Identifier: MIT
 * thanks: praise is passed on to whom it praises, and counted by year (R53). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

/* One call of the command. */
struct call {
    struct workspace w;
    struct store *store;
    struct zone *zone; /* of years */
    bool json;
};

static void put(struct call *c, const struct thanks_year *t)
{
    struct json j;
    struct buf b;
    if (!c->json) {
        printf("%lld  %4lld  " STR_FMT "\n", (long long)t->year,
               (long long)t->n, STR_ARG(t->login));
        return;
    }
    buf_init(&b, CEILING_PAGE_OUT);
    json_init(&j, &b);
    json_map(&j);
    json_key(&j, "login"), json_str(&j, t->login);
    json_key(&j, "year"), json_int(&j, t->year);
    json_key(&j, "n"), json_int(&j, t->n);
    json_end(&j);
    printf(STR_FMT "\n", STR_ARG(buf_view(&b)));
    buf_clear(&b);
}

static bool list(struct call *c, struct err *e)
{
    struct thanks_year *rows;
    size_t n;
    const struct thanks_wish all = {.zone = c->zone};
    if (!store_thanks(c->store, &c->w.arena, &all, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        put(c, &rows[i]);
    if (!n && !c->json)
        printf("nobody was thanked yet\n");
    return true;
}

static bool pass(struct call *c, char **rest, int n, struct err *e)
{
    struct thanks_act act = {
        .who = cli_who(&c->w.arena), .now = time(NULL), .seen = true};
    if (n != 2 || !str_int(str_of(rest[0]), &act.mention))
        return err_set(e, "which mention, to whom? molva thanks pass 7 oleg");
    act.login = str_of(rest[1]);
    return store_thank(c->store, &act, e) &&
           printf("mention %lld: passed on to %s\n", (long long)act.mention,
                  rest[1]) > 0;
}

int cmd_thanks(const struct cli *cli, int argc, char **argv)
{
    static const char *const known[] = {"list", "pass", NULL};
    struct call c = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL, "list: one JSON object a line"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 1, 3);
    options_word(cli, "word", argv[at], known);
    bool reads = strcmp(argv[at], "list") == 0;
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "thanks", &e);
    c.zone = zone_new(c.w.zone, &e);
    c.store = c.zone ? workspace_store(&c.w, reads ? STORE_READ : 0, &e) : NULL;
    bool ok = c.store && (reads ? list(&c, &e)
                                : pass(&c, argv + at + 1, argc - at - 1, &e));
    store_close(c.store);
    zone_free(c.zone);
    workspace_close(&c.w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, "thanks", &e);
}
