/* SPDX-License-Identifier: MIT
 *
 * docket: a case with all that its page and its buttons need. case.c draws it,
 * case_do.c does what the buttons say, api.c tells it to programs. */
#ifndef MOLVA_DESK_DOCKET_H
#define MOLVA_DESK_DOCKET_H

#include "desk/flags.h"

struct docket {
    struct leave_row *leaves; /* who is away; n_leaves of them */
    size_t n_leaves;
    struct case_file file;  /* as the register has it */
    bool found;             /* there is one of that number */
    struct mention lead;    /* that leads it, when there is one */
    bool led;               /* there is */
    struct flags_told told; /* who was told at once */
    struct user_row *users; /* n_users of them, to give it to */
    size_t n_users;
    struct proposal_row *proposals; /* that rest on it; n_proposals of them */
    size_t n_proposals;
    struct str trouble; /* why an action was refused, may be "" */
};

/* Reads case r->id. When there is none, the answer is 404 and found false. */
bool docket_load(struct request *r, struct docket *d, struct err *e) MUST_CHECK;
/* The last event but of the clock and of looking: an action made on an older
 * state is refused. */
int64_t docket_state(const struct docket *d);
/* To the register, with what the form says. */
struct life docket_life(struct request *r, const struct docket *d);
/* Is it the login of somebody who may come in, or nobody's? */
bool docket_knows(const struct docket *d, struct str login);
/* May the asker say something in it, and do nothing (R40)? */
bool docket_joins(struct request *r, const struct docket *d);
/* May the asker work on it: edit, or it is his; and not about his work? */
bool docket_works(struct request *r, const struct docket *d);

#endif
