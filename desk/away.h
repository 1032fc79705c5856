/* SPDX-License-Identifier: MIT
 *
 * away: the page while the database does not answer. */
#ifndef MOLVA_DESK_AWAY_H
#define MOLVA_DESK_AWAY_H

#include "desk/internal.h"

/* Writes it into the empty answer; r->status is set. */
void away_page(struct request *r);

#endif
