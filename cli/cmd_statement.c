/* SPDX-License-Identifier: MIT
 * statement: what is published on our own site (solutions B and D). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/front.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/workspace.h"

/* One call of the command. */
struct call {
    struct workspace w;
    struct store *store;
    struct zone *zone; /* of dates */
    char **rest;       /* operands behind the word */
    int n_rest;
    struct str who; /* does it */
    int64_t now;
    const char *title, *lang; /* options, NULL not given */
    int64_t mention;
    bool json;
};

static bool number(struct call *c, int64_t *id, struct err *e)
{
    const char *typed = c->n_rest ? c->rest[0] : "";
    return str_int(str_of(typed), id) ||
           err_set(e, "'%s' is no number; `molva statement list` shows them",
                   typed);
}

static bool find(struct call *c, struct statement *s, struct err *e)
{
    int64_t id;
    return number(c, &id, e) &&
           store_statement_get(c->store, &c->w.arena, id, s, e) &&
           (s->id || err_set(e, "there is no statement %lld", (long long)id));
}

/* One line; with its n versions, where there are any. */
static void put_json(struct call *c, const struct statement *s,
                     const struct statement_text *versions, size_t n)
{
    struct json j;
    struct buf b;
    buf_init(&b, CEILING_PAGE_OUT);
    json_init(&j, &b);
    json_map(&j);
    store_statement_json(&j, s, c->zone);
    if (versions)
        json_key(&j, "versions"), json_list(&j);
    for (size_t i = 0; i < n; i++)
        store_statement_text_json(&j, &versions[i], c->zone);
    if (versions)
        json_end(&j);
    json_end(&j);
    printf(STR_FMT "\n", STR_ARG(buf_view(&b)));
    buf_clear(&b);
}

static bool list(struct call *c, struct err *e)
{
    struct statement *rows;
    size_t n;
    if (!store_statements(c->store, &c->w.arena, (struct statement_part){0},
                          &rows, &n, e))
        return false;
    for (size_t i = 0; c->json && i < n; i++)
        put_json(c, &rows[i], NULL, 0);
    for (size_t i = 0; !c->json && i < n; i++)
        printf("%6lld  " STR_FMT "  version %lld  " STR_FMT "\n",
               (long long)rows[i].id, STR_ARG(rows[i].state),
               (long long)rows[i].version, STR_ARG(rows[i].title));
    return true;
}

/* Whether the discussion leads to it, by the words of the API. */
static bool tell_back(struct call *c, const struct statement *s,
                      const struct desk_site *site, struct err *e)
{
    static const char *const SAID[][2] = {
        {"none", "about no discussion"},
        {"waits", "no reply of ours stands there yet"},
        {"there", "seen in the discussion"},
        {"ours", "in our reply, which the crawler has not seen yet"},
        {"lost", "MISSING at the venue, though our reply has it"},
        {"missing", "MISSING: our reply does not link to it"}};
    struct str is;
    if (!desk_statement_back(c->store, &c->w.arena, site, s, &is, e))
        return false;
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
        if (str_eqz(is, SAID[i][0]))
            printf("link back: %s\n", SAID[i][1]);
    return true;
}

static bool show(struct call *c, struct err *e)
{
    struct statement s;
    struct statement_text *rows;
    size_t n;
    struct desk_site site = front_site(&c->w, c->zone);
    if (!find(c, &s, e) ||
        !store_statement_texts(c->store, &c->w.arena, s.id, &rows, &n, e))
        return false;
    if (c->json) {
        put_json(c, &s, rows, n);
        return true;
    }
    struct str url = desk_statement_url(&c->w.arena, &site, s.id);
    printf(STR_FMT "  " STR_FMT "\n", STR_ARG(s.state),
           STR_ARG(s.public ? url : STR("")));
    if (s.discussion.n)
        printf("about " STR_FMT "\n", STR_ARG(s.discussion));
    if (!tell_back(c, &s, &site, e))
        return false;
    for (size_t i = 0; i < n; i++)
        printf("\nversion %lld by " STR_FMT "\n" STR_FMT "\n\n" STR_FMT "\n",
               (long long)rows[i].version, STR_ARG(rows[i].who),
               STR_ARG(rows[i].title), STR_ARG(rows[i].text));
    return true;
}

static struct str words(struct call *c, int from)
{
    return options_joined(&c->w.arena, c->n_rest - from, c->rest + from);
}

static bool put(struct call *c, struct statement_text *t, struct err *e)
{
    t->who = c->who;
    t->at = c->now;
    if (!store_statement_put(c->store, t, e))
        return false;
    printf("statement %lld, version %lld\n", (long long)t->statement,
           (long long)t->version);
    return true;
}

static bool make(struct call *c, struct err *e)
{
    struct statement_text t = {.mention = c->mention,
                               .lang = c->lang ? str_of(c->lang) : c->w.lang,
                               .title = str_of(c->title),
                               .text = words(c, 0)};
    return put(c, &t, e);
}

static bool edit(struct call *c, struct err *e)
{
    struct statement s;
    if (!find(c, &s, e))
        return false;
    struct statement_text t = {.statement = s.id,
                               .mention = s.mention,
                               .lang = c->lang ? str_of(c->lang) : s.lang,
                               .title = c->title ? str_of(c->title) : s.title,
                               .text = words(c, 1)};
    return put(c, &t, e);
}

static bool approve(struct call *c, struct err *e)
{
    struct statement_step p = {.who = c->who, .now = c->now};
    return number(c, &p.id, e) && store_statement_approve(c->store, &p, e) &&
           printf("statement %lld: approved\n", (long long)p.id) > 0;
}

/* Without a number all pages are written anew. */
static bool publish(struct call *c, struct err *e)
{
    struct statement_step p = {.who = c->who, .now = c->now};
    struct desk_site site = front_site(&c->w, c->zone);
    if (!c->n_rest)
        return desk_publish(c->store, &site, e);
    if (!number(c, &p.id, e) ||
        !desk_statement_step(c->store, &site, &p, true, e))
        return false;
    struct str url = desk_statement_url(&c->w.arena, &site, p.id);
    return printf(STR_FMT "\n", STR_ARG(url)) > 0;
}

static bool withdraw(struct call *c, struct err *e)
{
    struct statement_step p = {
        .who = c->who, .now = c->now, .reason = words(c, 1)};
    struct desk_site site = front_site(&c->w, c->zone);
    return number(c, &p.id, e) &&
           desk_statement_step(c->store, &site, &p, false, e) &&
           printf("statement %lld: withdrawn\n", (long long)p.id) > 0;
}

static const struct {
    const char *word;
    bool (*run)(struct call *c, struct err *e);
    bool reads; /* and writes nothing */
} WORDS[] = {{"list", list, true},         {"show", show, true},
             {"new", make, false},         {"edit", edit, false},
             {"approve", approve, false},  {"publish", publish, false},
             {"withdraw", withdraw, false}};

int cmd_statement(const struct cli *cli, int argc, char **argv)
{
    enum { N = sizeof WORDS / sizeof *WORDS };
    struct call c = {.now = time(NULL)};
    const char *known[N + 1] = {0};
    const struct option_spec specs[] = {
        {"title", OPTION_TEXT, &c.title, "TEXT", "new, edit: its heading"},
        {"mention", OPTION_INT, &c.mention, "ID",
         "new: the mention whose discussion it is about"},
        {"lang", OPTION_TEXT, &c.lang, "LANG", "new, edit: ru or en"},
        {"json", OPTION_FLAG, &c.json, NULL,
         "list, show: one JSON object a line"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 1, 10000);
    for (size_t i = 0; i < N; i++)
        known[i] = WORDS[i].word;
    size_t word = options_word(cli, "word", argv[at], known);
    c.rest = argv + at + 1, c.n_rest = argc - at - 1;
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "statement", &e);
    c.who = cli_who(&c.w.arena);
    c.zone = zone_new(c.w.zone, &e);
    c.store =
        c.zone ? workspace_store(&c.w, WORDS[word].reads ? STORE_READ : 0, &e)
               : NULL;
    bool ok = c.store && WORDS[word].run(&c, &e);
    store_close(c.store);
    zone_free(c.zone);
    workspace_close(&c.w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, "statement", &e);
}
