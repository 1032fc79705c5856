/* SPDX-License-Identifier: MIT
 *
 * laters: a reply that is put off (public through store.h).
 *
 * What is put off sleeps for everybody: its mention stands in the list `later`
 * until that time, with who put it off and why, and is an event of its case.
 * Its deadline goes on. It wakes by itself when the time is there or its author
 * changes it; by a person; and with anything that puts it back into the queue.
 * What says the same (twins.h) stays behind it. */
#ifndef MOLVA_LATERS_H
#define MOLVA_LATERS_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

struct store;

struct case_later {
    int64_t case_id;
    struct str who; /* login */
    struct str why; /* may be "" */
    int64_t until;  /* in the future */
    int64_t now;
};
/* Refused when it does not wait. One that sleeps sleeps until another time. */
bool store_case_later(struct store *s, const struct case_later *later,
                      struct err *e) MUST_CHECK;
/* Refused when it does not sleep. */
bool store_case_wake(struct store *s, int64_t case_id, struct str who,
                     int64_t now, struct err *e) MUST_CHECK;
/* Those whose time is there wake. */
bool store_laters_over(struct store *s, int64_t now, struct err *e) MUST_CHECK;

#endif
