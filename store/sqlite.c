/* SPDX-License-Identifier: MIT
 * sqlite: the driver for one file on one machine.
 *
 * WAL, so that the desk reads while the crawler writes; synchronous=FULL, so
 * that a commit is on the disk when it returns: even a power cut loses
 * nothing that was reported as stored. It costs one fsync a commit, and
 * writers commit in batches. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/driver.h"
#include "store/sqlite_sum.h"
#include "store/store.h"

enum {
    BUSY_MS = 10000,     /* how long to wait for another writer */
    OUR_ID = 0x4D6F6C76, /* "Molv": application_id of the file */
    MAX_PARAMETERS = 65  /* of one statement */
};

struct sqlite_conn;

struct sqlite_stmt {
    sqlite3_stmt *stmt;               /* SQLite's own */
    struct sqlite_conn *conn;         /* it belongs to */
    struct sqlite_stmt *next;         /* of the connection */
    bool writes;                      /* to a table that is stored */
    unsigned char at[MAX_PARAMETERS]; /* place of $n; SQLite counts by first
                                         appearance, not by number */
};

struct sqlite_conn {
    sqlite3 *db;               /* SQLite's own */
    struct sqlite_stmt *stmts; /* all that were prepared */
    int why;                   /* errno of the last failure */
    bool writes;               /* the text being prepared does */
    change_fn *changed;        /* told of each row written; may be NULL */
    void *changed_ctx;         /* handed to it */
};

static const char settings[] =
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA recursive_triggers = ON;" /* REPLACE must meet DELETE triggers */
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -16384;"           /* KiB */
    "PRAGMA wal_autocheckpoint = 4000;"     /* pages: 16 MB */
    "PRAGMA journal_size_limit = 67108864"; /* bytes the log keeps */

static const char sign[] = "PRAGMA application_id = 0x4D6F6C76";

/* SQLite's words; of a failed read or write also the system's, which stand in
 * errno still. */
static bool failed(sqlite3 *db, struct err *e)
{
    int why = errno;
    if (!db)
        return err_set(e, "SQLite: no memory");
    int code = sqlite3_extended_errcode(db);
    if ((code & 0xff) != SQLITE_IOERR)
        return err_set(e, "SQLite: %s", sqlite3_errmsg(db));
    return err_set(e, "SQLite: %s (%d): %s", sqlite3_errmsg(db), code,
                   strerror(why));
}

static bool sqlite_script(void *conn, const char *sql, struct err *e)
{
    struct sqlite_conn *c = conn;
    if (sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    c->why = errno;
    return failed(c->db, e);
}

/* One number, such as a PRAGMA gives. */
static bool ask(sqlite3 *db, const char *sql, int64_t *out, struct err *e)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(q);
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return rc == SQLITE_ROW || failed(db, e);
}

/* What SQLite would call "unable to open database file", told in time. */
static bool place_is_good(const char *path, int flags, struct err *e)
{
    char folder[4096];
    struct stat st;
    const char *slash = strrchr(path, '/');
    int n = slash ? (int)(slash - path) : 1;
    snprintf(folder, sizeof folder, "%.*s", n ? n : 1, slash ? path : ".");
    if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))
        return err_set(e,
                       "the folder %s is missing; make it first: mkdir -p "
                       "%s",
                       folder, folder);
    bool writes = !(flags & STORE_READ);
    if (writes && faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) != 0)
        return err_set(e,
                       "the folder %s cannot be written (%s); give yourself "
                       "the right to, or keep the store elsewhere",
                       folder, strerror(errno));
    if (stat(path, &st) != 0) {
        if (errno != ENOENT)
            return err_set(e, "%s", strerror(errno));
        return (flags & STORE_CREATE) ||
               err_set(e, "there is no store yet; `molva init` and `molva "
                          "crawl` make one");
    }
    if (!S_ISREG(st.st_mode))
        return err_set(e, "this is no file");
    int right = writes ? R_OK | W_OK : R_OK;
    if (faccessat(AT_FDCWD, path, right, AT_EACCESS) != 0)
        return err_set(e,
                       "the file cannot be %s (%s); check its owner and "
                       "rights",
                       writes ? "written" : "read", strerror(errno));
    return true;
}

/* An empty file is ours to be; any other has to say so. The tables are
 * counted first: another process may be making the store just now, and it
 * signs the file before it makes the first one. */
static bool file_is_ours(sqlite3 *db, bool *empty, struct err *e)
{
    int64_t id = 0, tables = 0;
    if (!ask(db, "SELECT count(*) FROM sqlite_master", &tables, e) ||
        !ask(db, "PRAGMA application_id", &id, e)) {
        if (sqlite3_errcode(db) == SQLITE_NOTADB)
            return err_set(e, "this file is not a database; name another one, "
                              "or put it aside");
        return false;
    }
    *empty = tables == 0;
    return id == OUR_ID || *empty ||
           err_set(e, "this is the database of another program; name another "
                      "file");
}

/* Two processes that make the same new file may both want this change, and
 * SQLite does not wait for it by itself. */
static bool use_wal(sqlite3 *db, struct err *e)
{
    for (int waited = 0;; waited += 20) {
        int rc =
            sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (rc == SQLITE_OK)
            return true;
        if ((rc & 0xff) != SQLITE_BUSY || waited >= BUSY_MS)
            return failed(db, e);
        sqlite3_sleep(20);
    }
}

/* Asked while a text is prepared, for each thing it does. Temporary tables do
 * not count: what is only looked for needs no lock. */
static int note_writes(void *ctx, int action, const char *table,
                       const char *column, const char *base,
                       const char *trigger)
{
    struct sqlite_conn *c = ctx;
    (void)table, (void)column, (void)trigger;
    if ((action == SQLITE_INSERT || action == SQLITE_UPDATE ||
         action == SQLITE_DELETE) &&
        base && strcmp(base, "main") == 0)
        c->writes = true;
    return SQLITE_OK;
}

static bool set_up(struct sqlite_conn *c, int flags, struct err *e)
{
    bool empty = false;
    sqlite3_extended_result_codes(c->db, 1);
    sqlite3_set_authorizer(c->db, note_writes, c);
    if (!sqlite_sum_define(c->db))
        return failed(c->db, e);
    sqlite3_busy_timeout(c->db, BUSY_MS);
    if (!file_is_ours(c->db, &empty, e))
        return false;
    if (!(flags & STORE_READ)) {
        if (sqlite3_db_readonly(c->db, "main"))
            return err_set(e, "the file cannot be written; check its owner "
                              "and rights");
        if (!use_wal(c->db, e) || (empty && !sqlite_script(c, sign, e)))
            return false;
    }
    return sqlite_script(c, settings, e);
}

static void sqlite_close(void *conn)
{
    struct sqlite_conn *c = conn;
    while (c->stmts) {
        struct sqlite_stmt *s = c->stmts;
        c->stmts = s->next;
        sqlite3_finalize(s->stmt);
        free(s);
    }
    sqlite3_close(c->db);
    free(c);
}

static enum db_class sqlite_classify(void *conn)
{
    static const struct {
        int code;
        enum db_class class;
    } table[] = {
        {SQLITE_BUSY, DB_BUSY},       {SQLITE_LOCKED, DB_BUSY},
        {SQLITE_FULL, DB_FULL},       {SQLITE_READONLY, DB_READONLY},
        {SQLITE_PERM, DB_READONLY},   {SQLITE_CANTOPEN, DB_READONLY},
        {SQLITE_CORRUPT, DB_DAMAGED}, {SQLITE_NOTADB, DB_DAMAGED},
    };
    struct sqlite_conn *c = conn;
    int code = sqlite3_extended_errcode(c->db);
    if (code == SQLITE_CONSTRAINT_UNIQUE ||
        code == SQLITE_CONSTRAINT_PRIMARYKEY)
        return DB_UNIQUE;
    if ((code & 0xff) == SQLITE_IOERR &&
        (c->why == ENOSPC || c->why == EFBIG || c->why == EDQUOT))
        return DB_FULL;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == (code & 0xff))
            return table[i].class;
    return DB_OTHER;
}

static void *sqlite_open(const char *path, int flags, struct err *e)
{
    /* Statistics of memory would cost a lock for each allocation. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    bool in_memory = strcmp(path, ":memory:") == 0;
    if (!in_memory && !place_is_good(path, flags, e))
        return NULL;
    int how = flags & STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (flags & STORE_CREATE)
        how |= SQLITE_OPEN_CREATE;
    struct sqlite_conn *c = xcalloc(1, sizeof *c);
    bool ok = sqlite3_open_v2(path, &c->db, how | SQLITE_OPEN_NOMUTEX, NULL) ==
              SQLITE_OK;
    if ((ok || failed(c->db, e)) && set_up(c, flags, e))
        return c;
    if (flags & STORE_READ && sqlite_classify(c) == DB_READONLY)
        err_add(e, "readers too need the right to write to the folder, for the "
                   "log beside the file; give it, or copy the store elsewhere");
    sqlite_close(c);
    return NULL;
}

static void *sqlite_prepare(void *conn, const char *sql, struct err *e)
{
    struct sqlite_conn *c = conn;
    sqlite3_stmt *stmt;
    c->writes = false;
    if (sqlite3_prepare_v3(c->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
                           NULL) != SQLITE_OK) {
        failed(c->db, e);
        return NULL;
    }
    struct sqlite_stmt *s = xcalloc(1, sizeof *s);
    s->stmt = stmt;
    s->writes = c->writes;
    for (int n = 1; n < MAX_PARAMETERS; n++) {
        char name[16];
        snprintf(name, sizeof name, "$%d", n);
        s->at[n] = (unsigned char)sqlite3_bind_parameter_index(stmt, name);
    }
    s->conn = c;
    s->next = c->stmts;
    c->stmts = s;
    return s;
}

static int sqlite_parameters(void *stmt)
{
    const struct sqlite_stmt *s = stmt;
    return sqlite3_bind_parameter_count(s->stmt);
}

static bool sqlite_bind(void *stmt, int n, struct value v, struct err *e)
{
    struct sqlite_stmt *s = stmt;
    int at = n < MAX_PARAMETERS ? s->at[n] : 0;
    if (!at)
        return err_set(e, "no $%d in: %s", n, sqlite3_sql(s->stmt));
    int rc = SQLITE_OK;
    switch (v.kind) {
    case VALUE_INT:
        rc = sqlite3_bind_int64(s->stmt, at, v.i);
        break;
    case VALUE_NUM:
        rc = sqlite3_bind_double(s->stmt, at, v.d);
        break;
    case VALUE_TEXT:
        rc = sqlite3_bind_text64(s->stmt, at, v.s.p ? v.s.p : "", v.s.n,
                                 SQLITE_STATIC, SQLITE_UTF8);
        break;
    case VALUE_NULL:
        rc = sqlite3_bind_null(s->stmt, at);
        break;
    }
    return rc == SQLITE_OK || failed(s->conn->db, e);
}

static int sqlite_step(void *stmt, struct err *e)
{
    struct sqlite_stmt *s = stmt;
    int rc = sqlite3_step(s->stmt);
    if (rc == SQLITE_ROW)
        return 1;
    if (rc == SQLITE_DONE)
        return 0;
    s->conn->why = errno;
    failed(s->conn->db, e);
    return -1;
}

static void sqlite_reset(void *stmt)
{
    struct sqlite_stmt *s = stmt;
    sqlite3_reset(s->stmt);
}

static struct value sqlite_column(void *stmt, int i, enum value_kind want)
{
    struct sqlite_stmt *s = stmt;
    struct value v = {.kind = want};
    if (want == VALUE_INT)
        v.i = sqlite3_column_int64(s->stmt, i);
    if (want == VALUE_NUM)
        v.d = sqlite3_column_double(s->stmt, i);
    if (want == VALUE_TEXT) {
        v.s.p = (const char *)sqlite3_column_text(s->stmt, i);
        v.s.n = (size_t)sqlite3_column_bytes(s->stmt, i);
    }
    return v;
}

static bool sqlite_about(void *stmt, int i, struct column *c)
{
    static const enum value_kind kinds[] = {
        [SQLITE_INTEGER] = VALUE_INT, [SQLITE_FLOAT] = VALUE_NUM,
        [SQLITE_TEXT] = VALUE_TEXT,   [SQLITE_BLOB] = VALUE_TEXT,
        [SQLITE_NULL] = VALUE_NULL,
    };
    struct sqlite_stmt *s = stmt;
    if (i >= sqlite3_column_count(s->stmt))
        return false;
    c->name = sqlite3_column_name(s->stmt, i);
    c->kind = kinds[sqlite3_column_type(s->stmt, i)];
    return true;
}

static bool sqlite_writes(void *stmt)
{
    const struct sqlite_stmt *s = stmt;
    return s->writes;
}

static void tell_change(void *ctx, int action, const char *base,
                        const char *table, sqlite3_int64 row)
{
    struct sqlite_conn *c = ctx;
    (void)action;
    if (strcmp(base, "main") == 0)
        c->changed(c->changed_ctx, table, row);
}

static void sqlite_on_change(void *conn, change_fn *fn, void *ctx)
{
    struct sqlite_conn *c = conn;
    c->changed = fn;
    c->changed_ctx = ctx;
    sqlite3_update_hook(c->db, tell_change, c);
}

static bool sqlite_in_transaction(void *conn)
{
    struct sqlite_conn *c = conn;
    return !sqlite3_get_autocommit(c->db);
}

const struct driver sqlite_driver = {
    .kind = DB_SQLITE,
    .name = "SQLite",
    .begin = "BEGIN IMMEDIATE",
    .snapshot = "BEGIN",
    .advice =
        {
            [DB_UNIQUE] = "it is stored already",
            [DB_BUSY] =
                "another process keeps the store locked; wait for it or end "
                "it, then try again",
            [DB_FULL] =
                "the disk is full; free some space and run it again (what was "
                "reported as stored is safe)",
            [DB_READONLY] =
                "it may not be written; check the rights of the file and "
                "of its folder, and that the disk is not read-only",
            [DB_DAMAGED] =
                "the file is damaged or is no Molva store; put it aside and "
                "restore a backup",
        },
    .shown = xstrdup,
    .open = sqlite_open,
    .close = sqlite_close,
    .prepare = sqlite_prepare,
    .parameters = sqlite_parameters,
    .bind = sqlite_bind,
    .step = sqlite_step,
    .reset = sqlite_reset,
    .column = sqlite_column,
    .about = sqlite_about,
    .writes = sqlite_writes,
    .on_change = sqlite_on_change,
    .script = sqlite_script,
    .in_transaction = sqlite_in_transaction,
    .classify = sqlite_classify,
};
