/* SPDX-License-Identifier: MIT
 *
 * answer: what goes back over the wire: a page by a worker, or a refusal by
 * the loop, with the headers every answer has. */
#ifndef MOLVA_DESK_ANSWER_H
#define MOLVA_DESK_ANSWER_H

#include "desk/internal.h"
#include "desk/link.h"

/* In a worker: the whole answer to r into `out`, without its body for HEAD. */
void answer_write(struct request *r, bool head_only, bool close,
                  struct buf *out);

/* In the loop: bytes of a worker are sent; or a refusal with few words, after
 * which the connection ends. */
void answer_give(struct link *l, struct str bytes);
void answer_refuse(const struct desk_setup *s, struct link *l, int status);

#endif
