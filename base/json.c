/* SPDX-License-Identifier: MIT
 * json: the writer. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT = 60 };

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

static void comma(struct json *j)
{
    if (needs_comma(j))
        buf_char(j->out, ',');
}

static void open(struct json *j, char first, char last)
{
    assert(j->depth < JSON_DEPTH);
    comma(j);
    buf_char(j->out, first);
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
    buf_char(j->out, j->close[--j->depth]);
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

/* Most of what is written: names of keys, of rules. One piece of them costs
 * the buffer one look at its room. */
static bool short_plain(struct str s)
{
    if (s.n > SHORT)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '<')
            return false;
    }
    return true;
}

static void quoted(struct buf *out, struct str s)
{
    bool valid = str_utf8_valid(s);
    size_t done = 0;
    buf_char(out, '"');
    for (size_t i = 0; i < s.n;) {
        char hex[7];
        size_t at = i;
        const char *as = escape((unsigned char)s.p[i], hex);
        if (!as && !valid && str_utf8(s, &i) == 0xfffd && i == at + 1)
            as = "\xef\xbf\xbd";
        else if (as || valid)
            i = at + 1;
        if (!as)
            continue;
        buf_put(out, s.p + done, at - done);
        buf_z(out, as);
        done = i;
    }
    buf_str(out, str_from(s, done));
    buf_char(out, '"');
}

/* The string with a comma before it and a colon behind it, as needed. */
static void text(struct json *j, struct str s, bool key)
{
    if (!short_plain(s)) {
        comma(j);
        quoted(j->out, s);
        if (key)
            buf_char(j->out, ':');
        return;
    }
    char piece[SHORT + 4];
    size_t n = 0;
    if (needs_comma(j))
        piece[n++] = ',';
    piece[n++] = '"';
    for (size_t i = 0; i < s.n; i++)
        piece[n++] = s.p[i];
    piece[n++] = '"';
    if (key)
        piece[n++] = ':';
    buf_put(j->out, piece, n);
}

void json_key(struct json *j, const char *key)
{
    text(j, str_of(key), true);
    j->after_key = true;
}

void json_str(struct json *j, struct str s)
{
    text(j, s, false);
}

void json_z(struct json *j, const char *z)
{
    if (z)
        json_str(j, str_of(z));
    else
        json_null(j);
}

/* Points and shares have few decimals: printing them is half the work of a
 * verdict, and digits by hand are ten times as quick as printf. */
static bool short_number(struct buf *out, double v)
{
    enum { DECIMALS = 4, SCALE = 10000 };
    double scaled = v * SCALE;
    if (!(fabs(scaled) < 1e9) || fabs(scaled - rint(scaled)) > 1e-6)
        return false;
    long n = labs(lrint(scaled)), rest = n % SCALE;
    char digits[24];
    size_t at = sizeof digits;
    for (int i = 0; i < DECIMALS; i++, rest /= 10)
        if (rest % 10 || at < sizeof digits)
            digits[--at] = (char)('0' + rest % 10);
    if (at < sizeof digits)
        digits[--at] = '.';
    n /= SCALE;
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    if (scaled <= -0.5)
        digits[--at] = '-';
    return buf_put(out, digits + at, sizeof digits - at);
}

void json_int(struct json *j, int64_t v)
{
    comma(j);
    if (v > -100000 && v < 100000)
        short_number(j->out, (double)v);
    else
        buf_printf(j->out, "%lld", (long long)v);
}

void json_num(struct json *j, double v)
{
    comma(j);
    if (short_number(j->out, v))
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
