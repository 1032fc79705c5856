/* SPDX-License-Identifier: MIT
 *
 * spelling: a folded text written anew, piece by piece, with its map back. */
#ifndef MOLVA_SPELLING_H
#define MOLVA_SPELLING_H

#include "base/text.h"

struct spelling {
    const struct folded *in; /* the text as it stands */
    char *out;               /* n bytes so far */
    uint32_t *origin;        /* one per byte */
    size_t n;                /* used */
};

/* Room for a text that grows to four times its bytes at most. */
void spelling_begin(struct spelling *s, struct arena *a,
                    const struct folded *in);
/* Bytes from..to of the text, as they are. */
void spelling_keep(struct spelling *s, size_t from, size_t to);
/* A word that stands for what begins at byte `at`. */
void spelling_put(struct spelling *s, struct str word, size_t at);
void spelling_end(struct spelling *s, struct folded *out);

/* From byte `at`, past blanks, to the next blank: false at the end. */
bool spelling_chunk(struct str text, size_t at, size_t *from, size_t *to);

#endif
