/* SPDX-License-Identifier: MIT
 * text: folding. ASCII and Russian letters go through a short path; the rest
 * goes cluster by cluster (a letter and its marks) through utf8proc. */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

enum {
    CLUSTER = 32, /* code points of a letter with its marks that are kept */
    SPARE = 512   /* bytes a step may write: 18 code points of one (U+FDFA),
                     times the marks, never come near it */
};

struct folding {
    struct arena *arena;    /* owner of what follows */
    const unsigned char *p; /* the original */
    size_t n;               /* its length */
    char *out;              /* folded bytes */
    uint32_t *origin;       /* one per folded byte */
    size_t used, cap;       /* of both */
    char space;             /* white space seen: 0, ' ' or '\n' */
    size_t space_at;        /* where it began */
};

/* Bytes of one block that holds the map and, behind it, the folded text. */
static size_t block_size(size_t cap)
{
    return (cap + 1) * (sizeof(uint32_t) + 1);
}

static void make_block(struct folding *f, size_t cap)
{
    f->origin = arena_room(f->arena, block_size(cap));
    f->out = (char *)(f->origin + cap + 1);
    f->cap = cap;
}

/* Room for n bytes and a step. */
static void room(struct folding *f, size_t n)
{
    if (f->used + n + SPARE < f->cap)
        return;
    struct folding old = *f;
    make_block(f, 2 * f->cap + n + SPARE);
    memcpy(f->out, old.out, old.used);
    memcpy(f->origin, old.origin, old.used * sizeof *old.origin);
}

/* Words of rules are folded by the thousand and kept: no spare bytes stay. */
static void tighten(struct folding *f)
{
    char *end = (char *)(f->origin + f->used + 1);
    memmove(end, f->out, f->used + 1);
    f->out = end;
    arena_shrink(f->arena, f->origin, block_size(f->cap), block_size(f->used));
}

static inline void byte(struct folding *f, unsigned char c, size_t at)
{
    f->out[f->used] = (char)c;
    f->origin[f->used++] = (uint32_t)at;
}

/* White space waits until something follows it, so none is left at the ends. */
static inline void flush_space(struct folding *f)
{
    if (f->space && f->used)
        byte(f, (unsigned char)f->space, f->space_at);
    f->space = 0;
}

static void space(struct folding *f, bool line, size_t at)
{
    if (!f->space) {
        f->space = ' ';
        f->space_at = at;
    }
    if (line)
        f->space = '\n';
}

static void code_point(struct folding *f, int32_t c, size_t at)
{
    if (c == ' ' || (c < 0x20 && c >= 0) || c == 0x7f || c == 0x85 ||
        c == 0x2028 || c == 0x2029) {
        space(f, c == '\n' || c == '\r' || c >= 0x85, at);
        return;
    }
    flush_space(f);
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(c, bytes);
    for (utf8proc_ssize_t i = 0; i < n; i++)
        byte(f, bytes[i], at);
}

/* One sign for the many forms of quote, apostrophe and dash. */
static int32_t plain_sign(int32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2bc:
    case 0x2b9:
    case 0x60:
    case 0xb4:
    case 0x2032:
        return '\'';
    case 0xab:
    case 0xbb:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2039:
    case 0x203a:
    case 0x300c:
    case 0x300d:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x2043:
        return '-';
    case 0x451: /* ё */
        return 0x435;
    case 0x450: /* е, и with grave: stress marks */
        return 0x435;
    case 0x45d:
        return 0x438;
    default:
        return c;
    }
}

static bool is_mark(int32_t c)
{
    return c >= 0x300 && c <= 0x36f;
}

/* Marks of Latin and Greek letters go; Cyrillic ones make another letter
 * (й, ў, ї) or are a stress mark, which goes too. */
static utf8proc_ssize_t drop_marks(int32_t *c, utf8proc_ssize_t n)
{
    bool cyrillic = false;
    utf8proc_ssize_t kept = 0;
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        if (!is_mark(c[i]))
            cyrillic = c[i] >= 0x400 && c[i] < 0x530;
        if (!is_mark(c[i]) || (cyrillic && (c[i] == 0x306 || c[i] == 0x308)))
            c[kept++] = c[i];
    }
    kept = utf8proc_normalize_utf32(c, kept, UTF8PROC_COMPOSE);
    utf8proc_ssize_t left = 0;
    for (utf8proc_ssize_t i = 0; i < kept; i++)
        if (!is_mark(c[i]))
            c[left++] = c[i];
    return left;
}

/* Decodes at *at. Bad bytes give U+FFFD and move one byte. */
static int32_t decode(const struct folding *f, size_t *at)
{
    size_t left = f->n - *at;
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate(
        f->p + *at, (utf8proc_ssize_t)(left < 4 ? left : 4), &c);
    if (n <= 0) {
        *at += 1;
        return 0xfffd;
    }
    *at += (size_t)n;
    return c;
}

/* The long path: a code point with the marks behind it. */
static size_t cluster(struct folding *f, size_t at)
{
    enum {
        OPTIONS = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                  UTF8PROC_IGNORE
    };
    int32_t c[CLUSTER * 4];
    utf8proc_ssize_t n = 0;
    size_t start = at;
    int points = 0;
    do {
        size_t here = at;
        int32_t one = decode(f, &at);
        if (points && !is_mark(one)) {
            at = here;
            break;
        }
        int class = UTF8PROC_BOUNDCLASS_START;
        if (one == 0x2116) { /* №: "no" is another word */
            c[n++] = one;
            continue;
        }
        utf8proc_ssize_t k = utf8proc_decompose_char(
            one, c + n, CLUSTER * 4 - n, (utf8proc_option_t)OPTIONS, &class);
        if (k > 0 && n + k <= CLUSTER * 4)
            n += k;
    } while (++points < CLUSTER && at < f->n &&
             (f->p[at] == 0xcc || f->p[at] == 0xcd));
    n = drop_marks(c, n);
    room(f, 0);
    for (utf8proc_ssize_t i = 0; i < n; i++)
        code_point(f, plain_sign(c[i]), start);
    return at;
}

/* А..я Ё ё and their neighbours in two bytes; lower case of the same length. */
static inline bool russian(const unsigned char *p, unsigned char out[2])
{
    uint32_t c = ((uint32_t)(p[0] & 0x1f) << 6) | (p[1] & 0x3f);
    memcpy(out, p, 2);
    if (p[0] == 0xd0 ? (p[1] & 0xf0) == 0xb0 : (p[1] & 0xf0) == 0x80)
        return true; /* small ones: most of any text */
    if ((p[1] & 0xc0) != 0x80)
        return false;
    if (c >= 0x410 && c <= 0x42f)
        c += 0x20;
    else if (c == 0x401 || c == 0x451)
        c = 0x435;
    else if (c < 0x410 || c > 0x44f)
        return false;
    out[0] = (unsigned char)(0xc0 | c >> 6);
    out[1] = (unsigned char)(0x80 | (c & 0x3f));
    return true;
}

/* Folds one step of the text from `at`; returns where the next begins. */
static inline size_t step(struct folding *f, size_t at)
{
    unsigned char c = f->p[at], two[2];
    size_t len = c < 0x80 ? 1 : 2;
    bool mark =
        at + len < f->n && (f->p[at + len] == 0xcc || f->p[at + len] == 0xcd);
    if (c <= ' ' || c == 0x7f) {
        space(f, c == '\n' || c == '\r', at);
        return at + 1;
    }
    if (c < 0x80 && c != '`' && !mark) {
        flush_space(f);
        byte(f, c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c, at);
        return at + 1;
    }
    if ((c == 0xd0 || c == 0xd1) && at + 1 < f->n && !mark &&
        russian(f->p + at, two)) {
        flush_space(f);
        byte(f, two[0], at);
        byte(f, two[1], at);
        return at + 2;
    }
    return cluster(f, at);
}

/* What a byte begins; UPPER << 4 is what makes a capital small. */
enum { RARE = 0, SAME = 1, UPPER = 2, RUSSIAN = 4, BLANK = 8 };
static const unsigned char KINDS[256] = {
    [' '] = BLANK,        ['!' ... '@'] = SAME, ['A' ... 'Z'] = UPPER,
    ['[' ... '_'] = SAME, ['a' ... '~'] = SAME, [0xd0 ... 0xd1] = RUSSIAN};

/* Folds ASCII, Russian letters and single spaces between them, until there is
 * something else; returns where. None of it grows, so room is made once. Not
 * for texts with combining marks, nor where a space waits. */
static size_t plain_run(struct folding *f, size_t at)
{
    const unsigned char *p = f->p;
    char *out = f->out;
    uint32_t *origin = f->origin;
    size_t used = f->used, last = f->n - 1;
    while (at < last) {
        unsigned char c = p[at], kind = KINDS[c], two[2];
        bool single = kind & (SAME | UPPER) ||
                      (kind == BLANK && used && (KINDS[p[at + 1]] & ~BLANK));
        if (single) {
            out[used] = (char)(c | (kind & UPPER) << 4);
            origin[used++] = (uint32_t)at++;
        } else if (kind == RUSSIAN && russian(p + at, two)) {
            memcpy(out + used, two, 2);
            origin[used] = origin[used + 1] = (uint32_t)at;
            used += 2;
            at += 2;
        } else {
            break;
        }
    }
    f->used = used;
    return at;
}

static bool has_marks(const struct folding *f)
{
    return f->n && (memchr(f->p, 0xcc, f->n) || memchr(f->p, 0xcd, f->n));
}

void text_fold(struct arena *a, struct str original, struct folded *out)
{
    struct folding f = {
        .arena = a, .p = (const unsigned char *)original.p, .n = original.n};
    make_block(&f, original.n + 2 * SPARE);
    bool plain = !has_marks(&f);
    for (size_t at = 0; at < f.n;) {
        room(&f, plain ? f.n - at : 0);
        if (plain && !f.space)
            at = plain_run(&f, at);
        if (at < f.n)
            at = step(&f, at);
    }
    f.out[f.used] = 0;
    f.origin[f.used] = (uint32_t)(f.space ? f.space_at : original.n);
    tighten(&f);
    *out = (struct folded){{f.out, f.used}, f.origin};
}

bool text_has_cyrillic(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = str_utf8(s, &at);
        if (c >= 0x400 && c <= 0x52f)
            return true;
    }
    return false;
}

bool text_is_letters(struct str w)
{
    for (size_t i = 0; i < w.n; i++) {
        unsigned char c = (unsigned char)w.p[i];
        if (c < 0x80 && !(c >= 'a' && c <= 'z') && c != '-' && c != '\'')
            return false;
    }
    return w.n > 0;
}
