/* SPDX-License-Identifier: MIT
 * db: the cache of prepared statements, transactions that nest, and errors
 * that say what to do. */
#include "store/db.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_SLOTS = 512 /* a power of two, far more than there are texts */ };

struct stmt {
    const char *sql; /* its text; the address is the key. NULL: free slot */
    void *handle;    /* of the driver */
    struct db *db;   /* it belongs to */
};

struct db {
    const struct driver *driver; /* what it stands on */
    void *conn;                  /* the driver's connection */
    char *place;                 /* for messages */
    char *url;                   /* as it was opened */
    int depth;                   /* transactions open, one in another */
    bool lost;                   /* the database undid the outermost one */
    enum db_class failed;        /* why the last statement did, a rollback
                                    not counted; DB_OTHER: it did not */
    /* One for each transaction that is open. */
    _Alignas(max_align_t) char kept[DB_NESTED][DB_KEPT];
    db_hook *hook;                  /* asked before a commit; may be NULL */
    void *hook_ctx;                 /* handed to it */
    struct stmt cache[CACHE_SLOTS]; /* prepared so far, by address of text */
};

SQL(sql_commit) = "COMMIT";
SQL(sql_rollback) = "ROLLBACK";
SQL(sql_inner) = "SAVEPOINT inner_work";
SQL(sql_inner_commit) = "RELEASE inner_work";
SQL(sql_inner_rollback) = "ROLLBACK TO inner_work";

/* Adds what to do and where to the words the driver left in e. */
static bool explain(struct db *db, struct err *e)
{
    db->failed = db->driver->classify(db->conn);
    const char *what = db->driver->advice[db->failed];
    if (db->depth > 0 && !db->driver->in_transaction(db->conn))
        db->lost = true;
    if (what)
        err_add(e, "%s", what);
    return err_add(e, "store %s", db->place);
}

static const struct driver *choose(const char *url, const char **place,
                                   struct err *e)
{
    struct str s = str_of(url);
    *place = url;
    if (str_starts(s, STR("postgres:")) || str_starts(s, STR("postgresql:")))
        return &postgres_driver;
    if (str_starts(s, STR("sqlite:")))
        *place = url + strlen("sqlite:");
    else if (strstr(url, "://")) {
        err_set(e, "store: unknown kind of address; give a path, sqlite:PATH "
                   "or postgres://HOST/DATABASE");
        return NULL;
    }
    if (!**place) {
        err_set(e, "store: the path is empty");
        return NULL;
    }
    return &sqlite_driver;
}

struct db *db_open(const char *url, int flags, struct err *e)
{
    const char *place;
    const struct driver *driver = choose(url, &place, e);
    if (!driver)
        return NULL;
    char *shown = driver->shown(place);
    void *conn = driver->open(place, flags, e);
    if (!conn) {
        err_add(e, "store %s", shown);
        free(shown);
        return NULL;
    }
    struct db *db = xcalloc(1, sizeof *db);
    db->driver = driver;
    db->conn = conn;
    db->place = shown;
    db->url = xstrdup(url);
    return db;
}

enum store_reach db_reach(const char *url)
{
    struct err ignored = {0};
    const char *place;
    const struct driver *driver = choose(url, &place, &ignored);
    if (driver != &postgres_driver)
        return STORE_FILE;
    return pg_is_local(place) ? STORE_SOCKET : STORE_NETWORK;
}

void db_before_commit(struct db *db, db_hook *hook, void *ctx)
{
    db->hook = hook;
    db->hook_ctx = ctx;
}

void db_on_change(struct db *db, change_fn *fn, void *ctx)
{
    if (db->driver->on_change)
        db->driver->on_change(db->conn, fn, ctx);
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db->driver->close(db->conn);
    free(db->place);
    free(db->url);
    free(db);
}

static struct stmt *slot_for(struct db *db, const char *sql)
{
    size_t i = ((uintptr_t)sql >> 3) * 0x9E3779B97F4A7C15u >> 40;
    for (;; i++) {
        struct stmt *slot = &db->cache[i & (CACHE_SLOTS - 1)];
        if (!slot->sql || slot->sql == sql)
            return slot;
    }
}

/* The statement of that text, prepared. */
static struct stmt *find(struct db *db, const char *sql, struct err *e)
{
    if (db->lost) {
        err_set(e, "store %s: the transaction was undone after an error",
                db->place);
        return NULL;
    }
    db->failed = DB_OTHER;
    struct stmt *q = slot_for(db, sql);
    if (!q->handle) {
        q->handle = db->driver->prepare(db->conn, sql, e);
        if (!q->handle) {
            explain(db, e);
            return NULL;
        }
        q->sql = sql;
        q->db = db;
    }
    return q;
}

const char *db_url(const struct db *db)
{
    return db->url;
}

enum db_kind db_kind(const struct db *db)
{
    return db->driver->kind;
}

const char *db_text(const struct db *db, const char *const texts[DB_KINDS])
{
    return texts[db->driver->kind];
}

struct stmt *db_query(struct db *db, const char *sql, struct args args,
                      struct err *e)
{
    struct stmt *q = find(db, sql, e);
    if (!q)
        return NULL;
    if (!db->depth && db->hook && strncmp(sql, "SELECT", 6) != 0 &&
        db->driver->writes(q->handle)) {
        err_set(e, "store %s: a write with no transaction: %s", db->place, sql);
        return NULL;
    }
    int wants = db->driver->parameters(q->handle);
    if (args.n != (size_t)wants) { /* else it takes those of its last use */
        err_set(e, "store %s: %zu values for %d parameters: %s", db->place,
                args.n, wants, sql);
        return NULL;
    }
    for (size_t i = 0; i < args.n; i++) {
        if (!db->driver->bind(q->handle, (int)i + 1, args.v[i], e)) {
            explain(db, e);
            return NULL;
        }
    }
    return q;
}

int db_next(struct stmt *q, struct err *e)
{
    const struct driver *driver = q->db->driver;
    int more = driver->step(q->handle, e);
    if (more < 0)
        explain(q->db, e);
    if (more <= 0)
        driver->reset(q->handle);
    return more;
}

void db_stop(struct stmt *q)
{
    q->db->driver->reset(q->handle);
}

int64_t db_int(struct stmt *q, int i)
{
    return q->db->driver->column(q->handle, i, VALUE_INT).i;
}

double db_num(struct stmt *q, int i)
{
    return q->db->driver->column(q->handle, i, VALUE_NUM).d;
}

struct str db_peek(struct stmt *q, int i)
{
    return q->db->driver->column(q->handle, i, VALUE_TEXT).s;
}

struct str db_str(struct stmt *q, int i, struct arena *a)
{
    return str_dup(a, db_peek(q, i));
}

bool db_about(struct stmt *q, int i, struct column *c)
{
    return q->db->driver->about(q->handle, i, c);
}

/* A write with no transaction around it. */
static bool is_alone(struct db *db, const char *sql, struct err *e)
{
    struct stmt *q = db->depth == 0 && db->hook ? find(db, sql, e) : NULL;
    return q && db->driver->writes(q->handle);
}

bool db_run(struct db *db, const char *sql, struct args args, struct err *e)
{
    if (is_alone(db, sql, e))
        return db_begin(db, e) && db_end(db, db_run(db, sql, args, e), e);
    struct stmt *q = db_query(db, sql, args, e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0)
        continue;
    return more == 0;
}

int db_run_int(struct db *db, const char *sql, struct args args, int64_t *out,
               struct err *e)
{
    if (is_alone(db, sql, e)) {
        if (!db_begin(db, e))
            return -1;
        int found = db_run_int(db, sql, args, out, e);
        return db_end(db, found >= 0, e) ? found : -1;
    }
    struct stmt *q = db_query(db, sql, args, e);
    if (!q)
        return -1;
    int more = db_next(q, e);
    if (more <= 0)
        return more;
    *out = db_int(q, 0);
    /* On to the end: an INSERT with RETURNING is done only then. */
    while ((more = db_next(q, e)) > 0)
        continue;
    return more < 0 ? -1 : 1;
}

bool db_snapshot(struct db *db, struct err *e)
{
    if (!db_run(db, db->driver->snapshot, NO_ARGS, e))
        return false;
    db->depth++;
    return true;
}

bool db_script(struct db *db, const char *sql, struct err *e)
{
    return db->driver->script(db->conn, sql, e) || explain(db, e);
}

bool db_begin(struct db *db, struct err *e)
{
    const char *lock = db->depth ? NULL : db->driver->lock;
    const char *sql = db->depth ? sql_inner : db->driver->begin;
    assert(db->depth < DB_NESTED);
    if (!db_run(db, sql, NO_ARGS, e))
        return false;
    if (db->depth)
        memcpy(db->kept[db->depth], db->kept[db->depth - 1], DB_KEPT);
    else
        memset(db->kept[0], 0, DB_KEPT);
    db->depth++;
    if (!lock || db_run(db, lock, NO_ARGS, e))
        return true;
    db_rollback(db);
    return false;
}

bool db_commit(struct db *db, struct err *e)
{
    if (db->depth == 0)
        return err_set(e, "store %s: no transaction to commit", db->place);
    if (db->depth == 1 && db->hook && !db->hook(db, db->hook_ctx, e)) {
        db_rollback(db);
        return false;
    }
    if (!db_run(db, db->depth > 1 ? sql_inner_commit : sql_commit, NO_ARGS,
                e)) {
        db_rollback(db);
        return false;
    }
    db->depth--;
    if (db->depth)
        memcpy(db->kept[db->depth - 1], db->kept[db->depth], DB_KEPT);
    return true;
}

static void roll_back(struct db *db)
{
    struct err ignored = {0};
    bool there = !db->lost && db->driver->in_transaction(db->conn);
    if (db->depth > 1) {
        if (!there || !db_run(db, sql_inner_rollback, NO_ARGS, &ignored) ||
            !db_run(db, sql_inner_commit, NO_ARGS, &ignored))
            db->lost = true;
        db->depth--;
        return;
    }
    /* Also where it is gone already: the driver is to know that it is over. */
    db->lost = false;
    (void)!db_run(db, sql_rollback, NO_ARGS, &ignored);
    db->lost = false;
    db->depth = 0;
}

void db_rollback(struct db *db)
{
    enum db_class failed = db->failed;
    if (db->depth > 0)
        roll_back(db);
    db->failed = failed;
}

void *db_kept(struct db *db)
{
    assert(db->depth > 0);
    return db->kept[db->depth - 1];
}

int db_depth(const struct db *db)
{
    return db->depth;
}

bool db_cut(const struct db *db)
{
    return db->failed == DB_LOST;
}

bool db_end(struct db *db, bool ok, struct err *e)
{
    if (ok)
        return db_commit(db, e);
    db_rollback(db);
    return false;
}
