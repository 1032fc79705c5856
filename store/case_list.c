/* SPDX-License-Identifier: MIT
 * case_list: cases as lines, and promises and tasks of all cases. */
#include "store/sight.h"
#include "store/unit.h"

#define OPEN(table)                                                            \
    "(SELECT count(*) FROM " table " o WHERE o.case_id = c.id"                 \
    " AND o.state = 'open')"
#define LINE_OWN                                                               \
    CASE_OWN("c.department", "d.department")                                   \
    ", " CASE_OWN("c.author", "m.author") ", " CASE_OWN("c.text", "m.text")
#define LAST                                                                   \
    "coalesce((SELECT max(e.at) FROM event e WHERE e.case_id = c.id"           \
    " AND e.case_id > 0), c.opened)"
#define LINES LINES_OF("cases c", " ")
#define LINES_OF(cases, which)                                                 \
    "SELECT c.id, coalesce(c.mention, 0), c.state, c.status,"                  \
    " c.assignee, " LINE_OWN ", c.due, c.opened, " LAST ", " OPEN(             \
        "task") ", " OPEN("promise") ", c.paused, c.resumes, c.stands_for"     \
                                     " FROM " cases " LEFT JOIN mention m"     \
                                     " ON m.id = c.mention LEFT JOIN "         \
                                     "decision d ON d.mention = c.mention"     \
                                     " WHERE" which
/* Of anybody or of nobody yet, or of one: by the index of assignees. */
#define ANYBODY "($1 = '' OR ($1 = '" CASE_NOBODYS "' AND c.assignee = ''))"
#define OF_ONE  "c.assignee = $1 AND c.assignee <> ''"
#define NARROW                                                                 \
    " AND ($2 = '' OR $2 = " CASE_OWN("c.department",                          \
                                      "d.department") ")"                      \
                                                      " AND ($3 = '' OR "      \
                                                      "c.state = $3)"
#define BEHIND(what, than)                                                     \
    " AND ($5 = 0 OR (" what ", c.id) " than " (SELECT " what                  \
    ", c.id FROM cases c WHERE c.id = $5))"                                    \
    " AND " SIGHT_SEES("$6", "$7", "$8")
#define WORK(whose)                                                            \
    whose " AND " CASE_WORK " AND c.merged_into IS NULL" NARROW BEHIND(        \
        "c.due", ">") " ORDER BY c.due, c.id LIMIT $4"
#define ENDED(whose)                                                           \
    whose " AND c.ended > 0" NARROW BEHIND(                                    \
        "c.ended", "<") " ORDER BY c.ended DESC, c.id DESC LIMIT $4"
SQL(sql_work) = WORK(LINES ANYBODY);
SQL(sql_work_of) = WORK(LINES OF_ONE);
SQL(sql_ended) = ENDED(LINES ANYBODY);
SQL(sql_ended_of) = ENDED(LINES OF_ONE);
/* Where few may be seen these are put in order first, then told of. */
#define FEW(list, order)                                                       \
    LINES_OF("(" list ") w CROSS JOIN cases c", " c.id = w.id")                \
    " ORDER BY " order
#define OF_FEW                                                                 \
    "SELECT c.id FROM " UNIT_HIT " LEFT JOIN decision d"                       \
    " ON d.mention = c.mention WHERE" UNIT_OF_HIT
SQL(sql_work_few) = FEW(WORK(OF_FEW ANYBODY), "c.due, c.id");
SQL(sql_ended_few) = FEW(ENDED(OF_FEW ANYBODY), "c.ended DESC, c.id DESC");
SQL(sql_count) = "SELECT count(*), coalesce(sum(CASE WHEN c.paused = 0"
                 " AND " LAST " < $2 THEN 1 ELSE 0 END), 0)"
                 " FROM cases c WHERE " CASE_WORK
                 " AND c.merged_into IS NULL AND c.assignee = $1"
                 " AND c.assignee <> ''";
/* His own, by their index; and deadlines of nobody's, by his cases. */
#define TILL                                                                   \
    " AND t.state = 'open' AND t.due > 0 AND t.due <= $1 AND t.paused = 0"
SQL(sql_count_tasks) =
    "SELECT (SELECT count(*) FROM task t WHERE t.assignee <> ''"
    " AND t.assignee = $2" TILL ") + (SELECT count(*) FROM cases c CROSS JOIN"
    " task t WHERE c.assignee <> '' AND c.assignee = $2 AND c.assignee <> "
    "c.concerns AND t.case_id = c.id AND t.chain = 'deadlines'"
    " AND t.assignee = ''" TILL ")";
SQL(sql_count_promises) =
    "SELECT count(*) FROM (SELECT id FROM promise WHERE state = 'open'"
    " AND due <= $1 AND " SIGHT_SEES_CASE("$2", "$3", "$4") " LIMIT $5) w";

/* By the index cases_assignee. */
SQL(sql_brought) = "SELECT 1 FROM cases WHERE assignee = $1 AND assignee <> ''"
                   " AND state IN ('done', 'verified', 'closed') LIMIT 1";

static struct case_line read_line(struct stmt *q, struct arena *a)
{
    return (struct case_line){.id = db_int(q, 0),
                              .mention = db_int(q, 1),
                              .state = db_str(q, 2, a),
                              .status = db_str(q, 3, a),
                              .assignee = db_str(q, 4, a),
                              .department = db_str(q, 5, a),
                              .author = db_str(q, 6, a),
                              .text = db_str(q, 7, a),
                              .due = db_int(q, 8),
                              .opened = db_int(q, 9),
                              .touched = db_int(q, 10),
                              .tasks = db_int(q, 11),
                              .promises = db_int(q, 12),
                              .paused = db_int(q, 13),
                              .resumes = db_int(q, 14),
                              .stands_for = db_str(q, 15, a)};
}

bool store_case_silent(const struct case_line *c, int64_t now)
{
    enum stage stage = stage_by_name(c->state);
    return !c->paused && c->touched < now - CASE_SILENT_S &&
           stage != STAGE_CLOSED && stage != STAGE_DISMISSED;
}

bool store_cases(struct store *s, struct arena *a, const struct case_filter *f,
                 struct case_line **rows, size_t *n, struct err *e)
{
    bool ended = f->stage == STAGE_CLOSED || f->stage == STAGE_DISMISSED;
    const char *stage = f->stage == STAGE_NONE ? "" : stage_name(f->stage);
    bool one = f->assignee.n && !str_eqz(f->assignee, CASE_NOBODYS);
    struct few few = {0};
    size_t cap = 0;
    *rows = NULL, *n = 0;
    if (!one && !unit_few(s, f->department, ended, &few, e))
        return false;
    struct stmt *q = db_query(
        s->db,
        ended     ? one       ? sql_ended_of
                    : few.are ? sql_ended_few
                              : sql_ended
        : one     ? sql_work_of
        : few.are ? sql_work_few
                  : sql_work,
        ARGS(TEXT(f->assignee), TEXT(f->department), TEXT(str_of(stage)),
             INT(f->limit ? (int64_t)f->limit : INT64_MAX), INT(f->behind),
             UNIT_ARGS(s, few, few.are)),
        e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[*n] = read_line(q, a);
        if (sight_concerns(s, (*rows)[*n].id))
            (*rows)[*n].author = STR("");
        ++*n;
    }
    return more == 0;
}

bool store_work_counts(struct store *s, const struct work_filter *f,
                       struct work_counts *counts, struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_count, ARGS(TEXT(f->login), INT(f->quiet)), e);
    const int64_t most = f->most ? f->most : INT64_MAX;
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        counts->cases = db_int(q, 0);
        counts->silent = db_int(q, 1);
    }
    bool ok =
        more == 0 &&
        db_run_int(s->db, sql_count_tasks, ARGS(INT(f->until), TEXT(f->login)),
                   &counts->tasks, e) > 0 &&
        db_run_int(s->db, sql_count_promises,
                   ARGS(INT(f->until), SIGHT_ARGS(s), INT(most)),
                   &counts->promises, e) > 0;
    counts->more = ok && counts->promises == most;
    return ok;
}

bool store_brought_one(struct store *s, struct str login, bool *yes,
                       struct err *e)
{
    int64_t one;
    int found = db_run_int(s->db, sql_brought, ARGS(TEXT(login)), &one, e);
    *yes = found > 0;
    return found >= 0;
}
