/* SPDX-License-Identifier: MIT
 *
 * needs: what a text must hold for a regex to match it.
 *
 * Read from the folded pattern without running it. What is not understood is
 * not needed: a need may be missed, never made up. */
#ifndef MOLVA_NEEDS_H
#define MOLVA_NEEDS_H

#include "base/str.h"

enum { LITERALS_MAX = 64, NEEDS_MAX = 4 };

/* Pieces of plain text of which a match holds one. */
struct literals {
    struct str items[LITERALS_MAX]; /* n of them */
    size_t n;                       /* 0: none found */
    size_t shortest;                /* bytes of the shortest */
    size_t digits;                  /* a match holds so many as well */
    bool digit_first;               /* and begins with one */
};

struct needs {
    struct literals sets[NEEDS_MAX]; /* n of them: a match holds one of each */
    size_t n;                        /* 0: nothing is known */
    size_t digits;                   /* a match holds so many of 0 to 9 */
    bool digit_first;                /* and begins with one */
};

/* The literals lie in the pattern or in the arena. */
void needs_of(struct needs *out, struct arena *a, struct str pattern);

#endif
