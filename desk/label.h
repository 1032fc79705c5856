/* SPDX-License-Identifier: MIT
 *
 * label: the panel where a person speaks against the machine, or against an
 * earlier decision: another type, not about us, no answer, back to the queue.
 */
#ifndef MOLVA_DESK_LABEL_H
#define MOLVA_DESK_LABEL_H

#include "desk/sheet.h"

enum { REASON_LONGEST = 1000 };

void label_panel(struct request *r, const struct sheet *s);
/* May this user put the mention back into the queue? */
bool label_may_return(const struct request *r, const struct sheet *s);

#endif
