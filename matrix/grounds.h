/* SPDX-License-Identifier: MIT
 *
 * grounds: is what a reply says told by anybody? (folder-private) */
#ifndef MOLVA_MATRIX_GROUNDS_H
#define MOLVA_MATRIX_GROUNDS_H

#include "matrix/facts.h"

/* Sums, days, flights and numbers of the reply that stand neither in what it
 * answers nor in what is known besides. In the arena; returns how many. */
size_t grounds_lacking(const struct matrix *m, struct arena *a,
                       const struct matrix_reply *reply, struct fact **rows);

#endif
