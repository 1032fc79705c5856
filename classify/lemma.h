/* SPDX-License-Identifier: MIT
 *
 * lemma: dictionary forms of a word.
 *
 * hunspell's dictionaries first (ru_RU, en_US), the Snowball stemmer for words
 * they lack, and a list of forms from the rule files beside both. A dictionary
 * is made ready when the first word is met that it was not asked for at an
 * earlier start (stems.h). affix.h answers for hunspell, which is made only for
 * a dictionary that affix.h does not open; after lemma_ready() no file is
 * touched. */
#ifndef MOLVA_LEMMA_H
#define MOLVA_LEMMA_H

#include "base/map.h"

enum { LEMMA_MAX = 8 };

struct lemmatizer;

/* NULL with the name of the missing Debian package in e. */
struct lemmatizer *lemma_open(struct err *e) MUST_CHECK;
void lemma_close(struct lemmatizer *l);

/* Reads the dictionaries now: before files are out of reach, or to share their
 * memory with processes that are forked. */
bool lemma_ready(struct lemmatizer *l, struct err *e) MUST_CHECK;

/* Keeps what the dictionaries said up to here, for the next start. */
void lemma_keep(struct lemmatizer *l);

/* Tells that `form` is a form of `lemma`; both folded, living as long as l. */
void lemma_add(struct lemmatizer *l, struct arena *a, struct str lemma,
               struct str form);

/* Lemmas of a folded word, at least one, folded, in the arena, without
 * repetition; returns their number. */
size_t lemma_of(struct lemmatizer *l, struct arena *a, struct str word,
                struct str out[LEMMA_MAX]);

/* The stem that stands in for words no dictionary has. */
struct str lemma_stem(struct lemmatizer *l, struct arena *a, struct str word);

/* Does a dictionary have it, in small letters or as a name, whatever its
 * lemmas? */
bool lemma_spelt(struct lemmatizer *l, struct arena *a, struct str word);

/* Does a dictionary know the folded word? */
bool lemma_known(struct lemmatizer *l, struct arena *a, struct str word);

#endif
