/* SPDX-License-Identifier: MIT
 *
 * search: full text over lemmas, the one thing besides driver.h that differs
 * between databases (FTS5 here, to_tsvector there). */
#ifndef MOLVA_SEARCH_H
#define MOLVA_SEARCH_H

#include "store/db.h"

/* Makes the connection's own table `hit (id)`. */
bool search_open(struct db *db, struct err *e) MUST_CHECK;

/* Indexes the lemmas of a mention; `before` is what was indexed until now,
 * NULL when it is new. */
bool search_put(struct db *db, int64_t mention, const struct str *before,
                struct str lemmas, struct err *e) MUST_CHECK;

/* Fills `hit` with the mentions that have all of these lemmas. */
bool search_find(struct db *db, struct str lemmas, struct err *e) MUST_CHECK;

#endif
