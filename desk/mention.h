/* SPDX-License-Identifier: MIT
 *
 * mention: one mention with all that is known of it, as its page and its
 * actions need it. */
#ifndef MOLVA_DESK_MENTION_H
#define MOLVA_DESK_MENTION_H

#include "desk/internal.h"
#include "desk/view.h"

struct sheet {
    struct mention m;         /* the mention */
    bool found;               /* there is one of that number */
    struct view view;         /* of the queue it was opened from */
    struct event_row *events; /* n_events of them */
    size_t n_events;          /* what was done about it */
    struct mention *earlier;  /* n_earlier of them, newest first */
    size_t n_earlier;         /* texts before the edits */
    struct str draft;         /* in the text field */
    struct str trouble;       /* why an action was refused, may be "" */
};

/* Reads the mention r->id and what belongs to it. When there is none, the
 * answer is 404 and sheet->found is false. */
bool mention_load(struct request *r, struct sheet *s, struct err *e) MUST_CHECK;
/* The whole page. */
void mention_write(struct request *r, const struct sheet *s);
/* The event that happened last: an action made on an older state is refused.
 * 0 when nothing happened yet. */
int64_t mention_state(const struct sheet *s);
/* Does its case wait for an answer? */
bool mention_waits(const struct sheet *s);

#endif
