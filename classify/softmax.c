/* SPDX-License-Identifier: MIT
 * softmax: full gradients and Adam; the same input gives the same weights. */
#include "classify/softmax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 120 };

/* What words and the sums of their vectors add, before the scale. */
static void add_words(const struct softmax_task *t,
                      const struct softmax_model *m,
                      const struct softmax_text *x, float out[CLASSES_MAX])
{
    const float(*kin)[CLASSES_MAX] = m->words + t->words;
    for (uint32_t i = 0; i < x->n_words; i++)
        for (int c = 0; c < CLASSES_MAX; c++)
            out[c] += m->words[x->words[i]][c];
    for (int d = 0; x->kin && d < KIN; d++)
        for (int c = 0; c < CLASSES_MAX; c++)
            out[c] += kin[d][c] * x->kin[d];
}

/* Most features of a text are 0. */
static void add_features(const struct softmax_model *m, const double *x,
                         double out[CLASSES_MAX])
{
    size_t features = feature_count();
    for (size_t f = 0; f < features; f++)
        if (x[f] != 0)
            for (int c = 0; c < CLASSES_MAX; c++)
                out[c] += m->dense[f][c] * x[f];
}

void softmax_scores(const struct softmax_task *t, const struct softmax_model *m,
                    const struct softmax_text *x, double score[CLASSES_MAX])
{
    double sum[CLASSES_MAX] = {0};
    float words[CLASSES_MAX] = {0};
    if (t->words)
        add_words(t, m, x, words);
    for (int c = 0; c < CLASSES_MAX; c++)
        sum[c] = (double)(words[c] * x->scale);
    add_features(m, x->x, sum);
    memcpy(score, sum, (size_t)t->classes * sizeof *score);
}

/* Adds what g, the gradient of a row's scores, says of the weights. */
static void add_gradient(const struct softmax_task *t,
                         const struct softmax_text *x,
                         const double g[CLASSES_MAX],
                         struct softmax_model *gradient)
{
    size_t features = feature_count();
    float words[CLASSES_MAX], (*kin)[CLASSES_MAX] = gradient->words + t->words;
    for (size_t f = 0; f < features; f++)
        if (x->x[f] != 0)
            for (int c = 0; c < CLASSES_MAX; c++)
                gradient->dense[f][c] += g[c] * x->x[f];
    if (!t->words)
        return;
    for (int c = 0; c < CLASSES_MAX; c++)
        words[c] = (float)g[c] * x->scale;
    for (uint32_t i = 0; i < x->n_words; i++)
        for (int c = 0; c < CLASSES_MAX; c++)
            gradient->words[x->words[i]][c] += words[c];
    for (int d = 0; x->kin && d < KIN; d++)
        for (int c = 0; c < CLASSES_MAX; c++)
            kin[d][c] += words[c] * x->kin[d];
}

/* Adds the gradient of one row: share minus share among the right ones. */
static void add_row(const struct softmax_task *t, const struct softmax_row *r,
                    const struct softmax_model *m,
                    struct softmax_model *gradient)
{
    double share[CLASSES_MAX], g[CLASSES_MAX] = {0}, right = 0;
    softmax_scores(t, m, r->text, share);
    decide_shares(share, t->classes, 1);
    for (int c = 0; c < t->classes; c++)
        right += r->right >> c & 1 ? share[c] : 0;
    for (int c = 0; c < t->classes; c++) {
        double aim = r->right >> c & 1 ? share[c] / fmax(right, 1e-12) : 0;
        g[c] = r->weight * (share[c] - aim);
    }
    add_gradient(t, r->text, g, gradient);
}

/* Running means of the gradient and of its square. */
struct adam {
    struct softmax_model mean, square;
    double rate, fix1, fix2; /* of the step at hand */
};

static void adam_begin(struct adam *a, int step)
{
    a->rate = 0.1 / (1 + step / 36.0);
    a->fix1 = 1 - pow(0.9, step);
    a->fix2 = 1 - pow(0.99, step);
}

static void step_dense(struct adam *a, const struct softmax_task *t,
                       const struct softmax_model *gradient, double all,
                       struct softmax_model *m)
{
    for (int c = 0; c < t->classes; c++)
        for (size_t f = 0; f < feature_count(); f++) {
            double decay = f == FEATURE_BIAS ? t->decay / 10 : t->decay;
            double drift = m->dense[f][c] - t->prior[f][c];
            double g = (gradient->dense[f][c] + decay * drift) / all;
            double *mean = &a->mean.dense[f][c];
            double *square = &a->square.dense[f][c];
            *mean = 0.9 * *mean + 0.1 * g;
            *square = 0.99 * *square + 0.01 * g * g;
            m->dense[f][c] -=
                a->rate * (*mean / a->fix1) / (sqrt(*square / a->fix2) + 1e-9);
        }
}

static void step_words(struct adam *a, const struct softmax_task *t,
                       const struct softmax_model *gradient, double all,
                       struct softmax_model *m)
{
    float n = (float)all;
    float rate = (float)(a->rate / a->fix1), fix = (float)(1 / a->fix2);
    for (size_t i = 0; i < t->words + KIN; i++) {
        float decay = (float)(i < t->words ? t->word_decay : t->kin_decay);
        for (size_t c = 0; c < CLASSES_MAX; c++) {
            float *w = &m->words[i][c];
            float *mean = &a->mean.words[i][c];
            float *square = &a->square.words[i][c];
            float g = (gradient->words[i][c] + decay * *w) / n;
            *mean = 0.9F * *mean + 0.1F * g;
            *square = 0.99F * *square + 0.01F * g * g;
            *w -= rate * *mean / (sqrtf(*square * fix) + 1e-7F);
        }
    }
}

void softmax_fit(const struct softmax_task *t, struct softmax_model *m)
{
    struct adam *a = xcalloc(1, sizeof *a);
    struct softmax_model *gradient = xcalloc(1, sizeof *gradient);
    size_t room = (t->words + KIN) * sizeof *m->words;
    a->mean.words = xcalloc(1, room);
    a->square.words = xcalloc(1, room);
    gradient->words = xcalloc(1, room);
    memcpy(m->dense, t->prior, sizeof m->dense);
    memset(m->words, 0, room);
    for (int step = 1; step <= STEPS && t->n; step++) {
        memset(gradient->dense, 0, sizeof gradient->dense);
        memset(gradient->words, 0, room);
        double all = 0;
        for (size_t i = 0; i < t->n; i++) {
            all += t->rows[i].weight;
            add_row(t, &t->rows[i], m, gradient);
        }
        adam_begin(a, step);
        step_dense(a, t, gradient, all, m);
        step_words(a, t, gradient, all, m);
    }
    free(a->mean.words);
    free(a->square.words);
    free(gradient->words);
    free(gradient);
    free(a);
}
