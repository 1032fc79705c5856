/* SPDX-License-Identifier: MIT
 * date: the date forms that sites use, Russian and English. */
#include "base/date.h"

#include <time.h>

#include "base/ascii.h"
#include <stdio.h>

#include "base/date_day.h"

enum {
    MINUTE = 60,
    HOUR = 3600,
    AHEAD = 36 * HOUR,
    KOREA = 9 * HOUR, /* east of UTC */
    YEARS = 13,       /* in so many a day falls on each day of the week */
    LEAST = 631152000 /* 1990-01-01: what is older was never posted */
};

/* The moment a wall clock in the zone shows that time. */
static int64_t from_local(const struct parse *p, int64_t local)
{
    if (p->has_zone)
        return local - p->offset;
    if (p->korean)
        return local - KOREA;
    int64_t at = local - zone_offset(p->zone, local);
    return local - zone_offset(p->zone, at);
}

static bool finish(const struct parse *p, struct date *out, int64_t at,
                   int64_t precision)
{
    *out = (struct date){.at = at, .precision = precision};
    return at >= LEAST && at <= p->now + AHEAD;
}

/* ---- machine forms without signs ---- */

static bool all_digits(struct str s, int64_t *v)
{
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_digit(s.p[i]))
            return false;
    return s.n <= 16 && str_int(s, v);
}

/* Epoch seconds "1700000000", also with a fraction, and milliseconds;
 * yyyymmddhhmmss and yyyymmdd. */
static bool compact(const struct parse *p, struct str s, struct date *out)
{
    int64_t v, fraction;
    ptrdiff_t dot = str_find_char(s, '.');
    if (dot == 10 && all_digits(str_from(s, 11), &fraction))
        s = str_part(s, 0, 10);
    if (!all_digits(s, &v))
        return false;
    if (s.n == 10 || s.n == 9)
        return finish(p, out, v, 1);
    if (s.n == 13)
        return finish(p, out, v / 1000, 1);
    if (s.n == 16)
        return finish(p, out, v / 1000000, 1);
    if (s.n != 14 && s.n != 8)
        return false;
    int64_t time = s.n == 14 ? v % 1000000 : 0;
    int64_t day = s.n == 14 ? v / 1000000 : v;
    struct calendar c = {day / 10000, (int)(day / 100 % 100), (int)(day % 100)};
    if (!calendar_valid(c) || time / 10000 > 23 || time / 100 % 100 > 59 ||
        time % 100 > 59)
        return false;
    int64_t seconds =
        time / 10000 * HOUR + time / 100 % 100 * MINUTE + time % 100;
    int64_t local = calendar_days(c) * DAY + seconds;
    if (s.n == 14)
        return finish(p, out, local, 1);
    return finish(p, out, from_local(p, local), DAY);
}

/* "/Date(1764000000000+0300)/", "new Date(1764000000000)" */
static struct str in_date_call(struct str s)
{
    ptrdiff_t at = str_find(s, STR("Date("));
    if (at < 0 || at > 6)
        return s;
    s = str_from(s, (size_t)at + 5);
    size_t n = 0;
    while (n < s.n && ascii_digit(s.p[n]))
        n++;
    return str_part(s, 0, n);
}

/* ---- putting it together ---- */

static int64_t local_of(const struct parse *p, struct calendar c)
{
    return calendar_days(c) * DAY + (p->has_time ? p->time : 0);
}

/* A date without a year is the last one that has been, and on the day of the
 * week that was said; year 0 when there was none. */
static struct calendar into_the_past(const struct parse *p,
                                     const struct date_day *d)
{
    struct calendar c = d->c;
    int64_t this_year = calendar_of(date_day_today(p)).year;
    if (d->years_back >= 0) {
        c.year = this_year - d->years_back;
        return c;
    }
    c.year = this_year + 1;
    for (int back = 0; back < YEARS; back++, c.year--) {
        if (!calendar_valid(c) ||
            from_local(p, local_of(p, c)) > p->now + AHEAD)
            continue;
        if (d->weekday < 0 || calendar_weekday(calendar_days(c)) == d->weekday)
            return c;
    }
    return (struct calendar){0};
}

static bool absolute(const struct parse *p, const struct date_day *d,
                     struct date *out)
{
    struct calendar c = d->c;
    int64_t precision = p->has_time ? p->time_unit : DAY;
    if (d->week)
        precision = 7 * (int64_t)DAY;
    if (d->back >= 0) {
        c = calendar_of(date_day_today(p) - d->back);
    } else if (!c.day) {
        c.day = 1;
        precision = 30 * (int64_t)DAY;
    }
    if (d->back < 0 && !d->has_year)
        c = into_the_past(p, d);
    return calendar_valid(c) &&
           finish(p, out, from_local(p, local_of(p, c)), precision);
}

/* ---- relative forms ---- */

/* So many months before the local time, on the same day or the last one. */
static int64_t months_back(int64_t local, int64_t months)
{
    int64_t days = local / DAY;
    struct calendar c = calendar_of(days);
    int64_t month = c.year * 12 + c.month - 1 - months;
    if (month < 1970 * 12) /* no date: calendar_valid() knows no year before */
        return 0;
    c.year = month / 12;
    c.month = (int)(month % 12) + 1;
    while (!calendar_valid(c))
        c.day--;
    return calendar_days(c) * DAY + local % DAY;
}

/* "3 days ago" says nothing of the hour: the hour is taken as it is now, and
 * the precision says so. With a time ("2 дня назад в 13:05") it is a day. */
static bool from_span(struct parse *p, const struct date_span *s,
                      struct date *out)
{
    int64_t local = p->now + zone_offset(p->zone, p->now) - s->seconds;
    if (s->months)
        local = months_back(local, s->months);
    if (s->unit >= DAY && !s->whole)
        date_clock_find(p, s->at, s->end);
    if (p->has_time) {
        local = local / DAY * DAY + p->time;
        return finish(p, out, from_local(p, local), p->time_unit);
    }
    return finish(p, out,
                  s->months ? from_local(p, local) : p->now - s->seconds,
                  s->unit);
}

/* "только что", "just now", "a moment ago": with nothing else but words that
 * go with it. */
static bool is_now(const struct parse *p)
{
    for (size_t i = 0; i < p->n; i++) {
        if (!says(p, i, SAYS_NOW))
            continue;
        size_t at = i, end = i + 1;
        while (at && (says(p, at - 1, SAYS_ONLY) || says(p, at - 1, SAYS_FEW)))
            at--;
        if (at == i && is_word(p, i, "что"))
            continue;
        while (says(p, end, SAYS_AGO))
            end++;
        return date_only_fill(p, 0, at) && date_only_fill(p, end, p->n);
    }
    return false;
}

static bool relative(struct parse *p, struct date *out)
{
    struct date_span s = {0};
    if (is_now(p))
        return finish(p, out, p->now, MINUTE);
    if (date_span_find(p, &s)) {
        if (s.unit < MINUTE && s.unit > 1) /* a few seconds */
            return finish(p, out, p->now, MINUTE);
        return from_span(p, &s, out);
    }
    if (!date_span_whole(p, &s))
        return false;
    s.whole = true;
    return from_span(p, &s, out);
}

/* "в среду, 12:30", "Monday at 4:23 PM", "last Friday", "Tue at 1:05 PM": the
 * last such day. Opening hours and other ranges are none. */
static bool by_weekday(struct parse *p, struct date *out)
{
    for (size_t i = 0; i < p->n; i++) {
        int day = p->meaning[i].weekday;
        if (day < 0)
            continue;
        size_t at = i - (i && says(p, i - 1, SAYS_LAST));
        p->has_time = p->has_zone = false;
        date_clock_find(p, at, i + 1);
        size_t end = p->has_time && p->time_end > i ? p->time_end : i + 1;
        bool whole = date_only_fill(p, 0, p->has_time ? 0 : at) &&
                     date_only_fill(p, end, p->n);
        bool is_short = says(p, i, SAYS_SHORT);
        if ((!p->has_time && (is_short || !whole)) || is_sign(p, i + 1, '-') ||
            is_sign(p, end, '-') || (at && is_sign(p, at - 1, '-')) || !whole ||
            date_near(p, at) == NEAR_OTHER)
            return false;
        int64_t today = date_day_today(p);
        int back = (calendar_weekday(today) - day + 7) % 7;
        struct date_day d = {.back = back ? back : 7};
        return absolute(p, &d, out);
    }
    return false;
}

/* Where these words are written there is one zone. */
static bool is_korean(struct str text)
{
    return str_find(text, STR("년")) >= 0 || str_find(text, STR("오전")) >= 0 ||
           str_find(text, STR("오후")) >= 0;
}

static void read_tokens(struct parse *p, struct str text)
{
    p->n = date_tokens(text, p->tokens);
    for (size_t i = 0; i < p->n; i++)
        p->meaning[i] = date_meaning(&p->tokens[i]);
}

/* 1 when the month comes first, by the day of the week that stands beside it;
 * -1 when the day does; 0 when that tells nothing. */
static int order_by_weekday(const struct parse *p, size_t at)
{
    int64_t a = number(p, at), b = number(p, at + 2), year = number(p, at + 4);
    int told = -1;
    for (size_t i = 0; i < p->n; i++)
        told = p->meaning[i].weekday >= 0 ? p->meaning[i].weekday : told;
    if (told < 0 || year < 1990 || a == b || a < 1 || b < 1)
        return 0;
    struct calendar month = {.year = year, .month = (int)a, .day = (int)b};
    struct calendar day = {.year = year, .month = (int)b, .day = (int)a};
    bool by_month = calendar_weekday(calendar_days(month)) == told;
    bool by_day = calendar_weekday(calendar_days(day)) == told;
    return by_month - by_day;
}

static int order_told(const struct parse *p)
{
    for (size_t i = 0; i + 4 < p->n; i++) {
        char sign = p->tokens[i + 1].sign;
        if (!is_number(p, i, 1, 2) || !is_number(p, i + 2, 1, 2) ||
            (sign != '-' && sign != '/') || !is_sign(p, i + 3, sign) ||
            !is_number(p, i + 4, 2, 4))
            continue;
        if (number(p, i) > 12)
            return -1;
        return number(p, i + 2) > 12 ? 1 : order_by_weekday(p, i);
    }
    return 0;
}

bool date_parse(struct str text, const struct date_context *c, struct date *out)
{
    struct parse p = {
        .now = c->now, .zone = c->zone, .month_first = c->month_first};
    struct date_day d;
    text = str_trim(text);
    if (compact(&p, in_date_call(text), out))
        return true;
    int64_t unit;
    if (c->iso_short && date_iso_short(text, &d.c, &unit))
        return finish(&p, out, from_local(&p, local_of(&p, d.c)), unit);
    p.korean = is_korean(text);
    read_tokens(&p, text);
    int order = order_told(&p);
    p.month_first = order ? order > 0 : p.month_first;
    bool found = date_day_find(&p, &d);
    if ((!found || d.weak) && relative(&p, out))
        return true;
    if (!found)
        return by_weekday(&p, out);
    date_clock_find(&p, d.at, d.end);
    return absolute(&p, &d, out);
}

int date_order(struct str text)
{
    struct parse p = {0};
    read_tokens(&p, text);
    return order_told(&p);
}

/* What hangs on the clock ("today", "31 December") is another moment a year
 * earlier. */
static bool typed(struct str text, const struct zone *zone, struct date *d)
{
    enum { YEAR_2100 = 4102444800, YEAR_S = 366 * 86400 };
    struct date other;
    const struct date_context late = {.now = YEAR_2100, .zone = zone},
                              earlier = {.now = YEAR_2100 - YEAR_S,
                                         .zone = zone};
    return date_parse(text, &late, d) && date_parse(text, &earlier, &other) &&
           d->at == other.at;
}

bool date_due(struct str text, const struct zone *zone, int64_t *at)
{
    enum { DAY_S = 86400 };
    struct date d;
    bool ok = typed(text, zone, &d);
    if (ok)
        *at = d.precision >= DAY_S ? d.at + DAY_S - 1 : d.at;
    return ok;
}

bool date_from(struct str text, const struct zone *zone, int64_t *at)
{
    struct date d;
    bool ok = typed(text, zone, &d);
    if (ok)
        *at = d.at;
    return ok;
}

bool date_midnight(struct str text, int64_t *at)
{
    struct tm tm = {0};
    char z[16];
    if (text.n >= sizeof z)
        return false;
    snprintf(z, sizeof z, STR_FMT, STR_ARG(text));
    const char *end = strptime(z, "%Y-%m-%d", &tm);
    int month = tm.tm_mon, of_month = tm.tm_mday;
    if (!end || *end)
        return false;
    *at = timegm(&tm);
    return tm.tm_mon == month && tm.tm_mday == of_month;
}
