/* SPDX-License-Identifier: MIT
 * sample: a few mentions of each week, and what people say of them. */
#include <stdio.h>
#include <stdlib.h>

#include "store/event.h"
#include "store/internal.h"

enum {
    WEEK_S = 7 * 86400,
    MONDAY = 4 * 86400, /* the epoch was a Thursday */
    DRAWN_MOST = 1000
};

SQL(sql_drawn) = "SELECT count(*) FROM sample WHERE week = $1";
SQL(sql_week) = "SELECT id FROM mention WHERE at >= $1 AND at < $2"
                " AND not_us = 0";
/* What the machine had said before a person corrected it. */
#define FIRST_LABEL                                                            \
    " FROM event WHERE mention = m.id AND what = 'label' ORDER BY id LIMIT 1"
#define DRAW(was)                                                              \
    "INSERT INTO sample (week, mention, type, tone, rules) SELECT $1, m.id,"   \
    " coalesce((SELECT " was FIRST_LABEL "), v.type), v.tone, v.rules"         \
    " FROM mention m JOIN verdict v ON v.mention = m.id WHERE m.id = $2"
BOTH(sql_draw, DRAW("json_extract(detail, '$.was')"),
     DRAW("CAST(detail AS json) ->> 'was'"));
SQL(sql_rows) = "SELECT s.id, s.week, s.mention, s.type, s.tone, s.rules,"
                " s.said, s.said_tone, s.who, s.at, m.title, m.text, m.url,"
                " CASE WHEN m.beside <> 0 OR EXISTS (SELECT 1 FROM mention x"
                " WHERE x.beside <> 0 AND x.beside = m.id) THEN m.brand"
                " ELSE '' END"
                " FROM sample s JOIN mention m ON m.id = s.mention"
                " WHERE s.week >= $1 AND s.week < $2 ORDER BY s.week, s.id";
SQL(sql_say) = "UPDATE sample SET said = $2, said_tone = $3, who = $4, at = $5"
               " WHERE id = $1 AND said = '' RETURNING mention";
SQL(sql_type) = "SELECT type FROM sample WHERE id = $1";
SQL(sql_label) = "INSERT INTO label (mention, type, text, who, at, tone)"
                 " SELECT $1, $2, text, $3, $4, $5 FROM mention WHERE id = $1";

int64_t sample_week(int64_t at)
{
    int64_t into = (at - MONDAY) % WEEK_S;
    return at - (into < 0 ? into + WEEK_S : into);
}

struct ticket {
    uint64_t number; /* the lowest are drawn */
    int64_t mention;
};

static int by_number(const void *a, const void *b)
{
    const struct ticket *x = a, *y = b;
    if (x->number != y->number)
        return (x->number > y->number) - (x->number < y->number);
    return (x->mention > y->mention) - (x->mention < y->mention);
}

static struct ticket ticket_of(int64_t week, int64_t mention)
{
    char text[64];
    int n = snprintf(text, sizeof text, "%lld %lld", (long long)week,
                     (long long)mention);
    return (struct ticket){str_hash((struct str){text, (size_t)n}), mention};
}

/* The lowest numbers of the week, in order; how many. */
static bool pick(struct db *db, const struct sample_draw *d,
                 struct ticket kept[DRAWN_MOST + 1], size_t *n, struct err *e)
{
    size_t most = d->most < DRAWN_MOST ? (size_t)d->most : DRAWN_MOST;
    struct stmt *q =
        db_query(db, sql_week, ARGS(INT(d->week), INT(d->week + WEEK_S)), e);
    int more = -1;
    *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        kept[*n] = ticket_of(d->week, db_int(q, 0));
        size_t at = (*n)++;
        for (; at > 0 && by_number(&kept[at], &kept[at - 1]) < 0; at--) {
            struct ticket t = kept[at];
            kept[at] = kept[at - 1];
            kept[at - 1] = t;
        }
        *n = *n < most ? *n : most;
    }
    return more == 0;
}

static bool draw(struct db *db, const struct sample_draw *d, int64_t *n,
                 struct err *e)
{
    struct ticket kept[DRAWN_MOST + 1];
    size_t found;
    char week[24], many[24];
    if (db_run_int(db, sql_drawn, ARGS(INT(d->week)), n, e) < 0)
        return false;
    if (*n)
        return true;
    if (!pick(db, d, kept, &found, e))
        return false;
    for (size_t i = 0; i < found; i++)
        if (!db_run(db, db_text(db, sql_draw),
                    ARGS(INT(d->week), INT(kept[i].mention)), e))
            return false;
    *n = (int64_t)found;
    snprintf(week, sizeof week, "%lld", (long long)d->week);
    snprintf(many, sizeof many, "%zu", found);
    struct event ev = {
        .at = d->now,
        .who = d->who,
        .what = "sample",
        .facts = {{"week", str_of(week)}, {"mentions", str_of(many)}}};
    return !found || event_add(db, &ev, e);
}

bool store_sample_draw(struct store *s, const struct sample_draw *d, int64_t *n,
                       struct err *e)
{
    return store_begin(s, e) && store_end(s, draw(s->db, d, n, e), e);
}

bool store_samples(struct store *s, struct arena *a, int64_t from, int64_t to,
                   struct sample_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_rows, ARGS(INT(from), INT(to)), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct sample_row){.id = db_int(q, 0),
                                              .week = db_int(q, 1),
                                              .mention = db_int(q, 2),
                                              .type = db_str(q, 3, a),
                                              .tone = db_str(q, 4, a),
                                              .rules = db_str(q, 5, a),
                                              .said = db_str(q, 6, a),
                                              .said_tone = db_str(q, 7, a),
                                              .who = db_str(q, 8, a),
                                              .at = db_int(q, 9),
                                              .title = db_str(q, 10, a),
                                              .text = db_str(q, 11, a),
                                              .url = db_str(q, 12, a),
                                              .brand = db_str(q, 13, a)};
    }
    return more == 0;
}

/* The type the machine had, for the event. */
static bool was_type(struct db *db, int64_t id, struct arena *a,
                     struct str *type, struct err *e)
{
    struct stmt *q = db_query(db, sql_type, ARGS(INT(id)), e);
    int more = q ? db_next(q, e) : -1;
    if (more > 0) {
        *type = db_str(q, 0, a);
        db_stop(q);
    }
    if (more == 0)
        return err_set(e, "there is no sample %lld", (long long)id);
    return more > 0;
}

static bool say(struct store *s, const struct sample_row *row, struct arena *a,
                struct err *e)
{
    struct str was;
    int64_t mention;
    if (!was_type(s->db, row->id, a, &was, e))
        return false;
    int done =
        db_run_int(s->db, sql_say,
                   ARGS(INT(row->id), TEXT(row->said), TEXT(row->said_tone),
                        TEXT(row->who), INT(row->at)),
                   &mention, e);
    if (done == 0)
        return err_set(e, "sample %lld is labelled already",
                       (long long)row->id);
    if (done < 0)
        return false;
    if (list_by_name(row->said) == LIST_NOT_US)
        return store_label_not_us(s, mention, row->who, row->at, e);
    struct event ev = {.at = row->at,
                       .mention = mention,
                       .who = row->who,
                       .what = "label-blind",
                       .facts = {{"type", row->said}, {"was", was}}};
    return db_run(s->db, sql_label,
                  ARGS(INT(mention), TEXT(row->said), TEXT(row->who),
                       INT(row->at), TEXT(row->said_tone)),
                  e) &&
           event_add(s->db, &ev, e);
}

bool store_sample_say(struct store *s, const struct sample_row *row,
                      struct err *e)
{
    struct arena a = {0};
    if (!row->said.n || !row->who.n)
        return err_set(e, "a label needs a type and a person");
    bool ok = store_begin(s, e) && store_end(s, say(s, row, &a, e), e);
    arena_clear(&a);
    return ok;
}
