/* SPDX-License-Identifier: MIT
 * date_tokens: a date text as numbers, words and signs. */
#include <stdio.h>
#include <string.h>

#include "base/date_words.h"

/* One letter in its plainest form; 0 when it is not a letter. */
static uint32_t plain_letter(uint32_t c)
{
    static const struct {
        uint32_t from, to;
    } ACCENTS[] = {
        {0xE0, 'a'},    {0xE1, 'a'},    {0xE2, 'a'},    {0xE4, 'a'},
        {0xE7, 'c'},    {0xE8, 'e'},    {0xE9, 'e'},    {0xEA, 'e'},
        {0xEB, 'e'},    {0xED, 'i'},    {0xEE, 'i'},    {0xEF, 'i'},
        {0xF3, 'o'},    {0xF4, 'o'},    {0xF6, 'o'},    {0xF9, 'u'},
        {0xFA, 'u'},    {0xFB, 'u'},    {0xFC, 'u'},    {0x151, 'o'},
        {0x171, 'u'},   {0xE3, 'a'},    {0xE5, 'a'},    {0xE6, 'a'},
        {0xF1, 'n'},    {0xF5, 'o'},    {0xF8, 'o'},    {0x105, 'a'},
        {0x107, 'c'},   {0x10C, 'c'},   {0x10D, 'c'},   {0x119, 'e'},
        {0x11B, 'e'},   {0x11F, 'g'},   {0x130, 'i'},   {0x131, 'i'},
        {0x142, 'l'},   {0x144, 'n'},   {0x148, 'n'},   {0x158, 'r'},
        {0x159, 'r'},   {0x15A, 's'},   {0x15B, 's'},   {0x15E, 's'},
        {0x15F, 's'},   {0x160, 's'},   {0x161, 's'},   {0x16F, 'u'},
        {0x17A, 'z'},   {0x17C, 'z'},   {0x17D, 'z'},   {0x17E, 'z'},
        {0x451, 0x435}, {0x456, 0x456}, {0x457, 0x457}, {0x386, 0x3B1},
        {0x388, 0x3B5}, {0x389, 0x3B7}, {0x38A, 0x3B9}, {0x38C, 0x3BF},
        {0x38E, 0x3C5}, {0x38F, 0x3C9}, {0x390, 0x3B9}, {0x3AC, 0x3B1},
        {0x3AD, 0x3B5}, {0x3AE, 0x3B7}, {0x3AF, 0x3B9}, {0x3B0, 0x3C5},
        {0x3C2, 0x3C3}, {0x3CA, 0x3B9}, {0x3CB, 0x3C5}, {0x3CC, 0x3BF},
        {0x3CD, 0x3C5}, {0x3CE, 0x3C9},
    };
    if (c >= 'A' && c <= 'Z')
        return c + 32;
    if (c >= 'a' && c <= 'z')
        return c;
    if (c >= 0x410 && c <= 0x42F)
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40F)
        c += 0x50;
    if ((c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9))
        c += 0x20;
    for (size_t i = 0; i < sizeof ACCENTS / sizeof *ACCENTS; i++)
        if (ACCENTS[i].from == c)
            return ACCENTS[i].to;
    bool letter = (c >= 0x430 && c <= 0x44F) || (c >= 0x3B1 && c <= 0x3C9);
    return letter ? c : 0;
}

static void add_letter(struct date_token *t, uint32_t c)
{
    size_t n = strlen(t->word);
    if (n + 3 > sizeof t->word)
        return;
    if (c < 0x80) {
        t->word[n] = (char)c;
    } else {
        t->word[n] = (char)(0xC0 | c >> 6);
        t->word[n + 1] = (char)(0x80 | (c & 0x3F));
    }
}

/* The year, the month and the day of Korean, Japanese and Chinese dates are
 * followed by a sign of theirs, which parts them as "-" does. */
static uint32_t plain_sign(uint32_t c)
{
    enum { MINUTE_KO = 0xBD84, MINUTE_HAN = 0x5206 };
    enum { YEAR_KO = 0xB144, MONTH_KO = 0xC6D4, DAY_KO = 0xC77C };
    enum { YEAR_HAN = 0x5E74, MONTH_HAN = 0x6708, DAY_HAN = 0x65E5 };
    if (c == YEAR_KO || c == MONTH_KO || c == YEAR_HAN || c == MONTH_HAN)
        return '-';
    bool blank =
        c == DAY_KO || c == DAY_HAN || c == MINUTE_KO || c == MINUTE_HAN;
    return blank ? ' ' : c;
}

/* The hour and its sign in these languages, with the blanks behind it, as ":";
 * bytes at the head of s, 0 none. "時間" are hours that pass. */
static size_t hour_sign(struct str s)
{
    static const struct str HOURS[] = {STR("시"), STR("時"), STR("时")};
    static const struct str PASSING[] = {STR("간"), STR("間"), STR("间")};
    for (size_t i = 0; i < sizeof HOURS / sizeof *HOURS; i++) {
        size_t n = HOURS[i].n;
        if (!str_starts(s, HOURS[i]) || str_starts(str_from(s, n), PASSING[i]))
            continue;
        while (n < s.n && s.p[n] == ' ')
            n++;
        bool minutes = n < s.n && s.p[n] >= '0' && s.p[n] <= '9';
        return minutes ? n : 0;
    }
    return 0;
}

/* The half of the day in these languages, which stands before the time. */
static const struct {
    struct str text;
    const char *word;
} HALVES[] = {
    {STR("오전"), "half-am"}, {STR("오후"), "half-pm"},
    {STR("午前"), "half-am"}, {STR("午後"), "half-pm"},
    {STR("上午"), "half-am"}, {STR("下午"), "half-pm"},
};

/* One of them at the head of s, as a token; its bytes, 0 none. */
static size_t half_token(struct str s, struct date_token *t)
{
    for (size_t i = 0; i < sizeof HALVES / sizeof *HALVES; i++) {
        if (!str_starts(s, HALVES[i].text))
            continue;
        *t = (struct date_token){.kind = DATE_WORD_TOKEN};
        snprintf(t->word, sizeof t->word, "%s", HALVES[i].word);
        return HALVES[i].text.n;
    }
    return 0;
}

static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F;
}

/* Does c belong to the token before it? Then it is added. */
static bool extend(struct date_token *t, uint32_t c, uint32_t letter)
{
    if (t->kind == DATE_NUMBER && c >= '0' && c <= '9') {
        if (t->digits < 18) {
            t->number = t->number * 10 + (int64_t)(c - '0');
            t->digits++;
        }
        return true;
    }
    if (t->kind != DATE_WORD_TOKEN || !letter)
        return false;
    add_letter(t, letter);
    return true;
}

static struct date_token start_token(uint32_t c, uint32_t letter)
{
    struct date_token t = {.kind = DATE_SIGN};
    if (c >= '0' && c <= '9') {
        t.kind = DATE_NUMBER;
        t.number = (int64_t)(c - '0');
        t.digits = 1;
    } else if (letter) {
        t.kind = DATE_WORD_TOKEN;
        add_letter(&t, letter);
    } else {
        bool dash = (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
        bool quote = c == 0x2018 || c == 0x2019 || c == 0x2032 || c == '`';
        t.sign = dash          ? '-'
                 : c == 0x2116 ? '#'
                 : quote       ? '\''
                 : c < 0x80    ? (char)c
                               : '?';
    }
    return t;
}

/* a.m. and p.m. are one word each. */
static size_t join_am_pm(struct date_token *t, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        t[out] = t[i];
        bool a = strcmp(t[i].word, "a") == 0, p = strcmp(t[i].word, "p") == 0;
        if ((a || p) && i + 2 < n && t[i + 1].sign == '.' &&
            strcmp(t[i + 2].word, "m") == 0) {
            memcpy(t[out].word, a ? "am" : "pm", 3);
            i += 2;
        } else if ((a || p) && i && t[i].glued && t[i - 1].digits == 2) {
            memcpy(t[out].word, a ? "am" : "pm", 3); /* 1:05p */
        }
        out++;
    }
    return out;
}

/* "24.11.202513:05": a year and the hour that nothing parts from it. */
static size_t part_years(struct date_token *t, size_t n)
{
    for (size_t i = 0; i + 2 < n && n < DATE_TOKENS; i++) {
        int64_t hour = t[i].digits == 5 ? 10 : 100;
        int64_t year = t[i].number / hour;
        if (t[i].kind != DATE_NUMBER || t[i].digits < 5 || t[i].digits > 6 ||
            t[i + 1].sign != ':' || t[i + 2].digits != 2 || year < 1990 ||
            year > 2099)
            continue;
        memmove(t + i + 1, t + i, (n - i) * sizeof *t);
        n++;
        t[i + 1].number = t[i].number % hour;
        t[i + 1].digits -= 4;
        t[i].number = year;
        t[i].digits = 4;
    }
    return n;
}

size_t date_tokens(struct str text, struct date_token *tokens)
{
    size_t n = 0;
    bool glued = false;
    for (size_t at = 0; at < text.n;) {
        size_t half = n < DATE_TOKENS && (text.p[at] & 0x80)
                          ? half_token(str_from(text, at), &tokens[n])
                          : 0;
        if (half) {
            n++;
            at += half;
            glued = false;
            continue;
        }
        size_t hour = (text.p[at] & 0x80) ? hour_sign(str_from(text, at)) : 0;
        size_t next = at + hour;
        uint32_t c = plain_sign(hour ? ':' : str_utf8(text, &next));
        at = next;
        uint32_t letter = plain_letter(c);
        if (is_space(c)) {
            glued = false;
            continue;
        }
        if (!(glued && n && extend(&tokens[n - 1], c, letter))) {
            if (n == DATE_TOKENS)
                break;
            tokens[n] = start_token(c, letter);
            tokens[n++].glued = glued;
        }
        glued = true;
    }
    return part_years(tokens, join_am_pm(tokens, n));
}
