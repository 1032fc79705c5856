/* SPDX-License-Identifier: MIT
 * claim: who writes a reply just now. */
#include "store/claims.h"

#include "store/internal.h"
#include "store/sight.h"

SQL(sql_over) = "DELETE FROM claim WHERE until <= $1";
/* Written once in a while, not with each letter. */
SQL(sql_take) = "INSERT INTO claim (mention, login, until) VALUES ($1, $2, $3)"
                " ON CONFLICT (mention) DO UPDATE SET until = excluded.until"
                " WHERE claim.login = excluded.login";
SQL(sql_others) = "SELECT k.mention, k.login, coalesce(u.name, '') FROM claim k"
                  " LEFT JOIN users u ON u.login = k.login WHERE k.until > $2"
                  " AND k.login <> $1 ORDER BY k.mention";

bool store_claim(struct store *s, int64_t mention, struct str login,
                 int64_t now, struct err *e)
{
    return store_begin(s, e) &&
           store_end(s,
                     db_run(s->db, sql_over, ARGS(INT(now)), e) &&
                         db_run(s->db, sql_take,
                                ARGS(INT(mention), TEXT(login),
                                     INT(now + STORE_CLAIM_S)),
                                e),
                     e);
}

bool store_claims(struct store *s, struct arena *a, struct str login,
                  int64_t now, struct claim_row **rows, size_t *n,
                  struct err *e)
{
    size_t cap = 0, kept = 0;
    *rows = NULL, *n = 0;
    struct stmt *q =
        db_query(s->db, sql_others, ARGS(TEXT(login), INT(now)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] =
            (struct claim_row){db_int(q, 0), db_str(q, 1, a), db_str(q, 2, a)};
    }
    for (size_t i = 0; more == 0 && i < *n; i++) {
        bool sees;
        if (!sight_mention(s, (*rows)[i].mention, &sees, e))
            return false;
        if (sees)
            (*rows)[kept++] = (*rows)[i];
    }
    *n = kept;
    return more == 0;
}
