/* SPDX-License-Identifier: MIT
 *
 * place: where the tests keep stores. A test names a store by the path of a
 * file; place_url() makes of it what store_open() takes. That is the path
 * itself, or, when MOLVA_TEST_STORE holds the address of a PostgreSQL
 * (tools/postgres sets it), a database of its own, whose name is made of the
 * path. Either way a new store is a copy of one that was migrated once:
 * place_open() copies a file, place_url() a database. The copies are dropped by
 * the process that made them, the template by the one that began. */
#ifndef MOLVA_TESTS_PLACE_H
#define MOLVA_TESTS_PLACE_H

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

enum { PLACE_MOST = 256 /* databases of one process */ };

static char place_made[PLACE_MOST][24];
static size_t place_n;
static pid_t place_owner;

static inline const char *place_server(void)
{
    const char *url = getenv("MOLVA_TEST_STORE");
    return url && *url ? url : NULL;
}

/* Is a store a file? Else it is a database. */
static inline bool place_is_file(void)
{
    return !place_server();
}

/* The server's address with another database; four stay valid. */
static inline const char *place_address(const char *name)
{
    static char urls[4][512];
    static int at;
    const char *server = place_server(), *rest = strchr(server, '?');
    at = (at + 1) % 4;
    snprintf(urls[at], sizeof urls[at], "postgresql:///%s%s", name,
             rest ? rest : "");
    return urls[at];
}

static inline PGconn *place_connect(const char *url)
{
    PGconn *c = PQconnectdb(url);
    if (PQstatus(c) == CONNECTION_OK) {
        PQclear(PQexec(c, "SET client_min_messages = warning"));
        return c;
    }
    fprintf(stderr, "%s: %s\n", url, PQerrorMessage(c));
    abort();
}

static inline bool place_run(PGconn *c, const char *sql)
{
    PGresult *r = PQexec(c, sql);
    bool ok = PQresultStatus(r) == PGRES_COMMAND_OK ||
              PQresultStatus(r) == PGRES_TUPLES_OK;
    PQclear(r);
    return ok;
}

static inline bool place_exists(PGconn *c, const char *name)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT 1 FROM pg_database WHERE datname = '%s'",
             name);
    PGresult *r = PQexec(c, sql);
    bool there = PQntuples(r) > 0;
    PQclear(r);
    return there;
}

static inline void place_must(PGconn *c, const char *fmt, const char *a,
                              const char *b)
{
    char sql[256];
    snprintf(sql, sizeof sql, fmt, a, b);
    if (place_run(c, sql))
        return;
    fprintf(stderr, "%s: %s\n", sql, PQerrorMessage(c));
    abort();
}

/* A store that is migrated, for all tests on this server: who is first makes
 * it. */
static inline const char *place_template(PGconn *c)
{
    static const char name[] = "molva_template";
    char mine[40], sql[128];
    struct err e = {0};
    if (place_exists(c, name))
        return name;
    snprintf(mine, sizeof mine, "made_%d", (int)getpid());
    place_must(c, "CREATE DATABASE %s", mine, "");
    struct store *s = store_open(place_address(mine), STORE_CREATE, &e);
    if (!s) {
        fprintf(stderr, "%s\n", e.msg);
        abort();
    }
    store_close(s);
    snprintf(sql, sizeof sql, "ALTER DATABASE %s RENAME TO %s", mine, name);
    if (!place_run(c, sql)) /* another one was quicker */
        place_must(c, "DROP DATABASE %s", mine, "");
    return name;
}

static inline void place_drop(PGconn *c, const char *name)
{
    place_must(c, "DROP DATABASE IF EXISTS %s WITH (FORCE)", name, "");
}

static inline void place_clear(void)
{
    if (place_owner != getpid() || !place_n)
        return;
    PGconn *c = place_connect(place_server());
    while (place_n)
        place_drop(c, place_made[--place_n]);
    PQfinish(c);
}

static inline void place_keep(const char *name)
{
    if (place_owner != getpid()) {
        place_n = 0;
        place_owner = getpid();
        atexit(place_clear);
    }
    for (size_t i = 0; i < place_n; i++)
        if (strcmp(place_made[i], name) == 0)
            return;
    if (place_n == PLACE_MOST)
        abort();
    snprintf(place_made[place_n++], sizeof place_made[0], "%s", name);
}

static inline void place_name(const char *path, char name[24])
{
    snprintf(name, 24, "t%016llx", (unsigned long long)str_hash(str_of(path)));
}

/* As store_open() takes it; four stay valid. */
static inline const char *place_url(const char *path)
{
    char name[24];
    if (place_is_file())
        return path;
    place_name(path, name);
    PGconn *c = place_connect(place_server());
    if (!place_exists(c, name)) {
        place_must(c, "CREATE DATABASE %s TEMPLATE %s", name,
                   place_template(c));
        place_keep(name);
    }
    PQfinish(c);
    return place_address(name);
}

/* ---- a new store that is a file ---- */

static pid_t place_first; /* the process all tests of this program come from */

/* In memory, where there is some: waiting for a disk tests nothing. */
static inline void place_model(char path[64], const char *tail)
{
    snprintf(path, 64, "%s/molva-model-%d%s",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
             (int)place_first, tail);
}

static inline void place_forget_model(void)
{
    char path[64];
    place_model(path, "");
    if (place_first == getpid())
        unlink(path);
}

__attribute__((constructor)) static inline void place_begin(void)
{
    place_first = getpid();
    atexit(place_forget_model);
}

/* The migrations take longer than most tests, so they run once a program. */
static inline bool place_make_model(const char *model, struct err *e)
{
    char mine[64];
    if (access(model, R_OK) == 0)
        return true;
    place_model(mine, "-made");
    struct store *s = store_open(mine, STORE_CREATE, e);
    store_close(s);
    return s && rename(mine, model) == 0;
}

static inline bool place_copy_file(const char *from, const char *to)
{
    struct stat st;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    bool ok = in && out && fstat(fileno(in), &st) == 0 &&
              fchmod(fileno(out), 0600) == 0;
    for (off_t done = 0; ok && done < st.st_size;)
        ok = sendfile(fileno(out), fileno(in), NULL,
                      (size_t)(st.st_size - done)) > 0 &&
             (done = lseek(fileno(in), 0, SEEK_CUR)) > 0;
    if (in)
        fclose(in);
    if (out)
        ok = fclose(out) == 0 && ok;
    return ok;
}

/* Opens the store of that path; where there is none, or an empty file, a new
 * one. NULL and e when it cannot. */
static inline struct store *place_open(const char *path, struct err *e)
{
    struct stat st;
    char model[64];
    if (!place_is_file())
        return store_open(place_url(path), STORE_CREATE, e);
    place_model(model, "");
    if ((stat(path, &st) != 0 || st.st_size == 0) &&
        (!place_make_model(model, e) || !place_copy_file(model, path)))
        return NULL;
    return store_open(path, STORE_CREATE, e);
}

/* The store is gone, whoever has it open. */
static inline void place_remove(const char *path)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    char name[512];
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        unlink(name);
    }
    if (place_is_file())
        return;
    char base[24];
    place_name(path, base);
    PGconn *c = place_connect(place_server());
    place_drop(c, base);
    PQfinish(c);
}

/* A database with nothing in it, for who makes a store of it. */
static inline void place_empty(const char *path)
{
    char name[24];
    if (place_is_file())
        return;
    place_name(path, name);
    PGconn *c = place_connect(place_server());
    place_must(c, "CREATE DATABASE %s", name, "");
    place_keep(name);
    PQfinish(c);
}

/* A copy of the store under another path, in place of what was there. Nobody
 * has either open. */
static inline void place_copy(const char *from, const char *to)
{
    char a[24], b[24];
    place_name(from, a);
    place_name(to, b);
    PGconn *c = place_connect(place_server());
    bool again = place_exists(c, b);
    place_drop(c, b);
    place_must(c, "CREATE DATABASE %s TEMPLATE %s", b, a);
    if (!again)
        place_keep(b);
    PQfinish(c);
}

/* ---- raw SQL, as an auditor would ask, or somebody else ---- */

static inline bool place_sql_file(const char *path, const char *sql)
{
    sqlite3 *db;
    if (sqlite3_open(path, &db) != SQLITE_OK)
        abort();
    sqlite3_busy_timeout(db, 5000);
    bool ok = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    return ok;
}

/* In PostgreSQL a trigger belongs to a table: "DROP TRIGGER draft_no_update"
 * gets its "ON draft". Free the result. */
static inline char *place_words(const char *sql)
{
    static const char drop[] = "DROP TRIGGER ";
    size_t room = 2 * strlen(sql) + 1, n = 0;
    char *out = xcalloc(1, room);
    for (const char *at; (at = strstr(sql, drop));) {
        at += strlen(drop);
        size_t name = strcspn(at, "; ");
        const char *no = strstr(at, "_no_");
        n += (size_t)snprintf(out + n, room - n, "%.*s%.*s ON %.*s",
                              (int)(at - sql), sql, (int)name, at,
                              (int)(no ? no - at : 0), at);
        sql = at + name;
    }
    snprintf(out + n, room - n, "%s", sql);
    return out;
}

/* False when it is refused. */
static inline bool place_sql(const char *path, const char *sql)
{
    if (place_is_file())
        return place_sql_file(path, sql);
    PGconn *c = place_connect(place_url(path));
    char *words = place_words(sql);
    bool ok = place_run(c, words);
    if (!ok)
        fprintf(stderr, "%s", PQerrorMessage(c));
    free(words);
    PQfinish(c);
    return ok;
}

/* One number; -1 when it is refused. */
static inline int64_t place_ask_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *q = NULL;
    int64_t n = 0;
    int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(q);
    if (rc == SQLITE_ROW)
        n = sqlite3_column_int64(q, 0);
    else if (rc != SQLITE_DONE)
        n = -1;
    sqlite3_finalize(q);
    return n;
}

static inline int64_t place_ask_file(const char *path, const char *sql)
{
    sqlite3 *db;
    if (sqlite3_open(path, &db) != SQLITE_OK)
        abort();
    sqlite3_busy_timeout(db, 5000);
    int64_t n = place_ask_of(db, sql);
    sqlite3_close(db);
    return n;
}

static inline int64_t place_ask(const char *path, const char *sql)
{
    if (place_is_file())
        return place_ask_file(path, sql);
    PGconn *c = place_connect(place_url(path));
    PGresult *r = PQexec(c, sql);
    int64_t n = PQresultStatus(r) != PGRES_TUPLES_OK ? -1
                : PQntuples(r)                       ? 1
                                                     : 0;
    if (n == 1) {
        const char *text = PQgetvalue(r, 0, 0);
        n = *text == 't' ? 1 : strtoll(text, NULL, 10);
    }
    PQclear(r);
    PQfinish(c);
    return n;
}

/* Waits until the server has noticed that whoever used the store is gone: one
 * who was killed may still have been heard. */
static inline void place_quiet(const char *path)
{
    while (!place_is_file() &&
           place_ask(path, "SELECT count(*) FROM pg_stat_activity"
                           " WHERE datname = current_database()"
                           " AND pid <> pg_backend_pid()") > 0)
        usleep(1000);
}

#endif
