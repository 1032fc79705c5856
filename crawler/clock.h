/* SPDX-License-Identifier: MIT
 *
 * clock: what a wrong clock left in the store is put right (folder-private).
 *
 * A board without a clock battery starts in 1970, a slip of a hand in 2036.
 * Times to come are bounded where they are used: a next visit further off
 * than two intervals is due, a host is closed and a row waits for a day at
 * most. Here is the rest: the jump is told, and mentions that were collected
 * in the future are dated and decided anew. */
#ifndef MOLVA_CLOCK_H
#define MOLVA_CLOCK_H

#include "crawler/crawl.h"

/* At the beginning of a run, in its transaction. False also when the clock
 * cannot be right: nothing is visited by it. */
bool clock_check(struct crawler *c, struct err *e) MUST_CHECK;

/* `at` as it may be at `now`, when it was set at most `span` ahead: what lies
 * further off was set by another clock and has come. */
int64_t clock_within(int64_t at, int64_t now, int64_t span);

#endif
