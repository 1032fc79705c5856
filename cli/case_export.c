/* SPDX-License-Identifier: MIT
 * case_export: all cases as a table. */
#include <stdio.h>

#include "base/base.h"
#include "cli/case_ledger.h"

enum { PRINTED_AT = 1 << 16 /* bytes */ };

/* While the rows are written. */
struct export
{
    struct buf out;
    const struct zone *zone;
};

static void print(struct export *x)
{
    fwrite(x->out.p, 1, x->out.n, stdout);
    buf_reset(&x->out);
}

static bool row(void *ctx, const struct case_card *c, struct str notes,
                struct err *e)
{
    struct export *x = ctx;
    (void)e;
    store_case_row(&x->out, c, notes, x->zone);
    if (x->out.n > PRINTED_AT)
        print(x);
    return true;
}

bool case_export(struct case_ledger *l, struct err *e)
{
    struct export x = {.zone = l->zone};
    buf_init(&x.out, CEILING_PAGE_OUT);
    store_case_headings(&x.out);
    bool ok = store_cases_each(l->store, &(struct case_span){0}, row, &x, e);
    print(&x);
    buf_clear(&x.out);
    return ok;
}
