/* SPDX-License-Identifier: MIT
 *
 * drift: how often the machine was right in the weekly samples, and whether it
 * is no more what it was.
 *
 * Precision is over the mentions that were given a type: who says "unknown" is
 * not wrong. Intervals are Wilson's (JASA 1927), 95 %; the difference of two
 * weeks is Newcombe's (Statistics in Medicine 1998, method 10). */
#ifndef MOLVA_DRIFT_H
#define MOLVA_DRIFT_H

#include "store/store.h"

struct drift_week {
    int64_t week;           /* its first second */
    int drawn, said;        /* mentions; those with a label */
    int unknown;            /* of these the machine gave no type */
    int told, right;        /* to these it did; rightly */
    double share, low, top; /* precision and its interval; 0 0 1 without any */
};

enum drift {
    DRIFT_NONE,
    DRIFT_BELOW, /* surely less than promised */
    DRIFT_FALL   /* surely less than in the weeks before */
};

/* The weeks of rows, which are in order of them; in the arena. */
size_t drift_weeks(struct arena *a, const struct sample_row *rows, size_t n,
                   struct drift_week **weeks);
/* Of the last of n weeks; promised: a share. */
enum drift drift_of(const struct drift_week *weeks, size_t n, double promised);
/* For people: "week of 2026-11-16: right 9 of 18 (.29 .71) ..." */
struct str drift_said(struct arena *a, const struct drift_week *w,
                      enum drift why, bool ru);

#endif
