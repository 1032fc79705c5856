/* SPDX-License-Identifier: MIT
 *
 * glob: "хам*", "*банк", "*развод*", and which of them a word fits. */
#ifndef MOLVA_GLOB_H
#define MOLVA_GLOB_H

#include "base/str.h"

enum { GLOB_LISTS = 256 };

struct glob {
    struct str head, tail, inner; /* what the form begins, ends with, holds */
    uint32_t atom;                /* satisfied by such forms */
    uint32_t next;                /* 1 + the next of its list, 0: none */
};

struct globs {
    struct glob *items;                                /* n of them */
    size_t n, cap;                                     /* used and room */
    uint32_t by_head[GLOB_LISTS], by_tail[GLOB_LISTS]; /* first of a list */
    uint32_t by_neither; /* first of those with a short head or tail */
};

/* False when the word, which holds a star, is none. Its bytes must live as
 * long as the globs, which are in the arena. */
bool globs_add(struct globs *g, struct arena *a, struct str word,
               uint32_t atom) MUST_CHECK;

/* Calls put() with the atom of each that the word fits, in any order. */
void globs_fit(const struct globs *g, struct str word,
               void (*put)(void *ctx, uint32_t atom), void *ctx);

#endif
