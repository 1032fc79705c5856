/* SPDX-License-Identifier: MIT
 * percent: %XX in addresses, and the one spelling of it. */
#include "crawler/web/percent.h"

#include <string.h>

#include "base/ascii.h"

int percent_byte(struct str s, size_t at)
{
    if (at + 2 >= s.n || s.p[at] != '%')
        return -1;
    int high = ascii_hex(s.p[at + 1]), low = ascii_hex(s.p[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* RFC 3986, 2.3 */
static bool is_unreserved(char c)
{
    return ascii_alnum(c) || (c && strchr("-._~", c));
}

char *percent_put(char *to, struct str s, size_t *at, bool kept)
{
    static const char hex[] = "0123456789ABCDEF";
    int byte = percent_byte(s, *at);
    unsigned char c = (unsigned char)(byte < 0 ? s.p[*at] : byte);
    *at += byte < 0 ? 1 : 3;
    if (byte < 0 ? kept : is_unreserved((char)c)) {
        *to++ = (char)c;
        return to;
    }
    *to++ = '%';
    *to++ = hex[c >> 4];
    *to++ = hex[c & 15];
    return to;
}
