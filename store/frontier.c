/* SPDX-License-Identifier: MIT
 * frontier: what waits to be fetched. A row goes when its page is done, in
 * the transaction that stores the page: a killed crawl goes on from here. */
#include "store/internal.h"

SQL(sql_add) =
    "INSERT INTO frontier (source, url, thread, depth, page, due, tries,"
    " since, way) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT (source, url) DO NOTHING";
SQL(sql_list) =
    "SELECT id, source, url, thread, depth, page, due, tries, since,"
    " way"
    " FROM frontier WHERE (due, id) > ($1, $2) ORDER BY due, id LIMIT $3";
SQL(sql_due) = "SELECT due FROM frontier WHERE id = $1";
SQL(sql_still) = "SELECT 1 FROM frontier WHERE id = $1 AND url = $2"
                 " AND tries = $3 AND page = $4";
SQL(sql_done) = "DELETE FROM frontier WHERE id = $1";
SQL(sql_hurry) = "UPDATE frontier SET due = $2 WHERE source = $1 AND due > $2"
                 " AND way >= $3";
SQL(sql_later) = "UPDATE frontier SET due = $2, tries = $3 WHERE id = $1";

bool store_frontier_add(struct store *s, const struct frontier_row *row,
                        struct err *e)
{
    return db_run(s->db, sql_add,
                  ARGS(INT(row->source), TEXT(row->url), TEXT(row->thread),
                       INT(row->depth), INT(row->page), INT(row->due),
                       INT(row->tries), INT(row->since), INT(row->way)),
                  e);
}

static void read_row(struct stmt *q, struct arena *a, struct frontier_row *row)
{
    row->id = db_int(q, 0);
    row->source = db_int(q, 1);
    row->url = db_str(q, 2, a);
    row->thread = db_str(q, 3, a);
    row->depth = db_int(q, 4);
    row->page = db_int(q, 5);
    row->due = db_int(q, 6);
    row->tries = db_int(q, 7);
    row->since = db_int(q, 8);
    row->way = db_int(q, 9);
}

bool store_frontier_list(struct store *s, struct arena *a, int64_t after,
                         size_t limit, struct frontier_row **rows, size_t *n,
                         struct err *e)
{
    size_t cap = 0;
    int64_t due = INT64_MIN;
    *rows = NULL, *n = 0;
    int there =
        after ? db_run_int(s->db, sql_due, ARGS(INT(after)), &due, e) : 0;
    if (there < 0)
        return false;
    struct stmt *q = db_query(
        s->db, sql_list,
        ARGS(INT(due), INT(there ? after : 0), INT((int64_t)limit)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        read_row(q, a, &(*rows)[(*n)++]);
    }
    return more == 0;
}

bool store_frontier_still(struct store *s, const struct frontier_row *row,
                          bool *still, struct err *e)
{
    int64_t one;
    int found = db_run_int(
        s->db, sql_still,
        ARGS(INT(row->id), TEXT(row->url), INT(row->tries), INT(row->page)),
        &one, e);
    *still = found > 0;
    return found >= 0;
}

bool store_frontier_done(struct store *s, int64_t id, struct err *e)
{
    return db_run(s->db, sql_done, ARGS(INT(id)), e);
}

bool store_frontier_later(struct store *s, int64_t id, int64_t due,
                          int64_t tries, struct err *e)
{
    return db_run(s->db, sql_later, ARGS(INT(id), INT(due), INT(tries)), e);
}

bool store_frontier_hurry(struct store *s, int64_t source, int64_t now,
                          struct err *e)
{
    return db_run(s->db, sql_hurry,
                  ARGS(INT(source), INT(now), INT(FRONTIER_FILLS)), e);
}
