/* SPDX-License-Identifier: MIT
 * leave: who is away, and who stands in for him. */
#include "store/leaves.h"

#include <stdio.h>

#include "store/event.h"
#include "store/internal.h"

enum { CHAIN_MOST = 8 /* deputies of deputies */ };

SQL(sql_there) = "SELECT id FROM users WHERE login = $1 AND state = 'active'";
SQL(sql_put) =
    "INSERT INTO absence (login, deputy, away, back) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (login) DO UPDATE SET deputy = excluded.deputy,"
    " away = excluded.away, back = excluded.back";
/* Who is here no more is not away, and stands in for nobody. */
SQL(sql_all) =
    "SELECT a.login, coalesce(d.login, ''), a.away, a.back FROM absence a"
    " JOIN users u ON u.login = a.login AND u.state = 'active' LEFT JOIN users"
    " d ON d.login = a.deputy AND d.state = 'active' ORDER BY a.login";

static bool is_there(struct db *db, struct str login, struct err *e)
{
    int64_t id;
    int found = db_run_int(db, sql_there, ARGS(TEXT(login)), &id, e);
    return found > 0 ||
           (found == 0 &&
            err_set(e, "there is no user '" STR_FMT "'", STR_ARG(login)));
}

static bool put(struct db *db, const struct leave_row *row, struct str who,
                int64_t now, struct err *e)
{
    char away[24], back[24];
    snprintf(away, sizeof away, "%lld", (long long)row->away);
    snprintf(back, sizeof back, "%lld", (long long)row->back);
    struct event ev = {.at = now,
                       .who = who,
                       .what = "away",
                       .facts = {{"login", row->login},
                                 {"deputy", row->deputy},
                                 {"from", str_of(away)},
                                 {"until", str_of(back)}}};
    return is_there(db, row->login, e) &&
           (!row->deputy.n || is_there(db, row->deputy, e)) &&
           db_run(db, sql_put,
                  ARGS(TEXT(row->login), TEXT(row->deputy), INT(row->away),
                       INT(row->back)),
                  e) &&
           event_add(db, &ev, e);
}

bool store_leave_put(struct store *s, const struct leave_row *row,
                     struct str who, int64_t now, struct err *e)
{
    if (str_eq(row->login, row->deputy))
        return err_set(e, "nobody stands in for himself");
    if (row->back ? row->away <= 0 || row->back <= row->away : row->away != 0)
        return err_set(e, "a leave ends after it begins");
    return store_begin(s, e) && store_end(s, put(s->db, row, who, now, e), e);
}

bool store_leaves(struct store *s, struct arena *a, struct leave_row **rows,
                  size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_all, NO_ARGS, e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct leave_row){.login = db_str(q, 0, a),
                                             .deputy = db_str(q, 1, a),
                                             .away = db_int(q, 2),
                                             .back = db_int(q, 3)};
    }
    return more == 0;
}

static const struct leave_row *row_of(const struct leave_row *rows, size_t n,
                                      struct str login)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].login, login))
            return &rows[i];
    return NULL;
}

const struct leave_row *leave_of(const struct leave_row *rows, size_t n,
                                 struct str login, int64_t now)
{
    const struct leave_row *row = row_of(rows, n, login);
    return row && row->away && row->away <= now && now < row->back ? row : NULL;
}

struct str leave_stands_in(const struct leave_row *rows, size_t n,
                           struct str login, int64_t now)
{
    for (int i = 0; i < CHAIN_MOST; i++) {
        const struct leave_row *row = leave_of(rows, n, login, now);
        if (!row)
            return login;
        login = row->deputy;
    }
    return STR(""); /* they stand in for each other, and all are away */
}

struct str leave_deputy(const struct leave_row *rows, size_t n,
                        struct str login, int64_t now)
{
    const struct leave_row *row = row_of(rows, n, login);
    return row ? leave_stands_in(rows, n, row->deputy, now) : STR("");
}

struct str leave_deputy_said(const struct leave_row *rows, size_t n,
                             struct str login, struct str said)
{
    const struct leave_row *row = row_of(rows, n, login);
    if (said.n)
        return str_eqz(said, "-") ? STR("") : said;
    return row ? row->deputy : STR("");
}
