/* SPDX-License-Identifier: MIT
 * regex: PCRE2 on folded text, run only where it can match. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "classify/regex.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "base/text.h"

enum {
    LITERALS_MAX = 64,
    LITERAL_MAX = 64,
    JIT_STACK = 1 << 20,
    HEAD_BITS = 14, /* of the hash of a literal's first bytes */
    HEADS = 1 << HEAD_BITS
};

struct regex {
    pcre2_code *code; /* compiled, with JIT when there is one */
    size_t digits;    /* a match holds so many digits or more */
};

/* A piece of plain text; a match of its regex holds this one or another. */
struct literal {
    struct str text; /* its bytes */
    uint32_t regex;  /* number */
    uint32_t next;   /* with a head of the same hash; 0: none */
};

struct regex_engine {
    pcre2_match_data *data;       /* offsets of the last match */
    pcre2_match_context *context; /* limits, stack */
    pcre2_jit_stack *stack;       /* the default 32 KiB is too little */
    struct regex **all;           /* n of them, by number */
    uint64_t *known;              /* bit per regex: it has literals */
    uint64_t *possible;           /* bit per regex: the text has one of them */
    size_t n, cap;                /* regexes, and room for them */
    struct literal *literals;     /* n_literals of them; 0 is none */
    size_t n_literals;            /* used; room is made in powers of two */
    uint32_t first[HEADS];        /* first literal by the hash of its head */
    uint64_t four[HEADS / 64];    /* bit per hash: a literal begins with such
                                     four bytes */
    uint64_t two[HEADS / 64];     /* a shorter one with such two */
    struct literal *bytes;        /* n_bytes of them: of one byte */
    size_t n_bytes;               /* room as for literals */
    size_t digits;                /* 0 to 9 in the text */
};

struct regex_engine *regex_open(void)
{
    struct regex_engine *g = xcalloc(1, sizeof *g);
    g->n_literals = 1;
    g->data = pcre2_match_data_create(1, NULL);
    g->context = pcre2_match_context_create(NULL);
    g->stack = pcre2_jit_stack_create(32 * 1024, JIT_STACK, NULL);
    pcre2_set_match_limit(g->context, CEILING_REGEX_STEPS);
    pcre2_jit_stack_assign(g->context, NULL, g->stack);
    return g;
}

void regex_close(struct regex_engine *g)
{
    if (!g)
        return;
    for (size_t i = 0; i < g->n; i++)
        pcre2_code_free(g->all[i]->code);
    free(g->all);
    free(g->known);
    free(g->possible);
    free(g->literals);
    free(g->bytes);
    pcre2_jit_stack_free(g->stack);
    pcre2_match_context_free(g->context);
    pcre2_match_data_free(g->data);
    free(g);
}

/* Folded text has plain digits and two kinds of white space only; saying so
 * lets PCRE2 skip to where a match can begin. Its \d and \s mean Unicode. */
static struct str plain_class(char letter, bool inside)
{
    if (letter == 'd')
        return inside ? STR("0-9") : STR("[0-9]");
    if (letter == 's')
        return inside ? STR(" \n") : STR("[ \n]");
    return (struct str){0};
}

/* \x28 and \x29, as rules write parentheses, are signs that can be looked
 * for. */
static struct str plain_hex(struct str s, size_t at, bool inside)
{
    if (str_starts(str_from(s, at), STR("\\x28")))
        return inside ? STR("(") : STR("\\(");
    if (str_starts(str_from(s, at), STR("\\x29")))
        return inside ? STR(")") : STR("\\)");
    return (struct str){0};
}

/* The escape at `at`, folded into *out; returns its length. */
static size_t fold_escape(struct str s, size_t at, bool inside, struct str *out)
{
    char c = at + 1 < s.n ? s.p[at + 1] : 0;
    *out = plain_hex(s, at, inside);
    if (out->n)
        return 4;
    bool braces =
        c && strchr("pPxogk", c) && at + 2 < s.n && s.p[at + 2] == '{';
    ptrdiff_t close = str_find_char(str_from(s, at), '}');
    size_t len = braces && close > 0 ? (size_t)close + 1 : 2;
    *out = plain_class(c, inside);
    if (!out->n)
        *out = str_part(s, at, len);
    return len;
}

/* Folds letters that stand for themselves: not after a backslash and not
 * inside \p{...}. origin maps back for errors. */
static void fold_pattern(struct arena *a, struct str s, struct folded *out)
{
    char *p = arena_alloc(a, s.n * 5 + 1);
    uint32_t *origin = arena_alloc(a, (s.n * 5 + 2) * sizeof *origin);
    size_t n = 0, at = 0;
    bool inside = false;
    while (at < s.n) {
        size_t from = at;
        struct folded f = {str_part(s, at, 1), NULL};
        if (s.p[at] == '\\') {
            at += fold_escape(s, at, inside, &f.text);
        } else {
            str_utf8(s, &at);
            inside = s.p[from] == '[' || (inside && s.p[from] != ']');
            if (!strchr(" \t\n\r", s.p[from]))
                text_fold(a, str_part(s, from, at - from), &f);
            if (f.text.n > at - from && !inside) /* one sign became several */
                f.text = str_printf(a, "(?:" STR_FMT ")", STR_ARG(f.text));
        }
        for (size_t i = 0; i < f.text.n && n < s.n * 5; i++) {
            origin[n] = (uint32_t)from;
            p[n++] = f.text.p[i];
        }
    }
    origin[n] = (uint32_t)s.n;
    *out = (struct folded){{p, n}, origin};
}

/* Pieces of plain text of which a match needs one. */
struct literals {
    struct str items[LITERALS_MAX]; /* n of them */
    size_t n;                       /* 0: none found */
    size_t shortest;                /* bytes of the shortest */
    size_t digits;                  /* a match holds so many as well */
};

struct scan {
    struct str p;    /* folded pattern */
    size_t at;       /* where we are */
    struct arena *a; /* owner of the literals */
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

/* A run of letters ends: it is kept when it is the longest of its branch. */
static void end_run(struct scan *s, struct literals *best, char *run, size_t *n)
{
    if (*n >= 1 && (best->n == 0 || *n > best->shortest)) {
        best->items[0] = str_dup(s->a, (struct str){run, *n});
        best->n = 1;
        best->shortest = *n;
    }
    *n = 0;
}

static void read_alternatives(struct scan *s, struct literals *out);

/* What must be there may tell more than what is known. */
static void take_inner(struct scan *s, struct literals *best,
                       const struct literals *inner)
{
    if (optional_next(s))
        return;
    size_t digits = best->digits + inner->digits * times_next(s);
    if (inner->n && (best->n == 0 ||
                     (best->shortest < 4 && inner->shortest > best->shortest)))
        *best = *inner;
    best->digits = digits;
}

static void read_group(struct scan *s, struct literals *best)
{
    struct literals inner = {0};
    bool looks = s->at + 2 < s->p.n && s->p.p[s->at + 1] == '?' &&
                 s->p.p[s->at + 2] != ':';
    s->at += looks || s->p.p[s->at + 1] != '?' ? 1 : 3;
    read_alternatives(s, &inner);
    s->at++;
    if (!looks)
        take_inner(s, best, &inner);
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
static void read_other(struct scan *s, struct literals *best)
{
    if (s->p.p[s->at] == '(') {
        read_group(s, best);
    } else if (s->p.p[s->at] == '[') {
        struct literals inner;
        read_class(s, &inner);
        take_inner(s, best, &inner);
    } else {
        bool digit = s->p.p[s->at] == '\\' && s->at + 1 < s->p.n &&
                     s->p.p[s->at + 1] == 'd';
        skip_sign(s);
        best->digits += digit ? times_next(s) : 0;
    }
}

static void read_branch(struct scan *s, struct literals *best)
{
    char run[LITERAL_MAX];
    size_t n = 0;
    while (s->at < s->p.n && !strchr("|)", s->p.p[s->at])) {
        size_t skip, len = 0;
        if (s->p.p[s->at] != '[' && s->p.p[s->at] != '(')
            len = plain_at(s, &skip);
        if (len == 0) {
            end_run(s, best, run, &n);
            read_other(s, best);
            continue;
        }
        size_t from = s->at + skip;
        s->at = from + len;
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
}

static void read_alternatives(struct scan *s, struct literals *out)
{
    bool all = true;
    size_t digits = SIZE_MAX;
    *out = (struct literals){.shortest = LITERAL_MAX};
    for (;;) {
        struct literals one = {0};
        read_branch(s, &one);
        digits = one.digits < digits ? one.digits : digits;
        all = all && one.n && out->n + one.n <= LITERALS_MAX;
        for (size_t i = 0; all && i < one.n; i++)
            out->items[out->n++] = one.items[i];
        if (all && one.shortest < out->shortest)
            out->shortest = one.shortest;
        if (s->at >= s->p.n || s->p.p[s->at] != '|')
            break;
        s->at++;
    }
    if (!all)
        *out = (struct literals){0};
    out->digits = digits;
}

static inline uint32_t hash_two(const char *p)
{
    uint16_t v;
    memcpy(&v, p, 2);
    return (v * 0x9e3779b1u) >> (32 - HEAD_BITS);
}

static inline uint32_t hash_four(const char *p)
{
    uint32_t v;
    memcpy(&v, p, 4);
    return (v * 0x85ebca6bu) >> (32 - HEAD_BITS);
}

static inline bool has(const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

static inline void put(uint64_t *bits, size_t i)
{
    bits[i / 64] |= 1ULL << (i % 64);
}

/* Room for one more where room is made in powers of two. */
static struct literal *room_for(struct literal *l, size_t n)
{
    return n & (n - 1) ? l : xrealloc(l, (n ? 2 * n : 1) * sizeof *l);
}

/* Files the literal under the hash of its head, and says that it is there. */
static void add_literal(struct regex_engine *g, struct str text, size_t regex)
{
    struct literal l = {.text = text, .regex = (uint32_t)regex};
    if (text.n == 1) {
        g->bytes = room_for(g->bytes, g->n_bytes);
        g->bytes[g->n_bytes++] = l;
        return;
    }
    uint32_t hash = text.n >= 4 ? hash_four(text.p) : hash_two(text.p);
    put(text.n >= 4 ? g->four : g->two, hash);
    l.next = g->first[hash];
    g->first[hash] = (uint32_t)g->n_literals;
    g->literals = room_for(g->literals, g->n_literals);
    g->literals[g->n_literals++] = l;
}

/* Option letters like (?i) or (?x) change what letters mean: then nothing is
 * said about the pattern. */
static void find_literals(struct regex_engine *g, struct arena *a,
                          struct regex *r, struct str pattern)
{
    for (size_t i = 0; i + 2 < pattern.n; i++)
        if (pattern.p[i] == '(' && pattern.p[i + 1] == '?' &&
            strchr("imsxnJU-", pattern.p[i + 2]))
            return;
    struct scan s = {pattern, 0, a};
    struct literals *all = arena_alloc(a, sizeof *all);
    read_alternatives(&s, all);
    if (s.at < pattern.n)
        return;
    r->digits = all->digits;
    for (size_t i = 0; i < all->n; i++)
        add_literal(g, all->items[i], g->n);
    if (all->n)
        put(g->known, g->n);
}

/* Room for one regex more, and a bit for it. */
static void make_room(struct regex_engine *g)
{
    if (g->n < g->cap)
        return;
    size_t words = g->cap / 64, more = words ? 2 * words : 1;
    g->cap = more * 64;
    g->all = xrealloc(g->all, g->cap * sizeof *g->all);
    g->known = xrealloc(g->known, more * sizeof *g->known);
    g->possible = xrealloc(g->possible, more * sizeof *g->possible);
    memset(g->known + words, 0, (more - words) * sizeof *g->known);
}

struct regex *regex_new(struct regex_engine *g, struct arena *a,
                        const struct yaml_file *f, const struct yaml_node *node,
                        struct err *e)
{
    struct folded pattern;
    int code;
    PCRE2_SIZE at;
    fold_pattern(a, node->value, &pattern);
    if (pattern.text.n == 0) {
        yaml_error(f, node, e, "the pattern is empty");
        return NULL;
    }
    struct regex *r = arena_alloc(a, sizeof *r);
    r->code = pcre2_compile((PCRE2_SPTR)pattern.text.p, pattern.text.n,
                            PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
                            &code, &at, NULL);
    if (!r->code) {
        PCRE2_UCHAR why[160];
        pcre2_get_error_message(code, why, sizeof why);
        size_t there = at < pattern.text.n ? at : pattern.text.n;
        yaml_error_at(f, node, pattern.origin[there], e, "%s", (char *)why);
        return NULL;
    }
    pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE);
    make_room(g);
    find_literals(g, a, r, pattern.text);
    g->all[g->n++] = r;
    return r;
}

/* A head that literals have stands at `at`: which of them are there? */
static void check_heads(struct regex_engine *g, struct str s, size_t at,
                        uint32_t hash)
{
    for (uint32_t i = g->first[hash]; i; i = g->literals[i].next) {
        const struct literal *l = &g->literals[i];
        if (!has(g->possible, l->regex) && l->text.n <= s.n - at &&
            memcmp(l->text.p, s.p + at, l->text.n) == 0)
            put(g->possible, l->regex);
    }
}

/* head: the four bytes from `at`, zeroes behind the end of the text. */
static inline void look_at(struct regex_engine *g, struct str s, size_t at,
                           const char *head)
{
    uint32_t two = hash_two(head), four = hash_four(head);
    bool is_two = has(g->two, two), is_four = has(g->four, four);
    if (!(is_two | is_four))
        return;
    if (is_two)
        check_heads(g, s, at, two);
    if (is_four)
        check_heads(g, s, at, four);
}

/* Literals of one byte: whether it stands anywhere is enough. */
static void look_for_bytes(struct regex_engine *g, struct str s)
{
    bool there[256] = {0};
    for (size_t i = 0; i < s.n; i++)
        there[(unsigned char)s.p[i]] = true;
    for (size_t i = 0; i < g->n_bytes; i++)
        if (there[(unsigned char)g->bytes[i].text.p[0]])
            put(g->possible, g->bytes[i].regex);
}

/* No literal begins inside a letter of two bytes, as most letters have. */
static inline size_t after(struct str s, size_t at)
{
    return at + 1 + ((unsigned char)s.p[at] >= 0xc0);
}

/* In bytes, so that many are looked at in one go. */
static size_t count_digits(struct str s)
{
    enum { PIECE = 128 };
    size_t n = 0;
    for (size_t at = 0; at < s.n; at += PIECE) {
        size_t end = s.n - at < PIECE ? s.n : at + PIECE;
        unsigned char some = 0;
        for (size_t i = at; i < end; i++)
            some += (unsigned char)(s.p[i] - '0') < 10;
        n += some;
    }
    return n;
}

void regex_look(struct regex_engine *g, struct str s)
{
    for (size_t i = 0; i < g->cap / 64; i++)
        g->possible[i] = ~g->known[i];
    g->digits = count_digits(s);
    look_for_bytes(g, s);
    size_t at = 0;
    for (; at + 4 <= s.n; at = after(s, at))
        look_at(g, s, at, s.p + at);
    for (; at < s.n; at = after(s, at)) {
        char head[4] = {0};
        memcpy(head, s.p + at, s.n - at);
        look_at(g, s, at, head);
    }
}

const struct regex *regex_possible(const struct regex_engine *g, size_t *at)
{
    while (*at < g->n) {
        uint64_t left = g->possible[*at / 64] >> (*at % 64);
        *at += left ? (size_t)__builtin_ctzll(left) : 64 - *at % 64;
        if (left && *at < g->n && g->all[(*at)++]->digits <= g->digits)
            return g->all[*at - 1];
    }
    return NULL;
}

enum regex_result regex_next(struct regex_engine *g, const struct regex *r,
                             struct str folded, struct regex_place *at)
{
    if (at->from > folded.n)
        return REGEX_NO;
    PCRE2_SPTR text = (PCRE2_SPTR)(folded.p ? folded.p : "");
    int rc = pcre2_match(r->code, text, folded.n, at->from, PCRE2_NO_UTF_CHECK,
                         g->data, g->context);
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
        rc =
            pcre2_match(r->code, text, folded.n, at->from,
                        PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, g->data, g->context);
    if (rc == PCRE2_ERROR_NOMATCH)
        return REGEX_NO;
    if (rc < 0)
        return REGEX_SLOW;
    PCRE2_SIZE *found = pcre2_get_ovector_pointer(g->data);
    at->start = found[0];
    at->end = found[1] < found[0] ? found[0] : found[1];
    size_t next = at->end;
    if (next <= at->start && next < folded.n)
        str_utf8(folded, &next); /* an empty match */
    at->from = next > at->start ? next : folded.n + 1;
    return REGEX_YES;
}
