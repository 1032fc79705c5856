/* SPDX-License-Identifier: MIT
 * person: what is stored about somebody. */
#include <stdio.h>

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
    int64_t found; /* places so far */
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
    buf_reset(&c->out);
    c->json ? put_json(c, p) : put_text(c, p);
    buf_char(&c->out, '\n');
    c->found++;
    return fwrite(c->out.p, 1, c->out.n, stdout) == c->out.n ||
           err_set(e, "the output is gone");
}

static bool find(struct call *c, struct str who, struct err *e)
{
    c->zone = zone_new(c->w.zone, e);
    c->store = c->zone ? workspace_store(&c->w, STORE_READ, e) : NULL;
    buf_init(&c->out, CEILING_PAGE_OUT);
    bool ok = c->store && store_person_find(c->store, who, tell, c, e);
    if (ok && !c->json)
        printf("%lld places\n", (long long)c->found);
    buf_clear(&c->out);
    store_close(c->store);
    zone_free(c->zone);
    return ok;
}

int cmd_person(const struct cli *cli, int argc, char **argv)
{
    static const char *const known[] = {"find", NULL};
    struct call c = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL, "one JSON object a line"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 2, 16);
    options_word(cli, "word", argv[at], known);
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "person", &e);
    struct str who = options_joined(&c.w.arena, argc - at - 1, argv + at + 1);
    bool ok = find(&c, who, &e);
    workspace_close(&c.w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, "person", &e);
}
