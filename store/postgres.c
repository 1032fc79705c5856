/* SPDX-License-Identifier: MIT
 * postgres: the driver for one database and many machines.
 *
 * Rows come one by one, so that a long answer takes no memory. When another
 * statement is run before the end, what is still to come of the first is taken
 * in at once: a connection has one answer at a time. */
#include "store/postgres.h"
#include "store/db.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pg_stmt {
    const char *sql;                    /* its text */
    struct pg_conn *conn;               /* it belongs to */
    struct pg_stmt *next;               /* of the connection */
    char name[16];                      /* on the server, in this life */
    int64_t life;                       /* it was prepared in */
    bool writes;                        /* to a table that is stored */
    bool begun;                         /* it runs, or its rows are kept */
    int n;                              /* parameters */
    Oid types[PG_PARAMETERS];           /* they were prepared with */
    struct value values[PG_PARAMETERS]; /* bound */
    struct buf texts;  /* those of the bound that had to be mended */
    PGresult *row;     /* the row; NULL before the first */
    PGresult **kept;   /* rows that were taken in early ... */
    size_t n_kept, at; /* how many; the next of them */
    PGresult *end;     /* ... and how it ended, when it failed then */
};

/* ---- texts ---- */

static int count_parameters(const char *sql)
{
    int most = 0;
    for (const char *p = strchr(sql, '$'); p; p = strchr(p + 1, '$')) {
        int n = (int)strtol(p + 1, NULL, 10);
        most = n > most ? n : most;
    }
    return most;
}

/* Does the text begin with these words and name a table that is stored? */
static bool writes_after(struct str sql, const char *head)
{
    static const char *const own[] = {"hit", "touched", "tally_more",
                                      "tally_now"};
    struct str name;
    if (!str_starts(sql, str_of(head)))
        return false;
    struct str rest = str_from(sql, strlen(head));
    str_split(&rest, ' ', &name);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_eqz(name, own[i]))
            return false;
    return true;
}

static bool text_writes(const char *sql)
{
    struct str s = str_of(sql);
    return writes_after(s, "INSERT INTO ") || writes_after(s, "UPDATE ") ||
           writes_after(s, "DELETE FROM ");
}

static bool is_clean(struct str s)
{
    return str_utf8_valid(s) && str_find_char(s, '\0') < 0;
}

/* PostgreSQL takes neither a NUL nor what is no UTF-8: U+FFFD in its place. */
static struct str clean(struct buf *b, struct str s)
{
    size_t from = b->n;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = str_utf8(s, &at);
        buf_utf8(b, c ? c : 0xFFFD);
    }
    return (struct str){b->p + from, b->n - from};
}

/* ---- statements ---- */

static void forget_rows(struct pg_stmt *s)
{
    PQclear(s->row);
    PQclear(s->end);
    for (size_t i = s->at; i < s->n_kept; i++)
        PQclear(s->kept[i]);
    free(s->kept);
    s->row = s->end = NULL;
    s->kept = NULL;
    s->n_kept = s->at = 0;
}

/* What is still to come of the running statement is passed over. */
static void pass_over(struct pg_conn *c)
{
    PGresult *r;
    if (!c->active)
        return;
    while ((r = PQgetResult(c->pg)))
        PQclear(r);
    c->active = NULL;
}

/* The same, kept for later. */
static void take_in(struct pg_conn *c)
{
    struct pg_stmt *s = c->active;
    size_t cap = 0;
    PGresult *r;
    if (!s)
        return;
    while ((r = PQgetResult(c->pg))) {
        if (PQresultStatus(r) != PGRES_SINGLE_TUPLE) {
            PQclear(s->end);
            s->end = r;
            continue;
        }
        if (s->n_kept == cap) {
            cap = cap ? 2 * cap : 64;
            s->kept = xrealloc(s->kept, cap * sizeof *s->kept);
        }
        s->kept[s->n_kept++] = r;
    }
    c->active = NULL;
}

static void *postgres_prepare(void *conn, const char *sql, struct err *e)
{
    struct pg_conn *c = conn;
    int n = count_parameters(sql);
    if (n >= PG_PARAMETERS) {
        err_set(e, "too many parameters: %s", sql);
        return NULL;
    }
    struct pg_stmt *s = xcalloc(1, sizeof *s);
    s->sql = sql;
    s->conn = c;
    s->n = n;
    s->writes = text_writes(sql);
    buf_init(&s->texts, 256 << 20);
    s->next = c->stmts;
    c->stmts = s;
    return s;
}

static int postgres_parameters(void *stmt)
{
    const struct pg_stmt *s = stmt;
    return s->n;
}

static bool postgres_bind(void *stmt, int n, struct value v, struct err *e)
{
    struct pg_stmt *s = stmt;
    (void)e;
    s->values[n - 1] = v;
    return true;
}

/* The types are told, not guessed: $1 = 0 would make an int4 of it. NULL is of
 * any: of the one it had before, or of what stands there. */
static bool prepare_now(struct pg_stmt *s, struct err *e)
{
    static const Oid of_kind[] = {
        [VALUE_INT] = PG_INT8, [VALUE_NUM] = PG_FLOAT8, [VALUE_TEXT] = PG_TEXT};
    struct pg_conn *c = s->conn;
    bool same = s->life == c->life;
    for (int i = 0; i < s->n; i++) {
        enum value_kind kind = s->values[i].kind;
        Oid type = kind == VALUE_NULL ? s->types[i] : of_kind[kind];
        same = same && s->types[i] == type;
        s->types[i] = type;
    }
    if (same)
        return true;
    snprintf(s->name, sizeof s->name, "s%d", ++c->names);
    PGresult *r = PQprepare(c->pg, s->name, s->sql, s->n, s->types);
    bool ok = PQresultStatus(r) == PGRES_COMMAND_OK || pg_failed(c, r, e);
    PQclear(r);
    s->life = ok ? c->life : 0;
    return ok;
}

struct sent {
    const char *p[PG_PARAMETERS];   /* in PostgreSQL's binary form */
    int n[PG_PARAMETERS];           /* bytes of each */
    int binary[PG_PARAMETERS];      /* 1 */
    uint64_t number[PG_PARAMETERS]; /* where p points to for a number */
};

static void put_values(struct pg_stmt *s, struct sent *out)
{
    size_t room = 0;
    buf_reset(&s->texts);
    for (int i = 0; i < s->n; i++)
        if (s->values[i].kind == VALUE_TEXT && !is_clean(s->values[i].s))
            room += 3 * s->values[i].s.n;
    if (room) /* at once, so that what points into it stays good */
        (void)buf_room(&s->texts, room);
    for (int i = 0; i < s->n; i++) {
        struct value v = s->values[i];
        out->binary[i] = 1;
        out->p[i] = NULL, out->n[i] = 0;
        if (v.kind == VALUE_NULL)
            continue;
        if (v.kind == VALUE_TEXT) {
            struct str t = is_clean(v.s) ? v.s : clean(&s->texts, v.s);
            out->p[i] = t.p ? t.p : "";
            out->n[i] = (int)t.n;
            continue;
        }
        uint64_t bits = (uint64_t)v.i;
        if (v.kind == VALUE_NUM)
            memcpy(&bits, &v.d, sizeof bits);
        out->number[i] = htobe64(bits);
        out->p[i] = (const char *)&out->number[i];
        out->n[i] = sizeof bits;
    }
}

static bool send(struct pg_stmt *s, struct err *e)
{
    struct sent out;
    struct pg_conn *c = s->conn;
    if (!prepare_now(s, e))
        return false;
    put_values(s, &out);
    if (!PQsendQueryPrepared(c->pg, s->name, s->n, out.p, out.n, out.binary, 0))
        return pg_failed(c, NULL, e);
    (void)PQsetSingleRowMode(c->pg);
    c->active = s;
    return true;
}

/* The next answer of the running statement: 1 a row, 0 the end, -1 failed. */
static int take(struct pg_stmt *s, struct err *e)
{
    struct pg_conn *c = s->conn;
    PGresult *r = PQgetResult(c->pg);
    ExecStatusType how = PQresultStatus(r);
    PQclear(s->row);
    s->row = NULL;
    if (how == PGRES_SINGLE_TUPLE) {
        s->row = r;
        return 1;
    }
    bool undone = how == PGRES_COMMAND_OK && strcmp(s->sql, "COMMIT") == 0 &&
                  strcmp(PQcmdStatus(r), "COMMIT") != 0;
    bool ok = how == PGRES_TUPLES_OK || how == PGRES_COMMAND_OK;
    if (undone)
        err_set(e, "PostgreSQL: the transaction was undone after an error");
    else if (!ok)
        pg_failed(c, r, e);
    PQclear(r);
    pass_over(c);
    return ok && !undone ? 0 : -1;
}

/* A connection that works, a new one when the old is gone. Not within a
 * transaction: what was done there is gone with it. */
static bool be_connected(struct pg_conn *c, struct err *e)
{
    if (c->pg && PQstatus(c->pg) != CONNECTION_BAD)
        return true;
    if (!c->begun)
        return pg_connect_again(c, e);
    c->lost = true;
    c->state[0] = 0;
    return err_set(e, "PostgreSQL: the connection was cut");
}

/* Is a transaction open after that statement, which went well or not? libpq
 * cannot be asked: it forgets that when the connection is cut. */
static void note_transaction(struct pg_conn *c, const char *sql, bool well)
{
    if (well && strncmp(sql, "BEGIN", 5) == 0)
        c->begun = true;
    if (strcmp(sql, "COMMIT") == 0 || strcmp(sql, "ROLLBACK") == 0)
        c->begun = false;
}

static int execute(struct pg_stmt *s, struct err *e)
{
    struct pg_conn *c = s->conn;
    take_in(c);
    bool alone = !c->lost && !c->begun;
    for (bool again = false;; again = true) {
        if (!be_connected(c, e))
            return -1;
        int got = send(s, e) ? take(s, e) : -1;
        /* Nothing was begun, so nothing is lost by asking once more. */
        if (got >= 0 || again || !alone || !c->lost)
            return got;
    }
}

static int begin(struct pg_stmt *s, struct err *e)
{
    if (!s->conn->begun && strcmp(s->sql, "ROLLBACK") == 0)
        return 0; /* a COMMIT that failed ended it */
    int got = execute(s, e);
    note_transaction(s->conn, s->sql, got >= 0);
    return got;
}

static int next_kept(struct pg_stmt *s, struct err *e)
{
    PQclear(s->row);
    s->row = NULL;
    if (s->at < s->n_kept) {
        s->row = s->kept[s->at++];
        return 1;
    }
    ExecStatusType how = PQresultStatus(s->end);
    if (!s->end || how == PGRES_TUPLES_OK || how == PGRES_COMMAND_OK)
        return 0;
    pg_failed(s->conn, s->end, e);
    return -1;
}

static int postgres_step(void *stmt, struct err *e)
{
    struct pg_stmt *s = stmt;
    if (!s->begun) {
        s->begun = true;
        return begin(s, e);
    }
    return s->conn->active == s ? take(s, e) : next_kept(s, e);
}

static void postgres_reset(void *stmt)
{
    struct pg_stmt *s = stmt;
    if (s->conn->active == s)
        pass_over(s->conn);
    forget_rows(s);
    s->begun = false;
}

static struct value postgres_column(void *stmt, int i, enum value_kind want)
{
    struct pg_stmt *s = stmt;
    struct value v = {.kind = want};
    const char *text = PQgetvalue(s->row, 0, i);
    bool is_bool = PQftype(s->row, i) == PG_BOOL;
    if (want == VALUE_INT)
        v.i = is_bool ? *text == 't' : strtoll(text, NULL, 10);
    if (want == VALUE_NUM)
        v.d = strtod(text, NULL);
    if (want == VALUE_TEXT)
        v.s = (struct str){text, (size_t)PQgetlength(s->row, 0, i)};
    return v;
}

static bool postgres_about(void *stmt, int i, struct column *col)
{
    struct pg_stmt *s = stmt;
    if (i >= PQnfields(s->row))
        return false;
    Oid type = PQftype(s->row, i);
    col->name = PQfname(s->row, i);
    col->kind = VALUE_TEXT;
    if (type == PG_INT8 || type == PG_INT4 || type == PG_INT2 ||
        type == PG_BOOL)
        col->kind = VALUE_INT;
    if (type == PG_FLOAT8 || type == PG_FLOAT4)
        col->kind = VALUE_NUM;
    if (PQgetisnull(s->row, 0, i))
        col->kind = VALUE_NULL;
    return true;
}

static bool postgres_writes(void *stmt)
{
    const struct pg_stmt *s = stmt;
    return s->writes;
}

/* ---- the connection ---- */

static void postgres_close(void *conn)
{
    struct pg_conn *c = conn;
    while (c->stmts) {
        struct pg_stmt *s = c->stmts;
        c->stmts = s->next;
        forget_rows(s);
        buf_clear(&s->texts);
        free(s);
    }
    PQfinish(c->pg);
    free(c->url);
    free(c);
}

static void *postgres_open(const char *url, int flags, struct err *e)
{
    struct pg_conn *c = xcalloc(1, sizeof *c);
    c->url = xstrdup(url);
    c->flags = flags;
    if (pg_connect(c, e))
        return c;
    postgres_close(c);
    return NULL;
}

static bool postgres_script(void *conn, const char *sql, struct err *e)
{
    struct pg_conn *c = conn;
    take_in(c);
    if (!be_connected(c, e))
        return false;
    PGresult *r = PQexec(c->pg, sql);
    ExecStatusType how = PQresultStatus(r);
    bool ok = how == PGRES_COMMAND_OK || how == PGRES_TUPLES_OK ||
              how == PGRES_EMPTY_QUERY || pg_failed(c, r, e);
    PQclear(r);
    return ok;
}

/* After a failure inside it there still is one: a savepoint may save it. */
static bool postgres_in_transaction(void *conn)
{
    struct pg_conn *c = conn;
    return c->pg && PQstatus(c->pg) == CONNECTION_OK &&
           PQtransactionStatus(c->pg) != PQTRANS_IDLE;
}

const struct driver postgres_driver = {
    .kind = DB_POSTGRES,
    .name = "PostgreSQL",
    .begin = "BEGIN",
    /* Who writes asks few questions, very often: their plans are kept. */
    .lock = "SELECT " DB_POSTGRES_LOCK
            ", set_config('plan_cache_mode', 'auto', true)",
    .snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ",
    .advice =
        {
            [DB_UNIQUE] = "it is stored already",
            [DB_BUSY] =
                "others write for too long, or in each other's way; try "
                "again",
            [DB_FULL] =
                "the disk of the database is full; free some space and run "
                "it again (what was reported as stored is safe)",
            [DB_READONLY] =
                "it may not be written; check the rights of the "
                "database's user (docs/operations.md), and that this "
                "server is no copy of another",
            [DB_DAMAGED] =
                "the database is damaged; ask its administrator, and "
                "restore a backup",
            [DB_LOST] =
                "the connection to the database was cut; nothing is lost, "
                "what was not finished is done again",
        },
    .shown = pg_shown,
    .open = postgres_open,
    .close = postgres_close,
    .prepare = postgres_prepare,
    .parameters = postgres_parameters,
    .bind = postgres_bind,
    .step = postgres_step,
    .reset = postgres_reset,
    .column = postgres_column,
    .about = postgres_about,
    .writes = postgres_writes,
    .script = postgres_script,
    .in_transaction = postgres_in_transaction,
    .classify = pg_classify,
};
