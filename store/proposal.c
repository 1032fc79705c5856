/* SPDX-License-Identifier: MIT
 * proposal: its line, what it rests on, what came of it. */
#include <stdio.h>

#include "base/date.h"
#include "base/json.h"
#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

enum { EFFECT_DAYS = 90, DAY_S = 86400 };

SQL(sql_new) = "INSERT INTO proposal (at, who, what, cause, lies_in)"
               " VALUES ($1, $2, $3, $4, $5) RETURNING id";
SQL(sql_decide) =
    "UPDATE proposal SET state = $2, decided = $3, decided_by = $4,"
    " reason = $5 WHERE id = $1 AND (state = 'proposed'"
    " OR (state = 'agreed' AND $2 = 'refused')) RETURNING id";
SQL(sql_introduce) =
    "UPDATE proposal SET state = 'introduced', introduced = $2,"
    " introduced_by = $3, reason = CASE WHEN $4 = '' THEN reason ELSE $4 END"
    " WHERE id = $1 AND state = 'agreed' RETURNING id";
SQL(sql_there) = "SELECT id FROM proposal WHERE id = $1";
SQL(sql_link) = "INSERT INTO proposal_case (proposal, case_id, at, who)"
                " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id";
SQL(sql_list) =
    "SELECT p.id, p.at, p.who, p.what, p.cause, p.lies_in, p.state, p.decided,"
    " p.decided_by, p.reason, p.introduced, p.introduced_by, (SELECT count(*)"
    " FROM proposal_case l WHERE l.proposal = p.id) FROM proposal p"
    " WHERE ($1 = 0 OR p.id = $1) AND ($2 = 0 OR EXISTS (SELECT 1 FROM"
    " proposal_case l WHERE l.proposal = p.id AND l.case_id = $2))"
    " AND ($3 = 0 OR p.id < $3) ORDER BY p.id DESC LIMIT $4";
SQL(sql_cases) = "SELECT case_id FROM proposal_case WHERE proposal = $1"
                 " ORDER BY case_id";
/* By the index cases_cause. */
SQL(sql_effect) =
    "SELECT count(*) FROM cases WHERE cause = $1 AND cause <> ''"
    " AND ($2 = '' OR lies_in = $2) AND opened >= $3 AND opened < $4"
    " AND merged_into IS NULL";

static bool tell(struct db *db, struct event *ev, int64_t id, struct str words,
                 struct err *e)
{
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)id);
    ev->facts[0] = (struct event_fact){"proposal", str_of(number)};
    if (words.n)
        ev->facts[1] = (struct event_fact){"text", words};
    return event_add(db, ev, e);
}

/* With the event of the case, which has to be there. */
static bool rest_on(struct db *db, const struct proposal_link *l,
                    struct str words, struct err *e)
{
    int64_t id;
    struct event ev = {
        .at = l->now, .case_id = l->case_id, .who = l->who, .what = "proposal"};
    if (!case_find(db, l->case_id, &ev.mention, e))
        return false;
    int put = db_run_int(
        db, sql_link,
        ARGS(INT(l->id), INT(l->case_id), INT(l->now), TEXT(l->who)), &id, e);
    if (put == 0)
        return err_set(e, "proposal %ld rests on case %ld already", (long)l->id,
                       (long)l->case_id);
    return put > 0 && tell(db, &ev, l->id, words, e);
}

static bool add(struct db *db, struct proposal_row *row, int64_t case_id,
                struct err *e)
{
    if (db_run_int(db, sql_new,
                   ARGS(INT(row->at), TEXT(row->who), TEXT(row->what),
                        TEXT(row->cause), TEXT(row->lies_in)),
                   &row->id, e) <= 0)
        return false;
    const struct proposal_link link = {row->id, case_id, row->who, row->at};
    struct event ev = {.at = row->at, .who = row->who, .what = "proposal"};
    return case_id ? rest_on(db, &link, row->what, e)
                   : tell(db, &ev, row->id, row->what, e);
}

bool store_proposal_add(struct store *s, struct proposal_row *row,
                        int64_t case_id, struct err *e)
{
    row->what = str_trim(row->what);
    if (!row->what.n || !row->who.n)
        return err_set(e, "a proposal says what is to be changed, and who "
                          "proposes it");
    return store_begin(s, e) && store_end(s, add(s->db, row, case_id, e), e);
}

static bool go(struct db *db, const struct proposal_step *p, struct err *e)
{
    int64_t id;
    bool introduce = str_eqz(p->to, "introduced");
    struct event ev = {.at = p->now,
                       .who = p->who,
                       .what = introduce ? "proposal-introduced"
                               : str_eqz(p->to, "agreed") ? "proposal-agreed"
                                                          : "proposal-refused"};
    int moved = introduce
                    ? db_run_int(db, sql_introduce,
                                 ARGS(INT(p->id), INT(p->now), TEXT(p->who),
                                      TEXT(p->reason)),
                                 &id, e)
                    : db_run_int(db, sql_decide,
                                 ARGS(INT(p->id), TEXT(p->to), INT(p->now),
                                      TEXT(p->who), TEXT(p->reason)),
                                 &id, e);
    if (moved == 0)
        return err_set(e,
                       "proposal %ld is not there, or is not to be " STR_FMT
                       " from where it is",
                       (long)p->id, STR_ARG(p->to));
    return moved > 0 && tell(db, &ev, p->id, p->reason, e);
}

bool store_proposal_step(struct store *s, const struct proposal_step *p,
                         struct err *e)
{
    bool refuse = str_eqz(p->to, "refused");
    if (!refuse && !str_eqz(p->to, "agreed") && !str_eqz(p->to, "introduced"))
        return err_set(e, "a proposal is agreed, introduced or refused");
    if (!p->who.n || (refuse && !str_trim(p->reason).n))
        return err_set(e, "a proposal is refused with a reason");
    return store_begin(s, e) && store_end(s, go(s->db, p, e), e);
}

static bool link_it(struct db *db, const struct proposal_link *l, struct err *e)
{
    int64_t id;
    int there = db_run_int(db, sql_there, ARGS(INT(l->id)), &id, e);
    if (there == 0)
        return err_set(e, "there is no proposal %ld", (long)l->id);
    return there > 0 && rest_on(db, l, STR(""), e);
}

bool store_proposal_link(struct store *s, const struct proposal_link *l,
                         struct err *e)
{
    return store_begin(s, e) && store_end(s, link_it(s->db, l, e), e);
}

/* ---- lists ---- */

static struct proposal_row read_row(struct stmt *q, struct arena *a)
{
    return (struct proposal_row){.id = db_int(q, 0),
                                 .at = db_int(q, 1),
                                 .who = db_str(q, 2, a),
                                 .what = db_str(q, 3, a),
                                 .cause = db_str(q, 4, a),
                                 .lies_in = db_str(q, 5, a),
                                 .state = db_str(q, 6, a),
                                 .decided = db_int(q, 7),
                                 .decided_by = db_str(q, 8, a),
                                 .reason = db_str(q, 9, a),
                                 .introduced = db_int(q, 10),
                                 .introduced_by = db_str(q, 11, a),
                                 .cases = db_int(q, 12)};
}

static bool count(struct db *db, const struct proposal_row *p, int64_t from,
                  int64_t *n, struct err *e)
{
    return db_run_int(db, sql_effect,
                      ARGS(TEXT(p->cause), TEXT(p->lies_in), INT(from),
                           INT(from + p->effect.span)),
                      n, e) > 0;
}

static bool see_effect(struct db *db, struct proposal_row *p, int64_t now,
                       struct err *e)
{
    int64_t span = now - p->introduced;
    if (!p->introduced || !p->cause.n || span <= 0)
        return true;
    p->effect.span =
        span < EFFECT_DAYS * DAY_S ? span : (int64_t)EFFECT_DAYS * DAY_S;
    return count(db, p, p->introduced - p->effect.span, &p->effect.before, e) &&
           count(db, p, p->introduced, &p->effect.after, e);
}

bool store_proposals(struct store *s, struct arena *a,
                     const struct proposal_filter *f,
                     struct proposal_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    int64_t limit = f->limit ? (int64_t)f->limit : INT64_MAX;
    struct stmt *q = db_query(
        s->db, sql_list,
        ARGS(INT(f->id), INT(f->case_id), INT(f->behind), INT(limit)), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = read_row(q, a);
    }
    bool ok = more == 0;
    for (size_t i = 0; ok && i < *n; i++)
        ok = see_effect(s->db, &(*rows)[i], f->now, e);
    return ok;
}

bool store_proposal_cases(struct store *s, struct arena *a, int64_t id,
                          int64_t **cases, size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_cases, ARGS(INT(id)), e);
    int more = -1;
    *cases = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *cases = arena_grow(a, *cases, *n, &cap, sizeof **cases);
        (*cases)[(*n)++] = db_int(q, 0);
    }
    return more == 0;
}

void store_proposal_json(struct json *j, const struct proposal_row *p,
                         const struct zone *z)
{
    json_key(j, "id"), json_int(j, p->id);
    json_key(j, "at"), json_time(j, p->at, z);
    json_key(j, "who"), json_str(j, p->who);
    json_key(j, "what"), json_str(j, p->what);
    json_key(j, "cause"), json_str(j, p->cause);
    json_key(j, "lies_in"), json_str(j, p->lies_in);
    json_key(j, "state"), json_str(j, p->state);
    json_key(j, "decided"), json_time(j, p->decided, z);
    json_key(j, "decided_by"), json_str(j, p->decided_by);
    json_key(j, "reason"), json_str(j, p->reason);
    json_key(j, "introduced"), json_time(j, p->introduced, z);
    json_key(j, "introduced_by"), json_str(j, p->introduced_by);
    json_key(j, "cases"), json_int(j, p->cases);
    json_key(j, "effect_days"), json_int(j, p->effect.span / DAY_S);
    json_key(j, "before"), json_int(j, p->effect.before);
    json_key(j, "after"), json_int(j, p->effect.after);
}
