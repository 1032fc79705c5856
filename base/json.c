/* SPDX-License-Identifier: MIT
 * json: the writer. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/date.h"

enum { SHORT = 60, DECIMALS = 4, SCALE = 10000, NUMBER = 24 };

void json_init(struct json *j, struct buf *out)
{
    *j = (struct json){.out = out};
}

/* Does a comma stand before what comes now? */
static bool needs_comma(struct json *j)
{
    bool key = j->after_key;
    j->after_key = false;
    if (key || j->depth == 0)
        return false;
    bool filled = j->filled[j->depth - 1];
    j->filled[j->depth - 1] = true;
    return filled;
}

static void one(struct buf *out, char c)
{
    char *to = buf_room(out, 1);
    if (!to)
        return;
    *to = c;
    buf_filled(out, to + 1);
}

static void comma(struct json *j)
{
    if (needs_comma(j))
        one(j->out, ',');
}

static void open(struct json *j, char first, char last)
{
    assert(j->depth < JSON_DEPTH);
    comma(j);
    one(j->out, first);
    j->close[j->depth] = last;
    j->filled[j->depth++] = false;
}

void json_map(struct json *j)
{
    open(j, '{', '}');
}

void json_list(struct json *j)
{
    open(j, '[', ']');
}

void json_end(struct json *j)
{
    assert(j->depth > 0);
    one(j->out, j->close[--j->depth]);
}

/* What stands for byte c in a JSON string, or NULL for the byte itself. */
static const char *escape(unsigned char c, char hex[7])
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    case '\r':
        return "\\r";
    }
    if (c >= 0x20 && c != '<' && c != 0x7f)
        return NULL;
    static const char digits[] = "0123456789abcdef";
    const char u[7] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15], 0};
    for (int i = 0; i < 7; i++)
        hex[i] = u[i];
    return hex;
}

/* The high bit of each byte of v that is zero (and perhaps of one above it). */
static inline uint64_t zeroes(uint64_t v)
{
    return (v - 0x0101010101010101u) & ~v & 0x8080808080808080u;
}

/* Not 0 when one of the eight bytes must not stand in a string as it is. */
static inline uint64_t unfit(uint64_t v)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t control = (v - each * 0x20) & ~v;
    return ((v | control) & each * 0x80) | zeroes(v ^ each * '"') |
           zeroes(v ^ each * '\\') | zeroes(v ^ each * '<') |
           zeroes(v ^ each * 0x7f);
}

/* May the string stand as it is? The last look may overlap the one before. */
static inline bool is_plain(struct str s)
{
    uint64_t bad = 0;
    if (s.n >= 8) {
        for (size_t i = 0; i + 8 < s.n; i += 8)
            bad |= unfit(bytes_eight(s.p + i));
        return !(bad | unfit(bytes_eight(s.p + s.n - 8)));
    }
    if (s.n >= 4)
        return !unfit(bytes_four(s.p) | (uint64_t)bytes_four(s.p + s.n - 4)
                                            << 32);
    bad = 0x2020202020202020u;
    for (size_t i = 0; i < s.n; i++)
        bad = bad << 8 | (unsigned char)s.p[i];
    return !unfit(bad);
}

/* As memcpy, without a call for what is short; returns where it ends. */
static inline char *copy(char *to, struct str s)
{
    if (s.n > 16) {
        memcpy(to, s.p, s.n);
    } else if (s.n >= 8) {
        uint64_t head = bytes_eight(s.p), tail = bytes_eight(s.p + s.n - 8);
        memcpy(to, &head, 8);
        memcpy(to + s.n - 8, &tail, 8);
    } else if (s.n >= 4) {
        memcpy(to + s.n - 4, s.p + s.n - 4, 4);
        memcpy(to, s.p, 4);
    } else if (s.n) { /* the three may be one byte */
        to[0] = s.p[0];
        to[s.n / 2] = s.p[s.n / 2];
        to[s.n - 1] = s.p[s.n - 1];
    }
    return to + s.n;
}

/* The line ends of Unicode: many readers of one object a line end the line
 * there. Returns the escape of what s begins with, or NULL. */
static const char *line_end(struct str s, size_t *bytes)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.n >= 2 && p[0] == 0xc2 && p[1] == 0x85) {
        *bytes = 2;
        return "\\u0085";
    }
    if (s.n < 3 || p[0] != 0xe2 || p[1] != 0x80 || (p[2] | 1) != 0xa9)
        return NULL;
    *bytes = 3;
    return p[2] == 0xa8 ? "\\u2028" : "\\u2029";
}

/* Bytes that need no look: ASCII but what is escaped; and what begins a
 * Russian letter. */
enum { STANDS = 1, RUSSIAN = 2 };
static const unsigned char LOOKS[256] = {[0x20 ... '!'] = STANDS,
                                         ['#' ... ';'] = STANDS,
                                         ['=' ... '['] = STANDS,
                                         [']' ... 0x7e] = STANDS,
                                         [0xd0 ... 0xd1] = RUSSIAN};

/* Where the first byte from `at` on stands that may not stand as it is. */
static inline size_t plain_end(struct str s, size_t at)
{
    for (; at < s.n; at++) {
        unsigned char look = LOOKS[(unsigned char)s.p[at]];
        if (look == RUSSIAN && at + 1 < s.n &&
            ((unsigned char)s.p[at + 1] & 0xc0) == 0x80)
            at++;
        else if (look != STANDS)
            break;
    }
    return at;
}

static void quoted(struct buf *out, struct str s)
{
    size_t done = 0, first = plain_end(s, 0);
    bool valid = first == s.n || str_utf8_valid(s);
    buf_char(out, '"');
    for (size_t i = first, bytes = 1; i < s.n;
         i = plain_end(s, i + bytes), bytes = 1) {
        char hex[7];
        size_t end = i;
        const char *as = escape((unsigned char)s.p[i], hex);
        if (!as)
            as = line_end(str_from(s, i), &bytes);
        if (!as && !valid) {
            if (str_utf8(s, &end) == 0xfffd && end == i + 1)
                as = "\xef\xbf\xbd";
            bytes = end - i;
        }
        if (!as)
            continue;
        buf_put(out, s.p + done, i - done);
        buf_z(out, as);
        done = i + bytes;
    }
    buf_str(out, str_from(s, done));
    buf_char(out, '"');
}

static void odd_name(struct buf *out, struct str key, bool second)
{
    if (second)
        one(out, ',');
    quoted(out, key);
    one(out, ':');
}

void json_name(struct json *j, struct str key, bool plain)
{
    bool second = needs_comma(j);
    char *to = NULL;
    j->after_key = true;
    if (plain || is_plain(key))
        to = buf_room(j->out, key.n + 3 + second);
    if (!to) {
        odd_name(j->out, key, second);
        return;
    }
    *to = ',';
    to += second;
    *to++ = '"';
    to = copy(to, key);
    *to++ = '"';
    *to++ = ':';
    buf_filled(j->out, to);
}

void json_str(struct json *j, struct str s)
{
    comma(j);
    char *to = s.n > SHORT ? NULL : buf_room(j->out, s.n + 2);
    if (!to || !is_plain(s)) {
        quoted(j->out, s);
        return;
    }
    *to = '"';
    to = copy(to + 1, s);
    *to++ = '"';
    buf_filled(j->out, to);
}

void json_z(struct json *j, const char *z)
{
    if (z)
        json_str(j, str_of(z));
    else
        json_null(j);
}

/* Writes n in decimal before `end`; returns where it begins. */
static inline char *digits_before(char *end, uint32_t n)
{
    do
        *--end = (char)('0' + n % 10);
    while (n /= 10);
    return end;
}

/* n / 10^places, below 1, as a point and digits; nothing for 0. */
static inline char *fraction_of(char *to, uint32_t n, int places)
{
    if (n == 0)
        return to;
    *to = '.';
    for (int i = places; i > 0; i--, n /= 10)
        to[i] = (char)('0' + n % 10);
    while (to[places] == '0')
        places--;
    return to + places + 1;
}

static inline void put_digits(struct buf *out, const char *from, const char *to)
{
    struct str digits = {from, (size_t)(to - from)};
    char *at = buf_room(out, digits.n);
    if (at)
        buf_filled(out, copy(at, digits));
}

/* n / one, which is 10^places. */
static inline void put_number(struct buf *out, bool minus, uint32_t n,
                              uint32_t one, int places)
{
    char digits[NUMBER], *point = digits + NUMBER / 2;
    char *from = digits_before(point, n / one);
    if (minus)
        *--from = '-';
    put_digits(out, from, fraction_of(point, n % one, places));
}

/* Points and shares have few decimals: printing them is half the work of a
 * verdict, and digits by hand are ten times as quick as printf. */
static bool short_number(struct buf *out, double v)
{
    double scaled = v * SCALE, whole = rint(scaled);
    if (!(fabs(scaled) < 1e9) || fabs(scaled - whole) > 1e-6)
        return false;
    put_number(out, scaled <= -0.5, (uint32_t)fabs(whole), SCALE, DECIMALS);
    return true;
}

/* Six digits as %.6g rounds them, for what it writes without an exponent; near
 * the middle between two numbers printf decides. */
static bool six_digits(struct buf *out, double v)
{
    enum { LEAST = 100000, MOST = 999999, PLACES = 9 };
    double scaled = fabs(v);
    uint32_t one = 1; /* in them */
    int places = 0;
    if (!(scaled >= 1e-4 && scaled < MOST))
        return false;
    for (; scaled < LEAST && places < PLACES; places++)
        scaled = fabs(v) * (one *= 10);
    double down = floor(scaled), rest = scaled - down;
    uint32_t n = (uint32_t)down + (rest > 0.5);
    if (fabs(rest - 0.5) < 1e-3 || n < LEAST || n > MOST)
        return false;
    put_number(out, v < 0, n, one, places);
    return true;
}

void json_int(struct json *j, int64_t v)
{
    comma(j);
    char digits[NUMBER], *end = digits + NUMBER;
    if (v >= 0 && v <= UINT32_MAX)
        put_digits(j->out, digits_before(end, (uint32_t)v), end);
    else
        buf_printf(j->out, "%lld", (long long)v);
}

void json_num(struct json *j, double v)
{
    comma(j);
    if (short_number(j->out, v) || six_digits(j->out, v))
        return;
    if (isfinite(v))
        buf_printf(j->out, "%.6g", v);
    else
        buf_z(j->out, "null");
}

void json_flag(struct json *j, bool v)
{
    comma(j);
    buf_z(j->out, v ? "true" : "false");
}

void json_null(struct json *j)
{
    comma(j);
    buf_z(j->out, "null");
}

void json_raw(struct json *j, struct str json)
{
    comma(j);
    buf_str(j->out, json.n ? json : STR("null"));
}

void json_time(struct json *j, int64_t at, const struct zone *zone)
{
    struct buf text;
    if (!at) {
        json_null(j);
        return;
    }
    buf_init(&text, 64);
    date_rfc3339(&text, at, zone);
    json_str(j, buf_view(&text));
    buf_clear(&text);
}
