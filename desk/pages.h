/* SPDX-License-Identifier: MIT
 *
 * pages: what the route table points to. Each writes its page into r->out or
 * sends the browser on; false means the store failed. Method, session, right
 * and token have been checked. */
#ifndef MOLVA_DESK_PAGES_H
#define MOLVA_DESK_PAGES_H

#include "desk/internal.h"

bool login_page(struct request *r, struct err *e) MUST_CHECK;
bool login_post(struct request *r, struct err *e) MUST_CHECK;
/* The form, after one that came too late: what was typed elsewhere goes with
 * it and is there after signing in. */
bool login_again(struct request *r, struct err *e) MUST_CHECK;
bool login_out(struct request *r, struct err *e) MUST_CHECK;
bool login_lang(struct request *r, struct err *e) MUST_CHECK;

/* Where one begins. */
bool day_page(struct request *r, struct err *e) MUST_CHECK;
/* How many a list has now, for who looks at it. */
bool queue_count(struct request *r, struct err *e) MUST_CHECK;

bool queue_home(struct request *r, struct err *e) MUST_CHECK;
bool queue_page(struct request *r, struct err *e) MUST_CHECK;
/* The same as a feed (RFC 4287), the newest first. */
bool queue_atom(struct request *r, struct err *e) MUST_CHECK;
bool queue_json(struct request *r, struct err *e) MUST_CHECK;

/* One action for all that were ticked. */
bool bulk_do(struct request *r, struct err *e) MUST_CHECK;
/* What was done so is taken back. */
bool bulk_undo(struct request *r, struct err *e) MUST_CHECK;

bool mention_page(struct request *r, struct err *e) MUST_CHECK;
/* The page with what was typed, after a form whose token was too old. */
bool mention_again(struct request *r, struct err *e) MUST_CHECK;

bool act_approve(struct request *r, struct err *e) MUST_CHECK;
bool act_edit(struct request *r, struct err *e) MUST_CHECK;
bool act_take(struct request *r, struct err *e) MUST_CHECK;
bool act_lint(struct request *r, struct err *e) MUST_CHECK;
bool act_later(struct request *r, struct err *e) MUST_CHECK;
bool act_wake(struct request *r, struct err *e) MUST_CHECK;
bool act_assign(struct request *r, struct err *e) MUST_CHECK;
bool act_note(struct request *r, struct err *e) MUST_CHECK;
bool act_posted(struct request *r, struct err *e) MUST_CHECK;
bool act_unposted(struct request *r, struct err *e) MUST_CHECK;
bool account_page(struct request *r, struct err *e) MUST_CHECK;
bool account_again(struct request *r, struct err *e) MUST_CHECK;
bool account_do(struct request *r, struct err *e) MUST_CHECK;
bool act_post(struct request *r, struct err *e) MUST_CHECK;
/* Takes back what the asker did last, while that is fresh. */
bool act_undo(struct request *r, struct err *e) MUST_CHECK;
bool act_heed(struct request *r, struct err *e) MUST_CHECK;
bool act_type(struct request *r, struct err *e) MUST_CHECK;
bool act_brand(struct request *r, struct err *e) MUST_CHECK;
bool act_not_us(struct request *r, struct err *e) MUST_CHECK;
bool act_dismiss(struct request *r, struct err *e) MUST_CHECK;
bool act_return(struct request *r, struct err *e) MUST_CHECK;

/* Who was told at once takes care. */
bool flags_ack(struct request *r, struct err *e) MUST_CHECK;

bool incidents_page(struct request *r, struct err *e) MUST_CHECK;
bool incident_page(struct request *r, struct err *e) MUST_CHECK;
bool incident_do(struct request *r, struct err *e) MUST_CHECK;
/* The page with what was typed, after a form whose token was too old. */
bool incident_again(struct request *r, struct err *e) MUST_CHECK;

bool board_page(struct request *r, struct err *e) MUST_CHECK;
/* The ticked cases are given to somebody. */
bool board_move(struct request *r, struct err *e) MUST_CHECK;
bool cases_page(struct request *r, struct err *e) MUST_CHECK;
/* Authors who are to be asked whether they are content. */
bool calls_page(struct request *r, struct err *e) MUST_CHECK;
/* What the asker is to do himself, with three buttons on each. */
bool mine_page(struct request *r, struct err *e) MUST_CHECK;
bool mine_do(struct request *r, struct err *e) MUST_CHECK;
bool mine_again(struct request *r, struct err *e) MUST_CHECK;
/* Cases as tables, taken along and brought in. */
bool tables_page(struct request *r, struct err *e) MUST_CHECK;
bool tables_again(struct request *r, struct err *e) MUST_CHECK;
bool tables_csv(struct request *r, struct err *e) MUST_CHECK;
bool tables_json(struct request *r, struct err *e) MUST_CHECK;
bool tables_import(struct request *r, struct err *e) MUST_CHECK;
bool case_new_page(struct request *r, struct err *e) MUST_CHECK;
bool case_new(struct request *r, struct err *e) MUST_CHECK;
/* The form of a new case, with what was typed; trouble SAY_COUNT: none. */
bool case_form(struct request *r, enum say trouble, struct err *e) MUST_CHECK;
/* The same, after a form whose token was too old. */
bool case_new_again(struct request *r, struct err *e) MUST_CHECK;
bool case_page(struct request *r, struct err *e) MUST_CHECK;
bool case_do(struct request *r, struct err *e) MUST_CHECK;
bool case_settle(struct request *r, struct err *e) MUST_CHECK;
/* The page with what was typed, after a form whose token was too old. */
bool case_again(struct request *r, struct err *e) MUST_CHECK;

bool statements_page(struct request *r, struct err *e) MUST_CHECK;
bool statement_new_page(struct request *r, struct err *e) MUST_CHECK;
bool statement_new(struct request *r, struct err *e) MUST_CHECK;
bool statement_new_again(struct request *r, struct err *e) MUST_CHECK;
bool statement_page(struct request *r, struct err *e) MUST_CHECK;
bool statement_do(struct request *r, struct err *e) MUST_CHECK;
bool statement_again(struct request *r, struct err *e) MUST_CHECK;

bool proposals_page(struct request *r, struct err *e) MUST_CHECK;
bool proposals_again(struct request *r, struct err *e) MUST_CHECK;
bool proposal_new(struct request *r, struct err *e) MUST_CHECK;
bool proposal_page(struct request *r, struct err *e) MUST_CHECK;
bool proposal_do(struct request *r, struct err *e) MUST_CHECK;
/* The page with what was typed, after a form whose token was too old. */
bool proposal_again(struct request *r, struct err *e) MUST_CHECK;

/* On the sheet of a month ("2026-11"): those to be decided. */
bool proposals_open(struct request *r, struct str month,
                    struct err *e) MUST_CHECK;
bool month_page(struct request *r, struct err *e) MUST_CHECK;
bool sources_page(struct request *r, struct err *e) MUST_CHECK;
bool sources_hold(struct request *r, struct err *e) MUST_CHECK;
bool sources_resume(struct request *r, struct err *e) MUST_CHECK;
bool sources_visit(struct request *r, struct err *e) MUST_CHECK;
bool sources_remove(struct request *r, struct err *e) MUST_CHECK;
/* An address that may become a source; the form again, after one whose token
 * was too old. */
bool inquiry_new_page(struct request *r, struct err *e) MUST_CHECK;
bool inquiry_new(struct request *r, struct err *e) MUST_CHECK;
bool inquiry_new_again(struct request *r, struct err *e) MUST_CHECK;
bool inquiry_page(struct request *r, struct err *e) MUST_CHECK;
bool inquiry_add(struct request *r, struct err *e) MUST_CHECK;
bool inquiry_again(struct request *r, struct err *e) MUST_CHECK;
/* On the queue: which sources are blind, and for how long this week; nothing
 * when none is. */
bool sources_badge(struct request *r, struct err *e) MUST_CHECK;
bool scheme_page(struct request *r, struct err *e) MUST_CHECK;
bool praise_page(struct request *r, struct err *e) MUST_CHECK;
/* Words of praise in a mention that is about a matter, evidence as it was
 * read: to whom they were passed on, and a form. */
struct evidence;
void praise_beside(struct request *r, const struct mention *m,
                   const struct evidence *rows, size_t n);
bool praise_thank(struct request *r, struct err *e) MUST_CHECK;
bool praise_years(struct request *r, struct err *e) MUST_CHECK;
/* How a case goes, to who has not brought one to its end yet (R15). */
bool mine_order(struct request *r, struct err *e) MUST_CHECK;
bool selfcheck_page(struct request *r, struct err *e) MUST_CHECK;
bool selfcheck_again(struct request *r, struct err *e) MUST_CHECK;
bool selfcheck_do(struct request *r, struct err *e) MUST_CHECK;
/* Where somebody stands who wrote or called; and no longer. */
bool persons_page(struct request *r, struct err *e) MUST_CHECK;
bool persons_again(struct request *r, struct err *e) MUST_CHECK;
bool persons_find(struct request *r, struct err *e) MUST_CHECK;
bool persons_erase(struct request *r, struct err *e) MUST_CHECK;
bool people_page(struct request *r, struct err *e) MUST_CHECK;
bool people_again(struct request *r, struct err *e) MUST_CHECK;
bool people_leave(struct request *r, struct err *e) MUST_CHECK;
bool praise_json(struct request *r, struct err *e) MUST_CHECK;
bool numbers_page(struct request *r, struct err *e) MUST_CHECK;
bool metrics_get(struct request *r, struct err *e) MUST_CHECK;

#endif
