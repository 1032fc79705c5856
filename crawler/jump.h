/* SPDX-License-Identifier: MIT
 *
 * jump: what a wrong clock left in the store is put right (folder-private).
 *
 * A board without a clock battery starts in 1970, a slip of a hand in 2036.
 * Times to come are bounded where they are used (clock.h). Here is the rest:
 * the jump is told, and mentions that were collected in the future are dated
 * and decided anew. */
#ifndef MOLVA_JUMP_H
#define MOLVA_JUMP_H

#include "crawler/crawl.h"

/* At the beginning of a run, in its transaction. False also when the clock
 * cannot be right: nothing is visited by it. */
bool jump_check(struct crawler *c, struct err *e) MUST_CHECK;

#endif
