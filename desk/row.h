/* SPDX-License-Identifier: MIT
 *
 * row: a mention as two lines of a list: who, where, how old, for when; and
 * below the sentences that tell most. */
#ifndef MOLVA_DESK_ROW_H
#define MOLVA_DESK_ROW_H

#include "desk/view.h"
#include "desk/writers.h"

struct row {
    const struct view *view;       /* the list it stands in */
    const struct writers *writers; /* NULL: nobody is told of */
    const struct mention *m;       /* it */
    int64_t incident;              /* it belongs to, 0 none */
    int64_t n;                     /* mentions it stands for, 0 or 1: itself */
    bool box;                      /* it can be ticked */
    bool beside;                   /* the list stands beside a case */
    bool here;                     /* beside this one */
};

void row_draw(struct request *r, const struct row *row);

/* The list beside a case: what stands ahead of it and behind it. */
struct beside {
    const struct view *view;
    struct mention *before, *after; /* n_before, n_after of them, in order */
    size_t n_before, n_after;
    struct writers writers;
};
/* What cannot be asked now is left out. */
void beside_load(struct request *r, const struct view *v, int64_t id,
                 struct beside *b);
void beside_draw(struct request *r, const struct beside *b,
                 const struct mention *m);
/* Links to the one before and the one behind. */
void beside_turns(struct request *r, const struct beside *b);

#endif
