/* SPDX-License-Identifier: MIT
 *
 * case_tell: cases and promises for terminals and for programs. */
#ifndef MOLVA_CASE_TELL_H
#define MOLVA_CASE_TELL_H

#include "base/zone.h"
#include "store/store.h"

struct case_tell {
    struct buf *out;             /* where it goes; not owned */
    const struct zone *zone;     /* of the dates */
    int64_t now;                 /* the clock: what is late by it */
    bool json;                   /* an object a line */
    struct escalation_row *told; /* n_told of them: of the case to be told */
    size_t n_told;
};

void case_tell_line(const struct case_tell *t, const struct case_line *c);
void case_tell_whole(const struct case_tell *t, const struct case_file *f);
void case_tell_promise(const struct case_tell *t, const struct promise_row *p);
void case_tell_escalation(const struct case_tell *t,
                          const struct escalation_row *x);
void case_tell_task(const struct case_tell *t, const struct task_row *task);

#endif
