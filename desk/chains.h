/* SPDX-License-Identifier: MIT
 *
 * chains: chains of tasks on a case's page (folder-private; R61). */
#ifndef MOLVA_DESK_CHAINS_H
#define MOLVA_DESK_CHAINS_H

#include "desk/docket.h"

/* A choice of the chains that do not run on the case, and a button; nothing
 * when there are none. */
void chains_form(struct request *r, const struct docket *d);
/* Which step of which chain the task is, and what follows it while it is open.
 */
void chains_told(struct request *r, const struct task_row *task);
/* The chain that the form names begins; *known is false when there is none, or
 * it runs. */
bool chains_start(struct request *r, const struct docket *d, bool *known,
                  struct err *e) MUST_CHECK;
/* The task ends, and what follows it begins. */
bool chains_settle(struct request *r, int64_t task, const struct settled *end,
                   struct err *e) MUST_CHECK;

#endif
