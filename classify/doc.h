/* SPDX-License-Identifier: MIT
 *
 * doc: a text ready for matching: folded, in tokens with what is known of
 * each, in sentences. */
#ifndef MOLVA_DOC_H
#define MOLVA_DOC_H

#include "base/text.h"
#include "classify/vocab.h"

struct word {
    const struct form_info *form; /* lemmas as atoms */
    uint32_t at, end;             /* bytes of the folded text */
    int sentence;                 /* number, from 0 */
    bool negated;                 /* within the reach of a negator */
    bool clause;                  /* a sign stands before it: , ; : ( - */
    bool name;                    /* a capital inside a sentence */
};

struct sentence {
    uint32_t first, last; /* words, last included */
    bool question;        /* ends with ? */
    bool exclaim;         /* ends with ! */
};

struct doc {
    struct folded folded;       /* title, line feed, text */
    struct word *words;         /* n of them */
    size_t n;                   /* words */
    struct sentence *sentences; /* n_sentences of them */
    size_t n_sentences;         /* at least 1 when there are words */
    size_t title_words;         /* words that belong to the title */
    size_t capitals, letters;   /* of the original text, for shouting */
    double cyrillic;            /* share of Russian among the letters, or 0.5 */
    size_t questions;           /* question marks in the folded text */
};

/* Everything lives in the arena or in the vocabulary. A text over
 * CEILING_TEXT gives its first three quarters and its end. */
void doc_make(struct doc *d, struct arena *a, struct vocab *v, struct str title,
              struct str text);

#endif
