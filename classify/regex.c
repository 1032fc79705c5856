/* SPDX-License-Identifier: MIT
 * regex: PCRE2 on folded text, run only where it can match. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "classify/regex.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/ceiling.h"
#include "base/text.h"
#include "classify/needs.h"

enum {
    JIT_STACK = 1 << 20,
    HEAD_BITS = 14, /* of the hash of a literal's first bytes */
    HEADS = 1 << HEAD_BITS,
    HEAD = 8 /* bytes of a text that are looked at in one go */
};

struct regex {
    pcre2_code *code; /* compiled, with JIT when there is one */
    size_t digits;    /* a match holds so many digits or more */
    bool digit_first; /* and begins with one */
    size_t need; /* number of the first of its n needs, one at least: sets of */
    size_t n;    /* literals, of each of which a match holds one */
};

/* A piece of plain text: that it is there fulfils a need. */
struct literal {
    uint64_t head;   /* its first bytes, at most eight */
    uint64_t mask;   /* of them */
    struct str text; /* its bytes */
    uint32_t need;   /* number */
    uint32_t next;   /* with a head of the same hash; 0: none */
};

struct regex_engine {
    pcre2_match_data *data;       /* offsets of the last match */
    pcre2_match_context *context; /* limits, stack */
    pcre2_jit_stack *stack;       /* the default 32 KiB is too little */
    struct regex **all;           /* n of them, by number */
    size_t n, cap;                /* regexes, and room for them */
    uint64_t *met;                /* bit per need: the text fulfils it */
    uint64_t *always;             /* the same: every text does */
    uint32_t *of_need;            /* number of its regex, by need */
    size_t n_needs, cap_needs;    /* needs, and room for them */
    struct literal *literals;     /* n_literals of them; 0 is none */
    size_t n_literals;            /* used; room is made in powers of two */
    uint32_t first[HEADS];        /* first literal by the hash of its head */
    uint64_t four[HEADS / 64]; /* bit per hash: a literal begins with such four
 bytes */
    uint64_t two[HEADS / 64];  /* a shorter one with such two */
    struct literal *signs;     /* n_signs of them: of one sign each */
    size_t n_signs;            /* room as for literals */
    size_t digits;             /* 0 to 9 in the text */
    size_t first_digit, last_digit; /* where, when there are any */
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
    free(g->met);
    free(g->always);
    free(g->of_need);
    free(g->literals);
    free(g->signs);
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

/* Of the first n bytes of a head, as bytes_eight() reads them. */
static inline uint32_t hash_of(uint64_t head, unsigned n)
{
    return (uint32_t)((head << (64 - 8 * n)) * 0x9e3779b97f4a7c15ULL >>
                      (64 - HEAD_BITS));
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
static void add_literal(struct regex_engine *g, struct str text, size_t need)
{
    struct literal l = {.text = text, .need = (uint32_t)need};
    size_t head = text.n < sizeof l.head ? text.n : sizeof l.head;
    memcpy(&l.head, text.p, head);
    memset(&l.mask, 0xff, head);
    if (text.n == 1 || (text.n == 2 && (text.p[0] & 0x80))) {
        g->signs = room_for(g->signs, g->n_signs);
        g->signs[g->n_signs++] = l;
        return;
    }
    uint32_t hash = hash_of(l.head, text.n >= 4 ? 4 : 2);
    put(text.n >= 4 ? g->four : g->two, hash);
    l.next = g->first[hash];
    g->first[hash] = (uint32_t)g->n_literals;
    g->literals = room_for(g->literals, g->n_literals);
    g->literals[g->n_literals++] = l;
}

static void add_need(struct regex_engine *g, const struct literals *set)
{
    if (g->n_needs == g->cap_needs) {
        g->cap_needs = g->cap_needs ? 2 * g->cap_needs : 64;
        g->met = xrealloc(g->met, g->cap_needs / 8);
        g->always = xrealloc(g->always, g->cap_needs / 8);
        g->of_need = xrealloc(g->of_need, g->cap_needs * sizeof *g->of_need);
        memset(g->always + g->n_needs / 64, 0, (g->cap_needs - g->n_needs) / 8);
    }
    for (size_t i = 0; i < set->n; i++)
        add_literal(g, set->items[i], g->n_needs);
    if (!set->n)
        put(g->always, g->n_needs);
    g->of_need[g->n_needs++] = (uint32_t)g->n;
}

static void find_needs(struct regex_engine *g, struct arena *a, struct regex *r,
                       struct str pattern)
{
    struct needs needs;
    needs_of(&needs, a, pattern);
    r->digits = needs.digits;
    r->digit_first = needs.digit_first;
    r->need = g->n_needs;
    if (!needs.n) /* nothing is known: an empty set stands for it */
        needs = (struct needs){.n = 1, .digits = needs.digits};
    r->n = needs.n;
    for (size_t i = 0; i < r->n; i++)
        add_need(g, &needs.sets[i]);
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
                            PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
                                PCRE2_USE_OFFSET_LIMIT,
                            &code, &at, NULL);
    if (!r->code) {
        PCRE2_UCHAR why[160];
        pcre2_get_error_message(code, why, sizeof why);
        size_t there = at < pattern.text.n ? at : pattern.text.n;
        yaml_error_at(f, node, pattern.origin[there], e, "%s", (char *)why);
        return NULL;
    }
    pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE);
    find_needs(g, a, r, pattern.text);
    if (g->n == g->cap) {
        g->cap = g->cap ? 2 * g->cap : 64;
        g->all = xrealloc(g->all, g->cap * sizeof *g->all);
    }
    g->all[g->n++] = r;
    return r;
}

/* A head that literals have stands at `at`: which of them are there? head: the
 * eight bytes from `at`, zeroes behind the end of the text. */
static void check_heads(struct regex_engine *g, struct str s, size_t at,
                        uint64_t head, uint32_t hash)
{
    for (uint32_t i = g->first[hash]; i; i = g->literals[i].next) {
        const struct literal *l = &g->literals[i];
        if ((head & l->mask) == l->head && l->text.n <= s.n - at &&
            (l->text.n <= HEAD || memcmp(l->text.p, s.p + at, l->text.n) == 0))
            put(g->met, l->need);
    }
}

static inline void look_at(struct regex_engine *g, struct str s, size_t at,
                           uint64_t head)
{
    uint32_t two = hash_of(head, 2), four = hash_of(head, 4);
    bool is_two = has(g->two, two), is_four = has(g->four, four);
    if (!(is_two | is_four))
        return;
    if (is_two)
        check_heads(g, s, at, head, two);
    if (is_four)
        check_heads(g, s, at, head, four);
}

/* Literals of one sign: whether its last byte stands anywhere is enough. */
static void look_for_signs(struct regex_engine *g, struct str s)
{
    bool there[256] = {0};
    for (size_t i = 0; i < s.n; i++)
        there[(unsigned char)s.p[i]] = true;
    for (size_t i = 0; i < g->n_signs; i++) {
        struct str sign = g->signs[i].text;
        if (there[(unsigned char)sign.p[sign.n - 1]])
            put(g->met, g->signs[i].need);
    }
}

/* No literal begins inside a letter of two bytes, as most letters have. */
static inline size_t after(struct str s, size_t at)
{
    return at + 1 + ((unsigned char)s.p[at] >= 0xc0);
}

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
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
            some += is_digit(s.p[i]);
        n += some;
    }
    return n;
}

static void look_for_digits(struct regex_engine *g, struct str s)
{
    g->digits = count_digits(s);
    if (!g->digits)
        return;
    for (g->first_digit = 0; !is_digit(s.p[g->first_digit]);)
        g->first_digit++;
    for (g->last_digit = s.n - 1; !is_digit(s.p[g->last_digit]);)
        g->last_digit--;
}

void regex_look(struct regex_engine *g, struct str s)
{
    if (g->cap_needs)
        memcpy(g->met, g->always, g->cap_needs / 8);
    look_for_digits(g, s);
    look_for_signs(g, s);
    size_t at = 0;
    for (; at + HEAD <= s.n; at = after(s, at))
        look_at(g, s, at, bytes_eight(s.p + at));
    for (; at < s.n; at = after(s, at)) {
        char head[HEAD] = {0};
        memcpy(head, s.p + at, s.n - at);
        look_at(g, s, at, bytes_eight(head));
    }
}

static bool possible(const struct regex_engine *g, const struct regex *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (!has(g->met, r->need + i))
            return false;
    return r->digits <= g->digits;
}

/* The first need from `at` on that is met; n_needs or more: there is none. */
static size_t next_met(const struct regex_engine *g, size_t at)
{
    while (at < g->n_needs) {
        uint64_t rest = g->met[at / 64] >> (at % 64);
        if (rest)
            return at + (size_t)__builtin_ctzll(rest);
        at = (at / 64 + 1) * 64;
    }
    return at;
}

const struct regex *regex_possible(const struct regex_engine *g, size_t *at)
{
    size_t need = *at < g->n ? g->all[*at]->need : g->n_needs;
    while ((need = next_met(g, need)) < g->n_needs) {
        size_t number = g->of_need[need];
        const struct regex *r = g->all[number];
        *at = number + 1;
        if (r->need == need && possible(g, r))
            return r;
        need = r->need + r->n;
    }
    return NULL;
}

enum regex_result regex_next(struct regex_engine *g, const struct regex *r,
                             struct str folded, struct regex_place *at)
{
    size_t last = r->digit_first ? g->last_digit : folded.n;
    if (r->digit_first && at->from < g->first_digit)
        at->from = g->first_digit;
    if (at->from > last)
        return REGEX_NO;
    pcre2_set_offset_limit(g->context, last);
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
