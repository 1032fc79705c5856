/* SPDX-License-Identifier: MIT
 * queue, search: lists of mentions, and show: one of them whole. */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum { LIST_DEFAULT = 20, PRINTED_AT = 1 << 16 /* bytes */ };

/* Workspace, store and listing of a command that only reads. */
struct view {
    struct workspace w;  /* molva.yaml */
    struct store *store; /* opened for reading */
    struct zone *zone;   /* of the dates shown */
    struct listing list; /* what is printed */
};

static void view_clear(struct view *v)
{
    listing_clear(&v->list);
    zone_free(v->zone);
    store_close(v->store);
    workspace_close(&v->w);
}

static bool view_open(struct view *v, const struct cli *cli, bool json,
                      struct err *e)
{
    *v = (struct view){0};
    if (!workspace_open(&v->w, cli->dir, e))
        return false;
    v->zone = zone_new(v->w.zone, e);
    v->store = v->zone ? workspace_store(&v->w, STORE_READ, e) : NULL;
    listing_init(&v->list, json, v->zone);
    struct matrix_setup table = workspace_matrix(&v->w);
    struct err none;
    v->list.matrix = matrix_open(&table, &none);
    if (v->store)
        return true;
    view_clear(v);
    return false;
}

struct told {
    struct view *view;
    int64_t n; /* rows so far */
};

/* Printed now and then, so that a million rows need no room. */
static bool tell(void *ctx, const struct mention *m, struct err *e)
{
    struct told *t = ctx;
    (void)e;
    listing_mention(&t->view->list, m);
    t->n++;
    if (t->view->list.out.n > PRINTED_AT)
        listing_print(&t->view->list);
    return true;
}

/* "20 of 1234"; a search does not count all of very many. */
static bool total(struct view *v, const struct mention_filter *f, int64_t n,
                  struct err *e)
{
    int64_t all = n;
    if (f->limit && !store_mention_count(v->store, f, &all, e))
        return false;
    bool more =
        store_looks_for(f) && f->limit && store_search_was_cut(v->store);
    buf_printf(&v->list.out, "%lld of %s%lld%s\n", (long long)n,
               more ? "at least " : "", (long long)all,
               n < all ? "; --limit 0 shows all" : "");
    return true;
}

/* Prints the rows of a filter and, for people, how many there are beyond. */
static bool list(struct view *v, const struct mention_filter *f, struct err *e)
{
    struct told told = {.view = v};
    bool ok = store_mentions_each(v->store, f, tell, &told, e) &&
              (v->list.json || total(v, f, told.n, e));
    listing_print(&v->list);
    return ok;
}

static size_t limit_of(int64_t limit)
{
    return limit > 0 ? (size_t)limit : 0;
}

static void check_type(const struct cli *cli, const char *type)
{
    const char *names[TYPE_COUNT + 1] = {0};
    for (int i = 0; i < TYPE_COUNT; i++)
        names[i] = type_name((enum mention_type)i);
    if (type)
        options_word(cli, "type", type, names);
}

/* The letters are the matrix's: its file may add to A, B, C and D. */
static bool check_solution(const struct cli *cli, struct view *v,
                           const char *solution, struct err *e)
{
    const char *letters['Z' - 'A' + 2] = {0};
    struct matrix_setup setup = workspace_matrix(&v->w);
    struct matrix *m = solution ? matrix_open(&setup, e) : NULL;
    int n = 0;
    for (char c = 'A'; m && c <= 'Z'; c++)
        if (matrix_solution(m, (struct str){&c, 1}, STR("en")).n)
            letters[n++] = str_z(&v->w.arena, (struct str){&c, 1});
    if (!m)
        return !solution;
    matrix_close(m);
    options_word(cli, "solution", solution, letters);
    return true;
}

/* What the queue is narrowed by, as it is typed. */
struct narrowed {
    const char *type, *solution, *brand, *source, *lang, *department, *stage,
        *assignee, *thread;
    int64_t from, to;
    bool unsure, overdue;
};

static void check_words(const struct cli *cli, const struct narrowed *n)
{
    const char *stages[STAGE_COUNT + 1] = {0};
    for (int i = 0; i < STAGE_COUNT; i++)
        stages[i] = stage_name((enum stage)i);
    if (n->stage)
        options_word(cli, "stage", n->stage, stages);
    check_type(cli, n->type);
}

/* What molva.yaml knows of is one of that; *f is filled. */
static bool narrow(const struct cli *cli, struct view *v,
                   const struct narrowed *n, struct mention_filter *f,
                   struct err *e)
{
    if (!check_solution(cli, v, n->solution, e) ||
        !workspace_has_brand(&v->w, v->store, n->brand, e) ||
        !workspace_has_department(&v->w, str_of(n->department), e))
        return false;
    f->type = str_of(n->type), f->solution = str_of(n->solution);
    f->brand = str_of(n->brand), f->source = str_of(n->source);
    f->lang = str_of(n->lang);
    f->from = n->from, f->to = n->to;
    f->narrow = (struct narrowing){.thread = str_of(n->thread),
                                   .assignee = str_of(n->assignee),
                                   .stage = str_of(n->stage),
                                   .unsure = n->unsure,
                                   .overdue = n->overdue ? time(NULL) : 0};
    if (n->department)
        f->units = str_printf(&v->w.arena, " %s ", n->department);
    return true;
}

int cmd_queue(const struct cli *cli, int argc, char **argv)
{
    bool json = false, masked = false;
    int64_t limit = -1;
    struct narrowed n = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &json, NULL, "one JSON object a line"},
        {"limit", OPTION_INT, &limit, "N", "at most N entries, 0: all"},
        {"type", OPTION_TEXT, &n.type, "TYPE", "only broken, praise, ..."},
        {"solution", OPTION_TEXT, &n.solution, "A", "only this solution"},
        {"brand", OPTION_TEXT, &n.brand, "NAME", "only this brand"},
        {"source", OPTION_TEXT, &n.source, "NAME", "only this source"},
        {"lang", OPTION_TEXT, &n.lang, "LANG", "only ru, en, ..."},
        {"department", OPTION_TEXT, &n.department, "ID", "that is to act"},
        {"from", OPTION_DATE, &n.from, "DAY", "on or after 2026-01-31"},
        {"to", OPTION_DATE, &n.to, "DAY", "before this day"},
        {"stage", OPTION_TEXT, &n.stage, "STAGE", "assigned, in-progress, ..."},
        {"assignee", OPTION_TEXT, &n.assignee, "LOGIN", "whose case it is"},
        {"thread", OPTION_TEXT, &n.thread, "URL", "only of this thread"},
        {"unsure", OPTION_FLAG, &n.unsure, NULL, "only types in doubt"},
        {"overdue", OPTION_FLAG, &n.overdue, NULL, "only past their time"},
        {"pseudonyms", OPTION_FLAG, &masked, NULL,
         "authors by pseudonyms, another in each export; no links to them"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 0);
    check_words(cli, &n);
    struct err e = {0};
    struct view v;
    if (!view_open(&v, cli, json, &e))
        return cli_fail(CLI_CANNOT, "queue", &e);
    if (masked)
        pseudonyms_make(&v.list.names);
    struct mention_filter f = {
        .queue = true,
        .limit = limit_of(limit < 0 && !json ? LIST_DEFAULT : limit)};
    bool known = narrow(cli, &v, &n, &f, &e);
    bool ok = known && list(&v, &f, &e);
    view_clear(&v);
    if (!ok)
        return cli_fail(known ? CLI_CANNOT : CLI_USAGE, "queue", &e);
    return CLI_DONE;
}

/* Lists what the query finds; *right: it could be read. */
static bool search(struct view *v, struct mention_filter *f, struct str query,
                   bool *right, struct err *e)
{
    struct arena *a = &v->w.arena;
    struct classify_setup setup = workspace_classify(&v->w);
    struct classifier *c = classify_open(&setup, e);
    struct query_wrong wrong;
    if (!c)
        return false;
    struct query_speech speech = classify_speech(c);
    f->query = query_parse(a, query, &speech, &wrong);
    *right = f->query;
    bool ok = *right
                  ? list(v, f, e)
                  : err_set(e, "query:" STR_FMT,
                            STR_ARG(query_told(a, query, &wrong, STR("en"))));
    if (*right && query_slow(f->query))
        fprintf(stderr,
                "molva search: a pattern took too long in %d texts, which were "
                "passed over\n",
                query_slow(f->query));
    classify_close(c);
    return ok;
}

int cmd_search(const struct cli *cli, int argc, char **argv)
{
    bool json = false, masked = false;
    int64_t limit = LIST_DEFAULT, from = 0, to = 0;
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &json, NULL, "one JSON object a line"},
        {"limit", OPTION_INT, &limit, "N", "at most N mentions, 0: all"},
        {"from", OPTION_DATE, &from, "DAY", "published on or after 2026-01-31"},
        {"to", OPTION_DATE, &to, "DAY", "published before this day"},
        {"pseudonyms", OPTION_FLAG, &masked, NULL,
         "authors by pseudonyms, another in each export; no links to them"},
        {0},
    };
    struct arena own = {0};
    options_keep_minus(&own, argc, argv);
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 64);
    struct err e = {0};
    struct str query = options_joined(&own, argc - at, argv + at);
    struct view v;
    bool right = true;
    bool ok = view_open(&v, cli, json, &e);
    if (ok) {
        if (masked)
            pseudonyms_make(&v.list.names);
        struct mention_filter f = {
            .from = from, .to = to, .limit = limit_of(limit)};
        ok = search(&v, &f, query, &right, &e);
        view_clear(&v);
    }
    arena_clear(&own);
    if (!ok)
        return cli_fail(right ? CLI_CANNOT : CLI_USAGE, "search", &e);
    return CLI_DONE;
}

static void also_about(struct buf *out, const struct mention *m)
{
    buf_printf(out, STR_FMT ": " STR_FMT ", " STR_FMT " (#%lld)",
               STR_ARG(m->post.brand), STR_ARG(m->verdict.type),
               STR_ARG(m->case_.list), (long long)m->id);
    if (m->case_.id)
        buf_printf(out, ", case %lld", (long long)m->case_.id);
    buf_char(out, '\n');
}

/* The same post as a mention of its other brands. */
static bool show_brands(struct view *v, struct arena *a,
                        const struct mention *m, struct err *e)
{
    struct post_brand *rows;
    size_t n;
    if (v->list.json || m->case_.brands < 2)
        return true;
    if (!store_brands_of_post(v->store, a, m->case_.post, &rows, &n, e))
        return false;
    buf_z(&v->list.out, "\nAlso about\n");
    for (size_t i = 0; i < n; i++) {
        struct mention other;
        bool found;
        if (rows[i].mention == m->id)
            continue;
        if (!store_mention_get(v->store, a, rows[i].mention, &other, &found, e))
            return false;
        if (found)
            also_about(&v->list.out, &other);
    }
    return true;
}

/* Earlier texts and what people did. */
static bool show_past(struct view *v, struct arena *a, int64_t id,
                      struct err *e)
{
    struct mention *old;
    struct event_row *events;
    size_t n;
    if (!store_mention_history(v->store, a, id, &old, &n, e))
        return false;
    for (size_t i = 0; i < n && !v->list.json; i++) {
        buf_z(&v->list.out, "\nEarlier text\n");
        listing_cut(&v->list.out, old[i].post.text, 2000);
        buf_char(&v->list.out, '\n');
    }
    if (!store_events(v->store, a, id, &events, &n, e))
        return false;
    if (n && !v->list.json)
        buf_z(&v->list.out, "\nWhat happened\n");
    for (size_t i = 0; i < n; i++)
        listing_event(&v->list, &events[i]);
    return true;
}

int cmd_show(const struct cli *cli, int argc, char **argv)
{
    bool json = false, found = false;
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &json, NULL, "one JSON object"},
        {0},
    };
    int64_t id;
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 1);
    struct err e = {0};
    const char *given = argv[at] + (argv[at][0] == '#');
    if (!str_int(str_of(given), &id)) {
        err_set(&e, "%s: not the number of a mention", argv[at]);
        return cli_fail(CLI_USAGE, "show", &e);
    }
    struct view v;
    if (!view_open(&v, cli, json, &e))
        return cli_fail(CLI_CANNOT, "show", &e);
    struct mention m;
    bool ok = store_mention_get(v.store, &v.w.arena, id, &m, &found, &e);
    if (ok && !found)
        ok = err_set(&e, "no mention %lld; `molva queue` lists them",
                     (long long)id);
    if (ok) {
        listing_whole(&v.list, &m);
        ok = show_brands(&v, &v.w.arena, &m, &e) &&
             show_past(&v, &v.w.arena, id, &e);
        listing_print(&v.list);
    }
    view_clear(&v);
    return ok ? CLI_DONE : cli_fail(found ? CLI_CANNOT : CLI_WRONG, "show", &e);
}
