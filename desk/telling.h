/* SPDX-License-Identifier: MIT
 *
 * telling: what a text says, on one line: its most telling sentences. */
#ifndef MOLVA_DESK_TELLING_H
#define MOLVA_DESK_TELLING_H

#include "desk/internal.h"

/* Writes the two sentences of the mention that rules speak most for, the words
 * they stand on marked; the beginning of its text when none does. */
void telling_write(struct request *r, const struct mention *m);

#endif
