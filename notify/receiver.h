/* SPDX-License-Identifier: MIT
 *
 * receiver: one message to a command or a webhook (folder-private). False with
 * the reason when it was not taken. */
#ifndef MOLVA_RECEIVER_H
#define MOLVA_RECEIVER_H

#include "notify/notify.h"

bool command_tell(const struct notify_setup *setup,
                  const struct outbox_row *row, struct err *e) MUST_CHECK;
bool webhook_tell(const struct notify_setup *setup,
                  const struct outbox_row *row, struct err *e) MUST_CHECK;

/* Seconds for one message. */
static inline int64_t receiver_limit(const struct notify_setup *setup)
{
    enum { LIMIT_S = 30 };
    return setup->limit_s > 0 ? setup->limit_s : LIMIT_S;
}

#endif
