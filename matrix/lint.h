/* SPDX-License-Identifier: MIT
 *
 * lint: rules/replies/lint.yaml as it is loaded (folder-private). */
#ifndef MOLVA_MATRIX_LINT_H
#define MOLVA_MATRIX_LINT_H

#include "matrix/internal.h"
#include "matrix/patterns.h"

struct lint_rule {
    struct str id;         /* what finding it is: pathos, blame ... */
    struct str lang;       /* ru, en or any */
    struct patterns match; /* on the reply */
    bool want;             /* one of them must be there */
    struct bilingual say;  /* what to do about it */
    struct str pack;       /* only where this pack is on; "" everywhere */
    struct yaml_strs hit;  /* replies it remarks on */
    struct yaml_strs miss; /* and on which it does not */
};

struct lint {
    struct lint_rule *rules; /* n of them */
    size_t n;
    struct patterns asks;     /* for details */
    struct patterns turns;    /* behind which praise is praise no more */
    struct patterns nameless; /* whole names that are nobody's */
    struct patterns family;   /* what stands beside a given name */
    struct patterns father;   /* of it, what one is addressed by as well */
    struct map given;         /* given names, folded */
    struct promise *promises; /* n_promises of them */
    size_t n_promises;
};

/* How a day is promised, and how one that was is told. */
struct promise {
    struct patterns match; /* with DAY or SPAN */
    struct patterns told;  /* in the same part of a sentence: it is past */
    struct patterns still; /* it is a promise all the same */
};

/* Does one of the patterns fit the text, or (whole) all of it? */
bool lint_fits(const struct patterns *p, struct str text, bool whole);
/* Is the rule for replies of that language, and is its pack on? */
bool lint_is_on(const struct matrix *m, const struct lint_rule *r,
                struct str lang);

#endif
