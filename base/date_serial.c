/* SPDX-License-Identifier: MIT
 * date_serial: days as Excel counts them. */
#include <time.h>

#include "base/date.h"

struct str date_serial(struct arena *a, struct str text)
{
    enum { FIRST = 20000, LAST = 80000, UNIX_EPOCH = 25569, DAY_S = 86400 };
    double days;
    struct tm tm;
    if (!str_num(str_replaced(a, text, STR(","), STR(".")), &days) ||
        days < FIRST || days > LAST)
        return text;
    time_t at = (time_t)((days - UNIX_EPOCH) * DAY_S + .5);
    if (!gmtime_r(&at, &tm))
        return text;
    struct str day = str_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900,
                                tm.tm_mon + 1, tm.tm_mday);
    if (at % DAY_S == 0)
        return day;
    return str_printf(a, STR_FMT " %02d:%02d:%02d", STR_ARG(day), tm.tm_hour,
                      tm.tm_min, tm.tm_sec);
}
