/* SPDX-License-Identifier: MIT
 *
 * case: a mention that waits for an answer, and the drafts of the answer. */
#ifndef MOLVA_CASE_H
#define MOLVA_CASE_H

#include "register/register.h"
#include "store/db.h"
#include "store/store.h"

/* Who writes what no person writes. */
#define CRAWLER STR("crawler")
#define MATRIX  STR("matrix")

/* What somebody does about a mention. */
struct act {
    int64_t mention; /* about which */
    int64_t case_id; /* its case, 0 when it has none */
    struct str who;  /* login */
    int64_t now;     /* when */
};

/* Does m's decision ask for a person, to reply or to look first? It has a
 * deadline profile then: the solutions are the matrix's, and its loader holds
 * the two together. And is it still worth it? */
bool case_answered(const struct mention *m);
bool case_wanted(const struct mention *m);

/* Opens the case of m->id when its decision wants one and there is none, or
 * refreshes priority and deadline of the one that waits. Sets m->case_id. */
bool case_open(struct db *db, struct mention *m, int64_t now,
               struct err *e) MUST_CHECK;

/* Opens the escalation that m's decision asks for, unless there is one. */
bool case_escalate(struct db *db, const struct mention *m, int64_t now,
                   struct err *e) MUST_CHECK;

/* The mention belongs to the case from then on. */
bool case_belong(struct db *db, const struct act *act,
                 struct err *e) MUST_CHECK;

/* Finds the mention that leads the case, 0 when none does. False when there is
 * no such case, or it was merged into another. */
bool case_find(struct db *db, int64_t id, int64_t *leads,
               struct err *e) MUST_CHECK;

/* The login of what the clock did. */
#define CLOCK STR("clock")

/* What somebody works on, of cases as c: word for word as the index cases_work
 * has it. What the crawler registered and nobody was given is the queue's. */
#define CASE_WORK                                                              \
    "(c.state IN ('assigned', 'in-progress', 'done', 'verified')"              \
    " OR (c.state = 'registered' AND (c.channel <> '' OR c.assignee <> ''"     \
    " OR c.department <> '')))"

/* What a person said of a case, else what its mention, decision have. */
#define CASE_OWN(own, of)                                                      \
    "CASE " own " WHEN '' THEN coalesce(" of ", '') ELSE " own " END"

/* Whose a task t of a case c is: a deadline of nobody's is his whose the case
 * is, unless it is about his own work. */
#define TASK_WHOSE                                                             \
    "CASE WHEN t.chain = 'deadlines' AND t.assignee = ''"                      \
    " AND c.assignee <> c.concerns THEN c.assignee ELSE t.assignee END"

/* The clock looks for what goes on with it (deadlines.h). */
#define COMES_BACK "again = 1"
/* What a matter that had ended becomes; one that is worked on goes on. */
#define CASE_ENDED "state IN ('closed', 'dismissed')"
#define LIVES_AGAIN                                                            \
    COMES_BACK                                                                 \
    ", told = CASE WHEN " CASE_ENDED " THEN 0 ELSE told END,"                  \
    " checked = CASE WHEN " CASE_ENDED " THEN '' ELSE checked END,"            \
    " state = CASE WHEN " CASE_ENDED " THEN 'registered' ELSE state END,"      \
    " ended = 0, ended_by = '', ended_why = '', asleep = 0, asleep_why = ''"

/* Nothing of it stands in public any more. */
#define UNPOSTED                                                               \
    "posted = 0, posted_by = '', posted_url = '', posted_apart = 0,"           \
    " posted_why = '', seen = 0, answered = 0"

/* The reply in which promises were given did not go out after all: those that
 * are open are withdrawn. */
bool case_unsaid(struct db *db, const struct act *act,
                 struct err *e) MUST_CHECK;

/* Adds a draft unless it is the same as the newest; an empty one of the matrix
 * takes back what it had proposed. */
bool case_draft(struct db *db, const struct act *act, struct str text,
                struct err *e) MUST_CHECK;
/* The deadline of act's case stands still, or goes on; act->mention is set.
 * *done is false when it did already. */
bool pause_begin(struct store *s, struct act *act, struct str words,
                 int64_t until, bool *done, struct err *e) MUST_CHECK;
bool pause_end(struct store *s, struct act *act, struct str words, bool *done,
               struct err *e) MUST_CHECK;
/* When what was due then and stood still since a moment is due, as of another;
 * by working time, or by the calendar. */
int64_t pause_moves(const struct store *s, int64_t since, int64_t due,
                    int64_t until, bool calendar);
/* Those deadlines of a rule that stand still with their case do; and go on from
 * `until`. */
bool deadlines_pause(struct store *s, const struct act *act,
                     struct err *e) MUST_CHECK;
bool deadlines_go_on(struct store *s, int64_t case_id, int64_t until,
                     struct err *e) MUST_CHECK;
/* Its mention was edited, got other stars or went away: what came after our
 * reply, where there is one. */
bool case_after(struct store *s, const struct mention *m, const char *what,
                struct err *e) MUST_CHECK;

/* Ends a case that waits, and a pause of its deadline; or puts a dismissed one
 * back into the queue, with the event. *done is false when the case was not in
 * that status. */
bool case_dismiss(struct store *s, const struct act *act, struct str reason,
                  bool *done, struct err *e) MUST_CHECK;
bool case_reopen(struct db *db, const struct act *act, bool *done,
                 struct err *e) MUST_CHECK;

/* As store_case_new; what card continues was said at that address. */
bool case_carry_on(struct store *s, struct case_card *card, struct str url,
                   int64_t now, struct err *e) MUST_CHECK;

/* It does not sleep any more (laters.h); *done is false when it did not. */
bool case_wake(struct db *db, const struct act *act, bool *done,
               struct err *e) MUST_CHECK;

/* Ends something of each case whose id the text finds by the time $1, all in
 * one transaction. Most times there is none: no write lock is taken then. */
typedef bool case_clock_fn(struct store *s, struct act *act, struct err *e);
bool case_clock(struct store *s, const char *sql, int64_t now,
                case_clock_fn *end, struct err *e) MUST_CHECK;

/* Does what follows for the case from m's new decision: register/register.h.
 * `why` is the reason when it leaves the queue. */
bool case_follow(struct store *s, const struct act *act, struct mention *m,
                 const struct follow *f, struct str why,
                 struct err *e) MUST_CHECK;

#endif
