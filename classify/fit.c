/* SPDX-License-Identifier: MIT
 * fit: the weights of decide.yaml and of words.tsv from labelled texts.
 *
 * What is reported is what weights did on texts they were not fitted on: each
 * source left out in turn, and the half of a table that nobody reads. The fit
 * on all texts is written, but says nothing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "classify/calibrate.h"
#include "classify/fit_read.h"

enum { ALL = -2, READ = -1, DECAY = 6, WORD_DECAY = 20, KIN_DECAY = 15 };
#define EVENNESS 0.3 /* 1: all sources weigh the same, 0: all texts */

/* The three questions that weights answer. */
enum { ASKS_TYPE, ASKS_TONE, ASKS_FACTS, QUESTIONS };

struct question {
    int number;             /* enum above */
    const char *name;       /* in the report */
    size_t right;           /* member of struct sample with its bits */
    int classes;            /* answers */
    double balance;         /* how much more rare answers count, 0..1 */
    bool words;             /* do words help? */
    const char *(*id)(int); /* name of an answer */
};

struct fitting {
    struct samples s;                         /* the texts */
    struct softmax_row *rows;                 /* of the task at hand */
    size_t *sample;                           /* sample of each row */
    double (*scores[QUESTIONS])[CLASSES_MAX]; /* by sample, from a fit without
                                                 it */
    struct weights *w;                        /* being fitted */
    struct buf *report;                       /* how well */
};

/* What the guide says before any text is seen. The fit starts here and stays
 * near it where the texts say little: without it, weights fitted on one site
 * do worse on another. */
struct prior {
    int answer;          /* whose score */
    const char *feature; /* by its name */
    double weight;       /* the score gets */
};

static const struct prior TYPE_PRIOR[] = {
    {TYPE_BROKEN, "broken", 0.8},
    {TYPE_BROKEN, "top-broken", 0.5},
    {TYPE_OVERCHARGED, "overcharged", 0.8},
    {TYPE_OVERCHARGED, "top-overcharged", 0.5},
    {TYPE_OFFENDED, "offended", 0.8},
    {TYPE_OFFENDED, "top-offended", 0.5},
    {TYPE_RANT, "general-bare", 0.8},
    {TYPE_RANT, "anger", 0.3},
    {TYPE_RANT, "general", 0.2},
    {TYPE_JUSTIFIED, "general-facts", 1},
    {TYPE_JUSTIFIED, "plural", 0.8},
    {TYPE_JUSTIFIED, "several", 1},
    {TYPE_JUSTIFIED, "compare", 0.6},
    {TYPE_JUSTIFIED, "bias", -2},
    {TYPE_PRAISE, "praise-pure", 0.6},
    {TYPE_PRAISE, "praise", 0.5},
    {TYPE_PRAISE, "good", 0.3},
    {TYPE_PRAISE, "thanks", 0.3},
    {TYPE_PRAISE, "solved", 0.2},
    {TYPE_PRAISE, "but-harm", -1.5},
    {TYPE_QUESTION, "question-pure", 0.6},
    {TYPE_QUESTION, "question", 0.3},
    {TYPE_QUESTION, "asks-last", 0.4},
    {TYPE_NEUTRAL, "silent", 1},
    {TYPE_NEUTRAL, "neutral-pure", 0.6},
    {TYPE_NEUTRAL, "advert", 0.3},
    {TYPE_NEUTRAL, "news", 0.3},
    {TYPE_NEUTRAL, "other", 0.3},
    {TYPE_NEUTRAL, "link", 0.2},
};

/* Few texts tell good news: most of their words are no praise. */
static const struct prior TONE_PRIOR[] = {
    {TONE_POS, "news.good", 1.8},
    {TONE_NEG, "news.bad", 1.8},
};

static const double NO_PRIOR[FEATURES_MAX][CLASSES_MAX];

static void fill_prior(const struct prior *list, size_t n,
                       double prior[FEATURES_MAX][CLASSES_MAX])
{
    memset(prior, 0, sizeof NO_PRIOR);
    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < feature_count(); f++)
            if (strcmp(feature_names[f], list[i].feature) == 0)
                prior[f][list[i].answer] = list[i].weight;
}

static const char *type_id(int i)
{
    return type_name((enum mention_type)i);
}

static const char *tone_id(int i)
{
    return tone_name((enum tone)i);
}

static const char *facts_id(int i)
{
    return i ? "told" : "none";
}

static const struct question TYPES = {
    ASKS_TYPE, "types", offsetof(struct sample, type), TYPE_SPOKEN, 0.5,
    true,      type_id};
static const struct question TONES = {
    ASKS_TONE, "tones", offsetof(struct sample, tone), TONE_COUNT, 0.3,
    true,      tone_id};
static const struct question FACTS = {
    ASKS_FACTS, "facts", offsetof(struct sample, facts), 2, 0, false, facts_id};

static unsigned right_of(const struct sample *s, const struct question *q)
{
    unsigned bits;
    memcpy(&bits, (const char *)s + q->right, sizeof bits);
    return bits;
}

/* Rare classes count more, since the measure is the mean over classes. At a
 * power of 1 all classes weigh the same; less keeps a class of few texts from
 * being seen everywhere. */
static void balance(struct fitting *f, size_t n, const struct question *q)
{
    double seen[CLASSES_MAX] = {0}, all = 0;
    for (size_t i = 0; i < n; i++)
        for (int c = 0; c < q->classes; c++)
            if (f->rows[i].right == 1u << c && !f->s.items[f->sample[i]].weak) {
                seen[c] += f->rows[i].weight;
                all += f->rows[i].weight;
            }
    for (size_t i = 0; i < n; i++)
        for (int c = 0; c < q->classes; c++)
            if (f->rows[i].right == 1u << c && seen[c] > 0 &&
                !f->s.items[f->sample[i]].weak)
                f->rows[i].weight *=
                    pow(all / (q->classes * seen[c]), q->balance);
}

/* A source of many labels does not speak alone. */
static void even_sources(struct fitting *f, size_t n)
{
    enum { FEW = 60 }; /* weighs of labels of which no source has less */
    double weighs[SOURCES_MAX] = {0}, all = 0;
    int sources = 0;
    for (size_t i = 0; i < n; i++)
        if (!f->s.items[f->sample[i]].weak)
            weighs[f->s.items[f->sample[i]].source] += f->rows[i].weight;
    for (int i = 0; i < SOURCES_MAX; i++) {
        all += weighs[i];
        sources += weighs[i] > 0;
    }
    for (size_t i = 0; i < n; i++) {
        const struct sample *s = &f->s.items[f->sample[i]];
        if (!s->weak)
            f->rows[i].weight *=
                pow(all / (sources * fmax(weighs[s->source], FEW)), EVENNESS);
    }
}

/* Rows of the samples that answer the question, but those of a fold; with the
 * unread (ALL) or without. */
static struct softmax_task task_of(struct fitting *f, const struct question *q,
                                   int without,
                                   const double (*prior)[CLASSES_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < f->s.n; i++) {
        const struct sample *s = &f->s.items[i];
        unsigned right = right_of(s, q);
        if (!right || s->fold == without || (s->unread && without != ALL))
            continue;
        f->sample[n] = i;
        f->rows[n++] = (struct softmax_row){
            &s->text, right, q == &TONES ? s->tone_weight : s->weight};
    }
    even_sources(f, n);
    balance(f, n, q);
    return (struct softmax_task){.rows = f->rows,
                                 .n = n,
                                 .classes = q->classes,
                                 .words = q->words ? f->s.kept : 0,
                                 .decay = DECAY,
                                 .word_decay = WORD_DECAY,
                                 .kin_decay = KIN_DECAY,
                                 .prior = prior};
}

static int greatest(const double *v, int n)
{
    int best = 0;
    for (int i = 1; i < n; i++)
        best = v[i] > v[best] ? i : best;
    return best;
}

struct tally {
    int right[CLASSES_MAX], told[CLASSES_MAX], there[CLASSES_MAX]; /* texts */
    int all, ok, ok_second;       /* texts, right, right by the second */
    int unknown, given_up;        /* left open; right ones among them */
    int sides, negatives, silent; /* complaint or not told rightly; ... */
};

static void count(struct tally *t, const struct sample *s, unsigned right,
                  int got)
{
    bool ok = right >> got & 1;
    int is = ok ? got : __builtin_ctz(right);
    bool told = type_tone((enum mention_type)got) == TONE_NEG;
    bool there = type_tone((enum mention_type)is) == TONE_NEG;
    t->told[got]++;
    t->there[is]++;
    t->right[got] += ok;
    t->ok += ok;
    t->ok_second += ok || (s->second >> got & 1);
    t->all++;
    t->sides += told == there;
    t->negatives += there;
    t->silent += there && !told;
}

static double share_of(int part, int all)
{
    return all ? (double)part / all : 0;
}

static void tell(struct fitting *f, const struct question *q, const char *on,
                 const struct tally *t)
{
    double f1 = 0, each[CLASSES_MAX];
    int n = 0;
    for (int c = 0; c < q->classes; c++) {
        int both = t->told[c] + t->there[c];
        each[c] = both ? 2.0 * t->right[c] / both : 0;
        f1 += each[c];
        n += both > 0;
    }
    buf_printf(f->report, "%s  %s: %d texts  accuracy %.3f  macro-F1 %.3f",
               q->name, on, t->all, share_of(t->ok, t->all), n ? f1 / n : 0);
    if (q == &TYPES)
        buf_printf(f->report,
                   "  or second %.3f  complaint or not %.3f  silent %.3f",
                   share_of(t->ok_second, t->all), share_of(t->sides, t->all),
                   share_of(t->silent, t->negatives));
    if (q == &TYPES)
        buf_printf(
            f->report,
            "\n       with %d unknown: accuracy %.3f, of the others %.3f",
            t->unknown, share_of(t->ok - t->given_up, t->all),
            share_of(t->ok - t->given_up, t->all - t->unknown));
    buf_z(f->report, "\n      ");
    for (int c = 0; c < q->classes; c++)
        buf_printf(f->report, " %s %.3f", q->id(c), each[c]);
    buf_char(f->report, '\n');
}

/* Shares of types, as a verdict would have them; the type told. */
static int type_of(const struct fitting *f, size_t i, double share[CLASSES_MAX])
{
    double tone[CLASSES_MAX];
    memcpy(share, f->scores[ASKS_TYPE][i], sizeof tone);
    memcpy(tone, f->scores[ASKS_TONE][i], sizeof tone);
    decide_shares(share, TYPE_SPOKEN, f->w->temperature);
    decide_shares(tone, TONE_COUNT, 1);
    decide_reconcile(tone, share);
    return decide_first(share);
}

/* The answer that would be told. */
static int answer(const struct fitting *f, const struct question *q, size_t i)
{
    double share[CLASSES_MAX];
    const double *scores = f->scores[q->number][i];
    if (q == &TYPES)
        return type_of(f, i, share);
    if (q == &TONES)
        return decide_tone(scores, (enum mention_type)type_of(f, i, share));
    return greatest(scores, q->classes);
}

/* Which texts would be left open. */
static void count_unknown(const struct fitting *f, struct tally *t, size_t i)
{
    const struct sample *s = &f->s.items[i];
    double share[CLASSES_MAX];
    int got = type_of(f, i, share);
    if (!decide_unknown(f->w, s->text.x, share[got]))
        return;
    t->unknown++;
    t->given_up += s->type >> got & 1;
}

/* Scores of the samples that `m` has not seen: of a fold, or the unread. */
static void score(struct fitting *f, const struct question *q,
                  const struct softmax_task *t, int fold,
                  const struct softmax_model *m)
{
    for (size_t i = 0; i < f->s.n; i++) {
        const struct sample *s = &f->s.items[i];
        if (s->unread ? fold == READ : s->fold == fold)
            softmax_scores(t, m, &s->text, f->scores[q->number][i]);
    }
}

/* What is measured apart. */
static const char *const GROUPS[] = {"left-out texts", "labels of one reader",
                                     "unread texts", NULL};

static const char *group_of(const struct sample *s)
{
    return GROUPS[s->unread ? 2 : s->single];
}

static void measure_group(struct fitting *f, const struct question *q,
                          const char *group)
{
    struct tally t = {0};
    for (size_t i = 0; i < f->s.n; i++) {
        const struct sample *s = &f->s.items[i];
        unsigned right = right_of(s, q);
        if (!right || s->weak || group_of(s) != group)
            continue;
        count(&t, s, right, answer(f, q, i));
        if (q == &TYPES)
            count_unknown(f, &t, i);
    }
    if (t.all)
        tell(f, q, group, &t);
}

static void measure(struct fitting *f, const struct question *q)
{
    for (int i = 0; GROUPS[i]; i++)
        measure_group(f, q, GROUPS[i]);
}

/* Texts with stars or sentiments, of a source that was left out: three tones,
 * as such tables have them; a mixed one is bad to whom it is about. */
static void measure_weak(struct fitting *f, int source)
{
    struct tally t = {0};
    double f1[TONE_COUNT], sum = 0;
    int n = 0;
    for (size_t i = 0; i < f->s.n; i++) {
        const struct sample *s = &f->s.items[i];
        if (!s->weak || s->source != source || !s->tone)
            continue;
        int got = answer(f, &TONES, i), is = __builtin_ctz(s->tone);
        got = got == TONE_MIX ? TONE_NEG : got;
        t.told[got]++;
        t.there[is]++;
        t.right[is] += got == is;
        t.all++;
    }
    for (int c = 0; c < TONE_MIX; c++) {
        f1[c] = share_of(2 * t.right[c], t.told[c] + t.there[c]);
        sum += t.there[c] ? f1[c] : 0;
        n += t.there[c] > 0;
    }
    if (n > 1)
        buf_printf(f->report,
                   "tones  weak texts of " STR_FMT ", left out: %d texts  "
                   "macro-F1 %.3f  neg %.3f pos %.3f, mean %.3f  neu %.3f\n",
                   STR_ARG(f->s.sources[source]), t.all, sum / n, f1[TONE_NEG],
                   f1[TONE_POS], (f1[TONE_NEG] + f1[TONE_POS]) / 2,
                   f1[TONE_NEU]);
}

/* Mean of -log(share of the right types) of texts that were left out. */
static double surprise(const struct fitting *f, double temperature)
{
    double sum = 0;
    for (size_t i = 0; i < f->s.n; i++) {
        const struct sample *s = &f->s.items[i];
        double share[CLASSES_MAX], right = 0;
        if (s->weak || s->single || s->unread || !s->type)
            continue;
        memcpy(share, f->scores[ASKS_TYPE][i], sizeof share);
        decide_shares(share, TYPE_SPOKEN, temperature);
        for (int c = 0; c < TYPE_SPOKEN; c++)
            right += s->type >> c & 1 ? share[c] : 0;
        sum -= log(fmax(right, 1e-9));
    }
    return sum;
}

/* The temperature that makes confidences true on left-out texts. */
static double best_temperature(const struct fitting *f)
{
    double best = 1, least = surprise(f, 1);
    for (double x = 0.5; x < 3; x += 0.05) {
        double s = surprise(f, x);
        if (s < least) {
            least = s;
            best = x;
        }
    }
    return best;
}

/* Shares of the types told, of the half that is asked for; their number. What
 * is left open is not told, so it has none. */
static size_t judge_half(const struct fitting *f, bool unread,
                         struct judged *rows)
{
    size_t n = 0;
    for (size_t i = 0; i < f->s.n; i++) {
        const struct sample *s = &f->s.items[i];
        double share[CLASSES_MAX];
        if (s->weak || s->single || s->unread != unread || !s->type)
            continue;
        int got = type_of(f, i, share);
        if (!decide_unknown(f->w, s->text.x, share[got]))
            rows[n++] =
                (struct judged){share[got], s->type >> got & 1, s->source};
    }
    return n;
}

/* What shares are worth. */
static void fit_confidence(struct fitting *f)
{
    struct judged *rows = arena_alloc(&f->s.arena, (f->s.n + 1) * sizeof *rows);
    size_t n = judge_half(f, false, rows);
    f->w->n_steps = calibrate(rows, n, f->w->steps);
    calibrate_report(rows, n, f->s.n_sources ? f->s.n_sources : FIT_FOLDS,
                     f->report);
    n = judge_half(f, true, rows);
    if (n)
        calibrate_unread(f->w, rows, n, f->report);
}

static struct softmax_model *model_new(const struct fitting *f)
{
    struct softmax_model *m = xcalloc(1, sizeof *m);
    m->words = xcalloc(f->s.kept + KIN, sizeof *m->words);
    return m;
}

static void model_free(struct softmax_model *m)
{
    free(m->words);
    free(m);
}

/* Every measured text gets scores from weights that have not seen it; then
 * all texts are fitted on. False when no text answers the question. */
static bool fit_question(struct fitting *f, const struct question *q,
                         const double (*prior)[CLASSES_MAX],
                         struct softmax_model *m)
{
    for (int fold = READ; fold < f->s.n_folds; fold++) {
        struct softmax_task t = task_of(f, q, fold, prior);
        softmax_fit(&t, m);
        score(f, q, &t, fold, m);
    }
    struct softmax_task t = task_of(f, q, ALL, prior);
    softmax_fit(&t, m);
    return t.n > 0;
}

static void take_dense(const struct softmax_model *m, int classes,
                       double (*out)[FEATURES_MAX])
{
    for (int c = 0; c < classes; c++)
        for (size_t i = 0; i < feature_count(); i++)
            out[c][i] = m->dense[i][c];
}

static void fit_facts(struct fitting *f)
{
    struct softmax_model *m = model_new(f);
    if (fit_question(f, &FACTS, NO_PRIOR, m))
        for (size_t i = 0; i < feature_count(); i++)
            f->w->facts[i] = m->dense[i][1] - m->dense[i][0];
    model_free(m);
}

static void make_room(struct fitting *f)
{
    f->rows = arena_alloc(&f->s.arena, f->s.n * sizeof *f->rows);
    f->sample = arena_alloc(&f->s.arena, f->s.n * sizeof *f->sample);
    for (int q = 0; q < QUESTIONS; q++)
        f->scores[q] = arena_alloc(&f->s.arena, f->s.n * sizeof *f->scores[q]);
}

static void fit_all(struct fitting *f, const struct fit_out *out)
{
    double prior[FEATURES_MAX][CLASSES_MAX];
    struct softmax_model *type = model_new(f), *tone = model_new(f);
    make_room(f);
    fill_prior(TYPE_PRIOR, sizeof TYPE_PRIOR / sizeof *TYPE_PRIOR, prior);
    if (fit_question(f, &TYPES, (const double(*)[CLASSES_MAX])prior, type))
        take_dense(type, TYPE_SPOKEN, f->w->type);
    f->w->temperature = best_temperature(f);
    fill_prior(TONE_PRIOR, sizeof TONE_PRIOR / sizeof *TONE_PRIOR, prior);
    if (fit_question(f, &TONES, (const double(*)[CLASSES_MAX])prior, tone))
        take_dense(tone, TONE_COUNT, f->w->tone);
    fit_facts(f);
    measure(f, &TYPES);
    measure(f, &TONES);
    for (int i = 0; i < f->s.n_sources; i++)
        measure_weak(f, i);
    fit_confidence(f);
    measure(f, &FACTS);
    decide_write(f->w, out->yaml);
    fit_words_write(&f->s, type, tone, out->words);
    model_free(type);
    model_free(tone);
}

bool classify_fit(struct classifier *c, const struct fit_table *tables,
                  size_t n, const struct fit_out *out, struct err *e)
{
    struct weights w = c->weights;
    struct fitting f = {.w = &w, .report = out->report};
    bool ok = true;
    fit_begin(&f.s);
    for (size_t i = 0; i < FIT_KINDS * n && ok; i++)
        ok = fit_read(&f.s, c, &tables[i % n], (enum fit_kind)(i / n), e) ||
             err_add(e, STR_FMT, STR_ARG(tables[i % n].name));
    if (ok && f.s.n < FIT_FOLDS)
        ok = err_set(e, "too few texts to fit on");
    if (ok) {
        fit_choose(&f.s);
        fit_all(&f, out);
    }
    fit_clear(&f.s);
    return ok;
}
