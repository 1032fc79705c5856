/* SPDX-License-Identifier: MIT
 *
 * bulk: one action for many mentions: those that were ticked in a list, or
 * those that wait in the same thread. */
#ifndef MOLVA_DESK_BULK_H
#define MOLVA_DESK_BULK_H

#include "desk/view.h"

/* The form of that id, which boxes named "id" belong to; `into` is the case
 * they can join, 0 none. */
void bulk_form(struct request *r, const struct view *v, const char *id,
               int64_t into);
/* One of the reasons that have a button. */
bool bulk_is_preset(struct str s);
void bulk_box(struct request *r, const char *form, int64_t mention, bool on);

/* What else waits in the group of the mention whose case is `into`: nothing
 * when the list is not shown in groups. */
void bulk_fellows(struct request *r, const struct view *v, int64_t mention,
                  int64_t into);

#endif
