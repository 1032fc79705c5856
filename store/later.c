/* SPDX-License-Identifier: MIT
 * later: a reply is put off, and wakes. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

SQL(sql_later) = "UPDATE cases SET asleep = $2, asleep_by = $3, asleep_why = $4"
                 " WHERE id = $1 AND status = 'waiting'"
                 " RETURNING coalesce(mention, 0)";
SQL(sql_wake) = "UPDATE cases SET asleep = 0, asleep_why = '' WHERE id = $1"
                " AND asleep > 0 RETURNING coalesce(mention, 0)";
SQL(sql_over) = "SELECT id FROM cases WHERE asleep > 0"
                " AND asleep <= $1 ORDER BY id";

static bool sleep_until(struct store *s, const struct case_later *p,
                        struct err *e)
{
    char until[24];
    int64_t mention;
    int put = db_run_int(
        s->db, sql_later,
        ARGS(INT(p->case_id), INT(p->until), TEXT(p->who), TEXT(p->why)),
        &mention, e);
    if (put <= 0)
        return put == 0 && err_set(e, "case %ld does not wait for an answer",
                                   (long)p->case_id);
    snprintf(until, sizeof until, "%lld", (long long)p->until);
    struct event ev = {.at = p->now,
                       .mention = mention,
                       .case_id = p->case_id,
                       .who = p->who,
                       .what = "later",
                       .facts = {{"until", str_of(until)}, {"text", p->why}}};
    return event_add(s->db, &ev, e);
}

bool store_case_later(struct store *s, const struct case_later *later,
                      struct err *e)
{
    struct case_later p = *later;
    p.why = str_trim(p.why);
    if (!p.who.n)
        return err_set(e, "put off by whom?");
    if (p.until <= p.now)
        return err_set(e, "nothing is put off until a time that has passed");
    return store_begin(s, e) && store_end(s, sleep_until(s, &p, e), e);
}

bool case_wake(struct db *db, const struct act *act, bool *done, struct err *e)
{
    struct event ev = {.at = act->now,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = "woke"};
    int woke =
        db_run_int(db, sql_wake, ARGS(INT(act->case_id)), &ev.mention, e);
    *done = woke > 0;
    return woke >= 0 && (!*done || event_add(db, &ev, e));
}

static bool wake_one(struct store *s, const struct act *act, struct err *e)
{
    bool done;
    return case_wake(s->db, act, &done, e) &&
           (done || err_set(e, "case %ld is not put off", (long)act->case_id));
}

bool store_case_wake(struct store *s, int64_t case_id, struct str who,
                     int64_t now, struct err *e)
{
    const struct act act = {.case_id = case_id, .who = who, .now = now};
    return store_begin(s, e) && store_end(s, wake_one(s, &act, e), e);
}

static bool wake_by_clock(struct store *s, struct act *act, struct err *e)
{
    bool done;
    return case_wake(s->db, act, &done, e);
}

bool store_laters_over(struct store *s, int64_t now, struct err *e)
{
    return case_clock(s, sql_over, now, wake_by_clock, e);
}
