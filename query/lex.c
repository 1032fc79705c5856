/* SPDX-License-Identifier: MIT
 * lex: signs of a query. */
#include "query/lex.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"

const struct field_name lex_fields[QUERY_FIELDS] = {
    {QUERY_AUTHOR, "author", "автор"}, {QUERY_SOURCE, "source", "источник"},
    {QUERY_LANG, "lang", "язык"},      {QUERY_TAG, "tag", "тег"},
    {QUERY_SITE, "site", "сайт"},      {QUERY_TITLE, "title", "заголовок"},
    {QUERY_BRAND, "brand", "бренд"},   {QUERY_TYPE, "type", "тип"},
    {QUERY_DATE, "date", "дата"}};

static const struct {
    const char *word;
    enum sign_kind kind;
} OPERATORS[] = {{"AND", SIGN_AND}, {"И", SIGN_AND},     {"&", SIGN_AND},
                 {"&&", SIGN_AND},  {"OR", SIGN_OR},     {"ИЛИ", SIGN_OR},
                 {"|", SIGN_OR},    {"||", SIGN_OR},     {"NOT", SIGN_NOT},
                 {"НЕ", SIGN_NOT},  {"NEAR", SIGN_NEAR}, {"РЯДОМ", SIGN_NEAR}};

/* Each opening quote and what may end it; plain ones end all. */
static const struct {
    const char *open, *close, *other;
} QUOTES[] = {
    {"\"", "\"", "\""}, {"«", "»", "\""}, {"“", "”", "\""}, {"„", "“", "”"}};
enum { N_QUOTES = sizeof QUOTES / sizeof *QUOTES };

bool lex_wrong(struct lexer *l, size_t at, size_t n, const char *fmt, ...)
{
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    *l->w = (struct query_wrong){at, n, str_dup(l->a, str_of(text))};
    return false;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Number of the quote that begins there, or -1. */
static int quote_at(struct str s, size_t at)
{
    for (int i = 0; i < N_QUOTES; i++)
        if (str_starts(str_from(s, at), str_of(QUOTES[i].open)))
            return i;
    return -1;
}

/* A word ends where one of these begins. » alone is punctuation. */
static bool ends_word(struct str s, size_t at)
{
    return at >= s.n || is_space(s.p[at]) || s.p[at] == '(' || s.p[at] == ')' ||
           quote_at(s, at) >= 0;
}

static bool read_phrase(struct lexer *l, struct sign *s, int quote)
{
    size_t from = l->at + strlen(QUOTES[quote].open);
    struct str close = str_of(QUOTES[quote].close);
    struct str other = str_of(QUOTES[quote].other);
    for (size_t i = from; i < l->text.n; i++) {
        struct str rest = str_from(l->text, i);
        size_t n = str_starts(rest, close)   ? close.n
                   : str_starts(rest, other) ? other.n
                                             : 0;
        if (!n)
            continue;
        *s = (struct sign){.kind = SIGN_PHRASE,
                           .at = l->at,
                           .n = i + n - l->at,
                           .text = str_part(l->text, from, i - from)};
        l->at = i + n;
        return true;
    }
    return lex_wrong(l, l->at, from - l->at,
                     "the phrase is never ended; put a \" behind it");
}

/* To the stroke that a space, a bracket or the end follows. */
static bool read_regex(struct lexer *l, struct sign *s)
{
    size_t from = l->at + 1;
    for (size_t i = from; i < l->text.n; i++) {
        if (l->text.p[i] == '\\') {
            i++;
        } else if (l->text.p[i] == '/' && i > from &&
                   ends_word(l->text, i + 1)) {
            *s = (struct sign){.kind = SIGN_REGEX,
                               .at = l->at,
                               .n = i + 1 - l->at,
                               .text = str_part(l->text, from, i - from)};
            l->at = i + 1;
            return true;
        }
    }
    return lex_wrong(l, l->at, 1,
                     "the pattern is never ended; put a / behind it, or take "
                     "the / away to look for the word");
}

/* NEAR/5 */
static bool read_distance(struct lexer *l, struct sign *s, struct str digits)
{
    bool plain = !digits.n;
    s->distance = QUERY_NEAR;
    if (!plain &&
        (digits.p[0] != '/' || !str_int(str_from(digits, 1), &s->distance) ||
         s->distance < 1 || s->distance > QUERY_FARTHEST))
        return lex_wrong(l, s->at, s->n,
                         "behind NEAR stands a number of words from 1 to %d, "
                         "as in NEAR/5",
                         QUERY_FARTHEST);
    return true;
}

static bool read_operator(struct lexer *l, struct sign *s)
{
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        struct str word = str_of(OPERATORS[i].word);
        bool near = OPERATORS[i].kind == SIGN_NEAR &&
                    str_starts(s->text, word) &&
                    (s->text.n == word.n || s->text.p[word.n] == '/');
        if (!near && !str_eq(s->text, word))
            continue;
        s->kind = OPERATORS[i].kind;
        return !near || read_distance(l, s, str_from(s->text, word.n));
    }
    return true;
}

/* "author, source, ..." */
static struct str all_fields(struct arena *a)
{
    struct str all = STR("");
    for (int i = 0; i < QUERY_FIELDS; i++)
        all = str_printf(a, STR_FMT "%s%s", STR_ARG(all), i ? ", " : "",
                         lex_fields[i].en);
    return all;
}

static const char *meant_field(struct str name)
{
    const char *names[2 * QUERY_FIELDS + 1] = {0};
    for (int i = 0; i < QUERY_FIELDS; i++) {
        names[2 * i] = lex_fields[i].en;
        names[2 * i + 1] = lex_fields[i].ru;
    }
    return nearest_word(name, names);
}

static bool unknown_field(struct lexer *l, const struct sign *s,
                          struct str name)
{
    const char *near = meant_field(name);
    if (near)
        return lex_wrong(l, s->at, name.n,
                         "there is no field '" STR_FMT
                         "'; did you mean '%s'? To look for the words, put "
                         "them in quotes",
                         STR_ARG(name), near);
    return lex_wrong(l, s->at, name.n,
                     "there is no field '" STR_FMT "'; there is: " STR_FMT
                     ". To look for the words, put them in quotes",
                     STR_ARG(name), STR_ARG(all_fields(l->a)));
}

/* Nothing but letters? Digits and signs before a colon make no name. */
static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x80 &&
            !((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z'))
            return false;
    return s.n > 0;
}

/* name:value. Addresses and times have colons too, and a colon that a space
 * follows belongs to the sentence, unless it stands behind a field's name. */
static bool read_field(struct lexer *l, struct sign *s)
{
    ptrdiff_t colon = str_find_char(s->text, ':');
    if (colon <= 0)
        return true;
    struct str name = str_part(s->text, 0, (size_t)colon);
    struct str rest = str_from(s->text, (size_t)colon + 1);
    size_t behind = s->at + (size_t)colon + 1;
    struct folded f;
    if (!is_name(name) || str_starts(rest, STR("//")))
        return true;
    text_fold(l->a, name, &f);
    bool glued = behind < l->text.n && !is_space(l->text.p[behind]) &&
                 l->text.p[behind] != ')';
    for (int i = 0; i < QUERY_FIELDS; i++) {
        if (!str_eqz(f.text, lex_fields[i].en) &&
            !str_eqz(f.text, lex_fields[i].ru))
            continue;
        if (!glued)
            return lex_wrong(l, s->at, s->n,
                             "what '" STR_FMT ":' looks for stands right "
                             "behind the colon, without a space",
                             STR_ARG(name));
        s->kind = SIGN_FIELD;
        s->field = lex_fields[i].field;
        s->n = (size_t)colon + 1;
        l->at = behind;
        return true;
    }
    bool letter = rest.n && ((unsigned char)rest.p[0] >= 0x80 ||
                             is_name(str_part(rest, 0, 1)) ||
                             (rest.p[0] >= '0' && rest.p[0] <= '9'));
    bool quoted = !rest.n && glued;
    return (letter || quoted) ? unknown_field(l, s, f.text) : true;
}

/* Does it hold a letter or a digit? */
static bool says(struct lexer *l, struct str s)
{
    struct folded f;
    struct token *t;
    text_fold(l->a, s, &f);
    return text_tokens(l->a, f.text, &t) > 0;
}

/* Up to a space, a bracket or a quote, at least one byte. */
static void take_word(struct lexer *l, struct sign *s)
{
    size_t end = l->at + 1;
    while (!ends_word(l->text, end))
        end++;
    *s = (struct sign){.kind = SIGN_WORD,
                       .at = l->at,
                       .n = end - l->at,
                       .text = str_part(l->text, l->at, end - l->at)};
    l->at = end;
}

static bool read_word(struct lexer *l, struct sign *s)
{
    take_word(l, s);
    if (!read_operator(l, s))
        return false;
    if (s->kind != SIGN_WORD)
        return true;
    if (!read_field(l, s))
        return false;
    bool star = str_find_char(s->text, '*') >= 0;
    if (s->kind == SIGN_WORD && !star && !says(l, s->text))
        s->kind = SIGN_NOTHING;
    return true;
}

static bool one_char(struct lexer *l, struct sign *s, enum sign_kind kind)
{
    *s = (struct sign){.kind = kind, .at = l->at, .n = 1};
    l->at++;
    return true;
}

static bool read_sign(struct lexer *l, struct sign *s)
{
    while (l->at < l->text.n && is_space(l->text.p[l->at]))
        l->at++;
    if (l->at >= l->text.n) {
        *s = (struct sign){.kind = SIGN_END, .at = l->text.n};
        return true;
    }
    char c = l->text.p[l->at];
    int quote = quote_at(l->text, l->at);
    bool behind = !ends_word(l->text, l->at + 1) ||
                  (l->at + 1 < l->text.n && !is_space(l->text.p[l->at + 1]) &&
                   l->text.p[l->at + 1] != ')');
    if (c == '(')
        return one_char(l, s, SIGN_OPEN);
    if (c == ')')
        return one_char(l, s, SIGN_CLOSE);
    if (quote >= 0)
        return read_phrase(l, s, quote);
    if (c == '/' && behind)
        return read_regex(l, s);
    if (c == '-' && behind && l->text.p[l->at + 1] != '-')
        return one_char(l, s, SIGN_NOT);
    return read_word(l, s);
}

bool lex_next(struct lexer *l, struct sign *s)
{
    do
        if (!read_sign(l, s))
            return false;
    while (s->kind == SIGN_NOTHING);
    return true;
}

bool lex_value(struct lexer *l, struct sign *s)
{
    if (quote_at(l->text, l->at) >= 0 || ends_word(l->text, l->at))
        return lex_next(l, s);
    take_word(l, s);
    return true;
}
