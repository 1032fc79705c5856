/* SPDX-License-Identifier: MIT
 * select_css: CSS selectors as XPath. */
#include "crawler/markup/select_css.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"

enum { XPATH_MOST = 8192, NESTING = 4 };

struct css {
    struct str text; /* the selector */
    size_t at;       /* next byte */
    struct buf out;  /* XPath so far */
    struct err *err; /* why it failed */
    int depth;       /* of :not( */
};

static bool wrong(struct css *c, const char *why)
{
    return err_set(c->err, "%s", why);
}

static char peek(const struct css *c)
{
    return c->at < c->text.n ? c->text.p[c->at] : 0;
}

static bool take(struct css *c, const char *word)
{
    struct str w = str_of(word);
    if (!str_eq(str_part(c->text, c->at, w.n), w))
        return false;
    c->at += w.n;
    return true;
}

static bool skip_space(struct css *c)
{
    size_t start = c->at;
    while (c->at < c->text.n && strchr(" \t\r\n", c->text.p[c->at]))
        c->at++;
    return c->at > start;
}

static bool is_name_char(char c)
{
    return ascii_alnum(c) || c == '_' || c == '-' || (c & 0x80);
}

static struct str take_name(struct css *c)
{
    size_t start = c->at;
    while (is_name_char(peek(c)))
        c->at++;
    return str_part(c->text, start, c->at - start);
}

/* A value as an XPath literal: quoted in the way it does not hold. */
static bool put_literal(struct css *c, struct str s)
{
    char quote = str_find_char(s, '\'') < 0 ? '\'' : '"';
    if (str_find_char(s, quote) >= 0)
        return wrong(c, "a value cannot hold both kinds of quotes");
    return buf_char(&c->out, quote) && buf_str(&c->out, s) &&
           buf_char(&c->out, quote);
}

static bool take_value(struct css *c, struct str *out)
{
    char quote = peek(c);
    if (quote != '\'' && quote != '"') {
        *out = take_name(c);
        return out->n || wrong(c, "a value is missing");
    }
    ptrdiff_t end = str_find_char(str_from(c->text, c->at + 1), quote);
    if (end < 0)
        return wrong(c, "the quote is not closed");
    *out = str_part(c->text, c->at + 1, (size_t)end);
    c->at += (size_t)end + 2;
    return true;
}

/* The six comparisons of an attribute: %a is the name, %v the value. */
static bool put_comparison(struct css *c, struct str name, struct str value,
                           const char *form)
{
    for (const char *p = form; *p; p++) {
        bool ok;
        if (*p != '%')
            ok = buf_char(&c->out, *p);
        else if (*++p == 'a')
            ok = buf_str(&c->out, name);
        else
            ok = put_literal(c, value);
        if (!ok)
            return false;
    }
    return true;
}

static bool attribute(struct css *c)
{
    static const struct {
        const char *sign, *form;
    } FORMS[] = {
        {"~=", "contains(concat(' ',normalize-space(@%a),' '),"
               "concat(' ',%v,' '))"},
        {"|=", "(@%a=%v or starts-with(@%a,concat(%v,'-')))"},
        {"^=", "starts-with(@%a,%v)"},
        {"$=", "ends-with(@%a,%v)"},
        {"*=", "contains(@%a,%v)"},
        {"=", "@%a=%v"},
    };
    skip_space(c);
    struct str name = take_name(c), value;
    if (!name.n)
        return wrong(c, "an attribute name is missing");
    skip_space(c);
    if (take(c, "]"))
        return buf_printf(&c->out, "@" STR_FMT, STR_ARG(name));
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (!take(c, FORMS[i].sign))
            continue;
        skip_space(c);
        if (!take_value(c, &value))
            return false;
        skip_space(c);
        if (!take(c, "]"))
            return wrong(c, "] is missing");
        if (!value.n && strchr("^$*~", FORMS[i].sign[0]))
            return buf_z(&c->out, "false()");
        return put_comparison(c, name, value, FORMS[i].form);
    }
    return wrong(c, "expected ] or one of = ~= |= ^= $= *=");
}

static bool simple(struct css *c);

static bool negation(struct css *c)
{
    if (++c->depth > NESTING)
        return wrong(c, ":not() is nested too deep");
    if (!buf_z(&c->out, "not("))
        return wrong(c, "the selector is too long");
    bool first = true;
    for (skip_space(c); !take(c, ")"); skip_space(c), first = false) {
        if (!first && !buf_z(&c->out, " and "))
            return wrong(c, "the selector is too long");
        struct str name = take_name(c);
        if (name.n ? !buf_printf(&c->out, "self::" STR_FMT, STR_ARG(name))
                   : !simple(c))
            return name.n ? wrong(c, "the selector is too long") : false;
    }
    c->depth--;
    return first ? wrong(c, ":not() is empty") : buf_char(&c->out, ')');
}

static bool text_contains(struct css *c)
{
    struct str value;
    skip_space(c);
    if (!take_value(c, &value) || !buf_z(&c->out, "contains(.,") ||
        !put_literal(c, value))
        return false;
    skip_space(c);
    return take(c, ")") ? buf_char(&c->out, ')') : wrong(c, ") is missing");
}

static bool nth_child(struct css *c)
{
    skip_space(c);
    struct str n = take_name(c);
    int64_t v;
    skip_space(c);
    if (!str_int(n, &v) || v < 1 || v > 1000 || !take(c, ")"))
        return wrong(c, "expected a number from 1, as in :nth-child(2)");
    return buf_printf(&c->out, "count(preceding-sibling::*)=%d", (int)v - 1);
}

static bool pseudo(struct css *c)
{
    if (take(c, "not("))
        return negation(c);
    if (take(c, "contains("))
        return text_contains(c);
    if (take(c, "nth-child("))
        return nth_child(c);
    if (take(c, "first-child"))
        return buf_z(&c->out, "not(preceding-sibling::*)");
    if (take(c, "last-child"))
        return buf_z(&c->out, "not(following-sibling::*)");
    return wrong(c, "unknown pseudo-class; known are :not :contains "
                    ":nth-child :first-child :last-child");
}

/* One test: .class #id [attribute] :pseudo. */
static bool simple(struct css *c)
{
    struct str name;
    switch (peek(c)) {
    case '.':
        c->at++;
        if (!(name = take_name(c)).n)
            return wrong(c, "a class name is missing");
        return buf_printf(&c->out, "cls('" STR_FMT "')", STR_ARG(name)) ||
               wrong(c, "the selector is too long");
    case '#':
        c->at++;
        if (!(name = take_name(c)).n)
            return wrong(c, "an id is missing");
        return buf_printf(&c->out, "@id='" STR_FMT "'", STR_ARG(name)) ||
               wrong(c, "the selector is too long");
    case '[':
        c->at++;
        return attribute(c);
    case ':':
        c->at++;
        return pseudo(c);
    default:
        return wrong(c, "expected a name, * . # [ or :");
    }
}

/* A name and its tests: div.post[data-id]. */
static bool compound(struct css *c, bool sibling)
{
    struct str name = take_name(c);
    bool any = take(c, "*");
    if (name.n && (name.p[0] == '-' || ascii_digit(name.p[0])))
        return wrong(c, "a name cannot start with a digit or -");
    bool ok = sibling ? buf_z(&c->out, "*[1][self::") : true;
    if (sibling && !name.n)
        ok = buf_z(&c->out, "*]");
    else
        ok = ok && buf_str(&c->out, name.n ? name : STR("*"));
    if (sibling && name.n)
        ok = ok && buf_char(&c->out, ']');
    bool tests = false;
    while (ok && peek(c) && strchr(".#[:", peek(c))) {
        tests = true;
        ok = buf_char(&c->out, '[') && simple(c) && buf_char(&c->out, ']');
        if (!ok && !c->err->msg[0])
            return wrong(c, "the selector is too long");
    }
    if (ok && !name.n && !any && !tests)
        return wrong(c, "expected a name, * . # [ or :");
    return ok;
}

static const char *combinator(struct css *c, bool *sibling)
{
    static const struct {
        const char *sign, *xpath;
    } SIGNS[] = {{">", "/"},
                 {"+", "/following-sibling::"},
                 {"~", "/following-sibling::"}};
    bool space = skip_space(c);
    for (size_t i = 0; i < 3; i++) {
        if (!take(c, SIGNS[i].sign))
            continue;
        *sibling = SIGNS[i].sign[0] == '+';
        skip_space(c);
        return SIGNS[i].xpath;
    }
    return space && peek(c) && !strchr(",@)", peek(c)) ? "//" : NULL;
}

static bool attribute_at_end(struct css *c)
{
    struct str name = take_name(c);
    if (!name.n)
        return wrong(c, "an attribute name is missing after @");
    return buf_printf(&c->out, "/@" STR_FMT, STR_ARG(name)) ||
           wrong(c, "the selector is too long");
}

static bool chain(struct css *c)
{
    const char *between;
    bool sibling = false;
    if (!buf_z(&c->out, ".//"))
        return wrong(c, "the selector is too long");
    do {
        if (!compound(c, sibling))
            return false;
        sibling = false;
        between = combinator(c, &sibling);
        if (between && !buf_z(&c->out, between))
            return wrong(c, "the selector is too long");
    } while (between);
    skip_space(c);
    if (take(c, "@"))
        return attribute_at_end(c);
    return true;
}

const char *css_to_xpath(struct arena *a, struct str css, size_t *at,
                         struct err *e)
{
    struct css c = {.text = css, .err = e};
    const char *xpath = NULL;
    buf_init(&c.out, XPATH_MOST);
    e->msg[0] = 0;
    bool more = true;
    while (more) {
        skip_space(&c);
        if (!chain(&c))
            goto out;
        skip_space(&c);
        more = take(&c, ",");
        if (more && !buf_char(&c.out, '|'))
            goto out;
    }
    if (c.at < css.n)
        wrong(&c, "expected a combinator or the end");
    else
        xpath = str_z(a, buf_view(&c.out));
out:
    if (!xpath && !e->msg[0])
        wrong(&c, "the selector is too long");
    *at = c.at;
    buf_clear(&c.out);
    return xpath;
}
