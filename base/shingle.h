/* SPDX-License-Identifier: MIT
 *
 * shingle: do two texts say the same in the same words?
 *
 * A text is the set of its runs of three words, folded, without links,
 * punctuation, "RT name" before and "read more" behind it. How alike two sets
 * are is what they share by what they have together (Broder, On the
 * resemblance and containment of documents, 1997): a quote in a longer answer
 * is contained in it, and not like it.
 *
 * Texts that are alike are found by keys: the least of the runs under each of
 * eight orders, two by two (MinHash). Two texts share a key of two orders with
 * the square of their likeness, and at least one of four at .8 with 98 %.
 * SimHash (Charikar 2002) by bands as Manku, Jain and Das Sarma have it
 * (Detecting Near-Duplicates for Web Crawling, 2007) finds those within three
 * bits, for which a post of fifty words with a signature is too far off:
 * docs/data-model.md has both measured. */
#ifndef MOLVA_SHINGLE_H
#define MOLVA_SHINGLE_H

#include "base/buf.h"

enum {
    SHINGLE_KEYS = 4,   /* of a text, at most */
    SHINGLE_FEW = 8,    /* words; shorter texts are said by many, and are like
                           no other */
    SHINGLE_SOME = 12,  /* words; shorter ones are like the very same alone */
    SHINGLE_MOST = 4096 /* words that are looked at */
};

struct shingles {
    uint64_t *runs;    /* n different ones, ascending, in the arena */
    size_t n;          /* of them; 0: the text is too short */
    uint64_t *numbers; /* runs of digits: n_numbers, kept as runs are */
    size_t n_numbers;
    uint64_t whole; /* hash of all its words */
    bool exact;     /* so short that only the very same is like it */
};

void shingle_text(struct arena *a, struct str text, struct shingles *out);
/* Its keys, beginning with `of` (what both must have in common besides);
 * returns their number: SHINGLE_KEYS, 1 when it is short, 0 when too short. */
int shingle_keys(const struct shingles *s, struct str of,
                 int64_t keys[SHINGLE_KEYS]);
/* 0..1 */
double shingle_likeness(const struct shingles *x, const struct shingles *y);
/* So alike that one is the other with a word more or less? Of which each has a
 * number that the other has not, they are two: another house, flight, sum. */
bool shingle_same(const struct shingles *x, const struct shingles *y);

#endif
