/* SPDX-License-Identifier: MIT
 *
 * doc: a text ready for matching: folded, in tokens with what is known of
 * each, in sentences. */
#ifndef MOLVA_DOC_H
#define MOLVA_DOC_H

#include "base/text.h"
#include "classify/vocab.h"

/* What the words of a place say, where not all counts: see scope.h. */
enum word_scope {
    SCOPE_MUTE = 1,     /* nothing: quoted, reported, supposed, over */
    SCOPE_NO_HARM = 2,  /* no complaint */
    SCOPE_NO_MERIT = 4, /* no praise */
    SCOPE_TURN = 8,     /* said of a rival */
    SCOPE_LABEL = 16,   /* label of a form's field */
    SCOPE_UNREAL = 32,  /* supposed: it did not happen */
    SCOPE_OTHERS = 64   /* another's line: a mention of its own */
};

struct word {
    const struct form_info *form; /* lemmas as atoms */
    uint32_t at, end;             /* bytes of the folded text */
    int sentence;                 /* number, from 0 */
    bool negated;                 /* within the reach of a negator */
    bool clause;                  /* a sign stands before it: , ; : ( - */
    bool name;                    /* a capital inside a sentence */
    unsigned char scope;          /* bits of enum word_scope */
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
    bool headline;              /* a report with nobody in it */
    size_t questions;           /* question marks in the folded text */
};

/* Everything lives in the arena or in the vocabulary. A text over
 * CEILING_TEXT gives its first three quarters and its end. */
void doc_make(struct doc *d, struct arena *a, struct vocab *v, struct str title,
              struct str text);

#endif
