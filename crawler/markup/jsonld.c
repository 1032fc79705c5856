/* SPDX-License-Identifier: MIT
 * jsonld: forgiving what sites write into application/ld+json scripts. */
#include "crawler/markup/jsonld.h"

#include <ctype.h>
#include <string.h>

#include "base/ascii.h"

struct tidy {
    struct str text; /* as the site wrote it */
    size_t at;       /* next byte */
    struct buf out;  /* strict so far */
};

static bool starts(const struct tidy *t, const char *word)
{
    struct str w = str_of(word);
    return str_eq(str_part(t->text, t->at, w.n), w);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_past(struct tidy *t, const char *end)
{
    ptrdiff_t n = str_find(str_from(t->text, t->at), str_of(end));
    t->at = n < 0 ? t->text.n : t->at + (size_t)n + strlen(end);
}

/* A comment or mark at t->at is passed over. */
static bool skip_noise(struct tidy *t)
{
    static const char *const MARKS[] = {"<![CDATA[", "]]>", "<!--", "-->"};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (!starts(t, MARKS[i]))
            continue;
        t->at += strlen(MARKS[i]);
        return true;
    }
    if (starts(t, "/*")) {
        skip_past(t, "*/");
        return true;
    }
    if (!starts(t, "//"))
        return false;
    /* "//<![CDATA[" in one line with the JSON: only the slashes go. */
    t->at += 2;
    if (!starts(t, "<![CDATA[") && !starts(t, "]]>") && !starts(t, "<!--"))
        skip_past(t, "\n");
    return true;
}

/* Could a value of JSON, a closing bracket or a comment stand at i? */
static bool goes_on(const struct tidy *t, size_t i)
{
    while (i < t->text.n && is_space(t->text.p[i]))
        i++;
    struct str rest = str_from(t->text, i);
    return !rest.n || strchr("\"{[]}-/,<", rest.p[0]) ||
           ascii_digit(rest.p[0]) || str_starts(rest, STR("true")) ||
           str_starts(rest, STR("false")) || str_starts(rest, STR("null")) ||
           str_starts(rest, STR("undefined"));
}

/* Does the " at t->at end the string? One that nothing of JSON follows is
 * part of the text: style="x", or "yes", said in the middle of it. */
static bool closes_string(const struct tidy *t)
{
    size_t i = t->at + 1;
    while (i < t->text.n && is_space(t->text.p[i]))
        i++;
    if (i == t->text.n || strchr("]}/&", t->text.p[i]))
        return true;
    return strchr(",:", t->text.p[i]) && goes_on(t, i + 1);
}

/* \' of JavaScript is ', \x26 is \u0026; of all other escapes that JSON does
 * not know, C:\videos, the backslash was meant. */
static void copy_escape(struct tidy *t)
{
    char next = t->text.p[++t->at];
    struct str hex = str_part(t->text, t->at + 1, 2);
    if (next && strchr("\"\\/bfnrtu", next)) {
        buf_char(&t->out, '\\');
        buf_char(&t->out, next);
    } else if (next == 'x' && hex.n == 2 && isxdigit((unsigned char)hex.p[0]) &&
               isxdigit((unsigned char)hex.p[1])) {
        buf_printf(&t->out, "\\u00" STR_FMT, STR_ARG(hex));
        t->at += 2;
    } else if (next == '\n' || next == '\r' || next == '\'') {
        if (next == '\'')
            buf_char(&t->out, next);
    } else {
        buf_z(&t->out, "\\\\");
        t->at--;
    }
}

/* Copies a string, with what strict JSON wants escaped. */
static void copy_string(struct tidy *t)
{
    buf_char(&t->out, '"');
    for (t->at++; t->at < t->text.n; t->at++) {
        char c = t->text.p[t->at];
        if (c == '"' && closes_string(t))
            break;
        if (c == '\\' && t->at + 1 < t->text.n)
            copy_escape(t);
        else if (c == '"')
            buf_z(&t->out, "\\\"");
        else if ((unsigned char)c < ' ')
            buf_printf(&t->out, "\\u%04x", (unsigned char)c);
        else
            buf_char(&t->out, c);
    }
    t->at++;
    buf_char(&t->out, '"');
}

/* A comma is kept unless a bracket closes behind it, or nothing follows. What
 * stands between is passed over. */
static void copy_comma(struct tidy *t)
{
    while (t->at < t->text.n) {
        if (is_space(t->text.p[t->at]) || t->text.p[t->at] == ',')
            t->at++;
        else if (!skip_noise(t))
            break;
    }
    if (t->at < t->text.n && !strchr("]}", t->text.p[t->at]))
        buf_char(&t->out, ',');
}

/* What JavaScript has and JSON has not is nothing. */
static bool copy_word(struct tidy *t)
{
    static const char *const WORDS[] = {"undefined", "NaN"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!starts(t, WORDS[i]))
            continue;
        buf_z(&t->out, "null");
        t->at += strlen(WORDS[i]);
        return true;
    }
    return false;
}

/* &quot;@context&quot;: the whole text was escaped once too often. */
static struct str unescape(struct arena *a, struct str text)
{
    static const struct {
        struct str from, to;
    } ENTITIES[] = {{STR("&quot;"), STR("\"")}, {STR("&#34;"), STR("\"")},
                    {STR("&amp;"), STR("&")},   {STR("&lt;"), STR("<")},
                    {STR("&gt;"), STR(">")},    {STR("&#39;"), STR("'")}};
    struct buf out;
    buf_init(&out, text.n + 1);
    for (size_t at = 0; at < text.n;) {
        size_t i = 0, n = sizeof ENTITIES / sizeof *ENTITIES;
        while (i < n && !str_eq(str_part(text, at, ENTITIES[i].from.n),
                                ENTITIES[i].from))
            i++;
        buf_str(&out, i < n ? ENTITIES[i].to : str_part(text, at, 1));
        at += i < n ? ENTITIES[i].from.n : 1;
    }
    struct str s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}

struct str jsonld_tidy(struct arena *a, struct str text)
{
    struct tidy t = {.text = text};
    if (str_find_char(text, '"') < 0 && str_find(text, STR("&quot;")) >= 0)
        t.text = unescape(a, text);
    buf_init(&t.out, text.n * 6 + 16);
    while (t.at < t.text.n) {
        char c = t.text.p[t.at];
        if (c == '"') {
            copy_string(&t);
            continue;
        }
        if (skip_noise(&t) || copy_word(&t))
            continue;
        if (c == ',') {
            copy_comma(&t);
            continue;
        }
        if (is_space(c))
            buf_char(&t.out, ' ');
        else if (c != ';' && (unsigned char)c > ' ')
            buf_char(&t.out, c);
        t.at++;
    }
    struct str strict = str_dup(a, buf_view(&t.out));
    buf_clear(&t.out);
    return strict;
}

bool jsonld_next(struct str *rest, struct str *value)
{
    size_t start = 0, depth = 0, i;
    while (start < rest->n && rest->p[start] != '{' && rest->p[start] != '[')
        start++;
    bool quoted = false;
    for (i = start; i < rest->n; i++) {
        char c = rest->p[i];
        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if ((c == '}' || c == ']') && depth && --depth == 0) {
            i++;
            break;
        }
    }
    if (i > rest->n)
        i = rest->n;
    *value = str_part(*rest, start, i - start);
    *rest = str_from(*rest, i);
    return value->n > 0;
}
