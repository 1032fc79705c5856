/* SPDX-License-Identifier: MIT
 *
 * softmax: weights of a multinomial logistic regression over the features of
 * decide.yaml and, beside them, many words of which a text holds few.
 *
 * A row may have several right classes (two readers differ; a weak label says
 * only "some complaint"): then the sum of their shares is made large. */
#ifndef MOLVA_SOFTMAX_H
#define MOLVA_SOFTMAX_H

#include "classify/decide.h"
#include "classify/kin.h"

enum { CLASSES_MAX = TYPE_SPOKEN };

struct softmax_text {
    double x[FEATURES_MAX]; /* features */
    const uint32_t *words;  /* n_words of them, each once */
    uint32_t n_words;       /* numbers of words it holds */
    float scale;            /* each word counts so much */
    const float *kin;       /* KIN sums of its words' vectors, or NULL */
};

struct softmax_row {
    const struct softmax_text *text; /* what is known of it */
    unsigned right;                  /* bit per right class */
    double weight;                   /* how much it counts */
};

struct softmax_model {
    double dense[FEATURES_MAX][CLASSES_MAX]; /* of the features */
    float (*words)[CLASSES_MAX]; /* of the words, and of KIN sums behind */
};

struct softmax_task {
    const struct softmax_row *rows;     /* n of them */
    size_t n;                           /* rows */
    int classes;                        /* of them */
    size_t words;                       /* there are so many; 0: none is used */
    double decay, word_decay;           /* toward the prior: less overfitting */
    double kin_decay;                   /* the same of the sums of vectors */
    const double (*prior)[CLASSES_MAX]; /* dense weights to start from */
};

/* Fits on the rows. The words of the model are room for t->words + KIN. */
void softmax_fit(const struct softmax_task *t, struct softmax_model *m);

/* Scores of the classes before the exponential. */
void softmax_scores(const struct softmax_task *t, const struct softmax_model *m,
                    const struct softmax_text *x, double score[CLASSES_MAX]);

#endif
