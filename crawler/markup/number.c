/* SPDX-License-Identifier: MIT
 * number: counts and ratings as sites write them. */
#include "crawler/markup/number.h"

#include <math.h>

#include "base/ascii.h"

enum { MOST_DIGITS = 15 }; /* exact in a double */

/* Bytes of a separator at `at`: , . ' space, no-break and thin spaces. */
static size_t separator(struct str s, size_t at)
{
    static const struct str LONG[] = {
        {"\xC2\xA0", 2}, {"\xE2\x80\xAF", 3}, {"\xE2\x80\x89", 3}};
    if (at >= s.n)
        return 0;
    char c = s.p[at];
    if (c == ',' || c == '.' || c == ' ' || c == '\'')
        return 1;
    for (size_t i = 0; i < sizeof LONG / sizeof *LONG; i++)
        if (str_eq(str_part(s, at, LONG[i].n), LONG[i]))
            return LONG[i].n;
    return 0;
}

static size_t digits_at(struct str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && ascii_digit(s.p[at + n]))
        n++;
    return n;
}

static double read_digits(struct str s, size_t at, size_t n, double v)
{
    for (size_t i = 0; i < n; i++)
        v = v * 10 + (s.p[at + i] - '0');
    return v;
}

static double scale_of(struct str rest)
{
    static const struct {
        struct str word;
        double by;
    } SCALES[] = {
        {STR("тыс"), 1e3}, {STR("млн"), 1e6}, {STR("млрд"), 1e9},
        {STR("к"), 1e3},   {STR("К"), 1e3},   {STR("Mio"), 1e6},
        {STR("Tsd"), 1e3}, {STR("mln"), 1e6}, {STR("k"), 1e3},
        {STR("K"), 1e3},   {STR("M"), 1e6},   {STR("m"), 1e6},
        {STR("B"), 1e9},
    };
    size_t skip = separator(rest, 0);
    struct str word = str_from(rest, skip);
    for (size_t i = 0; i < sizeof SCALES / sizeof *SCALES; i++) {
        struct str w = SCALES[i].word;
        if (!str_eq(str_part(word, 0, w.n), w))
            continue;
        if (w.n > 2)
            return SCALES[i].by;
        /* One letter: only directly behind, and not the start of a word. */
        size_t end = w.n;
        if (skip || (end < word.n &&
                     ((word.p[end] & 0x80) || (word.p[end] | 32) >= 'a')))
            continue;
        return SCALES[i].by;
    }
    return 1;
}

/* Reads the number that starts at `at`; *end is behind it. `fraction`: three
 * digits behind a single , or . are a fraction, not thousands. */
static double read_at(struct str s, size_t at, bool fraction, size_t *end)
{
    size_t n = digits_at(s, at);
    double v = n > MOST_DIGITS ? HUGE_VAL : read_digits(s, at, n, 0);
    at += n;
    size_t first = n, sep;
    while ((sep = separator(s, at)) && first <= 3) {
        size_t group = digits_at(s, at + sep);
        if (group != 3 || fraction)
            break;
        v = read_digits(s, at + sep, 3, v);
        at += sep + 3;
    }
    if ((sep = separator(s, at)) == 1 && (s.p[at] == ',' || s.p[at] == '.')) {
        size_t places = digits_at(s, at + 1);
        if (places && places < MOST_DIGITS) {
            v += read_digits(s, at + 1, places, 0) / pow(10, (double)places);
            at += 1 + places;
        }
    }
    *end = at;
    return v;
}

static bool find(struct str s, bool fraction, double *out, size_t *end)
{
    size_t at = 0;
    while (at < s.n && !ascii_digit(s.p[at]))
        at++;
    if (at == s.n)
        return false;
    *out = read_at(s, at, fraction, end);
    return isfinite(*out); /* more digits than a number of ours has */
}

bool number_find(struct str text, double *out)
{
    size_t end;
    if (!find(text, false, out, &end))
        return false;
    struct str rest = str_from(text, end);
    double by = scale_of(rest);
    if (by > 1) /* "1.234 тыс" has a fraction, not thousands */
        find(text, true, out, &end);
    *out *= by;
    return true;
}

int64_t number_count(struct str text)
{
    double v;
    if (!number_find(text, &v) || !(v <= 1e15))
        return -1;
    return (int64_t)llround(v);
}

/* "of 5", "из 5", "/5", "von 5" behind the number. */
static double best_of(struct str rest)
{
    static const struct str WORDS[] = {STR("/"),   STR("of"),     STR("из"),
                                       STR("von"), STR("out of"), STR("sur")};
    rest = str_trim(rest);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!str_eq(str_part(rest, 0, WORDS[i].n), WORDS[i]))
            continue;
        struct str tail = str_trim(str_from(rest, WORDS[i].n));
        double v;
        size_t end;
        if (tail.n && ascii_digit(tail.p[0]) && find(tail, true, &v, &end))
            return v;
    }
    return 0;
}

/* The usual scales: 5 stars, 10 points, 100 points. */
static double usual_best(double v)
{
    return v <= 5 ? 5 : v <= 10 ? 10 : 100;
}

double number_rating(struct str text, struct str best)
{
    static const struct {
        struct str word;
        double share;
    } WORDS[] = {{STR("true"), 1}, {STR("false"), 0}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_eq(str_trim(text), WORDS[i].word))
            return WORDS[i].share;
    double v, most = 0;
    size_t end;
    if (!find(text, true, &v, &end))
        return -1;
    struct str rest = str_from(text, end);
    if (str_eqz(str_part(str_trim(rest), 0, 1), "%"))
        most = 100;
    if (!most)
        most = best_of(rest);
    size_t unused;
    if (!most && !find(best, true, &most, &unused))
        most = 0;
    if (most < v || most <= 0)
        most = usual_best(v);
    return v > most ? 1 : v / most;
}
