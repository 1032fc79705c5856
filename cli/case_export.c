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

#define AS_NAME(kind, name) #name ","
static const char HEADINGS[] = CASE_CARD(AS_NAME) "note\r\n";

static void cell_TEXT(struct export *x, struct str value)
{
    ledger_cell(&x->out, value);
}

static void cell_INT(struct export *x, int64_t value)
{
    if (value)
        buf_printf(&x->out, "%lld", (long long)value);
}

static void cell_TIME(struct export *x, int64_t value)
{
    if (value > 0 && value < INT64_MAX)
        date_rfc3339(&x->out, value, x->zone);
}

#define AS_CELL(kind, name) cell_##kind(x, c->name), buf_char(&x->out, ',');

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
    CASE_CARD(AS_CELL)
    ledger_cell(&x->out, notes);
    buf_z(&x->out, "\r\n");
    if (x->out.n > PRINTED_AT)
        print(x);
    return true;
}

bool case_export(struct case_ledger *l, struct err *e)
{
    struct export x = {.zone = l->zone};
    buf_init(&x.out, CEILING_PAGE_OUT);
    buf_z(&x.out, HEADINGS);
    bool ok = store_cases_each(l->store, row, &x, e);
    print(&x);
    buf_clear(&x.out);
    return ok;
}
