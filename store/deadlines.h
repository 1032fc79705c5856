/* SPDX-License-Identifier: MIT
 *
 * deadlines: those of a rule (register/deadlines.h) as tasks of each case
 * (public through store.h; idea 25). */
#ifndef MOLVA_STORE_DEADLINES_H
#define MOLVA_STORE_DEADLINES_H

#include "register/register.h"

struct store;

/* What the clock does about them: a case that was opened gets its tasks, by
 * the store's calendar, but for one that was brought in from a table; what
 * the register shows as met ends: acknowledged and answered when the reply
 * stands in public or the author was asked, all when the case is closed; of
 * one that is dismissed or merged they are dropped, and open again with it,
 * however much later that is. By `pauses:` of the rule they stand still while
 * the author is waited for, as the rule was when they were made.
 * What was due before it became a task is told to nobody. Nothing is written,
 * and no lock taken, where nothing is to be done. */
bool store_deadlines_tick(struct store *s, const struct deadlines *d,
                          struct str lang, int64_t now,
                          struct err *e) MUST_CHECK;

struct deadline_extension {
    int64_t case_id;
    struct str who, words; /* why, told to the author */
    int64_t now;
};
/* The open ones of a case that may be put off are, once; refused when there is
 * none. */
bool store_deadlines_extend(struct store *s, const struct deadlines *d,
                            const struct deadline_extension *x,
                            struct err *e) MUST_CHECK;

#endif
