/* SPDX-License-Identifier: MIT
 * load: how much lies with whom, and what somebody has settled. */
#include "store/sight.h"
#include "store/unit.h"

/* By the index cases_work, no further than LOADS_LOOKED. */
#define OF_UNIT "($1 = '' OR $1 = " CASE_OWN("c.department", "d.department") ")"
#define SEEN    SIGHT_SEES("$3", "$4", "$5")
#define LOADS(cases, which)                                                    \
    "SELECT assignee, count(*), CAST(sum(late) AS BIGINT) FROM"                \
    " (SELECT c.assignee, CASE WHEN c.paused = 0 AND c.due < $2 THEN 1 ELSE 0" \
    " END AS late FROM " cases " LEFT JOIN decision d ON d.mention = "         \
    "c.mention WHERE " which CASE_WORK                                         \
    " AND c.merged_into IS NULL AND " OF_UNIT " AND " SEEN                     \
    " ORDER BY c.due, c.id LIMIT $6) w GROUP BY 1 ORDER BY 2 DESC, 1"
SQL(sql_loads) = LOADS("cases c", "");
SQL(sql_loads_few) = LOADS(UNIT_HIT, UNIT_OF_HIT);

/* By the index event_person. */
#define MINE                                                                   \
    "e.case_id > 0 AND e.who <> 'crawler' AND e.who = $1 AND e.at >= $2"       \
    " AND e.what IN ('edited', 'approved', 'dismissed')"
SQL(sql_done) = "SELECT count(DISTINCT e.case_id) FROM event e WHERE " MINE;
SQL(sql_row) =
    "SELECT e.at, e.case_id, CASE WHEN v.type = 'offended'"
    " OR coalesce(v.flags, '') NOT IN ('', '[]') THEN 1 ELSE 0 END FROM event e"
    " LEFT JOIN verdict v ON v.mention = e.mention WHERE " MINE
    " ORDER BY e.at DESC, e.id DESC LIMIT 100";

bool store_loads(struct store *s, struct arena *a, const struct load_wish *wish,
                 struct load_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    struct few few;
    *rows = NULL, *n = 0;
    if (!unit_few(s, wish->department, false, &few, e))
        return false;
    struct stmt *q =
        db_query(s->db, few.first ? sql_loads_few : sql_loads,
                 ARGS(TEXT(wish->department), INT(wish->now),
                      UNIT_ARGS(s, few, few.first), INT(LOADS_LOOKED)),
                 e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct load_row){.login = db_str(q, 0, a),
                                            .open = db_int(q, 1),
                                            .late = db_int(q, 2)};
    }
    return more == 0;
}

bool store_toil(struct store *s, const struct toil_wish *wish,
                struct toil *toil, struct err *e)
{
    int64_t later = wish->now, last = 0;
    bool on = true;
    *toil = (struct toil){0};
    if (db_run_int(s->db, sql_done, ARGS(TEXT(wish->who), INT(wish->since)),
                   &toil->done, e) < 0)
        return false;
    struct stmt *q =
        db_query(s->db, sql_row, ARGS(TEXT(wish->who), INT(wish->since)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        int64_t at = db_int(q, 0), id = db_int(q, 1);
        on = on && later - at < wish->pause && db_int(q, 2);
        toil->heavy += on && id != last;
        last = id, later = at;
    }
    return more == 0;
}
