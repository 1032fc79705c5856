/* SPDX-License-Identifier: MIT
 * guard: sums of the blocks of the search index. */
#include "store/guard.h"

#include <stdlib.h>
#include <string.h>

/* fts5_index.c: a block's id is its segment and 37 bits of the place in it. */
enum { SEGMENT_BITS = 37 };

struct guard {
    int64_t *ids; /* of blocks written since the last commit, some twice */
    size_t n, cap;
};

#define NUMBER_BLOCKS "SELECT id, molva_row(id, block) FROM search_data"
#define NUMBER_TERMS                                                           \
    "SELECT -segid, molva_sum(molva_row(segid, term, pgno)) FROM search_idx"
#define PUT " ON CONFLICT (id) DO UPDATE SET sum = excluded.sum"
BOTH(sql_forget, "DELETE FROM search_sum WHERE id = $1", NULL);
BOTH(sql_block, "INSERT INTO search_sum " NUMBER_BLOCKS " WHERE id = $1" PUT,
     NULL);
BOTH(sql_terms,
     "INSERT INTO search_sum " NUMBER_TERMS
     " WHERE segid = $1 GROUP BY segid" PUT,
     NULL);
BOTH(sql_check,
     "SELECT count(*) FROM (SELECT id, sum FROM search_sum EXCEPT"
     " SELECT * FROM (" NUMBER_BLOCKS " UNION ALL " NUMBER_TERMS
     " GROUP BY segid))",
     NULL);
BOTH(sql_check_new,
     "SELECT count(*) FROM (" NUMBER_BLOCKS " UNION ALL " NUMBER_TERMS
     " GROUP BY segid) n WHERE NOT EXISTS"
     " (SELECT 1 FROM search_sum s WHERE s.id = n.id)",
     NULL);

static const char rebuild[] =
    "DELETE FROM search_sum;"
    "INSERT INTO search_sum " NUMBER_BLOCKS ";"
    "INSERT INTO search_sum " NUMBER_TERMS " GROUP BY segid";

struct guard *guard_new(void)
{
    return xcalloc(1, sizeof(struct guard));
}

void guard_free(struct guard *g)
{
    if (!g)
        return;
    free(g->ids);
    free(g);
}

static void note(void *ctx, const char *table, int64_t row)
{
    struct guard *g = ctx;
    if (strcmp(table, "search_data") != 0)
        return;
    if (g->n == g->cap) {
        g->cap = g->cap ? 2 * g->cap : 64;
        g->ids = xrealloc(g->ids, g->cap * sizeof *g->ids);
    }
    g->ids[g->n++] = row;
}

void guard_watch(struct guard *g, struct db *db)
{
    db_on_change(db, note, g);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static bool put(struct db *db, const char *sql, int64_t id, int64_t as,
                struct err *e)
{
    return db_run(db, db_text(db, sql_forget), ARGS(INT(as)), e) &&
           db_run(db, sql, ARGS(INT(id)), e);
}

bool guard_commit(struct guard *g, struct db *db, struct err *e)
{
    int64_t segment, last = 0;
    if (db_kind(db) != DB_SQLITE)
        return true;
    /* FTS5 writes its blocks when a savepoint is made, not later. */
    if (!db_begin(db, e) || !db_end(db, true, e))
        return false;
    if (g->n)
        qsort(g->ids, g->n, sizeof *g->ids, by_id);
    for (size_t i = 0; i < g->n; i++) {
        if (i && g->ids[i] == g->ids[i - 1])
            continue;
        if (!put(db, db_text(db, sql_block), g->ids[i], g->ids[i], e))
            return false;
        segment = g->ids[i] >> SEGMENT_BITS;
        if (segment != last &&
            !put(db, db_text(db, sql_terms), segment, -segment, e))
            return false;
        last = segment;
    }
    g->n = 0;
    return true;
}

bool guard_rebuild(struct db *db, struct err *e)
{
    if (db_kind(db) != DB_SQLITE)
        return true;
    return db_script(db, rebuild, e);
}

bool guard_check(struct db *db, int64_t *wrong, struct err *e)
{
    int64_t gone = 0, new = 0;
    *wrong = 0;
    if (db_kind(db) != DB_SQLITE)
        return true;
    bool ok = db_run_int(db, db_text(db, sql_check), NO_ARGS, &gone, e) > 0 &&
              db_run_int(db, db_text(db, sql_check_new), NO_ARGS, &new, e) > 0;
    *wrong = gone + new;
    return ok;
}
