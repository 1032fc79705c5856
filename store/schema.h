/* SPDX-License-Identifier: MIT
 *
 * schema: the tables, indexes, triggers and functions that a database has
 * (private to the store). */
#ifndef MOLVA_SCHEMA_H
#define MOLVA_SCHEMA_H

#include "store/db.h"
#include "store/event.h"

struct schema_part {
    struct str name; /* "trigger event_no_delete" */
    struct str of;   /* the table it belongs to, and types */
    struct str text; /* how it is made */
};

/* All of them, by name. Everything is in the arena. */
bool schema_read(struct db *db, struct arena *arena, struct schema_part **parts,
                 size_t *n, struct err *e) MUST_CHECK;
/* Keeps a digest of them with the newest migration, for a quick look at the
 * next start. */
bool schema_keep(struct db *db, struct err *e) MUST_CHECK;
/* Is the schema what was kept last? False too when it cannot be told. */
bool schema_is_kept(struct db *db) MUST_CHECK;

#endif
