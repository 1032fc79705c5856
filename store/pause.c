/* SPDX-License-Identifier: MIT
 * pause: a deadline stands still, and goes on. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

SQL(sql_wait) = "UPDATE cases SET paused = $2, resumes = $3 WHERE id = $1"
                " AND paused = 0 AND merged_into IS NULL AND state NOT IN"
                " ('closed', 'dismissed') RETURNING coalesce(mention, 0)";
SQL(sql_paused) = "SELECT coalesce(mention, 0), paused, due, resumes FROM"
                  " cases WHERE id = $1 AND paused > 0";
SQL(sql_go_on) = "UPDATE cases SET paused = 0, resumes = 0, due = $2,"
                 " told = CASE due WHEN $2 THEN told ELSE 0 END WHERE id = $1";
SQL(sql_over) = "SELECT id FROM cases WHERE resumes > 0 AND resumes <= $1"
                " ORDER BY id";

void store_set_clock(struct store *s, struct store_clock clock)
{
    s->clock = clock;
}

static bool tell(struct db *db, const struct act *act, const char *what,
                 struct str words, int64_t until, struct err *e)
{
    char at[24];
    snprintf(at, sizeof at, "%lld", (long long)until);
    struct event ev = {.at = act->now,
                       .mention = act->mention,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = what,
                       .facts = {{"text", words}}};
    if (until)
        ev.facts[1] = (struct event_fact){"until", str_of(at)};
    return event_add(db, &ev, e);
}

bool pause_begin(struct store *s, struct act *act, struct str words,
                 int64_t until, bool *done, struct err *e)
{
    if (!until && s->clock.wait)
        until = act->now + s->clock.wait;
    int moved = db_run_int(s->db, sql_wait,
                           ARGS(INT(act->case_id), INT(act->now), INT(until)),
                           &act->mention, e);
    *done = moved > 0;
    return moved >= 0 &&
           (!*done || (deadlines_pause(s, act, e) &&
                       tell(s->db, act, "waits", words, until, e)));
}

bool pause_end(struct store *s, struct act *act, struct str words, bool *done,
               struct err *e)
{
    struct stmt *q = db_query(s->db, sql_paused, ARGS(INT(act->case_id)), e);
    int64_t due = 0, until = act->now;
    int more = -1;
    *done = false;
    while (q && (more = db_next(q, e)) > 0) {
        *done = true;
        act->mention = db_int(q, 0);
        int64_t resumes = db_int(q, 3);
        /* A wait for the time that is over ended at that time, however much
         * later somebody looks. */
        if (resumes && resumes < until)
            until = resumes;
        due = pause_moves(s, db_int(q, 1), db_int(q, 2), until, false);
    }
    return more == 0 &&
           (!*done ||
            (db_run(s->db, sql_go_on, ARGS(INT(act->case_id), INT(due)), e) &&
             deadlines_go_on(s, act->case_id, until, e) &&
             tell(s->db, act, "goes-on", words, 0, e)));
}

static bool one(struct store *s, const struct case_pause *p, bool begins,
                struct err *e)
{
    bool done;
    struct act act = {.case_id = p->case_id, .who = p->who, .now = p->now};
    bool ok = begins
                  ? pause_begin(s, &act, str_trim(p->words), p->until, &done, e)
                  : pause_end(s, &act, str_trim(p->words), &done, e);
    if (ok && !done)
        return err_set(e,
                       begins ? "case %ld waits already, has ended, or is not "
                                "there"
                              : "case %ld does not wait for its author",
                       (long)p->case_id);
    return ok;
}

bool store_case_wait(struct store *s, const struct case_pause *pause,
                     struct err *e)
{
    if (!str_trim(pause->words).n)
        return err_set(e, "what is waited for is told in words");
    if (pause->until && pause->until <= pause->now)
        return err_set(e, "nobody waits until a day that has passed");
    return store_begin(s, e) && store_end(s, one(s, pause, true, e), e);
}

bool store_case_heard(struct store *s, const struct case_pause *pause,
                      struct err *e)
{
    return store_begin(s, e) && store_end(s, one(s, pause, false, e), e);
}

static bool end_by_clock(struct store *s, struct act *act, struct err *e)
{
    bool done;
    return pause_end(s, act, STR(""), &done, e);
}

bool store_waits_over(struct store *s, int64_t now, struct err *e)
{
    return case_clock(s, sql_over, now, end_by_clock, e);
}
