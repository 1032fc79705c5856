/* SPDX-License-Identifier: MIT
 * case_find: is there such a case, and which mention leads it? */
#include "store/case.h"

SQL(sql_find) = "SELECT coalesce(mention, 0), coalesce(merged_into, 0)"
                " FROM cases WHERE id = $1";

bool case_find(struct db *db, int64_t id, int64_t *leads, struct err *e)
{
    struct stmt *q = db_query(db, sql_find, ARGS(INT(id)), e);
    int more = q ? db_next(q, e) : -1;
    if (more == 0)
        return err_set(e, "there is no case %ld", (long)id);
    if (more < 0)
        return false;
    int64_t into = db_int(q, 1);
    *leads = db_int(q, 0);
    db_stop(q);
    return !into ||
           err_set(e, "case %ld was merged into %ld", (long)id, (long)into);
}
