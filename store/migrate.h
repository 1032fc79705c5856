/* SPDX-License-Identifier: MIT
 *
 * migrate: brings a database to the shape this program knows.
 *
 * store/sql/NNN_name.sql are built into the program; each runs once, in order,
 * in a transaction of its own. */
#ifndef MOLVA_MIGRATE_H
#define MOLVA_MIGRATE_H

#include "store/db.h"

/* Runs what is missing when `write`, else only checks that nothing is. */
bool migrate_run(struct db *db, bool write, struct err *e) MUST_CHECK;

#endif
