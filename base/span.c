/* SPDX-License-Identifier: MIT
 * span: a length of time for people. */
#include "base/span.h"

struct str span_said(struct arena *a, int64_t seconds, bool ru)
{
    enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
    const char *unit = ru ? "мин" : "min";
    int64_t one = MINUTE;
    if (seconds >= 48 * (int64_t)HOUR)
        one = DAY, unit = ru ? "дн." : "d";
    else if (seconds >= 90 * MINUTE)
        one = HOUR, unit = ru ? "ч" : "h";
    return str_printf(a, "%lld %s", (long long)((seconds + one / 2) / one),
                      unit);
}
