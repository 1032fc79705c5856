/* SPDX-License-Identifier: MIT
 * learn: what people corrected, as weights beside the shipped ones.
 *
 * A multinomial regression whose scores begin at what the shipped weights say
 * of a text; only what is added to them is fitted. Its step is a bound of the
 * curvature, so it goes down at each step and needs no rate. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "classify/fit_read.h"

enum {
    FOLDS = 5,    /* authors held out in turn */
    STEPS = 300,  /* of the descent */
    TEXTS_MIN = 3 /* that hold a word which may move */
};
#define DECAY         1.5  /* toward the shipped weights */
#define HELD_WEIGHT   0.1  /* of a text nobody corrected */
#define LEAST_WRITTEN 0.02 /* a weight below is not worth its bytes */

struct pupil {
    struct sample text;       /* its words */
    double type[TYPE_SPOKEN]; /* scores of the shipped weights */
    double tone[TONE_COUNT];  /* the same */
    unsigned types, tones;    /* right ones; 0: nobody said */
    double weight;            /* how much it counts */
    uint64_t author, sitting; /* whose text, said when by whom */
    bool held;                /* its scores shall stay */
    bool copy;                /* of a text before it */
};

typedef double change[TYPE_SPOKEN]; /* of a word's weights */

/* One of the two questions. */
struct subject {
    int classes;        /* answers */
    double temperature; /* scores are divided by it */
    size_t scores;      /* where they stand in a pupil */
    size_t right;       /* and the right answers */
};

struct support {
    int texts;                /* different ones that hold the word */
    uint64_t author, sitting; /* of the first */
    bool authors, sittings;   /* there are others */
};

struct learning {
    struct samples s;        /* words by number */
    struct pupil *items;     /* n of them, lessons before what is held */
    size_t n;                /* pupils */
    struct support *support; /* of each word */
    bool *kept;              /* which words may move */
    uint32_t *list;          /* n_list: their numbers */
    size_t n_list;           /* of them */
    change *type, *tone;     /* what is added to their weights */
    change *slope;           /* room for a gradient */
    double *bend;            /* room for its bounds */
    struct weights *w;       /* the shipped ones */
    struct classifier *c;    /* rules and brands */
};

static struct subject types_of(const struct learning *l)
{
    return (struct subject){TYPE_SPOKEN, l->w->temperature,
                            offsetof(struct pupil, type),
                            offsetof(struct pupil, types)};
}

static struct subject tones_of(void)
{
    return (struct subject){TONE_COUNT, 1, offsetof(struct pupil, tone),
                            offsetof(struct pupil, tones)};
}

static const double *scores_of(const struct pupil *p, const struct subject *q)
{
    return (const double *)((const char *)p + q->scores);
}

static unsigned right_of(const struct pupil *p, const struct subject *q)
{
    return *(const unsigned *)((const char *)p + q->right);
}

static int fold_of(const struct pupil *p)
{
    return (int)(p->author / 7 % FOLDS);
}

/* A type that is said bounds the tone, too. */
static unsigned tones_said(const struct lesson *lesson)
{
    enum tone of_type =
        lesson->type == TYPE_NONE ? TONE_NONE : type_tone(lesson->type);
    if (lesson->tone != TONE_NONE)
        return 1u << lesson->tone;
    if (of_type == TONE_NEG || of_type == TONE_POS)
        return 1u << of_type | 1u << TONE_MIX;
    return 0;
}

static void take(struct learning *l, const struct classify_input *in,
                 struct pupil *p)
{
    struct findings f = {.text = in->text};
    classify_find(l->c, in->title, in->text, &f);
    classify_say(l->c, &f);
    decide_scores(l->w, &f, in->rating, p->type, p->tone);
    fit_words(&l->s, l->c, &f, &p->text);
}

static void take_lesson(struct learning *l, const struct lesson *lesson)
{
    struct pupil *p = &l->items[l->n];
    bool spoken = lesson->type >= 0 && lesson->type < TYPE_SPOKEN;
    *p = (struct pupil){.weight = 1,
                        .types = spoken ? 1u << lesson->type : 0,
                        .tones = tones_said(lesson)};
    if (!p->types && !p->tones)
        return;
    take(l, &lesson->in, p);
    p->text.hash = text_hash(lesson->in.text);
    for (size_t i = 0; i < l->n && !p->copy; i++)
        p->copy = l->items[i].text.hash == p->text.hash;
    p->author = lesson->author.n ? str_hash(lesson->author) : p->text.hash;
    p->sitting = str_hash(lesson->who) ^ (uint64_t)lesson->day * 0x9e3779b9;
    l->n++;
}

/* Sum of the weights of lessons that have the same number there. */
static double weight_of_same(const struct learning *l, size_t i, size_t member)
{
    double sum = 0;
    uint64_t own, other;
    memcpy(&own, (const char *)&l->items[i] + member, sizeof own);
    for (size_t k = 0; k < l->n; k++) {
        memcpy(&other, (const char *)&l->items[k] + member, sizeof other);
        sum += other == own ? l->items[k].weight : 0;
    }
    return sum;
}

/* Lessons that have the same number there weigh `most` together. */
static void bound(struct learning *l, size_t member, double most)
{
    double *by = arena_alloc(&l->s.arena, (l->n + 1) * sizeof *by);
    for (size_t i = 0; i < l->n; i++)
        by[i] = fmin(1, most / weight_of_same(l, i, member));
    for (size_t i = 0; i < l->n; i++)
        l->items[i].weight *= by[i];
}

static void take_all(struct learning *l, const struct learn_setup *setup)
{
    l->items = arena_alloc(&l->s.arena,
                           (setup->n + setup->n_held + 1) * sizeof *l->items);
    for (size_t i = 0; i < setup->n; i++)
        take_lesson(l, &setup->lessons[i]);
    bound(l, offsetof(struct pupil, text.hash), 1);
    bound(l, offsetof(struct pupil, author), LESSONS_AUTHOR);
    bound(l, offsetof(struct pupil, sitting), LESSONS_SITTING);
    for (size_t i = 0; i < setup->n_held; i++) {
        struct pupil *p = &l->items[l->n++];
        *p = (struct pupil){.weight = HELD_WEIGHT, .held = true};
        take(l, &setup->held[i], p);
    }
}

/* May it move: no name, and taught more than once? */
static bool is_taught(struct learning *l, size_t word)
{
    const struct support *s = &l->support[word];
    const struct fit_word *w = &l->s.words[word];
    if (s->texts < TEXTS_MIN || !s->authors || !s->sittings ||
        fit_is_name(&l->s, w))
        return false;
    return w->word.p[0] == '=' || !classify_brand(l->c, &l->s.arena, w->word).n;
}

static void choose(struct learning *l, int without)
{
    memset(l->support, 0, l->s.n_words * sizeof *l->support);
    for (size_t i = 0; i < l->n; i++) {
        const struct pupil *p = &l->items[i];
        if (p->held || fold_of(p) == without)
            continue;
        for (uint32_t k = 0; k < p->text.text.n_words; k++) {
            struct support *s = &l->support[p->text.text.words[k]];
            if (s->texts == 0)
                s->author = p->author, s->sitting = p->sitting;
            s->texts += !p->copy;
            s->authors |= s->author != p->author;
            s->sittings |= s->sitting != p->sitting;
        }
    }
    l->n_list = 0;
    for (size_t i = 0; i < l->s.n_words; i++) {
        l->kept[i] = is_taught(l, i);
        if (l->kept[i])
            l->list[l->n_list++] = (uint32_t)i;
    }
}

/* Scores as shares, with what was learnt. */
static void shares_of(const struct learning *l, const struct subject *q,
                      const struct pupil *p, change *d, double *share)
{
    const double *base = scores_of(p, q);
    for (int c = 0; c < q->classes; c++)
        share[c] = base[c];
    for (uint32_t k = 0; d && k < p->text.text.n_words; k++) {
        uint32_t word = p->text.text.words[k];
        for (int c = 0; l->kept[word] && c < q->classes; c++)
            share[c] += (double)p->text.text.scale * d[word][c];
    }
    decide_shares(share, q->classes, q->temperature);
}

/* What the shares shall be: the right answers among themselves as they are;
 * what is held, as the shipped weights have it. */
static void aim_of(const struct learning *l, const struct subject *q,
                   const struct pupil *p, const double *share, double *aim)
{
    unsigned right = right_of(p, q);
    double sum = 0;
    if (p->held) {
        shares_of(l, q, p, NULL, aim);
        return;
    }
    for (int c = 0; c < q->classes; c++)
        sum += right >> c & 1 ? share[c] : 0;
    for (int c = 0; c < q->classes; c++)
        aim[c] = right >> c & 1 ? share[c] / fmax(sum, 1e-12) : 0;
}

static bool counts(const struct pupil *p, const struct subject *q, int without)
{
    return p->held || (right_of(p, q) && fold_of(p) != without);
}

static void add_slope(struct learning *l, const struct subject *q,
                      const struct pupil *p, change *d)
{
    double share[TYPE_SPOKEN], aim[TYPE_SPOKEN];
    const struct softmax_text *t = &p->text.text;
    double by = p->weight * (double)t->scale / q->temperature;
    shares_of(l, q, p, d, share);
    aim_of(l, q, p, share, aim);
    for (uint32_t k = 0; k < t->n_words; k++)
        for (int c = 0; l->kept[t->words[k]] && c < q->classes; c++)
            l->slope[t->words[k]][c] += by * (share[c] - aim[c]);
}

/* No slope bends more than this: half a unit for each pair of words. */
static void find_bends(struct learning *l, const struct subject *q, int without)
{
    for (size_t i = 0; i < l->s.n_words; i++)
        l->bend[i] = DECAY;
    for (size_t i = 0; i < l->n; i++) {
        const struct pupil *p = &l->items[i];
        const struct softmax_text *t = &p->text.text;
        double each = (double)t->scale / q->temperature, words = 0;
        if (!counts(p, q, without))
            continue;
        for (uint32_t k = 0; k < t->n_words; k++)
            words += l->kept[t->words[k]];
        for (uint32_t k = 0; k < t->n_words; k++)
            l->bend[t->words[k]] += p->weight * each * each * words / 2;
    }
}

static void step_down(struct learning *l, const struct subject *q, int without,
                      change *d)
{
    for (size_t i = 0; i < l->n_list; i++)
        memset(l->slope[l->list[i]], 0, sizeof *l->slope);
    for (size_t i = 0; i < l->n; i++)
        if (counts(&l->items[i], q, without))
            add_slope(l, q, &l->items[i], d);
    for (size_t i = 0; i < l->n_list; i++) {
        uint32_t w = l->list[i];
        for (int c = 0; c < q->classes; c++) {
            double slope = l->slope[w][c] + DECAY * d[w][c];
            double to = d[w][c] - slope / l->bend[w];
            d[w][c] = fmax(-LEARNT_MOST, fmin(LEARNT_MOST, to));
        }
    }
}

static void fit(struct learning *l, const struct subject *q, int without,
                change *d)
{
    memset(d, 0, l->s.n_words * sizeof *d);
    find_bends(l, q, without);
    for (int step = 0; step < STEPS && l->n_list; step++)
        step_down(l, q, without, d);
}

static void fit_both(struct learning *l, int without)
{
    struct subject types = types_of(l), tones = tones_of();
    choose(l, without);
    fit(l, &types, without, l->type);
    fit(l, &tones, without, l->tone);
}

/* Type and tone as they would be told. */
static void judge(const struct learning *l, const struct pupil *p, bool learnt,
                  int *type, int *tone)
{
    struct subject types = types_of(l), tones = tones_of();
    double share[TYPE_SPOKEN], tone_share[TYPE_SPOKEN];
    shares_of(l, &types, p, learnt ? l->type : NULL, share);
    shares_of(l, &tones, p, learnt ? l->tone : NULL, tone_share);
    decide_reconcile(tone_share, share);
    *type = decide_first(share);
    *tone = decide_tone(tone_share, (enum mention_type) * type);
}

static void score(struct learn_score *s, unsigned right, int before, int after)
{
    s->all += right != 0;
    s->before += right >> before & 1;
    s->after += right >> after & 1;
}

static void hold_out(struct learning *l, struct learnt *told)
{
    for (int fold = 0; fold < FOLDS; fold++) {
        fit_both(l, fold);
        for (size_t i = 0; i < l->n; i++) {
            const struct pupil *p = &l->items[i];
            int was[2], is[2];
            if (p->held || fold_of(p) != fold)
                continue;
            judge(l, p, false, &was[0], &was[1]);
            judge(l, p, true, &is[0], &is[1]);
            score(&told->types, p->types, was[0], is[0]);
            score(&told->tones, p->tones, was[1], is[1]);
        }
    }
}

static int by_word(const void *a, const void *b)
{
    const struct fit_word *x = *(const struct fit_word *const *)a;
    const struct fit_word *y = *(const struct fit_word *const *)b;
    size_t n = x->word.n < y->word.n ? x->word.n : y->word.n;
    int order = memcmp(x->word.p, y->word.p, n);
    return order ? order : (x->word.n > y->word.n) - (x->word.n < y->word.n);
}

static void put_weight(struct buf *out, const char *name, double weight,
                       const char **sep)
{
    if (fabs(weight) < LEAST_WRITTEN)
        return;
    buf_printf(out, "%s%s %+.2f", *sep, name, weight);
    *sep = " ";
}

static bool write_word(const struct learning *l, const struct fit_word *w,
                       struct buf *out)
{
    size_t at = (size_t)(w - l->s.words), before = out->n;
    const char *sep = "";
    buf_printf(out, STR_FMT "\t%d\t", STR_ARG(w->word), l->support[at].texts);
    for (int c = 0; c < TYPE_SPOKEN; c++)
        put_weight(out, type_name((enum mention_type)c), l->type[at][c], &sep);
    for (int c = 0; c < TONE_COUNT; c++)
        put_weight(out, tone_name((enum tone)c), l->tone[at][c], &sep);
    buf_char(out, '\n');
    if (!sep[0])
        out->n = before;
    return sep[0] != 0;
}

static size_t write_table(const struct learning *l, struct buf *out)
{
    size_t n = l->n_list, moved = 0;
    const struct fit_word **list = xcalloc(n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++)
        list[i] = &l->s.words[l->list[i]];
    qsort(list, n, sizeof *list, by_word);
    buf_z(out, "# Weights learnt from corrections, beside the shipped ones: "
               "docs/rules.md,\n# \"What people correct\". word, corrected "
               "texts that hold it, weights.\n");
    for (size_t i = 0; i < n; i++)
        moved += write_word(l, list[i], out);
    free(list);
    return moved;
}

void classify_learn(struct classifier *c, const struct learn_setup *setup,
                    struct buf *table, struct learnt *told)
{
    struct learning l = {.c = c, .w = &c->weights};
    *told = (struct learnt){0};
    fit_begin(&l.s);
    take_all(&l, setup);
    size_t n = l.s.n_words + 1;
    struct arena *a = &l.s.arena;
    l.support = arena_alloc(a, n * sizeof *l.support);
    l.kept = arena_alloc(a, n * sizeof *l.kept);
    l.list = arena_alloc(a, n * sizeof *l.list);
    l.type = arena_alloc(a, n * sizeof *l.type);
    l.tone = arena_alloc(a, n * sizeof *l.tone);
    l.slope = arena_alloc(a, n * sizeof *l.slope);
    l.bend = arena_alloc(a, n * sizeof *l.bend);
    told->lessons = l.n - setup->n_held;
    for (size_t i = 0; i < told->lessons; i++)
        told->weight += l.items[i].weight;
    hold_out(&l, told);
    fit_both(&l, -1);
    told->words = write_table(&l, table);
    fit_clear(&l.s);
}
