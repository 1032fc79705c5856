/* SPDX-License-Identifier: MIT
 *
 * What affix.c, which takes words apart, and affix_read.c, which reads the
 * files, share. */
#ifndef MOLVA_AFFIX_INTERNAL_H
#define MOLVA_AFFIX_INTERNAL_H

#include "base/str.h"

enum {
    ROOTS_MAX = (1 << 18) - 1, /* what a slot can number */
    WORD_MAX = 96              /* bytes of a word, as in lemma.c */
};

struct root {
    const char *p;  /* the word, n bytes */
    uint64_t flags; /* affixes it takes, bit_of() each */
    uint8_t n;      /* bytes, below WORD_MAX */
    bool hidden;    /* it stands for NASA, and for Nasa only if there is none */
};

/* One line SFX or PFX. */
struct affix_rule {
    struct str strip, add, condition; /* taken off the root, put on it, and
                                         what the root looks like there */
    uint64_t strip_sum, power;        /* of `strip`; of BASE, for its bytes */
    uint64_t flag;                    /* that a root must have */
    bool cross;                       /* also with one at the other end */
    struct affix_rule *next;          /* with the same `add` */
};

/* All suffixes that add the same bytes. */
struct ending {
    struct str add; /* the bytes */
    struct affix_rule
        *rules; /* the last of the file first, as hunspell tries them */
};

struct affix {
    struct arena arena;          /* of all below */
    struct root *roots;          /* n_roots of them */
    size_t n_roots;              /* at most ROOTS_MAX */
    uint32_t *slots;             /* mask + 1: bits of the hash, number + 1 */
    size_t mask;                 /* of the hash */
    struct affix_rule *prefixes; /* in the order of the file */
    struct ending *endings; /* a hash, ending_mask + 1 of them; the empty `add`
                               has none */
    size_t ending_mask, n_endings; /* slots, used */
    struct affix_rule *bare;       /* suffixes that only take off */
    size_t longest;                /* bytes that a suffix adds at most */
    uint64_t crossing; /* flags of affixes that go with one at the other end */
    uint64_t special;  /* flags that mean what is not understood */
    bool strange;      /* there are letters of other alphabets in it */
};

/* The hash of a word is a sum of its bytes, each with its own power of BASE: so
 * that of a stem and another ending costs one product. */
#define BASE 0x9e3779b97f4a7c15ULL

static inline uint64_t sum_of(uint64_t sum, struct str w)
{
    for (size_t i = 0; i < w.n; i++)
        sum = sum * BASE + (unsigned char)w.p[i];
    return sum;
}

static inline uint64_t mixed(uint64_t sum)
{
    sum ^= sum >> 29;
    sum *= 0xff51afd7ed558ccdULL;
    return sum ^ sum >> 32;
}

static inline uint32_t slot_for(uint64_t hash, size_t number)
{
    return ((uint32_t)(hash >> 32) & ~(uint32_t)ROOTS_MAX) | (uint32_t)number;
}

/* What the letters of a word are. */
enum kind {
    SMALL,   /* small ones, or none; it begins with one or a sign */
    CAPITAL, /* one capital in front, no other */
    MIXED,   /* capitals elsewhere, with small ones */
    SHOUTED, /* capitals only */
    NUMBER,  /* a digit in front, and no letters */
    STRANGE, /* letters of other alphabets */
    OTHER    /* a digit in front of letters, a full stop behind */
};

enum kind affix_kind(struct str word);

/* Changes the letter at p, Latin or Russian; returns its bytes. */
size_t affix_set_case(unsigned char *p, bool capital);

/* The suffixes that add these bytes, or the free place for them; the sum goes
 * from the last byte to the first. */
struct ending *affix_ending(const struct affix *x, struct str add,
                            uint64_t sum);

#endif
