/* SPDX-License-Identifier: MIT
 *
 * verdict: what a mention is and what to do about it, one row of each per
 * mention, replaced as a whole. */
#ifndef MOLVA_VERDICT_H
#define MOLVA_VERDICT_H

#include "store/db.h"
#include "store/store.h"

/* Writes m's verdict and decision for m->id; `who` is the login that
 * corrected it, "" for the rules. */
bool verdict_put(struct db *db, const struct mention *m, struct str who,
                 struct err *e) MUST_CHECK;
/* The verdict alone, of the rules. */
bool verdict_say(struct db *db, const struct mention *m,
                 struct err *e) MUST_CHECK;

#endif
