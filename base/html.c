/* SPDX-License-Identifier: MIT
 * html: escaping writers. */
#include "base/html.h"

#include <assert.h>
#include <stdarg.h>

static const char *entity(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    }
    return c < 0x20 && c != '\t' && c != '\n' ? "" : NULL;
}

/* U+202A..202E and U+2066..2069, the bidirectional controls, are E2 80 AA..AE
 * and E2 81 A6..A9 in UTF-8. */
static bool is_bidi(struct str s, size_t i)
{
    if (s.n - i < 3 || (unsigned char)s.p[i] != 0xe2)
        return false;
    unsigned char b = (unsigned char)s.p[i + 1], c = (unsigned char)s.p[i + 2];
    return (b == 0x80 && c >= 0xaa && c <= 0xae) ||
           (b == 0x81 && c >= 0xa6 && c <= 0xa9);
}

void html_text(struct buf *out, struct str s)
{
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool bidi = is_bidi(s, i);
        const char *as = bidi ? "" : entity((unsigned char)s.p[i]);
        if (!as)
            continue;
        buf_put(out, s.p + done, i - done);
        buf_z(out, as);
        i += bidi ? 2 : 0;
        done = i + 1;
    }
    buf_str(out, str_from(s, done));
}

void html_href(struct buf *out, struct str url)
{
    bool web = str_starts_nocase(url, STR("http://")) ||
               str_starts_nocase(url, STR("https://"));
    html_text(out, web ? url : STR("#"));
}

void html_printf(struct buf *out, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    for (const char *c = fmt; *c; c++) {
        if (*c != '%') {
            buf_char(out, *c);
            continue;
        }
        switch (*++c) {
        case 's':
            html_text(out, str_of(va_arg(ap, const char *)));
            break;
        case 'S':
            html_text(out, *va_arg(ap, const struct str *));
            break;
        case 'd':
            buf_printf(out, "%d", va_arg(ap, int));
            break;
        case 'l':
            c++;
            buf_printf(out, "%ld", va_arg(ap, long));
            break;
        default:
            assert(*c == '%');
            buf_char(out, '%');
        }
    }
    va_end(ap);
}
