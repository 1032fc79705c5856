/* SPDX-License-Identifier: MIT
 *
 * label: what a person says against the machine: another type, not about us,
 * no answer. */
#ifndef MOLVA_DESK_LABEL_H
#define MOLVA_DESK_LABEL_H

#include "desk/mention.h"

void label_panel(struct request *r, const struct sheet *s);
/* Hidden fields of every form about a mention: the view of the queue, and the
 * state it was made on. */
void label_hidden(struct request *r, const struct sheet *s);

#endif
