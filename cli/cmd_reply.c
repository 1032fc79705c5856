/* SPDX-License-Identifier: MIT
 * reply: a reply's own line in the terminal: edited, approved by somebody else,
 * posted, answered (R77, R78, R84). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/posting.h"
#include "cli/reply_sample.h"
#include "cli/workspace.h"
#include "desk/desk.h"
#include "report/report.h"

/* One call of the command. */
struct call {
    const struct cli *cli;
    struct workspace w;
    struct store *store;
    struct zone *zone;     /* of dates */
    struct matrix *matrix; /* of its days and remarks */
    const char *word;      /* what is to be done */
    char **rest;           /* operands behind it */
    int n_rest;
    struct str who; /* does it */
    int64_t now;
    struct mention m; /* the reply's */
    /* options */
    const char *why, *list;
    bool json, again;
    int64_t most, seed; /* of a sample */
};

static struct str words(struct call *c)
{
    return options_joined(&c->w.arena, c->n_rest - 1, c->rest + 1);
}

static bool list(struct call *c, struct err *e)
{
    struct listing l;
    struct mention *rows;
    size_t n;
    struct mention_filter f = {
        .status = c->list ? str_of(c->list) : str_of(list_name(LIST_APPROVED))};
    if (!store_mentions(c->store, &c->w.arena, &f, &rows, &n, e))
        return false;
    listing_init(&l, c->json, c->zone);
    l.matrix = c->matrix;
    for (size_t i = 0; i < n; i++)
        listing_mention(&l, &rows[i]);
    if (!c->json)
        buf_printf(&l.out, "%zu %s\n", n, str_z(&c->w.arena, f.status));
    listing_print(&l);
    l.matrix = NULL; /* the command's */
    listing_clear(&l);
    return true;
}

/* What came after it, one a line. */
static void tell_after(struct call *c, const struct sequel_row *rows, size_t n)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    for (size_t i = 0; i < n; i++) {
        date_human(&out, rows[i].at, c->zone, STR("en"));
        buf_printf(&out, "  " STR_FMT "  " STR_FMT "  ", STR_ARG(rows[i].what),
                   STR_ARG(rows[i].url));
        listing_cut(&out, rows[i].text, 200);
        buf_char(&out, '\n');
    }
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
}

static struct str settled(struct call *c)
{
    struct str day = desk_day(c->matrix, &c->w.arena, &c->m, c->now);
    struct str text = c->m.decision.draft;
    return str_trim(day.n ? str_replaced(&c->w.arena, text, STR("{due}"), day)
                          : text);
}

static bool remarks(struct call *c, struct str text, struct remark **rows,
                    size_t *n, struct err *e)
{
    struct matrix_reply reply = {.text = text,
                                 .lang = desk_lang(&c->m),
                                 .reader = STR("en"),
                                 .department = c->m.decision.department,
                                 .now = c->now};
    const struct desk_grounds g = {c->store, &c->m};
    if (!desk_grounds(&g, &c->w.arena, &reply, e))
        return false;
    *n = matrix_lint(c->matrix, &c->w.arena, &reply, rows);
    return true;
}

/* The draft as it would go out now, with what is remarked on it. */
static bool show(struct call *c, struct err *e)
{
    struct remark *rows;
    struct sequel_row *after;
    size_t n_after;
    struct str text = settled(c), signature;
    const struct desk_approval it = {.store = c->store,
                                     .m = &c->m,
                                     .who = c->who,
                                     .draft = c->m.decision.draft,
                                     .text = text};
    if (!desk_signature(&it, &c->w.arena, &signature, e))
        return false;
    printf(STR_FMT "  " STR_FMT "\n\n" STR_FMT "\n", STR_ARG(c->m.case_.list),
           STR_ARG(c->m.case_.posted_url), STR_ARG(text));
    if (text.n && signature.n)
        printf("\n" STR_FMT "\n", STR_ARG(signature));
    size_t n = 0;
    if (text.n && !remarks(c, text, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        printf("- " STR_FMT "\n", STR_ARG(rows[i].sentence));
    if (!store_sequels(c->store, &c->w.arena, c->m.case_.id, &after, &n_after,
                       e))
        return false;
    tell_after(c, after, n_after);
    return true;
}

/* What came of the solutions in a month. */
static bool sums(struct call *c, struct err *e)
{
    const char *month = c->n_rest ? c->rest[0] : "";
    struct report_setup setup = {
        .now = c->now,
        .lang = c->w.lang,
        .names = {c->matrix, matrix_topic, matrix_solution, matrix_department}};
    struct buf out;
    if (!report_month(str_of(month), c->now, c->zone, &setup.from, &setup.to))
        return err_set(e, "'%s' is no month, as in 2026-11", month);
    setup.zone = zone_offset(c->zone, setup.from);
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = report_fates(c->store, &setup, &out, e);
    if (ok)
        fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return ok;
}

static bool done(struct call *c, const char *what)
{
    return printf("%lld: %s\n", (long long)c->m.id, what) > 0;
}

static bool edit(struct call *c, struct err *e)
{
    return store_case_edit(c->store, c->m.case_.id, c->who, words(c), c->now,
                           e) &&
           done(c, "edited");
}

static bool approve(struct call *c, struct err *e)
{
    static const char *const why[] = {
        [FORBIDS_UNFILLED] = "a field is not filled in: it cannot be approved",
        [FORBIDS_PAST_DAY] =
            "it promises a day that has passed: it cannot be approved"};
    struct remark *rows;
    struct desk_approval it = {.store = c->store,
                               .matrix = c->matrix,
                               .m = &c->m,
                               .who = c->who,
                               .draft = c->m.decision.draft,
                               .text = settled(c),
                               .now = c->now};
    size_t n;
    if (!remarks(c, it.text, &rows, &n, e))
        return false;
    enum forbids is = desk_forbids(rows, n, it.text);
    const struct wording w = {c->m.id, c->who, it.draft};
    bool wants;
    if (!store_wants_eyes(c->store, &w, &wants, e))
        return false;
    if (wants)
        return err_set(e, "these words are your own: somebody else approves "
                          "them, or molva.yaml says `eyes: 1`");
    for (size_t i = 0; i < n; i++)
        printf("- " STR_FMT "\n", STR_ARG(rows[i].sentence));
    if (is != FORBIDS_NOTHING)
        return err_set(e, "%s", why[is]);
    return desk_approve(&it, &c->w.arena, e) && done(c, "approved");
}

static bool posted(struct call *c, struct err *e)
{
    const struct posting p = {.case_id = c->m.case_.id,
                              .who = c->who,
                              .url = str_of(c->n_rest > 1 ? c->rest[1] : ""),
                              .why = str_of(c->why),
                              .now = c->now};
    return store_case_posted(c->store, &p, e) && done(c, "posted");
}

static bool unposted(struct call *c, struct err *e)
{
    return store_case_unposted(c->store, c->m.case_.id, c->who, words(c),
                               c->now, e) &&
           done(c, "to be posted again");
}

/* Asked for here, done here; what an earlier try left open is looked at. */
static bool post(struct call *c, struct err *e)
{
    const struct notify_posting p = posting_of(&c->w);
    struct sending_row row;
    bool found = false, known = false;
    for (size_t i = 0; i < p.n; i++)
        known |= str_eq(p.outlets[i].source, c->m.post.source_name);
    if (!known)
        return err_set(
            e, "molva.yaml has no `reply:` for the source '" STR_FMT "'",
            STR_ARG(c->m.post.source_name));
    if (!store_sending_of(c->store, &c->w.arena, c->m.case_.id, &row, &found,
                          e))
        return false;
    bool on = found &&
              (str_eqz(row.state, "wanted") || str_eqz(row.state, "sending") ||
               (str_eqz(row.state, "unsure") && !c->again));
    if (!on && !store_sending_ask(c->store, c->m.case_.id, c->again, c->who,
                                  c->now, e))
        return false;
    if (!notify_post(&p, c->store, c->m.case_.id, e) ||
        !store_sending_of(c->store, &c->w.arena, c->m.case_.id, &row, &found,
                          e))
        return false;
    printf("%lld: " STR_FMT "  " STR_FMT STR_FMT "\n", (long long)c->m.id,
           STR_ARG(row.state), STR_ARG(row.url), STR_ARG(row.cause));
    return str_eqz(row.state, "posted") || str_eqz(row.state, "held") ||
           err_set(e, "it is not posted: " STR_FMT, STR_ARG(row.cause));
}

static bool heed(struct call *c, struct err *e)
{
    return store_case_heeded(c->store, c->m.case_.id, c->who, c->now, e) &&
           done(c, "read");
}

static bool put_back(struct call *c, struct err *e)
{
    return store_case_return(c->store, c->m.id, c->who, words(c), c->now, e) &&
           done(c, "waits again");
}

static bool find(struct call *c, struct err *e)
{
    const char *typed = c->n_rest ? c->rest[0] : "";
    bool found = false;
    int64_t id;
    if (!str_int(str_of(typed + (*typed == '#')), &id))
        return err_set(e,
                       "'%s' is no number of a mention; `molva queue` shows "
                       "them",
                       typed);
    if (!store_mention_get(c->store, &c->w.arena, id, &c->m, &found, e))
        return false;
    return found ? c->m.case_.id > 0 ||
                       err_set(e, "mention %lld has no case", (long long)id)
                 : err_set(e, "no mention %lld; `molva queue` lists them",
                           (long long)id);
}

static const struct {
    const char *word;
    bool (*run)(struct call *c, struct err *e);
    bool reads; /* and writes nothing */
} WORDS[] = {{"list", list, true},        {"sums", sums, true},
             {"show", show, true},        {"edit", edit, false},
             {"approve", approve, false}, {"post", post, false},
             {"posted", posted, false},   {"unposted", unposted, false},
             {"read", heed, false},       {"return", put_back, false},
             {"sample", NULL, true}}; /* without a store */

static bool act(struct call *c, size_t i, struct err *e)
{
    struct matrix_setup setup = workspace_matrix(&c->w);
    c->zone = zone_new(c->w.zone, e);
    c->matrix = c->zone ? matrix_open(&setup, e) : NULL;
    c->store = c->matrix
                   ? workspace_store(&c->w, WORDS[i].reads ? STORE_READ : 0, e)
                   : NULL;
    bool ok = c->store &&
              (WORDS[i].run == list || WORDS[i].run == sums || find(c, e)) &&
              WORDS[i].run(c, e);
    store_close(c->store);
    if (c->matrix)
        matrix_close(c->matrix);
    zone_free(c->zone);
    return ok;
}

/* Drafts for the texts of tables: nothing of a store. */
static int sample(const struct call *c)
{
    struct err e = {0};
    const struct reply_sample s = {.cli = c->cli,
                                   .files = c->rest,
                                   .n_files = c->n_rest,
                                   .most = c->most,
                                   .seed = c->seed,
                                   .json = c->json};
    options_operands(c->cli, c->n_rest, 1, 1000);
    return reply_sample(&s, &e) ? CLI_DONE : cli_fail(CLI_CANNOT, "reply", &e);
}

int cmd_reply(const struct cli *cli, int argc, char **argv)
{
    enum { N = sizeof WORDS / sizeof *WORDS };
    struct call c = {.cli = cli, .now = time(NULL), .most = 200};
    const char *known[N + 1] = {0}, *lists[LIST_COUNT + 1] = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL,
         "list, sample: one JSON object a line"},
        {"list", OPTION_TEXT, &c.list, "LIST",
         "list: approved (if not said), answered, posted, ..."},
        {"most", OPTION_INT, &c.most, "N",
         "sample: of all texts, 200 if not said"},
        {"seed", OPTION_INT, &c.seed, "N", "sample: another draws others"},
        {"why", OPTION_TEXT, &c.why, "TEXT",
         "posted: why on another site than the mention"},
        {"again", OPTION_FLAG, &c.again, NULL,
         "post: it does not stand there, I have looked"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    struct err e = {0};
    options_operands(cli, argc - at, 1, 10000);
    for (int i = 0; i < LIST_COUNT; i++)
        lists[i] = list_name((enum list)i);
    for (size_t i = 0; i < N; i++)
        known[i] = WORDS[i].word;
    c.word = argv[at], c.rest = argv + at + 1, c.n_rest = argc - at - 1;
    size_t word = options_word(cli, "word", c.word, known);
    if (c.list)
        options_word(cli, "list", c.list, lists);
    if (!WORDS[word].run)
        return sample(&c);
    if (!workspace_open(&c.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "reply", &e);
    c.who = cli_who(&c.w.arena);
    bool ok = act(&c, word, &e);
    workspace_close(&c.w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, "reply", &e);
}
