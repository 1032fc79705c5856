/* SPDX-License-Identifier: MIT
 * report: numbers in a drawing. */
#include "report/internal.h"

void svg_number(struct buf *out, double v)
{
    int64_t tenths = (int64_t)(v * 10 + (v < 0 ? -0.5 : 0.5));
    int64_t whole = tenths < 0 ? -tenths : tenths;
    buf_printf(out, "%s%lld", tenths < 0 ? "-" : "", (long long)(whole / 10));
    if (whole % 10)
        buf_printf(out, ".%lld", (long long)(whole % 10));
}
