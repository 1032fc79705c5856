/* SPDX-License-Identifier: MIT
 * count: how many mentions, by a key and by day. Without dates and words the
 * cells know; the last days of all mentions the hours; else places are
 * counted, in the cells that are wanted or of what was found. */
#include "store/find.h"
#include "store/place.h"

/* The cells from $1; $8: also what is "not about us". */
#define WANTED " AND ($8 = 1 OR c.list <> 'not-us')"
#define GROUPS " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
#define NAMED  " LEFT JOIN source src ON src.id = c.source"
/* $9 <= at < $10; $11: per day, where days begin $12 seconds before UTC's.
 * Division of integers cuts toward zero, which is the day's start because no
 * mention is older than 1970. */
#define DATES " AND p.at >= $9 AND p.at < $10"
#define DAY                                                                    \
    "CASE WHEN $11 = 1 THEN (p.at + $12) / 86400 * 86400 - $12 ELSE 0 END"

#define OF_CELLS(key, which)                                                   \
    "SELECT 0, " key ", CAST(sum(c.n) AS BIGINT) FROM cell c" NAMED            \
    " WHERE " which WANTED GROUPS
#define OF_PLACES(key, column, which)                                          \
    "SELECT " DAY ", " key ", count(*) FROM cell c CROSS JOIN place p" NAMED   \
    " WHERE p." column " = c.id AND " which DATES WANTED GROUPS
#define OF_HITS(key, hits)                                                     \
    "SELECT " DAY ", " key ", count(*) FROM " hits " CROSS JOIN cell c" NAMED  \
    " WHERE c.id = p.cell AND " FIND_OWN DATES WANTED GROUPS
#define OF_HOURS(key)                                                          \
    "SELECT (at + $3) / 86400 * 86400 - $3, " key                              \
    ", CAST(sum(n) AS BIGINT) FROM hours WHERE at >= $1 AND at < $2"           \
    " AND n > 0" GROUPS

/* Key, name of its texts, where it comes from. */
#define KEYS(X)                                                                \
    X(COUNT_TYPE, type, "c.type")                                              \
    X(COUNT_TONE, tone, "p.tone")                                              \
    X(COUNT_SOLUTION, solution, "c.solution")                                  \
    X(COUNT_BRAND, brand, "c.brand")                                           \
    X(COUNT_LIST, list, "c.list")                                              \
    X(COUNT_LIST_TYPE, list_type, "c.list || ' ' || c.type")                   \
    X(COUNT_SOURCE, source, "src.name")

#define AS_PLACES(by, name, key)                                               \
    SQL(sql_##name##_places) = OF_PLACES(key, "wide", FIND_CELLS);             \
    SQL(sql_##name##_places_own) = OF_PLACES(key, "cell", FIND_OWN);           \
    BOTH(sql_##name##_hits, OF_HITS(key, FIND_HITS_LITE),                      \
         OF_HITS(key, FIND_HITS_POSTGRES));
KEYS(AS_PLACES)
SQL(sql_type_cells) = OF_CELLS("c.type", FIND_CELLS);
SQL(sql_solution_cells) = OF_CELLS("c.solution", FIND_CELLS);
SQL(sql_brand_cells) = OF_CELLS("c.brand", FIND_CELLS);
SQL(sql_list_cells) = OF_CELLS("c.list", FIND_CELLS);
SQL(sql_list_type_cells) = OF_CELLS("c.list || ' ' || c.type", FIND_CELLS);
SQL(sql_source_cells) = OF_CELLS("src.name", FIND_OWN);
SQL(sql_source_lists) =
    "SELECT 0, src.name, CAST(sum(l.n) AS BIGINT) FROM list_source l"
    " JOIN source src ON src.id = l.source WHERE l.n > 0"
    " AND ($1 = '' OR l.list = $1) AND ($2 = 1 OR l.list <> 'not-us')" GROUPS;
SQL(sql_type_hours) = OF_HOURS("type");
SQL(sql_tone_hours) = OF_HOURS("tone");

#define AS_ROW(by, name, key)                                                  \
    [by] = {{&sql_##name##_places, &sql_##name##_places_own},                  \
            sql_##name##_hits},
static const struct {
    const char *const *places[2]; /* wide, own */
    const char *const *hits;      /* of what was found */
} texts[] = {KEYS(AS_ROW)};

enum { COUNT_KINDS = COUNT_LIST_TYPE + 1 };
static const char *const *const of_cells[COUNT_KINDS] = {
    [COUNT_TYPE] = &sql_type_cells,
    [COUNT_SOLUTION] = &sql_solution_cells,
    [COUNT_BRAND] = &sql_brand_cells,
    [COUNT_LIST] = &sql_list_cells,
    [COUNT_LIST_TYPE] = &sql_list_type_cells,
    [COUNT_SOURCE] = &sql_source_cells};
static const char *const *const of_hours[COUNT_KINDS] = {
    [COUNT_TYPE] = &sql_type_hours, [COUNT_TONE] = &sql_tone_hours};

/* Whole hours, of everything that is about us? */
static bool by_hours(const struct mention_filter *f, const struct counting *how,
                     const struct cells *c)
{
    return of_hours[how->by] && how->daily && c->all && !f->queue &&
           !f->not_us && how->zone % HOUR_S == 0 && f->from % HOUR_S == 0 &&
           f->to % HOUR_S == 0;
}

/* What is narrowed to nothing but a list? */
static bool by_lists(const struct mention_filter *f, const struct cells *c)
{
    return !c->own && !c->is[6].s.n && !f->type.n && !f->solution.n &&
           !f->brand.n && !f->lang.n;
}

/* The question, asked where it costs least. */
static struct stmt *ask(struct store *s, const struct mention_filter *f,
                        const struct counting *how, struct err *e)
{
    struct cells c;
    struct value from = INT(f->from ? f->from : INT64_MIN);
    struct value to = INT(f->to ? f->to : INT64_MAX);
    if (!find_cells(s, f, &c, e) ||
        (store_looks_for(f) && !find_hits(s, f, true, e)))
        return NULL;
    const struct value v[] = {c.is[0], c.is[1],         c.is[2],
                              c.is[3], c.is[4],         c.is[5],
                              c.is[6], INT(f->not_us),  from,
                              to,      INT(how->daily), INT(how->zone)};
    const struct args all = {v, sizeof v / sizeof *v}, kept = {v, 8};
    if (store_looks_for(f))
        return db_query(s->db, db_text(s->db, texts[how->by].hits), all, e);
    if (by_hours(f, how, &c))
        return db_query(s->db, *of_hours[how->by],
                        ARGS(from, to, INT(how->zone)), e);
    bool whole = !f->from && !f->to && !how->daily;
    if (whole && how->by == COUNT_SOURCE && by_lists(f, &c))
        return db_query(s->db, sql_source_lists, ARGS(c.is[5], INT(f->not_us)),
                        e);
    if (whole && of_cells[how->by])
        return db_query(s->db, *of_cells[how->by], kept, e);
    bool own = c.own || how->by == COUNT_SOURCE;
    return db_query(s->db, *texts[how->by].places[own], all, e);
}

bool store_counts(struct store *s, struct arena *a,
                  const struct mention_filter *f, const struct counting *how,
                  struct count_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = ask(s, f, how, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct count_row){
            .day = db_int(q, 0), .key = db_str(q, 1, a), .n = db_int(q, 2)};
    }
    return more == 0;
}

bool store_mention_count(struct store *s, const struct mention_filter *f,
                         int64_t *n, struct err *e)
{
    struct mention_filter whole = *f;
    whole.not_us = true;
    *n = 0;
    struct stmt *q =
        ask(s, &whole, &(struct counting){COUNT_LIST, false, 0}, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        *n += db_int(q, 2);
    return more == 0;
}

bool store_search_was_cut(const struct store *s)
{
    return s->cut;
}
