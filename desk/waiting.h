/* SPDX-License-Identifier: MIT
 *
 * waiting: what a request counts for before a worker has it: whose it is,
 * whether it costs a password, whether there is room for it; and afterwards
 * what it told about a sign-in or a refusal.
 *
 * This is what has to be one for all workers, so it lives in the loop. */
#ifndef MOLVA_DESK_WAITING_H
#define MOLVA_DESK_WAITING_H

#include "desk/desk.h"
#include "desk/job.h"
#include "desk/link.h"

struct waiting;

struct waiting *waiting_new(const struct desk_setup *s, struct link **links);
void waiting_free(struct waiting *w);
/* Hash of an address, for its share; never 0. */
uint64_t waiting_share(struct waiting *w, struct str address);

/* A whole request is there: fills the link. 0, or the status of its refusal
 * when too many wait. */
int waiting_add(struct waiting *w, struct link *l, const struct http_head *h);
/* A worker takes it: the job's verdicts. */
void waiting_take(struct waiting *w, struct link *l, struct job *job);
/* The worker has answered; `result` is NULL when it died. */
void waiting_done(struct waiting *w, const struct job *job,
                  struct attempt attempt, const struct result *result);

#endif
