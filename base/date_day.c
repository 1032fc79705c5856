/* SPDX-License-Identifier: MIT
 * date_day: the day in a date text. */
#include "base/date_day.h"

enum {
    YEAR_LEAST = 1990,
    YEAR_MOST = 2099,
    WORDS_BESIDE_WORD = 3, /* "today" with more of them is prose */
    WORDS_BESIDE_FIGURES = 6
};

int64_t date_day_today(const struct parse *p)
{
    int64_t local =
        p->now + (p->has_zone ? p->offset : zone_offset(p->zone, p->now));
    return local / DAY - (local % DAY < 0);
}

/* "24" is 2024, "99" is 1999. */
static int64_t whole_year(int64_t year, int digits)
{
    if (digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/* Takes c (day 0: the month only) as what the tokens at to end say; false
 * when there is no such day. */
static bool set(struct date_day *d, struct calendar c, size_t at, size_t end)
{
    struct calendar whole = c;
    whole.day = c.day ? c.day : 1;
    /* The year 1 is a year, though no post is of it: its month and day must
     * not be read as those of this year. 400 years are alike. */
    if (c.year < 1970 || c.year > 2999)
        whole.year = 2000 + c.year % 400;
    if (!calendar_valid(whole))
        return false;
    d->c = c;
    d->at = at;
    d->end = end;
    return true;
}

static bool set_whole(struct date_day *d, struct calendar c, size_t at,
                      size_t end)
{
    d->has_year = true;
    return set(d, c, at, end);
}

/* A time as 13:05 at i, behind signs, the word for "at", or the day of the week
 * as on image boards: 01/21/24(Sun)09:32. */
static bool time_follows(const struct parse *p, size_t i)
{
    while (is_sign(p, i, ',') || is_sign(p, i, '-') || is_sign(p, i, '.') ||
           is_sign(p, i, '?') || is_sign(p, i, '|') || is_word(p, i, "в") ||
           is_word(p, i, "во") || is_word(p, i, "at") || is_sign(p, i, '(') ||
           is_sign(p, i, ')') || (i < p->n && p->meaning[i].weekday >= 0))
        i++;
    return is_number(p, i, 1, 2) && is_sign(p, i + 1, ':') &&
           is_number(p, i + 2, 2, 2);
}

static bool time_precedes(const struct parse *p, size_t i)
{
    i -= i && (is_sign(p, i - 1, ',') || is_sign(p, i - 1, '-'));
    return i >= 3 && is_number(p, i - 1, 2, 2) && is_sign(p, i - 2, ':') &&
           is_number(p, i - 3, 1, 2);
}

/* Nothing else stands in the text, or a time beside it. */
static bool is_sure(const struct parse *p, size_t at, size_t end)
{
    return time_follows(p, end) || time_precedes(p, at) ||
           (date_only_fill(p, 0, at) && date_only_fill(p, end, p->n));
}

/* 20160102T030405: the date of ISO's short form. */
static bool year_glued(const struct parse *p, size_t i, struct date_day *d)
{
    bool t = i + 1 < p->n && p->tokens[i + 1].glued && is_word(p, i + 1, "t");
    if (!t || !is_number(p, i, 8, 8))
        return false;
    int64_t v = number(p, i);
    struct calendar c = {v / 10000, (int)(v / 100 % 100), (int)(v % 100)};
    return set_whole(d, c, i, i + 2);
}

/* 2016-045: the day of the year; but 2016-012-31 is a month with a nought too
 * many. */
static bool year_day(const struct parse *p, size_t i, struct date_day *d)
{
    if (!is_number(p, i, 4, 4) || !is_sign(p, i + 1, '-') ||
        !is_number(p, i + 2, 3, 3) || !p->tokens[i + 2].glued)
        return false;
    struct calendar c = {number(p, i), (int)number(p, i + 2), 0};
    size_t end = i + 3;
    if (is_sign(p, end, '-') && is_number(p, end + 1, 2, 2)) {
        c.day = (int)number(p, end + 1);
        return set_whole(d, c, i, end + 2);
    }
    if (c.month < 1 || c.month > 366 || i > 0 ||
        !(end == p->n || is_word(p, end, "t")))
        return false;
    struct calendar first = {c.year, 1, 1};
    c = calendar_of(calendar_days(first) + c.month - 1);
    return set_whole(d, c, i, end);
}

/* 2025-W48-1, 2025W481, 2025-W48 */
static bool year_week(const struct parse *p, size_t i, struct date_day *d)
{
    size_t w = i + 1 + is_sign(p, i + 1, '-');
    if (!is_number(p, i, 4, 4) || !is_word(p, w, "w") || !p->tokens[w].glued ||
        !is_number(p, w + 1, 2, 3) || !p->tokens[w + 1].glued)
        return false;
    int64_t week = number(p, w + 1), weekday = 0;
    size_t end = w + 2;
    if (p->tokens[w + 1].digits == 3) {
        weekday = week % 10;
        week /= 10;
    } else if (is_sign(p, end, '-') && is_number(p, end + 1, 1, 1)) {
        weekday = number(p, end + 1);
        end += 2;
    }
    if (week < 1 || week > 53 || weekday > 7)
        return false;
    /* The 4th of January lies in the first week, which begins on Monday. */
    int64_t fourth = calendar_days((struct calendar){number(p, i), 1, 4});
    int64_t monday = fourth - (calendar_weekday(fourth) + 6) % 7;
    d->week = weekday == 0;
    return set_whole(
        d, calendar_of(monday + 7 * (week - 1) + (weekday ? weekday - 1 : 0)),
        i, end);
}

/* 2016-01-02  2016/1/2  2016.01.02  2016:01:02  2016-01 */
static bool year_first(const struct parse *p, size_t i, struct date_day *d)
{
    if (!is_number(p, i, 4, 4) || !is_number(p, i + 2, 1, 2))
        return false;
    char sign = p->tokens[i + 1].sign;
    if (!is_sign(p, i + 1, sign) || !sign || !strchr("-/.:", sign))
        return false;
    struct calendar c = {number(p, i), (int)number(p, i + 2), 0};
    size_t end = i + 3;
    if (is_sign(p, end, sign) && is_number(p, end + 1, 1, 2)) {
        c.day = (int)number(p, end + 1);
        return (sign != ':' || time_follows(p, end + 2)) &&
               set_whole(d, c, i, end + 2);
    }
    return sign == '-' && date_only_fill(p, 0, i) &&
           date_only_fill(p, end, p->n) && set_whole(d, c, i, end);
}

/* Of two numbers the month is told by the sign, by a number above 12, or by
 * the context. */
static struct calendar by_order(const struct parse *p, size_t i, char sign)
{
    int64_t a = number(p, i), b = number(p, i + 2);
    bool month_first = sign != '.' && p->month_first;
    if (a > 12)
        month_first = false;
    else if (b > 12 && sign != '.')
        month_first = true;
    return (struct calendar){1972, (int)(month_first ? a : b),
                             (int)(month_first ? b : a)};
}

/* 12.07.2014  04-09-2005  4/9/05; with two digits for the year all have two,
 * or a time stands beside it: "1.2.24" is a version. */
static bool day_first(const struct parse *p, size_t i, struct date_day *d)
{
    if (!is_number(p, i, 1, 2) || !is_number(p, i + 2, 1, 2))
        return false;
    char sign = p->tokens[i + 1].sign;
    if (!is_sign(p, i + 1, sign) || !sign || !strchr("-/.", sign) ||
        !is_sign(p, i + 3, sign))
        return false;
    bool two = is_number(p, i + 4, 2, 2);
    bool digits = p->tokens[i].digits == 2 && p->tokens[i + 2].digits == 2;
    if (!two && !is_number(p, i + 4, 4, 4))
        return false;
    if (two && !(digits && sign == '.') && !is_sure(p, i, i + 5))
        return false;
    if (two && !digits && sign == '.' && !time_follows(p, i + 5))
        return false;
    struct calendar c = by_order(p, i, sign);
    c.year = whole_year(number(p, i + 4), p->tokens[i + 4].digits);
    return set_whole(d, c, i, i + 5);
}

/* 08.11 14:20  24.11 в 13:05  13:05, 24.11  11/24 1:05 PM: two digits each and
 * a time beside them. */
static bool day_month(const struct parse *p, size_t i, struct date_day *d)
{
    char sign = i + 1 < p->n ? p->tokens[i + 1].sign : 0;
    if (!is_number(p, i, 2, 2) || (sign != '.' && sign != '/') ||
        !is_number(p, i + 2, 2, 2) || !p->tokens[i + 2].glued)
        return false;
    if (!time_follows(p, i + 3) && !time_precedes(p, i))
        return false;
    return set(d, by_order(p, i, sign), i, i + 3);
}

static size_t skip_signs(const struct parse *p, size_t i)
{
    while (is_sign(p, i, ',') || is_sign(p, i, '.') || is_sign(p, i, '-') ||
           is_sign(p, i, '/') || is_sign(p, i, ']') || is_word(p, i, "of") ||
           is_word(p, i, "de") || is_word(p, i, "the"))
        i++;
    return i;
}

/* A year at i: four digits, or two right behind the month that no time
 * begins with. */
static bool year_at(const struct parse *p, size_t i, int64_t *year)
{
    bool four = is_number(p, i, 4, 4);
    bool two = is_number(p, i, 2, 2) && !is_sign(p, i + 1, ':') &&
               !is_sign(p, i + 1, '#') &&
               !(i + 1 < p->n && p->meaning[i + 1].month) &&
               !says(p, i + 1, SAYS_AM | SAYS_PM | SAYS_NIGHT | SAYS_NOON);
    if (!four && !two)
        return false;
    *year = whole_year(number(p, i), p->tokens[i].digits);
    return true;
}

static bool is_ordinal(const struct parse *p, size_t i)
{
    return is_word(p, i, "st") || is_word(p, i, "nd") || is_word(p, i, "rd") ||
           is_word(p, i, "th") || is_word(p, i, "го") || is_word(p, i, "er") ||
           is_word(p, i, "е") || is_word(p, i, "ого");
}

/* The minutes of a time, or a count: "13:05", "#3", "№3". */
static bool is_no_day(const struct parse *p, size_t i)
{
    bool minutes = i > 1 && is_sign(p, i - 1, ':') && p->tokens[i].glued &&
                   is_number(p, i - 2, 1, 2);
    bool count = i > 0 && p->tokens[i].glued &&
                 (is_sign(p, i - 1, '#') || is_sign(p, i - 1, '?'));
    return minutes || count || number(p, i) < 1 || number(p, i) > 31;
}

/* What is no letter of ASCII is told as a question mark. */
static bool is_quote(const struct parse *p, size_t i)
{
    return is_sign(p, i, '"') || is_sign(p, i, '?');
}

/* «24» ноября, as letters have it. */
static bool is_quoted(const struct parse *p, size_t i)
{
    return i > 0 && is_quote(p, i - 1) && is_quote(p, i + 1) &&
           is_number(p, i, 1, 2) && p->tokens[i].glued &&
           p->tokens[i + 1].glued && number(p, i) >= 1 && number(p, i) <= 31;
}

/* The day that stands before the month at i, or the token's own index. */
static size_t day_before(const struct parse *p, size_t i)
{
    size_t k = i;
    if (i > 2 && is_quoted(p, i - 2))
        return i - 2;
    while (k > 0 && (is_sign(p, k - 1, '.') || is_ordinal(p, k - 1) ||
                     ((is_sign(p, k - 1, '-') || is_sign(p, k - 1, '/')) &&
                      p->tokens[k - 1].glued) ||
                     is_word(p, k - 1, "of") || is_word(p, k - 1, "de")))
        k--;
    bool day = k > 0 && is_number(p, k - 1, 1, 2) && !is_no_day(p, k - 1);
    return day ? k - 1 : i;
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

/* "Nov 14" at i behind the month; but "may 5 minutes" is no day. */
static bool day_behind(const struct parse *p, size_t i)
{
    if (!is_number(p, i, 1, 2) || number(p, i) > 31 || number(p, i) < 1 ||
        is_sign(p, i + 1, ':') || is_sign(p, i - 1, '\''))
        return false;
    bool unit =
        i + 1 < p->n && p->meaning[i + 1].unit && !is_word(p, i + 1, "г");
    return !unit && !is_sign(p, i + 1, '%') && !is_sign(p, i + 1, '$');
}

/* "2025 Nov 24", "2015-Nov-14" */
static bool year_before(const struct parse *p, size_t start, int64_t *year)
{
    size_t k = start;
    if (k && (is_sign(p, k - 1, '-') || is_sign(p, k - 1, ',') ||
              is_sign(p, k - 1, '/') || is_sign(p, k - 1, '.')))
        k--;
    if (!k || !is_number(p, k - 1, 4, 4) || number(p, k - 1) < YEAR_LEAST ||
        number(p, k - 1) > YEAR_MOST)
        return false;
    *year = number(p, k - 1);
    return true;
}

/* "24 ноября прошлого года", "24 November this year" */
static void year_by_word(const struct parse *p, size_t i, struct date_day *d)
{
    bool year = i + 1 < p->n && p->meaning[i + 1].months == 12;
    if (year && says(p, i, SAYS_LAST))
        d->years_back = 1;
    else if (year && says(p, i, SAYS_THIS))
        d->years_back = 0;
}

/* The year of the month at i whose tokens are start to *end. */
static void find_year(const struct parse *p, size_t start, size_t *end,
                      struct date_day *d)
{
    size_t after = skip_signs(p, *end);
    size_t quoted = after + is_sign(p, after, '\''); /* Nov '25 */
    if (year_at(p, quoted, &d->c.year)) {
        d->has_year = true;
        *end = quoted + 1;
    } else {
        d->has_year =
            year_before(p, start, &d->c.year) || year_last(p, *end, &d->c.year);
    }
    if (!d->has_year)
        year_by_word(p, after, d);
}

/* "08 ноя 2024", "22. Dezember 2019", "Nov 14, 2015", "окт 27, 2014",
 * "2 Январь, 2023", "8 ноября", "May 2015". */
static bool month_by_name(const struct parse *p, size_t i, struct date_day *d)
{
    if (!p->meaning[i].month)
        return false;
    size_t start = day_before(p, i), end = i + 1;
    size_t after = skip_signs(p, end);
    d->c = (struct calendar){1972, p->meaning[i].month, 0};
    if (start < i) {
        d->c.day = (int)number(p, start);
    } else if (day_behind(p, after)) {
        d->c.day = (int)number(p, after);
        end = after + 1 + is_ordinal(p, after + 1);
    }
    find_year(p, start, &end, d);
    if (!d->c.day && (!d->has_year || impossible_day(p, i)))
        return false;
    for (size_t k = end; k < p->n && start == i && !d->has_year; k++)
        if (p->meaning[k].month && d->years_back < 0)
            return false; /* "mar., 01 déc. 2020" is a Tuesday */
    return set(d, d->c, start, end);
}

/* сегодня, вчера, yesterday, the day before yesterday. A day in figures right
 * behind it says more. */
static bool day_by_word(const struct parse *p, size_t i, struct date_day *d)
{
    if (p->meaning[i].day < 0)
        return false;
    size_t at = i;
    d->back = p->meaning[i].day;
    if (i > 1 && is_word(p, i - 1, "before") && is_word(p, i - 2, "day")) {
        d->back = 2;
        at = i - 2;
    }
    if (is_word(p, i, "hier") && !is_sure(p, at, i + 1))
        return false; /* "here" in German */
    d->at = at;
    d->end = i + 1;
    return true;
}

static bool in_figures(const struct parse *p, size_t i, struct date_day *d)
{
    static bool (*const FORMS[])(const struct parse *, size_t,
                                 struct date_day *) = {
        year_first, year_day,      year_week, year_glued,
        day_first,  month_by_name, day_month,
    };
    for (size_t k = 0; k < sizeof FORMS / sizeof *FORMS; k++) {
        *d = (struct date_day){.back = -1, .weekday = -1, .years_back = -1};
        if (FORMS[k](p, i, d))
            return true;
    }
    return false;
}

/* A day in figures that begins at i: its month may be found first. */
static bool figures_from(const struct parse *p, size_t i, struct date_day *d)
{
    for (size_t k = i; k < i + 4; k++)
        if (k < p->n && in_figures(p, k, d) && d->at == i)
            return true;
    return false;
}

/* "last night", "this morning" */
static bool last_night(const struct parse *p, size_t i, struct date_day *d)
{
    bool night = is_word(p, i + 1, "night") || is_word(p, i + 1, "ночью") ||
                 is_word(p, i + 1, "evening");
    bool morning = is_word(p, i + 1, "morning") || is_word(p, i + 1, "утром") ||
                   is_word(p, i + 1, "afternoon");
    if (!(says(p, i, SAYS_LAST) && night) &&
        !(says(p, i, SAYS_THIS) && morning))
        return false;
    d->back = night;
    d->at = i;
    d->end = i + 2;
    return true;
}

static bool day_at(const struct parse *p, size_t i, struct date_day *d)
{
    if (in_figures(p, i, d))
        return true;
    *d = (struct date_day){.back = -1, .weekday = -1, .years_back = -1};
    return day_by_word(p, i, d) || last_night(p, i, d);
}

/* v12.11.2015, A12.11.2015 */
static bool is_label(const struct parse *p, size_t i)
{
    bool letter = p->tokens[i].word[0] && !p->tokens[i].word[1];
    return letter || says(p, i, SAYS_CODE);
}

/* Part of a longer row of figures: an address, a telephone, a version. */
static bool in_a_row(const struct parse *p, const struct date_day *d)
{
    size_t at = d->at, end = d->end;
    bool figure = p->tokens[at].kind == DATE_NUMBER;
    if (figure && at > 1 && p->tokens[at].glued && p->tokens[at - 1].glued &&
        p->tokens[at - 1].kind == DATE_SIGN &&
        strchr(".-/+", p->tokens[at - 1].sign) &&
        p->tokens[at - 2].kind == DATE_NUMBER && !time_precedes(p, at) &&
        p->tokens[at - 2].digits != 4)
        return true;
    if (figure && at && is_sign(p, at - 1, '#'))
        return true; /* No. 24.11.2025 */
    if (figure && at && p->tokens[at].glued && is_label(p, at - 1))
        return true;
    return end + 1 < p->n && p->tokens[end].kind == DATE_SIGN &&
           p->tokens[end].sign && strchr(".-/", p->tokens[end].sign) &&
           p->tokens[end].glued && is_number(p, end + 1, 1, 9) &&
           p->tokens[end + 1].glued && !is_sign(p, end + 2, ':') &&
           is_number(p, end - 1, 1, 4);
}

/* "12-15 ноября", "10.11.2025 - 15.11.2025", "с 10 по 15 ноября": *end is
 * where it ends. */
static bool in_a_range(const struct parse *p, const struct date_day *d,
                       size_t *end)
{
    struct date_day other;
    size_t at = d->at;
    *end = d->end;
    if (is_sign(p, d->end, '-') && !time_follows(p, d->end) &&
        figures_from(p, d->end + 1, &other)) {
        *end = other.end;
        return true;
    }
    if (at < 2 || !is_number(p, at, 1, 2) || !is_number(p, at - 2, 1, 2) ||
        number(p, at - 2) > 31 || (at > 2 && is_sign(p, at - 3, ':')))
        return false;
    bool counted =
        at > 2 && (is_sign(p, at - 3, '#') || is_sign(p, at - 3, '?'));
    bool joined = is_sign(p, at - 1, '-') || is_word(p, at - 1, "to") ||
                  is_word(p, at - 1, "и") || is_word(p, at - 1, "and");
    return joined && !counted && !time_follows(p, d->end);
}

/* What day of the week it is, where that stands beside it. */
static void find_weekday(const struct parse *p, struct date_day *d)
{
    for (size_t i = d->end; i < p->n && i < d->end + 4; i++) {
        if (p->meaning[i].weekday >= 0)
            d->weekday = p->meaning[i].weekday;
        if (p->tokens[i].kind == DATE_NUMBER)
            break;
    }
    for (size_t i = d->at; i > 0 && i + 4 > d->at; i--) {
        if (p->meaning[i - 1].weekday >= 0)
            d->weekday = p->meaning[i - 1].weekday;
        if (p->tokens[i - 1].kind == DATE_NUMBER)
            break;
    }
}

/* "Вчера, 24 ноября 2025": the day in figures. */
static void prefer_figures(const struct parse *p, struct date_day *d)
{
    struct date_day other;
    size_t i = d->end;
    while (i < p->n && p->tokens[i].kind != DATE_NUMBER && !p->meaning[i].month)
        i++;
    if (d->back >= 0 && date_only_fill(p, d->end, i) &&
        figures_from(p, i, &other))
        *d = other;
}

/* "Where is my bag today?": a day without a year and a time among words. */
static bool mentioned(const struct parse *p, const struct date_day *d)
{
    size_t most = d->back >= 0 ? WORDS_BESIDE_WORD : WORDS_BESIDE_FIGURES;
    bool vague = (d->back >= 0 || !d->has_year) && !time_follows(p, d->end) &&
                 !time_precedes(p, d->at);
    return vague && date_in_prose(p, d->at, d->end, most);
}

bool date_day_find(const struct parse *p, struct date_day *out)
{
    bool found = false;
    for (size_t i = 0; i < p->n; i++) {
        struct date_day d;
        if (!day_at(p, i, &d))
            continue;
        size_t end = d.end;
        enum date_near near = date_near(p, d.at);
        bool wrong = in_a_row(p, &d) || in_a_range(p, &d, &end) ||
                     near == NEAR_OTHER || mentioned(p, &d);
        i = end > i ? end - 1 : i;
        if (wrong || (near == NEAR_EDIT && found))
            continue;
        prefer_figures(p, &d);
        if (d.back < 0 && !d.has_year)
            find_weekday(p, &d);
        d.weak = near == NEAR_EDIT;
        *out = d;
        found = true;
        if (!d.weak)
            return true;
    }
    return found;
}
