/* SPDX-License-Identifier: MIT
 * escalate: who is told of a mention at once. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

enum { DUE_MOST = 200 /* messages at once; the rest next time */ };

/* $1 of molva.yaml. What it names is somebody who is there; else somebody who
 * may approve. */
SQL(sql_whom) =
    "SELECT login FROM users WHERE state = 'active' AND (login = $1 OR role IN"
    " ('curator', 'approver', 'head', 'admin')) ORDER BY login <> $1, CASE "
    "role WHEN"
    " 'curator' THEN 0 WHEN 'approver' THEN 1 WHEN 'head' THEN 2 ELSE 3 END, "
    "id LIMIT 1";
SQL(sql_there) = "SELECT id FROM escalation WHERE mention = $1"
                 " AND department = $2 LIMIT 1";
SQL(sql_new) = "INSERT INTO escalation (mention, case_id, department, whom,"
               " why, at) VALUES ($1, nullif(CAST($2 AS BIGINT), 0),"
               " $3, $4, $5, $6)";
SQL(sql_give) =
    "UPDATE cases SET assignee = $2, department = $3, state = 'assigned'"
    " WHERE id = $1 AND state = 'registered' AND assignee = ''"
    " AND concerns <> $2";

#define ROWS                                                                   \
    "SELECT x.id, x.mention, coalesce(x.case_id, 0), x.department, x.whom,"    \
    " x.why, x.at, x.told, x.times, x.seen, x.acked, x.acked_by, m.text,"      \
    " m.url, v.flags, x.stands_for FROM escalation x JOIN mention m ON m.id "  \
    "= x.mention"                                                              \
    " JOIN verdict v ON v.mention = x.mention WHERE "
SQL(sql_of_mention) = ROWS "x.mention = $1 ORDER BY x.id";
SQL(sql_of_case) = ROWS "x.mention IN (SELECT mention FROM case_mention"
                        " WHERE case_id = $1) ORDER BY x.id";
/* (Not before the year 0: so it goes by the index of those that are open.) */
#define OPEN "x.acked = 0 AND x.told >= 0"
SQL(sql_open) = ROWS OPEN " AND ($1 = '' OR x.whom = $1)"
                          " ORDER BY x.told, x.id";
/* After an hour again, then every four, after a day once a day. A time to come
 * is that of a clock that was ahead. */
SQL(sql_due) = ROWS OPEN " AND (x.times = 0 OR x.told > $1 OR x.told + CASE"
                         " WHEN x.times < 2 THEN 3600 WHEN x.times < 7 THEN"
                         " 14400 ELSE 86400 END <= $1)"
                         " ORDER BY x.told, x.id LIMIT $2";
SQL(sql_seen) = "UPDATE escalation SET seen = $2, seen_by = $3"
                " WHERE id = $1 AND seen = 0 AND whom = $3"
                " RETURNING id";
SQL(sql_ack) = "UPDATE escalation SET acked = $2, acked_by = $3,"
               " seen = CASE seen WHEN 0 THEN $2 ELSE seen END,"
               " seen_by = CASE seen_by WHEN '' THEN $3 ELSE seen_by END"
               " WHERE id = $1 AND acked = 0";
SQL(sql_told) = "UPDATE escalation SET told = $2, times = times + 1"
                " WHERE id = $1";
SQL(sql_concerns) = "SELECT 1 FROM cases WHERE id = $1 AND concerns <> ''"
                    " AND $2 IN (concerns, concerns || '@cli')";

/* Whom: in *login, "" nobody. */
static bool find_whom(struct db *db, struct arena *a, struct str named,
                      struct str *login, struct err *e)
{
    struct stmt *q = db_query(db, sql_whom, ARGS(TEXT(named)), e);
    int more = -1;
    *login = STR("");
    while (q && (more = db_next(q, e)) > 0)
        *login = db_str(q, 0, a);
    return more == 0;
}

static bool begin(struct db *db, const struct mention *m, int64_t now,
                  struct str whom, struct err *e)
{
    const struct decision_row *d = &m->decision;
    struct event ev = {.at = now,
                       .mention = m->id,
                       .case_id = m->case_.id,
                       .who = MATRIX,
                       .what = "escalated",
                       .facts = {{"department", d->escalation},
                                 {"assignee", whom},
                                 {"row", d->row},
                                 {"flags", m->verdict.flags}}};
    bool his = m->case_.id && whom.n && !d->template.n;
    return db_run(db, sql_new,
                  ARGS(INT(m->id), INT(m->case_.id), TEXT(d->escalation),
                       TEXT(whom), TEXT(d->row), INT(now)),
                  e) &&
           (!his ||
            db_run(db, sql_give,
                   ARGS(INT(m->case_.id), TEXT(whom), TEXT(d->escalation)),
                   e)) &&
           event_add(db, &ev, e);
}

bool case_escalate(struct db *db, const struct mention *m, int64_t now,
                   struct err *e)
{
    struct arena a = {0};
    struct str whom;
    int64_t id;
    if (!m->decision.escalation.n || m->decision.stale)
        return true;
    int there = db_run_int(
        db, sql_there, ARGS(INT(m->id), TEXT(m->decision.escalation)), &id, e);
    bool ok = there >= 0;
    if (there == 0)
        ok = find_whom(db, &a, m->decision.head, &whom, e) &&
             begin(db, m, now, whom, e);
    arena_clear(&a);
    return ok || err_add(e, "escalation");
}

static struct escalation_row read_row(struct stmt *q, struct arena *a)
{
    return (struct escalation_row){.id = db_int(q, 0),
                                   .mention = db_int(q, 1),
                                   .case_id = db_int(q, 2),
                                   .department = db_str(q, 3, a),
                                   .whom = db_str(q, 4, a),
                                   .why = db_str(q, 5, a),
                                   .at = db_int(q, 6),
                                   .told = db_int(q, 7),
                                   .times = db_int(q, 8),
                                   .seen = db_int(q, 9),
                                   .acked = db_int(q, 10),
                                   .acked_by = db_str(q, 11, a),
                                   .text = db_str(q, 12, a),
                                   .url = db_str(q, 13, a),
                                   .flags = db_str(q, 14, a),
                                   .stands_for = db_str(q, 15, a)};
}

static bool read_all(struct stmt *q, struct arena *a,
                     struct escalation_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = read_row(q, a);
    }
    return more == 0 || err_add(e, "escalations");
}

bool store_escalations(struct store *s, struct arena *a,
                       struct escalation_of of, struct escalation_row **rows,
                       size_t *n, struct err *e)
{
    struct stmt *q =
        of.mention ? db_query(s->db, sql_of_mention, ARGS(INT(of.mention)), e)
                   : db_query(s->db, sql_of_case, ARGS(INT(of.case_id)), e);
    return read_all(q, a, rows, n, e);
}

bool store_escalations_open(struct store *s, struct arena *a, struct str whom,
                            struct escalation_row **rows, size_t *n,
                            struct err *e)
{
    return read_all(db_query(s->db, sql_open, ARGS(TEXT(whom)), e), a, rows, n,
                    e);
}

bool store_escalations_due(struct store *s, struct arena *a, int64_t now,
                           struct escalation_row **rows, size_t *n,
                           struct err *e)
{
    return read_all(db_query(s->db, sql_due, ARGS(INT(now), INT(DUE_MOST)), e),
                    a, rows, n, e);
}

static bool event_of(struct db *db, const struct escalation_row *row,
                     const char *what, struct str who, int64_t now,
                     struct err *e)
{
    struct event ev = {
        .at = now,
        .mention = row->mention,
        .case_id = row->case_id,
        .who = who,
        .what = what,
        .facts = {{"department", row->department}, {"assignee", row->whom}}};
    return event_add(db, &ev, e);
}

static bool told(struct db *db, const struct escalation_row *row, int64_t now,
                 struct err *e)
{
    return db_run(db, sql_told, ARGS(INT(row->id), INT(now)), e) &&
           event_of(db, row, row->times ? "nudged" : "told", CLOCK, now, e);
}

bool store_escalation_told(struct store *s, const struct escalation_row *row,
                           int64_t now, struct err *e)
{
    return store_begin(s, e) && store_end(s, told(s->db, row, now, e), e);
}

SQL(sql_case_of_it) = "SELECT mention, coalesce(case_id, 0) FROM escalation"
                      " WHERE id = $1";

static bool see(struct db *db, int64_t id, struct str who, int64_t now,
                struct err *e)
{
    struct event ev = {.at = now, .who = who, .what = "looked"};
    struct stmt *q = db_query(db, sql_case_of_it, ARGS(INT(id)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        ev.mention = db_int(q, 0), ev.case_id = db_int(q, 1);
    if (more < 0)
        return false;
    int done =
        db_run_int(db, sql_seen, ARGS(INT(id), INT(now), TEXT(who)), &id, e);
    return done >= 0 && (!done || event_add(db, &ev, e));
}

bool store_escalation_seen(struct store *s, int64_t id, struct str who,
                           int64_t now, struct err *e)
{
    return store_begin(s, e) && store_end(s, see(s->db, id, who, now, e), e);
}

static bool acknowledge(struct store *s, const struct escalation_row *row,
                        struct str who, int64_t now, struct err *e)
{
    int64_t about;
    int concerns = db_run_int(s->db, sql_concerns,
                              ARGS(INT(row->case_id), TEXT(who)), &about, e);
    if (concerns > 0)
        return err_set(e, "whom a case concerns does not work on it");
    return concerns == 0 &&
           db_run(s->db, sql_ack, ARGS(INT(row->id), INT(now), TEXT(who)), e) &&
           event_of(s->db, row, "acknowledged", who, now, e);
}

static bool acknowledge_all(struct store *s, struct escalation_of of,
                            struct str who, int64_t now, struct err *e)
{
    struct arena a = {0};
    struct escalation_row *rows;
    size_t n, done = 0;
    bool ok = store_escalations(s, &a, of, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        if (rows[i].acked)
            continue;
        ok = acknowledge(s, &rows[i], who, now, e);
        done++;
    }
    arena_clear(&a);
    if (ok && !done)
        return err_set(e, "nothing waits to be acknowledged there");
    return ok;
}

bool store_escalation_ack(struct store *s, struct escalation_of of,
                          struct str who, int64_t now, struct err *e)
{
    return store_begin(s, e) &&
           store_end(s, acknowledge_all(s, of, who, now, e), e);
}
