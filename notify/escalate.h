/* SPDX-License-Identifier: MIT
 *
 * escalate: who is to be told at once, and who has not said that he takes care,
 * becomes messages of the outbox. */
#ifndef MOLVA_NOTIFY_ESCALATE_H
#define MOLVA_NOTIFY_ESCALATE_H

#include "notify/notify.h"

/* What is due now, each with its event. */
bool escalate_tell(struct store *store, const struct notify_clock *clock,
                   struct err *e) MUST_CHECK;

#endif
