/* SPDX-License-Identifier: MIT
 *
 * filters: what a list is narrowed by, in one form; beside it each of them as
 * a chip that takes it away. */
#ifndef MOLVA_DESK_FILTERS_H
#define MOLVA_DESK_FILTERS_H

#include "desk/view.h"

bool filters_draw(struct request *r, const struct view *v,
                  struct err *e) MUST_CHECK;
/* Nothing when nothing narrows it. */
void filters_chips(struct request *r, const struct view *v);
/* Where the words of the search are wrong, for people. */
struct str filters_wrong(struct request *r, const struct view *v);

#endif
