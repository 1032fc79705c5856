/* SPDX-License-Identifier: MIT
 *
 * twins: the same words at other places (store/twins.h): how many, in a row of
 * the queue; which, on the page of a mention. */
#ifndef MOLVA_DESK_TWINS_H
#define MOLVA_DESK_TWINS_H

#include "desk/internal.h"

/* "5 × 3 sites", a link to the others; nothing when it is alone. */
void twins_sign(struct request *r, const struct mention *m);

struct twins_told {
    struct cluster_row cluster; /* id 0: it is alone */
    struct mention *rows;       /* n of them, the earliest first */
    size_t n;
};
bool twins_load(struct request *r, const struct mention *m,
                struct twins_told *t, struct err *e) MUST_CHECK;
/* Said first where, how far it went, and each of them with its list. */
void twins_told(struct request *r, const struct twins_told *t);

#endif
