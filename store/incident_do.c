/* SPDX-License-Identifier: MIT
 * incident_do: what people do with incidents, and how they are read. */
#include <stdio.h>
#include <string.h>

#include "store/case.h"
#include "store/event.h"
#include "store/incident.h"
#include "store/internal.h"
#include "store/sift.h"
#include "store/sight.h"

#define INCIDENT                                                               \
    "SELECT i.id, i.brand, i.event, i.place, i.thread, i.department,"          \
    " i.opened, i.opened_by, i.truth, i.truth_by, i.told, i.closed,"           \
    " i.closed_by, i.closed_why, (SELECT count(*) FROM spot s"                 \
    " WHERE s.incident = i.id) FROM incident i WHERE "
SQL(sql_list) = INCIDENT
    "(i.closed = 0 OR $1 > 0) AND ($2 = 0 OR CASE WHEN i.closed > 0 THEN 1"
    " ELSE 0 END > (SELECT CASE WHEN b.closed > 0 THEN 1 ELSE 0 END FROM"
    " incident b WHERE b.id = $2) OR (i.id < $2 AND CASE WHEN i.closed > 0"
    " THEN 1 ELSE 0 END = (SELECT CASE WHEN b.closed > 0 THEN 1 ELSE 0 END"
    " FROM incident b WHERE b.id = $2)))"
    " ORDER BY i.closed > 0, i.id DESC LIMIT $3";
SQL(sql_one) = INCIDENT "i.id = $1";
SQL(sql_spots) =
    "SELECT s.mention, coalesce(cm.case_id, 0), s.event, s.place, s.author,"
    " m.text, m.url, s.at, s.since, s.who, s.why FROM spot s"
    " JOIN mention m ON m.id = s.mention"
    " LEFT JOIN case_mention cm ON cm.mention = s.mention"
    " WHERE s.incident = $1 ORDER BY s.at, s.mention";
SQL(sql_cases) = "SELECT coalesce(cm.case_id, 0) FROM spot s"
                 " JOIN case_mention cm ON cm.mention = s.mention"
                 " WHERE s.incident = $1";
SQL(sql_of) = "SELECT incident FROM spot WHERE mention = $1"
              " AND incident IS NOT NULL";
BOTH(sql_of_all,
     "SELECT mention, incident FROM spot WHERE incident IS NOT NULL"
     " AND mention IN (SELECT value FROM json_each($1))",
     "SELECT mention, incident FROM spot WHERE incident IS NOT NULL"
     " AND mention = ANY(CAST($1 AS BIGINT[]))");
SQL(sql_mention) = "SELECT brand, thread FROM mention WHERE id = $1";
SQL(sql_spot) = "INSERT INTO spot (mention, brand, event, place, thread,"
                " author, at) SELECT id, brand, $2, '', thread, author, at"
                " FROM mention WHERE id = $1 ON CONFLICT DO NOTHING";
SQL(sql_event_of) = "SELECT event, place FROM spot WHERE mention = $1";
SQL(sql_part) = "UPDATE spot SET incident = NULL, since = $2, who = $3,"
                " why = $4, apart = 1 WHERE mention = $1";
SQL(sql_truth) = "UPDATE incident SET truth = $2, truth_by = $3, told = $4"
                 " WHERE id = $1 AND closed = 0 RETURNING id";
SQL(sql_close) = "UPDATE incident SET closed = $4, closed_by = $3,"
                 " closed_why = $2 WHERE id = $1 AND closed = 0 RETURNING id";

static struct incident_row read_incident(struct stmt *q, struct arena *a)
{
    return (struct incident_row){.id = db_int(q, 0),
                                 .brand = db_str(q, 1, a),
                                 .event = db_str(q, 2, a),
                                 .place = db_str(q, 3, a),
                                 .thread = db_str(q, 4, a),
                                 .department = db_str(q, 5, a),
                                 .opened = db_int(q, 6),
                                 .opened_by = db_str(q, 7, a),
                                 .truth = db_str(q, 8, a),
                                 .truth_by = db_str(q, 9, a),
                                 .told = db_int(q, 10),
                                 .closed = db_int(q, 11),
                                 .closed_by = db_str(q, 12, a),
                                 .closed_why = db_str(q, 13, a),
                                 .mentions = db_int(q, 14)};
}

/* Whom a case of it concerns is not led to who said it. */
static bool hide_thread(struct store *s, struct incident_row *row,
                        struct err *e)
{
    bool hidden = false;
    int more = 0;
    if (!s->sight.n)
        return true;
    struct stmt *q = db_query(s->db, sql_cases, ARGS(INT(row->id)), e);
    if (!q)
        return false;
    while ((more = db_next(q, e)) > 0)
        hidden = hidden || sight_concerns(s, db_int(q, 0));
    if (hidden)
        row->thread = STR("");
    return more == 0;
}

bool store_incidents(struct store *s, struct arena *a,
                     const struct incident_filter *f,
                     struct incident_row **rows, size_t *n, struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_list,
                 ARGS(INT(f->all), INT(f->behind),
                      INT(f->limit ? (int64_t)f->limit : INT64_MAX)),
                 e);
    size_t cap = 0;
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = read_incident(q, a);
    }
    for (size_t i = 0; more == 0 && i < *n; i++)
        if (!hide_thread(s, &(*rows)[i], e))
            more = -1;
    return more == 0 || err_add(e, "incidents");
}

bool store_incident(struct store *s, struct arena *a, int64_t id,
                    struct incident_row *row, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_one, ARGS(INT(id)), e);
    int more = -1;
    *row = (struct incident_row){0};
    while (q && (more = db_next(q, e)) > 0)
        *row = read_incident(q, a);
    return (more == 0 && hide_thread(s, row, e)) ||
           err_add(e, "incident %ld", (long)id);
}

bool store_incident_spots(struct store *s, struct arena *a, int64_t id,
                          struct spot_row **rows, size_t *n, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_spots, ARGS(INT(id)), e);
    size_t cap = 0;
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct spot_row){.mention = db_int(q, 0),
                                            .case_id = db_int(q, 1),
                                            .event = db_str(q, 2, a),
                                            .place = db_str(q, 3, a),
                                            .author = db_str(q, 4, a),
                                            .text = db_str(q, 5, a),
                                            .url = db_str(q, 6, a),
                                            .at = db_int(q, 7),
                                            .since = db_int(q, 8),
                                            .who = db_str(q, 9, a),
                                            .why = db_str(q, 10, a)};
    }
    for (size_t i = 0; i < *n; i++)
        if (sight_concerns(s, (*rows)[i].case_id))
            (*rows)[i].author = (*rows)[i].url = STR("");
    return more == 0 || err_add(e, "incident %ld", (long)id);
}

bool store_incidents_of(struct store *s, const int64_t *mentions, size_t n,
                        int64_t *incidents, struct err *e)
{
    struct buf list;
    memset(incidents, 0, n * sizeof *incidents);
    sift_list(&list, s->db, mentions, n);
    struct stmt *q = db_query(s->db, db_text(s->db, sql_of_all),
                              ARGS(TEXT(buf_view(&list))), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        for (size_t i = 0; i < n; i++)
            if (mentions[i] == db_int(q, 0))
                incidents[i] = db_int(q, 1);
    buf_clear(&list);
    return more == 0;
}

bool store_incident_of(struct store *s, int64_t mention, int64_t *id,
                       struct err *e)
{
    *id = 0;
    return db_run_int(s->db, sql_of, ARGS(INT(mention)), id, e) >= 0;
}

/* ---- by hand ---- */

/* It is there and open. */
static bool must_be_open(struct store *s, struct arena *a, int64_t id,
                         struct incident_row *row, struct err *e)
{
    if (!store_incident(s, a, id, row, e))
        return false;
    if (!row->id)
        return err_set(e, "there is no incident %ld", (long)id);
    return !row->closed ||
           err_set(e, "incident %ld is closed already, by " STR_FMT, (long)id,
                   STR_ARG(row->closed_by));
}

/* The mention, with a spot of its own; what happened is told by it or by the
 * incident. */
static bool find_spot(struct db *db, struct arena *a, int64_t mention,
                      struct str event, struct spot_row *spot,
                      struct str *brand, struct err *e)
{
    *spot = (struct spot_row){.mention = mention};
    struct stmt *q = db_query(db, sql_mention, ARGS(INT(mention)), e);
    int more = -1;
    bool found = false;
    while (q && (more = db_next(q, e)) > 0) {
        found = true;
        *brand = db_str(q, 0, a);
        spot->url = db_str(q, 1, a);
    }
    if (more < 0)
        return false;
    if (!found)
        return err_set(e, "there is no mention %ld", (long)mention);
    if (!db_run(db, sql_spot,
                ARGS(INT(mention), TEXT(event.n ? event : STR("same"))), e))
        return false;
    q = db_query(db, sql_event_of, ARGS(INT(mention)), e);
    more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        spot->event = db_str(q, 0, a);
        spot->place = db_str(q, 1, a);
    }
    return more == 0;
}

static bool join(struct store *s, struct arena *a, struct incident_act *act,
                 struct err *e)
{
    struct incident_row row = {0};
    struct spot_row spot;
    struct str brand;
    int64_t there;
    if (act->incident && !must_be_open(s, a, act->incident, &row, e))
        return false;
    if (!find_spot(s->db, a, act->mention, row.event, &spot, &brand, e) ||
        !store_incident_of(s, act->mention, &there, e))
        return false;
    if (there)
        return err_set(e, "mention %ld is of incident %ld already",
                       (long)act->mention, (long)there);
    if (row.id && !str_eq(row.brand, brand))
        return err_set(e, "incident %ld is about " STR_FMT, (long)row.id,
                       STR_ARG(row.brand));
    return (act->incident || incident_make(s->db, &spot, brand, act, e)) &&
           incident_put(s->db, act, e);
}

bool store_incident_join(struct store *s, struct incident_act *act,
                         struct err *e)
{
    struct arena a = {0};
    bool ok = store_begin(s, e) && store_end(s, join(s, &a, act, e), e);
    arena_clear(&a);
    return ok;
}

static bool split(struct store *s, const struct incident_act *act,
                  struct err *e)
{
    struct incident_act from = *act;
    if (!store_incident_of(s, act->mention, &from.incident, e))
        return false;
    if (!from.incident)
        return err_set(e, "mention %ld is of no incident", (long)act->mention);
    if (act->incident && act->incident != from.incident)
        return err_set(e, "mention %ld is of incident %ld", (long)act->mention,
                       (long)from.incident);
    return db_run(s->db, sql_part,
                  ARGS(INT(act->mention), INT(act->now), TEXT(act->who),
                       TEXT(act->words)),
                  e) &&
           incident_tell(s->db, &from, "incident-split", e);
}

bool store_incident_split(struct store *s, const struct incident_act *act,
                          struct err *e)
{
    if (!str_trim(act->words).n)
        return err_set(e, "a mention is taken out with a reason only");
    return store_begin(s, e) && store_end(s, split(s, act, e), e);
}

/* A note on each case, an event on each mention that has none. */
static bool note_all(struct store *s, struct arena *a,
                     const struct incident_act *act, const char *what,
                     struct err *e)
{
    struct spot_row *rows;
    size_t n;
    struct note_row note = {
        .at = act->now, .who = act->who, .text = act->words};
    if (!store_incident_spots(s, a, act->incident, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct incident_act one = *act;
        bool again = false; /* a case of several of them has it once */
        one.mention = rows[i].mention;
        for (size_t k = 0; k < i; k++)
            again |= rows[i].case_id && rows[k].case_id == rows[i].case_id;
        if (!incident_tell(s->db, &one, what, e) ||
            (rows[i].case_id && !again &&
             !store_case_note(s, rows[i].case_id, &note, e)))
            return false;
    }
    return true;
}

static bool say(struct store *s, const struct incident_act *act,
                const char *sql, const char *what, struct err *e)
{
    struct arena a = {0};
    struct incident_row row;
    int64_t id;
    bool ok = must_be_open(s, &a, act->incident, &row, e) &&
              db_run_int(s->db, sql,
                         ARGS(INT(act->incident), TEXT(act->words),
                              TEXT(act->who), INT(act->now)),
                         &id, e) > 0 &&
              note_all(s, &a, act, what, e);
    arena_clear(&a);
    return ok;
}

bool store_incident_tell(struct store *s, const struct incident_act *act,
                         struct err *e)
{
    if (!str_trim(act->words).n)
        return err_set(e, "what is known now is told in words");
    return store_begin(s, e) &&
           store_end(s, say(s, act, sql_truth, "incident-told", e), e);
}

bool store_incident_close(struct store *s, const struct incident_act *act,
                          struct err *e)
{
    if (!str_trim(act->words).n)
        return err_set(e, "an incident is closed with its last word only");
    return store_begin(s, e) &&
           store_end(s, say(s, act, sql_close, "incident-closed", e), e);
}
