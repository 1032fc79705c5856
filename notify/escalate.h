/* SPDX-License-Identifier: MIT
 *
 * escalate: who is to be told at once, and who has not said that he takes care,
 * becomes a message of the outbox (folder-private). */
#ifndef MOLVA_NOTIFY_ESCALATE_H
#define MOLVA_NOTIFY_ESCALATE_H

#include "notify/notify.h"

/* The message and that it was told, in the caller's transaction. */
bool escalate_put(struct store *store, struct arena *a,
                  const struct escalation_row *x,
                  const struct notify_clock *clock, struct err *e) MUST_CHECK;

#endif
