/* SPDX-License-Identifier: MIT
 * narrow: five ways in, each in the order of an index and no further than is
 * wanted. The first of them that is asked for is gone, from the one that has
 * fewest rows; those behind it are looked at row by row. */
#include "store/narrow.h"

#include "store/case.h"

/* $1 rows; each way has one more: $2 unsure, $3 due before, $4 stage, $5 whose,
 * $6 thread. */
#define UNSURE  "confidence < " STORE_UNSURE_SQL " AND corrected_by = ''"
#define OVERDUE "c.status = 'waiting' AND c.paused = 0 AND c.due < $3"
#define IN_TIME " AND ($3 = 0 OR (" OVERDUE "))"
#define STAGE   " AND ($4 = '' OR c.state = $4)"
/* OFFSET: else PostgreSQL reads all that fit to look for some of them. */
#define IS_UNSURE(mention)                                                     \
    " AND ($2 = 0 OR EXISTS (SELECT 1 FROM verdict v WHERE v.mention "         \
    "= " mention " AND " UNSURE " LIMIT 1 OFFSET 0))"
#define LAST(what) " ORDER BY " what " DESC LIMIT $1"
/* CROSS JOIN: SQLite begins at the case. */
#define BY_CASE(way, last)                                                     \
    "INSERT INTO hit SELECT cm.mention FROM cases c CROSS JOIN case_mention"   \
    " cm WHERE " way " AND cm.case_id = c.id" IS_UNSURE("cm.mention")          \
        LAST(last)

SQL(sql_thread) =
    "INSERT INTO hit SELECT m.id FROM mention m WHERE m.thread <> ''"
    " AND m.thread = $6 AND (($5 = '' AND $4 = '' AND $3 = 0) OR EXISTS"
    " (SELECT 1 FROM case_mention cm JOIN cases c ON c.id = cm.case_id"
    " WHERE cm.mention = m.id AND ($5 = '' OR c.assignee = $5)" STAGE IN_TIME
    " LIMIT 1 OFFSET 0))" IS_UNSURE("m.id") LAST("m.id");
SQL(sql_whose) = BY_CASE("c.assignee <> '' AND c.assignee = $5" STAGE IN_TIME,
                         "c.id");
SQL(sql_stage) = BY_CASE("c.id > 0 AND c.state = $4" IN_TIME, "c.id");
SQL(sql_overdue) = BY_CASE(OVERDUE, "c.due");
SQL(sql_unsure) = "INSERT INTO hit SELECT mention FROM verdict"
                  " WHERE " UNSURE LAST("mention");
SQL(sql_found) = "SELECT count(*) FROM hit";

bool narrow_wants(const struct narrowing *w)
{
    return w->thread.n || w->assignee.n || w->stage.n || w->unsure ||
           w->overdue;
}

bool narrow_find(struct db *db, const struct narrowing *w, int64_t most,
                 int64_t *n, struct err *e)
{
    const struct value v[] = {INT(most + 1),     INT(w->unsure),
                              INT(w->overdue),   TEXT(w->stage),
                              TEXT(w->assignee), TEXT(w->thread)};
    const struct {
        const char *sql;
        bool wanted;
        size_t values;
    } ways[] = {{sql_thread, w->thread.n, 6},
                {sql_whose, w->assignee.n, 5},
                {sql_stage, w->stage.n, 4},
                {sql_overdue, w->overdue, 3},
                {sql_unsure, true, 1}};
    size_t i = 0;
    while (!ways[i].wanted)
        i++;
    return db_run(db, ways[i].sql, (struct args){v, ways[i].values}, e) &&
           db_run_int(db, sql_found, NO_ARGS, n, e) > 0;
}

uint64_t narrow_as(const struct narrowing *w)
{
    const uint64_t parts[] = {str_hash(w->thread), str_hash(w->assignee),
                              str_hash(w->stage), (uint64_t)w->unsure,
                              (uint64_t)w->overdue};
    uint64_t h = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        h = h * 0x100000001b3u ^ parts[i];
    return h;
}
