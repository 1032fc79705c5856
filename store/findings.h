/* SPDX-License-Identifier: MIT
 *
 * findings: what was found out about matters, counted (public through
 * store.h). */
#ifndef MOLVA_FINDINGS_H
#define MOLVA_FINDINGS_H

#include "base/mem.h"

struct store;

struct finding_row {
    struct str cause, lies_in; /* as of the card */
    struct str measures, risk; /* likewise */
    int64_t n;                 /* cases with just these */
};
struct findings_wish {
    int64_t from, to; /* registered from then on and before */
    struct str brand; /* "" all */
};
/* Of cases that have any of it. */
bool store_findings(struct store *s, struct arena *a,
                    const struct findings_wish *wish, struct finding_row **rows,
                    size_t *n, struct err *e) MUST_CHECK;

#endif
