/* SPDX-License-Identifier: MIT
 * saved_view: saving, listing, finding. */
#include "store/saved_views.h"

#include "store/internal.h"

#define COLUMNS "SELECT id, login, name, query, shared FROM saved_view"

SQL(sql_count) = "SELECT count(*) FROM saved_view WHERE login = $1"
                 " AND name <> $2";
SQL(sql_save) =
    "INSERT INTO saved_view (login, name, query, shared, at)"
    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (login, name) DO UPDATE"
    " SET query = excluded.query, shared = excluded.shared, at = excluded.at"
    " RETURNING id";
SQL(sql_drop) = "DELETE FROM saved_view WHERE id = $1 AND login = $2"
                " RETURNING id";
SQL(sql_views) = COLUMNS " WHERE login = $1 OR shared = 1"
                         " ORDER BY CASE WHEN login = $1 THEN 0 ELSE 1 END,"
                         " name, id";
SQL(sql_one) = COLUMNS " WHERE id = $1 AND (login = $2 OR shared = 1)";

static bool save(struct store *s, struct saved_view *v, int64_t now,
                 struct err *e)
{
    int64_t n;
    if (db_run_int(s->db, sql_count, ARGS(TEXT(v->login), TEXT(v->name)), &n,
                   e) < 0)
        return false;
    if (n >= SAVED_VIEWS_MOST)
        return err_set(e, STR_FMT " has %d views already", STR_ARG(v->login),
                       SAVED_VIEWS_MOST);
    return db_run_int(s->db, sql_save,
                      ARGS(TEXT(v->login), TEXT(v->name), TEXT(v->query),
                           INT(v->shared), INT(now)),
                      &v->id, e) > 0;
}

bool store_view_save(struct store *s, struct saved_view *view, int64_t now,
                     struct err *e)
{
    if (!view->name.n || !view->login.n)
        return err_set(e, "a view has a name, and is somebody's");
    return store_begin(s, e) && store_end(s, save(s, view, now, e), e);
}

bool store_view_drop(struct store *s, int64_t id, struct str login, bool *found,
                     struct err *e)
{
    int64_t was;
    if (!store_begin(s, e))
        return false;
    int gone = db_run_int(s->db, sql_drop, ARGS(INT(id), TEXT(login)), &was, e);
    *found = gone > 0;
    return store_end(s, gone >= 0, e);
}

static struct saved_view read_view(struct stmt *q, struct arena *a)
{
    return (struct saved_view){.id = db_int(q, 0),
                               .login = db_str(q, 1, a),
                               .name = db_str(q, 2, a),
                               .query = db_str(q, 3, a),
                               .shared = db_int(q, 4)};
}

bool store_views(struct store *s, struct arena *a, struct str login,
                 struct saved_view **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql_views, ARGS(TEXT(login)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = read_view(q, a);
    }
    return more == 0;
}

bool store_view_get(struct store *s, struct arena *a, int64_t id,
                    struct str login, struct saved_view *view, bool *found,
                    struct err *e)
{
    struct stmt *q = db_query(s->db, sql_one, ARGS(INT(id), TEXT(login)), e);
    int more = -1;
    *found = false;
    while (q && (more = db_next(q, e)) > 0) {
        *view = read_view(q, a);
        *found = true;
    }
    return more == 0;
}
