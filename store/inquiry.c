/* SPDX-License-Identifier: MIT
 * inquiry: what people at the desk ask about an address. */
#include "store/inquiries.h"

#include "store/event.h"
#include "store/internal.h"

enum { KEPT_S = 7 * 86400 };

#define COLUMNS                                                                \
    "id, login, asked, address, answered, cause, kind, urls, beginnings, ru,"  \
    " en, leads, wanted, wanted_by, name, articles, added"

SQL(sql_ask) =
    "INSERT INTO inquiry (login, asked, address, answered, cause, kind, urls,"
    " beginnings, ru, en, leads, wanted, wanted_by, name, articles, added)"
    " VALUES ($1, $2, $3, 0, '', '', '', 0, '', '', '', 0, '', '', 0, 0)"
    " ON CONFLICT (login) WHERE answered = 0 DO NOTHING RETURNING id";
SQL(sql_drop) = "DELETE FROM inquiry WHERE asked < $1 AND answered > 0"
                " AND (wanted = 0 OR added > 0)";
SQL(sql_get) = "SELECT " COLUMNS " FROM inquiry WHERE id = $1";
SQL(sql_all) = "SELECT " COLUMNS " FROM inquiry ORDER BY id DESC LIMIT $1";
SQL(sql_next) = "SELECT " COLUMNS " FROM inquiry WHERE answered = 0"
                " OR (wanted > 0 AND added = 0) ORDER BY id LIMIT 1";
SQL(sql_answer) =
    "UPDATE inquiry SET answered = $2, cause = $3, kind = $4, urls = $5,"
    " beginnings = $6, ru = $7, en = $8, leads = $9 WHERE id = $1"
    " AND answered = 0";
SQL(sql_want) =
    "UPDATE inquiry SET wanted = $2, wanted_by = $3, name = $4, articles = $5,"
    " cause = '' WHERE id = $1 AND wanted = 0 AND answered > 0 AND urls <> ''"
    " RETURNING id";
SQL(sql_added) = "UPDATE inquiry SET added = $2, name = $3 WHERE id = $1";
SQL(sql_not_added) = "UPDATE inquiry SET wanted = 0, cause = $2 WHERE id = $1"
                     " AND added = 0";

static void read_row(struct stmt *q, struct arena *a, struct inquiry_row *row)
{
    *row = (struct inquiry_row){.id = db_int(q, 0),
                                .login = db_str(q, 1, a),
                                .asked = db_int(q, 2),
                                .address = db_str(q, 3, a),
                                .answered = db_int(q, 4),
                                .cause = db_str(q, 5, a),
                                .kind = db_str(q, 6, a),
                                .urls = db_str(q, 7, a),
                                .beginnings = db_int(q, 8),
                                .ru = db_str(q, 9, a),
                                .en = db_str(q, 10, a),
                                .leads = db_str(q, 11, a),
                                .wanted = db_int(q, 12),
                                .wanted_by = db_str(q, 13, a),
                                .name = db_str(q, 14, a),
                                .articles = db_int(q, 15),
                                .added = db_int(q, 16)};
}

static bool ask(struct store *s, const struct event_note *n, int64_t *id,
                struct err *e)
{
    *id = 0;
    if (!db_run(s->db, sql_drop, ARGS(INT(n->at - KEPT_S)), e))
        return false;
    int got = db_run_int(s->db, sql_ask,
                         ARGS(TEXT(n->who), INT(n->at), TEXT(n->about)), id, e);
    return got == 0 || (got > 0 && store_event_note(s, n, e));
}

bool store_inquiry_ask(struct store *s, struct str login, struct str address,
                       int64_t now, int64_t *id, struct err *e)
{
    struct event_note n = {
        .at = now, .what = "address-asked", .who = login, .about = address};
    return store_begin(s, e) && store_end(s, ask(s, &n, id, e), e);
}

static bool one(struct store *s, struct arena *a, const char *sql,
                struct args args, struct inquiry_row *row, struct err *e,
                bool *found)
{
    struct stmt *q = db_query(s->db, sql, args, e);
    int more = q ? db_next(q, e) : -1;
    *found = more > 0;
    if (*found) {
        read_row(q, a, row);
        db_stop(q);
    }
    return more >= 0;
}

bool store_inquiry_get(struct store *s, struct arena *a, int64_t id,
                       struct inquiry_row *row, bool *found, struct err *e)
{
    return one(s, a, sql_get, ARGS(INT(id)), row, e, found);
}

bool store_inquiry_next(struct store *s, struct arena *a,
                        struct inquiry_row *row, bool *found, struct err *e)
{
    return one(s, a, sql_next, NO_ARGS, row, e, found);
}

bool store_inquiries(struct store *s, struct arena *a,
                     struct inquiry_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_all, ARGS(INT(INQUIRIES_SHOWN)), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        read_row(q, a, &(*rows)[(*n)++]);
    }
    return more == 0;
}

bool store_inquiry_answer(struct store *s, const struct inquiry_row *row,
                          int64_t now, struct err *e)
{
    return db_run(s->db, sql_answer,
                  ARGS(INT(row->id), INT(now), TEXT(row->cause),
                       TEXT(row->kind), TEXT(row->urls), INT(row->beginnings),
                       TEXT(row->ru), TEXT(row->en), TEXT(row->leads)),
                  e);
}

bool store_inquiry_want(struct store *s, const struct inquiry_row *row,
                        int64_t now, bool *done, struct err *e)
{
    int64_t id;
    int got = db_run_int(s->db, sql_want,
                         ARGS(INT(row->id), INT(now), TEXT(row->wanted_by),
                              TEXT(row->name), INT(row->articles)),
                         &id, e);
    *done = got > 0;
    return got >= 0;
}

static bool added(struct store *s, const struct inquiry_row *row, int64_t now,
                  struct err *e)
{
    struct event_note n = {.at = now,
                           .what = "source-added",
                           .who = row->wanted_by,
                           .about = row->name};
    return db_run(s->db, sql_added,
                  ARGS(INT(row->id), INT(now), TEXT(row->name)), e) &&
           store_event_note(s, &n, e);
}

bool store_inquiry_added(struct store *s, const struct inquiry_row *row,
                         int64_t now, struct err *e)
{
    if (row->cause.n)
        return db_run(s->db, sql_not_added,
                      ARGS(INT(row->id), TEXT(row->cause)), e);
    return store_begin(s, e) && store_end(s, added(s, row, now, e), e);
}
