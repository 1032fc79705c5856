/* SPDX-License-Identifier: MIT
 * sending: replies that Molva posts itself. */
#include "store/sendings.h"

#include <stdio.h>

#include "store/event.h"
#include "store/internal.h"

SQL(sql_ask) = "INSERT INTO sending (case_id, key, who, at, state, due)"
               " VALUES ($1, $2, $3, $4, 'wanted', $4)";
SQL(sql_open) = "SELECT state, due FROM sending WHERE case_id = $1"
                " AND state IN ('wanted', 'sending', 'unsure', 'held')";
SQL(sql_ready) = "SELECT coalesce(mention, 0) FROM cases WHERE id = $1"
                 " AND status = 'approved' AND posted = 0";
SQL(sql_drop) = "UPDATE sending SET state = 'dropped' WHERE case_id = $1"
                " AND state = 'unsure'";
#define ROW                                                                    \
    "SELECT x.id, x.case_id, coalesce(c.mention, 0), x.key, x.who, x.state,"   \
    " x.at, x.due, x.tries, x.looked, x.began, x.cause, x.url,"                \
    " coalesce(src.name, ''), coalesce(m.url, ''), coalesce(m.thread, ''),"    \
    " coalesce((SELECT d.text FROM draft d WHERE d.mention = c.mention"        \
    " AND d.who <> 'matrix' ORDER BY d.id DESC LIMIT 1), '')"                  \
    " FROM sending x JOIN cases c ON c.id = x.case_id"                         \
    " LEFT JOIN mention m ON m.id = c.mention"                                 \
    " LEFT JOIN source src ON src.id = m.source"
SQL(sql_newest) = ROW " WHERE x.case_id = $1 ORDER BY x.id DESC LIMIT 1";
SQL(sql_due) = ROW " WHERE x.state IN ('wanted', 'sending', 'unsure')"
                   " AND x.due <= $1 AND ($2 = 0 OR x.case_id = $2)"
                   " ORDER BY x.due, x.id LIMIT 100";
SQL(sql_claim) =
    "UPDATE sending SET state = 'sending', tries = tries + 1, due = $3,"
    " began = CASE began WHEN 0 THEN $2 ELSE began END, cause = ''"
    " WHERE id = $1 AND state = 'wanted' AND due = $4 AND EXISTS (SELECT 1"
    " FROM cases c WHERE c.id = sending.case_id AND c.status = 'approved'"
    " AND c.posted = 0) RETURNING id";
SQL(sql_look) = "UPDATE sending SET due = $2, looked = looked + 1 WHERE id = $1"
                " AND state IN ('sending', 'unsure') AND due = $3 RETURNING id";
SQL(sql_settle) = "UPDATE sending SET state = $2, due = $3, cause = $4,"
                  " url = $5 WHERE id = $1 AND state IN ('wanted', 'sending',"
                  " 'unsure') AND state = $6 AND due = $7 RETURNING id";
SQL(sql_stands) = "SELECT 1 FROM cases WHERE id = $1 AND posted > 0";

static bool read_row(struct stmt *q, struct arena *a, struct sending_row *row,
                     int *more, struct err *e)
{
    *more = q ? db_next(q, e) : -1;
    if (*more <= 0)
        return *more == 0;
    *row = (struct sending_row){.id = db_int(q, 0),
                                .case_id = db_int(q, 1),
                                .mention = db_int(q, 2),
                                .key = db_str(q, 3, a),
                                .who = db_str(q, 4, a),
                                .state = db_str(q, 5, a),
                                .at = db_int(q, 6),
                                .due = db_int(q, 7),
                                .tries = db_int(q, 8),
                                .looked = db_int(q, 9),
                                .began = db_int(q, 10),
                                .cause = db_str(q, 11, a),
                                .url = db_str(q, 12, a),
                                .source = db_str(q, 13, a),
                                .permalink = db_str(q, 14, a),
                                .thread = db_str(q, 15, a),
                                .text = db_str(q, 16, a)};
    row->was = row->state, row->was_due = row->due;
    return true;
}

bool store_sending_of(struct store *s, struct arena *a, int64_t case_id,
                      struct sending_row *row, bool *found, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_newest, ARGS(INT(case_id)), e);
    int more;
    *found = false;
    if (!read_row(q, a, row, &more, e))
        return false;
    *found = more > 0;
    if (more > 0)
        db_stop(q);
    return true;
}

bool store_sendings_due(struct store *s, struct arena *a, int64_t case_id,
                        int64_t now, struct sending_row **rows, size_t *n,
                        struct err *e)
{
    struct stmt *q = db_query(s->db, sql_due, ARGS(INT(now), INT(case_id)), e);
    struct sending_row row;
    size_t cap = 0;
    int more;
    *rows = NULL, *n = 0;
    while (read_row(q, a, &row, &more, e)) {
        if (!more)
            return true;
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = row;
    }
    return false;
}

/* What is still open stands in the way, but for what a person has looked for
 * in vain. */
static bool is_free(struct store *s, int64_t case_id, bool again, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_open, ARGS(INT(case_id)), e);
    int more = q ? db_next(q, e) : -1;
    if (more <= 0)
        return more == 0;
    bool unsure = str_eqz(db_peek(q, 0), "unsure");
    bool held = str_eqz(db_peek(q, 0), "held");
    db_stop(q);
    if (unsure && again)
        return db_run(s->db, sql_drop, ARGS(INT(case_id)), e);
    return err_set(e, "%s",
                   unsure ? "nobody knows whether it stands there already: "
                            "look at the venue; if it does not, say --again"
                   : held ? "it was sent; a moderator of the venue looks first"
                          : "it is being posted already");
}

static bool ask(struct store *s, struct event *ev, bool again, struct err *e)
{
    struct arena a = {0};
    int ready =
        db_run_int(s->db, sql_ready, ARGS(INT(ev->case_id)), &ev->mention, e);
    if (ready <= 0)
        return ready == 0 && err_set(e,
                                     "case %lld is not approved, or posted "
                                     "already",
                                     (long long)ev->case_id);
    struct str key = store_outbox_key(&a);
    bool ok =
        is_free(s, ev->case_id, again, e) &&
        db_run(s->db, sql_ask,
               ARGS(INT(ev->case_id), TEXT(key), TEXT(ev->who), INT(ev->at)),
               e) &&
        event_add(s->db, ev, e);
    arena_clear(&a);
    return ok;
}

bool store_sending_ask(struct store *s, int64_t case_id, bool again,
                       struct str who, int64_t now, struct err *e)
{
    struct event ev = {
        .at = now, .case_id = case_id, .who = who, .what = "post-asked"};
    return store_begin(s, e) && store_end(s, ask(s, &ev, again, e), e);
}

static bool claim(struct store *s, struct sending_row *row, int64_t now,
                  int64_t until, bool *got, struct err *e)
{
    int64_t id;
    struct event ev = {.at = now,
                       .mention = row->mention,
                       .case_id = row->case_id,
                       .who = STR(SENDER),
                       .what = "sending",
                       .facts = {{"key", row->key}}};
    int is = db_run_int(s->db, sql_claim,
                        ARGS(INT(row->id), INT(now), INT(until), INT(row->due)),
                        &id, e);
    *got = is > 0;
    if (*got) {
        row->due = row->was_due = until, row->tries++;
        row->state = row->was = STR("sending");
        row->began = row->began ? row->began : now;
    }
    return is >= 0 && (!*got || event_add(s->db, &ev, e));
}

bool store_sending_claim(struct store *s, struct sending_row *row, int64_t now,
                         int64_t until, bool *got, struct err *e)
{
    return store_begin(s, e) &&
           store_end(s, claim(s, row, now, until, got, e), e);
}

bool store_sending_look(struct store *s, struct sending_row *row, int64_t until,
                        bool *got, struct err *e)
{
    int64_t id;
    if (!store_begin(s, e))
        return false;
    int is = db_run_int(s->db, sql_look,
                        ARGS(INT(row->id), INT(until), INT(row->due)), &id, e);
    *got = is > 0;
    if (*got)
        row->due = row->was_due = until, row->looked++;
    return store_end(s, is >= 0, e);
}

/* Posted, it stands there, unless somebody has seen that before. */
static bool mark(struct store *s, const struct sending_row *row, int64_t now,
                 struct err *e)
{
    int64_t one;
    int is = db_run_int(s->db, sql_stands, ARGS(INT(row->case_id)), &one, e);
    const struct posting p = {.case_id = row->case_id,
                              .who = STR(SENDER),
                              .url = row->url,
                              .why = STR("posted by the venue's interface"),
                              .now = now};
    return is > 0 || (is == 0 && store_case_posted(s, &p, e));
}

static bool settle(struct store *s, struct sending_row *row, int64_t now,
                   struct err *e)
{
    int64_t id;
    bool posted = str_eqz(row->state, "posted");
    struct event ev = {
        .at = now,
        .mention = row->mention,
        .case_id = row->case_id,
        .who = STR(SENDER),
        .what = posted ? "sent" : "not-sent",
        .facts = {{"state", row->state},
                  {posted ? "url" : "cause", posted ? row->url : row->cause}}};
    int is = db_run_int(s->db, sql_settle,
                        ARGS(INT(row->id), TEXT(row->state), INT(row->due),
                             TEXT(row->cause), TEXT(row->url), TEXT(row->was),
                             INT(row->was_due)),
                        &id, e);
    if (is == 0 && !posted)
        return true; /* it ended meanwhile, or is another's */
    if (is > 0)
        row->was = row->state, row->was_due = row->due;
    /* Where the approval was taken back meanwhile it stands there all the
     * same: the event tells. */
    return is >= 0 && event_add(s->db, &ev, e) &&
           (!posted || is == 0 || mark(s, row, now, e));
}

bool store_sending_settle(struct store *s, struct sending_row *row, int64_t now,
                          struct err *e)
{
    return store_begin(s, e) && store_end(s, settle(s, row, now, e), e);
}
