/* SPDX-License-Identifier: MIT
 *
 * driver: what a database must be able to do for the store. Ten operations
 * and the text that opens a transaction for writing; db.c stands on them, and
 * nothing above knows which database it is. (Full text search is the one
 * other place that differs: search.c.) */
#ifndef MOLVA_DRIVER_H
#define MOLVA_DRIVER_H

#include "base/str.h"

enum value_kind { VALUE_INT, VALUE_NUM, VALUE_TEXT };

struct value {
    enum value_kind kind; /* which of the three it is */
    union {
        int64_t i;    /* VALUE_INT */
        double d;     /* VALUE_NUM */
        struct str s; /* not copied: lives until the statement has run */
    };
};

/* Why an operation failed, as far as somebody can do something about it. */
enum db_class {
    DB_OTHER,
    DB_UNIQUE,   /* a row with that key is there already */
    DB_BUSY,     /* another process holds the lock for too long */
    DB_FULL,     /* no space left */
    DB_READONLY, /* no right to write */
    DB_DAMAGED,  /* the stored bytes make no sense */
    DB_CLASSES
};

/* An operation that fails leaves the database's own words in e; classify()
 * then says what kind of failure the last one was. */
struct driver {
    const char *name;  /* for messages */
    const char *begin; /* opens a transaction that will write */
    /* The connection; flags as for store_open(). */
    void *(*open)(const char *place, int flags, struct err *e);
    void (*close)(void *conn); /* statements end with it */
    /* A statement, kept until close. */
    void *(*prepare)(void *conn, const char *sql, struct err *e);
    bool (*bind)(void *stmt, int n, struct value v, struct err *e); /* $n */
    int (*step)(void *stmt, struct err *e); /* 1 row, 0 end, -1 failed */
    void (*reset)(void *stmt);              /* ready to be bound again */
    /* Of the row; text is valid until the next step. */
    struct value (*column)(void *stmt, int i, enum value_kind want);
    bool (*script)(void *conn, const char *sql, struct err *e); /* many */
    bool (*in_transaction)(void *conn);    /* still, after a failure */
    enum db_class (*classify)(void *conn); /* the last failure */
};

extern const struct driver sqlite_driver;

#endif
