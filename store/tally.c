/* SPDX-License-Identifier: MIT
 * tally: the triggers that keep the sums, and counting anew. The texts are
 * made of the schema, so that a new table or column is in by itself. */
#include "store/tally.h"

#include "base/buf.h"
#include "base/ceiling.h"
#include "store/seal.h"

#define AS_LIST(table, key) ", '" #table "'"
/* Not the sealed tables, not the search's (guard.h), not what follows from
 * them (place.h), not what vouches for itself: the chain, its head, the sums,
 * and seen, which holds a check in each row (identity.h). */
#define NOT_COUNTED                                                            \
    "('event', 'head', 'tally', 'seen', 'cell', 'list_source', 'place',"       \
    " 'hours', 'search_words', 'twin_key', 'case_unit'" SEAL_TABLES(           \
        AS_LIST) ")"
BOTH(sql_tables,
     "SELECT name FROM sqlite_master WHERE type = 'table'"
     " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
     " AND name NOT LIKE 'search_%' AND name NOT IN " NOT_COUNTED
     " ORDER BY name",
     "SELECT c.relname FROM pg_class c JOIN pg_namespace n"
     " ON n.oid = c.relnamespace WHERE n.nspname = current_schema()"
     " AND c.relkind = 'r' AND c.relname NOT IN " NOT_COUNTED " ORDER BY 1");
BOTH(sql_columns, "SELECT name FROM pragma_table_info($1) ORDER BY cid",
     "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1)"
     " AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
/* PostgreSQL's triggers only put down what was changed: they would write the
 * same few rows of tally over and over. */
BOTH(sql_flush, NULL,
     "UPDATE tally t SET n = t.n + m.n, sum = t.sum + m.sum FROM (SELECT name,"
     " sum(n) AS n, sum(sum) AS sum FROM tally_more GROUP BY name) m"
     " WHERE t.name = m.name");
BOTH(sql_flushed, NULL, "DELETE FROM tally_more");
SQL(sql_differ) =
    "SELECT n.name FROM tally_now n LEFT JOIN tally t ON t.name = n.name"
    " WHERE t.name IS NULL OR t.n <> n.n OR t.sum <> n.sum"
    " UNION SELECT name FROM tally WHERE name NOT IN"
    " (SELECT name FROM tally_now) ORDER BY 1";
SQL(sql_clear) = "DELETE FROM tally";
SQL(sql_take) = "INSERT INTO tally SELECT name, n, sum FROM tally_now";

static const char now_table[] =
    "CREATE TEMP TABLE IF NOT EXISTS tally_now (name TEXT PRIMARY KEY,"
    " n INTEGER NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;"
    "DELETE FROM tally_now";

struct table {
    struct str name;     /* as the schema has it */
    struct str *columns; /* n of them */
    size_t n;            /* columns */
};

static bool read_names(struct db *db, const char *sql, struct args args,
                       struct arena *a, struct table *into, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(db, sql, args, e);
    int more = -1;
    *into = (struct table){0};
    while (q && (more = db_next(q, e)) > 0) {
        into->columns =
            arena_grow(a, into->columns, into->n, &cap, sizeof *into->columns);
        into->columns[into->n++] = db_str(q, 0, a);
    }
    return more == 0;
}

/* molva_row(NEW."a", NEW."b"); row is "NEW." or "". */
static void put_row(struct buf *b, const struct table *t, const char *row)
{
    buf_z(b, "molva_row(");
    for (size_t i = 0; i < t->n; i++)
        buf_printf(b, "%s%s\"" STR_FMT "\"", i ? ", " : "", row,
                   STR_ARG(t->columns[i]));
    buf_z(b, ")");
}

static void put_trigger(struct buf *b, const struct table *t, const char *act,
                        int step)
{
    buf_printf(b,
               "CREATE TEMP TRIGGER IF NOT EXISTS \"tally_" STR_FMT
               "_%s\" AFTER %s ON main.\"" STR_FMT
               "\" BEGIN UPDATE tally SET n = n + %d, sum = ",
               STR_ARG(t->name), act, act, STR_ARG(t->name), step);
    buf_z(b, step < 0 ? "molva_sub(sum, " : "molva_add(");
    if (step == 0) {
        buf_z(b, "molva_sub(sum, ");
        put_row(b, t, "OLD.");
        buf_z(b, "), ");
    } else if (step > 0) {
        buf_z(b, "sum, ");
    }
    put_row(b, t, step < 0 ? "OLD." : "NEW.");
    buf_printf(b, ") WHERE name = '" STR_FMT "'; END;", STR_ARG(t->name));
}

static void put_watch(struct buf *b, const struct table *t)
{
    put_trigger(b, t, "INSERT", 1);
    put_trigger(b, t, "UPDATE", 0);
    put_trigger(b, t, "DELETE", -1);
}

static void put_trigger_pg(struct buf *b, const struct table *t,
                           const char *act, const char *rows)
{
    buf_printf(b,
               "CREATE OR REPLACE TRIGGER tally_" STR_FMT
               "_%s AFTER %s ON \"" STR_FMT
               "\" REFERENCING %s FOR EACH STATEMENT"
               " EXECUTE FUNCTION molva_count();",
               STR_ARG(t->name), act, act, STR_ARG(t->name), rows);
}

static void put_arm(struct buf *b, const struct table *t)
{
    put_trigger_pg(b, t, "INSERT", "NEW TABLE AS rows_in");
    put_trigger_pg(b, t, "UPDATE",
                   "NEW TABLE AS rows_in OLD TABLE AS rows_out");
    put_trigger_pg(b, t, "DELETE", "OLD TABLE AS rows_out");
}

static void put_count_pg(struct buf *b, const struct table *t)
{
    buf_printf(b,
               "INSERT INTO tally_now SELECT '" STR_FMT "', count(*),"
               " coalesce(sum(molva_row(r::text)), 0) FROM \"" STR_FMT "\" r;",
               STR_ARG(t->name), STR_ARG(t->name));
}

static void put_count(struct buf *b, const struct table *t)
{
    buf_printf(
        b, "INSERT INTO tally_now SELECT '" STR_FMT "', count(*), molva_sum(",
        STR_ARG(t->name));
    put_row(b, t, "");
    buf_printf(b, ") FROM \"" STR_FMT "\";", STR_ARG(t->name));
}

/* Runs what `put` writes for each table. */
static bool for_each(struct db *db,
                     void (*put)(struct buf *, const struct table *),
                     struct err *e)
{
    struct arena a = {0};
    struct table tables, t;
    struct buf script;
    buf_init(&script, CEILING_RULE_FILE);
    bool ok = read_names(db, db_text(db, sql_tables), NO_ARGS, &a, &tables, e);
    for (size_t i = 0; ok && i < tables.n; i++) {
        struct str name = tables.columns[i];
        ok = read_names(db, db_text(db, sql_columns), ARGS(TEXT(name)), &a, &t,
                        e);
        t.name = name;
        if (ok)
            put(&script, &t);
    }
    ok = ok && db_script(db, script.n ? script.p : "", e);
    buf_clear(&script);
    arena_clear(&a);
    return ok;
}

bool tally_watch(struct db *db, struct err *e)
{
    return db_kind(db) != DB_SQLITE || for_each(db, put_watch, e);
}

bool tally_arm(struct db *db, struct err *e)
{
    return db_kind(db) != DB_POSTGRES || for_each(db, put_arm, e);
}

bool tally_commit(struct db *db, struct err *e)
{
    return db_kind(db) != DB_POSTGRES ||
           db_run(db, db_text(db, sql_flush), NO_ARGS, e);
}

static bool count_now(struct db *db, struct err *e)
{
    bool lite = db_kind(db) == DB_SQLITE;
    return db_script(db, lite ? now_table : "DELETE FROM tally_now", e) &&
           for_each(db, lite ? put_count : put_count_pg, e);
}

bool tally_rebuild(struct db *db, struct err *e)
{
    return count_now(db, e) && db_run(db, sql_clear, NO_ARGS, e) &&
           db_run(db, sql_take, NO_ARGS, e) &&
           (db_kind(db) != DB_POSTGRES ||
            db_run(db, db_text(db, sql_flushed), NO_ARGS, e));
}

bool tally_check(struct db *db, void (*found)(void *ctx, struct str table),
                 void *ctx, struct err *e)
{
    if (!count_now(db, e))
        return false;
    struct stmt *q = db_query(db, sql_differ, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        found(ctx, db_peek(q, 0));
    return more == 0;
}
