/* SPDX-License-Identifier: MIT
 * bar: matching somebody in folded text, and covering him in the original. */
#include "store/bar.h"

#include <utf8proc.h>

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
    struct name name;
    name_forms(&name, a, f.text);
    *b = (struct bar){.folded = f.text, .digits = digits, .name = name};
    for (size_t i = 0; i < digits.n; i++)
        if (!ascii_digit(digits.p[i]))
            b->digits.n = 0;
    if (b->digits.n < DIGITS_LEAST)
        b->digits.n = 0;
    if (b->digits.n > DIGITS_MOST) {
        b->lead = str_part(b->digits, 0, b->digits.n - DIGITS_MOST);
        b->digits = str_from(b->digits, b->digits.n - DIGITS_MOST);
    }
}

/* ---- where he stands ---- */

/* What of a text is looked through, and where its bytes stand. */
struct view {
    struct folded of;
    struct str text;      /* of.text, or closed up */
    const uint32_t *from; /* in of.text; NULL: they are the same */
};

static struct view view_words(struct arena *a, struct str text)
{
    struct view v = {.from = NULL};
    text_fold(a, text, &v.of);
    v.text = v.of.text;
    return v;
}

static struct view view_number(struct arena *a, struct str text)
{
    struct view v;
    uint32_t *from;
    text_fold(a, text, &v.of);
    v.text = closed_up(a, v.of.text, &from);
    v.from = from;
    return v;
}

static size_t folded_at(const struct view *v, size_t at)
{
    return v->from ? v->from[at] : at;
}

static bool is_of_word(struct str s)
{
    utf8proc_int32_t c;
    if (utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n,
                         &c) <= 0)
        return false;
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_NO;
}

/* "\n" and "\u001f" of JSON are no letters. */
static bool ends_escaped(struct str s)
{
    const size_t lengths[] = {2, 6};
    for (size_t i = 0; i < 2; i++) {
        size_t slashes = 0, n = lengths[i];
        if (s.n < n || (n == 6 && s.p[s.n - 5] != 'u'))
            continue;
        while (slashes <= s.n - n && s.p[s.n - n - slashes] == '\\')
            slashes++;
        if (slashes % 2)
            return true;
    }
    return false;
}

static bool word_before(struct str s)
{
    size_t at = s.n;
    while (at && ((unsigned char)s.p[at - 1] & 0xc0) == 0x80)
        at--;
    return at && is_of_word(str_from(s, at - 1)) && !ends_escaped(s);
}

/* The digits right before a number: none, the country's, or as was asked. */
static bool is_lead(struct str before, struct str lead)
{
    enum { COUNTRY_MOST = 3 };
    size_t n = 0;
    while (n < before.n && ascii_digit(before.p[before.n - n - 1]))
        n++;
    struct str digits = str_from(before, before.n - n);
    struct str rest = str_part(before, 0, before.n - n);
    if (n && n <= COUNTRY_MOST && rest.n && rest.p[rest.n - 1] == '+')
        return true;
    return (!n || str_eq(digits, lead) || str_eqz(digits, "7") ||
            str_eqz(digits, "8")) &&
           !word_before(rest);
}

static bool stands_alone(const struct bar *b, const struct view *v, size_t at,
                         size_t n)
{
    size_t last = folded_at(v, at + n - 1) + 1;
    struct str before = str_part(v->of.text, 0, folded_at(v, at));
    return !is_of_word(str_from(v->of.text, last)) &&
           (v->from ? is_lead(before, b->lead) : !word_before(before));
}

/* What is looked for: the words as they were asked for, the number, or another
 * form of the name. */
enum sought { SOUGHT_AS_ASKED, SOUGHT_NUMBER, SOUGHT_FORM };

struct hit {
    size_t at, n; /* bytes of the view's text */
};

static bool next_same(const struct bar *b, const struct view *v,
                      struct str what, struct hit *h)
{
    size_t at = h->at + h->n;
    ptrdiff_t next;
    while (what.n && at <= v->text.n &&
           (next = str_find(str_from(v->text, at), what)) >= 0) {
        at += (size_t)next;
        if (!b->whole_words || stands_alone(b, v, at, what.n)) {
            *h = (struct hit){at, what.n};
            return true;
        }
        at++;
    }
    return false;
}

static bool is_capital(struct str s)
{
    utf8proc_int32_t c;
    return utf8proc_iterate((const utf8proc_uint8_t *)s.p,
                            (utf8proc_ssize_t)s.n, &c) > 0 &&
           utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

/* The bytes of a word that begins there, where `hyphens` one within it too. */
static size_t word_length(struct str s, bool hyphens)
{
    size_t n = 0;
    while (n < s.n) {
        bool hyphen =
            hyphens && n && s.p[n] == '-' && is_of_word(str_from(s, n + 1));
        if (!hyphen && !is_of_word(str_from(s, n)))
            break;
        n++;
        while (n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
            n++;
    }
    return n;
}

/* The bytes of all words of the name when they stand there, else 0. */
static size_t form_length(const struct bar *b, const struct view *v,
                          struct str text, size_t at)
{
    size_t from = at;
    for (size_t i = 0; i < b->name.n; i++) {
        if (i && (at == v->text.n || v->text.p[at++] != ' '))
            return 0;
        struct str rest = str_from(v->text, at);
        const struct name_word *of = &b->name.words[i];
        size_t n = word_length(rest, str_find_char(of->forms[0], '-') >= 0);
        if (!n || !name_is_form(of, str_part(rest, 0, n)) ||
            !is_capital(str_from(text, v->of.origin[at])))
            return 0;
        at += n;
    }
    return at - from;
}

static bool next_form(const struct bar *b, const struct view *v,
                      struct str text, struct hit *h)
{
    size_t at = h->at + h->n;
    ptrdiff_t next;
    if (!b->name.n)
        return false;
    struct str lead = b->name.words[0].lead;
    while (at < v->text.n &&
           (next = str_find(str_from(v->text, at), lead)) >= 0) {
        at += (size_t)next;
        size_t n = word_before(str_part(v->text, 0, at))
                       ? 0
                       : form_length(b, v, text, at);
        if (n) {
            *h = (struct hit){at, n};
            return true;
        }
        at++;
    }
    return false;
}

static bool next_hit(const struct bar *b, const struct view *v,
                     enum sought what, struct str text, struct hit *h)
{
    return what == SOUGHT_FORM
               ? next_form(b, v, text, h)
               : next_same(b, v, what == SOUGHT_NUMBER ? b->digits : b->folded,
                           h);
}

static bool stands_as(const struct bar *b, struct arena *a, struct str text,
                      bool forms)
{
    struct view words = view_words(a, text);
    struct hit h = {0, 0};
    if (next_hit(b, &words, SOUGHT_AS_ASKED, text, &h) ||
        (forms && next_hit(b, &words, SOUGHT_FORM, text, &h)))
        return true;
    if (!b->digits.n)
        return false;
    struct view number = view_number(a, text);
    return next_hit(b, &number, SOUGHT_NUMBER, text, &h);
}

bool bar_stands(const struct bar *b, struct arena *a, struct str text)
{
    return stands_as(b, a, text, true);
}

bool bar_names(const struct bar *b, struct arena *a, struct str named)
{
    return stands_as(b, a, named, false);
}

static struct str cover(const struct bar *b, enum sought what, struct arena *a,
                        struct str text)
{
    struct view v =
        what == SOUGHT_NUMBER ? view_number(a, text) : view_words(a, text);
    struct buf out;
    size_t done = 0;
    struct hit h = {0, 0};
    if (!next_hit(b, &v, what, text, &h))
        return text;
    buf_init(&out, CEILING_PAGE_OUT);
    do {
        size_t first = v.of.origin[folded_at(&v, h.at)];
        size_t end = h.at + h.n;
        buf_str(&out, str_part(text, done, first - done));
        buf_z(&out, BAR);
        /* a number ends with its digit, not where the next word begins */
        size_t last = v.of.origin[folded_at(&v, end - 1)];
        done = ascii_digit(text.p[last]) ? last + 1
                                         : v.of.origin[folded_at(&v, end)];
    } while (next_hit(b, &v, what, text, &h));
    buf_str(&out, str_from(text, done));
    struct str covered = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return covered;
}

struct str bar_over(const struct bar *b, struct arena *a, struct str text)
{
    text = cover(b, SOUGHT_AS_ASKED, a, text);
    text = cover(b, SOUGHT_FORM, a, text);
    return b->digits.n ? cover(b, SOUGHT_NUMBER, a, text) : text;
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
        return bar_names(f->of, a, value) ? STR(BAR) : value;
    if (kind == KIND_AUTHOR && !bar_names(f->of, a, value))
        return value;
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
