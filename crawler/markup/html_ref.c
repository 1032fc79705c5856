/* SPDX-License-Identifier: MIT
 * html_ref: character references of HTML. */
#include "crawler/markup/html_ref.h"

#include <string.h>

#include "base/ascii.h"

/* Lines "name code[+code][ bare]" in the order of bytes; bare ones need no
 * semicolon. The Makefile knows that the object depends on the file. */
__asm__(".section .rodata\n"
        "html_names:\n.incbin \"crawler/markup/html_names.txt\"\n"
        "html_names_end:\n.byte 0\n.previous\n");
extern const char html_names[], html_names_end[];

enum {
    NAME_MOST = 31, /* of any name, without & and ; */
    BARE_MOST = 6   /* of a name that needs no semicolon */
};

/* ---- names ---- */

/* The order of a name and a line's name, which a space ends. */
static int compare(struct str name, const char *line)
{
    int order = memcmp(name.p, line, name.n);
    return order ? order : ' ' - line[name.n];
}

/* The line of a name, NULL when there is none. */
static const char *find_line(struct str name)
{
    const char *from = html_names, *to = html_names_end;
    while (from < to) {
        const char *line = from + (to - from) / 2;
        while (line > from && line[-1] != '\n')
            line--;
        const char *next = (const char *)memchr(line, '\n', 80) + 1;
        /* near the end the bytes of a longer name would lie behind the list */
        int order = line + name.n < html_names_end ? compare(name, line) : -1;
        if (!order)
            return line;
        if (order < 0)
            to = line;
        else
            from = next;
    }
    return NULL;
}

/* The characters of the line's name; false when it is not bare but must be. */
static bool read_line(const char *line, bool bare, uint32_t c[2])
{
    const char *p = strchr(line, ' ') + 1;
    c[0] = c[1] = 0;
    for (size_t i = 0; *p != '\n' && *p != ' '; p++)
        if (*p == '+')
            i++;
        else
            c[i] = c[i] * 16 + (uint32_t)ascii_hex(*p);
    return !bare || *p == ' ';
}

static size_t name_length(struct str s)
{
    size_t n = 1;
    while (n < s.n && n <= NAME_MOST && ascii_alnum(s.p[n]))
        n++;
    return n - 1;
}

static size_t bare_name(struct str s, size_t n, enum html_place place,
                        uint32_t c[2])
{
    const char *line;
    /* In an attribute nothing that could go on is a reference: URLs. */
    bool whole = place == HTML_IN_ATTRIBUTE;
    if (whole && (n > BARE_MOST || (n + 1 < s.n && s.p[n + 1] == '=')))
        return 0;
    for (n = n < BARE_MOST ? n : BARE_MOST; n > 1; n--) {
        line = find_line(str_part(s, 1, n));
        if (line && read_line(line, true, c))
            return n + 1;
        if (whole)
            return 0;
    }
    return 0;
}

static size_t named(struct str s, enum html_place place, uint32_t c[2])
{
    size_t n = name_length(s);
    const char *line = NULL;
    if (n && n + 1 < s.n && s.p[n + 1] == ';')
        line = find_line(str_part(s, 1, n));
    if (!line)
        return bare_name(s, n, place, c);
    read_line(line, false, c);
    return n + 2;
}

/* ---- numbers ---- */

uint32_t html_ref_meant(uint32_t number)
{
    static const uint16_t C1[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (number >= 0x80 && number < 0xA0)
        return C1[number - 0x80];
    if (!number || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
        return 0xFFFD;
    if (number == '\f')
        return ' ';
    bool control =
        number < ' ' && number != '\t' && number != '\n' && number != '\r';
    return control || number == 0xFFFE || number == 0xFFFF ? 0 : number;
}

static size_t numbered(struct str s, uint32_t c[2])
{
    bool hex = s.n > 2 && (s.p[2] | 32) == 'x';
    size_t start = 2 + hex, at = start;
    uint32_t v = 0;
    for (int digit; at < s.n; at++) {
        digit = ascii_hex(s.p[at]);
        if (digit < 0 || (!hex && digit > 9))
            break;
        if (v <= 0x10FFFF)
            v = v * (hex ? 16 : 10) + (uint32_t)digit;
    }
    if (at == start)
        return 0;
    c[0] = html_ref_meant(v);
    c[1] = 0;
    return at + (at < s.n && s.p[at] == ';');
}

size_t html_ref(struct str s, enum html_place place, uint32_t c[2])
{
    if (s.n < 2 || place == HTML_IN_RAW)
        return 0;
    return s.p[1] == '#' ? numbered(s, c) : named(s, place, c);
}

/* ---- text ---- */

/* Written so that the compiler does sixteen bytes at a time. */
static unsigned char has(struct str s, char one, char other)
{
    unsigned char found = 0;
    for (size_t i = 0; i < s.n; i++)
        found |= (unsigned char)((s.p[i] == one) | (s.p[i] == other));
    return found;
}

/* The longest result of a reference is six bytes of five; NUL, which stands in
 * few pages, becomes three bytes of two. */
size_t html_ref_room(struct str s, enum html_place place)
{
    char amp = place == HTML_IN_RAW ? HTML_ODD : '&';
    return has(s, HTML_ODD, amp) ? 2 * s.n : s.n;
}

/* Where the next & and the next HTML_ODD are: looked for once each. */
struct marks {
    const char *amp, *odd; /* at or behind what is written; end when none */
};

static const char *seek(const char *from, const char *end, char c)
{
    const char *p = memchr(from, c, (size_t)(end - from));
    return p ? p : end;
}

/* Writes what the & at p stands for; returns the bytes it takes. */
static size_t put_reference(char **to, struct str s, enum html_place place)
{
    uint32_t c[2];
    size_t n = html_ref(s, place, c);
    if (!n) {
        *(*to)++ = '&';
        return 1;
    }
    for (int i = 0; i < 2 && c[i]; i++)
        *to = str_put_utf8(*to, c[i]);
    return n;
}

char *html_ref_decode(char *to, struct str s, enum html_place place,
                      size_t room)
{
    if (room == s.n) {
        if (s.n)
            memcpy(to, s.p, s.n);
        return to + s.n;
    }
    const char *p = s.p, *end = s.p + s.n;
    struct marks m = {place == HTML_IN_RAW ? end : seek(p, end, '&'),
                      seek(p, end, HTML_ODD)};
    for (;;) {
        const char *stop = m.amp < m.odd ? m.amp : m.odd;
        memcpy(to, p, (size_t)(stop - p));
        to += stop - p;
        p = stop;
        if (p == end)
            return to;
        if (p == m.odd) {
            if (p[1] == HTML_ODD_NUL && place != HTML_IN_TEXT)
                to = str_put_utf8(to, 0xFFFD);
            p += 2;
            m.odd = seek(p, end, HTML_ODD);
            continue;
        }
        struct str rest = {p, (size_t)(end - p)};
        p += put_reference(&to, rest, place);
        m.amp = seek(p, end, '&');
    }
}
