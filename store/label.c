/* SPDX-License-Identifier: MIT
 * label: what a person says a mention really is. */
#include <stdio.h>

#include "store/case.h"

#include "store/event.h"
#include "store/internal.h"
#include "store/verdict.h"

#define NOT_US "not-us"

SQL(sql_about) =
    "SELECT v.type, coalesce(c.id, 0) FROM verdict v"
    " LEFT JOIN cases c ON c.mention = v.mention WHERE v.mention = $1";
SQL(sql_add) = "INSERT INTO label (mention, type, text, who, at)"
               " SELECT $1, $2, text, $3, $4 FROM mention WHERE id = $1";
SQL(sql_not_us) = "UPDATE mention SET not_us = $2 WHERE id = $1";
SQL(sql_corrected) = "UPDATE verdict SET corrected_by = $2 WHERE mention = $1";
SQL(sql_all) = "SELECT mention, type, text, who, at FROM label ORDER BY id";

/* The label, the mark on the mention, and the event. Sets act->case_id. */
static bool put_label(struct db *db, struct act *act, struct str type,
                      struct err *e)
{
    char was[32] = "";
    struct stmt *q = db_query(db, sql_about, ARGS(INT(act->mention)), e);
    if (!q)
        return false;
    int more = db_next(q, e);
    if (more == 0)
        return err_set(e, "there is no mention %ld", (long)act->mention);
    if (more < 0)
        return false;
    snprintf(was, sizeof was, STR_FMT, STR_ARG(db_peek(q, 0)));
    act->case_id = db_int(q, 1);
    db_stop(q);
    struct event ev = {.at = act->now,
                       .mention = act->mention,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = "label",
                       .facts = {{"type", type}, {"was", str_of(was)}}};
    return db_run(db, sql_add,
                  ARGS(INT(act->mention), TEXT(type), TEXT(act->who),
                       INT(act->now)),
                  e) &&
           db_run(db, sql_not_us,
                  ARGS(INT(act->mention), INT(str_eqz(type, NOT_US))), e) &&
           event_add(db, &ev, e);
}

/* The case follows the new decision: out of the queue when no reply is
 * wanted, back into it when one is. What was approved stays approved, and
 * nobody's case leaves because it has grown old meanwhile. */
static bool follow(struct db *db, const struct act *act, struct mention *m,
                   struct err *e)
{
    bool done;
    struct act machine = *act;
    machine.who = MATRIX;
    if (!case_wanted(m))
        return !act->case_id || m->decision.stale ||
               case_dismiss(db, act, STR("the corrected type wants no reply"),
                            &done, e);
    if (act->case_id && !case_reopen(db, act, &done, e))
        return false;
    return case_open(db, m, act->now, e) &&
           case_draft(db, &machine, m->decision.draft, e);
}

bool store_label_put(struct store *s, const struct mention *m, struct str who,
                     int64_t now, struct err *e)
{
    struct mention copy = *m;
    struct act act = {.mention = m->id, .who = who, .now = now};
    if (!m->verdict.type.n || !who.n)
        return err_set(e, "a label needs a type and a person");
    if (!store_begin(s, e))
        return false;
    bool ok = put_label(s->db, &act, m->verdict.type, e) &&
              verdict_put(s->db, m, who, e) && follow(s->db, &act, &copy, e);
    return store_end(s, ok, e);
}

bool store_label_not_us(struct store *s, int64_t mention, struct str who,
                        int64_t now, struct err *e)
{
    bool done;
    struct act act = {.mention = mention, .who = who, .now = now};
    if (!who.n)
        return err_set(e, "a label needs a person");
    if (!store_begin(s, e))
        return false;
    bool ok = put_label(s->db, &act, STR(NOT_US), e) &&
              db_run(s->db, sql_corrected, ARGS(INT(mention), TEXT(who)), e) &&
              (!act.case_id ||
               case_dismiss(s->db, &act, STR("not about us"), &done, e));
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
                                             .at = db_int(q, 4)};
    }
    return more == 0;
}
