/* SPDX-License-Identifier: MIT
 * settled: what came of somebody's work within a span. */
#include "store/internal.h"
#include "store/reminders.h"

/* By cases_ended and promise_settled. */
SQL(sql_closed) = "SELECT count(*) FROM cases WHERE ended > 0 AND ended >= $2"
                  " AND ended < $3 AND state = 'closed' AND assignee = $1";
SQL(sql_promises) = "SELECT count(CASE state WHEN 'kept' THEN 1 END),"
                    " count(CASE state WHEN 'broken' THEN 1 END) FROM promise"
                    " WHERE settled > 0 AND settled >= $3 AND settled < $4"
                    " AND (by_whom = $1 OR (by_whom = $2 AND $2 <> ''))";

bool store_settled_day(struct store *s, const struct settled_wish *w,
                       struct settled_day *out, struct err *e)
{
    *out = (struct settled_day){0};
    if (db_run_int(s->db, sql_closed,
                   ARGS(TEXT(w->login), INT(w->from), INT(w->to)), &out->closed,
                   e) < 0)
        return false;
    struct stmt *q = db_query(
        s->db, sql_promises,
        ARGS(TEXT(w->login), TEXT(w->name), INT(w->from), INT(w->to)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        out->kept = db_int(q, 0), out->broken = db_int(q, 1);
    return more == 0;
}
