/* SPDX-License-Identifier: MIT
 * case_life: moves along a case's line of life, and what is known of it. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

SQL(sql_state) =
    "SELECT coalesce(mention, 0), state, coalesce(merged_into, 0), status,"
    " posted, assignee, concerns, (SELECT count(*) FROM task WHERE case_id = "
    "c.id"
    " AND state = 'open' AND chain <> 'deadlines'), (SELECT count(*) FROM "
    "promise WHERE case_id = c.id"
    " AND state = 'open') FROM cases c WHERE id = $1";
SQL(sql_assign) = "UPDATE cases SET state = 'assigned', assignee = $2,"
                  " stands_for = '', department = CASE $3 WHEN '' THEN"
                  " department ELSE $3 END WHERE id = $1";
SQL(sql_begin) = "UPDATE cases SET state = 'in-progress', assignee = $2"
                 " WHERE id = $1";
SQL(sql_finish) = "UPDATE cases SET state = 'done', result = $2 WHERE id = $1";
SQL(sql_verify) = "UPDATE cases SET state = 'verified', checked = $2"
                  " WHERE id = $1";
SQL(sql_rework) = "UPDATE cases SET state = 'in-progress' WHERE id = $1";
SQL(sql_finish_off) = "UPDATE cases SET state = $2, ended = $3, ended_by = $4,"
                      " ended_why = $5 WHERE id = $1";
SQL(sql_reopen) = "UPDATE cases SET " LIVES_AGAIN " WHERE id = $1";

/* A case before it moves. */
struct place {
    struct act act;   /* who moves it */
    struct life life; /* to the register */
    bool dismissed;   /* no reply is given */
};

static bool look(struct db *db, const struct case_step *step, struct arena *a,
                 struct place *p, struct err *e)
{
    struct stmt *q = db_query(db, sql_state, ARGS(INT(step->case_id)), e);
    int more = q ? db_next(q, e) : -1;
    if (more == 0)
        return err_set(e, "there is no case %ld", (long)step->case_id);
    if (more < 0)
        return false;
    int64_t into = db_int(q, 2);
    struct str status = db_str(q, 3, a);
    *p = (struct place){
        .act = {db_int(q, 0), step->case_id, step->who, step->now},
        .dismissed = str_eqz(status, "dismissed"),
        .life = {.stage = stage_by_name(db_peek(q, 1)),
                 .waits = str_eqz(status, WAITING),
                 .unposted = str_eqz(status, "approved") && !db_int(q, 4),
                 .assignee = db_str(q, 5, a),
                 .concerns = db_str(q, 6, a),
                 .tasks = db_int(q, 7),
                 .promises = db_int(q, 8),
                 .who = step->who,
                 .words = step->words,
                 .to = step->assignee,
                 .department = step->department}};
    db_stop(q);
    return !into || err_set(e, "case %ld was merged into %ld",
                            (long)step->case_id, (long)into);
}

static bool may_move(const struct case_step *step, const struct place *p,
                     struct err *e)
{
    long id = (long)step->case_id;
    if (!step->who.n)
        return err_set(e, "case %ld is moved by somebody", id);
    int hitch = (int)life_hitch(&p->life, step->move);
    const struct term *why = term_at(TERMS_HITCH, hitch);
    return !why ||
           err_set(e, "case %ld is %s, '%s' is not possible: %s", id,
                   stage_name(p->life.stage), move_name(step->move), why->en);
}

static bool end(struct store *s, const struct case_step *step, struct err *e)
{
    bool done;
    struct act act = {
        .case_id = step->case_id, .who = step->who, .now = step->now};
    enum stage to = step->move == MOVE_CLOSE ? STAGE_CLOSED : STAGE_DISMISSED;
    return pause_end(s, &act, STR(""), &done, e) &&
           db_run(s->db, sql_finish_off,
                  ARGS(INT(step->case_id), TEXT(str_of(stage_name(to))),
                       INT(step->now), TEXT(step->who), TEXT(step->words)),
                  e);
}

static bool write(struct store *s, const struct case_step *step, struct err *e)
{
    struct value id = INT(step->case_id), words = TEXT(step->words);
    switch (step->move) {
    case MOVE_ASSIGN:
        return db_run(s->db, sql_assign,
                      ARGS(id, TEXT(step->assignee), TEXT(step->department)),
                      e);
    case MOVE_BEGIN:
        return db_run(s->db, sql_begin, ARGS(id, TEXT(life_login(step->who))),
                      e);
    case MOVE_FINISH:
        return db_run(s->db, sql_finish, ARGS(id, words), e);
    case MOVE_VERIFY:
        return db_run(s->db, sql_verify, ARGS(id, words), e);
    case MOVE_REWORK:
        return db_run(s->db, sql_rework, ARGS(id), e);
    case MOVE_CLOSE:
    case MOVE_DISMISS:
        return end(s, step, e);
    case MOVE_REOPEN:
        return db_run(s->db, sql_reopen, ARGS(id), e);
    case MOVE_COUNT:
    case MOVE_NONE:
        break;
    }
    return false;
}

/* A reply that waits is dismissed with its case, and comes back with it. */
static bool with_reply(struct store *s, const struct case_step *step,
                       const struct place *p, struct err *e)
{
    bool done;
    if (step->move == MOVE_DISMISS && p->life.waits)
        return case_dismiss(s, &p->act, step->words, &done, e);
    if (step->move == MOVE_REOPEN && p->dismissed)
        return case_reopen(s->db, &p->act, &done, e);
    return true;
}

/* A fact of the event, unless there is nothing to tell. */
static void tell(struct event *ev, const char *key, struct str value)
{
    int i = 0;
    while (ev->facts[i].key)
        i++;
    if (value.n)
        ev->facts[i] = (struct event_fact){key, value};
}

static bool move(struct store *s, const struct case_step *step, struct err *e)
{
    bool ok;
    struct place p;
    struct arena a = {0};
    struct event ev = {.at = step->now,
                       .case_id = step->case_id,
                       .who = step->who,
                       .what = move_event(step->move)};
    tell(&ev, "text", str_trim(step->words));
    if (step->move == MOVE_ASSIGN) {
        tell(&ev, "assignee", step->assignee);
        tell(&ev, "department", step->department);
    }
    ok = look(s->db, step, &a, &p, e) && may_move(step, &p, e) &&
         with_reply(s, step, &p, e);
    if (ok) {
        ev.mention = p.act.mention;
        ok = write(s, step, e) && event_add(s->db, &ev, e);
    }
    arena_clear(&a);
    return ok;
}

bool store_case_move(struct store *s, const struct case_step *step,
                     struct err *e)
{
    return store_begin(s, e) && store_end(s, move(s, step, e), e);
}

/* ---- what is known of it ---- */

#define AS_SET(name)                                                           \
    SQL(sql_set_##name) = "UPDATE cases SET " #name " = $2 WHERE id = $1"      \
                          " AND merged_into IS NULL"                           \
                          " AND (concerns = '' OR concerns <> $3) RETURNING"   \
                          " coalesce(mention, 0)";
CASE_FIELDS(AS_SET)

#define AS_IS(name)                                                            \
    SQL(sql_is_##name) = "SELECT 1 FROM cases WHERE id = $1 AND " #name        \
                         " = $2 AND merged_into IS NULL"                       \
                         " AND (concerns = '' OR concerns <> $3)";
CASE_FIELDS(AS_IS)

#define AS_FIELD(name) {#name, &sql_set_##name, &sql_is_##name},
static const struct field {
    const char *name;       /* of the field */
    const char *const *set; /* SQL that sets it */
    const char *const *is;  /* and that tells whether it says so already */
} FIELDS[] = {CASE_FIELDS(AS_FIELD)};

struct str store_case_field(const struct case_card *card, struct str field)
{
#define AS_HAD(name)                                                           \
    if (str_eqz(field, #name))                                                 \
        return card->name;
    CASE_FIELDS(AS_HAD)
#undef AS_HAD
    return (struct str){0};
}

static bool set(struct db *db, const struct case_fact *f,
                const struct field *field, struct err *e)
{
    struct event ev = {.at = f->now,
                       .case_id = f->case_id,
                       .who = f->who,
                       .what = "described",
                       .facts = {{"field", f->field}, {"text", f->value}}};
    const struct str login = life_login(f->who);
    int64_t one;
    int said =
        db_run_int(db, *field->is,
                   ARGS(INT(f->case_id), TEXT(f->value), TEXT(login)), &one, e);
    if (said != 0) /* what says so already is no event */
        return said > 0;
    int there = db_run_int(db, *field->set,
                           ARGS(INT(f->case_id), TEXT(f->value), TEXT(login)),
                           &ev.mention, e);
    if (there == 0)
        return err_set(e, "there is no case %ld that " STR_FMT " may describe",
                       (long)f->case_id, STR_ARG(f->who));
    return there > 0 && event_add(db, &ev, e);
}

bool store_case_set(struct store *s, const struct case_fact *f, struct err *e)
{
    const struct field *field = NULL;
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
        if (str_eqz(f->field, FIELDS[i].name))
            field = &FIELDS[i];
    if (!field)
        return err_set(e, "a case has no field '" STR_FMT "'",
                       STR_ARG(f->field));
    if (!f->who.n)
        return err_set(e, "case %ld is described by somebody",
                       (long)f->case_id);
    return store_begin(s, e) && store_end(s, set(s->db, f, field, e), e);
}
