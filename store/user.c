/* SPDX-License-Identifier: MIT
 * user: people and the sessions they are logged in with. Passwords and
 * tokens come as hashes; nothing here could let anybody in. */
#include "store/internal.h"

#define COLUMNS "u.id, u.login, u.name, u.role, u.lang, u.password"

SQL(sql_put) =
    "INSERT INTO users (login, name, role, lang, password)"
    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (login) DO UPDATE SET"
    " name = excluded.name, role = excluded.role, lang = excluded.lang,"
    " password = excluded.password";
SQL(sql_put_out) =
    "DELETE FROM session WHERE user_id IN"
    " (SELECT id FROM users WHERE login = $1 AND password <> $2)";
SQL(sql_get) = "SELECT " COLUMNS " FROM users u WHERE u.login = $1";
SQL(sql_session_put) =
    "INSERT INTO session (token, user_id, expires) VALUES ($1, $2, $3)"
    " ON CONFLICT (token) DO UPDATE SET user_id = excluded.user_id,"
    " expires = excluded.expires";
SQL(sql_session_get) = "SELECT " COLUMNS
                       " FROM session t JOIN users u ON u.id = t.user_id"
                       " WHERE t.token = $1 AND t.expires > $2";
SQL(sql_session_over) =
    "SELECT 1 FROM session WHERE token = $1 AND expires <= $2";
SQL(sql_session_purge) = "DELETE FROM session WHERE expires <= $1";
SQL(sql_session_drop) = "DELETE FROM session WHERE token = $1";

bool store_user_put(struct store *s, const struct user_row *u, struct err *e)
{
    if (!u->login.n)
        return err_set(e, "a user needs a login");
    /* A new password ends what was begun with the old one. */
    return db_run(s->db, sql_put_out, ARGS(TEXT(u->login), TEXT(u->password)),
                  e) &&
           db_run(s->db, sql_put,
                  ARGS(TEXT(u->login), TEXT(u->name), TEXT(u->role),
                       TEXT(u->lang), TEXT(u->password)),
                  e);
}

static bool read_user(struct stmt *q, struct arena *a, struct user_row *u,
                      bool *found, struct err *e)
{
    *found = false;
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *found = true;
        *u = (struct user_row){.id = db_int(q, 0),
                               .login = db_str(q, 1, a),
                               .name = db_str(q, 2, a),
                               .role = db_str(q, 3, a),
                               .lang = db_str(q, 4, a),
                               .password = db_str(q, 5, a)};
    }
    return more == 0;
}

bool store_user_get(struct store *s, struct arena *a, struct str login,
                    struct user_row *u, bool *found, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_get, ARGS(TEXT(login)), e);
    return read_user(q, a, u, found, e);
}

bool store_session_put(struct store *s, struct str token, int64_t user,
                       int64_t expires, struct err *e)
{
    return db_run(s->db, sql_session_put,
                  ARGS(TEXT(token), INT(user), INT(expires)), e);
}

/* A session that was and is over sweeps out all that are over. A token that
 * never was one costs no write. */
static bool sweep(struct store *s, struct str token, int64_t now, struct err *e)
{
    int64_t one;
    int over = db_run_int(s->db, sql_session_over, ARGS(TEXT(token), INT(now)),
                          &one, e);
    if (over <= 0 || s->read)
        return over >= 0;
    return db_run(s->db, sql_session_purge, ARGS(INT(now)), e);
}

bool store_session_get(struct store *s, struct arena *a, struct str token,
                       int64_t now, struct user_row *u, bool *found,
                       struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_session_get, ARGS(TEXT(token), INT(now)), e);
    return read_user(q, a, u, found, e) && (*found || sweep(s, token, now, e));
}

bool store_session_drop(struct store *s, struct str token, struct err *e)
{
    return db_run(s->db, sql_session_drop, ARGS(TEXT(token)), e);
}
