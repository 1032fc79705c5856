/* SPDX-License-Identifier: MIT
 * vars: named values, templates, patterns. */
#include "notify/vars.h"

#include <string.h>

#include "base/ascii.h"

bool vars_set(struct vars *v, const char *name, struct str value)
{
    size_t i = 0;
    while (i < v->n && strcmp(v->at[i].name, name) != 0)
        i++;
    if (i == VARS_MOST || value.n > VAR_LONGEST)
        return false;
    v->at[i].name = name, v->at[i].value = value;
    v->n += i == v->n;
    return true;
}

const struct str *vars_get(const struct vars *v, struct str name)
{
    for (size_t i = 0; i < v->n; i++)
        if (str_eqz(name, v->at[i].name))
            return &v->at[i].value;
    return NULL;
}

/* One piece of a template or pattern: words as they stand, or a hole. */
struct piece {
    struct str words; /* when it is no hole */
    struct str name;  /* of the hole */
    bool hole, may_lack, number;
};

/* The next piece; false at the end. A brace that is never closed is words. */
static bool next_piece(struct str *rest, struct piece *p)
{
    ptrdiff_t open = str_find_char(*rest, '{');
    ptrdiff_t close = open ? -1 : str_find_char(*rest, '}');
    *p = (struct piece){.hole = close > 0};
    if (!rest->n)
        return false;
    if (!p->hole) {
        size_t n = open > 0 ? (size_t)open : open < 0 ? rest->n : 1;
        p->words = str_part(*rest, 0, n);
        *rest = str_from(*rest, n);
        return true;
    }
    p->name = str_part(*rest, 1, (size_t)close - 1);
    *rest = str_from(*rest, (size_t)close + 1);
    if (str_ends(p->name, STR(":int")))
        p->number = true, p->name.n -= 4;
    if (str_ends(p->name, STR("?")))
        p->may_lack = true, p->name.n--;
    return true;
}

static bool put(struct buf *out, struct str value, enum vars_as as)
{
    static const char HEX[] = "0123456789ABCDEF";
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        bool plain =
            c < 0x80 && (ascii_alnum((char)c) || (c && strchr("-._~:,@", c)));
        if (as == VARS_ESCAPED && !plain) {
            const char to[] = {'%', HEX[c >> 4], HEX[c & 15]};
            if (!buf_put(out, to, sizeof to))
                return false;
        } else if ((as == VARS_LINE && (c < 0x20 || c == 0x7f)) ||
                   !buf_char(out, (char)c)) {
            return false;
        }
    }
    return true;
}

bool vars_fill(const struct vars *v, struct str template, enum vars_as as,
               struct buf *out, struct err *e)
{
    struct piece p;
    while (next_piece(&template, &p)) {
        const struct str *value = p.hole ? vars_get(v, p.name) : &p.words;
        if (!value && !p.may_lack)
            return err_set(e, "no value for {" STR_FMT "}", STR_ARG(p.name));
        if (value && !put(out, *value, p.hole ? as : VARS_PLAIN))
            return err_set(e,
                           "the value of {" STR_FMT "} is too long, or has "
                           "a line end",
                           STR_ARG(p.name));
    }
    return true;
}

static bool is_one_hole(struct str template, struct piece *p)
{
    return next_piece(&template, p) && p->hole && !template.n;
}

bool vars_is_int(const struct vars *v, struct str template)
{
    struct piece p;
    int64_t n;
    if (!is_one_hole(template, &p) || !p.number)
        return false;
    const struct str *value = vars_get(v, p.name);
    return value && str_int(*value, &n);
}

bool vars_is_absent(const struct vars *v, struct str template)
{
    struct piece p;
    if (!is_one_hole(template, &p) || !p.may_lack)
        return false;
    const struct str *value = vars_get(v, p.name);
    return !value || !value->n;
}

static bool fits_hole(char c)
{
    return ascii_alnum(c) || (c && strchr(".~%@_-", c));
}

/* The shortest value first, then longer ones: patterns are short, and so are
 * addresses. */
static bool match(struct vars *v, struct arena *a, struct str pattern,
                  struct str text)
{
    struct piece p;
    if (!next_piece(&pattern, &p))
        return text.n == 0;
    const struct str *known = p.hole ? vars_get(v, p.name) : &p.words;
    if (known)
        return str_starts(text, *known) &&
               match(v, a, pattern, str_from(text, known->n));
    bool any = str_eqz(p.name, "*");
    size_t was = v->n;
    for (size_t n = any ? 0 : 1; n <= text.n; n++) {
        if (n && !any && !fits_hole(text.p[n - 1]))
            return false;
        if (!any && !vars_set(v, str_z(a, p.name), str_part(text, 0, n)))
            return false;
        if (match(v, a, pattern, str_from(text, n)))
            return true;
        v->n = was;
    }
    return false;
}

bool vars_match(struct vars *v, struct arena *a, struct str pattern,
                struct str text)
{
    enum { TEXT_MOST = 2048 /* an address that is longer is none of theirs */ };
    size_t was = v->n;
    if (text.n <= TEXT_MOST && match(v, a, pattern, text))
        return true;
    v->n = was;
    return false;
}

bool vars_check(struct str template, struct err *e)
{
    struct piece p;
    while (next_piece(&template, &p)) {
        bool good = p.name.n > 0;
        for (size_t i = 0; i < p.name.n; i++)
            good &= ascii_alnum(p.name.p[i]) || p.name.p[i] == '_';
        if (p.hole ? !good && !str_eqz(p.name, "*")
                   : str_find_char(p.words, '{') >= 0 ||
                         str_find_char(p.words, '}') >= 0)
            return err_set(e, "a brace that is none: {name}, {name?} or "
                              "{name:int} is meant");
    }
    return true;
}
