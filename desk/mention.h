/* SPDX-License-Identifier: MIT
 *
 * mention: the page of one mention. */
#ifndef MOLVA_DESK_MENTION_H
#define MOLVA_DESK_MENTION_H

#include "desk/sheet.h"

/* The whole page. */
void mention_write(struct request *r, const struct sheet *s);

#endif
