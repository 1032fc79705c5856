/* SPDX-License-Identifier: MIT
 * fit: the weights of decide.yaml from labelled texts.
 *
 * What is reported is what the weights did on texts they were not fitted on
 * (ten folds): the fit on all texts is written, but says nothing. */
#include <math.h>
#include <string.h>

#include "base/csv.h"
#include "base/text.h"
#include "classify/internal.h"
#include "classify/softmax.h"

enum { FOLDS = 10, ALL = -2, DECAY = 6 };

struct sample {
    struct softmax_row type, tone, facts; /* right == 0: not told */
    unsigned second;                      /* types that are also right */
};

struct fitting {
    struct arena arena;            /* of the samples */
    struct sample *samples;        /* n of them */
    size_t n, cap;                 /* used and room */
    struct softmax_row *rows;      /* of the task at hand */
    double (*scores)[CLASSES_MAX]; /* of left-out rows, by sample */
    struct weights *w;             /* being fitted */
    struct buf *report;            /* how well */
};

/* What the guide says before any text is seen. The fit starts here and stays
 * near it where the texts say little: without it, weights fitted on one site
 * do worse on another. */
static const struct {
    enum mention_type type; /* whose score */
    const char *feature;    /* by its name */
    double weight;          /* the score gets */
} PRIOR[] = {
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

static const double NO_PRIOR[CLASSES_MAX][FEATURES_MAX];

static void fill_prior(double prior[CLASSES_MAX][FEATURES_MAX])
{
    memset(prior, 0, sizeof NO_PRIOR);
    for (size_t i = 0; i < sizeof PRIOR / sizeof *PRIOR; i++)
        for (size_t f = 0; f < feature_count(); f++)
            if (strcmp(feature_names[f], PRIOR[i].feature) == 0)
                prior[PRIOR[i].type][f] = PRIOR[i].weight;
}

struct fit_columns {
    int type, alt, second, text, tone, facts, weight; /* -1: missing */
};

static struct str field(const struct csv_record *r, int column)
{
    return column >= 0 && (size_t)column < r->n ? r->fields[column]
                                                : (struct str){0};
}

/* "broken|overcharged": a bit for each. False when a name is unknown. */
static bool types_of(struct str list, unsigned *bits)
{
    struct str name;
    *bits = 0;
    while (list.n && str_split(&list, '|', &name)) {
        int t = type_by_name(name);
        if (t == TYPE_NONE)
            return false;
        *bits |= 1u << t;
    }
    return true;
}

static unsigned tone_bit(struct str name)
{
    enum tone tone = tone_by_name(name);
    return tone == TONE_NONE ? 0 : 1u << tone;
}

static bool read_sample(struct classifier *c, const struct csv_record *r,
                        const struct fit_columns *col, struct sample *s)
{
    unsigned type, alt, second;
    struct doc d;
    struct hits hits;
    double weight = 1;
    if (!types_of(field(r, col->type), &type) || !type ||
        !types_of(field(r, col->alt), &alt))
        return false;
    bool weak = str_num(field(r, col->weight), &weight) && weight != 1;
    arena_reset(&c->scratch);
    doc_make(&d, &c->scratch, c->rules.vocab, (struct str){0},
             field(r, col->text));
    match_run(&c->rules, &c->scratch, &d, &hits);
    struct softmax_row row = {.weight = weight};
    feature_take(&d, &hits, c->weights.level, row.x);
    row.fold = weak ? -1 : (int)(text_hash(field(r, col->text)) / 7 % FOLDS);
    s->type = s->tone = s->facts = row;
    s->type.right = type | alt;
    s->tone.right = tone_bit(field(r, col->tone));
    struct str facts = field(r, col->facts);
    s->facts.right = str_eqz(facts, "1") ? 2 : str_eqz(facts, "0") ? 1 : 0;
    s->second = types_of(field(r, col->second), &second) ? second : 0;
    return true;
}

static bool read_samples(struct fitting *f, struct classifier *c,
                         struct str text, struct err *e)
{
    struct csv csv;
    struct csv_record r;
    csv_init(&csv, text);
    if (!csv_next(&csv, &f->arena, &r))
        return err_set(e, "the table is empty");
    struct fit_columns col = {csv_column(&r, "type"),   csv_column(&r, "alt"),
                              csv_column(&r, "second"), csv_column(&r, "text"),
                              csv_column(&r, "tone"),   csv_column(&r, "facts"),
                              csv_column(&r, "weight")};
    if (col.type < 0 || col.text < 0)
        return err_set(e, "the table needs the columns 'type' and 'text'");
    while (csv_next(&csv, &f->arena, &r)) {
        f->samples = arena_grow(&f->arena, f->samples, f->n, &f->cap,
                                sizeof *f->samples);
        if (!read_sample(c, &r, &col, &f->samples[f->n]))
            return err_set(e, "line %d: unknown type '" STR_FMT "'", csv.line,
                           STR_ARG(field(&r, col.type)));
        f->n++;
    }
    return f->n >= FOLDS || err_set(e, "too few texts to fit on");
}

/* Rare classes count more, since the measure is the mean over classes. At a
 * power of 1 all classes weigh the same; less keeps a class of few texts from
 * being seen everywhere. */
static void balance(struct softmax_row *rows, size_t n, int classes,
                    double power)
{
    double seen[CLASSES_MAX] = {0}, all = 0;
    for (size_t i = 0; i < n; i++)
        for (int c = 0; c < classes; c++)
            if (rows[i].right == 1u << c && rows[i].fold >= 0) {
                seen[c] += rows[i].weight;
                all += rows[i].weight;
            }
    for (size_t i = 0; i < n; i++)
        for (int c = 0; c < classes; c++)
            if (rows[i].right == 1u << c && seen[c] > 0)
                rows[i].weight *= pow(all / (classes * seen[c]), power);
}

static size_t rows_of(struct fitting *f, size_t member)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct softmax_row *r =
            (const void *)((const char *)&f->samples[i] + member);
        if (r->right)
            f->rows[n++] = *r;
    }
    return n;
}

/* Scores of every row by weights that have not seen its fold. */
static void cross_validate(struct fitting *f, const struct softmax_task *t)
{
    double w[CLASSES_MAX][FEATURES_MAX];
    for (int fold = 0; fold < FOLDS; fold++) {
        softmax_fit(t, fold, w);
        for (size_t i = 0; i < t->n; i++)
            if (t->rows[i].fold == fold)
                softmax_scores((const double(*)[FEATURES_MAX])w, t->classes,
                               t->rows[i].x, f->scores[i]);
    }
}

static int greatest(const double *v, int n)
{
    int best = 0;
    for (int i = 1; i < n; i++)
        best = v[i] > v[best] ? i : best;
    return best;
}

/* Mean F1 and accuracy over the rows that were left out once. */
static void measure(const struct fitting *f, const struct softmax_task *t,
                    double *f1, double *accuracy, double each[CLASSES_MAX])
{
    int right[CLASSES_MAX] = {0}, told[CLASSES_MAX] = {0},
        there[CLASSES_MAX] = {0}, n = 0, all = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->rows[i].fold < 0)
            continue;
        int got = greatest(f->scores[i], t->classes);
        bool ok = t->rows[i].right >> got & 1;
        int is = ok ? got : __builtin_ctz(t->rows[i].right);
        told[got]++;
        there[is]++;
        right[got] += ok;
        all += ok;
        n++;
    }
    *f1 = 0;
    for (int c = 0; c < t->classes; c++) {
        each[c] =
            told[c] + there[c] ? 2.0 * right[c] / (told[c] + there[c]) : 0;
        *f1 += each[c] / t->classes;
    }
    *accuracy = n ? (double)all / n : 0;
}

/* Mean of -log(share of the right classes) of left-out rows. */
static double surprise(const struct fitting *f, const struct softmax_task *t,
                       double temperature)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        double share[CLASSES_MAX], right = 0;
        if (t->rows[i].fold < 0)
            continue;
        memcpy(share, f->scores[i], sizeof share);
        softmax_shares(share, t->classes, temperature);
        for (int c = 0; c < t->classes; c++)
            right += t->rows[i].right >> c & 1 ? share[c] : 0;
        sum -= log(fmax(right, 1e-9));
    }
    return sum;
}

/* The temperature that makes confidences true on left-out texts. */
static double calibrate(const struct fitting *f, const struct softmax_task *t)
{
    double best = 1, least = surprise(f, t, 1);
    for (double x = 0.5; x < 3; x += 0.05) {
        double s = surprise(f, t, x);
        if (s < least) {
            least = s;
            best = x;
        }
    }
    return best;
}

static void fit_types(struct fitting *f, double decay)
{
    double f1, accuracy, each[CLASSES_MAX];
    double prior[CLASSES_MAX][FEATURES_MAX];
    fill_prior(prior);
    struct softmax_task t = {f->rows, rows_of(f, offsetof(struct sample, type)),
                             TYPE_COUNT, decay,
                             (const double(*)[FEATURES_MAX])prior};
    balance(f->rows, t.n, t.classes, 0.3);
    cross_validate(f, &t);
    measure(f, &t, &f1, &accuracy, each);
    f->w->temperature = calibrate(f, &t);
    buf_printf(f->report,
               "types  left-out texts: accuracy %.3f  macro-F1 %.3f"
               "  temperature %.2f\n      ",
               accuracy, f1, f->w->temperature);
    for (int c = 0; c < TYPE_COUNT; c++)
        buf_printf(f->report, " %s %.3f", type_name((enum mention_type)c),
                   each[c]);
    buf_char(f->report, '\n');
    softmax_fit(&t, ALL, f->w->type);
}

static void fit_tones(struct fitting *f, double decay)
{
    double f1, accuracy, each[CLASSES_MAX];
    double w[CLASSES_MAX][FEATURES_MAX];
    struct softmax_task t = {f->rows, rows_of(f, offsetof(struct sample, tone)),
                             TONE_COUNT, decay, NO_PRIOR};
    if (!t.n)
        return;
    balance(f->rows, t.n, t.classes, 0.5);
    cross_validate(f, &t);
    measure(f, &t, &f1, &accuracy, each);
    buf_printf(f->report,
               "tones  left-out texts: accuracy %.3f  macro-F1 %.3f\n",
               accuracy, f1);
    softmax_fit(&t, ALL, w);
    memcpy(f->w->tone, w, sizeof f->w->tone);
}

static void fit_facts(struct fitting *f, double decay)
{
    double f1, accuracy, each[CLASSES_MAX];
    double w[CLASSES_MAX][FEATURES_MAX];
    struct softmax_task t = {f->rows,
                             rows_of(f, offsetof(struct sample, facts)), 2,
                             decay, NO_PRIOR};
    if (!t.n)
        return;
    cross_validate(f, &t);
    measure(f, &t, &f1, &accuracy, each);
    buf_printf(f->report,
               "facts  left-out texts: accuracy %.3f  macro-F1 %.3f\n",
               accuracy, f1);
    softmax_fit(&t, ALL, w);
    for (size_t i = 0; i < feature_count(); i++)
        f->w->facts[i] = w[1][i] - w[0][i];
}

bool classify_fit(struct classifier *c, struct str csv, struct buf *yaml,
                  struct buf *report, struct err *e)
{
    struct weights w = c->weights;
    struct fitting f = {.w = &w, .report = report};
    const double decay = DECAY;
    bool ok = read_samples(&f, c, csv, e);
    if (ok) {
        f.rows = arena_alloc(&f.arena, f.n * sizeof *f.rows);
        f.scores = arena_alloc(&f.arena, f.n * sizeof *f.scores);
        fit_types(&f, decay);
        fit_tones(&f, decay);
        fit_facts(&f, decay);
        decide_write(&w, yaml);
    }
    arena_clear(&f.arena);
    return ok;
}
