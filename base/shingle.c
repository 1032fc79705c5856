/* SPDX-License-Identifier: MIT
 * shingle: runs of words, their least ones as keys, and likeness. */
#include "base/shingle.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/text.h"

enum { RUN = 3, ORDERS = 2 * SHINGLE_KEYS };

/* Alike from here on. Of 12,800 strangers' texts no two that were more alike
 * than this said different things; a post cut to four fifths with a signature
 * under it is at .65. */
static const double SAME = 0.55;

static uint64_t mixed(uint64_t h)
{
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 33;
}

/* ---- words ---- */

/* Folded text with blanks in place of its links. */
static struct str without_links(struct arena *a, struct str folded)
{
    static const char *const heads[] = {"http://", "https://", "www."};
    char *out = arena_alloc(a, folded.n + 1);
    size_t at = 0;
    while (at < folded.n) {
        struct str rest = str_from(folded, at);
        bool link = false, may_be = *rest.p == 'h' || *rest.p == 'w';
        for (size_t i = 0; may_be && i < sizeof heads / sizeof *heads; i++)
            link |= str_starts(rest, str_of(heads[i]));
        while (link && at < folded.n && folded.p[at] != ' ' &&
               folded.p[at] != '\n')
            out[at++] = ' ';
        if (!link)
            out[at] = folded.p[at], at++;
    }
    out[at] = '\0';
    return (struct str){out, at};
}

/* Words at the end that only say that there is more elsewhere. */
static size_t without_tail(const struct token *t, size_t n)
{
    static const char *const tails[][2] = {
        {"читать", "далее"},  {"читать", "полностью"},
        {"читать", "дальше"}, {"показать", "полностью"},
        {"читать", "еще"},    {"read", "more"},
        {"show", "more"},     {"continue", "reading"},
        {"see", "more"}};
    for (size_t i = 0; n > 2 && i < sizeof tails / sizeof *tails; i++)
        if (str_eqz(t[n - 2].word, tails[i][0]) &&
            str_eqz(t[n - 1].word, tails[i][1]))
            return n - 2;
    return n && str_eqz(t[n - 1].word, "подробнее") ? n - 1 : n;
}

/* The words that count, from *first on. */
static size_t words_of(struct arena *a, struct str text, struct token **first)
{
    struct folded f;
    text_fold(a, text, &f);
    size_t n = text_tokens(a, without_links(a, f.text), first);
    if (n > 2 && str_eqz((*first)->word, "rt"))
        *first += 2, n -= 2; /* "RT @name:" */
    n = without_tail(*first, n);
    return n < SHINGLE_MOST ? n : SHINGLE_MOST;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Sorts, and leaves one of each. */
static size_t settle(uint64_t *runs, size_t n)
{
    size_t kept = 0;
    if (n)
        qsort(runs, n, sizeof *runs, by_number);
    for (size_t i = 0; i < n; i++)
        if (!kept || runs[i] != runs[kept - 1])
            runs[kept++] = runs[i];
    return kept;
}

/* "10.000" as "10 000": with its full stop or without. */
static void add_numbers(struct arena *a, struct str word, struct shingles *s,
                        size_t *cap)
{
    for (size_t i = 0, n; i < word.n; i += n + 1) {
        for (n = 0; i + n < word.n && ascii_digit(word.p[i + n]);)
            n++;
        if (!n)
            continue;
        s->numbers =
            arena_grow(a, s->numbers, s->n_numbers, cap, sizeof *s->numbers);
        s->numbers[s->n_numbers++] = str_hash(str_part(word, i, n));
    }
}

void shingle_text(struct arena *a, struct str text, struct shingles *out)
{
    struct token *t;
    size_t n = words_of(a, text, &t);
    *out = (struct shingles){.exact = n < SHINGLE_SOME};
    if (n < SHINGLE_FEW)
        return;
    uint64_t before[RUN] = {0};
    size_t cap = 0;
    out->runs = arena_alloc(a, n * sizeof *out->runs);
    for (size_t i = 0; i < n; i++) {
        uint64_t word = mixed(str_hash(t[i].word));
        out->whole = mixed(out->whole * 3 + word);
        before[i % RUN] = word;
        add_numbers(a, t[i].word, out, &cap);
        if (i + 1 >= RUN)
            out->runs[out->n++] = mixed(before[(i + 1) % RUN] * 9 +
                                        before[(i + 2) % RUN] * 3 + word);
    }
    out->n = settle(out->runs, out->n);
    out->n_numbers = settle(out->numbers, out->n_numbers);
}

/* ---- keys ---- */

int shingle_keys(const struct shingles *s, struct str of,
                 int64_t keys[SHINGLE_KEYS])
{
    uint64_t least[ORDERS], room = mixed(str_hash(of));
    if (!s->n)
        return 0;
    if (s->exact) {
        keys[0] = (int64_t)mixed(room ^ s->whole);
        return 1;
    }
    for (int o = 0; o < ORDERS; o++)
        least[o] = UINT64_MAX;
    for (size_t i = 0; i < s->n; i++)
        for (int o = 0; o < ORDERS; o++) {
            /* an odd factor and a shift: an order of its own */
            uint64_t x = s->runs[i] * (0x9e3779b97f4a7c15u + 2 * (unsigned)o);
            x = (x ^ x >> 29) * 0xbf58476d1ce4e5b9u;
            if (x < least[o])
                least[o] = x;
        }
    for (int k = 0; k < SHINGLE_KEYS; k++)
        keys[k] = (int64_t)mixed(mixed(room + (unsigned)k + least[2 * k]) +
                                 least[2 * k + 1]);
    return SHINGLE_KEYS;
}

/* ---- likeness ---- */

static size_t shared(const uint64_t *x, size_t n, const uint64_t *y, size_t m)
{
    size_t i = 0, k = 0, both = 0;
    while (i < n && k < m) {
        uint64_t a = x[i], b = y[k];
        both += a == b;
        i += a <= b;
        k += b <= a;
    }
    return both;
}

double shingle_likeness(const struct shingles *x, const struct shingles *y)
{
    size_t both = shared(x->runs, x->n, y->runs, y->n);
    size_t all = x->n + y->n - both;
    return all ? (double)both / (double)all : 0;
}

bool shingle_same(const struct shingles *x, const struct shingles *y)
{
    if (x->exact || y->exact)
        return x->n && x->exact == y->exact && x->whole == y->whole;
    size_t both = shared(x->numbers, x->n_numbers, y->numbers, y->n_numbers);
    bool apart = both < x->n_numbers && both < y->n_numbers;
    return x->n && !apart && shingle_likeness(x, y) >= SAME;
}
