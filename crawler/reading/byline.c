/* SPDX-License-Identifier: MIT
 * byline: the name in what a page says of its author. */
#include "crawler/reading/byline.h"

#include <string.h>

/* One word with an @ inside, or with the wide one that archives put there. */
static bool is_mail(struct str s)
{
    ptrdiff_t at = str_find_char(s, '@');
    if (at < 0)
        at = str_find(s, STR("＠"));
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ')
            return false;
    return at > 0 && (size_t)at + 1 < s.n;
}

/* Blanks and what parts a name from an address, off both ends. */
static struct str bare(struct str s)
{
    while (s.n && strchr(" \t,;-", s.p[0]))
        s = str_from(s, 1);
    while (s.n && strchr(" \t,;-", s.p[s.n - 1]))
        s.n--;
    return s;
}

/* "Ann, ann@a.example", "ann@a.example Ann": the name. */
static struct str beside_mail(struct str s)
{
    size_t first = 0, last = s.n;
    while (first < s.n && !strchr(" \t", s.p[first]))
        first++;
    while (last > 0 && !strchr(" \t", s.p[last - 1]))
        last--;
    struct str before = bare(str_part(s, 0, last));
    struct str behind = bare(str_from(s, first));
    if (is_mail(str_from(s, last)) && before.n)
        return before;
    return is_mail(str_part(s, 0, first)) && behind.n ? behind : s;
}

struct str byline_name(struct str author)
{
    struct str s = str_trim(author);
    char last = s.n ? s.p[s.n - 1] : 0;
    if (last != ')' && last != '>')
        return beside_mail(s);
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
