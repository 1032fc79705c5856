/* SPDX-License-Identifier: MIT
 * fuzz_date: any text is a date that can be true, or none. */
#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct date_context c = {.now = 1790000000, .month_first = size % 2};
    struct date d;
    if (date_parse(text, &c, &d) &&
        (d.at <= 0 || d.at > c.now + 36 * 3600 || d.precision <= 0))
        __builtin_trap();
    int order = date_order(text);
    if (order < -1 || order > 1)
        __builtin_trap();
    return 0;
}
