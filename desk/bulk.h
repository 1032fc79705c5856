/* SPDX-License-Identifier: MIT
 *
 * bulk: one action for many mentions: those that were ticked in a list, or
 * those that wait in the same thread. */
#ifndef MOLVA_DESK_BULK_H
#define MOLVA_DESK_BULK_H

#include "desk/view.h"

/* The form that boxes named "id" belong to (form="bulk"); `into` is the case
 * they can join, 0 none. */
void bulk_form(struct request *r, const struct view *v, int64_t into);
void bulk_box(struct request *r, int64_t mention, bool on);

/* What else waits in the group of the mention whose case is `into`: nothing
 * when the list is not shown in groups. */
void bulk_fellows(struct request *r, const struct view *v, int64_t mention,
                  int64_t into);

#endif
