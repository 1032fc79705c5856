/* SPDX-License-Identifier: MIT
 * label: what a person says a mention really is. */
#include <stdio.h>

#include "store/beside.h"
#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"
#include "store/read_sql.h"
#include "store/twin.h"
#include "store/verdict.h"

SQL(sql_about) = "SELECT v.type, coalesce(c.id, 0), " READ_STATUS(
    "v.mention") " FROM verdict v" READ_CASE("v.mention") " WHERE v.mention = "
                                                          "$1";
SQL(sql_add) = "INSERT INTO label (mention, type, text, who, at, tone)"
               " SELECT $1, $2, text, $3, $4, $5 FROM mention WHERE id = $1";
SQL(sql_not_us) = "UPDATE mention SET not_us = $2 WHERE id = $1";
SQL(sql_corrected) = "UPDATE verdict SET corrected_by = $2 WHERE mention = $1";
/* What the rules found is kept, unless they were right. */
#define FOUND "CASE found WHEN '' THEN brand ELSE found END"
SQL(sql_brand) = "UPDATE mention SET found = CASE " FOUND " WHEN $2 THEN ''"
                 " ELSE " FOUND " END, brand = $2 WHERE id = $1";
SQL(sql_all) = "SELECT l.mention, l.type, l.text, l.who, l.at, m.title,"
               " m.author, m.brand, m.rating, l.tone FROM label l"
               " JOIN mention m ON m.id = l.mention ORDER BY l.id";

enum { TYPE_LONGEST = 32 /* bytes of its name */ };

/* Sets act->case_id, the list its case is in, and the type it has. */
static bool find_about(struct db *db, struct act *act, char type[TYPE_LONGEST],
                       enum list *list, struct err *e)
{
    struct stmt *q = db_query(db, sql_about, ARGS(INT(act->mention)), e);
    if (!q)
        return false;
    int more = db_next(q, e);
    if (more == 0)
        return err_set(e, "there is no mention %ld", (long)act->mention);
    if (more < 0)
        return false;
    snprintf(type, TYPE_LONGEST, STR_FMT, STR_ARG(db_peek(q, 0)));
    act->case_id = db_int(q, 1);
    *list = list_by_name(db_peek(q, 2));
    db_stop(q);
    return true;
}

/* The label, the mark on the mention, and the event; tone: "" not said. */
static bool put_label(struct db *db, struct act *act, struct str type,
                      struct str tone, enum list *list, struct err *e)
{
    char was[TYPE_LONGEST] = "";
    if (!find_about(db, act, was, list, e))
        return false;
    struct event ev = {.at = act->now,
                       .mention = act->mention,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = "label",
                       .facts = {{"type", type}, {"was", str_of(was)}}};
    if (tone.n)
        ev.facts[2] = (struct event_fact){"tone", tone};
    return db_run(db, sql_add,
                  ARGS(INT(act->mention), TEXT(type), TEXT(act->who),
                       INT(act->now), TEXT(tone)),
                  e) &&
           db_run(
               db, sql_not_us,
               ARGS(INT(act->mention), INT(list_by_name(type) == LIST_NOT_US)),
               e) &&
           event_add(db, &ev, e);
}

static bool correct(struct store *s, const struct mention *m, struct str tone,
                    struct str who, int64_t now, struct err *e)
{
    struct mention copy = *m;
    struct act act = {.mention = m->id, .who = who, .now = now};
    if (!m->verdict.type.n || !who.n)
        return err_set(e, "a label needs a type and a person");
    if (!store_begin(s, e))
        return false;
    struct follow f = {.answered = case_answered(m),
                       .stale = m->decision.stale,
                       .corrected = true};
    bool ok = put_label(s->db, &act, m->verdict.type, tone, &f.list, e) &&
              verdict_put(s->db, m, who, e) &&
              case_follow(s, &act, &copy, &f,
                          STR("the corrected type wants no reply"), e);
    return store_end(s, ok, e);
}

bool store_label_put(struct store *s, const struct mention *m, struct str who,
                     int64_t now, struct err *e)
{
    return correct(s, m, (struct str){0}, who, now, e);
}

bool store_label_tone(struct store *s, const struct mention *m, struct str who,
                      int64_t now, struct err *e)
{
    return correct(s, m, m->verdict.tone, who, now, e);
}

/* The brand it is of now, in *was; no other mention of its post is of the new
 * one. */
static bool may_be_about(struct db *db, struct arena *a,
                         const struct mention *m, struct str *was,
                         struct err *e)
{
    struct told *rows;
    size_t n;
    int64_t first = m->post.beside ? m->post.beside : m->id;
    *was = (struct str){0};
    if (!beside_find(db, a, first, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (rows[i].id == m->id)
            *was = rows[i].now;
        else if (str_eq(rows[i].now, m->post.brand))
            return err_set(e, "mention %ld of the same post is about " STR_FMT,
                           (long)rows[i].id, STR_ARG(m->post.brand));
    }
    return was->n || err_set(e, "there is no mention %ld", (long)m->id);
}

static bool put_brand(struct store *s, struct act *act, struct mention *m,
                      struct str was, struct err *e)
{
    struct db *db = s->db;
    char type[TYPE_LONGEST];
    struct follow f = {.answered = case_answered(m),
                       .stale = m->decision.stale,
                       .corrected = true};
    if (!find_about(db, act, type, &f.list, e))
        return false;
    struct event ev = {.at = act->now,
                       .mention = act->mention,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = "brand",
                       .facts = {{"brand", m->post.brand}, {"was", was}}};
    return twin_leave(db, m->id, e) &&
           db_run(db, sql_brand, ARGS(INT(m->id), TEXT(m->post.brand)), e) &&
           twin_join(db, m->id, e) &&
           verdict_put(db, m, m->verdict.corrected_by, e) &&
           event_add(db, &ev, e) &&
           case_follow(s, act, m, &f, STR("about that brand it wants no reply"),
                       e);
}

bool store_label_brand(struct store *s, const struct mention *m, struct str who,
                       int64_t now, struct err *e)
{
    struct mention copy = *m;
    struct arena a = {0};
    struct str was;
    struct act act = {.mention = m->id, .who = who, .now = now};
    if (!m->post.brand.n || !who.n)
        return err_set(e, "a correction needs a brand and a person");
    if (!store_begin(s, e))
        return false;
    bool ok = may_be_about(s->db, &a, m, &was, e) &&
              (str_eq(was, m->post.brand) || put_brand(s, &act, &copy, was, e));
    arena_clear(&a);
    return store_end(s, ok, e);
}

bool store_label_not_us(struct store *s, int64_t mention, struct str who,
                        int64_t now, struct err *e)
{
    bool done;
    enum list list;
    struct str not_us = str_of(list_name(LIST_NOT_US));
    struct act act = {.mention = mention, .who = who, .now = now};
    if (!who.n)
        return err_set(e, "a label needs a person");
    if (!store_begin(s, e))
        return false;
    bool ok = put_label(s->db, &act, not_us, (struct str){0}, &list, e) &&
              db_run(s->db, sql_corrected, ARGS(INT(mention), TEXT(who)), e) &&
              (!act.case_id || list == LIST_JOINED ||
               case_dismiss(s, &act, STR("not about us"), &done, e));
    return store_end(s, ok, e);
}

bool store_labels(struct store *s, struct arena *a, struct label_row **rows,
                  size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql_all, NO_ARGS, e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct label_row){.mention = db_int(q, 0),
                                             .type = db_str(q, 1, a),
                                             .text = db_str(q, 2, a),
                                             .who = db_str(q, 3, a),
                                             .at = db_int(q, 4),
                                             .title = db_str(q, 5, a),
                                             .author = db_str(q, 6, a),
                                             .brand = db_str(q, 7, a),
                                             .rating = db_num(q, 8),
                                             .tone = db_str(q, 9, a)};
    }
    return more == 0;
}
