/* SPDX-License-Identifier: MIT
 *
 * guard: a sum for each block of the search index.
 *
 * FTS5 keeps its index in blocks, in tables of its own that bear no triggers.
 * SQLite tells which rows of search_data were written; before a commit the
 * number of each (sqlite_sum.h) goes to search_sum, and under -segment the
 * number of all rows of that segment in search_idx. */
#ifndef MOLVA_GUARD_H
#define MOLVA_GUARD_H

#include "store/db.h"

struct guard;
struct guard *guard_new(void);
void guard_free(struct guard *g);

/* Begins to listen on this connection. */
void guard_watch(struct guard *g, struct db *db);
/* Before a commit. */
bool guard_commit(struct guard *g, struct db *db, struct err *e) MUST_CHECK;
/* Takes the sums as the index is now. */
bool guard_rebuild(struct db *db, struct err *e) MUST_CHECK;
/* How many blocks do not agree with their sum. */
bool guard_check(struct db *db, int64_t *wrong, struct err *e) MUST_CHECK;

#endif
