/* SPDX-License-Identifier: MIT
 * beside: the mentions of one post. */
#include "store/beside.h"

#include "store/internal.h"

/* The index of those that stand beside another holds no others. */
#define TOLD                                                                   \
    "SELECT id, CASE found WHEN '' THEN brand ELSE found END, brand,"          \
    " erased FROM mention WHERE "
SQL(sql_told) = TOLD "id = $1 UNION ALL " TOLD
                     "beside <> 0 AND beside = $1 ORDER BY 1";

bool beside_find(struct db *db, struct arena *a, int64_t first,
                 struct told **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    int more = -1;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(db, sql_told, ARGS(INT(first)), e);
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct told){.id = db_int(q, 0),
                                        .brand = db_str(q, 1, a),
                                        .now = db_str(q, 2, a),
                                        .erased = (unsigned)db_int(q, 3)};
    }
    return more == 0;
}

bool beside_has(const struct told *rows, size_t n, struct str brand)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].brand, brand) || str_eq(rows[i].now, brand))
            return true;
    return false;
}

bool store_brands_of_post(struct store *s, struct arena *a, int64_t post,
                          struct post_brand **rows, size_t *n, struct err *e)
{
    struct told *all;
    if (!beside_find(s->db, a, post, &all, n, e))
        return false;
    *rows = arena_alloc(a, (*n + 1) * sizeof **rows);
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct post_brand){all[i].id, all[i].now};
    return true;
}
