/* SPDX-License-Identifier: MIT
 *
 * migrate: brings a database to the shape this program knows.
 *
 * store/sql/NNN_name.sql are built into the program; each runs once, in order,
 * in a transaction of its own. */
#ifndef MOLVA_MIGRATE_H
#define MOLVA_MIGRATE_H

#include "store/seal.h"

/* The event under which a store that was written before there were seals had
 * its rows sealed as they were found. */
#define BASELINE "baseline"

/* Runs what is missing, and begins to seal and count on this connection. Only
 * checks that nothing is missing when seal is NULL. */
bool migrate_run(struct db *db, struct seal *seal, struct err *e) MUST_CHECK;

#endif
