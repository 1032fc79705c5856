/* SPDX-License-Identifier: MIT
 * date_day: the day in a date text. */
#include "base/date_day.h"

static int64_t to_local(const struct parse *p, int64_t at)
{
    return at + (p->has_zone ? p->offset : zone_offset(p->zone, at));
}

int64_t date_day_today(const struct parse *p)
{
    int64_t local = to_local(p, p->now);
    return local / DAY - (local % DAY < 0);
}

/* "24" is 2024, "99" is 1999. */
static int64_t whole_year(int64_t year, int digits)
{
    if (digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

bool date_day_set(struct parse *p, struct calendar c, size_t at, size_t end)
{
    struct calendar whole = c;
    whole.day = c.day ? c.day : 1;
    /* The year 1 is a year, though no post is of it: its month and day must
     * not be read as those of this year. 400 years are alike. */
    if (c.year < 1970 || c.year > 2999)
        whole.year = 2000 + c.year % 400;
    if (!calendar_valid(whole))
        return false;
    p->date = c;
    p->has_date = true;
    p->date_at = at;
    p->date_end = end;
    return true;
}

/* 20160102T030405: the date of ISO's short form. */
static bool year_glued(struct parse *p, size_t i)
{
    bool t = i + 1 < p->n && p->tokens[i + 1].glued && is_word(p, i + 1, "t");
    if (!t || !is_number(p, i, 8, 8))
        return false;
    int64_t v = number(p, i);
    p->has_year = true;
    return date_day_set(
        p, (struct calendar){v / 10000, (int)(v / 100 % 100), (int)(v % 100)},
        i, i + 2);
}

/* 2016-045: the day of the year; but 2016-012-31 is a month with a nought too
 * many. */
static bool year_day(struct parse *p, size_t i)
{
    if (!is_number(p, i, 4, 4) || !is_sign(p, i + 1, '-') ||
        !is_number(p, i + 2, 3, 3) || !p->tokens[i + 2].glued)
        return false;
    struct calendar c = {number(p, i), (int)number(p, i + 2), 0};
    size_t end = i + 3;
    if (is_sign(p, end, '-') && is_number(p, end + 1, 2, 2)) {
        c.day = (int)number(p, end + 1);
        end += 2;
    } else if (c.month >= 1 && c.month <= 366) {
        struct calendar first = {c.year, 1, 1};
        c = calendar_of(calendar_days(first) + c.month - 1);
    }
    p->has_year = true;
    return date_day_set(p, c, i, end);
}

/* 2016-01-02  2016/1/2  2016.01.02  2016-01 */
static bool year_first(struct parse *p, size_t i)
{
    if (!is_number(p, i, 4, 4) || !is_number(p, i + 2, 1, 2))
        return false;
    char sign = p->tokens[i + 1].sign;
    if (!is_sign(p, i + 1, sign) || !sign || !strchr("-/.", sign))
        return false;
    struct calendar c = {number(p, i), (int)number(p, i + 2), 0};
    size_t end = i + 3;
    if (is_sign(p, end, sign) && is_number(p, end + 1, 1, 2)) {
        c.day = (int)number(p, end + 1);
        end += 2;
    } else if (sign != '-') {
        return false;
    }
    p->has_year = true;
    return date_day_set(p, c, i, end);
}

/* 12.07.2014  04-09-2005  4/9/05; the 4th or the 9th is told by the sign, by
 * a number above 12, or by the context. */
static bool day_first(struct parse *p, size_t i)
{
    if (!is_number(p, i, 1, 2) || !is_number(p, i + 2, 1, 2))
        return false;
    char sign = p->tokens[i + 1].sign;
    if (!is_sign(p, i + 1, sign) || !sign || !strchr("-/.", sign) ||
        !is_sign(p, i + 3, sign))
        return false;
    if (!is_number(p, i + 4, 2, 2) && !is_number(p, i + 4, 4, 4))
        return false;
    int64_t a = number(p, i), b = number(p, i + 2);
    bool month_first = sign != '.' && p->month_first;
    if (a > 12)
        month_first = false;
    else if (b > 12 && sign != '.')
        month_first = true;
    struct calendar c = {whole_year(number(p, i + 4), p->tokens[i + 4].digits),
                         (int)(month_first ? a : b),
                         (int)(month_first ? b : a)};
    p->has_year = true;
    return date_day_set(p, c, i, i + 5);
}

/* 08.11 14:20: two digits each and a time behind them. */
static bool day_month(struct parse *p, size_t i)
{
    if (!is_number(p, i, 2, 2) || !is_sign(p, i + 1, '.') ||
        !is_number(p, i + 2, 2, 2) || is_sign(p, i + 3, '.'))
        return false;
    size_t time = i + 3;
    if (is_sign(p, time, ','))
        time++;
    if (!is_number(p, time, 1, 2) || !is_sign(p, time + 1, ':'))
        return false;
    struct calendar c = {1972, (int)number(p, i + 2), (int)number(p, i)};
    return date_day_set(p, c, i, i + 3);
}

static size_t skip_signs(const struct parse *p, size_t i)
{
    while (is_sign(p, i, ',') || is_sign(p, i, '.') || is_sign(p, i, '-') ||
           is_sign(p, i, '/') || is_sign(p, i, '\'') || is_word(p, i, "of") ||
           is_word(p, i, "de"))
        i++;
    return i;
}

/* A year at i: four digits, or two right behind the month that no time
 * begins with. */
static bool year_at(const struct parse *p, size_t i, int64_t *year)
{
    bool four = is_number(p, i, 4, 4);
    bool two =
        is_number(p, i, 2, 2) && !is_sign(p, i + 1, ':') &&
        !(i + 1 < p->n && (p->meaning[i + 1].am || p->meaning[i + 1].pm));
    if (!four && !two)
        return false;
    *year = whole_year(number(p, i), p->tokens[i].digits);
    return true;
}

static bool is_ordinal(const struct parse *p, size_t i)
{
    return is_word(p, i, "st") || is_word(p, i, "nd") || is_word(p, i, "rd") ||
           is_word(p, i, "th") || is_word(p, i, "го") || is_word(p, i, "er");
}

/* The day that stands before the month at i, or the token's own index. */
static size_t day_before(const struct parse *p, size_t i)
{
    size_t k = i;
    while (k > 0 && (is_sign(p, k - 1, '.') || is_sign(p, k - 1, '-') ||
                     is_sign(p, k - 1, '/') || is_ordinal(p, k - 1) ||
                     is_word(p, k - 1, "of") || is_word(p, k - 1, "de")))
        k--;
    if (k > 0 && is_number(p, k - 1, 1, 2) && number(p, k - 1) >= 1 &&
        number(p, k - 1) <= 31 &&
        !(k > 2 && is_sign(p, k - 2, ':') && is_number(p, k - 3, 1, 2)))
        return k - 1;
    return i;
}

/* "Jan  4 16:29:06 2004", "Jul 15 01:16:00 +0000 2012": as C and Twitter
 * write it, the year is the last word behind the time. */
static bool year_last(const struct parse *p, size_t time, int64_t *year)
{
    size_t last = p->n ? p->n - 1 : 0;
    if (!is_number(p, time, 1, 2) || !is_sign(p, time + 1, ':') ||
        last < time + 3 || p->tokens[last].glued || !is_number(p, last, 4, 4))
        return false;
    *year = number(p, last);
    return true;
}

/* "99 Jun 2009" */
static bool impossible_day(const struct parse *p, size_t month)
{
    return month > 0 && is_number(p, month - 1, 1, 2) &&
           number(p, month - 1) > 31 &&
           !(month > 1 && is_sign(p, month - 2, ':'));
}

/* "08 ноя 2024", "22. Dezember 2019", "Nov 14, 2015", "окт 27, 2014",
 * "2 Январь, 2023", "8 ноября", "May 2015". */
static bool month_by_name(struct parse *p, size_t i)
{
    if (!p->meaning[i].month)
        return false;
    struct calendar c = {1972, p->meaning[i].month, 0};
    size_t start = day_before(p, i), end = i + 1;
    size_t after = skip_signs(p, i + 1);
    if (start < i) {
        c.day = (int)number(p, start);
    } else if (is_number(p, after, 1, 2) && number(p, after) <= 31 &&
               number(p, after) >= 1 && !is_sign(p, after + 1, ':')) {
        c.day = (int)number(p, after);
        end = after + 1;
        after = end + is_ordinal(p, end);
        after = skip_signs(p, after);
    }
    if (year_at(p, after, &c.year)) {
        p->has_year = true;
        end = after + 1;
    } else if (start >= 2 && is_sign(p, start - 1, '-') &&
               is_number(p, start - 2, 4, 4)) {
        c.year = number(p, start - 2); /* 2015-Nov-14 */
        p->has_year = true;
    } else if (year_last(p, end, &c.year)) {
        p->has_year = true;
    }
    if (!c.day && (!p->has_year || impossible_day(p, i)))
        return false;
    for (size_t k = end; k < p->n && !p->has_year; k++)
        if (p->meaning[k].month)
            return false; /* "mar., 01 déc. 2020" is a Tuesday */
    return date_day_set(p, c, start, end);
}

/* сегодня, вчера, yesterday. */
static bool day_by_word(struct parse *p, size_t i)
{
    if (p->meaning[i].day < 0)
        return false;
    p->has_year = true;
    return date_day_set(p, calendar_of(date_day_today(p) - p->meaning[i].day),
                        i, i + 1);
}

void date_day_find(struct parse *p)
{
    for (size_t i = 0; i < p->n && !p->has_date; i++)
        if (year_first(p, i) || year_day(p, i) || year_glued(p, i) ||
            day_first(p, i) || month_by_name(p, i) || day_by_word(p, i) ||
            day_month(p, i))
            return;
}
