/* SPDX-License-Identifier: MIT
 * form: application/x-www-form-urlencoded, both ways (WHATWG URL 5.1). */
#include "desk/form.h"

#include "base/ascii.h"
#include "base/ceiling.h"

static bool decode(struct arena *a, struct str in, struct str *out)
{
    char *p = arena_alloc(a, in.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++) {
        if (in.p[i] != '%') {
            p[n++] = in.p[i] == '+' ? ' ' : in.p[i];
            continue;
        }
        if (in.n - i < 3 || ascii_hex(in.p[i + 1]) < 0 ||
            ascii_hex(in.p[i + 2]) < 0)
            return false;
        p[n++] = (char)(ascii_hex(in.p[i + 1]) << 4 | ascii_hex(in.p[i + 2]));
        i += 2;
    }
    *out = (struct str){p, n};
    return str_find_char(*out, 0) < 0 && str_utf8_valid(*out);
}

/* Browsers send line ends as CR LF; the store keeps LF. */
static struct str line_ends(struct str s)
{
    char *p = (char *)s.p;
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (p[i] != '\r')
            p[n++] = p[i];
    return (struct str){p, n};
}

bool form_parse(struct form *f, struct arena *a, struct str text)
{
    *f = (struct form){0};
    size_t cap = 0;
    struct str piece;
    while (str_split(&text, '&', &piece)) {
        if (piece.n == 0)
            continue;
        if (f->n == CEILING_REQUEST_FIELDS)
            return false;
        ptrdiff_t eq = str_find_char(piece, '=');
        size_t at = eq < 0 ? piece.n : (size_t)eq;
        struct field field;
        if (!decode(a, str_part(piece, 0, at), &field.name) ||
            !decode(a, str_from(piece, at + 1), &field.value))
            return false;
        field.value = line_ends(field.value);
        f->fields = arena_grow(a, f->fields, f->n, &cap, sizeof field);
        f->fields[f->n++] = field;
    }
    return true;
}

struct str form_get(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eqz(f->fields[i].name, name))
            return f->fields[i].value;
    return (struct str){0};
}

bool form_has(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eqz(f->fields[i].name, name))
            return true;
    return false;
}

struct str form_login(const struct form *f)
{
    return str_trim(form_get(f, "login"));
}

void form_put(struct buf *out, const char *name, struct str value)
{
    static const char plain[] = "-._0123456789abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (value.n == 0)
        return;
    buf_printf(out, "%s%s=", out->n ? "&" : "", name);
    for (size_t i = 0; i < value.n; i++)
        if (str_find_char(STR(plain), value.p[i]) >= 0)
            buf_char(out, value.p[i]);
        else
            buf_printf(out, "%%%02X", (unsigned char)value.p[i]);
}
