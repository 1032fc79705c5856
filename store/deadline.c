/* SPDX-License-Identifier: MIT
 * deadline: tasks by which a rule wants a case acknowledged and answered. */
#include <stdio.h>

#include "store/case.h"
#include "store/deadlines.h"
#include "store/event.h"
#include "store/internal.h"

enum {
    AT_ONCE = 200,
    OUT_OF_ORDER = 100, /* cases that another connection may commit later */
    TOLD_ALL = 3        /* store/reminders.h */
};

#define OPEN_CASE                                                              \
    "c.ended = 0 AND c.state NOT IN ('closed', 'dismissed')"                   \
    " AND c.status <> 'dismissed' AND c.merged_into IS NULL"
#define HAS_NONE                                                               \
    " AND c.imported = '' AND NOT EXISTS (SELECT 1 FROM task t"                \
    " WHERE t.case_id = c.id AND t.chain = 'deadlines') ORDER BY c.id"         \
    " LIMIT $1"
SQL(sql_fresh) =
    "SELECT c.id, c.opened FROM cases c WHERE c.id > (SELECT"
    " coalesce(max(case_id), 0) - $2 FROM task WHERE chain = 'deadlines')"
    " AND " OPEN_CASE HAS_NONE;
SQL(sql_past) = "UPDATE task SET told = $2 WHERE id = $1";
/* Steps as register/deadlines.h counts them, from 1. */
SQL(sql_over) =
    "SELECT t.id, CASE WHEN c.state = 'closed' THEN 'closed'"
    " WHEN c.merged_into IS NOT NULL THEN 'merged'"
    " WHEN " OPEN_CASE " AND c.posted > 0 THEN 'posted'"
    " WHEN " OPEN_CASE " THEN 'asked' ELSE 'dismissed' END"
    " FROM task t JOIN cases c ON c.id = t.case_id"
    " WHERE t.chain = 'deadlines' AND t.state = 'open' AND (NOT (" OPEN_CASE ")"
    " OR (t.step < 3 AND (c.posted > 0 OR c.state = 'verified')))"
    " ORDER BY t.id LIMIT $1";
/* By the index cases_again; of a case that is open again. */
#define COME_BACK OPEN_CASE " AND c.again = 1"
#define DROPPED                                                                \
    "t.case_id = c.id AND t.chain = 'deadlines' AND t.state = 'dropped'"       \
    " AND t.settled_by = 'clock'"
SQL(sql_back) = "SELECT c.id FROM cases c WHERE " COME_BACK " LIMIT $1";
SQL(sql_again) = "SELECT t.id, t.case_id, t.what, t.assignee, t.department,"
                 " coalesce(c.mention, 0) FROM cases c JOIN task t ON " DROPPED
                 " WHERE " COME_BACK " ORDER BY t.id LIMIT $1";
/* One that had ended before the clock saw it. */
SQL(sql_missed) = "SELECT c.id, c.opened FROM cases c WHERE c.id > (SELECT"
                  " min(case_id) + $2 FROM task WHERE chain = 'deadlines')"
                  " AND " COME_BACK HAS_NONE;
SQL(sql_looked) = "UPDATE cases AS c SET again = 0 WHERE " COME_BACK
                  " AND NOT EXISTS (SELECT 1 FROM task t WHERE " DROPPED ")";
SQL(sql_reopen) = "UPDATE task SET state = 'open', settled = 0,"
                  " settled_by = '', result = '', paused = CASE pauses"
                  " WHEN 0 THEN 0 ELSE (SELECT c.paused FROM cases c"
                  " WHERE c.id = task.case_id) END WHERE id = $1";
/* Once. */
SQL(sql_open) = "SELECT t.id, t.step, t.due, coalesce(c.mention, 0)"
                " FROM task t JOIN cases c ON c.id = t.case_id"
                " WHERE t.case_id = $1 AND t.chain = 'deadlines'"
                " AND t.state = 'open' AND t.put_off = 0 ORDER BY t.id";
SQL(sql_extend) = "UPDATE task SET due = $2, told = 0, put_off = 1"
                  " WHERE id = $1";

struct row {
    int64_t id, step, due, opened, mention;
    struct str why;
};

static struct str in_lang(struct str lang, struct str ru, struct str en)
{
    return str_eqz(lang, "en") ? en : ru;
}

static bool add(struct store *s, struct arena *a, const struct deadlines *d,
                const struct row *c, struct str lang, int64_t now,
                struct err *e)
{
    const struct deadline_step *step;
    for (size_t i = 0; (step = deadlines_at(d, i)); i++) {
        struct str rule = in_lang(lang, d->ru, d->en);
        struct str what = in_lang(lang, step->ru, step->en);
        struct task_row t = {.at = now,
                             .who = CLOCK,
                             .what = str_printf(a, STR_FMT ": " STR_FMT,
                                                STR_ARG(rule), STR_ARG(what)),
                             .due =
                                 deadlines_due(step, s->clock.work, c->opened),
                             .chain = STR(DEADLINES),
                             .step = step->step + 1,
                             .pauses = !d->pauses    ? TASK_RUNS
                                       : step->count ? TASK_PAUSES_CALENDAR
                                                     : TASK_PAUSES_WORK};
        if (!store_task_add(s, c->id, &t, e) ||
            (t.due < now &&
             !db_run(s->db, sql_past, ARGS(INT(t.id), INT(TOLD_ALL)), e)))
            return false;
    }
    return true;
}

static bool begin_some(struct store *s, const struct deadlines *d,
                       struct str lang, int64_t now, bool missed, size_t *n,
                       struct err *e)
{
    struct row rows[AT_ONCE];
    struct arena a = {0};
    struct stmt *q =
        db_query(s->db, missed ? sql_missed : sql_fresh,
                 ARGS(INT(AT_ONCE), INT(missed ? 0 : OUT_OF_ORDER)), e);
    int more = -1;
    *n = 0;
    while (q && (more = db_next(q, e)) > 0)
        rows[(*n)++] = (struct row){.id = db_int(q, 0), .opened = db_int(q, 1)};
    bool ok = more == 0;
    for (size_t i = 0; ok && i < *n; i++)
        ok = add(s, &a, d, &rows[i], lang, now, e);
    arena_clear(&a);
    return ok;
}

static bool end_some(struct store *s, int64_t now, size_t *n, struct err *e)
{
    struct row rows[AT_ONCE];
    struct arena a = {0};
    struct stmt *q = db_query(s->db, sql_over, ARGS(INT(AT_ONCE)), e);
    int more = -1;
    *n = 0;
    while (q && (more = db_next(q, e)) > 0)
        rows[(*n)++] =
            (struct row){.id = db_int(q, 0), .why = db_str(q, 1, &a)};
    bool ok = more == 0;
    for (size_t i = 0; ok && i < *n; i++) {
        struct str why = rows[i].why;
        bool dropped = str_eqz(why, "dismissed") || str_eqz(why, "merged");
        const struct settled end = {.state =
                                        dropped ? STR("dropped") : STR("done"),
                                    .at = now,
                                    .by = CLOCK,
                                    .result = why};
        ok = store_task_settle(s, rows[i].id, &end, e);
    }
    arena_clear(&a);
    return ok;
}

/* What was dropped with its case goes on with it. */
static bool open_some(struct store *s, int64_t now, size_t *n, struct err *e)
{
    struct event rows[AT_ONCE];
    int64_t tasks[AT_ONCE];
    struct arena a = {0};
    struct stmt *q = db_query(s->db, sql_again, ARGS(INT(AT_ONCE)), e);
    int more = -1;
    *n = 0;
    for (; q && (more = db_next(q, e)) > 0; ++*n) {
        tasks[*n] = db_int(q, 0);
        rows[*n] = (struct event){.at = now,
                                  .mention = db_int(q, 5),
                                  .case_id = db_int(q, 1),
                                  .who = CLOCK,
                                  .what = "task",
                                  .facts = {{"text", db_str(q, 2, &a)},
                                            {"assignee", db_str(q, 3, &a)},
                                            {"department", db_str(q, 4, &a)}}};
    }
    bool ok = more == 0;
    for (size_t i = 0; ok && i < *n; i++)
        ok = db_run(s->db, sql_reopen, ARGS(INT(tasks[i])), e) &&
             event_add(s->db, &rows[i], e);
    arena_clear(&a);
    return ok;
}

/* Cases that came back: looked for until all are through. */
static bool again(struct store *s, const struct deadlines *d, struct str lang,
                  int64_t now, size_t *n, struct err *e)
{
    size_t begun, opened;
    if (!begin_some(s, d, lang, now, true, &begun, e) ||
        !open_some(s, now, &opened, e))
        return false;
    *n = begun > opened ? begun : opened;
    return *n == AT_ONCE || db_run(s->db, sql_looked, NO_ARGS, e);
}

static bool finds(struct store *s, const char *sql, struct args args, bool *any,
                  struct err *e)
{
    int64_t id;
    int found = *any ? 0 : db_run_int(s->db, sql, args, &id, e);
    *any |= found > 0;
    return found >= 0;
}

/* Asked before the lock is taken: mostly there is nothing. */
static bool waits(struct store *s, bool ruled, bool *any, struct err *e)
{
    *any = false;
    return finds(s, sql_over, ARGS(INT(1)), any, e) &&
           (!ruled ||
            (finds(s, sql_fresh, ARGS(INT(1), INT(OUT_OF_ORDER)), any, e) &&
             finds(s, sql_back, ARGS(INT(1)), any, e)));
}

static bool tick(struct store *s, const struct deadlines *d, struct str lang,
                 int64_t now, size_t *n, struct err *e)
{
    const bool ruled = d->steps.n > 0;
    size_t begun = 0, reopened = 0, ended = 0;
    bool any;
    *n = 0;
    if (!waits(s, ruled, &any, e))
        return false;
    if (!any)
        return true;
    if (!store_begin(s, e))
        return false;
    bool ok = (!ruled || (begin_some(s, d, lang, now, false, &begun, e) &&
                          again(s, d, lang, now, &reopened, e))) &&
              end_some(s, now, &ended, e);
    *n = begun > ended ? begun : ended;
    *n = reopened > *n ? reopened : *n;
    return store_end(s, ok, e);
}

bool store_deadlines_tick(struct store *s, const struct deadlines *d,
                          struct str lang, int64_t now, struct err *e)
{
    size_t n;
    do {
        if (!tick(s, d, lang, now, &n, e))
            return err_add(e, "deadlines");
    } while (n == AT_ONCE);
    return true;
}

/* ---- put off ---- */

static const struct deadline_step *step_of(const struct deadlines *d,
                                           int64_t step)
{
    const struct deadline_step *s;
    for (size_t i = 0; (s = deadlines_at(d, i)); i++)
        if (s->step + 1 == step && s->extend)
            return s;
    return NULL;
}

static bool put_off(struct store *s, const struct row *row, int64_t due,
                    const struct deadline_extension *x, struct err *e)
{
    char task[24], until[24];
    snprintf(task, sizeof task, "%lld", (long long)row->id);
    snprintf(until, sizeof until, "%lld", (long long)due);
    struct event ev = {.at = x->now,
                       .mention = row->mention,
                       .case_id = x->case_id,
                       .who = x->who,
                       .what = "put-off",
                       .facts = {{"text", x->words},
                                 {"task", str_of(task)},
                                 {"until", str_of(until)}}};
    return db_run(s->db, sql_extend, ARGS(INT(row->id), INT(due)), e) &&
           event_add(s->db, &ev, e);
}

static bool extend(struct store *s, const struct deadlines *d,
                   const struct deadline_extension *x, struct err *e)
{
    struct row rows[DEADLINE_FINAL + 1];
    size_t n = 0, moved = 0;
    struct stmt *q = db_query(s->db, sql_open, ARGS(INT(x->case_id)), e);
    int more = -1;
    while (q && n <= DEADLINE_FINAL && (more = db_next(q, e)) > 0)
        rows[n++] = (struct row){.id = db_int(q, 0),
                                 .step = db_int(q, 1),
                                 .due = db_int(q, 2),
                                 .mention = db_int(q, 3)};
    if (more > 0)
        db_stop(q);
    bool ok = more >= 0;
    for (size_t i = 0; ok && i < n; i++) {
        const struct deadline_step *step = step_of(d, rows[i].step);
        if (!step)
            continue;
        int64_t due = deadlines_put_off(step, s->clock.work, rows[i].due);
        moved++;
        ok = put_off(s, &rows[i], due, x, e);
    }
    return ok && (moved || err_set(e,
                                   "no deadline of case %ld can be put off, or "
                                   "it was already",
                                   (long)x->case_id));
}

bool store_deadlines_extend(struct store *s, const struct deadlines *d,
                            const struct deadline_extension *x, struct err *e)
{
    if (!x->who.n || !str_trim(x->words).n)
        return err_set(e, "a deadline is put off by somebody, with a reason");
    return store_begin(s, e) && store_end(s, extend(s, d, x, e), e);
}
