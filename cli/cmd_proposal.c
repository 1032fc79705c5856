/* SPDX-License-Identifier: MIT
 * proposal: what is to be changed, by what cases show (R31). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum { DAY_S = 86400 };

/* One call of the command. */
struct call {
    struct workspace w;
    struct store *store;
    struct zone *zone; /* of dates */
    const char *word;  /* what is to be done */
    char **rest;       /* operands behind it */
    int n_rest;
    struct str who; /* does it */
    int64_t now;
    const char *cause, *lies_in; /* options, NULL not given */
    int64_t case_id;
    bool json;
};

static bool number(struct call *c, int i, int64_t *id, struct err *e)
{
    const char *typed = i < c->n_rest ? c->rest[i] : "";
    return (str_int(str_of(typed), id) && *id > 0) ||
           err_set(e, "'%s' is no number; `molva proposal list` shows them",
                   typed);
}

static struct str words(struct call *c, int from)
{
    return options_joined(&c->w.arena, c->n_rest - from, c->rest + from);
}

static void put_json(struct call *c, const struct proposal_row *p)
{
    struct json j;
    struct buf b;
    buf_init(&b, CEILING_PAGE_OUT);
    json_init(&j, &b);
    json_map(&j);
    store_proposal_json(&j, p, c->zone);
    json_end(&j);
    printf(STR_FMT "\n", STR_ARG(buf_view(&b)));
    buf_clear(&b);
}

static void put_line(const struct proposal_row *p)
{
    printf("%6lld  " STR_FMT " · " STR_FMT, (long long)p->id, STR_ARG(p->state),
           STR_ARG(p->who));
    if (p->cause.n)
        printf(" · cause " STR_FMT, STR_ARG(p->cause));
    if (p->lies_in.n)
        printf(" · " STR_FMT, STR_ARG(p->lies_in));
    printf(" · cases: %lld", (long long)p->cases);
    if (p->effect.span)
        printf(" · %lld in the %lld days before, %lld in those after",
               (long long)p->effect.before, (long long)(p->effect.span / DAY_S),
               (long long)p->effect.after);
    printf("\n        " STR_FMT "\n", STR_ARG(p->what));
    if (p->reason.n)
        printf("        " STR_FMT ": " STR_FMT "\n", STR_ARG(p->decided_by),
               STR_ARG(p->reason));
}

static bool list(struct call *c, struct err *e)
{
    const struct proposal_filter f = {.case_id = c->case_id, .now = c->now};
    struct proposal_row *rows;
    size_t n;
    if (!store_proposals(c->store, &c->w.arena, &f, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (c->json)
            put_json(c, &rows[i]);
        else
            put_line(&rows[i]);
    }
    if (!n && !c->json)
        printf("nothing is proposed\n");
    return true;
}

static bool make(struct call *c, struct err *e)
{
    struct catalogue known;
    struct proposal_row row = {.at = c->now,
                               .who = c->who,
                               .what = words(c, 0),
                               .cause = str_of(c->cause),
                               .lies_in = str_of(c->lies_in)};
    return workspace_catalogue(&c->w, &known, e) &&
           catalogue_takes(&known, &c->w.arena, STR("cause"), STR(""),
                           &row.cause, e) &&
           workspace_has_department(&c->w, row.lies_in, e) &&
           store_proposal_add(c->store, &row, c->case_id, e) &&
           printf("proposal %lld\n", (long long)row.id) > 0;
}

static bool step(struct call *c, struct err *e)
{
    const char *to = strcmp(c->word, "agree") == 0       ? "agreed"
                     : strcmp(c->word, "introduce") == 0 ? "introduced"
                                                         : "refused";
    struct proposal_step p = {
        .to = str_of(to), .who = c->who, .reason = words(c, 1), .now = c->now};
    return number(c, 0, &p.id, e) && store_proposal_step(c->store, &p, e) &&
           printf("proposal %lld: %s\n", (long long)p.id, to) > 0;
}

static bool link_case(struct call *c, struct err *e)
{
    struct proposal_link l = {.who = c->who, .now = c->now};
    return number(c, 0, &l.id, e) && number(c, 1, &l.case_id, e) &&
           store_proposal_link(c->store, &l, e) &&
           printf("proposal %lld rests on case %lld\n", (long long)l.id,
                  (long long)l.case_id) > 0;
}

static const struct {
    const char *word;
    bool (*run)(struct call *c, struct err *e);
} WORDS[] = {{"list", list},  {"new", make},       {"link", link_case},
             {"agree", step}, {"introduce", step}, {"refuse", step}};

int cmd_proposal(const struct cli *cli, int argc, char **argv)
{
    enum { N = sizeof WORDS / sizeof *WORDS };
    struct call c = {.now = time(NULL)};
    const char *known[N + 1] = {0};
    const struct option_spec specs[] = {
        {"cause", OPTION_TEXT, &c.cause, "ID",
         "new: the cause it removes, of `molva case catalogue`"},
        {"lies-in", OPTION_TEXT, &c.lies_in, "DEPARTMENT", "new: only there"},
        {"case", OPTION_INT, &c.case_id, "ID",
         "new: the case it comes from; list: what rests on it"},
        {"json", OPTION_FLAG, &c.json, NULL, "list: one JSON object a line"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 1, 10000);
    for (size_t i = 0; i < N; i++)
        known[i] = WORDS[i].word;
    size_t word = options_word(cli, "word", argv[at], known);
    c.word = argv[at];
    c.rest = argv + at + 1, c.n_rest = argc - at - 1;
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "proposal", &e);
    c.who = cli_who(&c.w.arena);
    c.zone = zone_new(c.w.zone, &e);
    c.store =
        c.zone ? workspace_store(&c.w, word == 0 ? STORE_READ : 0, &e) : NULL;
    bool ok = c.store && WORDS[word].run(&c, &e);
    store_close(c.store);
    zone_free(c.zone);
    workspace_close(&c.w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, "proposal", &e);
}
