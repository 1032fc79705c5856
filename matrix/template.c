/* SPDX-License-Identifier: MIT
 * matrix: replies with fields, parsed once and filled. */
#include "matrix/template.h"

#include <stdio.h>
#include <utf8proc.h>

#include "base/ceiling.h"
#include "base/nearest.h"
#include "base/yaml.h"

static const char *const FIELDS[FIELD_COUNT + 1] = {
    [FIELD_AUTHOR] = "author",
    [FIELD_COMPANY] = "company",
    [FIELD_BRAND] = "brand",
    [FIELD_CONTACT] = "contact",
    [FIELD_DEPARTMENT] = "department",
    [FIELD_TOPIC] = "topic",
    [FIELD_DUE] = "due",
    [FIELD_URL] = "url",
    [FIELD_SITE] = "site",
    [FIELD_SOURCE] = "source",
    [FIELD_SUM] = "sum",
    [FIELD_DAY] = "day",
    [FIELD_FLIGHT] = "flight",
    [FIELD_COLLEAGUE] = "colleague",
    [FIELD_COLLEAGUE_TO] = "colleague-to",
    [FIELD_ABOUT] = "about",
    [FIELD_SORRY] = "sorry",
    [FIELD_ASK] = "ask",
    [FIELD_NUMBER] = "number",
    [FIELD_CALLED] = "called",
    [FIELD_KIND_WORD] = "kind-word",
};

struct parsing {
    struct template *t;
    struct arena *a;
    struct str text;              /* of the template */
    size_t at;                    /* next byte */
    size_t cap;                   /* of pieces */
    size_t section;               /* index of the open section + 1, or 0 */
    size_t section_at;            /* byte where it opened */
    struct template_fault *fault; /* what went wrong */
};

static bool fault_set(struct parsing *p, size_t at, const char *what)
{
    p->fault->at = at;
    snprintf(p->fault->msg, sizeof p->fault->msg, "%s", what);
    return false;
}

static void add(struct parsing *p, struct piece piece)
{
    struct template *t = p->t;
    t->pieces = arena_grow(p->a, t->pieces, t->n, &p->cap, sizeof *t->pieces);
    t->pieces[t->n++] = piece;
}

static bool find_field(struct parsing *p, struct str name, size_t at,
                       enum field *field)
{
    for (int i = 0; i < FIELD_COUNT; i++)
        if (str_eqz(name, FIELDS[i])) {
            *field = (enum field)i;
            return true;
        }
    p->fault->at = at;
    snprintf(p->fault->msg, sizeof p->fault->msg, "unknown field '%.*s'%s",
             (int)(name.n < 40 ? name.n : 40), name.p,
             nearest_hint(name, FIELDS).text);
    return false;
}

static bool close_section(struct parsing *p, size_t at)
{
    if (!p->section)
        return fault_set(p, at, "{/} closes nothing");
    p->t->pieces[p->section - 1].end = p->t->n;
    p->section = 0;
    return true;
}

/* What stands between { and }. */
static bool tag(struct parsing *p, struct str inner, size_t at)
{
    struct piece piece = {.kind = PIECE_FIELD};
    if (str_eqz(inner, "/"))
        return close_section(p, at);
    bool opens = inner.n && (inner.p[0] == '?' || inner.p[0] == '!');
    if (opens) {
        if (p->section)
            return fault_set(p, at, "a section inside a section");
        piece.kind = inner.p[0] == '?' ? PIECE_WITH : PIECE_WITHOUT;
        inner = str_from(inner, 1);
    }
    if (!find_field(p, inner, at + 1 + opens, &piece.field))
        return false;
    if (!opens && piece.field >= FIELD_NUMBER)
        return fault_set(p, at, "it has no words: only {?...} and {!...}");
    add(p, piece);
    p->section = opens ? p->t->n : p->section;
    p->section_at = opens ? at : p->section_at;
    return true;
}

static bool next_piece(struct parsing *p)
{
    struct str rest = str_from(p->text, p->at);
    size_t n = 0;
    while (n < rest.n && rest.p[n] != '{' && rest.p[n] != '}')
        n++;
    if (n)
        add(p, (struct piece){.text = str_part(rest, 0, n)});
    p->at += n;
    if (n == rest.n)
        return true;
    if (rest.p[n] == '}')
        return fault_set(p, p->at, "} without {");
    struct str inner = str_from(rest, n + 1);
    ptrdiff_t end = str_find_char(inner, '}');
    ptrdiff_t again = str_find_char(inner, '{');
    if (end < 0 || (again >= 0 && again < end))
        return fault_set(p, p->at, "{ without }");
    if (!tag(p, str_part(inner, 0, (size_t)end), p->at))
        return false;
    p->at += (size_t)end + 2;
    return true;
}

bool template_parse(struct template *t, struct arena *a, struct str text,
                    struct template_fault *fault)
{
    struct parsing p = {.t = t, .a = a, .text = text, .fault = fault};
    *t = (struct template){0};
    while (p.at < text.n)
        if (!next_piece(&p))
            return false;
    return !p.section ||
           fault_set(&p, p.section_at, "the section is not closed with {/}");
}

bool template_fill(const struct template *t,
                   const struct str values[FIELD_COUNT], struct buf *out,
                   struct err *e)
{
    for (size_t i = 0; i < t->n;) {
        const struct piece *p = &t->pieces[i++];
        bool there = values[p->field].n > 0;
        if (p->kind == PIECE_TEXT)
            buf_str(out, p->text);
        else if (p->kind == PIECE_FIELD && there)
            buf_str(out, values[p->field]);
        else if (p->kind == PIECE_FIELD)
            return err_set(e, "no value for {%s}", FIELDS[p->field]);
        else if (there != (p->kind == PIECE_WITH))
            i = p->end;
    }
    return !out->over || err_set(e, "the reply is too long");
}

size_t template_facts(const struct template *t,
                      const struct str values[FIELD_COUNT])
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        enum field f = t->pieces[i].field;
        bool told = f >= FIELD_SUM && f <= FIELD_CALLED && values[f].n;
        n += told && (t->pieces[i].kind == PIECE_FIELD ||
                      (t->pieces[i].kind == PIECE_WITH && f >= FIELD_NUMBER));
    }
    return n;
}

/* Characters that change how the text around them looks, or cannot be seen. */
static bool invisible(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

static bool wordy(uint32_t c)
{
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) ||
           (k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO);
}

static bool blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0;
}

static bool harmful(uint32_t c)
{
    static const char BAD[] = "{}<>[]|\\`*#\"";
    for (size_t i = 0; i + 1 < sizeof BAD; i++)
        if (c == (uint32_t)BAD[i])
            return true;
    return false;
}

static bool is_link(struct str s)
{
    static const char *const SIGNS[] = {"://", "www.", "@@", "//", "http"};
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (str_find(s, str_of(SIGNS[i])) >= 0)
            return true;
    return false;
}

struct str template_clean(struct arena *a, struct str value, size_t most)
{
    struct buf b;
    bool gap = false, word = false;
    size_t points = 0;
    buf_init(&b, most * 4 + 8);
    for (size_t i = 0; i < value.n && points < most;) {
        uint32_t c = str_utf8(value, &i);
        if (harmful(c) || c == 0xfffd) {
            word = false;
            break;
        }
        gap = gap || blank(c);
        if (blank(c) || invisible(c))
            continue;
        if (gap && b.n)
            buf_char(&b, ' '), points++;
        gap = false;
        buf_utf8(&b, c);
        word = word || wordy(c);
        points++;
    }
    struct str clean = word && !is_link(buf_view(&b))
                           ? str_dup(a, str_trim(buf_view(&b)))
                           : (struct str){0};
    buf_clear(&b);
    return clean;
}

struct str template_clean_url(struct str url)
{
    if (!str_starts_nocase(url, STR("http://")) &&
        !str_starts_nocase(url, STR("https://")))
        return (struct str){0};
    for (size_t i = 0; i < url.n;) {
        uint32_t c = str_utf8(url, &i);
        if (blank(c) || invisible(c) || harmful(c) || c == 0xfffd)
            if (c != '#')
                return (struct str){0};
    }
    return url.n <= CEILING_URL ? url : (struct str){0};
}
