/* SPDX-License-Identifier: MIT
 * case: opening, drafting, approving, posting, dismissing, returning. */
#include "store/case.h"

#include <string.h>

#include "base/ceiling.h"
#include "store/event.h"
#include "store/internal.h"
#include "store/read_sql.h"

SQL(sql_open) =
    "INSERT INTO cases (mention, status, priority, due, opened, closed,"
    " closed_by, reason, opened_by)"
    " VALUES ($1, 'waiting', $2, $3, $4, 0, '', '', $5) RETURNING id";
SQL(sql_belong) =
    "INSERT INTO case_mention (mention, case_id, at, who)"
    " VALUES ($1, $2, $3, $4) ON CONFLICT (mention) DO UPDATE SET"
    " case_id = excluded.case_id, at = excluded.at, who = excluded.who";
/* What stood still goes on standing still, from the new deadline on. */
SQL(sql_refresh) = "UPDATE cases SET priority = $3, due = $4,"
                   " told = CASE due WHEN $4 THEN told ELSE 0 END,"
                   " paused = CASE WHEN paused > 0 AND due <> $4 THEN $5"
                   " ELSE paused END WHERE id = $1"
                   " AND mention = $2 AND status = 'waiting'"
                   " AND (priority <> $3 OR due <> $4)";
SQL(sql_of_mention) = "SELECT case_id FROM case_mention"
                      " WHERE mention = $1 AND case_id IS NOT NULL";
SQL(sql_about) = "SELECT coalesce(mention, 0), status, closed_by FROM cases"
                 " WHERE id = $1";
SQL(sql_approve) =
    "UPDATE cases SET status = 'approved', closed = $2, closed_by = $3,"
    " reason = $4, asleep = 0, asleep_why = '' WHERE id = $1"
    " AND status = 'waiting' RETURNING id";
SQL(sql_dismiss) =
    "UPDATE cases SET status = 'dismissed', closed = $2, closed_by = $3,"
    " reason = $4, asleep = 0, asleep_why = '', state = CASE WHEN"
    " state = 'registered' AND channel = ''"
    " AND assignee = '' AND department = '' THEN 'dismissed' ELSE state END"
    " WHERE id = $1 AND status = 'waiting' RETURNING id";
SQL(sql_reopen) =
    "UPDATE cases SET status = 'waiting', closed = 0, closed_by = '',"
    " reason = '', " LIVES_AGAIN
    " WHERE id = $1 AND status = 'dismissed' RETURNING id";

SQL(sql_unlabel) = "UPDATE mention SET not_us = 0 WHERE id = $1 AND not_us = 1";
SQL(sql_list) =
    "SELECT coalesce(c.id, 0), coalesce(c.status, ''), d.priority, d.due,"
    " coalesce(c.posted, 0)"
    " FROM decision d" READ_CASE("d.mention") " WHERE d.mention = $1";
SQL(sql_return) =
    "UPDATE cases SET status = 'waiting', closed = 0, closed_by = '',"
    " reason = '', asked = 0, " UNPOSTED ", " LIVES_AGAIN
    " WHERE id = $1 AND mention IS NOT NULL";

bool case_answered(const struct mention *m)
{
    return m->decision.profile.n > 0;
}

bool case_wanted(const struct mention *m)
{
    return case_answered(m) && !m->decision.stale;
}

/* A case without a deadline comes after those that have one. */
static int64_t queue_due(const struct mention *m)
{
    return m->decision.due ? m->decision.due : INT64_MAX;
}

static bool register_case(struct db *db, const struct mention *m, int64_t now,
                          struct err *e)
{
    char sha[EVENT_HEX];
    event_sha256(m->post.text, sha);
    struct event ev = {.at = now,
                       .mention = m->id,
                       .case_id = m->case_.id,
                       .who = CRAWLER,
                       .what = "registered",
                       .facts = {{"url", m->post.url},
                                 {"type", m->verdict.type},
                                 {"solution", m->decision.solution},
                                 {"row", m->decision.row},
                                 {"text_sha256", str_of(sha)}}};
    struct act act = {.mention = m->id, .who = MATRIX, .now = now};
    return case_draft(db, &act, m->decision.draft, e) && event_add(db, &ev, e);
}

bool case_belong(struct db *db, const struct act *act, struct err *e)
{
    return db_run(db, sql_belong,
                  ARGS(INT(act->mention), INT(act->case_id), INT(act->now),
                       TEXT(act->who)),
                  e);
}

/* One that waits, and the mention in it. Sets act->case_id. */
static bool make_case(struct db *db, struct act *act, int64_t priority,
                      int64_t due, struct err *e)
{
    return db_run_int(db, sql_open,
                      ARGS(INT(act->mention), INT(priority), INT(due),
                           INT(act->now), TEXT(act->who)),
                      &act->case_id, e) > 0 &&
           case_belong(db, act, e);
}

static bool open_one(struct db *db, struct mention *m, int64_t now,
                     struct err *e)
{
    int there =
        db_run_int(db, sql_of_mention, ARGS(INT(m->id)), &m->case_.id, e);
    if (there < 0)
        return false;
    if (there)
        return db_run(db, sql_refresh,
                      ARGS(INT(m->case_.id), INT(m->id),
                           INT(m->decision.priority), INT(queue_due(m)),
                           INT(now)),
                      e);
    if (!case_wanted(m))
        return true;
    struct act act = {.mention = m->id, .who = CRAWLER, .now = now};
    if (!make_case(db, &act, m->decision.priority, queue_due(m), e))
        return false;
    m->case_.id = act.case_id;
    return register_case(db, m, now, e);
}

bool case_open(struct db *db, struct mention *m, int64_t now, struct err *e)
{
    return open_one(db, m, now, e) && case_escalate(db, m, now, e);
}

bool case_dismiss(struct store *s, const struct act *act, struct str reason,
                  bool *done, struct err *e)
{
    int64_t id;
    struct act ends = *act;
    int moved = db_run_int(
        s->db, sql_dismiss,
        ARGS(INT(act->case_id), INT(act->now), TEXT(act->who), TEXT(reason)),
        &id, e);
    *done = moved > 0;
    if (moved <= 0)
        return moved == 0;
    struct event ev = {.at = act->now,
                       .mention = act->mention,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = "dismissed",
                       .facts = {{"reason", reason}}};
    bool paused;
    return event_add(s->db, &ev, e) && pause_end(s, &ends, STR(""), &paused, e);
}

bool case_reopen(struct db *db, const struct act *act, bool *done,
                 struct err *e)
{
    int64_t id;
    int moved = db_run_int(db, sql_reopen, ARGS(INT(act->case_id)), &id, e);
    *done = moved > 0;
    if (moved <= 0)
        return moved == 0;
    struct event ev = {.at = act->now,
                       .mention = act->mention,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = "reopened"};
    return event_add(db, &ev, e);
}

static bool follow(struct store *s, const struct act *act, struct mention *m,
                   enum follow_up next, struct str why, struct err *e)
{
    bool done;
    switch (next) {
    case FOLLOW_DISMISS:
        return case_dismiss(s, act, why, &done, e);
    case FOLLOW_REOPEN:
        return case_reopen(s->db, act, &done, e) &&
               open_one(s->db, m, act->now, e);
    case FOLLOW_OPEN:
    case FOLLOW_REFRESH:
        return open_one(s->db, m, act->now, e);
    case FOLLOW_NOT:
        break;
    }
    return true;
}

bool case_follow(struct store *s, const struct act *act, struct mention *m,
                 const struct follow *f, struct str why, struct err *e)
{
    struct act machine = *act;
    machine.who = MATRIX;
    m->case_.id = act->case_id; /* an escalation hangs on it */
    return follow(s, act, m, follow_case(f), why, e) &&
           case_escalate(s->db, m, act->now, e) &&
           (!follow_draft(f) ||
            case_draft(s->db, &machine, m->decision.draft, e));
}

/* Fills act->mention; false unless the case is there and waits. */
static bool must_wait(struct db *db, struct act *act, struct err *e)
{
    struct stmt *q = db_query(db, sql_about, ARGS(INT(act->case_id)), e);
    if (!q)
        return false;
    int more = db_next(q, e);
    if (more == 0)
        return err_set(e, "there is no case %ld", (long)act->case_id);
    if (more < 0)
        return false;
    act->mention = db_int(q, 0);
    struct str status = db_peek(q, 1);
    bool waits = str_eqz(status, WAITING);
    if (str_eqz(status, "none"))
        err_set(e, "case %ld waits for no reply", (long)act->case_id);
    else if (!waits) {
        struct str by = db_peek(q, 2);
        err_set(e, "case %ld is " STR_FMT " already, by " STR_FMT,
                (long)act->case_id, STR_ARG(status), STR_ARG(by));
    }
    db_stop(q);
    return waits;
}

/* The text becomes the newest draft; the event keeps it word for word. */
static bool reply(struct db *db, struct act *act, struct str text,
                  const char *what, struct err *e)
{
    struct event ev = {.at = act->now,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = what,
                       .facts = {{"text", text}}};
    if (!must_wait(db, act, e) || !case_draft(db, act, text, e))
        return false;
    ev.mention = act->mention;
    return event_add(db, &ev, e);
}

bool store_case_approve(struct store *s, int64_t case_id, struct str who,
                        struct str text, int64_t now, struct err *e)
{
    struct act act = {.case_id = case_id, .who = who, .now = now};
    if (!str_trim(text).n)
        return err_set(e, "the reply to case %ld is empty", (long)case_id);
    if (!store_begin(s, e))
        return false;
    bool ok = reply(s->db, &act, text, "approved", e) &&
              db_run(s->db, sql_approve,
                     ARGS(INT(case_id), INT(now), TEXT(who), TEXT(STR(""))), e);
    return store_end(s, ok, e);
}

bool store_case_edit(struct store *s, int64_t case_id, struct str who,
                     struct str text, int64_t now, struct err *e)
{
    struct act act = {.case_id = case_id, .who = who, .now = now};
    if (!str_trim(text).n)
        return err_set(e, "the reply to case %ld is empty", (long)case_id);
    if (!store_begin(s, e))
        return false;
    return store_end(s, reply(s->db, &act, text, "edited", e), e);
}

bool store_case_dismiss(struct store *s, int64_t case_id, struct str who,
                        struct str reason, int64_t now, struct err *e)
{
    bool done;
    struct act act = {.case_id = case_id, .who = who, .now = now};
    if (!str_trim(reason).n)
        return err_set(e, "a case is dismissed with a reason only");
    if (!store_begin(s, e))
        return false;
    bool ok =
        must_wait(s->db, &act, e) && case_dismiss(s, &act, reason, &done, e);
    return store_end(s, ok, e);
}

struct place {
    struct act act;        /* who does what to which mention and case */
    bool waits;            /* it stands in the queue already */
    bool posted;           /* its reply stands in public */
    int64_t priority, due; /* of its decision */
};

static bool find_place(struct db *db, struct place *p, struct err *e)
{
    struct stmt *q = db_query(db, sql_list, ARGS(INT(p->act.mention)), e);
    if (!q)
        return false;
    int more = db_next(q, e);
    if (more == 0)
        return err_set(e, "there is no mention %ld", (long)p->act.mention);
    if (more < 0)
        return false;
    p->act.case_id = db_int(q, 0);
    p->waits = str_eqz(db_peek(q, 1), WAITING);
    p->priority = db_int(q, 2);
    p->due = db_int(q, 3);
    p->posted = db_int(q, 4);
    db_stop(q);
    return !p->waits ||
           err_set(e, "mention %ld waits already", (long)p->act.mention);
}

/* Opens the case it never had, or takes back how it was closed. */
static bool wait_again(struct db *db, struct place *p, struct err *e)
{
    struct act *act = &p->act;
    struct mention m = {.decision.due = p->due};
    if (act->case_id)
        return db_run(db, sql_return, ARGS(INT(act->case_id)), e);
    return make_case(db, act, p->priority, queue_due(&m), e);
}

static bool put_back(struct db *db, struct place *p, struct str reason,
                     struct err *e)
{
    if (!find_place(db, p, e) ||
        (p->act.case_id && !p->posted && !case_unsaid(db, &p->act, e)) ||
        !wait_again(db, p, e) ||
        !db_run(db, sql_unlabel, ARGS(INT(p->act.mention)), e))
        return false;
    struct event ev = {.at = p->act.now,
                       .mention = p->act.mention,
                       .case_id = p->act.case_id,
                       .who = p->act.who,
                       .what = "returned",
                       .facts = {{"reason", reason}}};
    return event_add(db, &ev, e);
}

bool store_case_return(struct store *s, int64_t mention, struct str who,
                       struct str reason, int64_t now, struct err *e)
{
    bool done;
    struct place p = {.act = {.mention = mention, .who = who, .now = now}};
    if (!str_trim(reason).n)
        return err_set(e, "a mention returns to the queue with a reason only");
    return store_begin(s, e) &&
           store_end(s,
                     put_back(s->db, &p, reason, e) &&
                         pause_end(s, &p.act, STR(""), &done, e),
                     e);
}
