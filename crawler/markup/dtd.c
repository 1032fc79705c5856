/* SPDX-License-Identifier: MIT
 * dtd: the document type of an XML page. */
#include "crawler/markup/dtd.h"

#include "base/ascii.h"

enum { ENTITIES_MOST = 256 };

static struct str skip_space(struct str s)
{
    while (s.n && ascii_space(s.p[0]))
        s = str_from(s, 1);
    return s;
}

/* Takes a word up to white space or > off the head of *s. */
static struct str take_word(struct str *s)
{
    size_t n = 0;
    *s = skip_space(*s);
    while (n < s->n && !ascii_space(s->p[n]) && s->p[n] != '>')
        n++;
    struct str word = str_part(*s, 0, n);
    *s = str_from(*s, n);
    return word;
}

/* Characters and their numbers, no markup and no other entity. */
static bool is_plain(struct str value)
{
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] == '<' || value.p[i] == '%' ||
            (value.p[i] == '&' && (i + 1 == value.n || value.p[i + 1] != '#')))
            return false;
    return true;
}

/* s stands behind "<!ENTITY". One of a parameter (%) is never used here. */
static bool take_entity(struct arena *a, struct dtd *d, struct str s,
                        struct err *e)
{
    struct dtd_entity entity = {.name = take_word(&s)};
    s = skip_space(s);
    if (!s.n || str_eqz(entity.name, "%"))
        return true;
    bool quoted = s.p[0] == '"' || s.p[0] == '\'';
    ptrdiff_t end = quoted ? str_find_char(str_from(s, 1), s.p[0]) : -1;
    if (end >= 0)
        entity.value = str_part(s, 1, (size_t)end);
    if (end < 0 || !is_plain(entity.value))
        return err_set(e,
                       "the document defines an entity by others or by a "
                       "file (<!ENTITY " STR_FMT "), which is refused",
                       STR_ARG(str_part(entity.name, 0, 40)));
    if (d->n == ENTITIES_MOST)
        return err_set(e, "the document defines more than %d entities",
                       ENTITIES_MOST);
    d->all = arena_grow(a, d->all, d->n, &d->cap, sizeof *d->all);
    d->all[d->n++] = entity;
    return true;
}

/* Bytes of the declaration that starts with <! at s.p; *subset is what
 * stands in its brackets. */
static size_t doctype_length(struct str s, struct str *subset)
{
    size_t open = 0, i;
    char quote = 0;
    for (i = 2; i < s.n; i++) {
        char c = s.p[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (str_eq(str_part(s, i, 4), STR("<!--"))) {
            ptrdiff_t end = str_find(str_from(s, i), STR("-->"));
            i = end < 0 ? s.n - 1 : i + (size_t)end + 2;
        } else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '[' && !open)
            open = i + 1;
        else if (c == ']' && open && !subset->n)
            *subset = str_part(s, open, i - open);
        else if (c == '>' && (!open || subset->p))
            return i + 1;
    }
    return i;
}

bool dtd_read(struct arena *a, struct str *xml, struct dtd *d, struct err *e)
{
    struct str s = *xml, subset = {0};
    *d = (struct dtd){0};
    for (;;) {
        s = skip_space(s);
        bool comment = str_starts(s, STR("<!--"));
        if (!comment && !str_starts(s, STR("<?")))
            break;
        ptrdiff_t end = str_find(s, comment ? STR("-->") : STR("?>"));
        s = str_from(s, end < 0 ? s.n : (size_t)end + (comment ? 3 : 2));
    }
    if (!str_starts_nocase(s, STR("<!DOCTYPE")))
        return true;
    *xml = str_from(s, doctype_length(s, &subset));
    for (ptrdiff_t at; (at = str_find(subset, STR("<!ENTITY"))) >= 0;) {
        subset = str_from(subset, (size_t)at + 8);
        if (!take_entity(a, d, subset, e))
            return false;
    }
    return true;
}

struct str dtd_value(const struct dtd *d, struct str name)
{
    for (size_t i = 0; i < d->n; i++)
        if (str_eq(d->all[i].name, name))
            return d->all[i].value;
    return (struct str){0};
}
