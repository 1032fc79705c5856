/* SPDX-License-Identifier: MIT
 * verdict: the rows of verdict and decision. */
#include "store/verdict.h"

#include "store/insert.h"

/* One row a mention, put in place of the one before. */
#define REPLACE(table, MEMBERS_OF)                                             \
    INSERT(table, "mention", MEMBERS_OF)                                       \
    " ON CONFLICT (mention) DO UPDATE"                                         \
    " SET mention = excluded.mention" MEMBERS_OF(AS_NEW)

SQL(sql_verdict) = REPLACE("verdict", VERDICT_MEMBERS);
SQL(sql_decision) = REPLACE("decision", DECISION_MEMBERS);

static bool put_verdict(struct db *db, int64_t mention,
                        const struct verdict_row *p, struct err *e)
{
    return db_run(db, sql_verdict, ARGS(INT(mention) VERDICT_MEMBERS(AS_VALUE)),
                  e);
}

static bool put_decision(struct db *db, int64_t mention,
                         const struct decision_row *p, struct err *e)
{
    return db_run(db, sql_decision,
                  ARGS(INT(mention) DECISION_MEMBERS(AS_VALUE)), e);
}

bool verdict_say(struct db *db, const struct mention *m, struct err *e)
{
    return put_verdict(db, m->id, &m->verdict, e);
}

bool verdict_put(struct db *db, const struct mention *m, struct str who,
                 struct err *e)
{
    struct verdict_row v = m->verdict;
    v.corrected_by = who;
    return put_verdict(db, m->id, &v, e) &&
           put_decision(db, m->id, &m->decision, e);
}
