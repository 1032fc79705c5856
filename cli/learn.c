/* SPDX-License-Identifier: MIT
 * learn: corrections to lessons, and the candidate that comes of them. */
#include "cli/learn.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/map.h"
#include "cli/cli.h"
#include "cli/noise.h"
#include "cli/replay.h"

enum {
    DAY_S = 24 * 3600,
    MONTH_S = 31 * DAY_S, /* whose mentions are compared */
    HELD_S = 92 * DAY_S,  /* and whose hold the weights */
    HELD_MOST = 1000,     /* of them, about */
    GOLD_CEILING = 1 << 30,
    MOVED_SHOWN = 12
};

struct learner {
    struct workspace *w;         /* whose */
    struct store *store;         /* its labels */
    struct arena arena;          /* lessons, texts that hold */
    struct lesson *lessons;      /* n_lessons of them */
    struct str *brands;          /* of each, whom it is about */
    size_t n_lessons;            /* used */
    int64_t not_us;              /* labels that teach no type */
    struct classify_input *held; /* n_held texts nobody corrected */
    size_t n_held, cap_held;     /* used and room */
    uint64_t every;              /* one of so many mentions holds */
    int64_t now;                 /* seconds */
};

static struct lesson lesson_of(const struct label_row *row)
{
    return (struct lesson){
        .in = {.text = row->text, .title = row->title, .rating = row->rating},
        .type = type_by_name(row->type),
        .tone = tone_by_name(row->tone),
        .author = row->author,
        .who = row->who,
        .day = row->at / DAY_S};
}

/* The last label of a mention is the one that holds. */
static bool read_lessons(struct learner *l, struct err *e)
{
    struct label_row *rows;
    struct map seen;
    size_t n;
    if (!store_labels(l->store, &l->arena, &rows, &n, e))
        return false;
    map_init(&seen);
    l->lessons = arena_alloc(&l->arena, (n + 1) * sizeof *l->lessons);
    l->brands = arena_alloc(&l->arena, (n + 1) * sizeof *l->brands);
    for (size_t i = n; i-- > 0;) {
        struct str key =
            str_printf(&l->arena, "%lld", (long long)rows[i].mention);
        if (map_get(&seen, key))
            continue;
        map_put(&seen, key, &rows[i]);
        if (type_by_name(rows[i].type) == TYPE_NONE)
            l->not_us++;
        else {
            l->brands[l->n_lessons] = rows[i].brand;
            l->lessons[l->n_lessons++] = lesson_of(&rows[i]);
        }
    }
    map_clear(&seen);
    return true;
}

/* The same ones each time, however many there are. */
static bool hold(void *ctx, const struct mention *m, struct err *e)
{
    struct learner *l = ctx;
    char id[24];
    (void)e;
    int n = snprintf(id, sizeof id, "%lld", (long long)m->id);
    if (m->verdict.corrected_by.n || m->verdict.not_us ||
        str_hash((struct str){id, (size_t)n}) % l->every)
        return true;
    l->held = arena_grow(&l->arena, l->held, l->n_held, &l->cap_held,
                         sizeof *l->held);
    l->held[l->n_held++] =
        (struct classify_input){.text = str_dup(&l->arena, m->post.text),
                                .title = str_dup(&l->arena, m->post.title),
                                .rating = m->post.rating};
    return true;
}

static bool read_held(struct learner *l, struct err *e)
{
    struct mention_filter f = {.from = l->now - HELD_S};
    int64_t n;
    if (!store_mention_count(l->store, &f, &n, e))
        return false;
    l->every = (uint64_t)n / HELD_MOST + 1;
    return store_mentions_each(l->store, &f, hold, l, e);
}

static const char *candidate(struct workspace *w)
{
    return workspace_path(w, STR(LEARNT_CANDIDATE));
}

static bool write_candidate(struct workspace *w, const struct buf *table,
                            struct err *e)
{
    const char *folder = workspace_path(w, STR(LEARNT_FOLDER));
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return err_set(e, "%s: %s", folder, strerror(errno));
    return cli_write(candidate(w), table, e);
}

/* The first words of the table, as it has them. */
static void tell_moved(struct str table)
{
    struct str line;
    int shown = 0;
    while (str_split(&table, '\n', &line) && shown < MOVED_SHOWN)
        if (line.n && line.p[0] != '#' && ++shown)
            printf("  " STR_FMT "\n", STR_ARG(line));
}

static void tell(const struct learner *l, const struct learnt *t,
                 struct str table)
{
    printf("%zu corrections (weight %.1f after bounds), %lld more say \"not "
           "about us\" and teach no type; %zu texts nobody corrected hold the "
           "weights\n",
           t->lessons, t->weight, (long long)l->not_us, l->n_held);
    printf("each author held out in turn: types right %d → %d of %d, tones "
           "%d → %d of %d\n",
           t->types.before, t->types.after, t->types.all, t->tones.before,
           t->tones.after, t->tones.all);
    printf("%zu words and rules move\n", t->words);
    tell_moved(table);
    if (t->words > MOVED_SHOWN)
        printf("  ... all of them: " STR_FMT "\n",
               STR_ARG(str_of(candidate(l->w))));
}

/* What no weight can learn: words that say a text is of somebody else. */
static bool tell_noise(const struct learner *l, struct classifier *c,
                       struct err *e)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = noise_tell(l->store, c, &out, e);
    if (ok)
        fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return ok;
}

static bool fit(struct learner *l, struct err *e)
{
    struct classify_setup setup = workspace_classify(l->w);
    struct learnt told;
    struct buf table;
    setup.learnt = NULL;
    struct classifier *c = classify_open(&setup, e);
    if (!c)
        return false;
    buf_init(&table, CEILING_RULE_FILE);
    /* Of a text about several brands a label says what this one is told. */
    for (size_t i = 0; i < l->n_lessons; i++)
        l->lessons[i].in.text =
            classify_said_of(c, &l->arena, l->lessons[i].in.text, l->brands[i]);
    classify_learn(
        c, &(struct learn_setup){l->lessons, l->n_lessons, l->held, l->n_held},
        &table, &told);
    bool ok = write_candidate(l->w, &table, e);
    if (ok)
        tell(l, &told, buf_view(&table));
    ok = ok && tell_noise(l, c, e);
    classify_close(c);
    buf_clear(&table);
    return ok;
}

/* The headline of an evaluation. */
static bool measure(struct classifier *c, const char *name, struct str csv,
                    struct err *e)
{
    struct buf out;
    struct eval_setup setup = {.csv = csv, .brief = true};
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = classify_eval(c, &setup, &out, e);
    if (ok)
        printf("%s: " STR_FMT, name, STR_ARG(buf_view(&out)));
    buf_clear(&out);
    return ok;
}

static bool measure_both(const struct judge *old, const struct judge *newer,
                         const char *gold, struct err *e)
{
    struct buf in;
    buf_init(&in, GOLD_CEILING);
    bool ok = buf_read_file(&in, gold, e);
    if (ok)
        ok = (measure(old->classifier, "before", buf_view(&in), e) &&
              measure(newer->classifier, "after", buf_view(&in), e)) ||
             err_add(e, "%s", gold);
    buf_clear(&in);
    return ok;
}

static bool compare(struct learner *l, const struct judge *old,
                    const struct judge *newer, struct err *e)
{
    struct buf out;
    struct replay r = {
        .w = l->w, .old = old, .newer = newer, .since = l->now - MONTH_S};
    bool ok = replay_run(&r, l->store, e);
    buf_init(&out, CEILING_PAGE_OUT);
    buf_z(&out, "the last month, with what is in use and with this:\n");
    replay_text(&r, &out);
    if (ok)
        fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    replay_clear(&r);
    return ok;
}

/* What is in use against the candidate. */
static bool tell_change(struct learner *l, const char *gold, struct err *e)
{
    struct classify_setup words = workspace_classify(l->w);
    struct matrix_setup table = workspace_matrix(l->w);
    struct judge old = {.single = true}, newer = {.single = true};
    struct matrix *m = matrix_open(&table, e);
    old.classifier = m ? classify_open(&words, e) : NULL;
    words.learnt = candidate(l->w);
    newer.classifier = old.classifier ? classify_open(&words, e) : NULL;
    old.matrix = newer.matrix = m;
    bool ok = newer.classifier && compare(l, &old, &newer, e) &&
              (!gold || measure_both(&old, &newer, gold, e));
    classify_close(newer.classifier);
    classify_close(old.classifier);
    if (m)
        matrix_close(m);
    return ok;
}

bool learn_propose(struct workspace *w, const char *gold, struct err *e)
{
    struct learner l = {.w = w, .now = time(NULL)};
    l.store = workspace_store(w, STORE_READ, e);
    bool ok = l.store && read_lessons(&l, e) && read_held(&l, e) &&
              fit(&l, e) && tell_change(&l, gold, e);
    if (ok)
        puts("`molva rules adopt` takes it");
    store_close(l.store);
    arena_clear(&l.arena);
    return ok;
}
