/* SPDX-License-Identifier: MIT
 * byline: the name in what a page says of its author. */
#include "crawler/reading/byline.h"

/* One word with an @ inside. */
static bool is_mail(struct str s)
{
    ptrdiff_t at = str_find_char(s, '@');
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ')
            return false;
    return at > 0 && (size_t)at + 1 < s.n;
}

struct str byline_name(struct str author)
{
    struct str s = str_trim(author);
    char last = s.n ? s.p[s.n - 1] : 0;
    if (last != ')' && last != '>')
        return author;
    ptrdiff_t open = str_find_char(s, last == ')' ? '(' : '<');
    if (open <= 0)
        return author;
    struct str before = str_trim(str_part(s, 0, (size_t)open));
    struct str inside =
        str_trim(str_part(s, (size_t)open + 1, s.n - (size_t)open - 2));
    if (is_mail(before) && inside.n && last == ')')
        return inside;
    return is_mail(inside) && before.n ? before : author;
}
