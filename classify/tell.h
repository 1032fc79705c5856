/* SPDX-License-Identifier: MIT
 *
 * tell: what a verdict stands on: the rules that fired and, of the words that
 * only the table knows, the few that moved it. */
#ifndef MOLVA_TELL_H
#define MOLVA_TELL_H

#include "classify/decide.h"

/* Fills v->evidence, in order of place, in the arena. A word of the table is
 * told as "word LEMMA xN", seen in N texts; its points are what it adds for the
 * type told over the runner-up, and to_tone the same for the tone. A language
 * Molva does not read is told as "language uk (Ukrainian)". */
void tell_evidence(const struct ruleset *rules, struct arena *a,
                   const struct findings *f, struct verdict *v);

#endif
