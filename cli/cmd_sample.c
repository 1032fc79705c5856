/* SPDX-License-Identifier: MIT
 * sample: a person labels a few mentions of each week without their verdicts,
 * and is told how often the machine was right. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/drift.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum {
    WEEK_S = 7 * 86400,
    COMPARED = 9, /* weeks: the last, and those it may have fallen from */
    TEXT_SHOWN = 2000,
    BODY_CEILING = 4096
};

/* One call of the command. */
struct call {
    struct workspace w;
    struct store *store;
    char **rest; /* n_rest operands behind the word */
    int n_rest;
    struct str who;    /* does it */
    int64_t now, past; /* the past week's first second */
    const char *tone;  /* option, NULL not given */
    bool json;
    int code; /* of the command, when all went well */
};

/* The last weeks up to that one. */
static bool read_weeks(struct call *c, int64_t last, struct drift_week **weeks,
                       size_t *n, struct err *e)
{
    struct sample_row *rows;
    if (!store_samples(c->store, &c->w.arena, last - (COMPARED - 1) * WEEK_S,
                       last + 1, &rows, n, e))
        return false;
    *n = drift_weeks(&c->w.arena, rows, *n, weeks);
    return true;
}

static enum drift drifts(const struct call *c, const struct drift_week *weeks,
                         size_t n)
{
    return drift_of(weeks, n, (double)c->w.sample.right / 100);
}

static bool list(struct call *c, struct err *e)
{
    struct sample_row *rows;
    struct sample_draw d = {.week = c->past,
                            .most = c->w.sample.mentions,
                            .now = c->now,
                            .who = c->who};
    struct buf out;
    int64_t drawn;
    size_t n, left = 0;
    if (!store_sample_draw(c->store, &d, &drawn, e) ||
        !store_samples(c->store, &c->w.arena, c->past, c->past + 1, &rows, &n,
                       e))
        return false;
    buf_init(&out, CEILING_PAGE_OUT);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].said.n)
            continue;
        buf_printf(&out, "%6lld  ", (long long)rows[i].id);
        if (rows[i].brand.n)
            buf_printf(&out, "[" STR_FMT "] ", STR_ARG(rows[i].brand));
        listing_cut(&out, rows[i].title, TEXT_SHOWN);
        buf_z(&out, rows[i].title.n ? " / " : "");
        listing_cut(&out, rows[i].text, TEXT_SHOWN);
        buf_char(&out, '\n');
        left++;
    }
    buf_printf(&out, "%zu of %lld of the past week are not labelled yet\n",
               left, (long long)drawn);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return true;
}

static void write_body(struct call *c, struct buf *out, struct str key,
                       const struct drift_week *w, enum drift why)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "event"), json_z(&j, "drift");
    json_key(&j, "key"), json_str(&j, key);
    json_key(&j, "at"), json_time(&j, c->now, NULL);
    json_key(&j, "week"), json_time(&j, w->week, NULL);
    json_key(&j, "right"), json_int(&j, w->right);
    json_key(&j, "of"), json_int(&j, w->told);
    json_key(&j, "low"), json_num(&j, w->low);
    json_key(&j, "top"), json_num(&j, w->top);
    json_key(&j, "text");
    json_str(&j, drift_said(&c->w.arena, w, why, str_eqz(c->w.lang, "ru")));
    json_end(&j);
}

/* With the last label of a week the week is judged, and `notify:` told. */
static bool tell_drift(struct call *c, int64_t week, struct err *e)
{
    struct drift_week *weeks;
    size_t n;
    if (!read_weeks(c, week, &weeks, &n, e))
        return false;
    const struct drift_week *last = &weeks[n - 1];
    enum drift why = drifts(c, weeks, n);
    if (last->said < last->drawn || why == DRIFT_NONE)
        return true;
    struct str said = drift_said(&c->w.arena, last, why, false);
    printf(STR_FMT "\n", STR_ARG(said));
    if (!notify_is_set(&c->w.notify))
        return true;
    struct buf body;
    struct outbox_row row = {
        .key = store_outbox_key(&c->w.arena), .at = c->now, .due = c->now};
    buf_init(&body, BODY_CEILING);
    write_body(c, &body, row.key, last, why);
    row.body = buf_view(&body);
    bool ok = store_outbox_put(c->store, &row, e);
    buf_clear(&body);
    return ok;
}

/* The drawn mention with that number. */
static bool find(struct call *c, struct sample_row *row, struct err *e)
{
    struct sample_row *rows;
    int64_t id;
    size_t n;
    if (c->n_rest < 1 || !str_int(str_of(c->rest[0]), &id))
        return err_set(e, "'%s' is no number; `molva sample list` shows them",
                       c->n_rest ? c->rest[0] : "");
    if (!store_samples(c->store, &c->w.arena, 0, c->now, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (rows[i].id == id) {
            *row = rows[i];
            return true;
        }
    return err_set(e, "there is no sample %lld", (long long)id);
}

/* It is told what the machine had said now that it cannot be changed. */
static bool label(struct call *c, struct err *e)
{
    struct sample_row row;
    if (!find(c, &row, e))
        return false;
    row.said = str_of(c->rest[1]);
    row.said_tone = str_of(c->tone ? c->tone : "");
    row.who = c->who;
    row.at = c->now;
    if (!store_sample_say(c->store, &row, e))
        return false;
    printf("sample %lld: you " STR_FMT ", the machine " STR_FMT "\n",
           (long long)row.id, STR_ARG(row.said), STR_ARG(row.type));
    return tell_drift(c, row.week, e);
}

static void week_json(struct json *j, const struct drift_week *w,
                      enum drift why)
{
    static const char *const NAMES[] = {"", "below", "fall"};
    json_map(j);
    json_key(j, "week"), json_time(j, w->week, NULL);
    json_key(j, "drawn"), json_int(j, w->drawn);
    json_key(j, "labelled"), json_int(j, w->said);
    json_key(j, "unknown"), json_int(j, w->unknown);
    json_key(j, "right"), json_int(j, w->right);
    json_key(j, "of"), json_int(j, w->told);
    json_key(j, "low"), json_num(j, w->low);
    json_key(j, "top"), json_num(j, w->top);
    json_key(j, "drift"), json_z(j, NAMES[why]);
    json_end(j);
}

static bool weeks(struct call *c, struct err *e)
{
    struct drift_week *all;
    struct buf out;
    struct json j;
    size_t n;
    if (!read_weeks(c, c->past, &all, &n, e))
        return false;
    buf_init(&out, CEILING_PAGE_OUT);
    json_init(&j, &out);
    for (size_t i = 0; i < n; i++) {
        enum drift why = drifts(c, all, i + 1);
        struct str said = drift_said(&c->w.arena, &all[i], why, false);
        if (c->json)
            week_json(&j, &all[i], why);
        else
            buf_printf(&out, STR_FMT "; %d unknown, %d of %d labelled",
                       STR_ARG(said), all[i].unknown, all[i].said,
                       all[i].drawn);
        buf_char(&out, '\n');
        c->code = why != DRIFT_NONE ? CLI_WRONG : CLI_DONE;
    }
    if (!n && !c->json)
        buf_z(&out, "no sample was drawn yet: `molva sample list`\n");
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return true;
}

static const struct {
    const char *word;
    bool (*run)(struct call *c, struct err *e);
    int operands; /* behind the word */
    bool reads;   /* and writes nothing */
} WORDS[] = {{"list", list, 0, false},
             {"label", label, 2, false},
             {"weeks", weeks, 0, true}};

static void check_label(const struct cli *cli, const struct call *c)
{
    const char *types[TYPE_COUNT + 2] = {0}, *tones[TONE_COUNT + 1] = {0};
    for (int i = 0; i < TYPE_COUNT; i++)
        types[i] = type_name((enum mention_type)i);
    types[TYPE_COUNT] = list_name(LIST_NOT_US);
    for (int i = 0; i < TONE_COUNT; i++)
        tones[i] = tone_name((enum tone)i);
    options_word(cli, "type", c->rest[1], types);
    if (c->tone)
        options_word(cli, "tone", c->tone, tones);
}

int cmd_sample(const struct cli *cli, int argc, char **argv)
{
    enum { N = sizeof WORDS / sizeof *WORDS };
    struct call c = {.now = time(NULL)};
    const char *known[N + 1] = {0};
    const struct option_spec specs[] = {
        {"tone", OPTION_TEXT, &c.tone, "TONE", "label: neg, pos, neu or mix"},
        {"json", OPTION_FLAG, &c.json, NULL, "weeks: an object a line"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 1, 3);
    for (size_t i = 0; i < N; i++)
        known[i] = WORDS[i].word;
    size_t word = options_word(cli, "word", argv[at], known);
    options_operands(cli, argc - at, 1 + WORDS[word].operands,
                     1 + WORDS[word].operands);
    c.rest = argv + at + 1, c.n_rest = argc - at - 1;
    if (WORDS[word].operands)
        check_label(cli, &c);
    c.past = sample_week(c.now) - WEEK_S;
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "sample", &e);
    c.who = cli_who(&c.w.arena);
    c.store = workspace_store(&c.w, WORDS[word].reads ? STORE_READ : 0, &e);
    bool opened = c.store != NULL, ok = opened && WORDS[word].run(&c, &e);
    store_close(c.store);
    workspace_close(&c.w);
    return ok ? cli_printed(c.code)
              : cli_fail(opened ? CLI_WRONG : CLI_CANNOT, "sample", &e);
}
