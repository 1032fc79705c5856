/* SPDX-License-Identifier: MIT
 * reword: a draft in words that do not stand in its thread already.
 *
 * Drafts of the same source that were written last are looked at: posts of one
 * page come one after another. */
#include "store/reword.h"

#include "base/rote.h"
#include "store/db.h"

enum { NEIGHBOURS = 24, DRAFTS_BACK = 400 };

SQL(sql_neighbours) =
    "SELECT d.text FROM draft d JOIN mention m ON m.id = d.mention"
    " WHERE d.id > (SELECT coalesce(max(id), 0) FROM draft) - $1"
    " AND m.source = $2 AND d.text <> '' ORDER BY d.id DESC LIMIT $3";

bool reword_draft(struct db *db, struct mention *m, struct err *e)
{
    struct arena a = {0};
    struct str before[NEIGHBOURS];
    size_t n = 0;
    int more = 0;
    bool incident = m->verdict.event.n > 0; /* others say it as neighbours do */
    if (!m->decision.draft.n || !m->decision.others.n || incident)
        return true;
    struct stmt *q = db_query(
        db, sql_neighbours,
        ARGS(INT(DRAFTS_BACK), INT(m->post.source), INT(NEIGHBOURS)), e);
    while (q && n < NEIGHBOURS && (more = db_next(q, e)) > 0)
        before[n++] = db_str(q, 0, &a);
    if (q && more > 0)
        db_stop(q);
    if (q && more >= 0)
        m->decision.draft =
            rote_least(&a, m->decision.draft, m->decision.others, before, n);
    arena_clear(&a);
    return q && more >= 0;
}
