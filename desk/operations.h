/* SPDX-License-Identifier: MIT
 *
 * operations: every operation of the API; route.c has where each stands. */
#ifndef MOLVA_DESK_OPERATIONS_H
#define MOLVA_DESK_OPERATIONS_H

#include "desk/operation.h"

extern const struct operation op_me, op_queue, op_mention, op_approve, op_edit,
    op_lint, op_posted, op_unposted, op_post, op_type, op_not_us, op_dismiss,
    op_return, op_cases, op_case_new, op_case, op_note, op_leaves, op_leave,
    op_wait, op_heard, op_task, op_chain, op_promise, op_set, op_findings,
    op_proposals, op_proposal, op_proposal_new, op_proposal_agree,
    op_proposal_introduce, op_proposal_refuse, op_proposal_link, op_join,
    op_split, op_tasks, op_task_did, op_task_drop, op_promises, op_promise_keep,
    op_promise_break, op_promise_withdraw, op_praise, op_thank, op_thanks,
    op_told, op_ack, op_heed, op_later, op_wake, op_incidents, op_incident,
    op_incident_tell, op_incident_close, op_incident_join, op_incident_split,
    op_statements, op_statement_new, op_statement, op_statement_edit,
    op_statement_approve, op_statement_publish, op_statement_withdraw,
    op_sources, op_source_hold, op_source_resume, op_source_visit,
    op_source_remove, op_users, op_numbers, op_openapi, op_brand,
    op_person_find, op_person_erase, op_erasures, op_selfcheck,
    op_selfcheck_answer;
extern const struct operation op_moves[MOVE_COUNT];

#endif
