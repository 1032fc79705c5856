/* SPDX-License-Identifier: MIT
 *
 * narrow: mentions by what their cells (place.h) do not tell apart: thread,
 * whose the case is, how far it is, unsure, overdue. Each begins at an index of
 * its own; the rest is looked at. */
#ifndef MOLVA_NARROW_H
#define MOLVA_NARROW_H

#include "store/db.h"

/* Is anything wanted? */
bool narrow_wants(const struct narrowing *w);
/* Fills `hit`, which is empty, with those that fit: at most `most`, the last
 * stored, and one more when there are more. *n: so many. */
bool narrow_find(struct db *db, const struct narrowing *w, int64_t most,
                 int64_t *n, struct err *e) MUST_CHECK;
/* What makes two of them one. */
uint64_t narrow_as(const struct narrowing *w);

#endif
