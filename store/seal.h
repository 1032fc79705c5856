/* SPDX-License-Identifier: MIT
 *
 * seal: every row that people rely on stands in the chain of events.
 *
 * Triggers note which rows of the tables below a connection writes: temporary
 * ones in SQLite, in PostgreSQL the tables' own, which write into a temporary
 * table of the connection. Before a commit their digests, as the rows are by
 * then, go into one event "sealed" of the same transaction:
 *
 *   {"mention":{"12":"<SHA-256>"},"draft":{"7":"<SHA-256>"}}
 *
 * So whoever writes such a row through db.h need not think of it and cannot
 * forget it. A row that was deleted is sealed with "". */
#ifndef MOLVA_SEAL_H
#define MOLVA_SEAL_H

#include "store/event.h"

#define SEALED "sealed" /* the event's name */

/* Sealed tables with their keys. The session's key is a text, the rest are
 * numbers. Before the migration that makes a table, it is passed over. */
#define SEAL_TABLES(X)                                                         \
    X(mention, id)                                                             \
    X(verdict, mention)                                                        \
    X(decision, mention)                                                       \
    X(history, id)                                                             \
    X(cases, id)                                                               \
    X(draft, id)                                                               \
    X(label, id)                                                               \
    X(case_mention, mention)                                                   \
    X(task, id)                                                                \
    X(promise, id)                                                             \
    X(case_note, id)                                                           \
    X(escalation, id)                                                          \
    X(incident, id)                                                            \
    X(spot, mention)                                                           \
    X(sequel, id)                                                              \
    X(statement, id)                                                           \
    X(statement_text, id)                                                      \
    X(sample, id)                                                              \
    X(proposal, id)                                                            \
    X(proposal_case, id)                                                       \
    X(thanks, id)                                                              \
    X(absence, id)                                                             \
    X(sending, id)                                                             \
    X(erasure, id)                                                             \
    X(totp, id)                                                                \
    X(users, id)                                                               \
    X(access, id)                                                              \
    X(session, token)

#define SEAL_ENUM(table, key) SEAL_##table,
enum seal_table { SEAL_TABLES(SEAL_ENUM) SEAL_COUNT };

extern const char *const seal_names[SEAL_COUNT];
/* A key that is a text goes by its str_hash(), here and in the event. */
int64_t seal_key(struct str key);
/* The table of that name. */
bool seal_find(struct str name, enum seal_table *t);

struct seal;
struct seal *seal_new(void);
void seal_free(struct seal *s);

/* Begins to note what is written on this connection; again after the tables
 * have changed their shape. */
bool seal_watch(struct seal *s, struct db *db, struct err *e) MUST_CHECK;
/* The triggers that stay with the tables, where a database has no others; after
 * each migration. */
bool seal_arm(struct db *db, struct err *e) MUST_CHECK;
/* Learns the tables' defaults, which digests leave out; seal_watch() does. */
bool seal_learn(struct seal *s, struct db *db, struct err *e) MUST_CHECK;
/* Before a commit: seals what was noted. */
bool seal_commit(struct seal *s, struct db *db, struct err *e) MUST_CHECK;
/* Notes a row as if it had been written. */
bool seal_touch(struct db *db, enum seal_table t, struct value key,
                struct err *e) MUST_CHECK;
/* Takes a row back from what was noted, so that its seal stays as it was. */
bool seal_leave(struct db *db, struct str table, int64_t key,
                struct err *e) MUST_CHECK;
/* Seals all rows there are, as they were found, under an event `what`; nothing
 * when there are none. Inside a transaction. */
bool seal_everything(struct db *db, const char *what, struct err *e) MUST_CHECK;

/* A row that was read by one of these, as its digest. A column that holds its
 * default, or nothing, is left out, so that a migration may add one. */
struct stmt *seal_query_all(struct db *db, enum seal_table t,
                            struct err *e) MUST_CHECK;
struct stmt *seal_query_one(struct db *db, enum seal_table t, struct value key,
                            struct err *e) MUST_CHECK;
void seal_digest(struct seal *s, enum seal_table t, struct stmt *q,
                 unsigned char hash[32]);
/* What the digest is made of, for whoever wants to compute it elsewhere. */
struct str seal_text(struct seal *s, enum seal_table t, struct stmt *q);

#endif
