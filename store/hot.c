/* SPDX-License-Identifier: MIT
 * hot: threads that are looked at more often than their source. */
#include "store/internal.h"

SQL(sql_put) = "INSERT INTO hot (source, thread, every, due)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT (source, thread)"
               " DO UPDATE SET every = excluded.every, due = excluded.due";
SQL(sql_again) = "UPDATE hot SET every = $3, due = $4"
                 " WHERE source = $1 AND thread = $2";
SQL(sql_drop) = "DELETE FROM hot WHERE source = $1 AND thread = $2";
SQL(sql_one) = "SELECT every, due FROM hot WHERE source = $1 AND thread = $2";
SQL(sql_list) = "SELECT source, thread, every, due FROM hot WHERE due <= $1"
                " ORDER BY due, source, thread LIMIT $2";
SQL(sql_next) = "SELECT coalesce(min(due), $1) FROM hot";
/* Posted; or approved, and to be found there. */
SQL(sql_replies) =
    "SELECT m.source, m.thread, 0, c.posted FROM cases c JOIN mention m"
    " ON m.id = c.mention WHERE c.posted > 0 AND c.posted > $1"
    " AND m.thread <> '' UNION ALL"
    " SELECT m.source, m.thread, 0, c.closed FROM cases c JOIN mention m"
    " ON m.id = c.mention WHERE c.status = 'approved' AND c.posted = 0"
    " AND c.closed > $1 AND m.thread <> '' ORDER BY 4 LIMIT $2";

bool store_hot_put(struct store *s, const struct hot_row *row, bool only_again,
                   struct err *e)
{
    return db_run(s->db, only_again ? sql_again : sql_put,
                  ARGS(INT(row->source), TEXT(row->thread), INT(row->every),
                       INT(row->due)),
                  e);
}

bool store_hot_drop(struct store *s, const struct hot_row *row, struct err *e)
{
    return db_run(s->db, sql_drop, ARGS(INT(row->source), TEXT(row->thread)),
                  e);
}

bool store_hot_get(struct store *s, struct hot_row *row, bool *found,
                   struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_one, ARGS(INT(row->source), TEXT(row->thread)), e);
    int more = -1;
    *found = false;
    while (q && (more = db_next(q, e)) > 0) {
        row->every = db_int(q, 0);
        row->due = db_int(q, 1);
        *found = true;
    }
    return more == 0;
}

static bool list(struct store *s, struct arena *a, const char *sql, int64_t at,
                 struct hot_rows *out, struct err *e)
{
    struct stmt *q = db_query(s->db, sql, ARGS(INT(at), INT(HOT_MOST)), e);
    int more = -1;
    out->n = 0;
    out->rows = arena_alloc(a, HOT_MOST * sizeof *out->rows);
    while (q && (more = db_next(q, e)) > 0)
        out->rows[out->n++] = (struct hot_row){db_int(q, 0), db_str(q, 1, a),
                                               db_int(q, 2), db_int(q, 3)};
    return more == 0;
}

bool store_hot_due(struct store *s, struct arena *a, int64_t now,
                   struct hot_rows *out, struct err *e)
{
    return list(s, a, sql_list, now, out, e);
}

bool store_hot_replies(struct store *s, struct arena *a, int64_t since,
                       struct hot_rows *out, struct err *e)
{
    return list(s, a, sql_replies, since, out, e);
}

bool store_hot_next(struct store *s, int64_t *due, struct err *e)
{
    return db_run_int(s->db, sql_next, ARGS(INT(INT64_MAX)), due, e) > 0;
}
