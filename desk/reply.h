/* SPDX-License-Identifier: MIT
 *
 * reply: the panel beside a mention: the answer while it is made, and what
 * has become of it. */
#ifndef MOLVA_DESK_REPLY_H
#define MOLVA_DESK_REPLY_H

#include "desk/sheet.h"
#include "desk/writers.h"

void reply_panel(struct request *r, const struct sheet *s,
                 const struct writers *w);

#endif
