/* SPDX-License-Identifier: MIT
 *
 * brands: which other brands the same post is about, and the correction of
 * one (folder-private). */
#ifndef MOLVA_DESK_BRANDS_H
#define MOLVA_DESK_BRANDS_H

#include "desk/internal.h"

struct brands_told {
    struct mention *rows; /* n that the person may see: the same post about
                           * other brands */
    size_t n;
    struct post_brand *all; /* n_all: also those he may not see, and its own */
    size_t n_all;
};

bool brands_load(struct request *r, const struct mention *m,
                 struct brands_told *t, struct err *e) MUST_CHECK;
/* "+2": so many more brands, on a row of a list. */
void brands_sign(struct request *r, const struct mention *m);
/* "Also about Beta: overcharged, case 17". */
void brands_told(struct request *r, const struct brands_told *t);
/* Those it may be about: of molva.yaml, without its own and those that other
 * mentions of its post are about; *n of them, in the arena. */
const struct str *brands_other(struct request *r, const struct mention *m,
                               const struct brands_told *t, size_t *n);

#endif
