/* SPDX-License-Identifier: MIT
 * postgres_conn: making the connection, and what its failures mean. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/embed.h"
#include "store/postgres.h"
#include "store/store.h"

EMBED(postgres_session, "store/sql/postgres/session.sql");

/* ---- failures ---- */

/* PostgreSQL's words on one line, and what it adds. */
static bool say(const char *words, const char *more, struct err *e)
{
    char line[1024];
    size_t n = 0;
    static const char *const heads[] = {"FATAL:  ", "ERROR:  "};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const char *at = strstr(words, heads[i]);
        if (at)
            words = at + strlen(heads[i]);
    }
    for (; *words && n + 1 < sizeof line; words++)
        line[n++] = *words == '\n' || *words == '\t' ? ' ' : *words;
    while (n && line[n - 1] == ' ')
        n--;
    line[n] = 0;
    return err_set(e, "PostgreSQL: %s%s%s", line, more ? ": " : "",
                   more ? more : "");
}

bool pg_failed(struct pg_conn *c, const PGresult *r, struct err *e)
{
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    const char *words = r ? PQresultErrorMessage(r) : PQerrorMessage(c->pg);
    snprintf(c->state, sizeof c->state, "%s", state ? state : "");
    c->lost = PQstatus(c->pg) == CONNECTION_BAD;
    return say(words, r ? PQresultErrorField(r, PG_DIAG_MESSAGE_DETAIL) : NULL,
               e);
}

enum db_class pg_classify(void *conn)
{
    static const struct {
        const char *state; /* or its beginning */
        enum db_class class;
    } table[] = {
        {"23505", DB_UNIQUE},   /* unique_violation */
        {"40001", DB_BUSY},     /* serialization_failure */
        {"40P01", DB_BUSY},     /* deadlock_detected */
        {"55P03", DB_BUSY},     /* lock_not_available */
        {"57014", DB_BUSY},     /* query_canceled */
        {"53100", DB_FULL},     /* disk_full */
        {"53200", DB_FULL},     /* out_of_memory */
        {"42501", DB_READONLY}, /* insufficient_privilege */
        {"25006", DB_READONLY}, /* read_only_sql_transaction */
        {"XX001", DB_DAMAGED},  /* data_corrupted */
        {"XX002", DB_DAMAGED},  /* index_corrupted */
        {"08", DB_LOST},        /* connection_exception */
        {"57P0", DB_LOST},      /* shut down, crashed, starting */
    };
    const struct pg_conn *c = conn;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (*c->state &&
            strncmp(c->state, table[i].state, strlen(table[i].state)) == 0)
            return table[i].class;
    return c->lost ? DB_LOST : DB_OTHER;
}

/* ---- the address ---- */

char *pg_shown(const char *url)
{
    char text[512];
    const char *host = "", *port = "", *name = "";
    PQconninfoOption *all = PQconninfoParse(url, NULL);
    for (PQconninfoOption *o = all; o && o->keyword; o++) {
        if (!o->val)
            continue;
        if (strcmp(o->keyword, "host") == 0)
            host = o->val;
        if (strcmp(o->keyword, "port") == 0)
            port = o->val;
        if (strcmp(o->keyword, "dbname") == 0)
            name = o->val;
    }
    snprintf(text, sizeof text, "postgres://%s%s%s/%s", host, *port ? ":" : "",
             port, name);
    PQconninfoFree(all);
    return xstrdup(text);
}

bool pg_is_local(const char *url)
{
    const char *host = getenv("PGHOST");
    bool elsewhere = getenv("PGHOSTADDR") || getenv("PGSERVICE");
    PQconninfoOption *all = PQconninfoParse(url, NULL);
    for (PQconninfoOption *o = all; o && o->keyword; o++) {
        if (o->val && strcmp(o->keyword, "host") == 0)
            host = o->val;
        if (o->val && (strcmp(o->keyword, "hostaddr") == 0 ||
                       strcmp(o->keyword, "service") == 0))
            elsewhere = true;
    }
    /* Several hosts stand in a row, with commas. */
    bool local = all && !elsewhere &&
                 (!host || !*host || (*host == '/' && !strchr(host, ',')));
    PQconninfoFree(all);
    return local;
}

/* ---- connecting ---- */

/* What to do about it, as far as the server's words tell; the connection has
 * no SQLSTATE for what went wrong before it was there. */
static bool explain(const char *words, struct err *e)
{
    static const struct {
        const char *in; /* the words */
        const char *advice;
    } table[] = {
        {"does not exist", "make it first: createdb, and createuser for the "
                           "user (docs/operations.md)"},
        {"authentication failed", "check user and password; a password stands "
                                  "better in ~/.pgpass than in the address"},
        {"no password supplied", "put it into ~/.pgpass (mode 600)"},
        {"no pg_hba.conf entry", "the server does not let this machine or user "
                                 "in; its administrator adds a line to "
                                 "pg_hba.conf"},
        {"Connection refused", "is PostgreSQL running, and is that its port?"},
        {"No such file or directory", "is PostgreSQL running, and is that the "
                                      "folder of its socket?"},
        {"could not translate host name", "check the name of the host"},
        {"starting up", "PostgreSQL is just being started; try again"},
        {"shutting down", "PostgreSQL is being stopped; start it again"},
        {"too many clients", "raise max_connections, or run fewer workers"},
        {"remaining connection slots", "raise max_connections, or run fewer "
                                       "workers"},
        {"invalid URI", "check the address: postgres://HOST/DATABASE, and what "
                        "stands after the ?"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strstr(words, table[i].in))
            return err_add(e, "%s", table[i].advice);
    return false;
}

/* One number. */
static bool ask(struct pg_conn *c, const char *sql, int64_t *n, struct err *e)
{
    PGresult *r = PQexec(c->pg, sql);
    bool ok = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1;
    if (ok)
        *n = strtoll(PQgetvalue(r, 0, 0), NULL, 10);
    else
        pg_failed(c, r, e);
    PQclear(r);
    return ok;
}

static bool run(struct pg_conn *c, const char *sql, struct err *e)
{
    PGresult *r = PQexec(c->pg, sql);
    bool ok = PQresultStatus(r) == PGRES_COMMAND_OK ||
              PQresultStatus(r) == PGRES_TUPLES_OK || pg_failed(c, r, e);
    PQclear(r);
    return ok;
}

/* The schema of search_path that is to be, when there is none yet. */
static const char make_schema[] =
    "DO $$ BEGIN IF current_schema() IS NULL THEN EXECUTE"
    " format('CREATE SCHEMA IF NOT EXISTS %I',"
    " trim(both ' \"' from split_part(current_setting('search_path'), ',', 1)))"
    "; END IF; END $$";

/* -1 when ours is among them. Of one moment: another may be making it. */
static const char count_tables[] =
    "SELECT CASE WHEN bool_or(relname = 'schema_version') THEN -1"
    " ELSE count(*) END FROM pg_class WHERE relkind IN ('r', 'p')"
    " AND relnamespace = (SELECT oid FROM pg_namespace"
    " WHERE nspname = current_schema())";
static const char read_only[] = "SET default_transaction_read_only = on";

/* An empty schema is ours to be; any other has to say so. */
static bool place_is_ours(struct pg_conn *c, struct err *e)
{
    if ((c->flags & STORE_CREATE) && !run(c, make_schema, e))
        return false;
    int64_t tables;
    if (!ask(c, count_tables, &tables, e))
        return false;
    if (tables > 0)
        return err_set(e, "this schema holds the tables of another program; "
                          "make a database for Molva: createdb");
    return tables < 0 || (c->flags & STORE_CREATE) ||
           err_set(e, "there is no store yet; `molva init` and `molva crawl` "
                      "make one");
}

static bool set_up(struct pg_conn *c, struct err *e)
{
    if (PQsetClientEncoding(c->pg, "UTF8") != 0)
        return pg_failed(c, NULL, e);
    if (PQserverVersion(c->pg) < 140000)
        return err_set(e, "PostgreSQL %d is too old; 14 or newer is needed",
                       PQserverVersion(c->pg) / 10000);
    if (strcmp(PQparameterStatus(c->pg, "server_encoding"), "UTF8") != 0)
        return err_set(e,
                       "the database's encoding is %s; make one with "
                       "createdb -E UTF8 -T template0",
                       PQparameterStatus(c->pg, "server_encoding"));
    return place_is_ours(c, e) && run(c, postgres_session, e) &&
           (!(c->flags & STORE_READ) || run(c, read_only, e));
}

bool pg_connect(struct pg_conn *c, struct err *e)
{
    static const char *const names[] = {"dbname", "application_name",
                                        "connect_timeout", NULL};
    const char *const values[] = {c->url, "molva", "10", NULL};
    PQfinish(c->pg);
    c->active = NULL;
    c->lost = false;
    c->state[0] = 0;
    c->life++;
    c->pg = PQconnectdbParams(names, values, 1);
    if (PQstatus(c->pg) == CONNECTION_OK)
        return set_up(c, e);
    c->lost = true;
    const char *words = PQerrorMessage(c->pg);
    say(words, NULL, e);
    return explain(words, e);
}

bool pg_connect_again(struct pg_conn *c, struct err *e)
{
    const struct timespec pause = {0, 100 * 1000000L};
    c->flags &= ~STORE_CREATE;
    for (int waited = 0;; waited += 100) {
        if (pg_connect(c, e))
            return true;
        if (!c->lost || waited >= PG_WAIT_MS)
            return false;
        nanosleep(&pause, NULL);
    }
}
