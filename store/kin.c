/* SPDX-License-Identifier: MIT
 * kin: other mentions by the same author, or in the same thread. */
#include "store/erase.h"
#include "store/sight.h"

SQL(sql_of) = "SELECT m.source, m.author, m.author_url, m.thread, m.erased,"
              " coalesce(cm.case_id, 0) FROM mention m"
              " LEFT JOIN case_mention cm ON cm.mention = m.id WHERE m.id = $1";

/* Of each of some mentions m: whether it may be seen. */
#define KIN                                                                    \
    "SELECT m.id, m.at, coalesce(c.id, 0), m.rating,"                          \
    " CASE m.beside WHEN 0 THEN m.id ELSE m.beside END, CASE "                 \
    "WHEN " SIGHT_SEES("$4", "$5", "$6") " OR " SIGHT_TOLD(                    \
        "m.id",                                                                \
        "$4") " THEN 1 ELSE 0 END"                                             \
              " FROM (SELECT id, at, rating, beside FROM mention WHERE "
#define OF                                                                     \
    " LIMIT $3) m LEFT JOIN decision d ON d.mention = m.id"                    \
    " LEFT JOIN case_mention cm ON cm.mention = m.id"                          \
    " LEFT JOIN cases c ON c.id = cm.case_id"

SQL(sql_page) = KIN "author_url <> '' AND author_url = $1 AND $2 >= 0"
                    " ORDER BY at DESC, id DESC" OF
                    " ORDER BY m.at DESC, m.id DESC";
SQL(sql_name) = KIN "author_url = '' AND author <> '' AND author = $1"
                    " AND source = $2 ORDER BY at DESC, id DESC" OF
                    " ORDER BY m.at DESC, m.id DESC";
SQL(sql_thread) = KIN "thread <> '' AND thread = $1 AND $2 >= 0"
                      " ORDER BY at, id" OF " ORDER BY m.at, m.id";

/* The post as a mention of another brand stands there already. */
static bool is_there(const struct kin *kin, const struct kin_row *row)
{
    for (size_t i = kin->n; i && kin->rows[i - 1].at == row->at; i--)
        if (kin->rows[i - 1].post == row->post)
            return true;
    return false;
}

static bool read_rows(struct store *s, struct arena *a, struct stmt *q,
                      struct kin *kin, struct err *e)
{
    size_t cap = 0, looked = 0;
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        struct kin_row row = {db_int(q, 0), db_int(q, 1), db_int(q, 2),
                              db_int(q, 4), db_num(q, 3)};
        looked++;
        if (!db_int(q, 5) || sight_concerns(s, row.case_id) ||
            is_there(kin, &row))
            continue;
        kin->rows = arena_grow(a, kin->rows, kin->n, &cap, sizeof *kin->rows);
        kin->rows[kin->n++] = row;
    }
    kin->cut = looked == STORE_KIN;
    return more == 0;
}

/* The mention as its kin know it. */
struct origin {
    int64_t source;
    struct str author, page, thread;
    bool erased; /* his name was */
};

static bool read_origin(struct store *s, struct arena *a, int64_t mention,
                        struct origin *o, struct err *e)
{
    bool sees;
    int more = -1;
    *o = (struct origin){0};
    if (!sight_mention(s, mention, &sees, e))
        return false;
    struct stmt *q =
        sees ? db_query(s->db, sql_of, ARGS(INT(mention)), e) : NULL;
    while (q && (more = db_next(q, e)) > 0)
        if (!sight_concerns(s, db_int(q, 5)))
            *o = (struct origin){db_int(q, 0), db_str(q, 1, a), db_str(q, 2, a),
                                 db_str(q, 3, a),
                                 (db_int(q, 4) & ERASE_AUTHOR) != 0};
    return !sees || more == 0;
}

static bool ask(struct store *s, struct arena *a, const char *sql,
                struct str value, int64_t source, struct kin *kin,
                struct err *e)
{
    struct stmt *q = db_query(
        s->db, sql,
        ARGS(TEXT(value), INT(source), INT(STORE_KIN), SIGHT_ARGS(s)), e);
    return read_rows(s, a, q, kin, e);
}

bool store_kin_author(struct store *s, struct arena *a, int64_t mention,
                      struct kin *kin, struct err *e)
{
    struct origin o;
    *kin = (struct kin){0};
    if (!read_origin(s, a, mention, &o, e))
        return err_add(e, "author");
    if (o.erased || (!o.page.n && !o.author.n))
        return true;
    return (o.page.n ? ask(s, a, sql_page, o.page, o.source, kin, e)
                     : ask(s, a, sql_name, o.author, o.source, kin, e)) ||
           err_add(e, "author");
}

bool store_kin_thread(struct store *s, struct arena *a, int64_t mention,
                      struct kin *kin, struct err *e)
{
    struct origin o;
    *kin = (struct kin){0};
    if (!read_origin(s, a, mention, &o, e))
        return err_add(e, "thread");
    return !o.thread.n || ask(s, a, sql_thread, o.thread, o.source, kin, e) ||
           err_add(e, "thread");
}
