/* SPDX-License-Identifier: MIT
 *
 * way: the way of a mention through the matrix, drawn. */
#ifndef MOLVA_DESK_WAY_H
#define MOLVA_DESK_WAY_H

#include "desk/internal.h"

/* Six questions with their answers and reasons, the row they lead to, the
 * solution, and what would have led elsewhere. */
void way_draw(struct request *r, const struct mention *m);

#endif
