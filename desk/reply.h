/* SPDX-License-Identifier: MIT
 *
 * reply: the panel beside a mention where its answer is made. */
#ifndef MOLVA_DESK_REPLY_H
#define MOLVA_DESK_REPLY_H

#include "desk/mention.h"

void reply_panel(struct request *r, const struct sheet *s);

/* Loads the mention an action is about and refuses what may not be done now:
 * no such mention, no waiting case, changed by somebody since the form was
 * made. *may tells; when it is false the answer is written. */
bool reply_begin(struct request *r, struct sheet *s, bool *may,
                 struct err *e) MUST_CHECK;
/* The page again, with what the person typed and why it was refused. */
void reply_refuse(struct request *r, struct sheet *s, int status,
                  struct str trouble);

#endif
