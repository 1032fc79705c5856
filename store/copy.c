/* SPDX-License-Identifier: MIT
 * copy: row by row, table by table, as the schema lists them, so that a new
 * table or column is in by itself. Seals and the chain are copied as they are;
 * sums and the search index are made anew. */
#include "base/ceiling.h"
#include "store/guard.h"
#include "store/internal.h"
#include "store/tally.h"
#include "store/words.h"

enum {
    COLUMNS = 64, /* of a table, more than any has */
    QUEUE = 500   /* mentions of the queue at a time */
};

/* In the order they were made: what is referred to stands first. */
#define NOT_COPIED "('schema_version', 'tally', 'search_sum', 'search_words')"
BOTH(sql_tables,
     "SELECT name FROM sqlite_master WHERE type = 'table'"
     " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
     " AND name NOT LIKE 'search_%' AND name NOT IN " NOT_COPIED
     " ORDER BY rowid",
     "SELECT c.relname FROM pg_class c JOIN pg_namespace n"
     " ON n.oid = c.relnamespace WHERE n.nspname = current_schema()"
     " AND c.relkind = 'r' AND c.relname NOT IN " NOT_COPIED " ORDER BY c.oid");

/* What notes rows to be sealed is none of a copy's: they are sealed. */
static const char *const open_up[DB_KINDS] = {"", "DROP TABLE pg_temp.touched"};

/* The index, and which id comes next. */
static const char *const close_up[DB_KINDS] = {
    "INSERT INTO search (search) VALUES ('rebuild')",
    "DO $$ DECLARE r record; top bigint; BEGIN FOR r IN"
    " SELECT c.relname AS tab, a.attname AS col FROM pg_attribute a"
    " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n"
    " ON n.oid = c.relnamespace WHERE n.nspname = current_schema()"
    " AND c.relkind = 'r' AND a.attidentity <> '' LOOP"
    " EXECUTE format('SELECT coalesce(max(%I), 0) FROM %I', r.col, r.tab)"
    " INTO top;"
    " PERFORM setval(pg_get_serial_sequence(quote_ident(r.tab), r.col),"
    " greatest(top, 1), top > 0); END LOOP; END $$"};

struct copy {
    struct db *from, *to;
    struct arena *a;          /* of names and texts */
    struct store_copied *out; /* what was done */
};

/* A text about this table; it lives as long as the connections. */
static const char *text(struct copy *c, const char *head, struct str table)
{
    return str_printf(c->a, "%s \"" STR_FMT "\"", head, STR_ARG(table)).p;
}

static bool read_tables(struct copy *c, struct err *e)
{
    struct stmt *q =
        db_query(c->from, db_text(c->from, sql_tables), NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        if (c->out->n == COPY_TABLES) {
            db_stop(q);
            return err_set(e, "copy: too many tables");
        }
        c->out->tables[c->out->n++].name = db_str(q, 0, c->a);
    }
    return more == 0;
}

/* INSERT INTO "t" ("a", "b") VALUES ($1, $2), by the row that is there. */
static const char *insert_of(struct copy *c, struct str table, struct stmt *q,
                             int *columns)
{
    struct buf b;
    struct column col;
    buf_init(&b, CEILING_RULE_FILE);
    buf_printf(&b, "INSERT INTO \"" STR_FMT "\" (", STR_ARG(table));
    for (*columns = 0; *columns < COLUMNS && db_about(q, *columns, &col);
         ++*columns)
        buf_printf(&b, "%s\"%s\"", *columns ? ", " : "", col.name);
    buf_z(&b, ") VALUES (");
    for (int i = 0; i < *columns; i++)
        buf_printf(&b, "%s$%d", i ? ", " : "", i + 1);
    buf_z(&b, ")");
    const char *sql = str_z(c->a, buf_view(&b));
    buf_clear(&b);
    return sql;
}

static bool copy_row(struct copy *c, struct stmt *q, const char *insert,
                     int columns, struct err *e)
{
    struct value v[COLUMNS];
    struct column col;
    for (int i = 0; i < columns && db_about(q, i, &col); i++)
        v[i] = col.kind == VALUE_INT    ? INT(db_int(q, i))
               : col.kind == VALUE_NUM  ? NUM(db_num(q, i))
               : col.kind == VALUE_NULL ? (struct value){.kind = VALUE_NULL}
                                        : TEXT(db_peek(q, i));
    return db_run(c->to, insert, (struct args){v, (size_t)columns}, e);
}

static bool copy_table(struct copy *c, struct str table, int64_t *rows,
                       struct err *e)
{
    const char *insert = NULL;
    int more = -1, columns = 0;
    /* What triggers of other tables have put there is not the copy's. */
    if (!db_run(c->to, text(c, "DELETE FROM", table), NO_ARGS, e))
        return false;
    struct stmt *q =
        db_query(c->from, text(c, "SELECT * FROM", table), NO_ARGS, e);
    while (q && (more = db_next(q, e)) > 0) {
        if (!insert)
            insert = insert_of(c, table, q, &columns);
        if (!copy_row(c, q, insert, columns, e)) {
            db_stop(q);
            return false;
        }
        ++*rows;
    }
    return more == 0;
}

/* The blocks of SQLite's index are written when a savepoint is made. */
static bool finish(struct copy *c, struct err *e)
{
    return db_begin(c->to, e) &&
           db_end(c->to,
                  db_script(c->to, db_text(c->to, close_up), e) &&
                      words_rebuild(c->to, e) && tally_rebuild(c->to, e),
                  e) &&
           guard_rebuild(c->to, e);
}

static bool copy_all(struct copy *c, struct err *e)
{
    struct store_copied *out = c->out;
    for (size_t i = 0; i < out->n; i++) {
        if (!copy_table(c, out->tables[i].name, &out->tables[i].rows, e))
            return err_add(e, "table " STR_FMT, STR_ARG(out->tables[i].name));
        out->rows += out->tables[i].rows;
    }
    return finish(c, e);
}

/* ---- before ---- */

static bool count(struct copy *c, struct str table, int64_t *n, struct err *e)
{
    return db_run_int(c->to, text(c, "SELECT count(*) FROM", table), NO_ARGS, n,
                      e) > 0;
}

static bool is_empty(struct copy *c, struct err *e)
{
    for (size_t i = 0; i < c->out->n; i++) {
        int64_t n;
        if (!count(c, c->out->tables[i].name, &n, e))
            return false;
        if (n)
            return err_set(e,
                           "there is something in the table " STR_FMT
                           " already; copy into an empty store",
                           STR_ARG(c->out->tables[i].name));
    }
    return true;
}

/* ---- after ---- */

static bool same_counts(struct copy *c, struct err *e)
{
    for (size_t i = 0; i < c->out->n; i++) {
        int64_t n;
        if (!count(c, c->out->tables[i].name, &n, e))
            return false;
        if (n != c->out->tables[i].rows)
            return err_set(e, "table " STR_FMT ": %lld rows became %lld",
                           STR_ARG(c->out->tables[i].name),
                           (long long)c->out->tables[i].rows, (long long)n);
    }
    return true;
}

static bool same_queue(struct store *from, struct store *to, int64_t *n,
                       struct err *e)
{
    struct arena a = {0};
    struct mention_filter f = {.queue = true, .limit = QUEUE};
    struct mention *x, *y;
    size_t got = QUEUE, as_many;
    bool ok = true;
    for (*n = 0; ok && got == QUEUE; *n += (int64_t)got) {
        ok = store_mentions(from, &a, &f, &x, &got, e) &&
             store_mentions(to, &a, &f, &y, &as_many, e) &&
             (got == as_many || err_set(e, "the queue has another length"));
        for (size_t i = 0; ok && i < got; i++)
            ok = x[i].id == y[i].id ||
                 err_set(e, "the queue has another order at mention %lld",
                         (long long)x[i].id);
        if (ok && got)
            f.behind = x[got - 1].id;
        arena_reset(&a);
    }
    arena_clear(&a);
    return ok;
}

static bool verifies(struct store *from, struct store *to, struct arena *a,
                     struct store_copied *out, struct err *e)
{
    struct store_audit audit;
    struct str hash = {0};
    bool found;
    if (!store_verify(to, a, &audit, e))
        return false;
    if (audit.found)
        return err_set(e,
                       "the copy does not verify: %lld findings, the first: "
                       "table " STR_FMT ", " STR_FMT ": " STR_FMT
                       "; does `molva verify` find it where it came from?",
                       (long long)audit.found, STR_ARG(audit.findings->table),
                       STR_ARG(audit.findings->row),
                       STR_ARG(audit.findings->what));
    out->events = audit.events;
    out->sealed = audit.rows;
    out->hash = audit.hash;
    return !audit.head ||
           (store_event_hash(from, a, audit.head, &hash, &found, e) &&
            ((found && str_eq(hash, audit.hash)) ||
             err_set(e, "the chain ends with another event")));
}

/* ---- all of it ---- */

/* The connection that copies: nothing on it seals. */
static struct db *bare(const char *url, struct err *e)
{
    struct db *db = db_open(url, 0, e);
    if (db && db_script(db, db_text(db, open_up), e))
        return db;
    db_close(db);
    return NULL;
}

static bool transfer(struct copy *c, struct err *e)
{
    return read_tables(c, e) && is_empty(c, e) && db_begin(c->to, e) &&
           db_end(c->to, copy_all(c, e), e) && same_counts(c, e);
}

static bool compare(struct store *from, const char *to, struct arena *a,
                    struct store_copied *out, struct err *e)
{
    struct store *s = store_open(to, STORE_READ, e);
    bool ok = s && verifies(from, s, a, out, e) &&
              same_queue(from, s, &out->queue, e);
    store_close(s);
    return ok;
}

/* An empty store is there, with all migrations. */
static bool make(const char *to, struct err *e)
{
    struct store *s = store_open(to, STORE_CREATE, e);
    store_close(s);
    return s != NULL;
}

bool store_copy(const char *from, const char *to, struct arena *a,
                struct store_copied *out, struct err *e)
{
    struct copy c = {.a = a, .out = out};
    *out = (struct store_copied){0};
    struct store *s = store_open(from, STORE_READ, e);
    bool ok = s && make(to, e) && (c.to = bare(to, e)) != NULL;
    if (ok) {
        c.from = s->db;
        ok = db_snapshot(s->db, e) && transfer(&c, e);
        db_close(c.to);
        ok = ok && compare(s, to, a, out, e);
        db_rollback(s->db);
    }
    store_close(s);
    return ok || err_add(e, "copy");
}
