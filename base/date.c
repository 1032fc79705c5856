/* SPDX-License-Identifier: MIT
 * date: the date forms that sites use, Russian and English. */
#include "base/date.h"
#include "base/ascii.h"

#include "base/date_day.h"

enum {
    MINUTE = 60,
    HOUR = 3600,
    AHEAD = 36 * HOUR,
    LEAST = 631152000 /* 1990-01-01: what is older was never posted */
};

/* The moment a wall clock in the zone shows that time. */
static int64_t from_local(const struct parse *p, int64_t local)
{
    if (p->has_zone)
        return local - p->offset;
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

/* ---- time and zone ---- */

/* "+0300" "+03:00" "GMT+3" "Z" "PST" from token i on. */
static void find_zone(struct parse *p, size_t i)
{
    if (is_word(p, i, "etc") && is_sign(p, i + 1, '/'))
        i += 2; /* Etc/GMT */
    else if (is_word(p, i, "at") && i + 1 < p->n)
        return; /* "16:31 at home" is not Atlantic Time */
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
    if (h > 24 || rest > HOUR || (h == 24 && rest))
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

/* 7:8:9, as some programs write it. */
static bool short_time(struct parse *p, size_t i)
{
    if (!is_sign(p, i + 1, ':') || !is_number(p, i + 2, 1, 2) ||
        !is_sign(p, i + 3, ':') || !is_number(p, i + 4, 1, 2) ||
        is_sign(p, i + 5, ':') || number(p, i + 2) > 59 ||
        number(p, i + 4) > 59)
        return false;
    return set_time(p, number(p, i),
                    number(p, i + 2) * MINUTE + number(p, i + 4), i + 5, 1);
}

/* 20160102T030405, 20160102T0304 */
static bool glued_time(struct parse *p, size_t i)
{
    if (!is_number(p, i, 4, 6) || !p->tokens[i].glued || i == 0 ||
        !is_word(p, i - 1, "t") || p->tokens[i].digits == 5)
        return false;
    bool minutes = p->tokens[i].digits == 4;
    int64_t v = number(p, i) * (minutes ? 100 : 1);
    if (v / 100 % 100 > 59 || v % 100 > 60)
        return false;
    return set_time(p, v / 10000, v / 100 % 100 * MINUTE + v % 100, i + 1,
                    minutes ? MINUTE : 1);
}

/* 12:01  12:01:44.5  4:23 AM  10 pm */
static bool time_at(struct parse *p, size_t i)
{
    /* In 25:14:55 no time starts in the middle; in 23/Feb/2019:18:40 one
     * does, behind the date. */
    bool inside = i > 0 && is_sign(p, i - 1, ':') && i - 1 != p->date_end;
    if (glued_time(p, i))
        return true;
    if (!is_number(p, i, 1, 2) || inside)
        return false;
    size_t end = i + 1;
    if (!is_sign(p, end, ':') || !is_number(p, end + 1, 2, 2)) {
        bool half =
            end < p->n && (is_word(p, end, "am") || is_word(p, end, "pm"));
        if (short_time(p, i))
            return true;
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

/* The first time behind the date, else the first before it. */
static void find_time(struct parse *p)
{
    for (size_t i = p->date_end; i < p->n; i++)
        if (time_at(p, i))
            return;
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
    bool ukrainian = false;
    for (size_t i = 0; i < p->n; i++)
        ukrainian |= is_word(p, i, "тому");
    for (size_t i = 0; i < p->n; i++) {
        const struct date_meaning *m = &p->meaning[i];
        /* A year in Russian, hours in Ukrainian. */
        int64_t unit = ukrainian && is_word(p, i, "год") ? HOUR : m->unit;
        s.ago |= m->ago;
        s.before |= m->before;
        s.few |= m->few;
        if (p->tokens[i].kind == DATE_NUMBER)
            amount = number(p, i);
        else if (half_of(&s, p->tokens[i].word))
            amount = 0;
        else if (unit && (amount || (!s.any && !is_letter(&p->tokens[i])))) {
            s.glued |= amount && p->tokens[i].glued;
            add_span(&s, amount ? amount : 1, unit);
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
    int64_t now = p->now;
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
        int64_t today = date_day_today(p);
        int back = (calendar_weekday(today) - day + 7) % 7;
        p->has_year = true;
        return date_day_set(p, calendar_of(today - (back ? back : 7)), i,
                            i + 1);
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
    c.year = calendar_of(date_day_today(p)).year + 1;
    for (int back = 0; back < 9; back++, c.year--)
        if (calendar_valid(c) &&
            from_local(p, local_of(p, c)) <= p->now + AHEAD)
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
    struct parse p = {
        .now = c->now, .zone = c->zone, .month_first = c->month_first};
    text = str_trim(text);
    if (compact(&p, text, out))
        return true;
    read_tokens(&p, text);
    date_day_find(&p);
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
