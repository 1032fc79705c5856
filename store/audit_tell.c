/* SPDX-License-Identifier: MIT
 * audit: the findings, as every part tells them. */
#include <stdarg.h>
#include <stdio.h>

#include "store/audit.h"

enum { MOST = 1000 /* findings that are listed; the rest is counted */ };

void audit_tell(struct audit *a, const char *table, struct str row,
                int64_t event, const char *fmt, ...)
{
    struct store_audit *out = a->out;
    char what[1024];
    va_list args;
    if (out->found++ >= MOST)
        return;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    out->findings = arena_grow(a->arena, out->findings, out->n, &a->cap,
                               sizeof *out->findings);
    out->findings[out->n++] =
        (struct store_finding){.table = str_dup(a->arena, str_of(table)),
                               .row = str_dup(a->arena, row),
                               .what = str_dup(a->arena, str_of(what)),
                               .event = event};
}
