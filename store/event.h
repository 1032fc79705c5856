/* SPDX-License-Identifier: MIT
 *
 * event: the register's memory. Each event carries a SHA-256 over the hash of
 * the one before and its own content, so that nothing in the middle can be
 * changed, taken out or put in without every later hash being wrong. */
#ifndef MOLVA_EVENT_H
#define MOLVA_EVENT_H

#include "store/db.h"
#include "store/store.h"

enum { EVENT_FACTS = 6 };

struct event_fact {
    const char *key;  /* of the detail's JSON object */
    struct str value; /* what it says */
};

struct event {
    int64_t at;                           /* when */
    int64_t mention;                      /* about which */
    int64_t case_id;                      /* its case, 0 when there is none */
    struct str who;                       /* login, or "crawler" */
    const char *what;                     /* registered approved edited ... */
    struct event_fact facts[EVENT_FACTS]; /* up to the first without a key */
    struct str detail;                    /* JSON in place of facts */
};

enum { EVENT_HEX = 65 /* a SHA-256 in hexadecimal, with its NUL */ };

/* Columns of an event as event_read() takes them, from the statement's first;
 * the texts are valid until the next step. */
#define EVENT_COLUMNS "id, at, mention, case_id, who, what, detail, hash"
void event_read(struct stmt *q, struct event_row *r);

/* All events that sql finds of $1, with copies of their texts. */
struct event_list {
    struct event_row *rows; /* n of them */
    size_t n;
};
bool event_list(struct db *db, const char *sql, int64_t of, struct arena *a,
                struct event_list *l, struct err *e) MUST_CHECK;

/* What the first event stands on. */
extern const char event_origin[EVENT_HEX];
/* The hash r must have after an event with the hash `before`. */
void event_chain(struct str before, const struct event_row *r,
                 char hex[EVENT_HEX]);

/* SHA-256 of a text, for facts: what exactly was there at that time. */
void event_sha256(struct str text, char hex[EVENT_HEX]);

/* What a "user" event vouches for in its fact "state_sha256". */
struct event_user {
    struct str login, role; /* as in the row */
    struct str state;       /* active or removed */
    struct str password;    /* the argon2id hash */
};

/* SHA-256 over login, role, state and password, each written as its length,
 * a colon, its bytes and a comma. */
void event_user_sha256(const struct event_user *u, char hex[EVENT_HEX]);

/* Appends; inside a transaction of the caller, with what it tells of. */
bool event_add(struct db *db, const struct event *ev, struct err *e) MUST_CHECK;
/* The number of the last one, within the transaction that appended it. */
int64_t event_newest(struct db *db);
/* Before a commit: the table head is told where the chain ends. */
bool event_commit(struct db *db, struct err *e) MUST_CHECK;

#endif
