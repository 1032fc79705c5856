/* SPDX-License-Identifier: MIT
 * remind: whose time comes, and that it was told. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"
#include "store/reminders.h"

enum { WEEK_S = 7 * 86400 };

/* $1 now, $2 until when is looked ahead, $3 how many at most, $4 before when
 * the head is told. What was told is told again only when its time has passed
 * meanwhile; or has not, when a clock was ahead. */
#define UNTOLD(of)                                                             \
    of "due > 0 AND " of "due <= $2 AND CASE WHEN " of "due < $4 THEN " of     \
       "told < 3 WHEN " of "due < $1 THEN " of "told < 2 ELSE " of             \
       "told <> 1 END ORDER BY " of "due, " of "id LIMIT $3"
#define UNTOLD_PROMISE UNTOLD("p.")
#define UNTOLD_TASK    UNTOLD("t.")
#define UNTOLD_CASE    UNTOLD("c.")
#define DEPARTMENT_OF  CASE_OWN("c.department", "d.department")
#define CASE_OF(of)                                                            \
    " JOIN cases c ON c.id = " of ".case_id"                                   \
    " LEFT JOIN decision d ON d.mention = c.mention"
SQL(sql_promises) =
    "SELECT 'promise', p.id, p.case_id, p.due, p.what, p.to_whom, p.by_whom,"
    " coalesce(" DEPARTMENT_OF ", ''), p.told, '' FROM promise p" CASE_OF(
        "p") " WHERE p.state = 'open' AND " UNTOLD_PROMISE;
SQL(sql_tasks) =
    "SELECT 'task', t.id, t.case_id, t.due, t.what, '', " TASK_WHOSE
    ", CASE t.department WHEN '' THEN " DEPARTMENT_OF
    " ELSE t.department END, t.told, t.stands_for FROM task t" CASE_OF(
        "t") " WHERE t.state = 'open' AND t.paused = 0 AND " UNTOLD_TASK;
#define TEXT_OF   CASE_OWN("c.text", "m.text")
#define AUTHOR_OF CASE_OWN("c.author", "m.author")
SQL(sql_cases) = "SELECT 'case', c.id, c.id, c.due, " TEXT_OF ", " AUTHOR_OF
                 ", c.assignee, " DEPARTMENT_OF ", c.told, c.stands_for"
                 " FROM cases c LEFT JOIN mention m ON m.id = c.mention"
                 " LEFT JOIN decision d ON d.mention = c.mention"
                 " WHERE " CASE_WORK
                 " AND c.merged_into IS NULL AND c.paused = 0"
                 " AND " UNTOLD_CASE;
/* By the index cases_ended. */
SQL(sql_closed) =
    "SELECT 'case', c.id, c.id, c.ended, CASE c.result WHEN '' THEN c.ended_why"
    " ELSE c.result END, '', c.assignee, " DEPARTMENT_OF ", c.told, ''"
    " FROM cases c LEFT JOIN decision d ON d.mention = c.mention"
    " WHERE c.ended > 0 AND c.ended > $1 AND c.ended <= $2 AND c.state = "
    "'closed'"
    " AND c.merged_into IS NULL AND c.told < 4 ORDER BY c.ended, c.id LIMIT $3";
SQL(sql_did) = "SELECT DISTINCT assignee FROM task WHERE case_id = $1"
               " AND state = 'done' AND assignee <> '' ORDER BY assignee";
static const char *const *const LISTS[] = {&sql_promises, &sql_tasks,
                                           &sql_cases};

#define TOLD(table, of)                                                        \
    "UPDATE " table " SET told = $2 WHERE id = $1 RETURNING (SELECT"           \
    " coalesce(c.mention, 0) FROM cases c WHERE c.id = " table "." of ")"
SQL(sql_told_promise) = TOLD("promise", "case_id");
SQL(sql_told_task) = TOLD("task", "case_id");
SQL(sql_told_case) = TOLD("cases", "id");

/* Whose it is hears that it is late before his head does. */
static enum reminder_step step_of(const struct reminder_span *span, int64_t due,
                                  int64_t told)
{
    if (due >= span->now)
        return REMIND_COMES;
    return due < span->passed && told >= REMIND_LATE ? REMIND_HEAD
                                                     : REMIND_LATE;
}

static struct reminder read_row(struct stmt *q, struct arena *a,
                                const struct reminder_span *span)
{
    return (struct reminder){.about = db_str(q, 0, a),
                             .id = db_int(q, 1),
                             .case_id = db_int(q, 2),
                             .due = db_int(q, 3),
                             .what = db_str(q, 4, a),
                             .whom = db_str(q, 5, a),
                             .by = db_str(q, 6, a),
                             .department = db_str(q, 7, a),
                             .stands_for = db_str(q, 9, a),
                             .step = step_of(span, db_int(q, 3), db_int(q, 8))};
}

static bool who_did(struct db *db, struct arena *a, struct reminder *r,
                    struct err *e)
{
    struct stmt *q = db_query(db, sql_did, ARGS(INT(r->case_id)), e);
    int more = -1;
    r->step = REMIND_ENDED;
    r->others = STR("");
    while (q && (more = db_next(q, e)) > 0)
        r->others = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(r->others),
                               r->others.n ? " " : "", STR_ARG(db_peek(q, 0)));
    return more == 0;
}

/* Cases that were closed lately, behind the rows that are there. */
static bool ends(struct db *db, struct arena *a,
                 const struct reminder_span *span, struct reminder **rows,
                 size_t *n, size_t cap, struct err *e)
{
    size_t first = *n;
    struct stmt *q = db_query(
        db, sql_closed,
        ARGS(INT(span->now - WEEK_S), INT(span->now), INT(REMINDERS_MOST)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = read_row(q, a, span);
    }
    bool ok = more == 0;
    for (size_t i = first; ok && i < *n; i++)
        ok = who_did(db, a, &(*rows)[i], e);
    return ok;
}

bool store_reminders(struct store *s, struct arena *a,
                     const struct reminder_span *span, struct reminder **rows,
                     size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        struct stmt *q = db_query(s->db, *LISTS[i],
                                  ARGS(INT(span->now), INT(span->until),
                                       INT(REMINDERS_MOST), INT(span->passed)),
                                  e);
        int more = -1;
        while (q && (more = db_next(q, e)) > 0) {
            *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
            (*rows)[(*n)++] = read_row(q, a, span);
        }
        if (more < 0)
            return false;
    }
    return ends(s->db, a, span, rows, n, cap, e);
}

static bool told(struct db *db, const struct reminder *row, int64_t now,
                 struct err *e)
{
    static const char *const WHAT[] = {[REMIND_COMES] = "reminded",
                                       [REMIND_LATE] = "late",
                                       [REMIND_HEAD] = "overdue",
                                       [REMIND_ENDED] = "end-told"};
    char id[32];
    int64_t leads;
    const char *sql = str_eqz(row->about, "promise") ? sql_told_promise
                      : str_eqz(row->about, "task")  ? sql_told_task
                                                     : sql_told_case;
    snprintf(id, sizeof id, "%lld", (long long)row->id);
    if (db_run_int(db, sql, ARGS(INT(row->id), INT(row->step)), &leads, e) <= 0)
        return false;
    struct event ev = {.at = now,
                       .mention = leads,
                       .case_id = row->case_id,
                       .who = CLOCK,
                       .what = WHAT[row->step],
                       .facts = {{"about", row->about},
                                 {"id", str_of(id)},
                                 {"text", row->what}}};
    return event_add(db, &ev, e);
}

bool store_reminded(struct store *s, const struct reminder *row, int64_t now,
                    struct err *e)
{
    return store_begin(s, e) && store_end(s, told(s->db, row, now, e), e);
}
