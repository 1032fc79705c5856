/* SPDX-License-Identifier: MIT
 *
 * calendar: days and seconds of the Gregorian calendar (folder-private). */
#ifndef MOLVA_CALENDAR_H
#define MOLVA_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum { DAY = 86400 };

struct calendar {
    int64_t year;   /* of our era */
    int month, day; /* from 1 */
};

/* Days since 1970-01-01. */
int64_t calendar_days(struct calendar c);
struct calendar calendar_of(int64_t days);
/* 0 Sunday ... 6 Saturday. */
int calendar_weekday(int64_t days);
bool calendar_valid(struct calendar c);

#endif
