/* SPDX-License-Identifier: MIT
 * selfcheck: is there a scheme, an order, a store? What people answered, what
 * the register counts (R16). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "desk/desk.h"

/* One call of the command. */
struct call {
    struct workspace w;
    struct selfcheck check;
    struct store *store;
    struct zone *zone; /* of days */
    const char *of;    /* department, NULL the whole company */
    int64_t now;
    bool json;
};

static void put(struct call *c, const struct selfcheck_standing *s)
{
    struct buf b;
    buf_init(&b, CEILING_PAGE_OUT);
    bool ru = str_eqz(c->w.lang, "ru");
    struct str words = ru ? s->q->ru : s->q->en;
    const char *counted = selfcheck_said(s->count.good, s->count.of);
    buf_printf(&b, "%-6s %-13.*s ", selfcheck_about[s->q->about],
               (int)s->q->id.n, s->q->id.p);
    if (s->q->counts && s->count.of)
        buf_printf(&b, "%-6s %lld of %lld", counted, (long long)s->count.good,
                   (long long)s->count.of);
    else if (s->q->counts)
        buf_z(&b, "-      nothing to count yet");
    else if (!s->said)
        buf_z(&b, "?      not answered yet");
    else {
        buf_printf(&b, "%-6.*s ", (int)s->said->answer.n, s->said->answer.p);
        date_human(&b, s->said->at, c->zone, STR("en"));
        buf_printf(&b, " by " STR_FMT "%s", STR_ARG(s->said->who),
                   selfcheck_is_old(s, c->now) ? ", too long ago" : "");
        if (s->said->words.n)
            buf_printf(&b, ": " STR_FMT, STR_ARG(s->said->words));
    }
    buf_printf(&b, "\n       " STR_FMT "\n", STR_ARG(words));
    printf(STR_FMT, STR_ARG(buf_view(&b)));
    buf_clear(&b);
}

static void put_json(struct call *c, const struct selfcheck_standing *s)
{
    struct json j;
    struct buf b;
    buf_init(&b, CEILING_PAGE_OUT);
    json_init(&j, &b);
    store_selfcheck_json(&j, str_of(c->of ? c->of : ""), s, c->now, c->zone);
    printf(STR_FMT "\n", STR_ARG(buf_view(&b)));
    buf_clear(&b);
}

static bool list(struct call *c, struct err *e)
{
    struct selfcheck_count counts[SELFCHECK_FIGURES];
    struct selfcheck_answer *rows;
    size_t n;
    struct str of = c->of ? str_of(c->of) : STR("");
    const struct desk_units units = {c->w.departments.items,
                                     c->w.departments.n};
    if (!store_selfcheck_answers(c->store, &c->w.arena, &rows, &n, e) ||
        !store_selfcheck_counts(c->store, of, c->now, counts, e) ||
        !desk_heads_here(c->store, &c->w.arena, units, of,
                         &counts[SELFCHECK_HEAD], e))
        return false;
    struct selfcheck_standing s;
    for (size_t i = 0; (s.q = selfcheck_at(&c->check, i)); i++) {
        s.count = counts[s.q->counts];
        s.said = selfcheck_answer_of(rows, n, of, s.q->id);
        if (c->json)
            put_json(c, &s);
        else
            put(c, &s);
    }
    return true;
}

static bool answer(struct call *c, char **rest, int n, struct err *e)
{
    if (n < 2)
        return err_set(e, "which question, yes, partly or no? molva selfcheck "
                          "answer order-known yes");
    const struct selfcheck_question *q =
        selfcheck_find(&c->check, str_of(rest[0]));
    if (!q || q->counts)
        return err_set(e,
                       q ? "'%s' is counted by the program"
                         : "there is no question '%s': molva selfcheck list",
                       rest[0]);
    struct str words = STR("");
    for (int i = 2; i < n; i++)
        words = str_printf(&c->w.arena, STR_FMT "%s%s", STR_ARG(words),
                           words.n ? " " : "", rest[i]);
    const struct selfcheck_answer row = {.department =
                                             str_of(c->of ? c->of : ""),
                                         .question = q->id,
                                         .answer = str_of(rest[1]),
                                         .words = words,
                                         .who = cli_who(&c->w.arena),
                                         .at = c->now};
    return store_selfcheck_answer(c->store, &row, e) &&
           printf("%s: %s\n", rest[0], rest[1]) > 0;
}

static bool is_department(const struct call *c, struct err *e)
{
    const struct department *d = c->w.departments.items;
    for (size_t i = 0; c->of && i < c->w.departments.n; i++)
        if (str_eqz(d[i].id, c->of))
            return true;
    return !c->of || err_set(e, "molva.yaml has no department '%s'", c->of);
}

int cmd_selfcheck(const struct cli *cli, int argc, char **argv)
{
    static const char *const known[] = {"list", "answer", NULL};
    struct call c = {.now = time(NULL)};
    const struct option_spec specs[] = {
        {"department", OPTION_TEXT, &c.of, "ID",
         "of that department; without it of the whole company"},
        {"json", OPTION_FLAG, &c.json, NULL, "list: one JSON object a line"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 1, 100);
    options_word(cli, "word", argv[at], known);
    bool reads = strcmp(argv[at], "list") == 0;
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "selfcheck", &e);
    c.zone = zone_new(c.w.zone, &e);
    bool ok =
        c.zone && is_department(&c, &e) &&
        workspace_selfcheck(&c.w, &c.check, &e) &&
        (c.store = workspace_store(&c.w, reads ? STORE_READ : 0, &e)) &&
        (reads ? list(&c, &e) : answer(&c, argv + at + 1, argc - at - 1, &e));
    store_close(c.store);
    zone_free(c.zone);
    workspace_close(&c.w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, "selfcheck", &e);
}
