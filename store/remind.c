/* SPDX-License-Identifier: MIT
 * remind: whose time comes, and that it was told. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"
#include "store/reminders.h"

/* $1 now, $2 until when is looked ahead, $3 how many at most. What was told is
 * told again only when its time has passed meanwhile; or has not, when a clock
 * was ahead. */
#define UNTOLD(of)                                                             \
    of "due > 0 AND " of "due <= $2 AND CASE WHEN " of "due < $1 THEN " of     \
       "told < 2 ELSE " of "told <> 1 END"
#define UNTOLD_ROW  UNTOLD("")
#define UNTOLD_CASE UNTOLD("c.")
SQL(sql_promises) =
    "SELECT 'promise', id, case_id, due, what, to_whom, by_whom, ''"
    " FROM promise WHERE state = 'open' AND " UNTOLD_ROW
    " ORDER BY due, id LIMIT $3";
SQL(sql_tasks) =
    "SELECT 'task', id, case_id, due, what, '', assignee, department"
    " FROM task WHERE state = 'open' AND " UNTOLD_ROW
    " ORDER BY due, id LIMIT $3";
#define TEXT_OF       CASE_OWN("c.text", "m.text")
#define AUTHOR_OF     CASE_OWN("c.author", "m.author")
#define DEPARTMENT_OF CASE_OWN("c.department", "d.department")
SQL(sql_cases) = "SELECT 'case', c.id, c.id, c.due, " TEXT_OF ", " AUTHOR_OF
                 ", c.assignee, " DEPARTMENT_OF " FROM cases c"
                 " LEFT JOIN mention m ON m.id = c.mention"
                 " LEFT JOIN decision d ON d.mention = c.mention"
                 " WHERE " CASE_WORK
                 " AND c.merged_into IS NULL AND " UNTOLD_CASE
                 " ORDER BY c.due, c.id LIMIT $3";
static const char *const *const LISTS[] = {&sql_promises, &sql_tasks,
                                           &sql_cases};

#define TOLD(table, of)                                                        \
    "UPDATE " table " SET told = $2 WHERE id = $1 RETURNING (SELECT"           \
    " coalesce(c.mention, 0) FROM cases c WHERE c.id = " table "." of ")"
SQL(sql_told_promise) = TOLD("promise", "case_id");
SQL(sql_told_task) = TOLD("task", "case_id");
SQL(sql_told_case) = TOLD("cases", "id");

static struct reminder read_row(struct stmt *q, struct arena *a, int64_t now)
{
    return (struct reminder){.about = db_str(q, 0, a),
                             .id = db_int(q, 1),
                             .case_id = db_int(q, 2),
                             .due = db_int(q, 3),
                             .what = db_str(q, 4, a),
                             .whom = db_str(q, 5, a),
                             .by = db_str(q, 6, a),
                             .department = db_str(q, 7, a),
                             .late = db_int(q, 3) < now};
}

bool store_reminders(struct store *s, struct arena *a, int64_t now,
                     int64_t ahead, struct reminder **rows, size_t *n,
                     struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        struct stmt *q =
            db_query(s->db, *LISTS[i],
                     ARGS(INT(now), INT(now + ahead), INT(REMINDERS_MOST)), e);
        int more = -1;
        while (q && (more = db_next(q, e)) > 0) {
            *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
            (*rows)[(*n)++] = read_row(q, a, now);
        }
        if (more < 0)
            return false;
    }
    return true;
}

static bool told(struct db *db, const struct reminder *row, int64_t now,
                 struct err *e)
{
    char id[32];
    int64_t leads;
    const char *sql = str_eqz(row->about, "promise") ? sql_told_promise
                      : str_eqz(row->about, "task")  ? sql_told_task
                                                     : sql_told_case;
    snprintf(id, sizeof id, "%lld", (long long)row->id);
    if (db_run_int(db, sql, ARGS(INT(row->id), INT(row->late ? 2 : 1)), &leads,
                   e) <= 0)
        return false;
    struct event ev = {.at = now,
                       .mention = leads,
                       .case_id = row->case_id,
                       .who = CLOCK,
                       .what = row->late ? "late" : "reminded",
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
