/* SPDX-License-Identifier: MIT
 * source: what is crawled, how it is, and what a person wants of it. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/json.h"
#include "base/nearest.h"
#include "base/span.h"
#include "base/terms.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/source_check.h"
#include "cli/source_kept.h"
#include "cli/source_opml.h"
#include "cli/workspace.h"

/* One call of the command. */
struct call {
    struct workspace w;  /* whose sources */
    struct store *store; /* of it */
    const char *name;    /* of the source, NULL: all */
    bool check;          /* it is visited, to see what would be stored */
    bool replay;         /* its kept pages are read again */
    const char *file;    /* the connector to do so by, NULL: its own */
    struct option_texts selectors; /* in place of the connector's */
    bool json;                     /* for programs */
    int order;                     /* what is wanted, or -1: to see them */
};

/* One source, as it is listed. */
struct line {
    struct arena *a;
    const struct source_row *source;
    int64_t blind;                 /* hours of the last week */
    const struct delay_row *delay; /* of the last month, NULL none known */
};

static void write_json(struct buf *out, const struct line *l)
{
    const struct source_row *s = l->source;
    struct json j;
    json_init(&j, out);
    json_map(&j);
    store_source_row_json(&j, s, l->delay, NULL);
    json_key(&j, "blind_hours"), json_int(&j, l->blind);
    json_end(&j);
}

/* "every 2 h (as often as people write there), half seen within 40 min of
 * being published, 95 % within 5 h" */
static void write_pace(struct buf *out, const struct line *l)
{
    const struct source_row *s = l->source;
    struct str why = s->fails ? str_of(pace_name(PACE_VAIN)) : s->pace;
    if (!s->state.n && s->pace.n) {
        buf_z(out, ", every ");
        buf_str(out, span_said(l->a, store_source_interval(s), false));
        buf_z(out, " (");
        buf_str(out, term_said(TERMS_PACE, why, false));
        buf_char(out, ')');
    }
    if (!l->delay)
        return;
    buf_z(out, ", half seen within ");
    buf_str(out, span_said(l->a, l->delay->median, false));
    buf_z(out, " of being published, 95 % within ");
    buf_str(out, span_said(l->a, l->delay->p95, false));
}

/* "town forum: blocked, last visit 2026-..., blind 14 h this week: cause" */
static void write_line(struct buf *out, const struct line *l)
{
    const struct source_row *s = l->source;
    listing_cut(out, s->name, 200);
    buf_z(out, ": ");
    buf_str(out,
            s->state.n ? s->state : term_said(TERMS_HEALTH, s->health, false));
    bool given = str_eqz(s->state, "given");
    buf_z(out, !s->last_visit ? ", never visited"
               : given        ? ", last import "
                              : ", last visit ");
    if (s->last_visit)
        date_rfc3339(out, s->last_visit, NULL);
    write_pace(out, l);
    if (l->blind)
        buf_printf(out, ", blind for %lld h of the last week",
                   (long long)l->blind);
    if (s->cause.n) {
        buf_z(out, ": ");
        listing_cut(out, s->cause, 600);
    }
}

/* The same and what else is known of it, a line each. */
static void write_all(struct buf *out, const struct line *l)
{
    const struct source_row *s = l->source;
    write_line(out, l);
    buf_printf(out, "\nkind: " STR_FMT "\naddress: ", STR_ARG(s->kind));
    listing_cut(out, s->url, 1000);
    if (s->next_visit) {
        buf_z(out, "\nnext visit: ");
        date_rfc3339(out, s->next_visit, NULL);
    }
    if (s->hint) {
        buf_z(out, "\nits server asks for a visit every ");
        buf_str(out, span_said(l->a, s->hint, false));
    }
    if (s->span) {
        buf_z(out, "\nits first page reaches back ");
        buf_str(out, span_said(l->a, s->span, false));
    }
    if (s->rate)
        buf_printf(out, "\nposts a day: %.1f", (double)s->rate / 1000);
    buf_printf(out, "\nposts so far: %lld, on a page: %lld",
               (long long)s->posts_total, (long long)s->posts_median);
    buf_printf(out, "\nvisits in vain in a row: %lld", (long long)s->fails);
}

/* Why the name is not taken; one that is not known with the nearest one. */
static bool refuse(struct call *c, struct err *e)
{
    struct source_row *rows;
    size_t n;
    struct arena *a = &c->w.arena;
    if (!store_sources(c->store, a, &rows, &n, e))
        return false;
    const char **names = arena_alloc(a, (n + 1) * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        names[i] = str_z(a, rows[i].name);
        if (strcmp(names[i], c->name) == 0)
            return err_set(e,
                           "the source '%s' was not in molva.yaml at the last "
                           "crawl",
                           c->name);
    }
    names[n] = NULL;
    return err_set(e, "there is no source '%s'%s", c->name,
                   nearest_hint(str_of(c->name), names).text);
}

static bool list(struct call *c, struct err *e)
{
    enum { WEEK_S = 7 * 86400, MONTH_S = 30 * 86400 };
    struct source_row *rows;
    struct watch_row *spans;
    struct delay_row *delays;
    size_t n, n_spans, n_delays;
    int64_t now = time(NULL);
    struct watch_span week = {now - WEEK_S, now};
    struct arena *a = &c->w.arena;
    if (!store_sources(c->store, a, &rows, &n, e) ||
        !store_watches(c->store, a, week.from, now, &spans, &n_spans, e) ||
        !store_delays(c->store, a, now - MONTH_S, now + 1, &delays, &n_delays,
                      e))
        return false;
    bool found = !c->name;
    for (size_t i = 0; i < n; i++) {
        struct buf text;
        if (c->name && !str_eqz(rows[i].name, c->name))
            continue;
        found = true;
        struct line l = {a, &rows[i],
                         watch_hours(a, &rows[i], spans, n_spans, &week),
                         delay_of_source(delays, n_delays, rows[i].id)};
        buf_init(&text, 1 << 16);
        (c->json ? write_json : c->name ? write_all : write_line)(&text, &l);
        printf(STR_FMT "\n", STR_ARG(buf_view(&text)));
        buf_clear(&text);
    }
    if (!found)
        return refuse(c, e);
    if (n > 1 && delays[0].n && !c->json && !c->name)
        printf("all sources: half seen within " STR_FMT " of being published, "
               "95 %% within " STR_FMT "\n",
               STR_ARG(span_said(a, delays[0].median, false)),
               STR_ARG(span_said(a, delays[0].p95, false)));
    if (!n && !c->json)
        puts("nothing was visited yet; `molva crawl` begins");
    return true;
}

static bool give(struct call *c, struct err *e)
{
    static const char *const SAID[] = {
        [SOURCE_HOLD] = "is held; nothing of it is visited until `molva source "
                        "resume`",
        [SOURCE_RESUME] = "is visited again",
        [SOURCE_VISIT] = "is visited at the next crawl; `molva serve` does it "
                         "within seconds",
        [SOURCE_REMOVE] = "is removed; its mentions stay",
    };
    bool found;
    struct str who = cli_who(&c->w.arena);
    if (!store_source_order(c->store, str_of(c->name),
                            (enum source_order)c->order, who, time(NULL),
                            &found, e))
        return false;
    if (!found)
        return refuse(c, e);
    printf("%s %s\n", c->name, SAID[c->order]);
    return true;
}

static int run(const struct cli *cli, struct call *c)
{
    struct err e = {0};
    if (!workspace_open(&c->w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "source", &e);
    if (c->check) {
        int code = source_check(&c->w, c->name, c->json);
        workspace_close(&c->w);
        return code;
    }
    if (c->replay) {
        const struct connector_trial trial = {.file = c->file,
                                              .sets = c->selectors.items,
                                              .n_sets = c->selectors.n};
        int code = source_replay(&c->w, c->name, &trial, c->json);
        workspace_close(&c->w);
        return code;
    }
    c->store = workspace_store(&c->w, c->order < 0 ? STORE_READ : 0, &e);
    bool ok = c->store && (c->order < 0 ? list(c, &e) : give(c, &e));
    store_close(c->store);
    workspace_close(&c->w);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "source", &e);
}

/* Lists of other readers concern molva.yaml, not the store. */
static int run_opml(const struct cli *cli, bool in, const char *path)
{
    struct err e = {0};
    struct workspace w;
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "source", &e);
    int code = in ? source_opml_import(&w, path) : source_opml_export(&w, path);
    workspace_close(&w);
    return code;
}

int cmd_source(const struct cli *cli, int argc, char **argv)
{
    static const char *const WORDS[] = {"list",   "show",   "check", "replay",
                                        "hold",   "resume", "visit", "remove",
                                        "import", "export", NULL};
    struct call c = {.order = -1};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL,
         "list, show, check, replay: one JSON object a line"},
        {"selector", OPTION_TEXTS, &c.selectors, "FIELD=SELECTOR",
         "replay: in place of the connector's; may be given again"},
        {"file", OPTION_TEXT, &c.file, "CONNECTOR.yaml",
         "replay: a connector in place of the source's own"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 2);
    options_word(cli, "word", argv[at], WORDS);
    for (int i = 0; i < SOURCE_ORDERS; i++)
        if (strcmp(argv[at], source_order_name(i)) == 0)
            c.order = i;
    bool in = strcmp(argv[at], "import") == 0;
    if (in || strcmp(argv[at], "export") == 0) {
        options_operands(cli, argc - at - 1, in, 1);
        return run_opml(cli, in, argc - at > 1 ? argv[at + 1] : "-");
    }
    c.check = strcmp(argv[at], "check") == 0;
    c.replay = strcmp(argv[at], "replay") == 0;
    bool named = strcmp(argv[at], "list") != 0;
    options_operands(cli, argc - at - 1, named, named);
    if (named)
        c.name = argv[at + 1];
    return run(cli, &c);
}
