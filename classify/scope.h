/* SPDX-License-Identifier: MIT
 *
 * scope: who speaks, about whom, when.
 *
 * Rules find words wherever they stand. Here the hits of a document are told
 * apart by their clause: what is quoted, reported, supposed, over since, or
 * said of a rival does not count for or against the company. What does not
 * count is taken out of the hits, so that it is no evidence either, and its
 * words are marked, so that the table of words passes over them too. Where
 * such places begin is told by rules (signals `if`, `said`, `before`, `now`,
 * `rival`, `blame`) and by signs: quotation marks, lines after '>', the labels
 * of a review form. */
#ifndef MOLVA_SCOPE_H
#define MOLVA_SCOPE_H

#include "classify/form.h"
#include "classify/rules.h"

/* Changes the hits, marks the words of the document. */
void scope_run(struct doc *d, struct arena *a, struct hits *h);

#endif
