/* SPDX-License-Identifier: MIT
 *
 * deadlines: by when a regulator, a standard or one's own rule wants a
 * complaint acknowledged, answered and finally answered (idea 25), from a file
 * of rules/deadlines. Pure but for that file. */
#ifndef MOLVA_DEADLINES_H
#define MOLVA_DEADLINES_H

#include "base/worktime.h"

/* A task with this in place of a chain is one of them. */
#define DEADLINES "deadlines"

enum deadline { DEADLINE_ACKNOWLEDGED, DEADLINE_ANSWERED, DEADLINE_FINAL };

struct deadline_step {
    int step;          /* enum deadline */
    int count;         /* 0 working days and hours, 1 calendar days */
    int64_t in;        /* seconds from when the case was opened */
    int64_t extend;    /* it may be put off by, 0 not */
    struct str ru, en; /* what is to be done */
    struct str source; /* where that is written */
};

struct deadlines_reason {
    struct str ru, en; /* in words */
    struct str source; /* where that is written */
};

struct deadlines {
    struct str ru, en, source; /* whose rule it is */
    bool pauses; /* its time stands still while the author is waited for */
    struct deadlines_reason because; /* it does or does not; empty: not said */
    struct yaml_subs steps;          /* of struct deadline_step, none twice */
};

bool deadlines_load(struct deadlines *d, struct arena *a, const char *path,
                    struct err *e) MUST_CHECK;
/* The i-th step; NULL behind the last. */
const struct deadline_step *deadlines_at(const struct deadlines *d, size_t i);
/* When it is due for a case opened then; what is due then, put off. */
int64_t deadlines_due(const struct deadline_step *s,
                      const struct worktime *work, int64_t opened);
int64_t deadlines_put_off(const struct deadline_step *s,
                          const struct worktime *work, int64_t due);

#endif
