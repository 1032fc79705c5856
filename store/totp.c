/* SPDX-License-Identifier: MIT
 * totp: the second factor of users. */
#include "store/totps.h"

#include "store/event.h"
#include "store/internal.h"

SQL(sql_get) = "SELECT secret, since, length(codes)"
               " - length(replace(codes, ' ', '')) FROM totp"
               " WHERE user_id = $1";
SQL(sql_put) =
    "INSERT INTO totp (user_id, secret, codes) SELECT id, $2, $3 FROM users"
    " WHERE login = $1 AND state = 'active' ON CONFLICT (user_id) DO UPDATE SET"
    " secret = excluded.secret, codes = excluded.codes, since = 0, step = 0"
    " RETURNING id";
#define HIS " WHERE user_id = (SELECT id FROM users WHERE login = $1)"
SQL(sql_since) = "SELECT since FROM totp" HIS;
SQL(sql_use) = "UPDATE totp SET step = $2, since = CASE since WHEN 0 THEN $3"
               " ELSE since END" HIS " AND step < $2 RETURNING id";
SQL(sql_recover) = "UPDATE totp SET codes = replace(codes, $2, '')" HIS
                   " AND since > 0 AND codes <> replace(codes, $2, '')"
                   " RETURNING id";

bool store_totp_get(struct store *s, struct arena *a, int64_t user,
                    struct totp_row *row, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_get, ARGS(INT(user)), e);
    int more = -1;
    *row = (struct totp_row){0};
    while (q && (more = db_next(q, e)) > 0)
        *row = (struct totp_row){.secret = db_str(q, 0, a),
                                 .since = db_int(q, 1),
                                 .left = db_int(q, 2)};
    return more == 0;
}

static bool tell(struct store *s, const char *what, struct str login,
                 struct str who, int64_t now, struct err *e)
{
    struct event ev = {
        .at = now, .who = who, .what = what, .facts = {{"login", login}}};
    return event_add(s->db, &ev, e);
}

static bool put(struct store *s, struct str login, struct str secret,
                struct str codes, struct err *e)
{
    int64_t id;
    int is = db_run_int(s->db, sql_put,
                        ARGS(TEXT(login), TEXT(secret), TEXT(codes)), &id, e);
    return is > 0 || (is == 0 && err_set(e, "there is no user '" STR_FMT "'",
                                         STR_ARG(login)));
}

bool store_totp_put(struct store *s, struct str login, struct str secret,
                    struct str codes, struct str who, int64_t now,
                    struct err *e)
{
    return store_begin(s, e) &&
           store_end(s,
                     put(s, login, secret, codes, e) &&
                         tell(s, secret.n ? "totp-made" : "totp-reset", login,
                              who, now, e),
                     e);
}

static bool use(struct store *s, struct str login, int64_t step, int64_t now,
                bool *fresh, struct err *e)
{
    int64_t since, id;
    int had = db_run_int(s->db, sql_since, ARGS(TEXT(login)), &since, e);
    int is = had < 0
                 ? -1
                 : db_run_int(s->db, sql_use,
                              ARGS(TEXT(login), INT(step), INT(now)), &id, e);
    *fresh = is > 0;
    return is >= 0 &&
           (!*fresh || since || tell(s, "totp-on", login, login, now, e));
}

bool store_totp_use(struct store *s, struct str login, int64_t step,
                    int64_t now, bool *fresh, struct err *e)
{
    return store_begin(s, e) &&
           store_end(s, use(s, login, step, now, fresh, e), e);
}

static bool recover(struct store *s, struct str login, struct str hash,
                    int64_t now, bool *fresh, struct err *e)
{
    struct arena a = {0};
    int64_t id;
    struct str one = str_printf(&a, STR_FMT " ", STR_ARG(hash));
    int is =
        db_run_int(s->db, sql_recover, ARGS(TEXT(login), TEXT(one)), &id, e);
    arena_clear(&a);
    *fresh = is > 0;
    return is >= 0 &&
           (!*fresh || tell(s, "totp-recovered", login, login, now, e));
}

bool store_totp_recover(struct store *s, struct str login, struct str hash,
                        int64_t now, bool *fresh, struct err *e)
{
    return store_begin(s, e) &&
           store_end(s, recover(s, login, hash, now, fresh, e), e);
}
