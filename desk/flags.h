/* SPDX-License-Identifier: MIT
 *
 * flags: red flags of a mention, and who was told of it at once: what they
 * look like in a row and on a page, and the button that says "I take care". */
#ifndef MOLVA_DESK_FLAGS_H
#define MOLVA_DESK_FLAGS_H

#include "desk/internal.h"

/* A sign for each flag; nothing when there is none. */
void flags_signs(struct request *r, const struct mention *m);
/* Who was told, when, has he seen it; with the button where it waits, that
 * leads back to the case when it is not 0. */
struct flags_told {
    struct escalation_row *rows; /* n of them */
    size_t n;
};
void flags_told(struct request *r, const struct flags_told *t, int64_t case_id);
bool flags_load(struct request *r, struct flags_told *t,
                struct escalation_of of, struct err *e) MUST_CHECK;
/* The asker looks at it: written down where he is the one who was told. */
bool flags_see(struct request *r, struct flags_told *t,
               struct err *e) MUST_CHECK;

#endif
