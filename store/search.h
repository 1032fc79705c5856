/* SPDX-License-Identifier: MIT
 *
 * search: full text over lemmas: FTS5, or in PostgreSQL an index over the
 * numbers of words; both find the same mentions. */
#ifndef MOLVA_SEARCH_H
#define MOLVA_SEARCH_H

#include "store/db.h"
#include "store/wanted.h"

/* Makes the connection's own table `hit (id)`. */
bool search_open(struct db *db, struct err *e) MUST_CHECK;

/* Indexes all mentions from this id on, once, just before a commit: FTS5
 * writes out what it has gathered at every savepoint, so one mention at a
 * time would be four times as slow and leave an index in splinters. */
bool search_add(struct db *db, int64_t from, struct err *e) MUST_CHECK;
/* Replaces what was indexed of a mention: FTS5 has to be told, before the
 * mention is changed, what that was (PostgreSQL's index: words_change() after
 * it). */
bool search_change(struct db *db, int64_t mention, struct str before,
                   struct str after, struct err *e) MUST_CHECK;

/* Fills `hit` with the mentions that are wanted: all, or, when they are more
 * than `most` (s->cut), so many of them, those stored last. The same search
 * once more finds what it has found, until this connection writes or somebody
 * else looks (store_look()). */
bool search_find(struct store *s, const struct wanted *w, int64_t most,
                 struct err *e) MUST_CHECK;

/* Empties `hit` for who fills it with something else. */
bool search_forget(struct store *s, struct err *e) MUST_CHECK;

/* Which mentions of a list are wanted, asked list by list. */
struct sieve;
struct sieve *sieve_open(struct db *db, const struct wanted *w,
                         struct err *e) MUST_CHECK;
void sieve_close(struct sieve *s);
/* Keeps of *n ids those that are, in their order. */
bool sieve_keep(struct sieve *s, int64_t *ids, size_t *n,
                struct err *e) MUST_CHECK;

#endif
