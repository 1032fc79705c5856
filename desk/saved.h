/* SPDX-License-Identifier: MIT
 *
 * saved: parts of the queue under a name, one's own and what others share. */
#ifndef MOLVA_DESK_SAVED_H
#define MOLVA_DESK_SAVED_H

#include "desk/view.h"

/* The names, and the form that saves or removes the part that is shown. */
bool saved_draw(struct request *r, const struct view *v,
                struct err *e) MUST_CHECK;

/* GET /view/#: to that part of the queue. */
bool saved_go(struct request *r, struct err *e) MUST_CHECK;
bool saved_save(struct request *r, struct err *e) MUST_CHECK;
bool saved_drop(struct request *r, struct err *e) MUST_CHECK;

#endif
