/* SPDX-License-Identifier: MIT
 * find: a list is read where its rows stand: by time or by rank, in all cells
 * or in some.
 *
 * In some cells: no row behind the last that is wanted is of interest, and a
 * cell that has enough rows gives an edge, which that last one does not lie
 * behind. So the nearest edge of all cells is found first, by one jump into
 * the index for each, and then only what lies before it is read and sorted. */
#include "store/find.h"

#include "store/narrow.h"
#include "store/place.h"
#include "store/read_sql.h"
#include "store/search.h"

enum {
    CHUNK = 256,
    CHUNKS = 8192 /* rows walked over at once, first and most */
};

/* $8 <= at < $9, behind ($10, $11); $12 rows, $13 passed over; cells from $1.
 */
#define DATES  " p.at >= $8 AND p.at < $9"
#define LATER  DATES " AND (p.at, p.mention) < ($10, $11)"
#define NEWEST " ORDER BY p.at DESC, p.mention DESC"
#define LOWER  " p.rank <> 0 AND (p.rank, p.case_id) > ($10, $11) AND" DATES
#define BEST   " ORDER BY p.rank, p.case_id"
/* The same back: ahead of ($10, $11), the nearest first. */
#define SOONER DATES " AND (p.at, p.mention) > ($10, $11)"
#define OLDEST " ORDER BY p.at, p.mention"
#define HIGHER " p.rank <> 0 AND (p.rank, p.case_id) < ($10, $11) AND" DATES
#define WORST  " ORDER BY p.rank DESC, p.case_id DESC"
#define ROWS   " LIMIT $12 OFFSET $13"

#define IDS(column, bounds, order)                                             \
    "SELECT p.mention FROM cell c CROSS JOIN place p WHERE p." column          \
    " = c.id AND " FIND_CELLS " AND" bounds order ROWS
#define HITS_OF(hits, bounds, order)                                           \
    "SELECT p.mention FROM " hits " CROSS JOIN cell c WHERE c.id = p.cell AND" \
    " " FIND_OWN " AND" bounds order ROWS
#define HITS(name, bounds, order)                                              \
    BOTH(name, HITS_OF(FIND_HITS_LITE, bounds, order),                         \
         HITS_OF(FIND_HITS_POSTGRES, bounds, order))
#define ENDS(column, value, bounds, order)                                     \
    "(SELECT " value " FROM place p WHERE p." column                           \
    " = c.id AND" bounds order                                                 \
    " LIMIT 1 OFFSET CAST($12 AS BIGINT) + CAST($13 AS BIGINT) - 1)"
#define EDGE(value) "SELECT " value " FROM cell c WHERE " FIND_CELLS

/* The same of all mentions: $1 <= at < $2, behind ($3, $4), and so on. */
SQL(sql_time_all) = "SELECT id FROM mention WHERE at >= $1 AND at < $2"
                    " AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC"
                    " LIMIT $5 OFFSET $6";
HITS(sql_time_hits, LATER, NEWEST);
SQL(sql_time_wide) = IDS("wide", LATER, NEWEST);
SQL(sql_time_own) = IDS("cell", LATER, NEWEST);
SQL(sql_time_wide_edge) = EDGE("coalesce(max(" ENDS("wide", "p.at", LATER,
                                                    NEWEST) "), $8)");
SQL(sql_time_own_edge) = EDGE("coalesce(max(" ENDS("cell", "p.at", LATER,
                                                   NEWEST) "), $8)");

SQL(sql_time_all_back) = "SELECT id FROM mention WHERE at >= $1 AND at < $2"
                         " AND (at, id) > ($3, $4) ORDER BY at, id"
                         " LIMIT $5 OFFSET $6";
HITS(sql_time_hits_back, SOONER, OLDEST);
SQL(sql_time_wide_back) = IDS("wide", SOONER, OLDEST);
SQL(sql_time_own_back) = IDS("cell", SOONER, OLDEST);
SQL(sql_time_wide_edge_back) = EDGE("coalesce(min(" ENDS("wide", "p.at", SOONER,
                                                         OLDEST) "), $9 - 1)");
SQL(sql_time_own_edge_back) = EDGE("coalesce(min(" ENDS("cell", "p.at", SOONER,
                                                        OLDEST) "), $9 - 1)");

#define LAST "9223372036854775807"
SQL(sql_rank_all) = "SELECT mention FROM place WHERE rank <> 0"
                    " AND (rank, case_id) > ($3, $4) AND at >= $1 AND at < $2"
                    " ORDER BY rank, case_id LIMIT $5 OFFSET $6";
HITS(sql_rank_hits, LOWER, BEST);
SQL(sql_rank_wide) = IDS("wide", LOWER " AND p.rank <= $14", BEST);
SQL(sql_rank_own) = IDS("cell", LOWER " AND p.rank <= $14", BEST);
SQL(sql_rank_wide_edge) = EDGE("coalesce(min(" ENDS("wide", "p.rank", LOWER,
                                                    BEST) "), " LAST ")");
SQL(sql_rank_own_edge) = EDGE("coalesce(min(" ENDS("cell", "p.rank", LOWER,
                                                   BEST) "), " LAST ")");
SQL(sql_rank_all_back) =
    "SELECT mention FROM place WHERE rank <> 0"
    " AND (rank, case_id) < ($3, $4) AND at >= $1 AND at < $2"
    " ORDER BY rank DESC, case_id DESC LIMIT $5 OFFSET $6";
HITS(sql_rank_hits_back, HIGHER, WORST);
SQL(sql_rank_wide_back) = IDS("wide", HIGHER " AND p.rank >= $14", WORST);
SQL(sql_rank_own_back) = IDS("cell", HIGHER " AND p.rank >= $14", WORST);
SQL(sql_rank_wide_edge_back) = EDGE("coalesce(max(" ENDS("wide", "p.rank",
                                                         HIGHER,
                                                         WORST) "), 0)");
SQL(sql_rank_own_edge_back) = EDGE("coalesce(max(" ENDS("cell", "p.rank",
                                                        HIGHER, WORST) "), 0)");

SQL(sql_size) = "SELECT CAST(coalesce(sum(c.n), 0) AS BIGINT),"
                " coalesce(max(c.n), 0) FROM cell c WHERE " FIND_CELLS;
SQL(sql_source) = "SELECT id FROM source WHERE name = $1";
SQL(sql_at) = "SELECT at, id FROM mention WHERE id = $1";
SQL(sql_rank) = "SELECT " READ_RANK ", c.id FROM case_mention cm"
                " JOIN cases c ON c.id = cm.case_id WHERE cm.mention = $1";

/* The texts of one order, each NULL where there is none. */
struct order {
    const char *all;             /* of every cell */
    const char *const *hits;     /* of what was looked up */
    const char *ids[2], *end[2]; /* of cells, and their edge: wide, own */
};

struct wish {
    struct store *s;
    struct arena *a;                /* of the ids */
    const struct mention_filter *f; /* what is wanted */
    struct cells cells;             /* the same */
    struct order by;                /* the texts */
    bool back;                      /* from `behind` back, the nearest first */
    int64_t from, to, behind[2];    /* $8 to $11 */
    int64_t limit, after;           /* $12, $13 */
    int64_t most;                   /* rows of a cell, where that is known */
    int64_t *ids;                   /* found so far, n of them */
    size_t n, cap;
};

#define ORDER(name, back)                                                      \
    {                                                                          \
        sql_##name##_all##back, sql_##name##_hits##back,                       \
            {sql_##name##_wide##back, sql_##name##_own##back},                 \
        {                                                                      \
            sql_##name##_wide_edge##back, sql_##name##_own_edge##back          \
        }                                                                      \
    }

/* By time or by rank, on or back. */
static struct order order_of(bool queue, bool back)
{
    const struct order orders[2][2] = {{ORDER(time, ), ORDER(time, _back)},
                                       {ORDER(rank, ), ORDER(rank, _back)}};
    return orders[queue][back];
}

bool find_cells(struct store *s, const struct mention_filter *f,
                struct cells *c, struct err *e)
{
    int64_t source = 0;
    struct str list = f->queue ? STR(WAITING) : f->status;
    if (!s->read && db_depth(s->db) && !place_settle(s->db, e))
        return false;
    if (f->source.n) {
        int found =
            db_run_int(s->db, sql_source, ARGS(TEXT(f->source)), &source, e);
        if (found < 0)
            return false;
        source = found ? source : -1;
    }
    if (f->queue && f->status.n && !str_eqz(f->status, WAITING))
        source = -1; /* no list is two */
    struct str units = f->open ? STR("") : s->sight.units;
    if (f->units.n && units.n && str_find(units, f->units) < 0)
        source = -1; /* not for these eyes */
    if (f->units.n)
        units = f->units;
    *c = (struct cells){.is = {TEXT(f->type), TEXT(f->solution), TEXT(f->brand),
                               INT(source), TEXT(f->lang), TEXT(list),
                               TEXT(units)},
                        .own = source != 0};
    c->all = !source && !f->type.n && !f->solution.n && !f->brand.n &&
             !f->lang.n && (f->queue || !list.n) && !c->is[6].s.n;
    return true;
}

bool store_looks_for(const struct mention_filter *f)
{
    return f->lemmas.n || f->query || narrow_wants(&f->narrow);
}

bool find_hits(struct store *s, const struct mention_filter *f, bool cut,
               struct err *e)
{
    struct arena a = {0};
    struct wanted w;
    wanted_read(&w, &a, f);
    bool ok = search_find(s, &w, cut ? STORE_FOUND : INT64_MAX - 1, e);
    arena_clear(&a);
    return ok;
}

/* Where the mention stands that the rows are wanted behind, or ahead of. In
 * the queue one without a case stands before its top. */
static bool read_behind(struct wish *w, int64_t id, struct err *e)
{
    int64_t at[2] = {0};
    bool there = false;
    int more = -1;
    struct stmt *q =
        db_query(w->s->db, w->f->queue ? sql_rank : sql_at, ARGS(INT(id)), e);
    while (q && (more = db_next(q, e)) > 0) {
        at[0] = db_int(q, 0), at[1] = db_int(q, 1);
        there = true;
    }
    if (more == 0 && !there && !w->f->queue)
        return err_set(e, "there is no mention %ld", (long)id);
    bool within = w->back ? at[0] >= w->from : at[0] < w->to;
    if (w->f->queue || within)
        w->behind[0] = at[0], w->behind[1] = at[1];
    if (!w->f->queue && within && w->back)
        w->from = at[0];
    else if (!w->f->queue && within)
        w->to = at[0] + 1;
    return more == 0;
}

static bool make(struct wish *w, struct err *e)
{
    const struct mention_filter *f = w->f;
    const int64_t from = f->ahead ? f->ahead : f->behind;
    w->back = f->ahead;
    w->most = INT64_MAX;
    w->by = order_of(f->queue, w->back);
    w->from = f->from ? f->from : INT64_MIN;
    w->to = f->to ? f->to : INT64_MAX;
    w->after = f->after < INT64_MAX ? (int64_t)f->after : INT64_MAX;
    w->limit = f->limit && f->limit < INT64_MAX ? (int64_t)f->limit : INT64_MAX;
    if (!f->queue)
        w->behind[0] = w->back ? w->from : w->to, w->behind[1] = INT64_MIN;
    return find_cells(w->s, f, &w->cells, e) &&
           (!from || read_behind(w, from, e));
}

/* Runs one of the texts, with as many of its parameters as it has. */
static struct stmt *ask(const struct wish *w, const char *sql, size_t n,
                        int64_t edge, struct err *e)
{
    const struct value *c = w->cells.is;
    const struct value v[] = {c[0],
                              c[1],
                              c[2],
                              c[3],
                              c[4],
                              c[5],
                              c[6],
                              INT(w->from),
                              INT(w->to),
                              INT(w->behind[0]),
                              INT(w->behind[1]),
                              INT(w->limit),
                              INT(w->after),
                              INT(edge)};
    return db_query(w->s->db, sql, (struct args){v, n}, e);
}

/* Adds what a text finds to the ids. */
static bool take(struct wish *w, struct stmt *q, struct err *e)
{
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        w->ids = arena_grow(w->a, w->ids, w->n, &w->cap, sizeof *w->ids);
        w->ids[w->n++] = db_int(q, 0);
    }
    return more == 0;
}

static bool find_edge(struct wish *w, int64_t *edge, struct err *e)
{
    const bool rising = w->f->queue != w->back;
    *edge = !rising ? INT64_MIN : INT64_MAX;
    if (w->limit >= INT64_MAX - w->after || w->most < w->limit + w->after)
        return true;
    struct stmt *q = ask(w, w->by.end[w->cells.own], 13, 0, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        *edge = db_int(q, 0);
    return more == 0;
}

static bool in_cells(struct wish *w, struct err *e)
{
    const int64_t from = w->from, to = w->to;
    int64_t edge;
    if (!find_edge(w, &edge, e))
        return false;
    if (!w->f->queue && !w->back && edge > from)
        w->from = edge;
    if (!w->f->queue && w->back && edge < to)
        w->to = edge + 1;
    bool ok = take(
        w, ask(w, w->by.ids[w->cells.own], w->f->queue ? 14 : 13, edge, e), e);
    w->from = from, w->to = to;
    return ok;
}

/* A page by its number: passed over is what lies between it and the nearer end
 * of the list, whose length is known. */
static bool from_nearer_end(struct wish *w, struct err *e)
{
    const struct mention_filter *f = w->f;
    int64_t all = 0;
    int more = -1;
    if (!w->after || f->from || f->to || f->behind || f->ahead)
        return true;
    struct stmt *q = ask(w, sql_size, 7, 0, e);
    while (q && (more = db_next(q, e)) > 0)
        all = db_int(q, 0), w->most = db_int(q, 1);
    const int64_t left = all > w->after ? all - w->after : 0;
    const int64_t n = left < w->limit ? left : w->limit;
    if (n && w->after <= left - n)
        return more == 0;
    w->limit = n;
    w->after = left - n;
    w->back = true;
    w->by = order_of(f->queue, true);
    w->behind[0] = f->queue ? INT64_MAX : w->from;
    w->behind[1] = f->queue ? INT64_MAX : INT64_MIN;
    return more == 0;
}

static bool without_words(struct wish *w, struct err *e)
{
    const struct args all =
        ARGS(INT(w->from), INT(w->to), INT(w->behind[0]), INT(w->behind[1]),
             INT(w->limit), INT(w->after));
    if (!w->limit)
        return true; /* behind the end of the list */
    if (w->cells.all)
        return take(w, db_query(w->s->db, w->by.all, all, e), e);
    return in_cells(w, e);
}

/* Adds those of a chunk that have the words, but for the first *pass. */
static bool sift(struct wish *w, struct wish *chunk, struct sieve *sieve,
                 int64_t *pass, struct err *e)
{
    size_t n = chunk->n;
    if (!sieve_keep(sieve, chunk->ids, &n, e))
        return false;
    size_t i = *pass < (int64_t)n ? (size_t)*pass : n;
    *pass -= (int64_t)i;
    for (; i < n && (int64_t)w->n < w->limit; i++) {
        w->ids = arena_grow(w->a, w->ids, w->n, &w->cap, sizeof *w->ids);
        w->ids[w->n++] = chunk->ids[i];
    }
    return true;
}

static bool walk_through(struct wish *w, struct sieve *sieve, struct arena *a,
                         struct err *e)
{
    struct wish chunk = *w;
    int64_t pass = w->after;
    chunk.a = a, chunk.after = 0, chunk.limit = CHUNK;
    while ((int64_t)w->n < w->limit) {
        chunk.ids = NULL, chunk.n = chunk.cap = 0;
        if (!without_words(&chunk, e))
            return false;
        if (!chunk.n)
            return true;
        int64_t last = chunk.ids[chunk.n - 1];
        bool end = (int64_t)chunk.n < chunk.limit;
        if (!sift(w, &chunk, sieve, &pass, e))
            return false;
        if (end)
            return true;
        if (!read_behind(&chunk, last, e))
            return false;
        if (chunk.limit < CHUNKS)
            chunk.limit *= 2;
        arena_reset(a);
    }
    return true;
}

/* So many have the words that those of a page are soon met in the list. */
static bool walk(struct wish *w, struct err *e)
{
    struct arena a = {0}, own = {0};
    struct wanted wanted;
    wanted_read(&wanted, &own, w->f);
    struct sieve *sieve = sieve_open(w->s->db, &wanted, e);
    bool ok = sieve && walk_through(w, sieve, &a, e);
    sieve_close(sieve);
    arena_clear(&own);
    arena_clear(&a);
    return ok;
}

static void turn_round(int64_t *ids, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        int64_t id = ids[i];
        ids[i] = ids[n - 1 - i];
        ids[n - 1 - i] = id;
    }
}

bool find_ids(struct store *s, struct arena *a, const struct mention_filter *f,
              int64_t **ids, size_t *n, struct err *e)
{
    struct wish w = {.s = s, .a = a, .f = f};
    bool cut = f->limit && f->limit < STORE_FOUND;
    bool ok = make(&w, e);
    if (!store_looks_for(f))
        ok = ok && from_nearer_end(&w, e) && without_words(&w, e);
    else if (ok && find_hits(s, f, cut, e))
        ok = s->cut && !s->tired
                 ? walk(&w, e)
                 : take(&w, ask(&w, db_text(s->db, w.by.hits), 13, 0, e), e);
    else
        ok = false;
    if (w.back)
        turn_round(w.ids, w.n);
    *ids = w.ids, *n = w.n;
    return ok;
}
