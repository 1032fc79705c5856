/* SPDX-License-Identifier: MIT
 * finding: causes, measures and clients kept, counted (R36, R67). */
#include "store/case.h"
#include "store/internal.h"

/* By the index cases_findings. */
SQL(sql_findings) =
    "SELECT c.cause, c.lies_in, c.measures, c.risk, count(*) FROM cases c"
    " LEFT JOIN mention m ON m.id = c.mention"
    " WHERE (c.cause <> '' OR c.measures <> '' OR c.risk <> '')"
    " AND c.merged_into IS NULL"
    " AND c.opened >= $1 AND c.opened < $2"
    " AND ($3 = '' OR $3 = " CASE_OWN(
        "c.brand", "m.brand") ") GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4";

bool store_findings(struct store *s, struct arena *a,
                    const struct findings_wish *wish, struct finding_row **rows,
                    size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q =
        db_query(s->db, sql_findings,
                 ARGS(INT(wish->from), INT(wish->to), TEXT(wish->brand)), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct finding_row){.cause = db_str(q, 0, a),
                                               .lies_in = db_str(q, 1, a),
                                               .measures = db_str(q, 2, a),
                                               .risk = db_str(q, 3, a),
                                               .n = db_int(q, 4)};
    }
    return more == 0;
}
