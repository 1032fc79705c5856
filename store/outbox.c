/* SPDX-License-Identifier: MIT
 * outbox: what is to be told outside, until somebody has taken it. */
#include <sodium.h>

#include "store/internal.h"
#include "store/watches.h"

enum {
    KEY_BYTES = 16,
    AHEAD_MOST_S = 86400 /* no retry is further off: a wrong clock's is */
};

SQL(sql_put) = "INSERT INTO outbox (key, at, due, tries, body, cause)"
               " VALUES ($1, $2, $3, 0, $4, '')";
SQL(sql_take) =
    "UPDATE outbox SET due = $2, tries = tries + 1 WHERE key = (SELECT key"
    " FROM outbox WHERE due <= $1 OR due > $3 ORDER BY due, at LIMIT 1)"
    " RETURNING key, at, due, tries, body, cause";
SQL(sql_done) = "DELETE FROM outbox WHERE key = $1";
SQL(sql_later) = "UPDATE outbox SET due = $2, cause = $3 WHERE key = $1";

struct str store_outbox_key(struct arena *a)
{
    unsigned char bytes[KEY_BYTES];
    char hex[2 * KEY_BYTES + 1];
    randombytes_buf(bytes, sizeof bytes);
    return str_dup(
        a, str_of(sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes)));
}

bool store_outbox_put(struct store *s, const struct outbox_row *row,
                      struct err *e)
{
    return db_run(
        s->db, sql_put,
        ARGS(TEXT(row->key), INT(row->at), INT(row->due), TEXT(row->body)), e);
}

static bool take(struct store *s, struct arena *a, int64_t now, int64_t again,
                 struct outbox_row *row, bool *found, struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_take,
                 ARGS(INT(now), INT(again), INT(now + AHEAD_MOST_S)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *found = true;
        *row = (struct outbox_row){db_str(q, 0, a), db_int(q, 1),
                                   db_int(q, 2),    db_int(q, 3),
                                   db_str(q, 4, a), db_str(q, 5, a)};
    }
    return more == 0;
}

bool store_outbox_take(struct store *s, struct arena *a, int64_t now,
                       int64_t again, struct outbox_row *row, bool *found,
                       struct err *e)
{
    *found = false;
    return store_begin(s, e) &&
           store_end(s, take(s, a, now, again, row, found, e), e);
}

bool store_outbox_done(struct store *s, struct str key, struct err *e)
{
    return db_run(s->db, sql_done, ARGS(TEXT(key)), e);
}

bool store_outbox_later(struct store *s, struct str key, int64_t due,
                        struct str cause, struct err *e)
{
    return db_run(s->db, sql_later, ARGS(TEXT(key), INT(due), TEXT(cause)), e);
}
