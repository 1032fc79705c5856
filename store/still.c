/* SPDX-License-Identifier: MIT
 * still: deadlines of a rule stand still with their case, and how far what
 * stood still moves. */
#include "store/case.h"
#include "store/internal.h"

SQL(sql_still) = "UPDATE task SET paused = $2 WHERE case_id = $1"
                 " AND chain = 'deadlines' AND state = 'open' AND pauses > 0";
SQL(sql_stood) = "SELECT id, paused, due, pauses FROM task WHERE case_id = $1"
                 " AND chain = 'deadlines' AND paused > 0 ORDER BY id";
SQL(sql_runs) = "UPDATE task SET paused = 0, due = $2, told = CASE due WHEN $2"
                " THEN told ELSE 0 END WHERE id = $1";

/* A deadline that stood still. */
struct stood {
    int64_t id, due;
};

int64_t pause_moves(const struct store *s, int64_t since, int64_t due,
                    int64_t until, bool calendar)
{
    if (due == INT64_MAX || due <= since || until <= since)
        return due;
    return s->clock.work && !calendar
               ? worktime_later(s->clock.work, since, due, until)
               : due + (until - since);
}

bool deadlines_pause(struct store *s, const struct act *act, struct err *e)
{
    return db_run(s->db, sql_still, ARGS(INT(act->case_id), INT(act->now)), e);
}

bool deadlines_go_on(struct store *s, int64_t case_id, int64_t until,
                     struct err *e)
{
    struct stood rows[DEADLINE_FINAL + 1];
    size_t n = 0;
    struct stmt *q = db_query(s->db, sql_stood, ARGS(INT(case_id)), e);
    int more = -1;
    while (q && n <= DEADLINE_FINAL && (more = db_next(q, e)) > 0)
        rows[n++] = (struct stood){
            .id = db_int(q, 0),
            .due = pause_moves(s, db_int(q, 1), db_int(q, 2), until,
                               db_int(q, 3) == TASK_PAUSES_CALENDAR)};
    if (more > 0)
        db_stop(q);
    bool ok = more >= 0;
    for (size_t i = 0; ok && i < n; i++)
        ok =
            db_run(s->db, sql_runs, ARGS(INT(rows[i].id), INT(rows[i].due)), e);
    return ok;
}
