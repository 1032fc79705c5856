/* SPDX-License-Identifier: MIT
 *
 * hand: what a responder does besides answering: puts off, assigns, notes; of
 * one mention or of many that were ticked. */
#ifndef MOLVA_DESK_HAND_H
#define MOLVA_DESK_HAND_H

#include "desk/sheet.h"

/* The fields of it all, of a form with that id: `many` are ticked, or the one
 * mention of the sheet, whose reply's form they belong to. */
void hand_many(struct request *r, const char *form);
void hand_panel(struct request *r, const struct sheet *s);
/* "Put off until ...", where it sleeps. */
void hand_asleep(struct request *r, const struct mention *m);

/* Does it. *trouble: why it was not done, SAY_COUNT when it was; words of it
 * that stand elsewhere (base/terms.h) in *why. */
struct hand_deed {
    enum say trouble;
    struct str why;
};
typedef bool hand_fn(struct request *r, struct sheet *s, struct hand_deed *d,
                     struct err *e);
hand_fn hand_later, hand_wake, hand_assign, hand_note;

#endif
