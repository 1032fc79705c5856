/* SPDX-License-Identifier: MIT
 *
 * date_day: a date text being read, and the day in it (folder-private). */
#ifndef MOLVA_DATE_DAY_H
#define MOLVA_DATE_DAY_H

#include <string.h>

#include "base/calendar.h"
#include "base/date_words.h"
#include "base/zone.h"

struct parse {
    int64_t now;                              /* the clock */
    const struct zone *zone;                  /* of dates that name none */
    bool month_first;                         /* of 04-09-2005 */
    struct date_token tokens[DATE_TOKENS];    /* n of them */
    struct date_meaning meaning[DATE_TOKENS]; /* of each */
    size_t n;                                 /* tokens */

    bool has_date, has_year;  /* y m d are set; the year was said */
    struct calendar date;     /* day 0: only the month is known */
    size_t date_at, date_end; /* its tokens */

    bool has_time, has_zone; /* what follows is set */
    int64_t time;            /* seconds of the day */
    int64_t time_unit;       /* precision of it */
    int64_t offset;          /* of the zone that was named */
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

/* Finds the first day in the text: has_date and what belongs to it. */
void date_day_find(struct parse *p);
/* Takes c (day 0: the month only) as what the tokens at to end say; false
 * when there is no such day. */
bool date_day_set(struct parse *p, struct calendar c, size_t at, size_t end);
/* The day it is now in the zone of the text. */
int64_t date_day_today(const struct parse *p);

#endif
