/* SPDX-License-Identifier: MIT
 *
 * text: folding with a map back to the bytes, and tokens.
 *
 * Folded text is what rules are matched on: NFKC, lower case, ё as е, accents
 * of Latin letters, zero width characters and soft hyphens dropped, quotes and
 * dashes plain, white space as one space (a line feed where it held one). For
 * every byte of it the map tells the byte of the original it came from, so
 * that evidence marks the original text. */
#ifndef MOLVA_TEXT_H
#define MOLVA_TEXT_H

#include "base/buf.h"

struct folded {
    struct str text;  /* UTF-8, in the arena, NUL after it */
    uint32_t *origin; /* text.n + 1 offsets into the original, never falling */
};

/* Folds; bad bytes become U+FFFD. Everything lives in the arena. The original
 * must be shorter than 4 GiB. */
void text_fold(struct arena *a, struct str original, struct folded *out);

struct token {
    struct str word; /* bytes of the folded text */
    size_t at;       /* its offset there */
    int sentence;    /* number of its sentence, from 0 */
};

/* Words of folded text: letters and digits with inner - ' . kept together,
 * numbers also with inner , : and /. Returns the number; *tokens is in the
 * arena. */
size_t text_tokens(struct arena *a, struct str folded, struct token **tokens);

/* Hash of a post's text that ignores case, spacing and punctuation: equal for
 * the same post under another scheme or guid. */
uint64_t text_hash(struct str text);

/* Is a folded word made of letters, - and ' alone? */
bool text_is_letters(struct str word);
/* Is a Cyrillic letter in it, of whatever language? */
bool text_has_cyrillic(struct str s);

#endif
