/* SPDX-License-Identifier: MIT
 * needs: a reader of regexes that looks for plain text only. */
#include "classify/needs.h"

#include <string.h>

enum { LITERAL_MAX = 64 };

struct scan {
    struct str p;        /* folded pattern */
    size_t at;           /* where we are */
    struct arena *a;     /* owner of the literals */
    int depth;           /* groups around it */
    bool branches;       /* the whole is a choice */
    struct needs *needs; /* being filled */
};

/* May what was just read be missing? */
static bool optional_next(const struct scan *s)
{
    if (s->at >= s->p.n)
        return false;
    char c = s->p.p[s->at], d = s->at + 1 < s->p.n ? s->p.p[s->at + 1] : 0;
    return c == '?' || c == '*' || (c == '{' && (d == '0' || d == ','));
}

/* May it be repeated, so that what follows is not its neighbour? */
static bool repeated_next(const struct scan *s)
{
    return s->at < s->p.n && (s->p.p[s->at] == '+' || s->p.p[s->at] == '{');
}

/* How often at least what was just read comes: [0-9]{5,} holds five digits. */
static size_t times_next(const struct scan *s)
{
    size_t n = 0;
    if (optional_next(s))
        return 0;
    if (s->at >= s->p.n || s->p.p[s->at] != '{')
        return 1;
    for (size_t i = s->at + 1; i < s->p.n && n < LITERAL_MAX; i++) {
        if (s->p.p[i] < '0' || s->p.p[i] > '9')
            break;
        n = n * 10 + (size_t)(s->p.p[i] - '0');
    }
    return n < LITERAL_MAX ? n : LITERAL_MAX;
}

static bool digit_at(struct str p, size_t at)
{
    return at < p.n && p.p[at] >= '0' && p.p[at] <= '9';
}

/* Takes a set of few signs, like [$%], as alternatives; [0-9] as a digit. */
static void read_class(struct scan *s, struct literals *out)
{
    size_t from = s->at + 1, i = from;
    bool plain = true, digits = true;
    *out = (struct literals){.shortest = LITERAL_MAX};
    while (i < s->p.n && (s->p.p[i] != ']' || i == from)) {
        size_t next = i;
        char c = s->p.p[i];
        str_utf8(s->p, &next);
        plain = plain && !strchr("^-\\[", c) && out->n < 8;
        bool range = c == '-' && i > from && digit_at(s->p, i - 1) &&
                     digit_at(s->p, i + 1);
        digits = digits && (digit_at(s->p, i) || range);
        if (plain) {
            out->items[out->n++] = str_part(s->p, i, next - i);
            if (next - i < out->shortest)
                out->shortest = next - i;
        }
        i = c == '\\' ? i + 2 : next;
    }
    s->at = i + 1;
    out->n = plain ? out->n : 0;
    out->digits = digits && i > from;
}

/* Outside of groups every set of literals is a need, if it says anything: a
 * space is everywhere. */
static void need(struct scan *s, const struct literals *set)
{
    if (s->depth || !set->n || s->needs->n == NEEDS_MAX)
        return;
    for (size_t i = 0; i < set->n; i++)
        if (str_eq(set->items[i], STR(" ")))
            return;
    s->needs->sets[s->needs->n++] = *set;
}

/* Does a set tell more than the best of its branch: longer pieces, or fewer as
 * long? */
static bool tells_more(const struct literals *set, const struct literals *best)
{
    return best->n == 0 || set->shortest > best->shortest ||
           (set->shortest == best->shortest && set->n < best->n);
}

/* A run of letters ends: it is kept when it tells the most of its branch. */
static void end_run(struct scan *s, struct literals *best, char *run, size_t *n)
{
    if (*n == 0)
        return;
    struct literals set = {.n = 1, .shortest = *n, .digits = best->digits};
    set.items[0] = str_dup(s->a, (struct str){run, *n});
    need(s, &set);
    if (tells_more(&set, best))
        *best = set;
    *n = 0;
}

static void read_alternatives(struct scan *s, struct literals *out);

/* What a match begins with, as far as its branch was read: OPEN is nothing. */
enum first { OPEN, DIGIT, OTHER };

/* What must be there may tell more than what is known. */
static void take_inner(struct scan *s, struct literals *best,
                       const struct literals *inner)
{
    if (optional_next(s))
        return;
    need(s, inner);
    size_t digits = best->digits + inner->digits * times_next(s);
    if (inner->n && (best->n == 0 || best->shortest < 4) &&
        tells_more(inner, best))
        *best = *inner;
    best->digits = digits;
}

/* Bytes that open a plain group at `at`: "(", "(?:", or "(?s:", in which a dot
 * is a line feed too. 0: it looks around, or has another name. */
static size_t opening(struct str p, size_t at)
{
    if (str_starts(str_from(p, at), STR("(?:")))
        return 3;
    if (str_starts(str_from(p, at), STR("(?s:")))
        return 4;
    return at + 1 < p.n && p.p[at + 1] == '?' ? 0 : 1;
}

/* Is it a group that takes no text: (?=, (?!, (?<= or (?<!? */
static bool looks_around(struct str p, size_t at)
{
    size_t sign = at + 2;
    sign += sign < p.n && p.p[sign] == '<';
    return sign < p.n && p.p[at + 1] == '?' &&
           (p.p[sign] == '=' || p.p[sign] == '!');
}

static enum first read_group(struct scan *s, struct literals *best)
{
    struct literals inner = {0};
    size_t open = opening(s->p, s->at);
    bool looks = !open, width = !looks_around(s->p, s->at);
    s->at += looks ? 1 : open;
    s->depth++;
    read_alternatives(s, &inner);
    s->depth--;
    s->at++;
    if (looks)
        return width ? OTHER : OPEN;
    take_inner(s, best, &inner);
    return inner.digit_first ? DIGIT : OTHER;
}

/* One code point of plain text, or 0 when it is a sign of the language. */
static size_t plain_at(const struct scan *s, size_t *skip)
{
    unsigned char c = (unsigned char)s->p.p[s->at];
    *skip = 0;
    if (c == '\\' && s->at + 1 < s->p.n) {
        unsigned char d = (unsigned char)s->p.p[s->at + 1];
        bool sign = d < 0x80 && strchr(".?*+()[]{}|^$\\/-:!#@\"'&%<>=,;~ ", d);
        *skip = 1;
        return sign ? 1 : 0;
    }
    if (strchr(".^$+*?{}", c))
        return 0;
    size_t next = s->at;
    str_utf8(s->p, &next);
    return next - s->at;
}

/* Past a sign of the language that is no plain text. */
static void skip_sign(struct scan *s)
{
    bool escape = s->p.p[s->at] == '\\';
    if (escape && s->at + 2 < s->p.n && s->p.p[s->at + 2] == '{') {
        ptrdiff_t close = str_find_char(str_from(s->p, s->at), '}');
        s->at += close > 0 ? (size_t)close + 1 : 2;
    } else if (!escape && s->p.p[s->at] == '{') {
        ptrdiff_t close = str_find_char(str_from(s->p, s->at), '}');
        s->at += close > 0 ? (size_t)close + 1 : 1;
    } else {
        s->at += escape ? 2 : 1;
    }
}

/* A group, a class or a sign of the language: anything but plain text. */
static enum first read_other(struct scan *s, struct literals *best)
{
    char c = s->p.p[s->at];
    if (c == '(')
        return read_group(s, best);
    if (c == '[') {
        struct literals inner;
        read_class(s, &inner);
        take_inner(s, best, &inner);
        return inner.digits ? DIGIT : OTHER;
    }
    char letter = c == '\\' && s->at + 1 < s->p.n ? s->p.p[s->at + 1] : 0;
    skip_sign(s);
    best->digits += letter == 'd' ? times_next(s) : 0;
    if (letter)
        return letter == 'd' ? DIGIT : letter == 'b' ? OPEN : OTHER;
    return strchr("^?*+{", c) ? OPEN : OTHER; /* a border, or how often */
}

/* One more item was read behind what a match begins with. */
static enum first first_of(const struct scan *s, enum first before,
                           enum first item)
{
    bool maybe = item == DIGIT && optional_next(s);
    return before == OPEN && !maybe ? item : before;
}

static void read_branch(struct scan *s, struct literals *best)
{
    char run[LITERAL_MAX];
    size_t n = 0;
    enum first first = OPEN;
    while (s->at < s->p.n && !strchr("|)", s->p.p[s->at])) {
        size_t skip, len = 0;
        if (s->p.p[s->at] != '[' && s->p.p[s->at] != '(')
            len = plain_at(s, &skip);
        if (len == 0) {
            end_run(s, best, run, &n);
            enum first item = read_other(s, best);
            first = first_of(s, first, item);
            continue;
        }
        size_t from = s->at + skip;
        s->at = from + len;
        first = first_of(s, first, digit_at(s->p, from) ? DIGIT : OTHER);
        if (optional_next(s) || n + len > LITERAL_MAX)
            end_run(s, best, run, &n);
        if (optional_next(s))
            continue;
        memcpy(run + n, s->p.p + from, len);
        n += len;
        best->digits += digit_at(s->p, from);
        if (repeated_next(s))
            end_run(s, best, run, &n);
    }
    end_run(s, best, run, &n);
    best->digit_first = first == DIGIT;
}

static void read_alternatives(struct scan *s, struct literals *out)
{
    bool all = true, digit_first = true;
    size_t digits = SIZE_MAX;
    *out = (struct literals){.shortest = LITERAL_MAX};
    for (;;) {
        struct literals one = {0};
        read_branch(s, &one);
        digits = one.digits < digits ? one.digits : digits;
        digit_first = digit_first && one.digit_first;
        all = all && one.n && out->n + one.n <= LITERALS_MAX;
        for (size_t i = 0; all && i < one.n; i++)
            out->items[out->n++] = one.items[i];
        if (all && one.shortest < out->shortest)
            out->shortest = one.shortest;
        if (s->at >= s->p.n || s->p.p[s->at] != '|')
            break;
        s->at++;
        s->branches |= s->depth == 0;
    }
    if (!all)
        *out = (struct literals){0};
    out->digits = digits;
    out->digit_first = digit_first;
}

/* Escapes that are stepped over whole: classes, borders, single signs,
 * references, names in braces. Others, as \x41, \012 or \Q, say more than
 * their first two bytes tell. */
static bool known_escape(struct str p, size_t at)
{
    char c = at + 1 < p.n ? p.p[at + 1] : 0;
    char d = at + 2 < p.n ? p.p[at + 2] : 0;
    if (c >= '1' && c <= '9')
        return !(d >= '0' && d <= '9');
    if (c == '0' || !c)
        return false;
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter && d == '{' && strchr("pPxogkN", c))
        return true;
    return !letter || strchr("dDwWsSbBAzZhHvVRXGNnrtfeaK", c);
}

/* Option letters like (?i) or (?x) change what letters mean; in sets like
 * [[:digit:]] and [^]] the first ] is not the end. */
static bool understood(struct str p)
{
    if (str_find(p, STR("[:")) >= 0 || str_find(p, STR("[^]")) >= 0)
        return false;
    for (size_t i = 0; i + 1 < p.n; i++) {
        if (p.p[i] == '\\') {
            if (!known_escape(p, i))
                return false;
            i++;
        } else if (p.p[i] == '(' && p.p[i + 1] == '?' && i + 2 < p.n &&
                   !opening(p, i) && strchr("imsxnJU-", p.p[i + 2])) {
            return false;
        }
    }
    return true;
}

void needs_of(struct needs *out, struct arena *a, struct str pattern)
{
    *out = (struct needs){0};
    if (!understood(pattern))
        return;
    struct literals all;
    struct scan s = {.p = pattern, .a = a, .needs = out};
    read_alternatives(&s, &all);
    if (s.at < pattern.n || s.branches)
        out->n = 0;
    if (s.at < pattern.n)
        return;
    out->digits = all.digits;
    out->digit_first = all.digit_first;
    if (s.branches && all.n)
        out->sets[out->n++] = all;
}
