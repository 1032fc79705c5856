/* SPDX-License-Identifier: MIT
 * case_work: drafts, notes, tasks and promises of a case. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

SQL(sql_belongs) =
    "SELECT 1 FROM case_mention WHERE mention = $2 AND case_id = $1";
SQL(sql_draft) = "INSERT INTO draft (mention, who, at, text, case_id)"
                 " VALUES (CASE WHEN $2 > 0 THEN $2 END, $3, $4, $5, $1)";
SQL(sql_note) = "INSERT INTO case_note (case_id, at, who, text)"
                " VALUES ($1, $2, $3, $4)";
SQL(sql_task) =
    "INSERT INTO task (case_id, follows, what, assignee, department, due, at,"
    " who, chain, step, pauses, paused) VALUES ($1, CASE WHEN $2 > 0 THEN $2"
    " END, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN"
    " CAST($11 AS BIGINT) > 0 THEN (SELECT paused FROM cases WHERE id = $1) "
    "ELSE 0 END)"
    " RETURNING id";
SQL(sql_task_end) =
    "UPDATE task SET state = $2, settled = $3, settled_by = $4, result = $5,"
    " paused = 0 WHERE id = $1 AND state = 'open' RETURNING case_id";
SQL(sql_promise) =
    "INSERT INTO promise (case_id, mention, draft, said, what, to_whom,"
    " by_whom, due, at, who, kind) VALUES ($1, CASE WHEN $2 > 0 THEN $2 END,"
    " CASE WHEN $3 > 0 THEN $3 WHEN $4 = 'reply' THEN (SELECT max(id) FROM"
    " draft WHERE case_id = $1 AND who <> 'matrix') END, $4, $5, $6, $7, $8,"
    " $9, $10, $11) RETURNING id";
SQL(sql_promise_end) =
    "UPDATE promise SET state = $2, settled = $3, settled_by = $4, result = $5"
    " WHERE id = $1 AND state = 'open' RETURNING case_id";

/* A mention that is named has to be of the case; the event is about the one
 * that leads it otherwise. */
static bool check(struct db *db, struct event *ev, struct err *e)
{
    int64_t leads, one;
    if (!case_find(db, ev->case_id, &leads, e))
        return false;
    if (!ev->mention) {
        ev->mention = leads;
        return true;
    }
    int is = db_run_int(db, sql_belongs,
                        ARGS(INT(ev->case_id), INT(ev->mention)), &one, e);
    return is > 0 || (is == 0 && err_set(e, "mention %ld is not of case %ld",
                                         (long)ev->mention, (long)ev->case_id));
}

/* Runs it, which may give an id, and tells of it. */
static bool add(struct store *s, struct event *ev, const char *sql,
                struct args args, int64_t *id, struct err *e)
{
    if (!ev->who.n)
        return err_set(e, "%s: by whom?", ev->what);
    return store_begin(s, e) &&
           store_end(s,
                     check(s->db, ev, e) &&
                         db_run_int(s->db, sql, args, id, e) >= 0 &&
                         event_add(s->db, ev, e),
                     e);
}

bool store_case_draft(struct store *s, int64_t case_id,
                      const struct draft_row *draft, struct err *e)
{
    int64_t id;
    struct event ev = {.at = draft->at,
                       .mention = draft->mention,
                       .case_id = case_id,
                       .who = draft->who,
                       .what = "edited",
                       .facts = {{"text", draft->text}}};
    if (!str_trim(draft->text).n)
        return err_set(e, "the reply to case %ld is empty", (long)case_id);
    return add(s, &ev, sql_draft,
               ARGS(INT(case_id), INT(draft->mention), TEXT(draft->who),
                    INT(draft->at), TEXT(draft->text)),
               &id, e);
}

bool store_case_note(struct store *s, int64_t case_id,
                     const struct note_row *note, struct err *e)
{
    int64_t id;
    struct event ev = {.at = note->at,
                       .case_id = case_id,
                       .who = note->who,
                       .what = "note",
                       .facts = {{"text", note->text}}};
    if (!str_trim(note->text).n)
        return err_set(e, "the note to case %ld is empty", (long)case_id);
    return add(
        s, &ev, sql_note,
        ARGS(INT(case_id), INT(note->at), TEXT(note->who), TEXT(note->text)),
        &id, e);
}

bool store_task_add(struct store *s, int64_t case_id, struct task_row *task,
                    struct err *e)
{
    struct event ev = {.at = task->at,
                       .case_id = case_id,
                       .who = task->who,
                       .what = "task",
                       .facts = {{"text", task->what},
                                 {"assignee", task->assignee},
                                 {"department", task->department}}};
    if (!str_trim(task->what).n)
        return err_set(e, "a task says what is to be done");
    return add(s, &ev, sql_task,
               ARGS(INT(case_id), INT(task->follows), TEXT(task->what),
                    TEXT(task->assignee), TEXT(task->department),
                    INT(task->due), INT(task->at), TEXT(task->who),
                    TEXT(task->chain), INT(task->step), INT(task->pauses)),
               &task->id, e);
}

bool store_promise_add(struct store *s, int64_t case_id, struct promise_row *p,
                       struct err *e)
{
    char due[32];
    snprintf(due, sizeof due, "%lld", (long long)p->due);
    struct event ev = {.at = p->at,
                       .mention = p->mention,
                       .case_id = case_id,
                       .who = p->who,
                       .what = "promise",
                       .facts = {{"text", p->what},
                                 {"said", p->said},
                                 {"to", p->to_whom},
                                 {"by", p->by_whom},
                                 {"due", str_of(due)}}};
    if (!str_trim(p->what).n || p->due <= 0)
        return err_set(e, "a promise says what and for when");
    return add(s, &ev, sql_promise,
               ARGS(INT(case_id), INT(p->mention), INT(p->draft), TEXT(p->said),
                    TEXT(p->what), TEXT(p->to_whom), TEXT(p->by_whom),
                    INT(p->due), INT(p->at), TEXT(p->who), TEXT(p->kind)),
               &p->id, e);
}

SQL(sql_leads) = "SELECT coalesce(mention, 0) FROM cases WHERE id = $1";

struct ending {
    const char *sql, *thing, *what; /* to run; its name; the event's */
    int64_t id;                     /* of the thing */
};

static bool settle(struct db *db, const struct ending *it,
                   const struct settled *end, struct err *e)
{
    char id[32];
    snprintf(id, sizeof id, "%lld", (long long)it->id);
    struct event ev = {.at = end->at,
                       .who = end->by,
                       .what = it->what,
                       .facts = {{it->thing, str_of(id)},
                                 {"state", end->state},
                                 {"result", end->result}}};
    int moved = db_run_int(db, it->sql,
                           ARGS(INT(it->id), TEXT(end->state), INT(end->at),
                                TEXT(end->by), TEXT(end->result)),
                           &ev.case_id, e);
    if (moved == 0)
        return err_set(e, "%s %ld is not open", it->thing, (long)it->id);
    return moved > 0 &&
           db_run_int(db, sql_leads, ARGS(INT(ev.case_id)), &ev.mention, e) >
               0 &&
           event_add(db, &ev, e);
}

SQL(sql_unsaid) = "SELECT min(id) FROM promise WHERE case_id = $1"
                  " AND said = 'reply' AND state = 'open'";

bool case_unsaid(struct db *db, const struct act *act, struct err *e)
{
    int64_t id = 0;
    const struct settled end = {.state = STR("withdrawn"),
                                .at = act->now,
                                .by = act->who,
                                .result = STR("the reply was taken back")};
    int there;
    while ((there = db_run_int(db, sql_unsaid, ARGS(INT(act->case_id)), &id,
                               e)) > 0 &&
           id) {
        const struct ending it = {sql_promise_end, "promise", "promise-settled",
                                  id};
        if (!settle(db, &it, &end, e))
            return false;
    }
    return there >= 0;
}

static bool end_it(struct store *s, const struct ending *it,
                   const struct settled *end, struct err *e)
{
    if (!end->by.n || end->at <= 0 || str_eqz(end->state, "open"))
        return err_set(e, "a %s ends by somebody, at some time", it->thing);
    return store_begin(s, e) && store_end(s, settle(s->db, it, end, e), e);
}

bool store_task_settle(struct store *s, int64_t task, const struct settled *end,
                       struct err *e)
{
    return end_it(s,
                  &(struct ending){sql_task_end, "task", "task-settled", task},
                  end, e);
}

bool store_promise_settle(struct store *s, int64_t promise,
                          const struct settled *end, struct err *e)
{
    return end_it(s,
                  &(struct ending){sql_promise_end, "promise",
                                   "promise-settled", promise},
                  end, e);
}
