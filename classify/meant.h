/* SPDX-License-Identifier: MIT
 *
 * meant: the word that a disguised one stands for.
 *
 * Letters of the other script that look alike are taken for those of the rest
 * of the word (`рaбoтa` with Latin a and o), a letter that is drawn out stands
 * once or twice (`ужаааасный`). Where two readings are possible, the one that
 * a dictionary knows is taken. Any other word is itself. */
#ifndef MOLVA_MEANT_H
#define MOLVA_MEANT_H

#include "classify/lemma.h"

/* Of a folded word; in the arena, or the word itself. */
struct str meant_word(struct lemmatizer *l, struct arena *a, struct str word);

#endif
