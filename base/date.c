/* SPDX-License-Identifier: MIT
 * date: the date forms that sites use, Russian and English. */
#include "base/date.h"

#include <string.h>

#include "base/calendar.h"
#include "base/date_words.h"

enum { MINUTE = 60, HOUR = 3600, AHEAD = 36 * HOUR };

struct parse {
    const struct date_context *context;
    struct date_token tokens[DATE_TOKENS];
    struct date_meaning meaning[DATE_TOKENS];
    size_t n; /* tokens */

    bool has_date, has_year;  /* y m d are set; the year was said */
    struct calendar date;     /* day 0: only the month is known */
    size_t date_at, date_end; /* its tokens */

    bool has_time, has_zone;
    int64_t time;      /* seconds of the day */
    int64_t time_unit; /* precision of it */
    int64_t offset;    /* of the zone that was named */
};

static bool is_number(const struct parse *p, size_t i, int least, int most)
{
    return i < p->n && p->tokens[i].kind == DATE_NUMBER &&
           p->tokens[i].digits >= least && p->tokens[i].digits <= most;
}

static bool is_sign(const struct parse *p, size_t i, char sign)
{
    return i < p->n && p->tokens[i].kind == DATE_SIGN &&
           p->tokens[i].sign == sign;
}

static bool is_word(const struct parse *p, size_t i, const char *word)
{
    return i < p->n && p->tokens[i].kind == DATE_WORD_TOKEN &&
           strcmp(p->tokens[i].word, word) == 0;
}

static int64_t number(const struct parse *p, size_t i)
{
    return p->tokens[i].number;
}

/* "24" is 2024, "99" is 1999. */
static int64_t whole_year(int64_t year, int digits)
{
    if (digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/* The moment a wall clock in the zone shows that time. */
static int64_t from_local(const struct parse *p, int64_t local)
{
    if (p->has_zone)
        return local - p->offset;
    int64_t at = local - zone_offset(p->context->zone, local);
    return local - zone_offset(p->context->zone, at);
}

static int64_t to_local(const struct parse *p, int64_t at)
{
    return at + (p->has_zone ? p->offset : zone_offset(p->context->zone, at));
}

static bool finish(const struct parse *p, struct date *out, int64_t at,
                   int64_t precision)
{
    *out = (struct date){.at = at, .precision = precision};
    return at > 0 && at <= p->context->now + AHEAD;
}

/* ---- machine forms without signs ---- */

static bool all_digits(struct str s, int64_t *v)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
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

/* ---- the parts of a human date ---- */

static bool set_date(struct parse *p, struct calendar c, size_t at, size_t end)
{
    struct calendar whole = c;
    whole.day = c.day ? c.day : 1;
    if (!calendar_valid(whole))
        return false;
    p->date = c;
    p->has_date = true;
    p->date_at = at;
    p->date_end = end;
    return true;
}

/* 2016-01-02  2016/1/2  2016.01.02  2016-01 */
static bool year_first(struct parse *p, size_t i)
{
    if (!is_number(p, i, 4, 4) || number(p, i) < 1970 ||
        !is_number(p, i + 2, 1, 2))
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
    return set_date(p, c, i, end);
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
    bool month_first = sign != '.' && p->context->month_first;
    if (a > 12)
        month_first = false;
    else if (b > 12 && sign != '.')
        month_first = true;
    struct calendar c = {whole_year(number(p, i + 4), p->tokens[i + 4].digits),
                         (int)(month_first ? a : b),
                         (int)(month_first ? b : a)};
    p->has_year = true;
    return set_date(p, c, i, i + 5);
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
    return set_date(p, c, i, i + 3);
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
    bool four = is_number(p, i, 4, 4) && number(p, i) >= 1970;
    bool two =
        is_number(p, i, 2, 2) && !is_sign(p, i + 1, ':') &&
        !(i + 1 < p->n && (p->meaning[i + 1].am || p->meaning[i + 1].pm));
    if ((!four && !two) || (four && is_sign(p, i + 1, ':')))
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
    }
    if (!c.day && !p->has_year)
        return false;
    return set_date(p, c, start, end);
}

static int64_t local_day(const struct parse *p)
{
    int64_t local = to_local(p, p->context->now);
    return local / DAY - (local % DAY < 0);
}

/* сегодня, вчера, yesterday. */
static bool day_by_word(struct parse *p, size_t i)
{
    if (p->meaning[i].day < 0)
        return false;
    p->has_year = true;
    return set_date(p, calendar_of(local_day(p) - p->meaning[i].day), i, i + 1);
}

static void find_date(struct parse *p)
{
    for (size_t i = 0; i < p->n && !p->has_date; i++)
        if (year_first(p, i) || day_first(p, i) || month_by_name(p, i) ||
            day_by_word(p, i) || day_month(p, i))
            return;
}

/* ---- time and zone ---- */

/* "+0300" "+03:00" "GMT+3" "Z" "PST" from token i on. */
static void find_zone(struct parse *p, size_t i)
{
    bool named = i < p->n && p->meaning[i].zone;
    if (named) {
        p->has_zone = true;
        p->offset = p->meaning[i].offset;
        i++;
    }
    bool plus = is_sign(p, i, '+'), minus = is_sign(p, i, '-');
    if (!(plus || minus) || !is_number(p, i + 1, 1, 4) ||
        !p->tokens[i + 1].glued)
        return;
    int64_t v = number(p, i + 1), seconds;
    if (p->tokens[i + 1].digits > 2)
        seconds = v / 100 * HOUR + v % 100 * MINUTE;
    else
        seconds = v * HOUR;
    if (is_sign(p, i + 2, ':') && is_number(p, i + 3, 2, 2))
        seconds += number(p, i + 3) * MINUTE;
    if (seconds > 15 * HOUR || (!named && p->tokens[i + 1].digits == 1))
        return;
    p->has_zone = true;
    p->offset = minus ? -seconds : seconds;
}

static bool set_time(struct parse *p, int64_t h, int64_t rest, size_t end,
                     int64_t unit)
{
    bool am = end < p->n && p->meaning[end].am;
    bool pm = end < p->n && p->meaning[end].pm;
    if (h > 24 || rest >= HOUR)
        return false;
    if (pm && h < 12)
        h += 12;
    else if (am && h == 12)
        h = 0;
    p->has_time = true;
    p->time = h * HOUR + rest;
    p->time_unit = unit;
    find_zone(p, end + (am || pm));
    return true;
}

/* 12:01  12:01:44.5  4:23 AM  10 pm */
static bool time_at(struct parse *p, size_t i)
{
    if (!is_number(p, i, 1, 2))
        return false;
    size_t end = i + 1;
    if (!is_sign(p, end, ':') || !is_number(p, end + 1, 2, 2)) {
        bool half =
            end < p->n && (is_word(p, end, "am") || is_word(p, end, "pm"));
        return half && set_time(p, number(p, i), 0, end, HOUR);
    }
    int64_t rest = number(p, end + 1) * MINUTE, unit = MINUTE;
    if (number(p, end + 1) > 59)
        return false;
    end += 2;
    if (is_sign(p, end, ':') && is_number(p, end + 1, 2, 2) &&
        number(p, end + 1) <= 60) {
        rest += number(p, end + 1);
        unit = 1;
        end += 2;
        if ((is_sign(p, end, '.') || is_sign(p, end, ',')) &&
            is_number(p, end + 1, 1, 9) && p->tokens[end + 1].glued)
            end += 2;
    }
    return set_time(p, number(p, i), rest, end, unit);
}

/* "Nov  6 08:49:37 1994": the year stands behind the time at i. */
static void find_late_year(struct parse *p, size_t i)
{
    while (i < p->n &&
           (is_number(p, i, 1, 2) || is_sign(p, i, ':') || p->meaning[i].zone))
        i++;
    if (p->has_year || !is_number(p, i, 4, 4) || number(p, i) < 1970)
        return;
    p->date.year = number(p, i);
    p->has_year = true;
}

/* The first time behind the date, else the first before it. */
static void find_time(struct parse *p)
{
    for (size_t i = p->date_end; i < p->n; i++)
        if (time_at(p, i)) {
            find_late_year(p, i);
            return;
        }
    for (size_t i = 0; i < p->date_at; i++)
        if (time_at(p, i))
            return;
}

/* ---- relative forms ---- */

/* "2 ч. 21 мин. назад", "a day ago", "vor 3 Stunden", "полгода назад". */
struct span {
    int64_t seconds; /* sum of amounts */
    int64_t unit;    /* the smallest unit named */
    bool any, ago, before, few;
    bool glued; /* "5m" */
};

static void add_span(struct span *s, int64_t amount, int64_t unit)
{
    if (amount > 1000000)
        return;
    s->seconds += amount * unit;
    s->unit = unit;
    s->any = true;
}

static bool half_of(struct span *s, const char *word)
{
    static const struct {
        const char *word;
        int64_t seconds;
    } HALVES[] = {
        {"полгода", 182 * DAY}, {"полчаса", 30 * MINUTE}, {"полтора", 0}};
    for (size_t i = 0; i < 2; i++) {
        if (strcmp(word, HALVES[i].word) != 0)
            continue;
        add_span(s, 1, HALVES[i].seconds);
        return true;
    }
    return false;
}

/* One letter is a unit only behind a number. */
static bool is_letter(const struct date_token *t)
{
    return strlen(t->word) == 1 ||
           (strlen(t->word) == 2 && (t->word[0] & 0x80));
}

static struct span find_span(const struct parse *p)
{
    struct span s = {0};
    int64_t amount = 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct date_meaning *m = &p->meaning[i];
        s.ago |= m->ago;
        s.before |= m->before;
        s.few |= m->few;
        if (p->tokens[i].kind == DATE_NUMBER)
            amount = number(p, i);
        else if (half_of(&s, p->tokens[i].word))
            amount = 0;
        else if (m->unit && (amount || (!s.any && !is_letter(&p->tokens[i])))) {
            s.glued |= amount && p->tokens[i].glued;
            add_span(&s, amount ? amount : 1, m->unit);
            amount = 0;
        } else if (m->amount)
            amount = m->amount;
    }
    return s;
}

static bool is_now(const struct parse *p)
{
    bool now = false, few = false, ago = false;
    int64_t unit = 0;
    for (size_t i = 0; i < p->n; i++) {
        now |= p->meaning[i].now;
        few |= p->meaning[i].few;
        ago |= p->meaning[i].ago;
        if (p->meaning[i].unit)
            unit = p->meaning[i].unit;
    }
    return (now && p->n <= 4) || (few && ago && unit == 1);
}

static bool relative(const struct parse *p, struct date *out)
{
    int64_t now = p->context->now;
    if (is_now(p))
        return finish(p, out, now, MINUTE);
    struct span s = find_span(p);
    if (s.any && (s.ago || s.before) && s.seconds >= 0) {
        /* "3 days ago" says nothing of the hour: the middle is taken as it
         * is, and the precision says so. */
        return finish(p, out, now - s.seconds, s.unit);
    }
    bool alone = p->n == 2 || (p->n == 3 && is_sign(p, 2, '.'));
    if (s.any && s.glued && alone && is_number(p, 0, 1, 3))
        return finish(p, out, now - s.seconds, s.unit);
    return false;
}

/* "в среду, 12:30", "Monday at 4:23 PM": the last such day. */
static bool by_weekday(struct parse *p)
{
    for (size_t i = 0; i < p->n; i++) {
        int day = p->meaning[i].weekday;
        if (day < 0 || strlen(p->tokens[i].word) < 5)
            continue;
        int64_t today = local_day(p);
        int back = (calendar_weekday(today) - day + 7) % 7;
        p->has_year = true;
        return set_date(p, calendar_of(today - (back ? back : 7)), i, i + 1);
    }
    return false;
}

/* ---- putting it together ---- */

static int64_t local_of(const struct parse *p, struct calendar c)
{
    return calendar_days(c) * DAY + (p->has_time ? p->time : 0);
}

/* A date without a year is the last one that has been. */
static struct calendar into_the_past(const struct parse *p)
{
    struct calendar c = p->date;
    c.year = calendar_of(local_day(p)).year + 1;
    for (int back = 0; back < 9; back++, c.year--)
        if (calendar_valid(c) &&
            from_local(p, local_of(p, c)) <= p->context->now + AHEAD)
            return c;
    return c;
}

static bool absolute(struct parse *p, struct date *out)
{
    struct calendar c = p->date;
    int64_t precision = p->has_time ? p->time_unit : DAY;
    if (!c.day) {
        c.day = 1;
        precision = 30 * (int64_t)DAY;
    }
    if (!p->has_year)
        c = into_the_past(p);
    return finish(p, out, from_local(p, local_of(p, c)), precision);
}

static void read_tokens(struct parse *p, struct str text)
{
    p->n = date_tokens(text, p->tokens);
    for (size_t i = 0; i < p->n; i++)
        p->meaning[i] = date_meaning(&p->tokens[i]);
}

bool date_parse(struct str text, const struct date_context *c, struct date *out)
{
    struct parse p = {.context = c};
    text = str_trim(text);
    if (compact(&p, text, out))
        return true;
    read_tokens(&p, text);
    find_date(&p);
    if (!p.has_date && relative(&p, out))
        return true;
    if (!p.has_date && !by_weekday(&p))
        return false;
    find_time(&p);
    return absolute(&p, out);
}

int date_order(struct str text)
{
    struct parse p = {0};
    p.n = date_tokens(text, p.tokens);
    for (size_t i = 0; i + 4 < p.n; i++) {
        char sign = p.tokens[i + 1].sign;
        if (!is_number(&p, i, 1, 2) || !is_number(&p, i + 2, 1, 2) ||
            (sign != '-' && sign != '/') || !is_sign(&p, i + 3, sign) ||
            !is_number(&p, i + 4, 2, 4))
            continue;
        if (number(&p, i) > 12)
            return -1;
        return number(&p, i + 2) > 12;
    }
    return 0;
}
