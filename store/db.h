/* SPDX-License-Identifier: MIT
 *
 * db: statements as the store's files use them, over any driver.
 *
 *   SQL(find) = "SELECT id FROM source WHERE name = $1";
 *   struct stmt *q = db_query(db, find, ARGS(TEXT(name)), e);
 *   if (!q) return false;
 *   int more;
 *   while ((more = db_next(q, e)) > 0)
 *       id = db_int(q, 0);
 *   return more == 0;
 *
 * A statement is prepared once per connection and found again by the address
 * of its text; so it is never in use twice at a time. */
#ifndef MOLVA_DB_H
#define MOLVA_DB_H

#include "store/driver.h"
#include "store/store.h"

/* Every SQL text of the program stands in one linker section, so that a test
 * can prepare them all, those of rare paths too. */
#define SQL(name)                                                              \
    static const char *const name __attribute__((used, section("molva_sql")))

/* A text that the databases do not agree about, one for each. */
#define BOTH(name, lite, postgres)                                             \
    static const char *const name[DB_KINDS]                                    \
        __attribute__((used, section("molva_sql_both"))) = {lite, postgres}

/* The lock under which PostgreSQL writes a schema of Molva's. */
#define DB_POSTGRES_LOCK                                                       \
    "pg_advisory_xact_lock(1299147894, hashtext(current_schema()))"

struct args {
    const struct value *v; /* $1, $2 ... */
    size_t n;              /* how many */
};

#define INT(x)  ((struct value){.kind = VALUE_INT, .i = (x)})
#define NUM(x)  ((struct value){.kind = VALUE_NUM, .d = (x)})
#define TEXT(x) ((struct value){.kind = VALUE_TEXT, .s = (x)})
#define ARGS(...)                                                              \
    ((struct args){(const struct value[]){__VA_ARGS__},                        \
                   sizeof((struct value[]){__VA_ARGS__}) /                     \
                       sizeof(struct value)})
#define NO_ARGS ((struct args){NULL, 0})

struct db;
struct stmt;

/* Runs in every transaction that is about to commit, with all that it wrote. */
typedef bool db_hook(struct db *db, void *ctx, struct err *e);
void db_before_commit(struct db *db, db_hook *hook, void *ctx);

/* Told of each row that is written; it may not ask the store then. */
void db_on_change(struct db *db, change_fn *fn, void *ctx);

enum db_kind db_kind(const struct db *db);
/* Its own of the two. */
const char *db_text(const struct db *db, const char *const texts[DB_KINDS]);

struct db *db_open(const char *url, int flags, struct err *e) MUST_CHECK;
void db_close(struct db *db);
enum store_reach db_reach(const char *url); /* as store_reach() */
const char *db_url(const struct db *db);    /* as it was opened; with secrets */

/* Prepared, bound and ready for db_next(). NULL when it failed. */
struct stmt *db_query(struct db *db, const char *sql, struct args args,
                      struct err *e) MUST_CHECK;
/* 1: a row is there; 0: the end; -1: failed. After 0 and -1 it is released. */
int db_next(struct stmt *q, struct err *e) MUST_CHECK;
/* Releases a statement before its end. */
void db_stop(struct stmt *q);

/* Columns of the row db_next() found, from 0. */
int64_t db_int(struct stmt *q, int i);
double db_num(struct stmt *q, int i);
struct str db_str(struct stmt *q, int i, struct arena *a); /* a copy */
struct str db_peek(struct stmt *q, int i); /* valid until the next call */

/* Name and kind of column i of the row; false when it has so many only. */
bool db_about(struct stmt *q, int i, struct column *c);

/* Runs to the end, whatever rows there are; a write outside a transaction gets
 * one of its own, for the sake of the hook. */
bool db_run(struct db *db, const char *sql, struct args args,
            struct err *e) MUST_CHECK;
/* First column of the first row: 1 there is one, 0 none, -1 failed. */
int db_run_int(struct db *db, const char *sql, struct args args, int64_t *out,
               struct err *e) MUST_CHECK;
bool db_script(struct db *db, const char *sql, struct err *e) MUST_CHECK;

/* Transactions nest: an inner one that is rolled back undoes only its own
 * work. When the database itself has undone the outer one (a full disk),
 * everything fails until the outermost rollback: nothing is stored by half. */
bool db_begin(struct db *db, struct err *e) MUST_CHECK;
bool db_commit(struct db *db, struct err *e) MUST_CHECK;
void db_rollback(struct db *db);
/* Opens a transaction that only reads, and always the same moment, without
 * waiting for those who write; it ends with db_rollback(). */
bool db_snapshot(struct db *db, struct err *e) MUST_CHECK;
int db_depth(const struct db *db); /* transactions open */
/* DB_KEPT bytes that belong to the open transaction: zero when the outermost
 * begins; an inner one that is rolled back leaves them as it found them. */
enum { DB_KEPT = 96, DB_NESTED = 8 /* transactions in one another, at most */ };
void *db_kept(struct db *db);
bool db_cut(const struct db *db); /* the last failure was the connection's */
/* Commits when ok, else rolls back; true when both went well. */
bool db_end(struct db *db, bool ok, struct err *e) MUST_CHECK;

#endif
