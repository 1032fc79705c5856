/* SPDX-License-Identifier: MIT
 *
 * words: the lemmas of a mention as numbers, and the search index that
 * PostgreSQL makes of them.
 *
 * The table search_words holds of each mention the sorted numbers of its
 * words under a GIN index. A number is the age of the mention (its id by
 * 65,536) above 44 bits of the word's hash: so a word that every text has is
 * many short lists, of which a search reads the newest until it has enough,
 * and what is written goes to one end of the index. */
#ifndef MOLVA_WORDS_H
#define MOLVA_WORDS_H

#include "store/db.h"

/* The next lemma, parted as FTS5's tokenizer has it: by white space and
 * control characters; empty at the end. */
struct str words_next(struct str *rest);
/* The numbers of the different words, ascending, in the arena; ASCII letters
 * are folded, as the tokenizer does. */
size_t words_of(struct str lemmas, struct arena *a, uint64_t **numbers);

/* What follows is PostgreSQL's; on SQLite it does nothing.
 *
 * Indexes all mentions from this id on; one anew, as it is stored now; all of
 * them anew. */
bool words_add(struct db *db, int64_t from, struct err *e) MUST_CHECK;
bool words_change(struct db *db, int64_t mention, struct err *e) MUST_CHECK;
bool words_rebuild(struct db *db, struct err *e) MUST_CHECK;
/* Puts the mentions that have all of some words, and one of some others, into
 * `hit`: the newest ages first, until they are more than `most`. *n: how many.
 * Of the two lists of lemmas one may be empty. */
struct words_wanted {
    struct str all, any; /* a space between lemmas */
};
bool words_find(struct db *db, const struct words_wanted *w, int64_t most,
                int64_t *n, struct err *e) MUST_CHECK;
/* Tells of each mention whose words are not those in the index, and of what
 * is there of no mention. */
bool words_check(struct db *db, void (*wrong)(void *ctx, int64_t mention),
                 void *ctx, struct err *e) MUST_CHECK;

#endif
