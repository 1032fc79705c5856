/* SPDX-License-Identifier: MIT
 *
 * tell: the notice after an action. */
#ifndef MOLVA_DESK_TELL_H
#define MOLVA_DESK_TELL_H

#include "desk/internal.h"
#include "desk/view.h"

/* Says what was done just before the browser came here, if anything. */
void tell_done(struct request *r);
/* Goes to the mention behind r->id in the view's list, from the end to its
 * top, or to the list when it is empty, and tells there what was done. */
bool tell_next(struct request *r, struct view *v, const char *did,
               struct err *e) MUST_CHECK;
/* Stays at the mention and tells. */
bool tell_here(struct request *r, const struct view *v, const char *did);

#endif
