/* SPDX-License-Identifier: MIT
 *
 * act: what is done about one mention by its buttons, and about many by those
 * of the list. */
#ifndef MOLVA_DESK_ACT_H
#define MOLVA_DESK_ACT_H

#include "desk/sheet.h"

/* Its type becomes that of the form; the desk can decide again. */
bool act_retype(struct request *r, struct sheet *s, struct err *e) MUST_CHECK;
/* What the asker did last is taken back; *trouble: why it is not, else
 * SAY_COUNT. */
bool act_take_back(struct request *r, struct sheet *s, enum say *trouble,
                   struct err *e) MUST_CHECK;

#endif
