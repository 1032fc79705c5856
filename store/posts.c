/* SPDX-License-Identifier: MIT
 * posts: mentions as a query sees them. */
#include "store/internal.h"
#include "store/search.h"

/* Is another mention of its post about the brand $1? */
#define TOLD                                                                   \
    "CASE WHEN EXISTS (SELECT 1 FROM mention x WHERE x.beside <> 0"            \
    " AND x.beside = CASE m.beside WHEN 0 THEN m.id ELSE m.beside END"         \
    " AND x.id <> m.id AND x.brand = $1) OR EXISTS (SELECT 1 FROM mention x"   \
    " WHERE m.beside <> 0 AND x.id = m.beside AND x.brand = $1)"               \
    " THEN 1 ELSE 0 END"
#define POST                                                                   \
    "SELECT m.id, m.not_us, m.thread_title, m.text, m.title, m.author,"        \
    " src.name, m.url, m.lang, m.brand, m.at, m.beside, " TOLD                 \
    " FROM mention m JOIN source src ON src.id = m.source"

SQL(sql_all) = POST " ORDER BY m.id DESC";
SQL(sql_some) = POST " WHERE m.title <> '' OR m.thread_title <> ''"
                     " OR m.brand = $1 OR m.id IN (SELECT id FROM hit h)"
                     " ORDER BY m.id DESC";

static struct stored_post read_post(struct stmt *q)
{
    return (struct stored_post){.id = db_int(q, 0),
                                .not_us = db_int(q, 1) == 1,
                                .thread_title = db_peek(q, 2),
                                .post = {.text = db_peek(q, 3),
                                         .title = db_peek(q, 4),
                                         .author = db_peek(q, 5),
                                         .source = db_peek(q, 6),
                                         .url = db_peek(q, 7),
                                         .lang = db_peek(q, 8),
                                         .brand = db_peek(q, 9),
                                         .at = db_int(q, 10)},
                                .beside = db_int(q, 11) != 0,
                                .told = db_int(q, 12) == 1};
}

bool store_posts_each(struct store *s, const struct query *q, struct str brand,
                      post_fn *row, void *ctx, struct err *e)
{
    struct arena a = {0};
    struct wanted w = {0};
    int more = -1;
    if (q)
        query_plan(q, &a, &w.plan);
    struct stmt *found = NULL;
    if (!w.plan.n)
        found = db_query(s->db, sql_all, ARGS(TEXT(brand)), e);
    else if (search_find(s, &w, INT64_MAX - 1, e))
        found = db_query(s->db, sql_some, ARGS(TEXT(brand)), e);
    while (found && (more = db_next(found, e)) > 0) {
        struct stored_post p = read_post(found);
        if (!row(ctx, &p, e)) {
            db_stop(found);
            more = -1;
            break;
        }
    }
    arena_clear(&a);
    return more == 0;
}
