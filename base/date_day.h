/* SPDX-License-Identifier: MIT
 *
 * date_day: a date text being read, and what stands in it: the day, the time
 * of the day, spans of time (folder-private). */
#ifndef MOLVA_DATE_DAY_H
#define MOLVA_DATE_DAY_H

#include <string.h>

#include "base/calendar.h"
#include "base/date_words.h"
#include "base/zone.h"

/* A day in the text. */
struct date_day {
    struct calendar c; /* day 0: the month only */
    size_t at, end;    /* its tokens */
    int back;          /* so many days before today, -1: c holds */
    int weekday;       /* the last such day, -1: c holds; with a day of no
                        * year: what day of the week it is */
    int week;          /* "2025-W48": c is its first day */
    bool has_year;     /* the year was said */
    int years_back;    /* "прошлого года" 1, -1 nothing said */
    bool weak;         /* of an edit: any other is better */
};

struct parse {
    int64_t now;                              /* the clock */
    const struct zone *zone;                  /* of dates that name none */
    bool month_first;                         /* of 04-09-2005 */
    bool korean;                              /* in words of Korea */
    struct date_token tokens[DATE_TOKENS];    /* n of them */
    struct date_meaning meaning[DATE_TOKENS]; /* of each */
    size_t n;                                 /* tokens */

    bool has_time, has_zone; /* what follows is set */
    int64_t time;            /* seconds of the day */
    int64_t time_unit;       /* precision of it */
    size_t time_end;         /* the token behind it */
    int64_t offset;          /* of the zone that was named */
};

/* "2 ч. 21 мин. назад" */
struct date_span {
    int64_t seconds; /* to go back ... */
    int64_t months;  /* ... besides so many months */
    int64_t unit;    /* precision in seconds */
    size_t at, end;  /* its tokens */
    bool whole;      /* there is nothing else in the text */
};

static inline bool is_number(const struct parse *p, size_t i, int least,
                             int most)
{
    return i < p->n && p->tokens[i].kind == DATE_NUMBER &&
           p->tokens[i].digits >= least && p->tokens[i].digits <= most;
}

static inline bool is_sign(const struct parse *p, size_t i, char sign)
{
    return i < p->n && p->tokens[i].kind == DATE_SIGN &&
           p->tokens[i].sign == sign;
}

static inline bool is_word(const struct parse *p, size_t i, const char *word)
{
    return i < p->n && p->tokens[i].kind == DATE_WORD_TOKEN &&
           strcmp(p->tokens[i].word, word) == 0;
}

static inline int64_t number(const struct parse *p, size_t i)
{
    return p->tokens[i].number;
}

static inline bool says(const struct parse *p, size_t i, unsigned what)
{
    return i < p->n && (p->meaning[i].says & what);
}

/* date_day: the day that is most likely meant; false: none is named. */
bool date_day_find(const struct parse *p, struct date_day *out);
/* The day it is now in the zone of the text. */
int64_t date_day_today(const struct parse *p);

/* date_clock: the time of the day beside the tokens at to end, and its zone;
 * without one has_time is false. */
void date_clock_find(struct parse *p, size_t at, size_t end);
/* Does a time begin at i? Then it is set. */
bool date_clock_at(struct parse *p, size_t i);

/* date_near: what stands around the tokens at to end. */
enum date_near {
    NEAR_NOTHING, /* the day may be that of the post */
    NEAR_EDIT,    /* "изменено": of an edit */
    NEAR_OTHER /* "регистрация", "до", "версия": not of the post */
};
enum date_near date_near(const struct parse *p, size_t at);
/* Nothing but signs and words that go with a date from at to end. */
bool date_only_fill(const struct parse *p, size_t at, size_t end);
/* Other words than those from 0 to at and from end on: is it prose that only
 * speaks of a day? */
bool date_in_prose(const struct parse *p, size_t at, size_t end, size_t most);

/* date_iso: ISO 8601 cut short, which must be the whole text: "2003",
 * "2003-12", "-0312", "031231", "2003335"; *unit is its precision. */
bool date_iso_short(struct str text, struct calendar *out, int64_t *unit);

/* date_span: "2 часа назад"; false: none. */
bool date_span_find(const struct parse *p, struct date_span *out);
/* "на прошлой неделе", "3 hrs" and "2 d", which must be the whole text. */
bool date_span_whole(const struct parse *p, struct date_span *out);

#endif
