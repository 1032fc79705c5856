/* SPDX-License-Identifier: MIT
 *
 * brand_text: letters of a text in which names are looked for, raw or folded.
 */
#ifndef MOLVA_BRAND_TEXT_H
#define MOLVA_BRAND_TEXT_H

#include "base/str.h"

struct brand_text {
    struct str s;           /* bytes */
    struct str original;    /* as it was written, for capitals */
    const uint32_t *origin; /* from s to the original; NULL: they are one */
};

/* What a byte begins. */
enum letter_kind {
    GAP,      /* nothing of a word */
    ASCII,    /* a letter or digit of one byte */
    CYRILLIC, /* a letter of two */
    LETTER,   /* a letter of another script */
    ODD,      /* something that folding would drop or change */
    ASK       /* the next bytes decide */
};

/* By the first byte; 0x80 to 0xbf only begin something in broken text. */
static const unsigned char LETTER_KINDS[256] = {['0' ... '9'] = ASCII,
                                                ['A' ... 'Z'] = ASCII,
                                                ['a' ... 'z'] = ASCII,
                                                [0xc2] = ASK,
                                                [0xc3 ... 0xcf] = ODD,
                                                [0xd0 ... 0xd1] = CYRILLIC,
                                                [0xd2 ... 0xdf] = LETTER,
                                                [0xe0 ... 0xe1] = LETTER,
                                                [0xe2] = ASK,
                                                [0xe3 ... 0xee] = LETTER,
                                                [0xef] = ODD};

static inline enum letter_kind letter_kind(const unsigned char *p, size_t left)
{
    enum letter_kind k = LETTER_KINDS[*p];
    if (k != ASK)
        return k;
    unsigned char d = left > 1 ? p[1] : 0, t = left > 2 ? p[2] : 0;
    if (*p == 0xc2) /* soft hyphen */
        return d == 0xad ? ODD : GAP;
    bool zero_width = (d == 0x80 && ((t >= 0x8b && t <= 0x8f) || t >= 0xaa)) ||
                      (d == 0x81 && t >= 0xa0);
    return zero_width ? ODD : GAP;
}

/* The folded code point at `at`, which moves on. Only ASCII and CYRILLIC are
 * folded; the rest was folded before, where it matters. */
static inline uint32_t letter_at(struct str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    if (*p < 0x80) {
        ++*at;
        return *p >= 'A' && *p <= 'Z' ? *p | 0x20u : *p;
    }
    if ((*p == 0xd0 || *p == 0xd1) && *at + 1 < s.n) {
        uint32_t c = ((uint32_t)(*p & 0x1f) << 6) | (p[1] & 0x3f);
        *at += 2;
        if (c >= 0x410 && c <= 0x42f)
            return c + 0x20;
        return c == 0x401 || c == 0x451 ? 0x435 : c;
    }
    return str_utf8(s, at);
}

static inline bool in_word(struct str s, size_t at)
{
    return at < s.n &&
           letter_kind((const unsigned char *)s.p + at, s.n - at) != GAP;
}

/* A space or hyphen between two letters. */
static inline bool is_gap(struct str s, size_t at)
{
    return at < s.n && (s.p[at] == ' ' || s.p[at] == '-') && in_word(s, at + 1);
}

/* а to я: the Latin letter that looks like it, small or as a capital. */
static const char LETTER_TWINS[32] = {
    [0x00] = 'a', [0x02] = 'b', [0x05] = 'e', [0x0a] = 'k',
    [0x0c] = 'm', [0x0d] = 'h', [0x0e] = 'o', [0x10] = 'p',
    [0x11] = 'c', [0x12] = 't', [0x13] = 'y', [0x15] = 'x'};

/* One of the letters that look alike, for all of them. */
static inline uint32_t letter_look(uint32_t c)
{
    return c >= 0x430 && c <= 0x44f && LETTER_TWINS[c - 0x430]
               ? (uint32_t)LETTER_TWINS[c - 0x430]
               : c;
}

#endif
