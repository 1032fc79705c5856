/* SPDX-License-Identifier: MIT
 *
 * affix: words and endings of a dictionary of hunspell's, without hunspell.
 *
 * Which roots a form leads to is asked for every new word of a text, and some
 * forty times for one that no dictionary has (typo.h). Hunspell takes 50 us to
 * answer and 0.1 s to read its files. The dictionaries of Russian and English
 * use little of what it can do: roots, prefixes and suffixes with conditions,
 * no affix on another. That is read here, and answers are hunspell's, word for
 * word and in its order (tests/classify/test_affix.c compares them). A
 * dictionary that uses more is not opened, and hunspell is asked. */
#ifndef MOLVA_AFFIX_H
#define MOLVA_AFFIX_H

#include "base/str.h"

struct affix;

/* Of the text of an .aff and a .dic file, which must live as long; NULL: they
 * use what is not understood here. */
struct affix *affix_open(struct str aff, struct str dic);
void affix_close(struct affix *x);

/* The roots of the word, a tab between, in the arena; empty: it is no word.
 * False: it is not for this to say (12th, capitals but the first): no word
 * then. */
bool affix_stems(const struct affix *x, struct arena *a, struct str word,
                 struct str *out);

#endif
