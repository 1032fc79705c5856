/* SPDX-License-Identifier: MIT
 *
 * disguise: words whose letters are hidden or set apart.
 *
 * Signs for letters (х@ня, г***о, f***) stand for a word of the set `masked`
 * of the rules. Letters set apart by one and the same sign or blank (о б м а н,
 * о.б.м.а.н) are a word when a dictionary knows it. Anything else stays. */
#ifndef MOLVA_DISGUISE_H
#define MOLVA_DISGUISE_H

#include "classify/vocab.h"

/* False when there is nothing of the kind; else *out is in the arena. */
bool disguise_off(struct arena *a, struct vocab *v, const struct folded *in,
                  struct folded *out);

#endif
