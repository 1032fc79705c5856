/* SPDX-License-Identifier: MIT
 *
 * pasts: cases of before Molva, from a table that was kept by hand, and all
 * cases as such a table (public through store.h; R17). */
#ifndef MOLVA_PASTS_H
#define MOLVA_PASTS_H

#include "store/cases.h"

struct past {
    struct case_card card; /* as the table has it: opened, ended, state;
                              imported is its key there; id is set */
    int64_t done;          /* when it was done, 0 not told */
    struct str note;       /* what no field takes, "" nothing */
    struct str who;        /* brings it in */
    struct str from;       /* file it stands in */
};
/* The case, its note and one event "imported", which tells that it was; *fresh
 * is false when it was there, by its key, and nothing is changed then. Nobody
 * is reminded of what was due, or closed, before now. */
bool store_past_put(struct store *s, struct past *p, int64_t now, bool *fresh,
                    struct err *e) MUST_CHECK;
/* Is there a case of that key? */
bool store_past_is(struct store *s, struct str key, bool *is,
                   struct err *e) MUST_CHECK;

/* A case with what its mention, verdict and decision say of it where nobody
 * did, and its notes, a line each. */
typedef bool case_fn(void *ctx, const struct case_card *card, struct str notes,
                     struct err *e);
/* All that were not merged into others, by number, each valid until `row`
 * returns; stops when that is false, and so is the answer. */
bool store_cases_each(struct store *s, case_fn *row, void *ctx,
                      struct err *e) MUST_CHECK;

#endif
