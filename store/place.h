/* SPDX-License-Identifier: MIT
 *
 * place: where each mention stands, and how many stand there.
 *
 * A cell is what mentions have in common that lists are narrowed by: list,
 * type, solution, brand, language, and the source or all sources. Each mention
 * has a place in two cells, each cell knows how many it has, and each hour
 * how many of which type and tone. So a count adds some numbers up
 * and a narrowed list is read where its rows stand, whatever the store holds.
 *
 * Nobody who writes a mention, verdict, decision or case need think of it:
 * before a commit the places of all that was written (seal.h notes it) are
 * made anew, in the same transaction. */
#ifndef MOLVA_PLACE_H
#define MOLVA_PLACE_H

#include "store/db.h"

enum { HOUR_S = 3600 };

/* Of what was written since the last time. Inside a transaction. */
bool place_settle(struct db *db, struct err *e) MUST_CHECK;
/* All of it from the tables, as they are now. Inside a transaction. */
bool place_rebuild(struct db *db, struct err *e) MUST_CHECK;
/* What does not agree with the tables: each row is told to `found`. */
bool place_check(struct db *db,
                 void (*found)(void *ctx, const char *table, struct str row),
                 void *ctx, struct err *e) MUST_CHECK;

#endif
