/* SPDX-License-Identifier: MIT
 * reword: a draft in words that do not stand in its thread already, and the
 * replies that stand at its place.
 *
 * Drafts of the same source that were written last are looked at: posts of one
 * page come one after another. */
#include "store/reword.h"

#include "base/rote.h"
#include "store/internal.h"

enum { NEIGHBOURS = 24, DRAFTS_BACK = 400 };

SQL(sql_neighbours) =
    "SELECT d.text FROM draft d JOIN mention m ON m.id = d.mention"
    " WHERE d.id > (SELECT coalesce(max(id), 0) FROM draft) - $1"
    " AND m.source = $2 AND d.text <> '' ORDER BY d.id DESC LIMIT $3";

/* Of all cases so many are looked through: a place that is rarely answered has
 * fewer replies to be compared with. */
SQL(sql_there) =
    "SELECT coalesce((SELECT d.text FROM draft d WHERE d.mention = c.mention"
    " ORDER BY d.id DESC LIMIT 1), '')"
    " FROM cases c JOIN mention m ON m.id = c.mention"
    " WHERE c.posted > 0 AND c.mention <> $1"
    " AND c.id > (SELECT coalesce(max(id), 0) FROM cases) - $2"
    " AND m.source = (SELECT source FROM mention WHERE id = $1)"
    " ORDER BY c.posted DESC LIMIT $3";

bool store_replies_there(struct store *s, struct arena *a, int64_t mention,
                         struct str **texts, size_t *n, struct err *e)
{
    enum { LOOKED_THROUGH = 20000 };
    int more = -1;
    struct stmt *q =
        db_query(s->db, sql_there,
                 ARGS(INT(mention), INT(LOOKED_THROUGH), INT(ROTE_LAST)), e);
    *n = 0;
    *texts = arena_alloc(a, ROTE_LAST * sizeof **texts);
    while (q && (more = db_next(q, e)) > 0)
        (*texts)[(*n)++] = db_str(q, 0, a);
    return more == 0;
}

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
