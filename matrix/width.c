/* SPDX-License-Identifier: MIT
 * matrix: how wide a text is on a terminal. */
#include <utf8proc.h>

#include "matrix/internal.h"

static int width_at(struct str s, size_t *i)
{
    return utf8proc_charwidth((utf8proc_int32_t)str_utf8(s, i));
}

/* Columns a text takes on a terminal. */
static int columns(struct str s)
{
    int width = 0;
    for (size_t i = 0; i < s.n;)
        width += width_at(s, &i);
    return width;
}

void width_pad(struct buf *out, struct str s, int width)
{
    buf_str(out, s);
    for (int i = columns(s); i < width; i++)
        buf_char(out, ' ');
}

bool width_wrap(struct str *rest, int width, struct str *line)
{
    size_t fits = 0, blank = 0;
    int used = 0;
    *rest = str_trim(*rest);
    if (!rest->n)
        return false;
    for (size_t i = 0; i < rest->n;) {
        size_t before = i;
        used += width_at(*rest, &i);
        if (used > width)
            break;
        blank = rest->p[before] == ' ' ? before : blank;
        fits = i;
    }
    bool cut = fits < rest->n;
    size_t n = cut && rest->p[fits] != ' ' && blank ? blank : fits;
    n = n ? n : rest->n;
    *line = str_trim(str_part(*rest, 0, n));
    *rest = str_from(*rest, n);
    return true;
}
