/* SPDX-License-Identifier: MIT
 * select_shape: parsing XPath of the common shape. What is not of that shape
 * is left to libxml2, which has compiled the text before and so proved that
 * it is XPath: this parser only has to recognise, never to explain. */
#include "crawler/markup/select_shape.h"

#include <string.h>

#include "base/ascii.h"

enum { NESTING = 8 };

struct shape {
    struct arena *arena; /* of the result */
    struct str text;     /* the whole XPath */
    size_t at;           /* next byte */
    int depth;           /* of parentheses and predicates */
};

static const struct test *parse_or(struct shape *p);
static bool parse_path(struct shape *p, struct walk *w);

static void skip_space(struct shape *p)
{
    while (p->at < p->text.n && strchr(" \t\r\n", p->text.p[p->at]))
        p->at++;
}

static bool take(struct shape *p, const char *word)
{
    skip_space(p);
    struct str w = str_of(word);
    if (!str_eq(str_part(p->text, p->at, w.n), w))
        return false;
    p->at += w.n;
    return true;
}

static bool is_name_char(char c)
{
    return ascii_alnum(c) || c == '_' || c == '-' || c == '.' || (c & 0x80);
}

/* A name; empty when there is none. A name with a prefix is not ours. */
static struct str take_name(struct shape *p)
{
    skip_space(p);
    size_t start = p->at;
    while (p->at < p->text.n && is_name_char(p->text.p[p->at]))
        p->at++;
    struct str name = str_part(p->text, start, p->at - start);
    char first = name.n ? name.p[0] : '.';
    bool ours = first != '.' && first != '-' && (first < '0' || first > '9');
    if (!ours || str_eqz(str_part(p->text, p->at, 1), ":")) {
        p->at = start;
        return (struct str){0};
    }
    return str_dup(p->arena, name);
}

/* 'text' or "text"; false when there is none. */
static bool take_literal(struct shape *p, struct str *out)
{
    skip_space(p);
    char quote = p->at < p->text.n ? p->text.p[p->at] : 0;
    if (quote != '\'' && quote != '"')
        return false;
    ptrdiff_t end = str_find_char(str_from(p->text, p->at + 1), quote);
    if (end < 0)
        return false;
    *out = str_dup(p->arena, str_part(p->text, p->at + 1, (size_t)end));
    p->at += (size_t)end + 2;
    return true;
}

static const struct test *new_test(struct shape *p, struct test t)
{
    struct test *made = arena_alloc(p->arena, sizeof *made);
    *made = t;
    return made;
}

/* cls('x') tag('x') prop('x') isa('x') */
static const struct test *parse_word(struct shape *p, enum test_kind kind)
{
    struct test t = {.kind = kind};
    if (!take_literal(p, &t.value) || !t.value.n || !take(p, ")"))
        return NULL;
    return new_test(p, t);
}

/* starts-with(@a,'x') contains(@a,'x') */
static const struct test *parse_part(struct shape *p, enum test_kind kind)
{
    struct test t = {.kind = kind};
    if (!take(p, "@"))
        return NULL;
    t.name = take_name(p);
    if (!t.name.n || !take(p, ",") || !take_literal(p, &t.value) ||
        !t.value.n || !take(p, ")"))
        return NULL;
    return new_test(p, t);
}

static const struct test *parse_not(struct shape *p)
{
    struct test t = {.kind = TEST_NOT, .left = parse_or(p)};
    if (!t.left || !take(p, ")"))
        return NULL;
    return new_test(p, t);
}

static const struct test *parse_attribute(struct shape *p)
{
    struct test t = {.kind = TEST_HAS, .name = take_name(p)};
    if (!t.name.n)
        return NULL;
    if (take(p, "!="))
        t.kind = TEST_DIFFERS;
    else if (take(p, "="))
        t.kind = TEST_EQUAL;
    if (t.kind != TEST_HAS && !take_literal(p, &t.value))
        return NULL;
    return new_test(p, t);
}

static const struct test *parse_self(struct shape *p)
{
    struct test t = {.kind = TEST_SELF, .value = take_name(p)};
    return t.value.n ? new_test(p, t) : NULL;
}

static const struct test *parse_below(struct shape *p)
{
    struct walk *w = arena_alloc(p->arena, sizeof *w);
    if (!parse_path(p, w) || w->absolute)
        return NULL;
    return new_test(p, (struct test){.kind = TEST_PATH, .path = w});
}

/* Where a path or test may end: what follows must not be an operator that
 * this parser does not know. */
static bool at_end_of_test(struct shape *p)
{
    skip_space(p);
    struct str rest = str_from(p->text, p->at);
    return !rest.n || rest.p[0] == ']' || rest.p[0] == ')' ||
           str_eqz(str_part(rest, 0, 4), "and ") ||
           str_eqz(str_part(rest, 0, 3), "or ");
}

static const struct test *parse_one(struct shape *p)
{
    const struct test *t;
    if (take(p, "cls("))
        t = parse_word(p, TEST_CLASS);
    else if (take(p, "tag("))
        t = parse_word(p, TEST_TAG);
    else if (take(p, "prop("))
        t = parse_word(p, TEST_PROP);
    else if (take(p, "isa("))
        t = parse_word(p, TEST_ISA);
    else if (take(p, "starts-with("))
        t = parse_part(p, TEST_STARTS);
    else if (take(p, "contains("))
        t = parse_part(p, TEST_CONTAINS);
    else if (take(p, "not("))
        t = parse_not(p);
    else if (take(p, "self::"))
        t = parse_self(p);
    else if (take(p, "@"))
        t = parse_attribute(p);
    else if (take(p, "("))
        t = (t = parse_or(p)) && take(p, ")") ? t : NULL;
    else
        t = parse_below(p);
    return t && at_end_of_test(p) ? t : NULL;
}

static const struct test *parse_and(struct shape *p)
{
    const struct test *left = parse_one(p);
    while (left && take(p, "and ")) {
        const struct test *right = parse_one(p);
        if (!right)
            return NULL;
        left = new_test(
            p, (struct test){.kind = TEST_AND, .left = left, .right = right});
    }
    return left;
}

static const struct test *parse_or(struct shape *p)
{
    if (++p->depth > NESTING)
        return NULL;
    const struct test *left = parse_and(p);
    while (left && take(p, "or ")) {
        const struct test *right = parse_and(p);
        if (!right)
            return NULL;
        left = new_test(
            p, (struct test){.kind = TEST_OR, .left = left, .right = right});
    }
    p->depth--;
    return left;
}

static bool parse_predicates(struct shape *p, struct step *s)
{
    while (take(p, "[")) {
        if (s->n_tests == STEP_TESTS)
            return false;
        const struct test *t;
        size_t before = p->at;
        if (take(p, "1") && take(p, "]")) {
            s->tests[s->n_tests++] =
                new_test(p, (struct test){.kind = TEST_FIRST});
            continue;
        }
        p->at = before;
        if (take(p, "last()") && take(p, "]")) {
            s->tests[s->n_tests++] =
                new_test(p, (struct test){.kind = TEST_LAST});
            continue;
        }
        p->at = before;
        if (!(t = parse_or(p)) || !take(p, "]"))
            return false;
        s->tests[s->n_tests++] = t;
    }
    return true;
}

static bool parse_step(struct shape *p, struct walk *w, enum axis axis)
{
    if (w->n_steps == WALK_STEPS)
        return false;
    struct step *s = &w->steps[w->n_steps++];
    s->axis = axis;
    if (take(p, "@")) {
        s->axis = AXIS_ATTRIBUTE;
        s->name = take_name(p);
        return axis == AXIS_CHILD && s->name.n > 0;
    }
    if (!take(p, "*")) {
        s->name = take_name(p);
        if (!s->name.n || str_eqz(str_part(p->text, p->at, 1), "("))
            return false;
    }
    s->understood = true;
    return parse_predicates(p, s);
}

static bool parse_path(struct shape *p, struct walk *w)
{
    enum axis axis = AXIS_CHILD;
    if (take(p, ".//")) {
        axis = AXIS_DESCENDANT;
    } else if (take(p, "//")) {
        axis = AXIS_DESCENDANT;
        w->absolute = true;
    } else if (take(p, "./")) {
        axis = AXIS_CHILD;
    } else if (take(p, "/")) {
        w->absolute = true;
    }
    while (parse_step(p, w, axis)) {
        bool ended = w->steps[w->n_steps - 1].axis == AXIS_ATTRIBUTE;
        if (take(p, "//"))
            axis = AXIS_DESCENDANT;
        else if (take(p, "/"))
            axis = AXIS_CHILD;
        else
            return true;
        if (ended)
            return false;
    }
    return false;
}

/* True when the whole XPath can only be a path: no operator outside of
 * brackets and quotes. */
static bool is_one_path(struct str xpath)
{
    int depth = 0;
    char quote = 0;
    for (size_t i = 0; i < xpath.n; i++) {
        char c = xpath.p[i];
        if (quote || c == '\'' || c == '"') {
            quote = !quote ? c : c == quote ? 0 : quote;
            continue;
        }
        depth += (c == '[' || c == '(') - (c == ']' || c == ')');
        if (depth == 0 && c && strchr("|=<>+, \t\r\n", c))
            return false;
    }
    return true;
}

const struct walk *walk_needed(struct arena *a, struct str xpath)
{
    struct shape p = {.arena = a, .text = xpath};
    struct walk *w = arena_alloc(a, sizeof *w);
    if (!is_one_path(xpath))
        return NULL;
    take(&p, "(");
    bool whole = parse_path(&p, w);
    /* The step at which the parser gave up keeps the tests it understood; a
     * step of which not even the name was understood says nothing. */
    if (!whole && w->n_steps &&
        (w->steps[w->n_steps - 1].axis == AXIS_ATTRIBUTE ||
         !w->steps[w->n_steps - 1].understood))
        w->n_steps--;
    return w->n_steps ? w : NULL;
}

const struct walk *walk_new(struct arena *a, struct str xpath)
{
    struct shape p = {.arena = a, .text = xpath};
    struct walk *w = arena_alloc(a, sizeof *w);
    bool grouped = take(&p, "(");
    if (!parse_path(&p, w))
        return NULL;
    if (grouped &&
        !(take(&p, ")") && take(&p, "[") && take(&p, "1") && take(&p, "]")))
        return NULL;
    w->only_first = grouped;
    skip_space(&p);
    return p.at == xpath.n ? w : NULL;
}
