/* SPDX-License-Identifier: MIT
 * calendar: days and seconds of the Gregorian calendar. The year is counted
 * from March, so that the leap day is its last (Howard Hinnant's civil
 * calendar arithmetic). */
#include "base/calendar.h"

enum { YEARS_400 = 146097, EPOCH = 719468 };

int64_t calendar_days(struct calendar c)
{
    int64_t y = c.month <= 2 ? c.year - 1 : c.year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year = y - era * 400;
    int64_t month = (c.month + 9) % 12;
    int64_t day = (153 * month + 2) / 5 + c.day - 1;
    return era * YEARS_400 + year * 365 + year / 4 - year / 100 + day - EPOCH;
}

struct calendar calendar_of(int64_t days)
{
    int64_t z = days + EPOCH;
    int64_t era = (z >= 0 ? z : z - (YEARS_400 - 1)) / YEARS_400;
    int64_t day = z - era * YEARS_400;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    struct calendar c = {
        .year = year + era * 400 + (month >= 10),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .day = (int)(of_year - (153 * month + 2) / 5 + 1),
    };
    return c;
}

int calendar_weekday(int64_t days)
{
    return (int)(((days % 7) + 11) % 7); /* 1970-01-01 was a Thursday */
}

bool calendar_valid(struct calendar c)
{
    if (c.year < 1970 || c.year > 2999 || c.month < 1 || c.month > 12 ||
        c.day < 1 || c.day > 31)
        return false;
    return calendar_of(calendar_days(c)).day == c.day;
}
