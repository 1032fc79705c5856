/* SPDX-License-Identifier: MIT
 * seal: noting what is written, and the event that vouches for it. */
#include "store/seal.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/ceiling.h"
#include "base/json.h"
#include "store/internal.h"

enum {
    COLUMNS = 64,     /* of a sealed table, more than any has */
    ROWS_EVENT = 4000 /* rows under one event: 300 kB of it */
};

struct seal {
    struct arena arena;                       /* of what follows */
    struct str defaults[SEAL_COUNT][COLUMNS]; /* by column; p NULL: none */
    struct buf text;                          /* of a row, for its digest */
};

#define AS_NAME(table, key) [SEAL_##table] = #table,
const char *const seal_names[SEAL_COUNT] = {SEAL_TABLES(AS_NAME)};

/* Those of a list of keys; a session's key, a text, is asked for alone. */
#define IN_id      " WHERE id = ANY(CAST($1 AS BIGINT[])) ORDER BY id"
#define IN_mention " WHERE mention = ANY(CAST($1 AS BIGINT[])) ORDER BY mention"
#define IN_token   " WHERE token = ANY(CAST($1 AS TEXT[])) ORDER BY token"
#define AS_SQL(table, key)                                                     \
    BOTH(sql_some_##table, NULL, "SELECT * FROM " #table IN_##key);            \
    SQL(sql_one_##table) = "SELECT * FROM " #table " WHERE " #key " = $1";     \
    SQL(sql_all_##table) = "SELECT * FROM " #table " ORDER BY " #key;          \
    SQL(sql_touch_##table) =                                                   \
        "INSERT INTO touched SELECT '" #table "', " #key " FROM " #table       \
        " WHERE true ON CONFLICT DO NOTHING";
SEAL_TABLES(AS_SQL)

/* (OR IGNORE would be overruled by the statement that fires the trigger.) */
#define NOTE(table, act, row, key)                                             \
    "CREATE TEMP TRIGGER IF NOT EXISTS seal_" #table "_" #act " AFTER " #act   \
    " ON main." #table " BEGIN INSERT INTO touched VALUES"                     \
    " ('" #table "', " #row "." #key ") ON CONFLICT DO NOTHING; END;"
#define WATCH(table, key)                                                      \
    NOTE(table, INSERT, NEW, key)                                              \
    NOTE(table, UPDATE, NEW, key)                                              \
    NOTE(table, DELETE, OLD, key)
/* The same for PostgreSQL, where a trigger belongs to the table. */
#define ARM(table, key)                                                        \
    "CREATE OR REPLACE TRIGGER seal_" #table                                   \
    " AFTER INSERT OR UPDATE OR DELETE ON " #table                             \
    " FOR EACH ROW EXECUTE FUNCTION molva_note_" #key "();"

#define AS_ROW(table, key)                                                     \
    [SEAL_##table] = {&sql_one_##table,                                        \
                      sql_some_##table,                                        \
                      &sql_all_##table,                                        \
                      &sql_touch_##table,                                      \
                      {WATCH(table, key), ARM(table, key)}},
static const struct {
    const char *const *one;      /* the row of a key */
    const char *const *some;     /* rows by key, or NULL: asked one by one */
    const char *const *all;      /* all rows, by key */
    const char *const *touch;    /* notes all rows */
    const char *watch[DB_KINDS]; /* the triggers that note what is written */
} texts[SEAL_COUNT] = {SEAL_TABLES(AS_ROW)};

static const char touched_table[] =
    "CREATE TEMP TABLE IF NOT EXISTS touched (tab TEXT NOT NULL, key NOT NULL,"
    " PRIMARY KEY (tab, key)) WITHOUT ROWID";

SQL(sql_touch) = "INSERT INTO touched VALUES ($1, $2) ON CONFLICT DO NOTHING";
SQL(sql_touched) =
    "SELECT tab, key FROM touched ORDER BY tab, length(key), key";
SQL(sql_any) = "SELECT count(*) FROM touched";
SQL(sql_forget) = "DELETE FROM touched";
SQL(sql_leave) = "DELETE FROM touched WHERE tab = $1 AND key = $2";
BOTH(sql_there, "SELECT 1 FROM pragma_table_info($1) LIMIT 1",
     "SELECT 1 WHERE to_regclass($1) IS NOT NULL");
/* Of all tables; what may be NULL is read as ''. */
BOTH(sql_defaults,
     "SELECT m.name, c.cid, coalesce(c.dflt_value,"
     " CASE WHEN c.\"notnull\" OR c.pk THEN 'NULL' ELSE '' END)"
     " FROM sqlite_master m, pragma_table_info(m.name) c"
     " WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'",
     "SELECT c.relname,"
     " row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) - 1,"
     " coalesce(split_part(pg_get_expr(d.adbin, d.adrelid), '::', 1),"
     " CASE WHEN a.attnotnull THEN 'NULL' ELSE '' END)"
     " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
     " AND n.nspname = current_schema()"
     " JOIN pg_attribute a ON a.attrelid = c.oid"
     " AND a.attnum > 0 AND NOT a.attisdropped"
     " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
     " WHERE c.relkind = 'r'");

struct seal *seal_new(void)
{
    struct seal *s = xcalloc(1, sizeof *s);
    buf_init(&s->text, CEILING_PAGE_OUT);
    return s;
}

void seal_free(struct seal *s)
{
    if (!s)
        return;
    arena_clear(&s->arena);
    buf_clear(&s->text);
    free(s);
}

/* A default as the schema writes it: 0, '' or 'word'. */
static struct str unquote(struct str s)
{
    if (s.n >= 2 && s.p[0] == '\'' && s.p[s.n - 1] == '\'')
        return str_part(s, 1, s.n - 2);
    return s;
}

bool seal_learn(struct seal *s, struct db *db, struct err *e)
{
    enum seal_table t;
    struct stmt *q = db_query(db, db_text(db, sql_defaults), NO_ARGS, e);
    int more = -1;
    arena_reset(&s->arena);
    memset(s->defaults, 0, sizeof s->defaults);
    while (q && (more = db_next(q, e)) > 0) {
        int64_t at = db_int(q, 1);
        struct str text = db_peek(q, 2);
        if (at < COLUMNS && seal_find(db_peek(q, 0), &t) &&
            !str_eqz(text, "NULL"))
            s->defaults[t][at] = str_dup(&s->arena, unquote(text));
    }
    return more == 0;
}

static void put_field(struct buf *b, struct str s)
{
    char head[24];
    size_t at = sizeof head, n = s.n;
    head[--at] = ':';
    do
        head[--at] = (char)('0' + n % 10);
    while (n /= 10);
    buf_put(b, head + at, sizeof head - at);
    buf_str(b, s);
    buf_char(b, ',');
}

/* The value as text; digits is room for a number. */
static struct str value_text(struct stmt *q, int i, enum value_kind kind,
                             char digits[32])
{
    int n;
    if (kind == VALUE_NULL)
        return STR("");
    if (kind == VALUE_TEXT)
        return db_peek(q, i);
    if (kind == VALUE_NUM)
        n = snprintf(digits, 32, "%.17g", db_num(q, i));
    else
        n = snprintf(digits, 32, "%lld", (long long)db_int(q, i));
    return (struct str){digits, (size_t)n};
}

struct str seal_text(struct seal *s, enum seal_table t, struct stmt *q)
{
    struct column c;
    char digits[32];
    buf_reset(&s->text);
    for (int i = 0; i < COLUMNS && db_about(q, i, &c); i++) {
        struct str value = value_text(q, i, c.kind, digits);
        struct str usual = s->defaults[t][i];
        if (usual.p && str_eq(usual, value))
            continue;
        put_field(&s->text, str_of(c.name));
        put_field(&s->text, value);
    }
    return buf_view(&s->text);
}

void seal_digest(struct seal *s, enum seal_table t, struct stmt *q,
                 unsigned char hash[32])
{
    struct str text = seal_text(s, t, q);
    crypto_hash_sha256(hash, (const unsigned char *)text.p, text.n);
}

int64_t seal_key(struct str key)
{
    return (int64_t)str_hash(key);
}

bool seal_touch(struct db *db, enum seal_table t, struct value key,
                struct err *e)
{
    char number[32];
    if (t == SEAL_session && key.kind == VALUE_INT) {
        snprintf(number, sizeof number, "#%lld", (long long)key.i);
        key = TEXT(str_of(number));
    }
    return db_run(db, sql_touch, ARGS(TEXT(str_of(seal_names[t])), key), e);
}

struct stmt *seal_query_all(struct db *db, enum seal_table t, struct err *e)
{
    return db_query(db, *texts[t].all, NO_ARGS, e);
}

struct stmt *seal_query_one(struct db *db, enum seal_table t, struct value key,
                            struct err *e)
{
    return db_query(db, *texts[t].one, (struct args){&key, 1}, e);
}

bool seal_find(struct str name, enum seal_table *t)
{
    for (int i = 0; i < SEAL_COUNT; i++)
        if (str_eqz(name, seal_names[i]))
            return *t = (enum seal_table)i, true;
    return false;
}

/* A row that was touched. */
struct touched {
    enum seal_table t;
    struct value key;
    char hex[EVENT_HEX]; /* of its digest, "" when it is no longer there */
};

static void put_digest(struct seal *s, struct stmt *q, struct touched *row)
{
    unsigned char hash[32];
    seal_digest(s, row->t, q, hash);
    sodium_bin2hex(row->hex, sizeof row->hex, hash, sizeof hash);
}

static bool digest_one(struct seal *s, struct db *db, struct touched *row,
                       struct err *e)
{
    bool known = (row->key.kind == VALUE_TEXT) == (row->t == SEAL_session);
    if (!known)
        return true;
    struct stmt *q = seal_query_one(db, row->t, row->key, e);
    int more = q ? db_next(q, e) : -1;
    if (more > 0) {
        put_digest(s, q, row);
        db_stop(q);
    }
    return more >= 0;
}

/* n rows of one table, by key: PostgreSQL is asked for all of them at once. */
static bool digest_run(struct seal *s, struct db *db, struct touched *rows,
                       size_t n, struct err *e)
{
    struct buf keys;
    size_t at = 0;
    buf_init(&keys, n * 21 + 2);
    for (size_t i = 0; i < n; i++)
        buf_printf(&keys, "%c%lld", i ? ',' : '{', (long long)rows[i].key.i);
    buf_char(&keys, '}');
    struct stmt *q = db_query(db, db_text(db, texts[rows->t].some),
                              ARGS(TEXT(buf_view(&keys))), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        int64_t key = db_int(q, 0); /* it comes first in each table */
        while (at < n && rows[at].key.i < key)
            at++;
        if (at < n && rows[at].key.i == key)
            put_digest(s, q, &rows[at]);
    }
    buf_clear(&keys);
    return more == 0;
}

static bool digest_all(struct seal *s, struct db *db, struct touched *rows,
                       size_t n, struct err *e)
{
    for (size_t i = 0, run; i < n; i += run) {
        run = 1;
        if (db_kind(db) == DB_SQLITE || rows[i].t == SEAL_session) {
            if (!digest_one(s, db, &rows[i], e))
                return false;
            continue;
        }
        while (i + run < n && rows[i + run].t == rows[i].t)
            run++;
        if (!digest_run(s, db, &rows[i], run, e))
            return false;
    }
    return true;
}

/* {"mention":{"12":"<digest>"}} */
static void write_rows(struct json *j, const struct touched *rows, size_t n)
{
    char name[32];
    json_map(j);
    for (size_t i = 0; i < n; i++) {
        struct value key = rows[i].key;
        if (i && rows[i].t != rows[i - 1].t)
            json_end(j);
        if (!i || rows[i].t != rows[i - 1].t) {
            json_key(j, seal_names[rows[i].t]);
            json_map(j);
        }
        snprintf(name, sizeof name, "%lld",
                 (long long)(key.kind == VALUE_TEXT ? seal_key(key.s) : key.i));
        json_key(j, name);
        json_str(j, str_of(rows[i].hex));
    }
    if (n)
        json_end(j);
    json_end(j);
}

/* A session that is missing is known by its number alone: "#NUMBER". */
static struct value touched_key(enum seal_table t, struct stmt *q,
                                struct arena *a)
{
    int64_t number;
    struct str text = db_peek(q, 1);
    if (t != SEAL_session)
        return INT(db_int(q, 1));
    if (str_starts(text, STR("#")) && str_int(str_from(text, 1), &number))
        return INT(number);
    return TEXT(str_dup(a, text));
}

static bool read_touched(struct db *db, struct arena *a, struct touched **rows,
                         size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(db, sql_touched, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        struct touched row = {0};
        if (!seal_find(db_peek(q, 0), &row.t)) {
            db_stop(q);
            return err_set(e, "the list of written rows makes no sense");
        }
        row.key = touched_key(row.t, q, a);
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = row;
    }
    return more == 0;
}

/* One event for at most ROWS_EVENT of them. */
static bool seal_some(struct seal *s, struct db *db, struct touched *rows,
                      size_t n, struct err *e)
{
    struct json j;
    struct buf out;
    struct event ev = {.at = time(NULL), .who = STR("store"), .what = SEALED};
    if (!digest_all(s, db, rows, n, e))
        return false;
    buf_init(&out, CEILING_PAGE_OUT);
    json_init(&j, &out);
    write_rows(&j, rows, n);
    ev.detail = buf_view(&out);
    bool ok = event_add(db, &ev, e);
    buf_clear(&out);
    return ok;
}

bool seal_commit(struct seal *s, struct db *db, struct err *e)
{
    struct arena a = {0};
    struct touched *rows = NULL;
    size_t n = 0;
    bool ok = read_touched(db, &a, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i += ROWS_EVENT)
        ok = seal_some(s, db, rows + i, n - i < ROWS_EVENT ? n - i : ROWS_EVENT,
                       e);
    ok = ok && (!n || db_run(db, sql_forget, NO_ARGS, e));
    arena_clear(&a);
    return ok || err_add(e, "seal");
}

static bool is_there(struct db *db, int t, bool *there, struct err *e)
{
    int64_t one;
    int found = db_run_int(db, db_text(db, sql_there),
                           ARGS(TEXT(str_of(seal_names[t]))), &one, e);
    *there = found > 0;
    return found >= 0;
}

static bool make_triggers(struct db *db, struct err *e)
{
    for (int t = 0; t < SEAL_COUNT; t++) {
        bool there;
        if (!is_there(db, t, &there, e) ||
            (there && !db_script(db, db_text(db, texts[t].watch), e)))
            return false;
    }
    return true;
}

bool seal_watch(struct seal *s, struct db *db, struct err *e)
{
    return (db_kind(db) != DB_SQLITE ||
            (db_script(db, touched_table, e) && make_triggers(db, e))) &&
           seal_learn(s, db, e);
}

bool seal_arm(struct db *db, struct err *e)
{
    return db_kind(db) != DB_POSTGRES || make_triggers(db, e);
}

bool seal_leave(struct db *db, struct str table, int64_t key, struct err *e)
{
    return db_run(db, sql_leave, ARGS(TEXT(table), INT(key)), e);
}

static bool touch_everything(struct db *db, struct err *e)
{
    for (int t = 0; t < SEAL_COUNT; t++) {
        bool there;
        if (!is_there(db, t, &there, e) ||
            (there && !db_run(db, *texts[t].touch, NO_ARGS, e)))
            return false;
    }
    return true;
}

bool seal_everything(struct db *db, const char *what, struct err *e)
{
    char rows[32];
    int64_t n = 0;
    if (!touch_everything(db, e) || db_run_int(db, sql_any, NO_ARGS, &n, e) < 0)
        return false;
    if (!n)
        return true;
    snprintf(rows, sizeof rows, "%lld", (long long)n);
    struct event ev = {.at = time(NULL),
                       .who = STR("store"),
                       .what = what,
                       .facts = {{"rows", str_of(rows)}}};
    return event_add(db, &ev, e);
}
