/* SPDX-License-Identifier: MIT
 *
 * brand_form: one way a name is written, and where it stands in a text.
 *
 * A form is read once into letters and fits its case endings, look-alike
 * letters of the other script, one space or hyphen inside a long name, letters
 * with spaces between all of them, and, behind # or @, a longer word that
 * begins with it. Variants of it, written in the other script or as one word,
 * are forms of their own. A quoted form fits as it is, and nothing else. */
#ifndef MOLVA_BRAND_FORM_H
#define MOLVA_BRAND_FORM_H

#include "base/text.h"
#include "classify/brand_text.h"

enum { WORDS_MAX = 6, LETTERS_MIN = 2 };

enum ending {
    ENDING_NONE,  /* this very form */
    ENDING_CASE,  /* endings of Russian cases, English s */
    ENDING_LATIN, /* the same, in Latin letters */
    ENDING_ANY    /* the form began with a * behind it */
};

struct piece {
    struct str stem;    /* folded letters the word begins with */
    size_t letters;     /* of them */
    enum ending ending; /* what may follow them */
    struct str vowel;   /* of an adjective: what was cut but its last letter */
    uint64_t parts;     /* bit n: a space may stand behind n letters */
};

struct form {
    struct piece words[WORDS_MAX]; /* n of them */
    size_t n;                      /* words */
    size_t brand;                  /* number of its brand */
    bool signs;        /* it has some between its words: Dr. Oetker */
    bool loose;        /* look-alike letters, gaps, hashtags that go on */
    struct form *next; /* of the same chain */
};

/* Does a dictionary know the folded word? */
struct brand_words {
    bool (*known)(void *ctx, struct str word);
    void *ctx;
};

/* Reads a form into the arena; exact: it was quoted. NULL when it has no word,
 * too many, or too short a first one. */
struct form *form_read(struct arena *a, struct str text, bool exact);
/* Makes it loose and returns a chain of it and its variants; text is what it
 * was read from. A variant that is an ordinary word is none, nor does a space
 * part a name in two such. */
struct form *form_variants(struct arena *a, struct form *f, struct str text,
                           const struct brand_words *words);

/* Does the form begin at *at? *at moves past it then. */
bool form_fits(const struct form *f, const struct brand_text *t, size_t *at);

#endif
