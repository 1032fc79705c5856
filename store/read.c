/* SPDX-License-Identifier: MIT
 * read: mentions with verdict, decision, case and newest draft. */
#include "store/read.h"

#include "store/internal.h"
#include "store/search.h"

/* As colleagues know him; the login of who has no name. */
#define NAME_OF(login)                                                         \
    "coalesce((SELECT name FROM users WHERE login = " login                    \
    " AND name <> ''), " login ", '')"
#define NEWEST_DRAFT                                                           \
    "coalesce((SELECT text FROM draft WHERE mention = m.id"                    \
    " ORDER BY who = 'matrix', id DESC LIMIT 1), '')"

#define SELECT_COLUMN(table, name) ", " #table "." #name
#define SELECT_VIEW(sql)           ", " sql
#define SELECT_NOWHERE()
#define AS_SELECT(kind, name, way, place, key) SELECT_##place

/* Every member that is stored, in the order of members. */
#define SELECT_MENTION                                                         \
    "SELECT m.id" POST_MEMBERS(AS_SELECT) VERDICT_MEMBERS(AS_SELECT)           \
        DECISION_MEMBERS(AS_SELECT) CASE_MEMBERS(AS_SELECT)
#define FROM_MENTION                                                           \
    " FROM mention m" READ_JOINS " LEFT JOIN cases c ON c.mention = m.id"
/* The case comes first, so that the queue's index gives the order. */
#define FROM_QUEUE                                                             \
    " FROM cases c CROSS JOIN mention m" READ_JOINS_IF(" AND m.id = "          \
                                                       "c.mention")
#define ORDER_LIST                                                             \
    " AND ($12 = 0 OR m.at < $13 OR m.id < $12)"                               \
    " ORDER BY m.at DESC, m.id DESC LIMIT $10 OFFSET $11"
#define WHERE_QUEUE " WHERE c.status = '" WAITING "' AND " READ_WHERE

SQL(sql_get) = SELECT_MENTION FROM_MENTION " WHERE m.id = $1";
SQL(sql_list) = SELECT_MENTION FROM_MENTION " WHERE " READ_WHERE ORDER_LIST;
/* What was found has to be sorted: the ids alone first, then the mentions of
 * this page. */
SQL(sql_found) = SELECT_MENTION FROM_MENTION
    " WHERE m.id IN (SELECT m.id" FROM_MENTION
    " WHERE m.id IN (SELECT id FROM hit) AND " READ_WHERE ORDER_LIST
    ") ORDER BY m.at DESC, m.id DESC";
SQL(sql_queue) = SELECT_MENTION FROM_QUEUE WHERE_QUEUE
    " AND ($14 = 0 OR (-c.priority, c.due, c.id) > (0 - $12, $13, $14))"
    " ORDER BY c.priority DESC, c.due, c.id LIMIT $10 OFFSET $11";
SQL(sql_count) = "SELECT count(*)" FROM_MENTION " WHERE " READ_WHERE;
SQL(sql_count_queue) = "SELECT count(*) FROM " READ_QUEUE " WHERE " READ_WHERE;
SQL(sql_rank) = "SELECT priority, due, id FROM cases WHERE mention = $1";
SQL(sql_at) = "SELECT at FROM mention WHERE id = $1";
SQL(sql_count_all_queue) = "SELECT count(*) FROM cases WHERE status = '" WAITING
                           "'";
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
    *found = false;
    struct stmt *q = db_query(s->db, sql_get, ARGS(INT(id)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        read_mention(q, a, m);
        *found = true;
    }
    return more == 0;
}

bool read_prepare(struct db *db, const struct mention_filter *f, struct err *e)
{
    return !f->lemmas.n || search_find(db, f->lemmas, e);
}

static struct stmt *ask_list(struct db *db, const struct mention_filter *f,
                             struct err *e)
{
    struct mention_filter from = *f;
    int64_t at = 0, limit = f->limit ? (int64_t)f->limit : INT64_MAX;
    const char *sql = f->lemmas.n ? sql_found : sql_list;
    if (f->behind) {
        int there = db_run_int(db, sql_at, ARGS(INT(f->behind)), &at, e);
        if (there == 0)
            err_set(e, "there is no mention %ld", (long)f->behind);
        if (there <= 0)
            return NULL;
        if (!f->to || f->to > at)
            from.to = at + 1;
    }
    return db_query(db, sql,
                    ARGS(READ_FILTER(&from), INT(limit), INT((int64_t)f->after),
                         INT(f->behind), INT(at)),
                    e);
}

/* What the queue is ordered by, of a case that need not wait any more; zeros,
 * which stand for its top, when there is none. */
static bool read_rank(struct db *db, int64_t mention, int64_t rank[3],
                      struct err *e)
{
    struct stmt *q = db_query(db, sql_rank, ARGS(INT(mention)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        for (int i = 0; i < 3; i++)
            rank[i] = db_int(q, i);
    return more == 0;
}

static struct stmt *ask_queue(struct db *db, const struct mention_filter *f,
                              struct err *e)
{
    int64_t limit = f->limit ? (int64_t)f->limit : INT64_MAX;
    int64_t rank[3] = {0};
    if (f->behind && !read_rank(db, f->behind, rank, e))
        return NULL;
    return db_query(db, sql_queue,
                    ARGS(READ_FILTER(f), INT(limit), INT((int64_t)f->after),
                         INT(rank[0]), INT(rank[1]), INT(rank[2])),
                    e);
}

bool store_mentions(struct store *s, struct arena *a,
                    const struct mention_filter *f, struct mention **rows,
                    size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    if (!read_prepare(s->db, f, e))
        return false;
    struct stmt *q = f->queue ? ask_queue(s->db, f, e) : ask_list(s->db, f, e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        read_mention(q, a, &(*rows)[(*n)++]);
    }
    return more == 0;
}

bool read_queue_only(const struct mention_filter *f)
{
    return f->queue || str_eqz(f->status, WAITING);
}

static bool wants_all(const struct mention_filter *f)
{
    return !f->type.n && !f->solution.n && !f->brand.n && !f->source.n &&
           !f->lang.n && !f->lemmas.n && !f->from && !f->to &&
           (!f->status.n || str_eqz(f->status, WAITING));
}

bool store_mention_count(struct store *s, const struct mention_filter *f,
                         int64_t *n, struct err *e)
{
    bool queue = read_queue_only(f);
    *n = 0;
    if (queue && wants_all(f))
        return db_run_int(s->db, sql_count_all_queue, NO_ARGS, n, e) > 0;
    return read_prepare(s->db, f, e) &&
           db_run_int(s->db, queue ? sql_count_queue : sql_count,
                      ARGS(READ_FILTER(f)), n, e) > 0;
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
