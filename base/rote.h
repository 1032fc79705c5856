/* SPDX-License-Identifier: MIT
 *
 * rote: do the words of a reply stand there already?
 *
 * Digits are masked, so that another sum of as many parts, or another day,
 * makes no other reply; two replies are compared by their runs of three words
 * (shingle.h). */
#ifndef MOLVA_ROTE_H
#define MOLVA_ROTE_H

#include "base/str.h"

enum { ROTE_LAST = 200 }; /* replies of a venue that are compared with */

struct rote {
    double most;  /* 0..1, how like the likest of them it is */
    size_t times; /* of them say it in the same words, but for a few */
    size_t last;  /* of them the likest, by index; n when there is none */
};

/* Compares with n earlier replies. */
struct rote rote_of(struct arena *a, struct str text, const struct str *before,
                    size_t n);

/* Of the text and what else stands in `others`, each behind a byte 1E, the
 * first that says it in words that stand in none of the n, else what is least
 * like them. */
struct str rote_least(struct arena *a, struct str text, struct str others,
                      const struct str *before, size_t n);

#endif
