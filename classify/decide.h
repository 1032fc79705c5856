/* SPDX-License-Identifier: MIT
 *
 * decide: from what was found to type, second type, tone, facts, confidence.
 *
 * The document and its hits become numbers (features: levelled sums of
 * signals, a few facts about the text, combinations the guide names); the
 * weights of decide.yaml turn them into one score per type, to which the table
 * of words adds its own; the scores become shares that add up to one. */
#ifndef MOLVA_DECIDE_H
#define MOLVA_DECIDE_H

#include "classify/classify.h"
#include "classify/rules.h"
#include "classify/table.h"

enum { FEATURES_MAX = 80 };

/* Names of the features by number, NULL after the last. */
extern const char *const feature_names[];
enum { FEATURE_BIAS = 0 };
size_t feature_count(void);

void feature_take(const struct doc *d, const struct hits *h, double level,
                  double x[FEATURES_MAX]);
/* Did no rule say anything of the matter? People, facts and topics are told in
 * any text. */
bool feature_silent(const double x[FEATURES_MAX]);

/* Which of two thresholds. */
enum { UNKNOWN_SILENT, UNKNOWN_ANY, UNKNOWN_COUNT };

enum { STEPS_MAX = 16 };

/* What a share is worth. */
struct step {
    double share; /* of the type told */
    double right; /* how often such texts are right */
};

struct weights {
    double type[TYPE_SPOKEN][FEATURES_MAX]; /* score of a type per feature */
    double tone[TONE_COUNT][FEATURES_MAX];  /* the same for the tone */
    double facts[FEATURES_MAX];             /* facts are told when above 0 */
    double rating[TYPE_SPOKEN];          /* per share of stars above a half */
    double temperature;                  /* scores are divided by it */
    double second;                       /* share that makes a second type */
    double unknown_below[UNKNOWN_COUNT]; /* shares that make no type */
    struct step steps[STEPS_MAX];        /* n_steps, by share: confidence */
    size_t n_steps;                      /* 0: a share is its own worth */
    double level;                        /* where sums of signals level off */
    uint64_t hash;                       /* of the file */
};

bool decide_load(struct weights *w, const char *path, struct err *e) MUST_CHECK;
/* The file again, with these weights. */
void decide_write(const struct weights *w, struct buf *out);

/* The type told, from the shares: the likeliest, but some complaint where it
 * is likelier that the text is one than that it is none. There are five kinds
 * of them, and what is shared among five looks less than it is. */
int decide_first(const double share[TYPE_SPOKEN]);

/* Scores to shares, which add up to one: softmax of v / temperature. */
void decide_shares(double *v, int classes, double temperature);

/* The likeliest tone that agrees with the type, by scores or shares. */
enum tone decide_tone(const double tone[TONE_COUNT], enum mention_type type);

/* Makes each type's share smaller as far as no tone agrees with it. */
void decide_reconcile(const double tone[TONE_COUNT], double share[TYPE_SPOKEN]);

/* How often a text is right whose type has that share. */
double decide_confidence(const struct weights *w, double share);

/* Is the greatest share too small to tell its type? */
bool decide_unknown(const struct weights *w, const double x[FEATURES_MAX],
                    double share);

/* All that is known of a text before it is judged. */
struct findings {
    struct str text;        /* itself, without its title */
    struct doc doc;         /* its words */
    struct hits hits;       /* rules that fired */
    struct sayings sayings; /* what the table of words adds */
};

/* Scores of types and of tones, before they become shares. */
void decide_scores(const struct weights *w, const struct findings *f,
                   double rating, double type[TYPE_SPOKEN],
                   double tone[TONE_COUNT]);

/* Everything of v but brand and evidence. */
void decide_verdict(const struct weights *w, const struct findings *f,
                    const struct classify_input *in, struct verdict *v);

#endif
