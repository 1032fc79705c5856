/* SPDX-License-Identifier: MIT
 * load: how much lies with whom. */
#include "store/sight.h"

/* By the index cases_work. */
SQL(sql_loads) =
    "SELECT c.assignee, count(*), CAST(sum(CASE WHEN c.paused = 0"
    " AND c.due < $2 THEN 1 ELSE 0 END) AS BIGINT) FROM cases c"
    " LEFT JOIN decision d ON d.mention = c.mention"
    " WHERE " CASE_WORK " AND c.merged_into IS NULL"
    " AND ($1 = '' OR $1 = " CASE_OWN(
        "c.department",
        "d.department") ") AND " SIGHT_SEES("$3", "$4",
                                            "$5") " GROUP BY 1 ORDER BY 2 "
                                                  "DESC, 1";

bool store_loads(struct store *s, struct arena *a, const struct load_wish *wish,
                 struct load_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(
        s->db, sql_loads,
        ARGS(TEXT(wish->department), INT(wish->now), SIGHT_ARGS(s)), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct load_row){.login = db_str(q, 0, a),
                                            .open = db_int(q, 1),
                                            .late = db_int(q, 2)};
    }
    return more == 0;
}
