/* SPDX-License-Identifier: MIT
 *
 * case_call: one call of `molva case` or `molva promise`, and what was typed
 * (folder-private). */
#ifndef MOLVA_CASE_CALL_H
#define MOLVA_CASE_CALL_H

#include "base/date.h"
#include "cli/cli.h"
#include "cli/workspace.h"

/* One call of the command. */
struct case_call {
    const struct cli *cli;
    struct workspace w;      /* whose register */
    struct store *store;     /* of it */
    struct zone *zone;       /* of dates */
    const char *word;        /* what is to be done */
    const char *const *rest; /* operands behind it */
    int n_rest;
    struct str who; /* does it */
    int64_t now;
    /* options, NULL not given */
    const char *to, *department, *due, *author, *brand, *expected, *channel,
        *state, *concerns, *by, *map;
    bool json, late, masked, dry_run;
};

/* The i-th operand as the number of a thing. */
bool case_call_number(struct case_call *c, int i, int64_t *id,
                      struct err *e) MUST_CHECK;
/* The operands from the i-th on, with blanks between. */
struct str case_call_words(struct case_call *c, int i);
/* --due; *at is 0 when nothing was typed. */
bool case_call_moment(struct case_call *c, int64_t *at,
                      struct err *e) MUST_CHECK;
/* Is it somebody's login, or nobody's (""), or not given (NULL)? */
bool case_call_knows(struct case_call *c, const char *login,
                     struct err *e) MUST_CHECK;

#endif
