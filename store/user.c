/* SPDX-License-Identifier: MIT
 * user: people and the sessions they are logged in with. Passwords and
 * tokens come as hashes; nothing here could let anybody in. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

#define COLUMNS                                                                \
    "u.id, u.login, u.name, u.role, u.lang, u.password, u.state,"              \
    " u.departments, u.signature"

SQL(sql_put) =
    "INSERT INTO users (login, name, role, lang, password, departments)"
    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (login) DO UPDATE SET"
    " name = excluded.name, role = excluded.role, lang = excluded.lang,"
    " password = excluded.password, departments = excluded.departments,"
    " state = 'active'";
SQL(sql_departments) = "UPDATE users SET departments = $2 WHERE login = $1";
SQL(sql_password) = "UPDATE users SET password = $2 WHERE login = $1";
SQL(sql_role) = "UPDATE users SET role = $2 WHERE login = $1";
SQL(sql_lang) = "UPDATE users SET lang = $2 WHERE login = $1";
SQL(sql_sign) = "UPDATE users SET signature = $2 WHERE login = $1";
SQL(sql_remove) =
    "UPDATE users SET state = 'removed', password = $2 WHERE login = $1";
SQL(sql_views) = "DELETE FROM saved_view WHERE login = $1";
SQL(sql_out) = "DELETE FROM session WHERE user_id IN"
               " (SELECT id FROM users WHERE login = $1 AND password <> $2)";
SQL(sql_get) = "SELECT " COLUMNS ", 0 FROM users u WHERE u.login = $1";
SQL(sql_all) = "SELECT " COLUMNS ", coalesce((SELECT max(v.at) FROM event v"
               " WHERE v.what = 'signed-in' AND v.who = u.login), 0)"
               " FROM users u ORDER BY u.login";
SQL(sql_people) = "SELECT " COLUMNS ", 0 FROM users u ORDER BY u.login";
SQL(sql_session_put) =
    "INSERT INTO session (token, user_id, expires) VALUES ($1, $2, $3)"
    " ON CONFLICT (token) DO UPDATE SET user_id = excluded.user_id,"
    " expires = excluded.expires";
SQL(sql_session_get) = "SELECT " COLUMNS
                       ", 0 FROM session t JOIN users u ON u.id = t.user_id"
                       " WHERE t.token = $1 AND t.expires > $2"
                       " AND u.state = 'active'";
SQL(sql_session_over) =
    "SELECT 1 FROM session WHERE token = $1 AND expires <= $2";
SQL(sql_session_purge) = "DELETE FROM session WHERE expires <= $1";
SQL(sql_session_drop) = "DELETE FROM session WHERE token = $1";

static void read_row(struct stmt *q, struct arena *a, struct user_row *u)
{
    *u = (struct user_row){.id = db_int(q, 0),
                           .login = db_str(q, 1, a),
                           .name = db_str(q, 2, a),
                           .role = db_str(q, 3, a),
                           .lang = db_str(q, 4, a),
                           .password = db_str(q, 5, a),
                           .removed = str_eqz(db_peek(q, 6), "removed"),
                           .departments = db_str(q, 7, a),
                           .signature = db_str(q, 8, a),
                           .last = db_int(q, 9)};
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
        read_row(q, a, u);
    }
    return more == 0;
}

bool store_signature_fits(struct str signature)
{
    bool odd = signature.n > SIGNATURE_LONGEST;
    for (size_t i = 0; i < signature.n; i++)
        odd |= (unsigned char)signature.p[i] < ' ' || signature.p[i] == '{' ||
               signature.p[i] == '}';
    return !odd;
}

bool store_user_sign(struct store *s, struct str login, struct str signature,
                     struct err *e)
{
    if (!store_signature_fits(signature))
        return err_set(e,
                       "a signature is one line of at most %d bytes, "
                       "without braces",
                       SIGNATURE_LONGEST);
    return db_run(s->db, sql_sign, ARGS(TEXT(login), TEXT(signature)), e);
}

bool store_user_get(struct store *s, struct arena *a, struct str login,
                    struct user_row *u, bool *found, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_get, ARGS(TEXT(login)), e);
    return read_user(q, a, u, found, e);
}

static bool list(struct store *s, const char *sql, struct arena *a,
                 struct user_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        read_row(q, a, &(*rows)[(*n)++]);
    }
    return more == 0;
}

bool store_users(struct store *s, struct arena *a, struct user_row **rows,
                 size_t *n, struct err *e)
{
    return list(s, sql_all, a, rows, n, e);
}

bool store_people(struct store *s, struct arena *a, struct user_row **rows,
                  size_t *n, struct err *e)
{
    return list(s, sql_people, a, rows, n, e);
}

/* ---- changes, each with its event ---- */

/* The event tells what the row is now. */
static bool tell(struct store *s, struct str login, struct str who, int64_t now,
                 struct err *e)
{
    struct arena a = {0};
    struct user_row u;
    bool found = false;
    char hex[EVENT_HEX];
    bool ok =
        store_user_get(s, &a, login, &u, &found, e) &&
        (found || err_set(e, "there is no user " STR_FMT, STR_ARG(login)));
    if (ok) {
        struct str state = u.removed ? STR("removed") : STR("active");
        event_user_sha256(
            &(struct event_user){u.login, u.role, state, u.password}, hex);
        ok =
            event_add(s->db,
                      &(struct event){.at = now,
                                      .who = who,
                                      .what = "user",
                                      .facts = {{"login", u.login},
                                                {"role", u.role},
                                                {"state", state},
                                                {"departments", u.departments},
                                                {"state_sha256", str_of(hex)}}},
                      e);
    }
    arena_clear(&a);
    return ok;
}

/* What was begun with another password ends, then `sql` runs with login and
 * `value`. */
static bool change(struct store *s, const struct user_row *u, const char *sql,
                   struct str value, struct err *e)
{
    return (sql == sql_role || sql == sql_departments ||
            db_run(s->db, sql_out, ARGS(TEXT(u->login), TEXT(value)), e)) &&
           db_run(s->db, sql, ARGS(TEXT(u->login), TEXT(value)), e);
}

/* Under these names the program itself opens and decides. */
static bool is_taken(struct str login)
{
    const struct str own[] = {CRAWLER, CLOCK, MATRIX, STR("store"),
                              STR(CASE_NOBODYS)};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_eq(login, own[i]))
            return true;
    return false;
}

static bool put(struct store *s, const struct user_row *u, struct err *e)
{
    if (!u->login.n)
        return err_set(e, "a user needs a login");
    if (is_taken(u->login))
        return err_set(e, "the login " STR_FMT " is the program's own",
                       STR_ARG(u->login));
    return db_run(s->db, sql_out, ARGS(TEXT(u->login), TEXT(u->password)), e) &&
           db_run(s->db, sql_put,
                  ARGS(TEXT(u->login), TEXT(u->name), TEXT(u->role),
                       TEXT(u->lang), TEXT(u->password), TEXT(u->departments)),
                  e);
}

bool store_user_put(struct store *s, const struct user_row *u, struct str who,
                    int64_t now, struct err *e)
{
    if (!store_begin(s, e))
        return false;
    return store_end(s, put(s, u, e) && tell(s, u->login, who, now, e), e);
}

bool store_user_password(struct store *s, const struct user_row *u,
                         struct str who, int64_t now, struct err *e)
{
    if (!store_begin(s, e))
        return false;
    return store_end(s,
                     change(s, u, sql_password, u->password, e) &&
                         tell(s, u->login, who, now, e),
                     e);
}

bool store_user_role(struct store *s, const struct user_row *u, struct str who,
                     int64_t now, struct err *e)
{
    if (!store_begin(s, e))
        return false;
    return store_end(
        s, change(s, u, sql_role, u->role, e) && tell(s, u->login, who, now, e),
        e);
}

bool store_user_departments(struct store *s, const struct user_row *u,
                            struct str who, int64_t now, struct err *e)
{
    if (!store_begin(s, e))
        return false;
    return store_end(s,
                     change(s, u, sql_departments, u->departments, e) &&
                         tell(s, u->login, who, now, e),
                     e);
}

bool store_user_remove(struct store *s, const struct user_row *u,
                       struct str who, int64_t now, struct err *e)
{
    if (!store_begin(s, e))
        return false;
    return store_end(s,
                     change(s, u, sql_remove, STR(""), e) &&
                         db_run(s->db, sql_views, ARGS(TEXT(u->login)), e) &&
                         tell(s, u->login, who, now, e),
                     e);
}

bool store_user_lang(struct store *s, struct str login, struct str lang,
                     struct err *e)
{
    return db_run(s->db, sql_lang, ARGS(TEXT(login), TEXT(lang)), e);
}

static bool add_note(struct store *s, const struct event_note *n, struct err *e)
{
    char more[24];
    struct event ev = {.at = n->at,
                       .who = n->who,
                       .what = n->what,
                       .facts = {{"login", n->login},
                                 {"address", n->address},
                                 {"what", n->about}}};
    snprintf(more, sizeof more, "%lld", (long long)n->more);
    if (n->more)
        ev.facts[3] = (struct event_fact){"more", str_of(more)};
    return event_add(s->db, &ev, e);
}

bool store_event_note(struct store *s, const struct event_note *n,
                      struct err *e)
{
    if (!store_begin(s, e))
        return false;
    return store_end(s, add_note(s, n, e), e);
}

/* ---- sessions ---- */

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

struct store_eyes store_user_eyes(const struct user_row *u)
{
    return (struct store_eyes){u->login, role_sees(role_by_name(u->role)),
                               u->departments};
}

bool store_user_may(const struct user_row *u, int rights)
{
    return role_rights(role_by_name(u->role)) & rights;
}
