/* SPDX-License-Identifier: MIT
 *
 * respell: a text typed in the letters of the other alphabet.
 *
 * "ghbdtn" and "еру ышеу" were typed with the keyboard set to the other
 * language; "ne rabotaet" is Russian in Latin letters. A text whose words no
 * dictionary has is read in these ways, and one of them is taken when it makes
 * nearly all of its letters words. */
#ifndef MOLVA_RESPELL_H
#define MOLVA_RESPELL_H

#include "classify/vocab.h"

/* Letters of words, and those of known words: how well a text is understood.
 * Nothing shorter than three letters counts, nor names behind @ or #. */
struct grasp {
    size_t letters, known; /* of Cyrillic and Latin */
    size_t words;          /* counted */
};

struct grasp respell_grasp(struct vocab *v, struct arena *a, struct str text);

/* Reads it in the ways above. False when it stays as it is; else *out is in
 * the arena. `accents`: the original has Latin letters with marks, which no
 * Russian is written in. */
bool respell(struct arena *a, struct vocab *v, const struct folded *in,
             bool accents, struct folded *out);

#endif
