/* SPDX-License-Identifier: MIT
 *
 * date: the date forms that sites use, Russian and English.
 *
 * Pure: the clock and the zone are arguments. Machine forms (RFC 3339 with
 * its known errors, RFC 822, epoch seconds and milliseconds, yyyymmddhhmmss)
 * and people's: "08 ноя 2024, 05:39", "Вчера, 12:01", "2 ч. 21 мин. назад",
 * "Nov 14, 2015 at 4:23 AM", "04-09-2005, 06:46 PM". Never later than now +
 * 36 hours and never before 1990: such a date is refused. So is what only
 * looks like one: a version, a telephone, a range, a day somebody joined. A
 * date of an edit counts where there is no other. tests/base/dates.tsv has
 * all forms. */
#ifndef MOLVA_DATE_H
#define MOLVA_DATE_H

#include "base/buf.h"
#include "base/zone.h"

struct date_context {
    int64_t now;             /* when the page was fetched */
    const struct zone *zone; /* of dates that name none; NULL is UTC */
    bool month_first;        /* 04-09-2005 is the 9th of April */
    bool
        iso_short; /* "2003", "-0312", "031231" are dates, as feeds have them */
};

struct date {
    int64_t at;        /* epoch seconds UTC */
    int64_t precision; /* good to so many seconds: 1, 60, 3600, 86400 ... */
};

/* Finds one date in the text, which may hold words around it. */
bool date_parse(struct str text, const struct date_context *c,
                struct date *out);

/* "2026-01-31": its midnight in UTC. */
bool date_midnight(struct str text, int64_t *at);
/* A moment to come as a person types it, "2030-12-31" or "2030-12-31 18:00": of
 * a day its end. False when it is none, or names no year. */
bool date_due(struct str text, const struct zone *zone, int64_t *at);
/* The same, but of a day its beginning. */
bool date_from(struct str text, const struct zone *zone, int64_t *at);

/* Days as Excel counts them, since 1899-12-30: "45604,5" is "2024-11-08
 * 12:00:00"; another text as it is. */
struct str date_serial(struct arena *a, struct str text);

/* What a numeric date such as 04-23-2005 gives away: 1 the month stands
 * first, -1 the day does, 0 it could be either or there is none. */
int date_order(struct str text);

/* "2026-11-22T10:00:00+03:00" and, for people, "22.11.2026 10:00" (ru) or
 * "22 Nov 2026 10:00" (en). */
void date_rfc3339(struct buf *out, int64_t at, const struct zone *z);
void date_human(struct buf *out, int64_t at, const struct zone *z,
                struct str lang);

#endif
