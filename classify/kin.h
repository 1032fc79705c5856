/* SPDX-License-Identifier: MIT
 *
 * kin: words by the company they keep.
 *
 * Words that stand beside the same words mean much the same. From running text
 * that nobody had to label each frequent word gets a vector, near those of its
 * kin. What a fit learns of vectors becomes a weight of each word, so that a
 * word which few labelled texts hold speaks as its kin do.
 *
 * How often two words stand near each other, over how often they would by
 * chance, makes a matrix (its logarithm, where above 0); the vectors are its
 * image of the space that its greatest eigenvalues span, each of length 1,
 * and much shorter for words that stand in any text: those say nothing. */
#ifndef MOLVA_KIN_H
#define MOLVA_KIN_H

#include <stddef.h>
#include <stdint.h>

enum { KIN = 100, KIN_WINDOW = 5 };
#define KIN_NONE UINT32_MAX /* a word without a vector, a gap between texts */

/* Vectors of the words 0 ... words - 1, from n places of running text; words
 * of two texts have KIN_WINDOW gaps between. To be freed; the same text gives
 * the same vectors. */
float (*kin_learn(const uint32_t *text, size_t n, size_t words))[KIN];

#endif
