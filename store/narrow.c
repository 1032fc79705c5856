/* SPDX-License-Identifier: MIT
 * narrow: five ways in, the one that has fewest rows first. */
#include "store/narrow.h"

#include "store/case.h"

#define UNSURE_OF(x)                                                           \
    "(" x ".confidence < " STORE_UNSURE_SQL " AND " x ".corrected_by = '')"
/* $1 thread, $2 whose, $3 stage, $4 unsure, $5 due before, $6 rows. */
#define FITS                                                                   \
    " AND ($1 = '' OR m.thread = $1) AND ($2 = '' OR c.assignee = $2)"         \
    " AND ($3 = '' OR c.state = $3) AND ($4 = 0 OR " UNSURE_OF(                \
        "v") ")"                                                               \
             " AND ($5 = 0 OR (c.status = 'waiting' AND c.paused = 0"          \
             " AND c.due < $5))"
#define ROWS(last) " ORDER BY " last " DESC LIMIT $6"
#define INTO       "INSERT INTO hit SELECT m.id FROM "
#define BY_MENTION                                                             \
    " LEFT JOIN case_mention cm ON cm.mention = m.id"                          \
    " LEFT JOIN cases c ON c.id = cm.case_id WHERE "
/* CROSS JOIN: SQLite begins at the case, and does not go through all mentions
 * for the sake of their order. */
#define OF_CASE                                                                \
    " CROSS JOIN case_mention cm CROSS JOIN mention m CROSS JOIN verdict v"    \
    " WHERE cm.case_id = c.id AND m.id = cm.mention AND v.mention = m.id AND "

SQL(sql_thread) = INTO "mention m JOIN verdict v ON v.mention = m.id" BY_MENTION
                       "m.thread <> '' AND m.thread = $1" FITS ROWS("m.id");
SQL(sql_whose) = INTO "cases c" OF_CASE
                      "c.assignee <> '' AND c.assignee = $2" FITS ROWS("m.id");
SQL(sql_worked) = INTO "cases c" OF_CASE CASE_WORK " AND c.state = $3" FITS
    ROWS("m.id");
SQL(sql_stage) = INTO "cases c" OF_CASE "c.state = $3" FITS ROWS("c.id");
SQL(sql_unsure) = INTO "verdict v JOIN mention m ON m.id = v.mention" BY_MENTION
    UNSURE_OF("v") FITS ROWS("v.mention");
/* Nothing else narrows it then: the first cases are enough. */
SQL(sql_overdue) = INTO
    "(SELECT id, status, due, paused, assignee, state FROM cases"
    " WHERE status = 'waiting' AND paused = 0 AND due < $5"
    " ORDER BY id DESC LIMIT $6) c" OF_CASE "c.due < $5" FITS ROWS("c.id");
SQL(sql_found) = "SELECT count(*) FROM hit";

bool narrow_wants(const struct narrowing *w)
{
    return w->thread.n || w->assignee.n || w->stage.n || w->unsure ||
           w->overdue;
}

/* Those that wait and are nobody's are registered, and very many. */
static bool is_worked(struct str stage)
{
    enum stage s = stage_by_name(stage);
    return s == STAGE_ASSIGNED || s == STAGE_IN_PROGRESS || s == STAGE_DONE ||
           s == STAGE_VERIFIED;
}

static const char *way_in(const struct narrowing *w)
{
    if (w->thread.n)
        return sql_thread;
    if (w->assignee.n)
        return sql_whose;
    if (w->stage.n)
        return is_worked(w->stage) ? sql_worked : sql_stage;
    return w->unsure ? sql_unsure : sql_overdue;
}

bool narrow_find(struct db *db, const struct narrowing *w, int64_t most,
                 int64_t *n, struct err *e)
{
    return db_run(db, way_in(w),
                  ARGS(TEXT(w->thread), TEXT(w->assignee), TEXT(w->stage),
                       INT(w->unsure), INT(w->overdue), INT(most + 1)),
                  e) &&
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
