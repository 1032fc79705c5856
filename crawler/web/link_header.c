/* SPDX-License-Identifier: MIT
 * link_header: <target>; rel="next last"; title="a, b", <target> ... */
#include "crawler/web/link_header.h"

#include "base/ascii.h"

static bool has_word(struct str words, struct str word)
{
    struct str one;
    while (str_split(&words, ' ', &one))
        if (str_eq_nocase(str_trim(one), word))
            return true;
    return false;
}

static void skip_space(struct str *s)
{
    while (s->n && ascii_space(s->p[0]))
        *s = str_from(*s, 1);
}

/* Up to one of the ends, or all of it. */
static struct str take_until(struct str *s, const char *ends)
{
    size_t n = 0;
    while (n < s->n && str_find_char(str_of(ends), s->p[n]) < 0)
        n++;
    struct str taken = str_part(*s, 0, n);
    *s = str_from(*s, n);
    return taken;
}

/* A quoted value keeps its escapes: none of them is in a relation. */
static struct str take_value(struct str *s)
{
    if (!s->n || s->p[0] != '"')
        return str_trim(take_until(s, ";,"));
    size_t n = 1;
    while (n < s->n && s->p[n] != '"')
        n += s->p[n] == '\\' && n + 1 < s->n ? 2 : 1;
    struct str value = str_part(*s, 1, n - 1);
    *s = str_from(*s, n < s->n ? n + 1 : n);
    return value;
}

/* The parameters of one link, up to its comma; only the first rel counts. */
static bool take_params(struct str *s, struct str rel)
{
    bool said = false, is = false;
    while (skip_space(s), s->n && s->p[0] == ';') {
        *s = str_from(*s, 1);
        struct str name = str_trim(take_until(s, "=;,"));
        struct str value = STR("");
        if (s->n && s->p[0] == '=') {
            *s = str_from(*s, 1);
            skip_space(s);
            value = take_value(s);
        }
        if (said || !str_eq_nocase(name, STR("rel")))
            continue;
        said = true;
        is = has_word(value, rel);
    }
    return is;
}

struct str link_header(struct str value, struct str rel)
{
    while (value.n) {
        take_until(&value, "<");
        if (!value.n)
            break;
        value = str_from(value, 1);
        struct str target = take_until(&value, ">");
        if (!value.n)
            break;
        value = str_from(value, 1);
        if (take_params(&value, rel))
            return str_trim(target);
        take_until(&value, ",");
    }
    return STR("");
}
