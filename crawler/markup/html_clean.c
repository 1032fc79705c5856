/* SPDX-License-Identifier: MIT
 * html_clean: bytes of a page that a tree cannot hold. */
#include "crawler/markup/html_clean.h"

#include "crawler/markup/html_ref.h"

enum { BLOCK = 32 }; /* bytes looked at together */

/* Written so that the compiler does sixteen or more bytes at a time. */
static bool is_clean(struct str s, bool *rare)
{
    unsigned char dirty = 0, ef = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        dirty |= (unsigned char)((c < ' ') & (c != '\n') & (c != '\t'));
        ef |= (unsigned char)(c == 0xEF);
    }
    *rare = ef;
    return !dirty;
}

/* U+FFFE and U+FFFF. */
static bool is_no_character(struct str s, size_t at)
{
    return at + 2 < s.n && s.p[at] == '\xEF' && s.p[at + 1] == '\xBF' &&
           (unsigned char)s.p[at + 2] >= 0xBE;
}

static bool has_no_character(struct str s)
{
    ptrdiff_t at;
    for (size_t from = 0; (at = str_find_char(str_from(s, from), '\xEF')) >= 0;
         from += (size_t)at + 1)
        if (is_no_character(s, from + (size_t)at))
            return true;
    return false;
}

/* Writes what the byte at s.p[at] becomes, returns how many it stands for. */
static size_t put_instead(struct buf *out, struct str s, size_t at)
{
    static const char NUL[] = {HTML_ODD, HTML_ODD_NUL};
    static const char NONE[] = {HTML_ODD, HTML_ODD_NONE};
    bool line = at + 1 < s.n && s.p[at + 1] == '\n';
    switch (s.p[at]) {
    case 0:
        buf_put(out, NUL, sizeof NUL);
        return 1;
    case '\f':
        buf_char(out, ' ');
        return 1;
    case '\r':
        buf_char(out, '\n');
        return 1 + line;
    default:
        buf_put(out, NONE, sizeof NONE);
        return s.p[at] == '\xEF' ? 3 : 1;
    }
}

struct str html_clean(struct str utf8, struct buf *out)
{
    bool rare;
    buf_init(out, 2 * utf8.n);
    bool clean = is_clean(utf8, &rare);
    if (clean && !(rare && has_no_character(utf8)))
        return utf8;
    size_t done = 0;
    for (size_t i = 0; i < utf8.n;) {
        if (i + BLOCK <= utf8.n &&
            is_clean((struct str){utf8.p + i, BLOCK}, &rare) && !rare) {
            i += BLOCK;
            continue;
        }
        unsigned char c = (unsigned char)utf8.p[i];
        bool fits = c >= ' ' || c == '\n' || c == '\t';
        if (fits && !(c == 0xEF && is_no_character(utf8, i))) {
            i++;
            continue;
        }
        buf_str(out, str_part(utf8, done, i - done));
        i += put_instead(out, utf8, i);
        done = i;
    }
    buf_str(out, str_from(utf8, done));
    return buf_view(out);
}
