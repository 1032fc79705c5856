/* SPDX-License-Identifier: MIT
 *
 * pauses: while its author is waited for, the deadline of a case stands still
 * (public through store.h).
 *
 * That begins when a reply that asks for details is posted, or when a person
 * says what he waits for. It ends with the author's answer, when a person says
 * so, when the reply or the matter comes to another end, and at the latest
 * after `wait`: then it is for whose case it is to go on without. The working
 * time that was left is left then. Deadlines of a rule (deadlines.h) stand
 * still with it where the rule says so. The author's own clock, for details
 * that do not come (R85), runs meanwhile. */
#ifndef MOLVA_PAUSES_H
#define MOLVA_PAUSES_H

#include "base/worktime.h"

struct store;

struct store_clock {
    const struct worktime *work; /* NULL: every hour is a working hour */
    int64_t wait; /* seconds, then nobody waits any more; 0: no end */
};
/* What is paused from now on goes on by this clock, which outlives the store.
 */
void store_set_clock(struct store *s, struct store_clock clock);

struct case_pause {
    int64_t case_id;
    struct str who;   /* login */
    struct str words; /* what is waited for */
    int64_t until;    /* 0: by the clock's wait */
    int64_t now;
};
/* Refused when it waits already, has ended or was merged. */
bool store_case_wait(struct store *s, const struct case_pause *pause,
                     struct err *e) MUST_CHECK;
/* It came. Refused when nobody waits. */
bool store_case_heard(struct store *s, const struct case_pause *pause,
                      struct err *e) MUST_CHECK;
/* Those that have waited for long enough go on. */
bool store_waits_over(struct store *s, int64_t now, struct err *e) MUST_CHECK;

#endif
