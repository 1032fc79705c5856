/* SPDX-License-Identifier: MIT
 * outbox: what is to be told outside, until each receiver has taken it. */
#include <sodium.h>
#include <stdlib.h>

#include "store/internal.h"
#include "store/watches.h"

enum {
    KEY_BYTES = 16,
    AHEAD_MOST_S = 86400 /* no retry is further off: a wrong clock's is */
};

SQL(sql_put) = "INSERT INTO outbox (key, receiver, at, due, tries, body, cause)"
               " VALUES ($1, $2, $3, $4, 0, $5, '') ON CONFLICT DO NOTHING";
SQL(sql_take) =
    "UPDATE outbox SET due = $2, tries = tries + 1 WHERE receiver = $4"
    " AND key IN (SELECT key FROM outbox WHERE receiver = $4"
    " AND (due <= $1 OR due > $3) ORDER BY due, at, key LIMIT $5)"
    " RETURNING key, at, due, tries, body, cause";
SQL(sql_receivers) = "SELECT DISTINCT receiver FROM outbox";
SQL(sql_done) = "DELETE FROM outbox WHERE key = $1 AND receiver = $2";
SQL(sql_later) =
    "UPDATE outbox SET due = $3, cause = $4 WHERE key = $1 AND receiver = $2";

struct str store_outbox_key(struct arena *a)
{
    unsigned char bytes[KEY_BYTES];
    char hex[2 * KEY_BYTES + 1];
    randombytes_buf(bytes, sizeof bytes);
    return str_dup(
        a, str_of(sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes)));
}

bool store_outbox_give(struct store *s, const struct outbox_row *row,
                       struct str receiver, int64_t due, struct err *e)
{
    return db_run(s->db, sql_put,
                  ARGS(TEXT(row->key), TEXT(receiver), INT(row->at), INT(due),
                       TEXT(row->body)),
                  e);
}

bool store_outbox_put(struct store *s, const struct outbox_row *row,
                      struct err *e)
{
    return store_outbox_give(s, row, STR(""), row->due, e);
}

/* The oldest first; a database returns what it changed in its own order. */
static int by_time(const void *a, const void *b)
{
    const struct outbox_row *x = a, *y = b;
    return x->at != y->at ? (x->at > y->at) - (x->at < y->at)
                          : str_cmp(x->key, y->key);
}

static bool take(struct store *s, struct arena *a,
                 const struct outbox_wish *wish, struct outbox_row **rows,
                 size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_take,
                              ARGS(INT(wish->now), INT(wish->again),
                                   INT(wish->now + AHEAD_MOST_S),
                                   TEXT(wish->receiver), INT(wish->most)),
                              e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct outbox_row){db_str(q, 0, a), db_int(q, 1),
                                              db_int(q, 2),    db_int(q, 3),
                                              db_str(q, 4, a), db_str(q, 5, a)};
    }
    if (more == 0 && *n)
        qsort(*rows, *n, sizeof **rows, by_time);
    return more == 0;
}

bool store_outbox_take(struct store *s, struct arena *a,
                       const struct outbox_wish *wish, struct outbox_row **rows,
                       size_t *n, struct err *e)
{
    *rows = NULL, *n = 0;
    return store_begin(s, e) && store_end(s, take(s, a, wish, rows, n, e), e);
}

bool store_outbox_receivers(struct store *s, struct arena *a,
                            struct str **names, size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_receivers, NO_ARGS, e);
    int more = -1;
    *names = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *names = arena_grow(a, *names, *n, &cap, sizeof **names);
        (*names)[(*n)++] = db_str(q, 0, a);
    }
    return more == 0;
}

bool store_outbox_done(struct store *s, struct str key, struct str receiver,
                       struct err *e)
{
    return db_run(s->db, sql_done, ARGS(TEXT(key), TEXT(receiver)), e);
}

bool store_outbox_later(struct store *s, const struct outbox_row *row,
                        struct str receiver, struct err *e)
{
    return db_run(
        s->db, sql_later,
        ARGS(TEXT(row->key), TEXT(receiver), INT(row->due), TEXT(row->cause)),
        e);
}
