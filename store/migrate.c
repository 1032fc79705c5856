/* SPDX-License-Identifier: MIT
 * migrate: the numbered SQL files inside the program, each run once. */
#include "store/migrate.h"

#include <time.h>

/* The bytes of a file of the project become a constant of the program. */
#define EMBED(name, file)                                                      \
    __asm__(".section .rodata\n"                                               \
            ".global " #name "\n" #name ":\n"                                  \
            ".incbin \"" file "\"\n"                                           \
            ".byte 0\n"                                                        \
            ".previous\n");                                                    \
    extern const char name[]

EMBED(migration_001, "store/sql/001_init.sql");

static const struct {
    const char *name; /* of the file */
    const char *sql;  /* its text */
} migrations[] = {
    {"001_init", migration_001},
};

enum { NEWEST = sizeof migrations / sizeof *migrations };

/* As a script, not as a statement: the table has to be there before any text
 * that names it can be prepared. */
static const char version_table[] =
    "CREATE TABLE IF NOT EXISTS schema_version ("
    " version INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " applied INTEGER NOT NULL)";

SQL(sql_version) = "SELECT coalesce(max(version), 0) FROM schema_version";
SQL(sql_applied) =
    "INSERT INTO schema_version (version, name, applied) VALUES ($1, $2, $3)";

static bool version_of(struct db *db, int64_t *version, struct err *e)
{
    if (db_run_int(db, sql_version, NO_ARGS, version, e) < 0)
        return err_add(e, "no version of the schema (is it a store?)");
    if (*version > NEWEST)
        return err_set(e,
                       "the store was written by a newer Molva (schema "
                       "%ld, this one knows %d); update Molva",
                       (long)*version, NEWEST);
    return true;
}

/* One migration, unless another process was quicker. */
static bool step_up(struct db *db, struct err *e)
{
    int64_t version;
    if (!version_of(db, &version, e))
        return false;
    if (version == NEWEST)
        return true;
    const char *name = migrations[version].name;
    if (!db_script(db, migrations[version].sql, e))
        return err_add(e, "migration %s", name);
    return db_run(db, sql_applied,
                  ARGS(INT(version + 1), TEXT(str_of(name)), INT(time(NULL))),
                  e);
}

bool migrate_run(struct db *db, bool write, struct err *e)
{
    int64_t version = 0;
    if (write && !db_script(db, version_table, e))
        return false;
    while (version_of(db, &version, e)) {
        if (version == NEWEST)
            return true;
        if (!write)
            return err_set(e,
                           "the store is of an older Molva (schema %ld of "
                           "%d); open it once for writing, for example "
                           "with `molva crawl`",
                           (long)version, NEWEST);
        if (!db_begin(db, e) || !db_end(db, step_up(db, e), e))
            return false;
    }
    return false;
}
