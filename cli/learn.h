/* SPDX-License-Identifier: MIT
 *
 * learn: corrections in the store become weights of the workspace.
 *
 *   learnt/candidate.tsv   what `molva rules learn` proposes
 *   learnt/N.tsv           a version that was adopted, never changed
 *   learnt/in-use          a link to one of them; none: the shipped weights
 *
 * The link is changed by a rename, so whoever loads rules has all of a version
 * or of the one before; the store has an event of each change. */
#ifndef MOLVA_LEARN_H
#define MOLVA_LEARN_H

#include "cli/workspace.h"

/* Fits, writes the candidate, tells what it would change; gold: a labelled
 * table to measure both on, or NULL. */
bool learn_propose(struct workspace *w, const char *gold,
                   struct err *e) MUST_CHECK;
/* The candidate is in use from now on. */
bool learn_adopt(struct workspace *w, struct err *e) MUST_CHECK;
/* What was in use before the present version is again. */
bool learn_back(struct workspace *w, struct err *e) MUST_CHECK;

#endif
