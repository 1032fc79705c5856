/* SPDX-License-Identifier: MIT
 * date_clock: the time of the day in a date text, and its zone. A time must
 * stand beside the day: "Reply 3 : 24" is none. */
#include "base/date_day.h"

enum { MINUTE = 60, HOUR = 3600, WORDS_BETWEEN = 8 };

/* "+3" "+0300" "+03:00" at i; the token behind it, 0 when there is none. */
static size_t shift_at(const struct parse *p, size_t i, bool named,
                       int64_t *shift)
{
    bool plus = is_sign(p, i, '+'), minus = is_sign(p, i, '-');
    if (!(plus || minus) || !is_number(p, i + 1, 1, 4) ||
        !p->tokens[i + 1].glued)
        return 0;
    int64_t v = number(p, i + 1), seconds = v * HOUR;
    size_t end = i + 2;
    int digits = p->tokens[i + 1].digits;
    if (digits > 2)
        seconds = v / 100 * HOUR + v % 100 * MINUTE;
    if (is_sign(p, end, ':') && is_number(p, end + 1, 2, 2)) {
        seconds += number(p, end + 1) * MINUTE;
        end += 2;
    }
    if (seconds > 15 * HOUR || (!named && digits == 1))
        return 0;
    *shift = minus ? -seconds : seconds;
    return end;
}

/* "at", "met" are words: a zone only where nothing else follows. */
static bool zone_word(const struct parse *p, size_t i)
{
    if (!says(p, i, SAYS_ZONE))
        return false;
    bool last = i + 1 >= p->n || p->tokens[i + 1].kind == DATE_SIGN;
    return last || !says(p, i, SAYS_DOUBTFUL) || is_word(p, i + 1, "time");
}

/* "(+03:00)" */
static size_t shift_in_brackets(const struct parse *p, size_t i, int64_t *shift)
{
    size_t end = is_sign(p, i, '(') ? shift_at(p, i + 1, false, shift) : 0;
    return end && is_sign(p, end, ')') ? end + 1 : 0;
}

/* "+0300", "GMT+3", "(МСК+2)", "по московскому времени", "Z", "PST"; the
 * token behind it. */
static size_t find_zone(struct parse *p, size_t at)
{
    int64_t shift = 0;
    size_t i = at, end = shift_at(p, at, false, &shift);
    if (!end)
        end = shift_in_brackets(p, at, &shift);
    while (!end &&
           (is_sign(p, i, ',') || is_sign(p, i, '(') || is_sign(p, i, '[') ||
            is_word(p, i, "по") || is_word(p, i, "uhr")))
        i++;
    if (!end && (is_word(p, i, "etc") || is_word(p, i, "europe")) &&
        is_sign(p, i + 1, '/'))
        i += 2; /* Etc/GMT, Europe/Moscow */
    if (!end && !zone_word(p, i))
        return at;
    p->has_zone = true;
    p->offset = shift;
    if (end)
        return end;
    end = shift_at(p, i + 1, true, &shift);
    p->offset = p->meaning[i].offset + shift;
    if (!end)
        end = i + 1;
    while (is_word(p, end, "time") || is_word(p, end, "времени") ||
           is_sign(p, end, ')') || is_sign(p, end, ']'))
        end++;
    return end;
}

/* The half of the day behind a time of h o'clock. */
static void half_day(const struct parse *p, size_t *end, int64_t *h)
{
    bool am = says(p, *end, SAYS_AM), pm = says(p, *end, SAYS_PM);
    bool night = says(p, *end, SAYS_NIGHT);
    if (pm && *h < 12)
        *h += 12;
    else if ((am || night) && *h == 12)
        *h = 0;
    *end += am || pm || night;
    *end += (am || pm) && is_sign(p, *end, '.') && zone_word(p, *end + 1);
}

static bool set_time(struct parse *p, int64_t h, int64_t rest, size_t end,
                     int64_t unit)
{
    if (h > 24 || rest > HOUR || (h == 24 && rest))
        return false;
    half_day(p, &end, &h);
    p->has_time = true;
    p->time = h * HOUR + rest;
    p->time_unit = unit;
    p->time_end = find_zone(p, end);
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

/* "noon", "12 noon", "полночь" */
static bool noon(struct parse *p, size_t i)
{
    size_t word = i + (is_number(p, i, 2, 2) && number(p, i) == 12);
    if (says(p, word, SAYS_NOON))
        return set_time(p, 12, 0, word + 1, MINUTE);
    return says(p, word, SAYS_MIDNIGHT) && set_time(p, 0, 0, word + 1, MINUTE);
}

/* "13 ч. 05 мин.", "13 часов 05 минут", "13ч05м" */
static bool time_in_words(struct parse *p, size_t i)
{
    size_t k = i + 2;
    if (i + 1 >= p->n || p->meaning[i + 1].unit != HOUR || number(p, i) > 23)
        return false;
    k += is_sign(p, k, '.');
    if (!is_number(p, k, 1, 2) || number(p, k) > 59)
        return false;
    int64_t minutes = number(p, k++);
    if (k < p->n && p->meaning[k].unit == MINUTE)
        k++;
    k += is_sign(p, k, '.');
    return !says(p, k, SAYS_AGO) &&
           set_time(p, number(p, i), minutes * MINUTE, k, MINUTE);
}

/* "2026 13-05", "2026 г. 13-05" at the end of the text: the day is told. */
static bool behind_year(const struct parse *p, size_t i)
{
    if (i > 1 && is_sign(p, i - 1, '.'))
        i--;
    return i > 0 && (is_number(p, i - 1, 4, 4) || is_word(p, i - 1, "г") ||
                     is_word(p, i - 1, "года"));
}

/* "12.16 pm", "в 13.05", "в 13-05", "18.05 Uhr"; "13.05" and "13.05.22" at
 * the end of the text or before a bar. */
static bool dotted_time(struct parse *p, size_t i)
{
    bool dot = is_sign(p, i + 1, '.'), dash = is_sign(p, i + 1, '-');
    if (!(dot || dash) || !is_number(p, i + 2, 2, 2) ||
        !p->tokens[i + 2].glued || !p->tokens[i + 1].glued ||
        number(p, i + 2) > 59 || number(p, i) > 23)
        return false;
    size_t end = i + 3;
    int64_t rest = number(p, i + 2) * MINUTE, unit = MINUTE;
    if (dot && is_sign(p, end, '.') && is_number(p, end + 1, 2, 2) &&
        number(p, end + 1) < 60) {
        rest += number(p, end + 1);
        unit = 1;
        end += 2;
    }
    bool at = i > 0 && (is_word(p, i - 1, "в") || is_word(p, i - 1, "at") ||
                        is_word(p, i - 1, "um"));
    bool behind = says(p, end, SAYS_AM | SAYS_PM) || is_word(p, end, "uhr");
    bool ends = end == p->n || is_sign(p, end, '|');
    bool last = ends && (dot || (end == p->n && behind_year(p, i)));
    if (!behind && !last && !(at && !is_sign(p, end, '.')))
        return false;
    return set_time(p, number(p, i), rest, end, unit);
}

/* 12:01  12:01:44.5  4:23 AM */
static bool colon_time(struct parse *p, size_t i)
{
    size_t end = i + 1;
    if (!is_sign(p, end, ':') || !p->tokens[end].glued ||
        !is_number(p, end + 1, 2, 2) || !p->tokens[end + 1].glued ||
        number(p, end + 1) > 59)
        return false;
    int64_t rest = number(p, end + 1) * MINUTE, unit = MINUTE;
    end += 2;
    if (is_sign(p, end, ':') && is_number(p, end + 1, 2, 2) &&
        number(p, end + 1) <= 60) {
        rest += number(p, end + 1);
        unit = 1;
        end += 2;
        if ((is_sign(p, end, '.') || is_sign(p, end, ',') ||
             is_sign(p, end, ':')) &&
            is_number(p, end + 1, 1, 9) && p->tokens[end + 1].glued)
            end += 2;
    }
    return set_time(p, number(p, i), rest, end, unit);
}

/* 2025-11-24T13Z */
static bool bare_hour(struct parse *p, size_t i)
{
    return i > 0 && is_word(p, i - 1, "t") && p->tokens[i].glued &&
           p->tokens[i].digits == 2 &&
           (i + 1 == p->n || says(p, i + 1, SAYS_ZONE) ||
            is_sign(p, i + 1, '+')) &&
           set_time(p, number(p, i), 0, i + 1, HOUR);
}

/* "10 pm", "в 9 вечера", "в 9 часов утра"; but "2 дня" are two days. */
static bool hour_of_half(struct parse *p, size_t i)
{
    size_t half = i + 1;
    if (half < p->n && p->meaning[half].unit == HOUR && !p->tokens[half].glued)
        half++;
    if (number(p, i) > 12 || !says(p, half, SAYS_AM | SAYS_PM | SAYS_NIGHT))
        return false;
    bool at = i > 0 && is_word(p, i - 1, "в");
    if (is_word(p, half, "дня") && !at)
        return false;
    return set_time(p, number(p, i), 0, half, HOUR);
}

static bool clock_in_figures(struct parse *p, size_t i)
{
    if (noon(p, i) || glued_time(p, i))
        return true;
    if (!is_number(p, i, 1, 2))
        return false;
    if (colon_time(p, i) || short_time(p, i) || time_in_words(p, i) ||
        dotted_time(p, i) || bare_hour(p, i))
        return true;
    return hour_of_half(p, i);
}

bool date_clock_at(struct parse *p, size_t i)
{
    enum { HALF_DAY = 12 * HOUR };
    if (!clock_in_figures(p, i))
        return false;
    if (i && says(p, i - 1, SAYS_PM_AHEAD) && p->time < HALF_DAY)
        p->time += HALF_DAY;
    else if (i && says(p, i - 1, SAYS_AM_AHEAD) && p->time >= HALF_DAY)
        p->time -= HALF_DAY;
    return true;
}

static void forget(struct parse *p)
{
    p->has_time = p->has_zone = false;
}

/* Words may stand between the day and its time; a number may not, unless it
 * is part of a word or a count. */
static bool behind(struct parse *p, size_t i)
{
    for (size_t words = 0; i < p->n && words < WORDS_BETWEEN; i++) {
        if (date_clock_at(p, i))
            return true;
        bool count = i > 0 && p->tokens[i].glued &&
                     (p->tokens[i - 1].kind == DATE_WORD_TOKEN ||
                      is_sign(p, i - 1, '#') || is_sign(p, i - 1, '?'));
        if (p->tokens[i].kind == DATE_NUMBER &&
            (!count || is_sign(p, i + 1, ':')))
            return false;
        if (says(p, i, SAYS_EDIT | SAYS_OTHER))
            return false;
        words += p->tokens[i].kind == DATE_WORD_TOKEN;
    }
    return false;
}

/* Right before the day: "14:30, 6 мая". */
static bool before(struct parse *p, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        bool inside = i > 1 && p->tokens[i].glued && is_sign(p, i - 1, ':') &&
                      is_number(p, i - 2, 1, 2);
        if (inside || !date_clock_at(p, i))
            continue;
        size_t k = p->time_end;
        while (k < at && (p->tokens[k].kind == DATE_SIGN ||
                          says(p, k, SAYS_FILL) || p->meaning[k].weekday >= 0))
            k++;
        if (k >= at)
            return true;
        forget(p);
    }
    return false;
}

void date_clock_find(struct parse *p, size_t at, size_t end)
{
    if (behind(p, end))
        return;
    forget(p);
    if (!before(p, at))
        forget(p);
    else if (!p->has_zone && is_sign(p, end, '('))
        find_zone(p, end); /* "14:30, 6 May 2026 (UTC)" */
}
