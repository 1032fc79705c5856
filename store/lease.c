/* SPDX-License-Identifier: MIT
 * lease: who crawls which host. One statement takes or renews, so two
 * processes that ask at once get one answer, in SQLite and elsewhere. */
#include "store/internal.h"

/* $6 is how far ahead a lease may end: one of a clock that was wrong is free.
 * $7 is a holder that is known to be dead. */
SQL(sql_take) =
    "INSERT INTO lease (host, holder, shown, epoch, until, ready)"
    " VALUES ($1, $2, $3, 1, $5, 0) ON CONFLICT (host) DO UPDATE SET"
    " epoch = lease.epoch"
    " + CASE WHEN lease.holder <> excluded.holder THEN 1 ELSE 0 END,"
    " holder = excluded.holder, shown = excluded.shown,"
    " until = excluded.until WHERE lease.holder = $2 OR lease.until <= $4"
    " OR lease.until > $6 OR lease.holder = $7"
    " RETURNING holder, shown, epoch, until, ready";
SQL(sql_get) = "SELECT holder, shown, epoch, until, ready FROM lease"
               " WHERE host = $1";
SQL(sql_end) = "UPDATE lease SET until = $4, ready = $5"
               " WHERE host = $1 AND holder = $2 AND epoch = $3";
SQL(sql_holds) = "SELECT 1 FROM lease WHERE host = $1 AND holder = $2"
                 " AND epoch = $3";

static bool read_row(struct db *db, const char *sql, struct args args,
                     struct arena *a, struct lease_row *row, bool *found,
                     struct err *e)
{
    struct stmt *q = db_query(db, sql, args, e);
    if (!q)
        return false;
    int more;
    *found = false;
    while ((more = db_next(q, e)) > 0) {
        *found = true;
        row->holder = db_str(q, 0, a);
        row->shown = db_str(q, 1, a);
        row->epoch = db_int(q, 2);
        row->until = db_int(q, 3);
        row->ready = db_int(q, 4);
    }
    return more == 0;
}

static bool take(struct store *s, struct arena *a, const struct lease_wish *w,
                 struct lease_row *row, bool *got, struct err *e)
{
    bool found;
    *row = (struct lease_row){.host = w->host};
    if (!read_row(s->db, sql_take,
                  ARGS(TEXT(w->host), TEXT(w->holder), TEXT(w->shown),
                       INT(w->now), INT(w->now + w->length),
                       INT(w->now + 2 * w->length), TEXT(w->dead)),
                  a, row, got, e))
        return false;
    return *got ||
           read_row(s->db, sql_get, ARGS(TEXT(w->host)), a, row, &found, e);
}

bool store_lease_take(struct store *s, struct arena *a,
                      const struct lease_wish *w, struct lease_row *row,
                      bool *got, struct err *e)
{
    return store_begin(s, e) && store_end(s, take(s, a, w, row, got, e), e);
}

bool store_lease_get(struct store *s, struct arena *a, struct str host,
                     struct lease_row *row, bool *found, struct err *e)
{
    *row = (struct lease_row){.host = host};
    return read_row(s->db, sql_get, ARGS(TEXT(host)), a, row, found, e);
}

bool store_lease_end(struct store *s, const struct lease_row *row,
                     struct err *e)
{
    return db_run(s->db, sql_end,
                  ARGS(TEXT(row->host), TEXT(row->holder), INT(row->epoch),
                       INT(row->until), INT(row->ready)),
                  e);
}

bool store_lease_holds(struct store *s, const struct lease_row *row,
                       bool *holds, struct err *e)
{
    int64_t one;
    int found = db_run_int(
        s->db, sql_holds,
        ARGS(TEXT(row->host), TEXT(row->holder), INT(row->epoch)), &one, e);
    *holds = found > 0;
    return found >= 0;
}
