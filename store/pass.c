/* SPDX-License-Identifier: MIT
 * pass: what passes from one person to another by the clock. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

enum { PASSINGS_MOST = 200 /* the rest next time */ };

#define NEVER "9223372036854775807"
#define OF_CASE                                                                \
    "SELECT 'case', c.id, c.id, coalesce(c.mention, 0), c.due, " CASE_OWN(     \
        "c.text", "m.text") ", " CASE_OWN("c.department",                      \
                                          "d.department") ", c.concerns,"      \
                                                          " c.assignee"
#define FROM_CASE                                                              \
    " FROM cases c LEFT JOIN mention m ON m.id = c.mention"                    \
    " LEFT JOIN decision d ON d.mention = c.mention WHERE c.merged_into IS"    \
    " NULL AND "
#define OF_TASK                                                                \
    "SELECT 'task', t.id, t.case_id, coalesce(c.mention, 0), CASE t.due WHEN"  \
    " 0 THEN " NEVER " ELSE t.due END, t.what, CASE t.department WHEN '' THEN" \
    " " CASE_OWN("c.department",                                               \
                 "d.department") " ELSE t.department END,"                     \
                                 " c.concerns, t.assignee"                     \
                                 " FROM task t JOIN cases c"                   \
                                 " ON c.id = t.case_id LEFT"                   \
                                 " JOIN decision d ON"                         \
                                 " d.mention = c.mention"                      \
                                 " WHERE t.state = 'open' AND "
/* (Told at some time: so it goes by the index of those that are open.) */
#define OF_ESCALATION                                                          \
    "SELECT 'escalation', x.id, coalesce(x.case_id, 0), x.mention, " NEVER     \
    ", m.text, x.department, coalesce(c.concerns, ''), x.whom FROM escalation" \
    " x JOIN mention m ON m.id = x.mention LEFT JOIN cases c"                  \
    " ON c.id = x.case_id WHERE x.acked = 0 AND x.told >= 0 AND "
/* $1 who is away, $2 until when. */
SQL(sql_away) = OF_CASE FROM_CASE
    "c.assignee <> '' AND c.assignee = $1 AND c.state IN ('assigned',"
    " 'in-progress') AND c.due < $2 UNION ALL " OF_TASK
    "t.assignee <> '' AND t.assignee = $1 AND t.due > 0 AND t.due < $2"
    " UNION ALL " OF_ESCALATION "x.whom <> '' AND x.whom = $1 ORDER BY 5, 2";
/* $1 who is back: what his deputy has not begun, or not taken care of. */
SQL(sql_back) = OF_CASE FROM_CASE
    "c.stands_for <> '' AND c.stands_for = $1 AND c.state = 'assigned'"
    " UNION ALL " OF_TASK "t.stands_for <> '' AND t.stands_for = $1"
    " UNION ALL " OF_ESCALATION "x.stands_for <> '' AND x.stands_for = $1"
    " ORDER BY 5, 2";
/* When the assignee did something on it last, or it was given to him. */
#define DOING                                                                  \
    "coalesce((SELECT max(e.at) FROM event e WHERE e.case_id = c.id AND"       \
    " e.case_id > 0 AND (e.who IN (c.assignee, c.assignee || '@cli') AND"      \
    " e.what <> 'looked' OR e.what IN ('opened', 'assigned', 'stands-in',"     \
    " 'back-again', 'replaced', 'goes-on', 'reworked', 'resumed',"             \
    " 'escalated'))), c.opened)"
/* Once from hand to hand, then to the head. */
#define REPLACED                                                               \
    "EXISTS (SELECT 1 FROM event r WHERE r.case_id = c.id AND r.case_id > 0"   \
    " AND r.what = 'replaced' AND r.id > coalesce((SELECT max(g.id) FROM"      \
    " event g WHERE g.case_id = c.id AND g.case_id > 0 AND g.what ="           \
    " 'assigned'), 0))"
/* $1 of which department, $2 since when nothing was done, $3 now, $4 its head,
 * where work ends. Who is away, or came back since, is not silent. */
SQL(sql_silent) = OF_CASE
    ", CASE WHEN " REPLACED " THEN 1 ELSE 0 END" FROM_CASE CASE_WORK
    " AND c.state IN ('assigned', 'in-progress') AND"
    " c.assignee <> '' AND c.paused = 0 AND $1 = " CASE_OWN(
        "c.department", "d.department") " AND " DOING
                                        " <= $2 AND c.assignee <> $4 AND"
                                        " NOT EXISTS (SELECT 1 FROM absence a"
                                        " WHERE a.login = c.assignee AND"
                                        " a.away > 0 AND a.away <= $3 AND"
                                        " a.back > $2) ORDER BY c.due, c.id";

/* Whom it was first stays known along a chain of deputies. */
#define STANDS_FOR                                                             \
    " stands_for = CASE WHEN $3 = '' OR stands_for = $2 THEN '' WHEN"          \
    " stands_for <> '' THEN stands_for ELSE $3 END WHERE id = $1 AND "
SQL(sql_pass_case) =
    "UPDATE cases SET assignee = $2, state = 'assigned'," STANDS_FOR
    "assignee = $4 AND state IN ('assigned', 'in-progress') RETURNING id";
SQL(sql_pass_task) = "UPDATE task SET assignee = $2," STANDS_FOR
                     "assignee = $4 AND state = 'open' RETURNING id";
/* Who has it now has not seen it yet, and is nudged as if it were new: that it
 * passed was told him just now. */
SQL(sql_pass_escalation) =
    "UPDATE escalation SET whom = $2, seen = 0, seen_by = '',"
    " told = CASE times WHEN 0 THEN told ELSE $5 END,"
    " times = CASE times WHEN 0 THEN 0 ELSE 1 END," STANDS_FOR
    "whom = $4 AND acked = 0 RETURNING id";

struct search {
    struct store *s;
    struct arena *a;
    int64_t now;
    const struct leave_row *leaves; /* n_leaves of them */
    size_t n_leaves;
    const struct unit_head *heads; /* n_heads of them */
    size_t n_heads;
    struct passing *rows; /* found so far, n of them */
    size_t n, cap;
};

static struct str head_of(const struct search *l, struct str department)
{
    for (size_t i = 0; i < l->n_heads; i++)
        if (str_eq(l->heads[i].department, department))
            return leave_stands_in(l->leaves, l->n_leaves, l->heads[i].login,
                                   l->now);
    return STR("");
}

/* The first of the two who is there, is not the one who had it, and whom it
 * does not concern. */
static struct str taker(const struct search *l, const struct passing *p,
                        struct str first, struct str concerns)
{
    const struct str two[] = {first, head_of(l, p->department)};
    for (size_t i = 0; i < 2; i++)
        if (two[i].n && !str_eq(two[i], p->from) && !str_eq(two[i], concerns))
            return two[i];
    return STR("");
}

static const char *about(struct str name)
{
    return str_eqz(name, "case")   ? "case"
           : str_eqz(name, "task") ? "task"
                                   : "escalation";
}

static void add(struct search *l, struct stmt *q, enum pass_why why,
                struct str whose)
{
    struct passing p = {.about = about(db_peek(q, 0)),
                        .id = db_int(q, 1),
                        .case_id = db_int(q, 2),
                        .mention = db_int(q, 3),
                        .due = db_int(q, 4),
                        .what = db_str(q, 5, l->a),
                        .department = db_str(q, 6, l->a),
                        .from = db_str(q, 8, l->a),
                        .why = why};
    const struct leave_row *leave =
        leave_of(l->leaves, l->n_leaves, p.from, l->now);
    p.back = leave ? leave->back : 0;
    if (why == PASS_SILENT)
        whose = db_int(q, 9)
                    ? STR("")
                    : leave_deputy(l->leaves, l->n_leaves, p.from, l->now);
    p.to = taker(l, &p, whose, db_peek(q, 7));
    if (why == PASS_BACK && !str_eq(p.to, whose))
        return; /* it concerns him by now */
    if (!p.to.n)
        return;
    l->rows = arena_grow(l->a, l->rows, l->n, &l->cap, sizeof *l->rows);
    l->rows[l->n++] = p;
}

static bool find(struct search *l, struct stmt *q, enum pass_why why,
                 struct str whose, struct err *e)
{
    int more = -1;
    while (q && (more = db_next(q, e)) > 0 && l->n < PASSINGS_MOST)
        add(l, q, why, whose);
    if (more > 0)
        db_stop(q);
    return more >= 0;
}

static bool find_leaves(struct search *l, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->n_leaves; i++) {
        const struct leave_row *row = &l->leaves[i];
        bool away = leave_of(row, 1, row->login, l->now) != NULL;
        struct str to =
            leave_stands_in(l->leaves, l->n_leaves, row->login, l->now);
        ok = away
                 ? find(l,
                        db_query(l->s->db, sql_away,
                                 ARGS(TEXT(row->login), INT(row->back)), e),
                        PASS_AWAY, to, e)
                 : find(l,
                        db_query(l->s->db, sql_back, ARGS(TEXT(row->login)), e),
                        PASS_BACK, row->login, e);
    }
    return ok;
}

static bool find_silent(struct search *l, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->n_heads; i++)
        ok = !l->heads[i].silent ||
             find(l,
                  db_query(l->s->db, sql_silent,
                           ARGS(TEXT(l->heads[i].department),
                                INT(l->heads[i].silent), INT(l->now),
                                TEXT(l->heads[i].login)),
                           e),
                  PASS_SILENT, STR(""), e);
    return ok;
}

bool store_passings(struct store *s, struct arena *a,
                    const struct pass_clock *clock, struct passing **rows,
                    size_t *n, struct err *e)
{
    struct leave_row *leaves;
    struct search l = {.s = s,
                       .a = a,
                       .now = clock->now,
                       .heads = clock->heads,
                       .n_heads = clock->n_heads};
    bool ok = store_leaves(s, a, &leaves, &l.n_leaves, e);
    l.leaves = leaves;
    ok = ok && find_leaves(&l, e) && find_silent(&l, e);
    *rows = l.rows, *n = l.n;
    return ok || err_add(e, "what passes on");
}

static bool pass(struct db *db, const struct passing *row, int64_t now,
                 bool *passed, struct err *e)
{
    static const char *const WHAT[] = {[PASS_AWAY] = "stands-in",
                                       [PASS_BACK] = "back-again",
                                       [PASS_SILENT] = "replaced"};
    const char *sql = row->about[0] == 'c'   ? sql_pass_case
                      : row->about[0] == 't' ? sql_pass_task
                                             : sql_pass_escalation;
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)row->id);
    struct event ev = {.at = now,
                       .mention = row->mention,
                       .case_id = row->case_id,
                       .who = CLOCK,
                       .what = WHAT[row->why],
                       .facts = {{"about", str_of(row->about)},
                                 {"id", str_of(id)},
                                 {"assignee", row->to},
                                 {"from", row->from}}};
    struct str stands_for = row->why == PASS_AWAY ? row->from : STR("");
    int64_t of;
    const struct value args[] = {INT(row->id), TEXT(row->to), TEXT(stands_for),
                                 TEXT(row->from), INT(now)};
    /* Only an escalation asks for the time. */
    size_t n = sizeof args / sizeof *args - (row->about[0] != 'e');
    int found = db_run_int(db, sql, (struct args){args, n}, &of, e);
    *passed = found > 0;
    return found == 0 || (found > 0 && event_add(db, &ev, e));
}

bool store_pass(struct store *s, const struct passing *row, int64_t now,
                bool *passed, struct err *e)
{
    return store_begin(s, e) &&
           store_end(s, pass(s->db, row, now, passed, e), e);
}
