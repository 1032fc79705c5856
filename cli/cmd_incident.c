/* SPDX-License-Identifier: MIT
 * incident: the same thing at the same place, told by many. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum { LINE = 90 };

struct call {
    const struct cli *cli;
    struct workspace w;  /* whose register */
    struct store *store; /* of it */
    struct zone *zone;   /* of dates */
    const char *word;    /* what is to be done */
    char **rest;         /* operands behind it */
    int n_rest;
    struct str who; /* does it */
    int64_t now;
    bool json, all;
    struct buf out;
};

static bool number(struct call *c, int i, int64_t *id, struct err *e)
{
    const char *typed = i < c->n_rest ? c->rest[i] : "";
    return (str_int(str_of(typed), id) && *id > 0) ||
           err_set(e, "'%s' is no number; `molva incident list` shows them",
                   typed);
}

/* The operands from the i-th on, with blanks between. */
static struct str words(struct call *c, int i)
{
    return i < c->n_rest
               ? options_joined(&c->w.arena, c->n_rest - i, c->rest + i)
               : STR("");
}

static void when(struct call *c, const char *what, int64_t at)
{
    if (at <= 0)
        return;
    buf_z(&c->out, what);
    date_human(&c->out, at, c->zone, STR("en"));
}

static void say(struct call *c, const char *what, struct str text)
{
    if (!text.n)
        return;
    buf_z(&c->out, what);
    listing_cut(&c->out, text, LINE);
}

static void line_text(struct call *c, const struct incident_row *i)
{
    buf_printf(&c->out, "%6lld  ", (long long)i->id);
    buf_str(&c->out, term_said(TERMS_HAPPENED, i->event, false));
    say(c, " · ", i->place);
    say(c, " · ", i->brand);
    say(c, " · ", i->department);
    buf_printf(&c->out, " · mentions: %lld", (long long)i->mentions);
    when(c, " · since ", i->opened);
    when(c, " · closed ", i->closed);
    say(c, " by ", i->closed_by);
    say(c, "\n        ", i->closed ? i->closed_why : i->truth);
    buf_char(&c->out, '\n');
}

static bool list(struct call *c, struct err *e)
{
    struct incident_row *rows;
    size_t n;
    struct json j;
    const struct incident_filter f = {.all = c->all};
    if (!store_incidents(c->store, &c->w.arena, &f, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!c->json) {
            line_text(c, &rows[i]);
            continue;
        }
        json_init(&j, &c->out);
        json_map(&j);
        store_incident_json(&j, &rows[i], c->zone);
        json_end(&j);
        buf_char(&c->out, '\n');
    }
    if (!n && !c->json)
        buf_z(&c->out, "no incident is open\n");
    return true;
}

static void spot_text(struct call *c, const struct spot_row *s)
{
    buf_printf(&c->out, "  mention %lld", (long long)s->mention);
    if (s->case_id)
        buf_printf(&c->out, " · case %lld", (long long)s->case_id);
    when(c, " · ", s->at);
    say(c, " · ", s->author);
    say(c, ": ", s->text);
    say(c, "\n      joined by ", s->who);
    say(c, ": ", s->why);
    buf_char(&c->out, '\n');
}

static bool show(struct call *c, struct err *e)
{
    struct incident_row row;
    struct spot_row *spots;
    size_t n;
    struct json j;
    int64_t id;
    if (!number(c, 0, &id, e) ||
        !store_incident(c->store, &c->w.arena, id, &row, e) ||
        !store_incident_spots(c->store, &c->w.arena, id, &spots, &n, e))
        return false;
    if (!row.id)
        return err_set(e, "there is no incident %ld", (long)id);
    json_init(&j, &c->out);
    if (c->json) {
        json_map(&j);
        store_incident_json(&j, &row, c->zone);
        json_key(&j, "spots"), json_list(&j);
    } else {
        line_text(c, &row);
    }
    for (size_t i = 0; i < n; i++)
        c->json ? store_spot_json(&j, &spots[i], c->zone)
                : spot_text(c, &spots[i]);
    if (!c->json)
        return true;
    json_end(&j), json_end(&j);
    buf_char(&c->out, '\n');
    return true;
}

/* "join ID MENTION", "join new MENTION": of that mention. */
static bool join(struct call *c, struct err *e)
{
    struct incident_act act = {.who = c->who, .now = c->now};
    bool fresh = c->n_rest && strcmp(c->rest[0], "new") == 0;
    act.words = words(c, 2);
    if (!act.words.n)
        act.words = STR("a person said so");
    if ((!fresh && !number(c, 0, &act.incident, e)) ||
        !number(c, 1, &act.mention, e) ||
        !store_incident_join(c->store, &act, e))
        return false;
    buf_printf(&c->out, "incident %lld: mention %lld belongs to it\n",
               (long long)act.incident, (long long)act.mention);
    return true;
}

static bool split(struct call *c, struct err *e)
{
    struct incident_act act = {
        .who = c->who, .now = c->now, .words = words(c, 1)};
    if (!number(c, 0, &act.mention, e) ||
        !store_incident_split(c->store, &act, e))
        return false;
    buf_printf(&c->out, "mention %lld is on its own again\n",
               (long long)act.mention);
    return true;
}

static bool tell(struct call *c, struct err *e)
{
    struct incident_act act = {
        .who = c->who, .now = c->now, .words = words(c, 1)};
    bool close = strcmp(c->word, "close") == 0;
    if (!number(c, 0, &act.incident, e) ||
        !(close ? store_incident_close : store_incident_tell)(c->store, &act,
                                                              e))
        return false;
    buf_printf(&c->out, "incident %lld: %s\n", (long long)act.incident,
               close ? "closed" : "told");
    return true;
}

static bool run(struct call *c, struct err *e)
{
    static const struct {
        const char *word;
        bool (*run)(struct call *c, struct err *e);
    } WORDS[] = {{"list", list},   {"show", show}, {"join", join},
                 {"split", split}, {"tell", tell}, {"close", tell}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(c->word, WORDS[i].word) == 0)
            return WORDS[i].run(c, e);
    return false;
}

static int open_and_run(struct call *c)
{
    struct err e = {0};
    const char *name = c->cli->command->name;
    bool reads = strcmp(c->word, "list") == 0 || strcmp(c->word, "show") == 0;
    if (!workspace_open(&c->w, c->cli->dir, &e))
        return cli_fail(CLI_CANNOT, name, &e);
    c->now = time(NULL);
    c->who = cli_who(&c->w.arena);
    c->zone = zone_new(c->w.zone, &e);
    c->store =
        c->zone ? workspace_store(&c->w, reads ? STORE_READ : 0, &e) : NULL;
    buf_init(&c->out, CEILING_PAGE_OUT);
    bool ok = c->store && run(c, &e);
    fwrite(c->out.p, 1, ok ? c->out.n : 0, stdout);
    buf_clear(&c->out);
    store_close(c->store);
    zone_free(c->zone);
    workspace_close(&c->w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, name, &e);
}

int cmd_incident(const struct cli *cli, int argc, char **argv)
{
    enum { MOST = 16 };
    struct call c = {.cli = cli};
    const char *known[MOST] = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL, "one JSON object a line"},
        {"all", OPTION_FLAG, &c.all, NULL, "list: those that are closed too"},
        {0},
    };
    const struct command_word *w = cli->command->words;
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 10000);
    for (int i = 0; w[i].word && i < MOST - 1; i++)
        known[i] = w[i].word;
    options_word(cli, "word", argv[at], known);
    c.word = argv[at];
    c.rest = argv + at + 1;
    c.n_rest = argc - at - 1;
    return open_and_run(&c);
}
