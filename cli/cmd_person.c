/* SPDX-License-Identifier: MIT
 * person: what is stored about somebody, and that it is stored no longer. */
#include <stdio.h>
#include <time.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum { LINE = 100 /* characters of a text */ };

/* One call of the command. */
struct call {
    struct workspace w;
    struct store *store;
    struct zone *zone; /* of dates */
    bool json;
    bool yes;           /* it is to be erased */
    bool erasable;      /* only what would be erased is told */
    const char *reason; /* why */
    int64_t found;      /* places so far */
    struct buf out;
};

static void put_json(struct call *c, const struct person_place *p)
{
    struct json j;
    json_init(&j, &c->out);
    json_map(&j);
    json_key(&j, "table"), json_str(&j, p->table);
    json_key(&j, "column"), json_str(&j, p->column);
    json_key(&j, "id"), json_int(&j, p->id);
    json_key(&j, "mention"), json_int(&j, p->mention);
    json_key(&j, "case"), json_int(&j, p->case_id);
    json_key(&j, "at"), json_time(&j, p->at, c->zone);
    json_key(&j, "text"), json_str(&j, p->text);
    json_end(&j);
}

static void put_text(struct call *c, const struct person_place *p)
{
    buf_printf(&c->out, STR_FMT "." STR_FMT " %lld", STR_ARG(p->table),
               STR_ARG(p->column), (long long)p->id);
    if (p->mention)
        buf_printf(&c->out, " · mention %lld", (long long)p->mention);
    if (p->case_id)
        buf_printf(&c->out, " · case %lld", (long long)p->case_id);
    if (p->at > 0) {
        buf_z(&c->out, " · ");
        date_human(&c->out, p->at, c->zone, STR("en"));
    }
    buf_z(&c->out, "\n    ");
    listing_cut(&c->out, p->text, LINE);
}

static bool tell(void *ctx, const struct person_place *p, struct err *e)
{
    struct call *c = ctx;
    if (c->erasable && !p->erasable)
        return true;
    buf_reset(&c->out);
    c->json ? put_json(c, p) : put_text(c, p);
    buf_char(&c->out, '\n');
    c->found++;
    return fwrite(c->out.p, 1, c->out.n, stdout) == c->out.n ||
           err_set(e, "the output is gone");
}

static bool find(struct call *c, struct str who, struct err *e)
{
    buf_init(&c->out, CEILING_PAGE_OUT);
    bool ok = store_person_find(c->store, who, tell, c, e);
    if (ok && !c->json)
        printf("%lld places\n", (long long)c->found);
    buf_clear(&c->out);
    return ok;
}

/* ---- erasing ---- */

/* What search finds him by. */
static struct str lemmas_of(struct call *c, struct str who)
{
    struct err e = {0};
    struct classify_setup setup = workspace_classify(&c->w);
    struct classifier *rules = classify_open(&setup, &e);
    if (!rules)
        return STR("");
    struct str lemmas = classify_lemmas(rules, &c->w.arena,
                                        store_person_forms(&c->w.arena, who));
    classify_close(rules);
    return lemmas;
}

static bool erase(struct call *c, struct str who, struct err *e)
{
    c->erasable = !c->yes;
    if (!c->yes)
        return find(c, who, e) &&
               (puts("nothing was erased: look through them, then give --yes "
                     "and a --reason"),
                true);
    const struct erasing by = {.who = cli_who(&c->w.arena),
                               .reason = str_of(c->reason ? c->reason : ""),
                               .lemmas = lemmas_of(c, who),
                               .now = time(NULL)};
    int64_t rows;
    if (!store_person_erase(c->store, who, &by, &rows, e) ||
        (rows && !workspace_drop_kept(&c->w, e)))
        return false;
    printf("%lld rows changed%s\n", (long long)rows,
           rows ? "; backups and what was published have to be looked after "
                  "apart"
                : ": he stands nowhere");
    return true;
}

static bool list(struct call *c, struct err *e)
{
    struct erasure_row *rows;
    size_t n;
    struct json j;
    bool ok = store_erasures(c->store, &c->w.arena, &rows, &n, e);
    buf_init(&c->out, CEILING_PAGE_OUT);
    for (size_t i = 0; ok && i < n; i++) {
        const struct erasure_row *r = &rows[i];
        buf_reset(&c->out);
        if (c->json) {
            json_init(&j, &c->out);
            json_map(&j);
            json_key(&j, "id"), json_int(&j, r->id);
            json_key(&j, "at"), json_time(&j, r->at, c->zone);
            json_key(&j, "who"), json_str(&j, r->who);
            json_key(&j, "way"), json_str(&j, r->way);
            json_key(&j, "rows"), json_int(&j, r->rows);
            json_key(&j, "reason"), json_str(&j, r->reason);
            json_end(&j);
        } else {
            date_human(&c->out, r->at, c->zone, STR("en"));
            buf_printf(&c->out,
                       "  " STR_FMT "  " STR_FMT "  %lld rows  " STR_FMT,
                       STR_ARG(r->way), STR_ARG(r->who), (long long)r->rows,
                       STR_ARG(r->reason));
        }
        printf(STR_FMT "\n", STR_ARG(buf_view(&c->out)));
    }
    if (ok && !n && !c->json)
        puts("nothing was erased yet");
    buf_clear(&c->out);
    return ok;
}

enum { FIND, ERASE, ERASURES };

static bool run(struct call *c, size_t word, struct str who, struct err *e)
{
    bool write = word == ERASE && c->yes;
    c->zone = zone_new(c->w.zone, e);
    c->store =
        c->zone ? workspace_store(&c->w, write ? 0 : STORE_READ, e) : NULL;
    bool ok = c->store && (word == FIND    ? find(c, who, e)
                           : word == ERASE ? erase(c, who, e)
                                           : list(c, e));
    store_close(c->store);
    zone_free(c->zone);
    return ok;
}

int cmd_person(const struct cli *cli, int argc, char **argv)
{
    static const char *const known[] = {"find", "erase", "erasures", NULL};
    struct call c = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL, "one JSON object a line"},
        {"reason", OPTION_TEXT, &c.reason, "WHY",
         "erase: why, without the name; it stays"},
        {"yes", OPTION_FLAG, &c.yes, NULL,
         "erase: do it; without it what would be is listed"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 1, 16);
    size_t word = options_word(cli, "word", argv[at], known);
    options_operands(cli, argc - at, word == ERASURES ? 1 : 2,
                     word == ERASURES ? 1 : 16);
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "person", &e);
    struct str who = options_joined(&c.w.arena, argc - at - 1, argv + at + 1);
    bool ok = run(&c, word, who, &e);
    workspace_close(&c.w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, "person", &e);
}
