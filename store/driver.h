/* SPDX-License-Identifier: MIT
 *
 * driver: what a database must be able to do for the store. A dozen
 * operations and the texts that open a transaction; db.c stands on them. Where
 * the SQL itself differs, a text is written twice side by side: BOTH() in
 * db.h. */
#ifndef MOLVA_DRIVER_H
#define MOLVA_DRIVER_H

#include "base/str.h"

enum db_kind { DB_SQLITE, DB_POSTGRES, DB_KINDS };

enum value_kind { VALUE_INT, VALUE_NUM, VALUE_TEXT, VALUE_NULL };

struct value {
    enum value_kind kind; /* which of the four it is */
    union {
        int64_t i;    /* VALUE_INT */
        double d;     /* VALUE_NUM */
        struct str s; /* not copied: lives until the statement has run */
    };
};

struct column {
    const char *name;     /* as the table has it */
    enum value_kind kind; /* of the value in this row; what is none of the
                             four comes as text */
};

/* Why an operation failed, as far as somebody can do something about it. */
enum db_class {
    DB_OTHER,
    DB_UNIQUE,   /* a row with that key is there already */
    DB_BUSY,     /* another process holds the lock for too long */
    DB_FULL,     /* no space left */
    DB_READONLY, /* no right to write */
    DB_DAMAGED,  /* the stored bytes make no sense */
    DB_LOST,     /* the connection was cut, or cannot be made */
    DB_CLASSES
};

typedef void change_fn(void *ctx, const char *table, int64_t row);

/* An operation that fails leaves the database's own words in e; classify()
 * then says what kind of failure the last one was. */
struct driver {
    enum db_kind kind;    /* which of the two texts is its own */
    const char *name;     /* for messages */
    const char *begin;    /* opens a transaction that will write */
    const char *lock;     /* then makes it the only one; NULL: it is already */
    const char *snapshot; /* opens one that sees one moment of the store */
    const char *advice[DB_CLASSES];    /* what to do about a failure */
    char *(*shown)(const char *place); /* for messages: without secrets */
    /* The connection; flags as for store_open(). */
    void *(*open)(const char *place, int flags, struct err *e);
    void (*close)(void *conn); /* statements end with it */
    /* A statement, kept until close. */
    void *(*prepare)(void *conn, const char *sql, struct err *e);
    int (*parameters)(void *stmt); /* how many it has: $1 to $that */
    bool (*bind)(void *stmt, int n, struct value v, struct err *e); /* $n */
    int (*step)(void *stmt, struct err *e); /* 1 row, 0 end, -1 failed */
    void (*reset)(void *stmt);              /* ready to be bound again */
    /* Of the row; text is valid until the next step. */
    struct value (*column)(void *stmt, int i, enum value_kind want);
    /* Name and kind of column i of the row; false when there is none. */
    bool (*about)(void *stmt, int i, struct column *c);
    bool (*writes)(void *stmt); /* may it change what is stored? */
    /* Tells of each row that is written, with its table; not of tables without
     * a number for each row. NULL: the database cannot. */
    void (*on_change)(void *conn, change_fn *fn, void *ctx);
    bool (*script)(void *conn, const char *sql, struct err *e); /* many */
    bool (*in_transaction)(void *conn);    /* still, after a failure */
    enum db_class (*classify)(void *conn); /* the last failure */
};

extern const struct driver sqlite_driver;
extern const struct driver postgres_driver;

/* Does the address name a socket of this machine? */
bool pg_is_local(const char *url);

#endif
