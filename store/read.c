/* SPDX-License-Identifier: MIT
 * read: mentions with verdict, decision, case and newest draft. */
#include "store/read_sql.h"

#include "store/find.h"
#include "store/internal.h"
#include "store/places.h"
#include "store/sight.h"

/* As colleagues know him; the login of who has no name. */
#define NAME_OF(login)                                                         \
    "coalesce((SELECT name FROM users WHERE login = " login                    \
    " AND name <> ''), " login ", '')"
/* What was put off and then answered does not sleep. */
#define ASLEEP_OR(is, no)                                                      \
    "CASE WHEN c.status = 'waiting' AND c.asleep > 0 THEN " is " ELSE " no     \
    " END"
#define NEWEST_DRAFT                                                           \
    "coalesce((SELECT text FROM draft WHERE mention = m.id"                    \
    " ORDER BY who = 'matrix', id DESC LIMIT 1), '')"
#define FIRST_TOLD "CASE m.beside WHEN 0 THEN m.id ELSE m.beside END"

#define SELECT_COLUMN(table, name) ", " #table "." #name
#define SELECT_VIEW(sql)           ", " sql
#define SELECT_NOWHERE()
#define AS_SELECT(kind, name, way, place, key) SELECT_##place

/* Every member that is stored, in the order of members. */
#define SELECT_MENTION                                                         \
    "SELECT m.id" POST_MEMBERS(AS_SELECT) VERDICT_MEMBERS(AS_SELECT)           \
        DECISION_MEMBERS(AS_SELECT) CASE_MEMBERS(AS_SELECT)
#define FROM_MENTION                                                           \
    " FROM mention m" READ_JOINS READ_CASE(                                    \
        "m.id") " LEFT JOIN twin tw ON tw.mention = m.id"                      \
                " LEFT JOIN cluster k ON k.id = tw.cluster"

enum { AT_ONCE = 32 /* rows of one question */ };

SQL(sql_get) = SELECT_MENTION FROM_MENTION " WHERE m.id = $1";
SQL(sql_some) = SELECT_MENTION FROM_MENTION " WHERE m.id IN (" PLACES_32 ")";
SQL(sql_history) =
    "SELECT mention, replaced, text_hash, rating, title, text, type, tone,"
    " solution, matrix_row FROM history WHERE mention = $1 ORDER BY id DESC";

static void read_mention(struct stmt *q, struct arena *a, struct mention *m)
{
    int column = 0;
    mention_init(m);
    m->id = db_int(q, column++);
    for (const struct member *i = members; i < members + MEMBERS; i++) {
        void *to = member_of(i, m);
        if (i->place == MEMBER_NOWHERE)
            continue;
        if (i->kind == MEMBER_TEXT || i->kind == MEMBER_JSON)
            *(struct str *)to = db_str(q, column++, a);
        else if (i->kind == MEMBER_NUM || i->kind == MEMBER_SHARE)
            *(double *)to = db_num(q, column++);
        else
            *(int64_t *)to = db_int(q, column++);
    }
}

bool store_mention_get(struct store *s, struct arena *a, int64_t id,
                       struct mention *m, bool *found, struct err *e)
{
    bool sees;
    *found = false;
    if (!sight_mention(s, id, &sees, e))
        return false;
    if (!sees)
        return true;
    struct stmt *q = db_query(s->db, sql_get, ARGS(INT(id)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        read_mention(q, a, m);
        sight_hide_mention(s, m);
        *found = true;
    }
    return more == 0;
}

/* Reads at most AT_ONCE mentions to the places that their ids have. */
static bool read_some(struct store *s, struct arena *a, const int64_t *ids,
                      size_t n, struct mention *rows, struct err *e)
{
    struct value v[AT_ONCE];
    struct mention m;
    for (size_t i = 0; i < AT_ONCE; i++)
        v[i] = INT(i < n ? ids[i] : 0);
    struct stmt *q = db_query(s->db, sql_some, (struct args){v, AT_ONCE}, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        size_t i = 0;
        read_mention(q, a, &m);
        sight_hide_mention(s, &m);
        while (i < n && ids[i] != m.id)
            i++;
        if (i < n)
            rows[i] = m;
    }
    return more == 0;
}

bool store_mentions(struct store *s, struct arena *a,
                    const struct mention_filter *f, struct mention **rows,
                    size_t *n, struct err *e)
{
    int64_t *ids;
    *rows = NULL, *n = 0;
    if (!find_ids(s, a, f, &ids, n, e))
        return false;
    *rows = arena_alloc(a, (*n + 1) * sizeof **rows);
    for (size_t i = 0; i < *n; i += AT_ONCE)
        if (!read_some(s, a, ids + i, *n - i < AT_ONCE ? *n - i : AT_ONCE,
                       *rows + i, e))
            return false;
    return true;
}

bool store_mentions_each(struct store *s, const struct mention_filter *f,
                         mention_fn *row, void *ctx, struct err *e)
{
    struct arena list = {0}, some = {0};
    struct mention rows[AT_ONCE];
    int64_t *ids;
    size_t n = 0;
    bool ok = find_ids(s, &list, f, &ids, &n, e);
    for (size_t i = 0; ok && i < n; i += AT_ONCE) {
        size_t left = n - i < AT_ONCE ? n - i : AT_ONCE;
        arena_reset(&some);
        ok = read_some(s, &some, ids + i, left, rows, e);
        for (size_t k = 0; ok && k < left; k++)
            ok = row(ctx, &rows[k], e);
    }
    arena_clear(&some);
    arena_clear(&list);
    return ok;
}

bool store_mention_history(struct store *s, struct arena *a, int64_t id,
                           struct mention **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql_history, ARGS(INT(id)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct mention){.id = db_int(q, 0),
                                           .post.edited = db_int(q, 1),
                                           .post.text_hash = db_int(q, 2),
                                           .post.rating = db_num(q, 3),
                                           .post.title = db_str(q, 4, a),
                                           .post.text = db_str(q, 5, a),
                                           .verdict.type = db_str(q, 6, a),
                                           .verdict.tone = db_str(q, 7, a),
                                           .decision.solution = db_str(q, 8, a),
                                           .decision.row = db_str(q, 9, a)};
    }
    return more == 0;
}
