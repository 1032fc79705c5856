/* SPDX-License-Identifier: MIT
 * softmax: full gradients and Adam; the same input gives the same weights. */
#include "classify/softmax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 300 };

typedef double matrix[CLASSES_MAX][FEATURES_MAX];

void softmax_scores(const double w[CLASSES_MAX][FEATURES_MAX], int classes,
                    const double x[FEATURES_MAX], double score[CLASSES_MAX])
{
    size_t features = feature_count();
    for (int c = 0; c < classes; c++) {
        score[c] = 0;
        for (size_t f = 0; f < features; f++)
            score[c] += w[c][f] * x[f];
    }
}

void softmax_shares(double *v, int classes, double temperature)
{
    double top = v[0], sum = 0;
    for (int c = 1; c < classes; c++)
        top = v[c] > top ? v[c] : top;
    for (int c = 0; c < classes; c++)
        sum += v[c] = exp((v[c] - top) / temperature);
    for (int c = 0; c < classes; c++)
        v[c] /= sum;
}

/* Adds the gradient of one row: share minus share among the right ones. */
static void add_row(const struct softmax_row *r, int classes, const matrix w,
                    matrix gradient)
{
    double share[CLASSES_MAX], right = 0;
    softmax_scores(w, classes, r->x, share);
    softmax_shares(share, classes, 1);
    for (int c = 0; c < classes; c++)
        right += r->right >> c & 1 ? share[c] : 0;
    for (int c = 0; c < classes; c++) {
        double aim = r->right >> c & 1 ? share[c] / fmax(right, 1e-12) : 0;
        double g = r->weight * (share[c] - aim);
        for (size_t f = 0; f < feature_count(); f++)
            gradient[c][f] += g * r->x[f];
    }
}

struct adam {
    matrix mean, square; /* running means of the gradient and its square */
};

static void adam_step(struct adam *a, const matrix gradient, int step,
                      int classes, matrix w)
{
    double rate = 0.1 / (1 + step / 60.0);
    double fix1 = 1 - pow(0.9, step), fix2 = 1 - pow(0.99, step);
    for (int c = 0; c < classes; c++)
        for (size_t f = 0; f < feature_count(); f++) {
            double g = gradient[c][f];
            a->mean[c][f] = 0.9 * a->mean[c][f] + 0.1 * g;
            a->square[c][f] = 0.99 * a->square[c][f] + 0.01 * g * g;
            w[c][f] -= rate * (a->mean[c][f] / fix1) /
                       (sqrt(a->square[c][f] / fix2) + 1e-9);
        }
}

void softmax_fit(const struct softmax_task *t, int leave_out,
                 double w[CLASSES_MAX][FEATURES_MAX])
{
    struct adam *a = xcalloc(1, sizeof *a);
    matrix gradient;
    memcpy(w, t->prior, sizeof(matrix));
    for (int step = 1; step <= STEPS; step++) {
        memset(gradient, 0, sizeof gradient);
        double all = 0;
        for (size_t i = 0; i < t->n; i++) {
            if (leave_out >= 0 && t->rows[i].fold == leave_out)
                continue;
            all += t->rows[i].weight;
            add_row(&t->rows[i], t->classes, (const double(*)[FEATURES_MAX])w,
                    gradient);
        }
        for (int c = 0; c < t->classes; c++)
            for (size_t f = 0; f < feature_count(); f++) {
                double decay = f == FEATURE_BIAS ? t->decay / 10 : t->decay;
                double drift = w[c][f] - t->prior[c][f];
                gradient[c][f] = (gradient[c][f] + decay * drift) / all;
            }
        adam_step(a, (const double(*)[FEATURES_MAX])gradient, step, t->classes,
                  w);
    }
    free(a);
}
