/* SPDX-License-Identifier: MIT
 *
 * typo: the word that a misspelt one was meant to be.
 *
 * Two neighbours exchanged, a letter too many, one missing or a wrong one, in
 * words of six letters and more that no dictionary has. What comes out must be
 * known to a dictionary and a form of a word that rules use: any other would
 * change nothing, and might be wrong. */
#ifndef MOLVA_TYPO_H
#define MOLVA_TYPO_H

#include "classify/lemma.h"

struct typos;

/* `used`: lemmas that rules use, as keys; it may grow until the first ask.
 * Both must live as long. */
struct typos *typo_new(struct lemmatizer *l, const struct map *used);
void typo_free(struct typos *t);

/* Of a folded word no dictionary has; in the arena, or the word itself. */
struct str typo_meant(struct typos *t, struct arena *a, struct str word);

#endif
