/* SPDX-License-Identifier: MIT
 *
 * label: the panel where a person speaks against the machine, or against an
 * earlier decision: another type, not about us, no answer, back to the queue.
 */
#ifndef MOLVA_DESK_LABEL_H
#define MOLVA_DESK_LABEL_H

#include "desk/sheet.h"

enum { REASON_LONGEST = 1000 };

/* What most are dismissed for, by one button each; its digit is its place. */
struct label_preset {
    const char *reason; /* as sent */
    const char *action; /* where to: the last word of the path */
};
enum { LABEL_PRESETS = 4 };
extern const struct label_preset label_presets[LABEL_PRESETS];
/* Does it dismiss, and no more? */
bool label_dismisses(const struct label_preset *p);

void label_panel(struct request *r, const struct sheet *s);
/* May this user put the mention back into the queue? */
bool label_may_return(const struct request *r, const struct sheet *s);

#endif
