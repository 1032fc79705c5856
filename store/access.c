/* SPDX-License-Identifier: MIT
 * access: tokens by their hashes. */
#include <stdio.h>

#include "store/event.h"
#include "store/internal.h"

enum { USED_S = 60 /* a use is noted so often, not more */ };

#define COLUMNS                                                                \
    "t.id, u.login, t.name, t.scopes, t.made, t.made_by, t.until,"             \
    " coalesce(l.at, 0), t.revoked, t.revoked_by"
#define FROM                                                                   \
    " FROM access t JOIN users u ON u.id = t.user_id"                          \
    " LEFT JOIN access_used l ON l.access = t.id"

SQL(sql_add) =
    "INSERT INTO access (user_id, name, hash, scopes, made, made_by, until)"
    " SELECT id, $2, $3, $4, $5, $6, $7 FROM users WHERE login = $1"
    " AND state = 'active' RETURNING id";
SQL(sql_get) = "SELECT " COLUMNS FROM " WHERE t.hash = $1 AND t.revoked = 0"
               " AND (t.until = 0 OR t.until > $2) AND u.state = 'active'";
SQL(sql_list) = "SELECT " COLUMNS FROM " WHERE $1 = '' OR u.login = $1"
                " ORDER BY t.id";
SQL(sql_one) = "SELECT " COLUMNS FROM " WHERE t.id = $1 AND t.revoked = 0";
SQL(sql_revoke) =
    "UPDATE access SET revoked = $2, revoked_by = $3 WHERE id = $1";
SQL(sql_used) = "INSERT INTO access_used (access, at) VALUES ($1, $2)"
                " ON CONFLICT (access) DO UPDATE SET at = excluded.at";

static void read_row(struct stmt *q, struct arena *a, struct access_row *row)
{
    *row = (struct access_row){.id = db_int(q, 0),
                               .login = db_str(q, 1, a),
                               .name = db_str(q, 2, a),
                               .scopes = db_str(q, 3, a),
                               .made = db_int(q, 4),
                               .made_by = db_str(q, 5, a),
                               .until = db_int(q, 6),
                               .used = db_int(q, 7),
                               .revoked = db_int(q, 8),
                               .revoked_by = db_str(q, 9, a)};
}

static bool read_one(struct stmt *q, struct arena *a, struct access_row *row,
                     bool *found, struct err *e)
{
    int more = -1;
    *found = false;
    while (q && (more = db_next(q, e)) > 0) {
        read_row(q, a, row);
        *found = true;
    }
    return more == 0;
}

static bool tell(struct store *s, const char *what,
                 const struct access_row *row, struct str who, int64_t now,
                 struct err *e)
{
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)row->id);
    return event_add(s->db,
                     &(struct event){.at = now,
                                     .who = who,
                                     .what = what,
                                     .facts = {{"login", row->login},
                                               {"token", str_of(id)},
                                               {"name", row->name},
                                               {"scopes", row->scopes}}},
                     e);
}

static bool add(struct store *s, struct access_row *row, struct str hash,
                struct err *e)
{
    int found = db_run_int(s->db, sql_add,
                           ARGS(TEXT(row->login), TEXT(row->name), TEXT(hash),
                                TEXT(row->scopes), INT(row->made),
                                TEXT(row->made_by), INT(row->until)),
                           &row->id, e);
    if (!found)
        return err_set(e, "there is no user " STR_FMT, STR_ARG(row->login));
    return found > 0 && tell(s, "token-made", row, row->made_by, row->made, e);
}

bool store_access_add(struct store *s, struct access_row *row, struct str hash,
                      struct err *e)
{
    if (!store_begin(s, e))
        return false;
    return store_end(s, add(s, row, hash, e), e);
}

bool store_access_get(struct store *s, struct arena *a, struct str hash,
                      int64_t now, struct access_guest *guest, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_get, ARGS(TEXT(hash), INT(now)), e);
    return read_one(q, a, &guest->row, &guest->found, e) &&
           (!guest->found || store_user_get(s, a, guest->row.login,
                                            &guest->user, &guest->found, e));
}

bool store_access_used(struct store *s, const struct access_row *row,
                       int64_t now, struct err *e)
{
    return now - row->used < USED_S ||
           db_run(s->db, sql_used, ARGS(INT(row->id), INT(now)), e);
}

bool store_accesses(struct store *s, struct arena *a, struct str login,
                    struct access_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql_list, ARGS(TEXT(login)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        read_row(q, a, &(*rows)[(*n)++]);
    }
    return more == 0;
}

static bool revoke(struct store *s, struct arena *a, int64_t id, struct str who,
                   int64_t now, bool *found, struct err *e)
{
    struct access_row row;
    struct stmt *q = db_query(s->db, sql_one, ARGS(INT(id)), e);
    return read_one(q, a, &row, found, e) &&
           (!*found ||
            (db_run(s->db, sql_revoke, ARGS(INT(id), INT(now), TEXT(who)), e) &&
             tell(s, "token-revoked", &row, who, now, e)));
}

bool store_access_revoke(struct store *s, int64_t id, struct str who,
                         int64_t now, bool *found, struct err *e)
{
    struct arena a = {0};
    if (!store_begin(s, e))
        return false;
    bool ok = store_end(s, revoke(s, &a, id, who, now, found, e), e);
    arena_clear(&a);
    return ok;
}
