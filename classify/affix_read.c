/* SPDX-License-Identifier: MIT
 * affix_read: the .aff and the .dic file of a dictionary. */
#include <stdlib.h>
#include <string.h>

#include "classify/affix.h"
#include "classify/affix_internal.h"

enum {
    LINE_PARTS = 6,          /* of a line of the .aff file */
    STRIP_MAX = WORD_MAX / 2 /* bytes that a rule takes off a root */
};

/* Flags are letters. */
static uint64_t bit_of(char c)
{
    return c >= 'A' && c <= 'z' ? 1ULL << (c - 'A') : 0;
}

static uint64_t bits_of(struct str flags)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < flags.n; i++)
        bits |= bit_of(flags.p[i]);
    return bits;
}

static size_t parts_of(struct str line, struct str part[LINE_PARTS])
{
    size_t n = 0, at = 0;
    while (n < LINE_PARTS) {
        while (at < line.n && (line.p[at] == ' ' || line.p[at] == '\t'))
            at++;
        size_t from = at;
        while (at < line.n && line.p[at] != ' ' && line.p[at] != '\t')
            at++;
        if (at == from)
            break;
        part[n++] = str_part(line, from, at - from);
    }
    return n;
}

static void keep_suffix(struct affix *x, struct affix_rule *r)
{
    uint64_t sum = 0;
    for (size_t i = r->add.n; i > 0; i--)
        sum = sum * BASE + (unsigned char)r->add.p[i - 1];
    struct ending *e = r->add.n ? affix_ending(x, r->add, sum) : NULL;
    struct affix_rule **list = e ? &e->rules : &x->bare;
    if (e && !e->rules) {
        e->add = r->add;
        x->n_endings++;
    }
    r->next = *list;
    *list = r;
    x->longest = r->add.n > x->longest ? r->add.n : x->longest;
}

static void keep_prefix(struct affix *x, struct affix_rule *r)
{
    struct affix_rule **end = &x->prefixes;
    while (*end)
        end = &(*end)->next;
    *end = r;
}

/* SFX flag strip add condition; SFX flag Y count begins a list. */
static bool read_rule(struct affix *x, struct str part[LINE_PARTS], size_t n)
{
    int64_t count;
    bool suffix = str_eqz(part[0], "SFX");
    if (n < 4 || part[1].n != 1 || !bit_of(part[1].p[0]))
        return false;
    uint64_t flag = bit_of(part[1].p[0]);
    if (n == 4 && str_int(part[3], &count)) {
        x->crossing |= str_eqz(part[2], "Y") ? flag : 0;
        return true;
    }
    struct affix_rule *r = arena_alloc(&x->arena, sizeof *r);
    r->strip = str_eqz(part[2], "0") ? (struct str){0} : part[2];
    r->add = str_eqz(part[3], "0") ? (struct str){0} : part[3];
    r->condition = n > 4 ? part[4] : STR(".");
    r->strip_sum = sum_of(0, r->strip);
    r->power = 1;
    for (size_t i = 0; i < r->strip.n; i++)
        r->power *= BASE;
    r->flag = flag;
    r->cross = x->crossing & flag;
    x->strange |= affix_kind(r->add) == STRANGE;
    if (n > 5 || memchr(part[3].p, '/', part[3].n) || r->strip.n > STRIP_MAX ||
        x->n_endings * 2 > x->ending_mask)
        return false;
    (suffix ? keep_suffix : keep_prefix)(x, r);
    return true;
}

static bool read_aff(struct affix *x, struct str text)
{
    /* For suggestions, or for words with digits, which are not answered. */
    static const char *const IDLE[] = {"TRY", "REP", "WORDCHARS", "NOSUGGEST",
                                       "ICONV"};
    static const char *const DIGITS[] = {"COMPOUNDMIN", "COMPOUNDRULE",
                                         "ONLYINCOMPOUND"};
    struct str line, part[LINE_PARTS];
    while (str_split(&text, '\n', &line)) {
        size_t n = parts_of(line, part);
        bool known = n == 0 || part[0].p[0] == '#';
        for (size_t i = 0; i < sizeof IDLE / sizeof *IDLE && !known; i++)
            known = str_eqz(part[0], IDLE[i]);
        if (known)
            continue;
        if (str_eqz(part[0], "SET"))
            known = n > 1 && str_eqz(part[1], "UTF-8");
        else if (str_eqz(part[0], "SFX") || str_eqz(part[0], "PFX"))
            known = read_rule(x, part, n);
        for (size_t i = 0; i < sizeof DIGITS / sizeof *DIGITS && !known; i++) {
            known = str_eqz(part[0], DIGITS[i]);
            x->special |= known && n > 1 ? bits_of(part[1]) : 0;
        }
        if (!known)
            return false;
    }
    return true;
}

static void add_root(struct affix *x, struct root r)
{
    uint64_t hash = mixed(sum_of(0, (struct str){r.p, r.n}));
    size_t i = hash & x->mask;
    for (; x->slots[i]; i = (i + 1) & x->mask) {
        struct root *old = &x->roots[(x->slots[i] & ROOTS_MAX) - 1];
        if (!(r.hidden || old->hidden) || old->n != r.n ||
            memcmp(old->p, r.p, r.n) != 0)
            continue;
        if (old->hidden)
            *old = r;
        return;
    }
    x->roots[x->n_roots++] = r;
    x->slots[i] = slot_for(hash, x->n_roots);
}

static struct str as_name(struct arena *a, struct str w)
{
    struct str name = str_dup(a, w);
    unsigned char *p = (unsigned char *)name.p;
    for (size_t i = affix_set_case(p, true); i < w.n;)
        i += affix_set_case(p + i, false);
    return name;
}

/* A line of the .dic file. NASA and McDonald may also be written as names
 * are. */
static bool read_root(struct affix *x, struct str line)
{
    ptrdiff_t stroke = str_find_char(line, '/');
    struct str word = stroke < 0 ? line : str_part(line, 0, (size_t)stroke);
    struct str marks =
        stroke < 0 ? (struct str){0} : str_from(line, (size_t)stroke + 1);
    enum kind kind = affix_kind(word);
    struct root r = {word.p, bits_of(marks), (uint8_t)word.n, false};
    x->strange |= kind == STRANGE;
    if (kind == OTHER || kind == STRANGE || word.n >= WORD_MAX)
        return true; /* nobody asks for it */
    if (kind != NUMBER && (r.flags & x->special))
        return false;
    add_root(x, r);
    if (kind == MIXED || (kind == SHOUTED && marks.n)) {
        r.p = as_name(&x->arena, word).p;
        r.hidden = true;
        add_root(x, r);
    }
    return true;
}

static bool read_dic(struct affix *x, struct str text)
{
    struct str line;
    size_t lines = 0, cap = 1024;
    for (const char *p = text.p, *end = p + text.n;
         (p = memchr(p, '\n', (size_t)(end - p))); p++)
        lines++;
    if (memchr(text.p, '\t', text.n) || memchr(text.p, ' ', text.n) ||
        memchr(text.p, '\\', text.n))
        return false; /* more than roots and flags */
    /* Two roots of a line, the last without its end, and half of it free. */
    while (cap < lines * 4 + 4)
        cap *= 2;
    x->mask = cap - 1;
    x->slots = arena_alloc(&x->arena, cap * sizeof *x->slots);
    x->roots = arena_room(&x->arena, (lines * 2 + 2) * sizeof *x->roots);
    if (!str_split(&text, '\n', &line))
        return false; /* the first line is their number */
    while (str_split(&text, '\n', &line))
        if ((line.n && !read_root(x, line)) || x->n_roots + 2 > ROOTS_MAX)
            return false;
    return true;
}

struct affix *affix_open(struct str aff, struct str dic)
{
    enum { ENDINGS = 2048 };
    struct affix *x = xcalloc(1, sizeof *x);
    x->ending_mask = ENDINGS - 1;
    x->endings = arena_alloc(&x->arena, ENDINGS * sizeof *x->endings);
    if (read_aff(x, aff) && read_dic(x, dic))
        return x;
    affix_close(x);
    return NULL;
}

void affix_close(struct affix *x)
{
    if (!x)
        return;
    arena_clear(&x->arena);
    free(x);
}
