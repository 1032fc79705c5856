/* SPDX-License-Identifier: MIT
 * bar: matching somebody in folded text, and covering him in the original. */
#include "store/bar.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/ceiling.h"
#include "base/text.h"

enum { DIGITS_LEAST = 7, DIGITS_MOST = 10 };

static bool is_between_digits(char c)
{
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == '+' || c == '.';
}

/* Digits that only blanks and signs of a number part become one run; *from:
 * where each of its bytes stood, n + 1 of them. */
static struct str closed_up(struct arena *a, struct str s, uint32_t **from)
{
    char *out = arena_alloc(a, s.n + 1);
    *from = arena_alloc(a, (s.n + 1) * sizeof **from);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!is_between_digits(s.p[i])) {
            (*from)[n] = (uint32_t)i;
            out[n++] = s.p[i];
        }
    (*from)[n] = (uint32_t)s.n;
    return (struct str){out, n};
}

void bar_want(struct bar *b, struct arena *a, struct str who)
{
    struct folded f;
    uint32_t *from;
    text_fold(a, str_trim(who), &f);
    struct str digits = closed_up(a, f.text, &from);
    *b = (struct bar){.folded = f.text, .digits = digits};
    for (size_t i = 0; i < digits.n; i++)
        if (!ascii_digit(digits.p[i]))
            b->digits.n = 0;
    if (b->digits.n < DIGITS_LEAST)
        b->digits.n = 0;
    if (b->digits.n > DIGITS_MOST)
        b->digits = str_from(b->digits, b->digits.n - DIGITS_MOST);
}

bool bar_stands(const struct bar *b, struct arena *a, struct str text)
{
    struct folded f;
    uint32_t *from;
    text_fold(a, text, &f);
    return str_find(f.text, b->folded) >= 0 ||
           (b->digits.n &&
            str_find(closed_up(a, f.text, &from), b->digits) >= 0);
}

/* What of a text is looked through, and where its bytes stand in it. */
struct view {
    struct str text;
    const uint32_t *origin; /* text.n + 1 of them */
};

static struct str cover(const struct view *v, struct str what, struct arena *a,
                        struct str text)
{
    struct buf out;
    size_t at = 0, done = 0;
    ptrdiff_t next;
    if (!what.n || str_find(v->text, what) < 0)
        return text;
    buf_init(&out, CEILING_PAGE_OUT);
    while ((next = str_find(str_from(v->text, at), what)) >= 0) {
        at += (size_t)next;
        buf_str(&out, str_part(text, done, v->origin[at] - done));
        buf_z(&out, BAR);
        at += what.n;
        /* a number ends with its digit, not where the next word begins */
        size_t last = v->origin[at - 1];
        done = ascii_digit(text.p[last]) ? last + 1 : v->origin[at];
    }
    buf_str(&out, str_from(text, done));
    struct str covered = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return covered;
}

static struct str over_number(const struct bar *b, struct arena *a,
                              struct str text)
{
    struct folded f;
    uint32_t *from;
    text_fold(a, text, &f);
    struct view v = {.text = closed_up(a, f.text, &from)};
    for (size_t i = 0; i <= v.text.n; i++)
        from[i] = f.origin[from[i]];
    v.origin = from;
    return cover(&v, b->digits, a, text);
}

struct str bar_over(const struct bar *b, struct arena *a, struct str text)
{
    struct folded f;
    text_fold(a, text, &f);
    struct view v = {f.text, f.origin};
    text = cover(&v, b->folded, a, text);
    return b->digits.n ? over_number(b, a, text) : text;
}

/* ---- an event's detail ---- */

/* A string of JSON at *at, without its quotes; *at goes behind it. */
static struct str string_at(struct str s, size_t *at)
{
    size_t from = ++*at;
    while (*at < s.n && s.p[*at] != '"')
        *at += s.p[*at] == '\\' ? 2 : 1;
    size_t end = *at < s.n ? *at : s.n;
    *at = end + 1;
    return str_part(s, from, end - from);
}

enum kind { KIND_OTHER, KIND_AUTHOR, KIND_WORDS, KIND_LINK };

static enum kind kind_of(struct str key)
{
    static const struct {
        const char *key;
        enum kind kind;
    } FACTS[] = {
        {"author", KIND_AUTHOR}, {"to", KIND_AUTHOR},    {"whom", KIND_AUTHOR},
        {"text", KIND_WORDS},    {"reason", KIND_WORDS}, {"result", KIND_WORDS},
        {"what", KIND_WORDS},    {"url", KIND_LINK},
    };
    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++)
        if (str_eqz(key, FACTS[i].key))
            return FACTS[i].kind;
    return KIND_OTHER;
}

static struct str barred(const struct bar_facts *f, struct arena *a,
                         struct str key, struct str value)
{
    enum kind kind = kind_of(key);
    bool whole = (kind == KIND_AUTHOR && f->whole & BAR_AUTHOR) ||
                 (kind == KIND_WORDS && f->whole & BAR_WORDS);
    if (kind == KIND_OTHER || !value.n)
        return value;
    if (whole)
        return STR(BAR);
    if (!f->of)
        return value;
    if (kind == KIND_LINK)
        return bar_stands(f->of, a, value) ? STR(BAR) : value;
    return bar_over(f->of, a, value);
}

struct str bar_detail(const struct bar_facts *f, struct arena *a,
                      struct str detail)
{
    struct buf out;
    struct str key = STR("");
    size_t at = 0;
    buf_init(&out, CEILING_PAGE_OUT);
    while (at < detail.n) {
        if (detail.p[at] != '"') {
            buf_char(&out, detail.p[at++]);
            continue;
        }
        struct str s = string_at(detail, &at);
        bool is_key = at < detail.n && detail.p[at] == ':';
        buf_char(&out, '"');
        buf_str(&out, is_key ? s : barred(f, a, key, s));
        buf_char(&out, '"');
        if (is_key)
            key = s;
    }
    struct str done = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return done;
}

struct str bar_author(struct str detail)
{
    bool next = false;
    for (size_t at = 0; at < detail.n;) {
        if (detail.p[at] != '"') {
            at++;
            continue;
        }
        struct str s = string_at(detail, &at);
        bool is_key = at < detail.n && detail.p[at] == ':';
        if (next && !is_key)
            return s;
        next = is_key && str_eqz(s, "author");
    }
    return (struct str){0};
}
