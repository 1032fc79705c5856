/* SPDX-License-Identifier: MIT
 *
 * softmax: weights of a multinomial logistic regression.
 *
 * A row may have several right classes (two readers differ; a weak label says
 * only "some complaint"): then the sum of their shares is made large. */
#ifndef MOLVA_SOFTMAX_H
#define MOLVA_SOFTMAX_H

#include "classify/decide.h"

enum { CLASSES_MAX = TYPE_COUNT };

struct softmax_row {
    double x[FEATURES_MAX]; /* features */
    unsigned right;         /* bit per right class */
    double weight;          /* how much it counts */
    int fold;               /* of the cross-validation, -1 = never left out */
};

struct softmax_task {
    const struct softmax_row *rows; /* n of them */
    size_t n;                       /* rows */
    int classes;                    /* of them */
    double decay;                   /* toward the prior: less overfitting */
    const double (*prior)[FEATURES_MAX]; /* weights to start from */
};

/* Fits on every row whose fold is not `leave_out` (-2: on all). */
void softmax_fit(const struct softmax_task *t, int leave_out,
                 double w[CLASSES_MAX][FEATURES_MAX]);

/* Scores of the classes before the exponential. */
void softmax_scores(const double w[CLASSES_MAX][FEATURES_MAX], int classes,
                    const double x[FEATURES_MAX], double score[CLASSES_MAX]);

/* Scores to shares. */
void softmax_shares(double *v, int classes, double temperature);

#endif
