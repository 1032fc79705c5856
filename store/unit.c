/* SPDX-License-Identifier: MIT
 * unit: keeping whose each case is, and finding those of a few. */
#include "store/unit.h"

#include "store/search.h"
#include "store/sight.h"

#define MARK(bit, what) " + CASE WHEN " what " THEN " bit " ELSE 0 END"
#define MARKS                                                                  \
    "0" MARK(UNIT_GIVEN, "c.assignee <> ''") MARK(UNIT_STILL, "c.paused > 0")  \
        MARK(UNIT_CLOSED, "c.state = 'closed'")                                \
            MARK(UNIT_CHECKED, "c.checked <> ''")                              \
                MARK(UNIT_CAUSE, "c.cause <> ''")                              \
                    MARK(UNIT_TAKEN, "c.merged_into IS NOT NULL")
/* Each case with its three departments, those that are not "" and each once,
 * worked on, ended, or both. */
#define OF_DECISION "coalesce(d.escalation, '')"
#define UNIT_K                                                                 \
    "CASE k.k WHEN 0 THEN " READ_UNIT " WHEN 1 THEN " OF_DECISION              \
    " ELSE c.escalation END"
#define ROWS                                                                   \
    "SELECT w.done, " UNIT_K " AS unit,"                                       \
    " CASE w.done WHEN 0 THEN c.due ELSE c.ended END AS at, c.id AS case_id,"  \
    " CASE k.k WHEN 0 THEN 1 ELSE 0 END AS own, " MARKS " AS marks"            \
    " FROM cases c LEFT JOIN decision d ON d.mention = c.mention"              \
    " CROSS JOIN (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2) k"      \
    " CROSS JOIN (SELECT 0 AS done UNION ALL SELECT 1) w"                      \
    " WHERE ((w.done = 0 AND " CASE_WORK " AND c.merged_into IS NULL)"         \
    " OR (w.done = 1 AND c.ended > 0))"                                        \
    " AND (k.k = 0 OR (" UNIT_K " <> '' AND " UNIT_K " <> " READ_UNIT          \
    " AND (k.k = 1 OR c.escalation <> " OF_DECISION ")))"
/* Cases that were written, and those whose decision was. */
#define TOUCHED                                                                \
    "(SELECT CAST(key AS BIGINT) FROM touched WHERE tab = 'cases'"             \
    " UNION SELECT x.id FROM (SELECT CAST(key AS BIGINT) AS mention"           \
    " FROM touched WHERE tab = 'decision') t JOIN cases x"                     \
    " ON x.mention = t.mention)"
#define INSERT                                                                 \
    "INSERT INTO case_unit (done, unit, at, case_id, own, marks) " ROWS

SQL(sql_drop) = "DELETE FROM case_unit WHERE case_id IN " TOUCHED;
SQL(sql_put) = INSERT " AND c.id IN " TOUCHED;
SQL(sql_drop_all) = "DELETE FROM case_unit WHERE true";
SQL(sql_put_all) = INSERT;
#define SAME_AS(x)                                                             \
    x ".done = u.done AND " x ".unit = u.unit AND " x ".at = u.at"             \
      " AND " x ".case_id = u.case_id AND " x ".own = u.own AND " x            \
      ".marks = u.marks"
SQL(sql_wrong) = "SELECT u.case_id FROM (" ROWS ") u WHERE NOT EXISTS"
                 " (SELECT 1 FROM case_unit x WHERE " SAME_AS("x") ")";
SQL(sql_rows) = "SELECT (SELECT count(*) FROM case_unit) - (SELECT count(*)"
                " FROM (" ROWS ") u)";

/* Those that may be seen, no more than are few; then those of his own. */
SQL(sql_of_unit) = "INSERT INTO hit SELECT case_id FROM case_unit"
                   " WHERE done = $1 AND unit = $2 AND own >= $3"
                   " ORDER BY at, case_id LIMIT $4 ON CONFLICT DO NOTHING";
SQL(sql_own) = "INSERT INTO hit SELECT c.id FROM cases c WHERE " SIGHT_OWN(
    "$2", "$3") " AND (($1 = 1 AND c.ended > 0) OR ($1 = 0 AND c.merged_into IS"
                " NULL AND " CASE_WORK ")) LIMIT $4 ON CONFLICT DO NOTHING";
SQL(sql_many) = "SELECT count(*) FROM hit";

bool unit_settle(struct db *db, struct err *e)
{
    return (db_run(db, sql_drop, NO_ARGS, e) &&
            db_run(db, sql_put, NO_ARGS, e)) ||
           err_add(e, "departments of cases");
}

bool unit_rebuild(struct db *db, struct err *e)
{
    return db_run(db, sql_drop_all, NO_ARGS, e) &&
           db_run(db, sql_put_all, NO_ARGS, e);
}

bool unit_check(struct db *db,
                void (*found)(void *ctx, const char *table, struct str row),
                void *ctx, struct err *e)
{
    int64_t more_rows = 0;
    struct stmt *q = db_query(db, sql_wrong, NO_ARGS, e);
    int more = -1;
    bool wrong = false;
    while (q && (more = db_next(q, e)) > 0) {
        found(ctx, "case_unit", db_peek(q, 0));
        wrong = true;
    }
    if (more < 0 || db_run_int(db, sql_rows, NO_ARGS, &more_rows, e) < 0)
        return false;
    if (!wrong && more_rows)
        found(ctx, "case_unit", STR(""));
    return true;
}

static bool of_department(struct store *s, struct str id, bool done,
                          struct err *e)
{
    return db_run(s->db, sql_of_unit,
                  ARGS(INT(done), TEXT(id), INT(1), INT(UNIT_FIRST + 1)), e);
}

static bool of_eyes(struct store *s, bool done, struct err *e)
{
    struct str rest = s->sight.units, unit;
    const struct value most = INT(UNIT_FIRST + 1);
    while (str_split(&rest, ' ', &unit))
        if (unit.n && !db_run(s->db, sql_of_unit,
                              ARGS(INT(done), TEXT(unit), INT(0), most), e))
            return false;
    return db_run(
        s->db, sql_own,
        ARGS(INT(done), TEXT(s->sight.who), TEXT(s->sight.staff), most), e);
}

/* A page asks more than once; store_look() forgets. */
static bool fill(struct store *s, struct str department, bool done,
                 struct few *few, struct err *e)
{
    const uint64_t as = (str_hash(department) * 4 + 2 * done) | 1;
    int64_t n = 0;
    bool held = s->held == as && !db_depth(s->db) &&
                db_run_int(s->db, sql_many, NO_ARGS, &n, e) > 0 &&
                n == s->held_n;
    if (!held && (!search_forget(s, e) ||
                  !(department.n ? of_department(s, department, done, e)
                                 : of_eyes(s, done, e)) ||
                  db_run_int(s->db, sql_many, NO_ARGS, &n, e) < 0))
        return false;
    s->held = as, s->held_n = n;
    few->are = n <= UNIT_FEW;
    few->whole = n <= UNIT_FIRST;
    return true;
}

bool unit_few(struct store *s, struct str department, bool done,
              struct few *few, struct err *e)
{
    *few = (struct few){0};
    if (!s->read && db_depth(s->db) && !unit_settle(s->db, e))
        return false;
    if (s->sight.who.n && !fill(s, STR(""), done, few, e))
        return false;
    few->seen = few->whole || (s->sight.who.n && !department.n);
    few->first = few->seen || (department.n && !s->sight.who.n);
    return few->whole || !department.n || fill(s, department, done, few, e);
}
