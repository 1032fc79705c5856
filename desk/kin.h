/* SPDX-License-Identifier: MIT
 *
 * kin: the pages of an author and of a thread, and the ways to them. */
#ifndef MOLVA_DESK_KIN_H
#define MOLVA_DESK_KIN_H

#include "desk/internal.h"

/* Has the mention an author that others may have too; a thread? */
bool kin_has_author(const struct mention *m);
bool kin_has_thread(const struct mention *m);
/* An item of a list: what came after our reply. */
void sequel_draw(struct request *r, const struct sequel_row *row);

bool author_page(struct request *r, struct err *e) MUST_CHECK;
bool thread_page(struct request *r, struct err *e) MUST_CHECK;

#endif
