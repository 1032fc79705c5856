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
/* Their digest, in hexadecimal. */
bool schema_digest(struct db *db, char hex[EVENT_HEX],
                   struct err *e) MUST_CHECK;
/* Keeps the digest where schema_version is, for a quick look at the next
 * start; SQLite needs none. */
bool schema_keep(struct db *db, struct err *e) MUST_CHECK;

#endif
