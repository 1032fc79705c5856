/* SPDX-License-Identifier: MIT
 * case_join: a case by hand; mentions that join a case, and are split off. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

SQL(sql_new) =
    "INSERT INTO cases (status, priority, due, opened, closed, closed_by,"
    " reason, opened_by, assignee, department, channel, brand, topic, author,"
    " text, expected, escalation, profile, concerns, continues) VALUES "
    "('none', $1, $2,"
    " $3, 0, '', '', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
    " nullif(CAST($16 AS BIGINT), 0))"
    " RETURNING id";
SQL(sql_place) =
    "SELECT coalesce(c.id, 0), coalesce(c.status, ''),"
    " coalesce(c.mention = $1, false), (SELECT count(*) FROM case_mention o"
    " WHERE o.case_id = c.id), coalesce(c.state, ''), (SELECT count(*) FROM"
    " task t WHERE t.case_id = c.id AND t.state = 'open'"
    " AND t.chain <> 'deadlines') + (SELECT count(*)"
    " FROM promise p WHERE p.case_id = c.id AND p.state = 'open')"
    " FROM mention m LEFT JOIN case_mention cm"
    " ON cm.mention = m.id LEFT JOIN cases c ON c.id = cm.case_id"
    " WHERE m.id = $1";
SQL(sql_lead) = "UPDATE cases SET mention = $2 WHERE id = $1"
                " AND mention IS NULL";
/* What waited goes on waiting, in the case it joined. */
SQL(sql_take_place) =
    "UPDATE cases SET status = 'waiting', told = 0, priority = (SELECT "
    "o.priority FROM"
    " cases o WHERE o.id = $2), due = (SELECT o.due FROM cases o WHERE"
    " o.id = $2) WHERE id = $1 AND mention = $3 AND status = 'none'";
SQL(sql_merge) = "UPDATE cases SET status = 'none', merged_into = $2,"
                 " asleep = 0, asleep_why = '' WHERE id = $1";
SQL(sql_own) = "SELECT id FROM cases WHERE merged_into = $1 AND mention = $2";
SQL(sql_unmerge) = "UPDATE cases SET " COMES_BACK
                   ", status = 'waiting', merged_into = NULL WHERE id = $1 "
                   "RETURNING (SELECT not_us FROM mention"
                   " WHERE id = cases.mention)";
SQL(sql_part) = "UPDATE case_mention SET case_id = NULL, at = $2, who = $3"
                " WHERE mention = $1";

static bool insert(struct db *db, struct case_card *c, int64_t now,
                   struct err *e)
{
    return db_run_int(db, sql_new,
                      ARGS(INT(c->priority), INT(c->due ? c->due : INT64_MAX),
                           INT(now), TEXT(c->opened_by), TEXT(c->assignee),
                           TEXT(c->department), TEXT(c->channel),
                           TEXT(c->brand), TEXT(c->topic), TEXT(c->author),
                           TEXT(c->text), TEXT(c->expected),
                           TEXT(c->escalation), TEXT(c->profile),
                           TEXT(c->concerns), INT(c->continues)),
                      &c->id, e) > 0;
}

bool store_case_new(struct store *s, struct case_card *card, int64_t now,
                    struct err *e)
{
    return case_carry_on(s, card, STR(""), now, e);
}

bool case_carry_on(struct store *s, struct case_card *card, struct str url,
                   int64_t now, struct err *e)
{
    if (!card->channel.n || !str_trim(card->text).n || !card->opened_by.n)
        return err_set(e, "a case by hand needs a person, a way it came and "
                          "what was said");
    if (!store_begin(s, e))
        return false;
    bool ok = insert(s->db, card, now, e);
    char before[24];
    snprintf(before, sizeof before, "%lld", (long long)card->continues);
    struct event ev = {.at = now,
                       .case_id = card->id,
                       .who = card->opened_by,
                       .what = "opened",
                       .facts = {{"channel", card->channel},
                                 {"author", card->author},
                                 {"text", card->text}}};
    if (card->continues)
        ev.facts[3] = (struct event_fact){"continues", str_of(before)};
    if (card->continues && url.n)
        ev.facts[4] = (struct event_fact){"url", url};
    return store_end(s, ok && event_add(s->db, &ev, e), e);
}

/* Where a mention is before it is moved. */
struct seat {
    int64_t case_id; /* 0 none */
    int64_t others;  /* mentions of that case, this one too */
    bool leads, waits;
    bool works; /* somebody works on that case, or promised something */
};

static bool find_seat(struct db *db, int64_t mention, struct seat *seat,
                      struct err *e)
{
    struct stmt *q = db_query(db, sql_place, ARGS(INT(mention)), e);
    int more = q ? db_next(q, e) : -1;
    if (more == 0)
        return err_set(e, "there is no mention %ld", (long)mention);
    if (more < 0)
        return false;
    *seat = (struct seat){.case_id = db_int(q, 0),
                          .waits = str_eqz(db_peek(q, 1), WAITING),
                          .leads = db_int(q, 2),
                          .others = db_int(q, 3),
                          .works = !str_eqz(db_peek(q, 4), "registered") ||
                                   db_int(q, 5)};
    db_stop(q);
    return true;
}

static bool may_join(const struct act *act, const struct seat *seat,
                     struct err *e)
{
    if (seat->case_id == act->case_id)
        return err_set(e, "mention %ld is of case %ld already",
                       (long)act->mention, (long)act->case_id);
    if (seat->case_id && (!seat->leads || seat->others > 1))
        return err_set(e,
                       "mention %ld shares case %ld with others: split it "
                       "off first",
                       (long)act->mention, (long)seat->case_id);
    if (seat->case_id && !seat->waits)
        return err_set(e,
                       "mention %ld has case %ld, which does not wait any "
                       "more",
                       (long)act->mention, (long)seat->case_id);
    return !seat->case_id || !seat->works ||
           err_set(e, "case %ld of mention %ld is worked on",
                   (long)seat->case_id, (long)act->mention);
}

static bool tell(struct db *db, const struct act *act, const char *what,
                 struct event_fact fact, struct err *e)
{
    struct event ev = {.at = act->now,
                       .mention = act->mention,
                       .case_id = act->case_id,
                       .who = act->who,
                       .what = what,
                       .facts = {fact}};
    return event_add(db, &ev, e);
}

/* Its own case goes into this one. */
static bool merge(struct store *s, const struct act *act, int64_t own,
                  struct err *e)
{
    bool done;
    struct act ends = {.case_id = own, .who = act->who, .now = act->now};
    return !own ||
           (pause_end(s, &ends, STR(""), &done, e) &&
            db_run(s->db, sql_take_place,
                   ARGS(INT(act->case_id), INT(own), INT(act->mention)), e) &&
            db_run(s->db, sql_merge, ARGS(INT(own), INT(act->case_id)), e));
}

static bool join(struct store *s, struct act *act, struct err *e)
{
    struct seat seat;
    char from[32] = "";
    int64_t leads;
    if (!case_find(s->db, act->case_id, &leads, e) ||
        !find_seat(s->db, act->mention, &seat, e) || !may_join(act, &seat, e))
        return false;
    if (seat.case_id)
        snprintf(from, sizeof from, "%lld", (long long)seat.case_id);
    return case_belong(s->db, act, e) &&
           (leads || db_run(s->db, sql_lead,
                            ARGS(INT(act->case_id), INT(act->mention)), e)) &&
           merge(s, act, seat.case_id, e) &&
           tell(s->db, act, "joined",
                (struct event_fact){"merged_case", str_of(from)}, e);
}

bool store_case_join(struct store *s, int64_t case_id, int64_t mention,
                     struct str who, int64_t now, struct err *e)
{
    struct act act = {
        .case_id = case_id, .mention = mention, .who = who, .now = now};
    return store_begin(s, e) && store_end(s, join(s, &act, e), e);
}

/* What was called "not about us" meanwhile waits no more. */
static bool unmerge(struct store *s, const struct act *home, struct err *e)
{
    int64_t not_us;
    bool done;
    return db_run_int(s->db, sql_unmerge, ARGS(INT(home->case_id)), &not_us,
                      e) > 0 &&
           case_belong(s->db, home, e) &&
           (!not_us || case_dismiss(s, home, STR("not about us"), &done, e));
}

/* Back to the case it came with, or to none. */
static bool part(struct store *s, const struct act *act, struct err *e)
{
    struct act home = *act;
    int there =
        db_run_int(s->db, sql_own, ARGS(INT(act->case_id), INT(act->mention)),
                   &home.case_id, e);
    if (there > 0)
        return unmerge(s, &home, e);
    return there == 0 &&
           db_run(s->db, sql_part,
                  ARGS(INT(act->mention), INT(act->now), TEXT(act->who)), e);
}

static bool split(struct store *s, struct act *act, struct str reason,
                  struct err *e)
{
    struct seat seat;
    if (!find_seat(s->db, act->mention, &seat, e))
        return false;
    if (!seat.case_id || seat.leads)
        return err_set(e, "mention %ld has joined no other's case",
                       (long)act->mention);
    act->case_id = seat.case_id;
    return part(s, act, e) &&
           tell(s->db, act, "split", (struct event_fact){"reason", reason}, e);
}

bool store_case_split(struct store *s, int64_t mention, struct str who,
                      struct str reason, int64_t now, struct err *e)
{
    struct act act = {.mention = mention, .who = who, .now = now};
    if (!str_trim(reason).n)
        return err_set(e, "a mention is split off with a reason only");
    return store_begin(s, e) && store_end(s, split(s, &act, reason, e), e);
}
