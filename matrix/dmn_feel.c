/* SPDX-License-Identifier: MIT
 * dmn: what cells say in FEEL, as far as the answers to a question can be
 * told by it: strings, lists of them, not() of such a list. */
#include "matrix/dmn.h"

struct scanning {
    const struct yaml_file *file;
    const struct dmn_element *cell;
    size_t at;              /* byte of its text */
    struct dmn_place place; /* of byte `told`, which is no later */
    size_t told;            /* byte of its text */
    bool plain;             /* its bytes have places of their own */
    struct err *e;          /* of the first fault */
};

static struct str left(const struct scanning *s)
{
    return str_from(s->cell->text, s->at);
}

static void skip_blanks(struct scanning *s)
{
    struct str rest = left(s);
    struct str kept = str_trim(rest);
    s->at += kept.n ? (size_t)(kept.p - rest.p) : rest.n;
}

static bool take(struct scanning *s, struct str sign)
{
    skip_blanks(s);
    bool there = str_starts(left(s), sign);
    s->at += there ? sign.n : 0;
    return there;
}

static struct yaml_node *place(struct scanning *s, struct str word)
{
    if (s->plain)
        s->place = dmn_forward(
            s->place, str_part(s->cell->text, s->told, s->at - s->told));
    s->told = s->at;
    return dmn_node(s->file, s->place, word);
}

static bool fail(struct scanning *s, const char *says)
{
    return yaml_error(s->file, place(s, (struct str){0}), s->e, "%s", says);
}

/* The character that stands behind a backslash. */
static bool read_escape(struct scanning *s, struct buf *out)
{
    static const char SIGNS[] = "\"\\'ntr", MEANS[] = "\"\\'\n\t\r";
    struct str rest = left(s);
    for (size_t i = 0; rest.n > 1 && i + 1 < sizeof SIGNS; i++)
        if (rest.p[1] == SIGNS[i]) {
            s->at += 2;
            return buf_char(out, MEANS[i]);
        }
    return fail(s, "behind a backslash stands \", \\, ', n, t or r");
}

static bool read_string(struct scanning *s, struct yaml_node **value)
{
    struct buf out;
    skip_blanks(s);
    *value = place(s, (struct str){0});
    if (!take(s, STR("\"")))
        return fail(s, "expected a string in quotes");
    buf_init(&out, s->cell->text.n);
    bool ok = true;
    while (ok && left(s).n && *left(s).p != '"') {
        if (*left(s).p == '\\')
            ok = read_escape(s, &out);
        else
            buf_char(&out, s->cell->text.p[s->at++]);
    }
    if (ok && !take(s, STR("\"")))
        ok = fail(s, "the string has no end");
    (*value)->value = str_dup(s->file->arena, buf_view(&out));
    buf_clear(&out);
    return ok;
}

/* What else FEEL may say of an answer, which is a word. */
static bool check_kind(struct scanning *s)
{
    static const char NUMBERS[] = "<>=[](0123456789";
    skip_blanks(s);
    struct str rest = left(s);
    if (rest.n && str_find_char(str_of(NUMBERS), *rest.p) >= 0)
        return fail(s, "answers are words: they are not compared with numbers");
    return true;
}

static bool read_list(struct scanning *s, struct feel_tests *tests)
{
    struct yaml_node **end = &tests->values;
    do {
        if (!check_kind(s) || !read_string(s, end))
            return false;
        end = &(*end)->next;
        tests->n++;
    } while (take(s, STR(",")));
    return true;
}

static bool check_language(const struct yaml_file *f,
                           const struct dmn_element *cell, struct err *e)
{
    struct str lang = dmn_attribute(cell, "expressionLanguage");
    bool feel = !lang.n || str_eq_nocase(lang, STR("feel")) ||
                str_ends(lang, STR("/FEEL/"));
    return feel ||
           yaml_error(f, dmn_node(f, cell->tag, (struct str){0}), e,
                      "the cell is in '" STR_FMT "'; only FEEL can be read",
                      STR_ARG(lang));
}

/* Nothing stands behind what was read. */
static bool check_end(struct scanning *s)
{
    skip_blanks(s);
    return !left(s).n || fail(s, "this part of FEEL cannot be read");
}

/* The words of a text element, wherever a cell has it. */
static struct scanning scanning_of(const struct yaml_file *f,
                                   const struct dmn_element *cell,
                                   struct err *e)
{
    struct dmn_element *text = dmn_child(cell, "text");
    cell = text ? text : cell;
    return (struct scanning){.file = f,
                             .cell = cell,
                             .place = cell->at,
                             .plain = dmn_plain(f, cell),
                             .e = e};
}

bool feel_read_tests(const struct yaml_file *f, const struct dmn_element *cell,
                     struct feel_tests *tests, struct err *e)
{
    struct scanning s = scanning_of(f, cell, e);
    *tests = (struct feel_tests){0};
    if (!check_language(f, cell, e))
        return false;
    tests->any = !s.cell->text.n || take(&s, STR("-"));
    if (tests->any)
        return check_end(&s);
    tests->negated = take(&s, STR("not"));
    if (tests->negated && !take(&s, STR("(")))
        return fail(&s, "expected ( behind not");
    if (!read_list(&s, tests))
        return false;
    if (tests->negated && !take(&s, STR(")")))
        return fail(&s, "expected , or )");
    return check_end(&s);
}

bool feel_read_value(const struct yaml_file *f, const struct dmn_element *cell,
                     struct yaml_node **value, struct err *e)
{
    static const struct str WORDS[] = {STR("true"), STR("false"), STR("null")};
    struct scanning s = scanning_of(f, cell, e);
    *value = NULL;
    if (!check_language(f, cell, e))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (str_eq(s.cell->text, WORDS[i])) {
            *value = i < 2 ? place(&s, WORDS[i]) : NULL;
            return true;
        }
    return !s.cell->text.n || (read_string(&s, value) && check_end(&s));
}

void feel_write(struct buf *out, struct str s)
{
    buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            buf_char(out, '\\');
        if (s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r')
            buf_z(out, s.p[i] == '\n' ? "\\n" : s.p[i] == '\t' ? "\\t" : "\\r");
        else
            buf_char(out, s.p[i]);
    }
    buf_char(out, '"');
}
