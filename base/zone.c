/* SPDX-License-Identifier: MIT
 * zone: rules of a time zone, read from the system's TZif files (RFC 8536)
 * without touching the process-wide TZ. */
#include "base/zone.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/calendar.h"

enum { HEADER = 44, TYPE_BYTES = 6, FILE_MOST = 64 * 1024, MOST = 2000 };

struct change {
    int64_t at;     /* epoch second from which ... */
    int64_t offset; /* ... so many seconds east of UTC hold */
};

/* Day rule of a POSIX TZ text: Mm.w.d at a second of the day. */
struct turn {
    int month, week, weekday; /* week 5 is the last */
    int64_t second;           /* local time of the change */
};

struct zone {
    int64_t first;          /* offset before the first change */
    struct change *changes; /* n of them in order of time */
    size_t n;
    bool turns;             /* summer and winter go on after the last */
    int64_t winter, summer; /* offsets */
    struct turn to_summer, to_winter;
};

static int64_t big_endian(const unsigned char *p, size_t n)
{
    uint64_t v = p[0] & 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | p[i];
    return (int64_t)v;
}

struct reader {
    const unsigned char *p; /* bytes left */
    size_t n;
};

static const unsigned char *take(struct reader *r, size_t n)
{
    if (n > r->n)
        return NULL;
    const unsigned char *p = r->p;
    r->p += n;
    r->n -= n;
    return p;
}

/* "3" "03:00" "-1:30:00" after the sign; *s moves on. */
static int64_t clock_part(struct str *s)
{
    int64_t total = 0, unit = 3600, sign = 1;
    if (s->n && (*s->p == '-' || *s->p == '+')) {
        sign = *s->p == '-' ? -1 : 1;
        *s = str_from(*s, 1);
    }
    while (unit) {
        int64_t v = 0;
        size_t digits = 0;
        while (s->n && ascii_digit(*s->p) && digits++ < 3) {
            v = v * 10 + (*s->p - '0');
            *s = str_from(*s, 1);
        }
        total += v * unit;
        unit = unit == 3600 ? 60 : unit == 60 ? 1 : 0;
        if (!s->n || *s->p != ':')
            break;
        *s = str_from(*s, 1);
    }
    return sign * total;
}

/* Name of a zone in a TZ text: letters, or anything in <>. */
static bool skip_name(struct str *s)
{
    size_t n = 0;
    if (s->n && *s->p == '<') {
        ptrdiff_t end = str_find_char(*s, '>');
        n = end < 0 ? 0 : (size_t)end + 1;
    } else {
        while (n < s->n && ascii_letter(s->p[n]))
            n++;
    }
    *s = str_from(*s, n);
    return n > 0;
}

static bool read_turn(struct str *s, struct turn *t)
{
    int *parts[] = {&t->month, &t->week, &t->weekday};
    if (s->n < 2 || s->p[0] != ',' || s->p[1] != 'M')
        return false;
    *s = str_from(*s, 2);
    for (int i = 0; i < 3; i++) {
        int v = 0;
        while (s->n && ascii_digit(*s->p) && v < 100) {
            v = v * 10 + (*s->p - '0');
            *s = str_from(*s, 1);
        }
        *parts[i] = v;
        if (i < 2 && s->n && *s->p == '.')
            *s = str_from(*s, 1);
    }
    t->second = 2 * 3600;
    if (s->n && *s->p == '/') {
        *s = str_from(*s, 1);
        t->second = clock_part(s);
    }
    return t->month >= 1 && t->month <= 12 && t->week >= 1 && t->week <= 5 &&
           t->weekday <= 6;
}

/* "CET-1CEST,M3.5.0,M10.5.0/3": what holds after the last change. */
static void read_rule(struct zone *z, struct str s)
{
    if (!skip_name(&s))
        return;
    z->winter = -clock_part(&s);
    if (!skip_name(&s))
        return;
    z->summer = z->winter + 3600;
    if (s.n && *s.p != ',')
        z->summer = -clock_part(&s);
    z->turns = read_turn(&s, &z->to_summer) && read_turn(&s, &z->to_winter);
}

struct counts {
    size_t isut, isstd, leap, time, type, chars;
};

static bool read_header(struct reader *r, struct counts *c)
{
    const unsigned char *p = take(r, HEADER);
    if (!p || memcmp(p, "TZif", 4) != 0)
        return false;
    size_t *to[] = {&c->isut, &c->isstd, &c->leap,
                    &c->time, &c->type,  &c->chars};
    for (size_t i = 0; i < 6; i++) {
        int64_t v = big_endian(p + 20 + 4 * i, 4);
        if (v < 0 || v > FILE_MOST)
            return false;
        *to[i] = (size_t)v;
    }
    return c->time <= MOST && c->type >= 1 && c->type <= 256;
}

static bool read_changes(struct zone *z, struct reader *r, struct counts c,
                         size_t wide)
{
    const unsigned char *times = take(r, c.time * wide);
    const unsigned char *kinds = take(r, c.time);
    const unsigned char *types = take(r, c.type * TYPE_BYTES);
    size_t rest = c.chars + c.leap * (wide + 4) + c.isstd + c.isut;
    if (!times || !kinds || !types || !take(r, rest))
        return false;
    z->first = big_endian(types, 4);
    z->n = 0;
    for (size_t i = 0; i < c.time; i++) {
        if (kinds[i] >= c.type)
            return false;
        z->changes[z->n++] = (struct change){
            .at = big_endian(times + i * wide, wide),
            .offset = big_endian(types + (size_t)kinds[i] * TYPE_BYTES, 4)};
    }
    return true;
}

/* The first block has 32-bit times; version 2 and later repeat all of it
 * with 64 bits, then a rule for what comes after. */
static bool read_tzif(struct zone *z, struct str bytes)
{
    struct reader r = {(const unsigned char *)bytes.p, bytes.n};
    struct counts c;
    char version = bytes.n > 4 ? bytes.p[4] : 0;
    z->changes = xcalloc(MOST, sizeof *z->changes);
    if (!read_header(&r, &c) || !read_changes(z, &r, c, 4))
        return false;
    if (version < '2')
        return true;
    if (!read_header(&r, &c) || !read_changes(z, &r, c, 8))
        return false;
    read_rule(z, str_trim((struct str){(const char *)r.p, r.n}));
    return true;
}

static bool is_fixed(struct str name, int64_t *offset)
{
    static const struct str NAMES[] = {STR("UTC"), STR("GMT"), STR("Z")};
    *offset = 0;
    for (size_t i = 0; i < 3; i++) {
        if (str_eq(name, NAMES[i]))
            return true;
        if (i < 2 && str_eq(str_part(name, 0, 3), NAMES[i]))
            name = str_from(name, 3);
    }
    if (name.n < 2 || (name.p[0] != '+' && name.p[0] != '-'))
        return false;
    int64_t digits;
    struct str rest = name;
    if (name.n == 5 && str_int(str_from(name, 1), &digits)) { /* +0330 */
        *offset = (digits / 100 * 3600 + digits % 100 * 60) *
                  (name.p[0] == '-' ? -1 : 1);
        return true;
    }
    *offset = clock_part(&rest);
    return rest.n == 0 && *offset > -DAY && *offset < DAY;
}

static bool is_safe_name(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool letter = ascii_alnum(c) || (c && strchr("/_+-", c));
        if (!letter)
            return false;
    }
    return name.n && name.n < 64 && name.p[0] != '/';
}

struct zone *zone_new(struct str name, struct err *e)
{
    struct zone *z = xcalloc(1, sizeof *z);
    if (is_fixed(name, &z->first))
        return z;
    struct arena a = {0};
    struct buf file;
    buf_init(&file, FILE_MOST);
    struct str path =
        str_printf(&a, "/usr/share/zoneinfo/" STR_FMT, STR_ARG(name));
    bool ok = is_safe_name(name) && buf_read_file(&file, path.p, e) &&
              read_tzif(z, buf_view(&file));
    buf_clear(&file);
    arena_clear(&a);
    if (ok)
        return z;
    zone_free(z);
    err_set(e, "unknown time zone '" STR_FMT "'; write Europe/Moscow or +03:00",
            STR_ARG(name));
    return NULL;
}

void zone_free(struct zone *z)
{
    if (z)
        free(z->changes);
    free(z);
}

/* Epoch second of a turn in a year, by the offset that holds before it. */
static int64_t turn_at(const struct turn *t, int64_t year, int64_t offset)
{
    int64_t first = calendar_days((struct calendar){year, t->month, 1});
    int64_t day = first + (t->weekday - calendar_weekday(first) + 7) % 7 +
                  (t->week - 1) * 7;
    while (calendar_of(day).month != t->month)
        day -= 7;
    return day * DAY + t->second - offset;
}

static int64_t by_rule(const struct zone *z, int64_t at)
{
    int64_t year = calendar_of((at + z->winter) / DAY).year;
    int64_t start = turn_at(&z->to_summer, year, z->winter);
    int64_t end = turn_at(&z->to_winter, year, z->summer);
    bool summer =
        start < end ? at >= start && at < end : at >= start || at < end;
    return summer ? z->summer : z->winter;
}

int64_t zone_offset(const struct zone *z, int64_t at)
{
    if (!z)
        return 0;
    if (!z->n || at < z->changes[0].at)
        return z->n || !z->turns ? z->first : by_rule(z, at);
    if (z->turns && at >= z->changes[z->n - 1].at)
        return by_rule(z, at);
    size_t low = 0, high = z->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (z->changes[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return z->changes[low].offset;
}
