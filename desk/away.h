/* SPDX-License-Identifier: MIT
 *
 * away: the page while the database does not answer. */
#ifndef MOLVA_DESK_AWAY_H
#define MOLVA_DESK_AWAY_H

#include "desk/internal.h"

/* Writes it into the empty answer; r->status is set. form: the one that was
 * sent may be sent again, and what stands in it be shown. */
void away_page(struct request *r, bool form);

#endif
