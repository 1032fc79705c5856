/* SPDX-License-Identifier: MIT
 * affix: a word taken apart. */
#include <string.h>

#include "classify/affix.h"
#include "classify/affix_internal.h"

enum { STEMS_MAX = 32 }; /* roots of one word */

enum { OF_DIGIT = 1, OF_SIGN, OF_SMALL, OF_CAPITAL, OF_RUSSIAN };
static const unsigned char CHARS[256] = {['0' ... '9'] = OF_DIGIT,
                                         ['a' ... 'z'] = OF_SMALL,
                                         ['A' ... 'Z'] = OF_CAPITAL,
                                         [0xd0 ... 0xd1] = OF_RUSSIAN,
                                         ['\''] = OF_SIGN,
                                         ['-'] = OF_SIGN,
                                         ['.'] = OF_SIGN,
                                         [','] = OF_SIGN,
                                         [':'] = OF_SIGN,
                                         ['/'] = OF_SIGN};

/* Of the letter of two bytes at p: up to U+045F. */
static int of_russian(const unsigned char *p, size_t left)
{
    if (left < 2 || (p[1] & 0xc0) != 0x80 || (p[0] == 0xd1 && p[1] >= 0xa0))
        return 0;
    return p[0] == 0xd0 && p[1] < 0xb0 ? OF_CAPITAL : OF_SMALL;
}

enum kind affix_kind(struct str w)
{
    const unsigned char *p = (const unsigned char *)w.p;
    size_t count[OF_RUSSIAN] = {0};
    int first = 0;
    if (w.n && w.p[w.n - 1] == '.')
        return OTHER; /* hunspell takes it off */
    for (size_t i = 0; i < w.n; i++) {
        int of = CHARS[p[i]];
        if (of == OF_RUSSIAN)
            of = of_russian(p + i, w.n - i);
        if (!of) /* ICONV may make an apostrophe of a sign from U+2000 on */
            return memchr(p, 0xe2, w.n) ? OTHER : STRANGE;
        first = i ? first : of;
        count[of]++;
        i += p[i] >= 0x80;
    }
    if (first == OF_DIGIT)
        return count[OF_SMALL] + count[OF_CAPITAL] ? OTHER : NUMBER;
    if (!count[OF_CAPITAL])
        return SMALL;
    if (first == OF_CAPITAL && count[OF_CAPITAL] == 1)
        return CAPITAL;
    return count[OF_SMALL] ? MIXED : SHOUTED;
}

size_t affix_set_case(unsigned char *p, bool capital)
{
    if (*p < 0x80) {
        bool letter = (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z';
        if (letter)
            *p = (unsigned char)(capital ? *p & ~0x20 : *p | 0x20);
        return 1;
    }
    unsigned c = (unsigned)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
    if (capital)
        c -= c >= 0x450 ? 0x50 : c >= 0x430 ? 0x20 : 0;
    else
        c += c < 0x410 ? 0x50 : c < 0x430 ? 0x20 : 0;
    p[0] = (unsigned char)(0xc0 | c >> 6);
    p[1] = (unsigned char)(0x80 | (c & 0x3f));
    return 2;
}

struct ending *affix_ending(const struct affix *x, struct str add, uint64_t sum)
{
    size_t i = mixed(sum) & x->ending_mask;
    while (x->endings[i].rules && !str_eq(x->endings[i].add, add))
        i = (i + 1) & x->ending_mask;
    return &x->endings[i];
}

struct stems {
    const struct root *items[STEMS_MAX]; /* n of them, none twice */
    size_t n;
};

static void put(struct stems *s, const struct root *r)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->items[i]->n == r->n && memcmp(s->items[i]->p, r->p, r->n) == 0)
            return;
    if (s->n < STEMS_MAX)
        s->items[s->n++] = r;
}

/* A word being taken apart, and the sums of what it begins with. */
struct form {
    struct str word;
    uint64_t sum[2 * WORD_MAX]; /* of so many bytes */
};

static void form_set(struct form *f, struct str word)
{
    f->word = word;
    f->sum[0] = 0;
    for (size_t i = 0; i < word.n; i++)
        f->sum[i + 1] = f->sum[i] * BASE + (unsigned char)word.p[i];
}

/* The next root that is head and tail, from slot *at on; NULL: no more. */
static const struct root *next_root(const struct affix *x, struct str head,
                                    struct str tail, uint64_t hash, size_t *at)
{
    uint32_t mark = slot_for(hash, 0), slot;
    while ((slot = x->slots[*at & x->mask])) {
        ++*at;
        if ((slot & ~(uint32_t)ROOTS_MAX) != mark)
            continue;
        const struct root *r = &x->roots[(slot & ROOTS_MAX) - 1];
        if (r->n == head.n + tail.n && memcmp(r->p, head.p, head.n) == 0 &&
            (!tail.n || memcmp(r->p + head.n, tail.p, tail.n) == 0))
            return r;
    }
    return NULL;
}

/* Puts the roots that are the word and have all the flags. */
static void put_roots(const struct affix *x, const struct form *f,
                      uint64_t flags, struct stems *out)
{
    uint64_t hash = mixed(f->sum[f->word.n]);
    const struct root *r;
    size_t at = hash & x->mask;
    while ((r = next_root(x, f->word, (struct str){0}, hash, &at)))
        if ((r->flags & flags) == flags)
            put(out, r);
}

static size_t letter_at(struct str s, size_t at)
{
    size_t n = 1;
    while (at + n < s.n && ((unsigned char)s.p[at + n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* Is the letter one of "[...]" or "[^...]" or the single one? */
static bool is_of(struct str set, struct str letter)
{
    if (set.p[0] != '[')
        return str_eqz(set, ".") || str_eq(set, letter);
    bool not = set.n > 1 && set.p[1] == '^';
    struct str in = str_part(set, 1 + not, set.n - 2 - not );
    return (str_find(in, letter) >= 0) != not ;
}

/* The next item of a condition from its front. */
static struct str item_at(struct str condition, size_t at)
{
    struct str rest = str_from(condition, at);
    ptrdiff_t close = rest.p[0] == '[' ? str_find_char(rest, ']') : -1;
    return str_part(rest, 0,
                    close >= 0 ? (size_t)close + 1 : letter_at(rest, 0));
}

static size_t items_of(struct str condition)
{
    size_t n = 0;
    for (size_t at = 0; at < condition.n; n++)
        at += item_at(condition, at).n;
    return n;
}

/* Does the word look so, from byte `from` on to the end of the condition? */
static bool looks(struct str word, size_t from, struct str condition)
{
    for (size_t at = 0; at < condition.n;) {
        struct str item = item_at(condition, at);
        if (from >= word.n)
            return false;
        size_t n = letter_at(word, from);
        if (!is_of(item, str_part(word, from, n)))
            return false;
        from += n;
        at += item.n;
    }
    return true;
}

static bool ends_so(struct str word, struct str condition)
{
    if (str_eqz(condition, "."))
        return true;
    size_t from = word.n;
    for (size_t n = items_of(condition); n > 0; n--) {
        if (from == 0)
            return false;
        do
            from--;
        while (from && ((unsigned char)word.p[from] & 0xc0) == 0x80);
    }
    return looks(word, from, condition);
}

/* Roots of the word less a suffix of the list. With a prefix taken off before,
 * a root must have its flag as well. */
static void put_suffixed(const struct affix *x, const struct form *f,
                         const struct affix_rule *r,
                         const struct affix_rule *prefix, struct stems *out)
{
    if (!r || f->word.n <= r->add.n)
        return;
    struct str stem = str_part(f->word, 0, f->word.n - r->add.n);
    for (uint64_t sum = f->sum[stem.n]; r; r = r->next) {
        uint64_t hash = mixed(sum * r->power + r->strip_sum);
        size_t at = hash & x->mask;
        const struct root *found =
            prefix && !r->cross ? NULL
                                : next_root(x, stem, r->strip, hash, &at);
        for (; found; found = next_root(x, stem, r->strip, hash, &at))
            if (found->flags & r->flag &&
                (!prefix || found->flags & prefix->flag) &&
                ends_so((struct str){found->p, found->n}, r->condition))
                put(out, found);
    }
}

static void put_all_suffixed(const struct affix *x, const struct form *f,
                             const struct affix_rule *prefix, struct stems *out)
{
    struct str word = f->word;
    uint64_t sum = 0;
    put_suffixed(x, f, x->bare, prefix, out);
    for (size_t n = 1; n < word.n && n <= x->longest; n++) {
        unsigned char first = (unsigned char)word.p[word.n - n];
        sum = sum * BASE + first;
        if ((first & 0xc0) != 0x80)
            put_suffixed(
                x, f, affix_ending(x, str_from(word, word.n - n), sum)->rules,
                prefix, out);
    }
}

static void put_prefixed(const struct affix *x, struct str word,
                         const struct affix_rule *p, struct stems *out)
{
    char z[2 * WORD_MAX];
    struct form f;
    if (word.n <= p->add.n || !str_starts(word, p->add))
        return;
    struct str root = {z, word.n - p->add.n + p->strip.n};
    memcpy(z, p->strip.p ? p->strip.p : "", p->strip.n);
    memcpy(z + p->strip.n, word.p + p->add.n, word.n - p->add.n);
    if (!looks(root, 0, p->condition))
        return;
    form_set(&f, root);
    put_roots(x, &f, p->flag, out);
    if (p->cross)
        put_all_suffixed(x, &f, p, out);
}

static void put_all(const struct affix *x, struct str word, struct stems *out)
{
    struct form f;
    form_set(&f, word);
    put_roots(x, &f, 0, out);
    for (const struct affix_rule *p = x->prefixes; p; p = p->next)
        put_prefixed(x, word, p, out);
    put_all_suffixed(x, &f, NULL, out);
}

/* Roots of the word; false: it is not for this to say. */
static bool take_apart(const struct affix *x, struct str word,
                       struct stems *out)
{
    char z[WORD_MAX];
    struct form f;
    switch (word.n < WORD_MAX ? affix_kind(word) : OTHER) {
    case NUMBER: /* takes no endings */
        form_set(&f, word);
        put_roots(x, &f, 0, out);
        return true;
    case CAPITAL:
        memcpy(z, word.p, word.n);
        affix_set_case((unsigned char *)z, false);
        put_all(x, (struct str){z, word.n}, out);
        put_all(x, word, out);
        return true;
    case SMALL:
        put_all(x, word, out);
        return true;
    case STRANGE:
        return !x->strange;
    default:
        return false;
    }
}

bool affix_stems(const struct affix *x, struct arena *a, struct str word,
                 struct str *out)
{
    struct stems found = {.n = 0};
    size_t n = 0;
    *out = (struct str){0};
    if (!take_apart(x, word, &found))
        return false;
    if (!found.n)
        return true;
    for (size_t i = 0; i < found.n; i++)
        n += found.items[i]->n + 1U;
    char *to = arena_room(a, n);
    *out = (struct str){to, n - 1};
    for (size_t i = 0; i < found.n; i++) {
        memcpy(to, found.items[i]->p, found.items[i]->n);
        to += found.items[i]->n;
        *to++ = '\t';
    }
    return true;
}
