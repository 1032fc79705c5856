/* SPDX-License-Identifier: MIT
 *
 * tally: the sum over each table that is the crawler's own or the search's.
 *
 * Their rows change too often to stand in the chain of events. But each has a
 * number (sqlite_sum.h), and temporary triggers of every connection keep the
 * sum of the numbers and the count of rows in the table `tally`. A flipped bit
 * or another program's hand changes the rows and not the sum. */
#ifndef MOLVA_TALLY_H
#define MOLVA_TALLY_H

#include "store/db.h"

/* Begins to keep the sums on this connection. */
bool tally_watch(struct db *db, struct err *e) MUST_CHECK;
/* The triggers that stay with the tables, where a database has no others; after
 * each migration. */
bool tally_arm(struct db *db, struct err *e) MUST_CHECK;
/* Before a commit: adds what the transaction changed. */
bool tally_commit(struct db *db, struct err *e) MUST_CHECK;
/* Takes the sums as the tables are now; after a migration. */
bool tally_rebuild(struct db *db, struct err *e) MUST_CHECK;
/* The tables whose rows do not agree with their sum, each told to `found`. */
bool tally_check(struct db *db, void (*found)(void *ctx, struct str table),
                 void *ctx, struct err *e) MUST_CHECK;

#endif
