/* SPDX-License-Identifier: MIT
 * matrix: days as replies name them, in words and figures, in both languages.
 */
#include <utf8proc.h>

#include "base/calendar.h"
#include "matrix/internal.h"

enum { MOST_WORDS = 16, HALF_A_YEAR = 182, FOUR_MONTHS = 120 };

/* Not formatted by machine: that counts bytes of Cyrillic as columns. */
/* clang-format off */
#define MONTH \
    "(?:янв|фев|мар|апр|ма[йяе]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|" \
    "may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*\\.?"
#define WEEKDAY \
    "(?:понедельник\\p{L}*|вторник\\p{L}*|сред[аеуы]|четверг\\p{L}*|" \
    "пятниц\\p{L}*|суббот\\p{L}*|воскресень\\p{L}*|" \
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b"
#define WORD_NUMBER \
    "(?:двадцать |тридцать )?(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|" \
    "восьм|девят|десят|одиннадцат|двенадцат|тринадцат|четырнадцат|пятнадцат|" \
    "шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат)" \
    "(?:ого|ому|ое|ый|ой|ьего|ьему|ье|ий)|" \
    "(?:twenty|thirty)?[ -]?(?:first|second|third|fourth|fifth|sixth|seventh|" \
    "eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|" \
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
#define FIGURES "\\d{1,2}(?:\\s?-?(?:ого|го|ому|му|ое|е|st|nd|rd|th))?"
#define NUMBER  "(?:" FIGURES "|" WORD_NUMBER ")\\b"
#define YEAR \
    "(?:[,-]?\\s*\\d{4}\\b(?:\\s*г(?:од\\p{L}*|\\.)?)?|" \
    "\\s+(?:прошл|эт|следующ|будущ)\\p{L}+\\s+года|" \
    "\\s+(?:of\\s+)?(?:last|this|next)\\s+year)?"
/* 1 December; December 1st; 1-Dec-2026; the end of December */
#define DATE_WORDS \
    NUMBER "[\\s-]+(?:of\\s+)?" MONTH YEAR "|" \
    MONTH "\\s+(?:the\\s+)?" NUMBER YEAR
#define DATE_END "(?:конца|окончания|(?:the\\s+)?end\\s+of)\\s+" MONTH YEAR
/* 2026-12-01; 01.12.2026; 1.12 unless it is a sum or a time */
#define DATE_FIGURES \
    "\\d{4}([./-])\\d\\d?\\g{-1}\\d\\d?(?!\\d)|" \
    "\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})(?!\\d)|" \
    "\\d{1,2}\\.\\d{2}(?![.,]?\\d|\\s*(?:руб|₽|%|час|ч\\b|мин|гб|мб))"
#define DATE DATE_WORDS "|" DATE_FIGURES "|" DATE_END
#define NEAR \
    "(?:(?:прошл|минувш|предыдущ|прошедш|эт|следующ|ближайш|будущ)\\p{L}*|" \
    "last|past|this|next|coming)\\s+"
/* Before a date only, for they are short. */
#define WEEKDAY_SHORT "\\b(?:пн|вт|ср|чт|пт|сб|вс|mon|tue|wed|thu|fri|sat|sun)\\b\\.?"

/* A month without a day. Some are names of people or other words, so those in
 * Russian are small. */
#define MONTH_ALONE \
    "\\b(?:(?:янв|фев|апр|июн|июл|сент|окт|нояб|дек)\\p{L}*|" \
    "(?-i:март[аеу]?|август[аеу]?|ма[йяею])|" \
    "january|february|march|april|may|june|july|august|september|october|" \
    "november|december|(?:jan|feb|apr|aug|sept?|oct|nov|dec)\\.?)"
#define SEASON \
    "\\b(?:лет[ауое]м?|осен\\p{L}+|зим\\p{L}+|весн\\p{L}+|" \
    "summer|autumn|winter|spring)"
#define PART \
    "(?:начал[аеоу]|середин[аеуы]|конц[аеу]|конец|исход[ае]?|окончани[еюя]|" \
    "(?:the\\s+)?(?:start|beginning|middle|end|close)\\s+of|" \
    "early|mid|late)[\\s-]+(?:the\\s+)?"
#define UNIT "(?:недел\\p{L}+|месяц\\p{L}*|год\\p{L}*|week|month|year)\\b"
#define YEAR_ALONE \
    "20\\d\\d(?:\\s*г(?:од\\p{L}*|\\.)|\\b(?=\\s*(?:[.,;:!?)\\n]|we\\b)))"
#define OF_MONTH \
    "\\s+(?:прошл|эт|следующ|будущ)\\p{L}+\\s+месяца|" \
    "\\s+of\\s+(?:last|this|next|the)\\s+month"
#define CLAUSE_ENDS "(?=\\s*[.,;:!?)\\n])"
/* the 20th; 20-го числа этого месяца */
#define NUMBER_ALONE \
    "\\d{1,2}-?го" CLAUSE_ENDS "|" \
    NUMBER "\\s+числа(?:" OF_MONTH ")?|" \
    "the\\s+" NUMBER "(?:" OF_MONTH "|" CLAUSE_ENDS ")"
/* clang-format on */

const char SPAN_PATTERN[] =
    "(?:" PART ")?(?:" NEAR ")?(?:" MONTH_ALONE "|" SEASON ")\\b" YEAR "|"
    "(?:" PART ")?" YEAR_ALONE "|"
    "(?:" PART "(?:" NEAR ")?|" NEAR ")" UNIT "|" NUMBER_ALONE;

const char DAY_PATTERN[] =
    "(?:(?:(?:" NEAR ")?" WEEKDAY "|" WEEKDAY_SHORT ")[\\s,(]+(?:the\\s+)?)?"
    "(?:" DATE ")|"
    "(?:" NEAR ")?" WEEKDAY "(?:\\s+(?:этой|прошлой|минувшей|(?:of\\s+)?this|"
    "(?:of\\s+)?last)\\s+(?:недели|week))?|"
    "\\b(?:сегодня|завтра|послезавтра|вчера|позавчера|today|tonight|tomorrow|"
    "yesterday)\\b";

/* ---- what the words say ---- */

enum part { PART_NONE, PART_START, PART_MIDDLE };
enum unit { UNIT_NONE, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

struct said {
    int64_t numbers[MOST_WORDS]; /* n of them, in their order */
    size_t digits[MOST_WORDS];   /* how long each was written */
    size_t n;                    /* words are counted like 2 digits */
    int month;                   /* 1..12, 0 none is named */
    int weekday;                 /* 1 Monday ... 7, 0 none */
    int near;                    /* -1 the last, 0 this one, 1 the next */
    bool named_near;             /* it says which */
    enum part part;              /* of the month */
    enum unit unit;              /* a span of time without a name */
    bool found_shift;            /* "yesterday" and the like */
    int64_t shift;               /* days from the day it was written */
    bool slash;                  /* 1/12/2026: either may be the month */
};

struct stem {
    const char *stem; /* a word begins so */
    int value;
};

static bool stem_of(const struct stem *stems, struct str word, int *value)
{
    for (const struct stem *s = stems; s->stem; s++)
        if (str_starts(word, str_of(s->stem))) {
            *value = s->value;
            return true;
        }
    return false;
}

static const struct stem MONTHS[] = {
    {"янв", 1},
    {"фев", 2},
    {"мар", 3},
    {"апр", 4},
    {"май", 5},
    {"мая", 5},
    {"мае", 5},
    {"июн", 6},
    {"июл", 7},
    {"авг", 8},
    {"сен", 9},
    {"окт", 10},
    {"ноя", 11},
    {"дек", 12},
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"apr", 4},
    {"may", 5},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"oct", 10},
    {"nov", 11},
    {"dec", 12},
    /* of a season its last month */
    {"лет", 8},
    {"осен", 11},
    {"зим", 2},
    {"весн", 5},
    {"summer", 8},
    {"autumn", 11},
    {"winter", 2},
    {"spring", 5},
    {NULL, 0},
};

static const struct stem PARTS[] = {
    {"начал", PART_START},
    {"start", PART_START},
    {"beginning", PART_START},
    {"early", PART_START},
    {"середин", PART_MIDDLE},
    {"mid", PART_MIDDLE},
    {NULL, 0},
};

static const struct stem UNITS[] = {
    {"недел", UNIT_WEEK},
    {"месяц", UNIT_MONTH},
    {"год", UNIT_YEAR},
    {"week", UNIT_WEEK},
    {"month", UNIT_MONTH},
    {"year", UNIT_YEAR},
    {NULL, 0},
};

static const struct stem WEEKDAYS[] = {
    {"понедельник", 1}, {"вторник", 2},   {"сред", 3},       {"четверг", 4},
    {"пятниц", 5},      {"суббот", 6},    {"воскресень", 7}, {"monday", 1},
    {"tuesday", 2},     {"wednesday", 3}, {"thursday", 4},   {"friday", 5},
    {"saturday", 6},    {"sunday", 7},    {NULL, 0},
};

static const struct stem SHIFTS[] = {
    {"сегодня", 0},    {"послезавтра", 2}, {"завтра", 1},  {"позавчера", -2},
    {"вчера", -1},     {"today", 0},       {"tonight", 0}, {"tomorrow", 1},
    {"yesterday", -1}, {NULL, 0},
};

static const struct stem NEARS[] = {
    {"прошл", -1}, {"минувш", -1}, {"предыдущ", -1}, {"прошедш", -1},
    {"last", -1},  {"past", -1},   {"следующ", 1},   {"будущ", 1},
    {"next", 1},   {"ближайш", 1}, {"coming", 1},    {"эт", 0},
    {"this", 0},   {NULL, 0},
};

/* Longer stems stand before those they begin with. */
static const struct stem NUMBERS[] = {
    {"первого", 1},      {"первому", 1},      {"первое", 1},
    {"первый", 1},       {"двенадцат", 12},   {"тринадцат", 13},
    {"четырнадцат", 14}, {"пятнадцат", 15},   {"шестнадцат", 16},
    {"семнадцат", 17},   {"восемнадцат", 18}, {"девятнадцат", 19},
    {"одиннадцат", 11},  {"двадцат", 20},     {"тридцат", 30},
    {"втор", 2},         {"трет", 3},         {"четв", 4},
    {"пят", 5},          {"шест", 6},         {"седьм", 7},
    {"восьм", 8},        {"девят", 9},        {"десят", 10},
    {"twenty", 20},      {"thirty", 30},      {"twentieth", 20},
    {"thirtieth", 30},   {"thirteenth", 13},  {"fourteenth", 14},
    {"fifteenth", 15},   {"sixteenth", 16},   {"seventeenth", 17},
    {"eighteenth", 18},  {"nineteenth", 19},  {"first", 1},
    {"second", 2},       {"third", 3},        {"fourth", 4},
    {"fifth", 5},        {"sixth", 6},        {"seventh", 7},
    {"eighth", 8},       {"ninth", 9},        {"tenth", 10},
    {"eleventh", 11},    {"twelfth", 12},     {NULL, 0},
};

static void put_number(struct said *s, int64_t n, size_t digits)
{
    bool tens = s->n && s->digits[s->n - 1] == 0 && s->numbers[s->n - 1] >= 20;
    if (digits == 0 && tens && n < 10) {
        s->numbers[s->n - 1] += n; /* twenty-first */
        return;
    }
    if (s->n == MOST_WORDS)
        return;
    s->numbers[s->n] = n;
    s->digits[s->n++] = digits;
}

static void put_word(struct said *s, struct str word)
{
    int value;
    if (stem_of(WEEKDAYS, word, &s->weekday))
        return;
    if (stem_of(SHIFTS, word, &value)) {
        s->found_shift = true;
        s->shift = value;
    } else if (stem_of(NUMBERS, word, &value)) {
        put_number(s, value, 0);
    } else if (stem_of(NEARS, word, &value)) {
        s->named_near = true;
        s->near = value;
    } else if (stem_of(PARTS, word, &value)) {
        s->part = (enum part)value;
    } else if (stem_of(UNITS, word, &value)) {
        s->unit = (enum unit)value;
    } else if (!s->month) {
        (void)stem_of(MONTHS, word, &s->month);
    }
}

static bool is_letter(uint32_t c)
{
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

/* Takes digits, or letters in lower case, off the text. */
static void take(struct said *s, struct str text, size_t *at)
{
    struct buf word;
    int64_t n = 0;
    size_t digits = 0;
    buf_init(&word, text.n * 2 + 8);
    for (size_t next = *at; next < text.n; *at = next) {
        uint32_t c = str_utf8(text, &next);
        bool digit = c >= '0' && c <= '9' && !word.n && digits < 8;
        if (!digit && (digits || !is_letter(c)))
            break;
        if (digit) {
            n = n * 10 + (c - '0');
            digits++;
        } else {
            buf_utf8(&word, (uint32_t)utf8proc_tolower((utf8proc_int32_t)c));
        }
    }
    if (digits)
        put_number(s, n, digits);
    else if (word.n)
        put_word(s, buf_view(&word));
    else
        s->slash = str_utf8(text, at) == '/' || s->slash;
    buf_clear(&word);
}

/* ---- which day that is ---- */

static bool valid(int64_t year, int64_t month, int64_t day, int64_t *days)
{
    struct calendar c = {year, (int)month, (int)day};
    if (year < 1970 || year > 9999 || !calendar_valid(c))
        return false;
    *days = calendar_days(c);
    return true;
}

/* Without a year the nearest is meant. */
static bool nearest(int64_t today, int64_t month, int64_t day, int64_t *days)
{
    int64_t year = calendar_of(today).year, found;
    bool any = false;
    for (int64_t y = year - 1; y <= year + 1; y++)
        if (valid(y, month, day, &found) && found - today <= HALF_A_YEAR &&
            today - found <= HALF_A_YEAR + 1) {
            *days = found;
            any = true;
        }
    return any;
}

/* What is said of a part of a month, of all of it, of a week: its last day. */
static int64_t first_try(enum part part)
{
    return part == PART_START ? 10 : part == PART_MIDDLE ? 20 : 31;
}

/* A month alone is rather one to come: who promises in November "in spring"
 * does not mean the last one. */
static int64_t year_of_month(int month, int64_t today)
{
    int64_t year = calendar_of(today).year, days;
    if (valid(year, month, 28, &days) && days < today - FOUR_MONTHS)
        return year + 1;
    if (valid(year - 1, month, 28, &days) && days >= today - FOUR_MONTHS)
        return year - 1;
    return year;
}

static bool by_month(const struct said *s, int64_t today, int64_t *days)
{
    int64_t day = 0, year = 0;
    if (s->unit == UNIT_YEAR && s->named_near)
        year = calendar_of(today).year + s->near;
    for (size_t i = 0; i < s->n; i++) {
        if (s->digits[i] == 4)
            year = s->numbers[i];
        else if (!day)
            day = s->numbers[i];
    }
    if (day)
        return year ? valid(year, s->month, day, days)
                    : nearest(today, s->month, day, days);
    if (!year)
        year = year_of_month(s->month, today);
    for (day = first_try(s->part); day > 0; day--)
        if (valid(year, s->month, day, days))
            return true;
    return false;
}

/* 01.12.2026, 1.12, 2026-12-01; with strokes the later of both readings. */
static bool by_figures(const struct said *s, int64_t today, int64_t *days)
{
    const int64_t *n = s->numbers;
    if (s->n > 2 && s->digits[0] == 4)
        return valid(n[0], n[1], n[2], days);
    int64_t year = s->n == 2 ? 0 : n[2] < 100 ? 2000 + n[2] : n[2], other;
    bool found =
        year ? valid(year, n[1], n[0], days) : nearest(today, n[1], n[0], days);
    if (s->slash &&
        (year ? valid(year, n[0], n[1], &other)
              : nearest(today, n[0], n[1], &other)) &&
        (!found || other > *days)) {
        *days = other;
        found = true;
    }
    return found;
}

static int64_t last_of_month(int64_t year, int64_t month)
{
    int64_t days = 0;
    for (int64_t day = 31; day > 27; day--)
        if (valid(year, month, day, &days))
            break;
    return days;
}

/* The last day of this week, month or year, or of one beside it. */
static int64_t by_unit(const struct said *s, int64_t written)
{
    struct calendar c = calendar_of(written);
    if (s->unit == UNIT_WEEK)
        return written - (calendar_weekday(written) + 6) % 7 + 6 + 7 * s->near;
    int64_t months = c.year * 12 + c.month - 1 + s->near;
    if (s->unit == UNIT_MONTH)
        return last_of_month(months / 12, months % 12 + 1);
    return last_of_month(c.year + s->near, 12);
}

/* The 20th: of the month that is named, else the first to come. */
static bool by_number(const struct said *s, int64_t written, int64_t *days)
{
    struct calendar c = calendar_of(written);
    int64_t months = c.year * 12 + c.month - 1;
    if (s->digits[0] == 4)
        return valid(s->numbers[0], 12, 31, days);
    if (s->named_near)
        months += s->near;
    for (int64_t m = months; m <= months + 2; m++)
        if (valid(m / 12, m % 12 + 1, s->numbers[0], days) &&
            (s->named_near || *days >= written))
            return true;
    return false;
}

static int64_t by_weekday(const struct said *s, int64_t written)
{
    int64_t today = (calendar_weekday(written) + 6) % 7; /* 0 Monday */
    int64_t of_week = written - today + s->weekday - 1;
    if (s->named_near && s->near == 0)
        return of_week;
    if (s->near < 0)
        return of_week < written ? of_week : of_week - 7;
    return of_week < written ? of_week + 7 : of_week;
}

bool day_read(struct str words, int64_t today, int64_t written, int64_t *day)
{
    struct said s = {0};
    for (size_t at = 0; at < words.n;)
        take(&s, words, &at);
    if (s.month)
        return by_month(&s, today, day);
    if (s.n >= 2)
        return by_figures(&s, today, day);
    if (s.n == 1)
        return by_number(&s, written, day);
    if (s.weekday)
        *day = by_weekday(&s, written);
    else if (s.unit)
        *day = by_unit(&s, written);
    else
        *day = written + s.shift;
    return s.weekday || s.unit || s.found_shift;
}
