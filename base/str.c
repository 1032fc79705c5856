/* SPDX-License-Identifier: MIT
 * str: comparing, cutting and reading text that is pointer and length. */
#include "base/str.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct str str_of(const char *z)
{
    return (struct str){z, z ? strlen(z) : 0};
}

struct str str_dup(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (struct str){p, s.n};
}

const char *str_z(struct arena *a, struct str s)
{
    return str_dup(a, s).p;
}

struct str str_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    struct str s = {0};
    if (n >= 0) {
        char *p = arena_alloc(a, (size_t)n + 1);
        vsnprintf(p, (size_t)n + 1, fmt, again);
        s = (struct str){p, (size_t)n};
    }
    va_end(again);
    return s;
}

bool str_eqz(struct str a, const char *z)
{
    return str_eq(a, str_of(z));
}

bool str_eq_nocase(struct str a, struct str b)
{
    return a.n == b.n && str_starts_nocase(a, b);
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str head)
{
    return s.n >= head.n && str_eq((struct str){s.p, head.n}, head);
}

bool str_starts_nocase(struct str s, struct str head)
{
    if (s.n < head.n)
        return false;
    for (size_t i = 0; i < head.n; i++)
        if (tolower((unsigned char)s.p[i]) != tolower((unsigned char)head.p[i]))
            return false;
    return true;
}

bool str_ends(struct str s, struct str tail)
{
    return s.n >= tail.n && str_eq(str_from(s, s.n - tail.n), tail);
}

/* Byte by byte of those that the needle begins with, which memchr passes over
 * faster than memmem does; of a letter of two bytes the second tells more. */
static const char *find_short(struct str s, struct str needle)
{
    size_t key = (needle.p[0] & 0x80) && needle.n > 1;
    const char *p = s.p + key, *end = s.p + s.n - needle.n + 1 + key;
    while (p < end && (p = memchr(p, needle.p[key], (size_t)(end - p)))) {
        if (memcmp(p - key, needle.p, needle.n) == 0)
            return p - key;
        p++;
    }
    return NULL;
}

ptrdiff_t str_find(struct str s, struct str needle)
{
    enum { SHORT = 16 }; /* of a long one memmem looks at few bytes */
    const char *at = NULL;
    if (needle.n == 0)
        return 0;
    if (needle.n <= SHORT && needle.n <= s.n)
        at = find_short(s, needle);
    else if (s.n)
        at = memmem(s.p, s.n, needle.p, needle.n);
    return at ? at - s.p : -1;
}

ptrdiff_t str_find_char(struct str s, char c)
{
    const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
    return at ? at - s.p : -1;
}

static size_t count_of(struct str s, struct str needle)
{
    ptrdiff_t at;
    size_t n = 0;
    for (; (at = str_find(s, needle)) >= 0; n++)
        s = str_from(s, (size_t)at + needle.n);
    return n;
}

static char *put(char *to, struct str s)
{
    if (s.n)
        memcpy(to, s.p, s.n);
    return to + s.n;
}

struct str str_replaced(struct arena *a, struct str s, struct str old,
                        struct str with)
{
    size_t n = count_of(s, old);
    size_t size = s.n - n * old.n + n * with.n;
    char *p = arena_alloc(a, size + 1), *to = p;
    while (n--) {
        size_t at = (size_t)str_find(s, old);
        to = put(put(to, str_part(s, 0, at)), with);
        s = str_from(s, at + old.n);
    }
    put(to, s);
    return (struct str){p, size};
}

struct str str_from(struct str s, size_t at)
{
    return str_part(s, at, s.n);
}

struct str str_part(struct str s, size_t at, size_t n)
{
    if (at > s.n)
        at = s.n;
    if (n > s.n - at)
        n = s.n - at;
    return (struct str){s.p ? s.p + at : NULL, n};
}

struct str str_trim(struct str s)
{
    while (s.n && isspace((unsigned char)s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && isspace((unsigned char)s.p[s.n - 1]))
        s.n--;
    return s;
}

bool str_split(struct str *rest, char sep, struct str *piece)
{
    if (!rest->p)
        return false;
    ptrdiff_t at = str_find_char(*rest, sep);
    if (at < 0) {
        *piece = *rest;
        *rest = (struct str){0};
        return true;
    }
    *piece = str_part(*rest, 0, (size_t)at);
    *rest = str_from(*rest, (size_t)at + 1);
    return true;
}

bool str_int(struct str s, int64_t *out)
{
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    if (i == s.n || s.n - i > 19)
        return false;
    int64_t value = 0;
    for (; i < s.n; i++) {
        if (!isdigit((unsigned char)s.p[i]) ||
            __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, s.p[i] - '0', &value))
            return false;
    }
    *out = s.p[0] == '-' ? -value : value;
    return true;
}

/* "+0.21", "-3": up to fifteen digits and their power of ten are exact, so
 * one division gives what strtod gives. Files of weights are full of them. */
static bool short_num(struct str s, double *out)
{
    static const double TENS[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    enum { DIGITS = 15 };
    size_t i = s.p[0] == '-' || s.p[0] == '+', digits = 0, behind = 0;
    bool point = false;
    int64_t value = 0;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9' || digits++ == DIGITS)
            return false;
        value = value * 10 + (s.p[i] - '0');
        behind += point;
    }
    double number = (double)value / TENS[behind];
    *out = s.p[0] == '-' ? -number : number;
    return digits > 0;
}

bool str_num(struct str s, double *out)
{
    char z[64];
    if (s.n && short_num(s, out))
        return true;
    if (s.n == 0 || s.n >= sizeof z || isspace((unsigned char)s.p[0]))
        return false;
    memcpy(z, s.p, s.n);
    z[s.n] = 0;
    if (strspn(z, "+-.0123456789eE") != s.n)
        return false;
    char *end;
    *out = strtod(z, &end); /* LC_NUMERIC is never set, so the point stays */
    return *end == 0;
}

size_t str_chars(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    return h;
}

/* Length and first bits of a sequence by its first byte; 0 = not a start. */
static int sequence(unsigned char c, uint32_t *bits)
{
    if (c < 0x80)
        return *bits = c, 1;
    if (c >= 0xc2 && c <= 0xdf)
        return *bits = c & 0x1f, 2;
    if (c >= 0xe0 && c <= 0xef)
        return *bits = c & 0x0f, 3;
    if (c >= 0xf0 && c <= 0xf4)
        return *bits = c & 0x07, 4;
    return 0;
}

static bool decode(struct str s, size_t at, uint32_t *cp, int *len)
{
    *len = sequence((unsigned char)s.p[at], cp);
    if (*len == 0 || s.n - at < (size_t)*len)
        return false;
    for (int i = 1; i < *len; i++) {
        unsigned char c = (unsigned char)s.p[at + (size_t)i];
        if ((c & 0xc0) != 0x80)
            return false;
        *cp = *cp << 6 | (c & 0x3f);
    }
    bool overlong = (*len == 3 && *cp < 0x800) || (*len == 4 && *cp < 0x10000);
    bool surrogate = *cp >= 0xd800 && *cp <= 0xdfff;
    return !overlong && !surrogate && *cp <= 0x10ffff;
}

uint32_t str_utf8(struct str s, size_t *at)
{
    uint32_t cp;
    int len;
    if (!decode(s, *at, &cp, &len)) {
        ++*at;
        return 0xfffd;
    }
    *at += (size_t)len;
    return cp;
}

bool str_utf8_valid(struct str s)
{
    uint32_t cp;
    int len;
    uint64_t eight;
    for (size_t at = 0; at < s.n; at += (size_t)len) {
        for (; at + 8 <= s.n; at += 8) { /* pages are mostly ASCII */
            memcpy(&eight, s.p + at, 8);
            if (eight & 0x8080808080808080)
                break;
        }
        len = 0;
        if (at < s.n && !decode(s, at, &cp, &len))
            return false;
    }
    return true;
}

char *str_put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
        return to;
    }
    if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            *to++ = (char)(0xE0 | c >> 12);
        } else {
            *to++ = (char)(0xF0 | (c >> 18 & 7));
            *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        }
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (c & 0x3F));
    return to;
}
