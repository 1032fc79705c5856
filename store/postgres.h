/* SPDX-License-Identifier: MIT
 *
 * postgres: what the files of the PostgreSQL driver share (private to it).
 *
 * A connection lives in lives: when it was lost, the next statement outside a
 * transaction makes it anew, and every statement is prepared again. Inside a
 * transaction the loss is an error, for what was done there is gone; whoever
 * began it begins again. */
#ifndef MOLVA_POSTGRES_H
#define MOLVA_POSTGRES_H

#include <libpq-fe.h>

#include "base/buf.h"
#include "store/driver.h"

enum {
    PG_PARAMETERS = 65, /* of one statement */
    PG_WAIT_MS = 10000  /* how long to knock at a server that is away */
};

/* OIDs of pg_type that never change. */
enum { PG_BOOL = 16, PG_INT8 = 20, PG_INT2 = 21, PG_INT4 = 23, PG_TEXT = 25 };
enum { PG_FLOAT4 = 700, PG_FLOAT8 = 701 };

struct pg_stmt;

struct pg_conn {
    PGconn *pg;             /* libpq's own; NULL between two lives */
    char *url;              /* to connect again */
    int flags;              /* of store_open() */
    int64_t life;           /* how often it was made */
    char state[6];          /* SQLSTATE of the last failure, "" none */
    bool lost;              /* the last failure was the connection's */
    bool begun;             /* a transaction, that has not been ended */
    struct pg_stmt *stmts;  /* all that were prepared */
    struct pg_stmt *active; /* the one whose rows are still to come */
    int names;              /* of prepared statements, given so far */
};

/* Connects and says in words why not. */
bool pg_connect(struct pg_conn *c, struct err *e) MUST_CHECK;
/* Makes a lost connection anew; for a while it knocks at a server that is just
 * being started. */
bool pg_connect_again(struct pg_conn *c, struct err *e) MUST_CHECK;
/* Keeps what kind of failure it was; its words go to e. r may be NULL. */
bool pg_failed(struct pg_conn *c, const PGresult *r, struct err *e);
enum db_class pg_classify(void *conn);
/* The address without user and password. */
char *pg_shown(const char *url);

#endif
