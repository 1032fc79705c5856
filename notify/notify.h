/* SPDX-License-Identifier: MIT
 *
 * notify: what waits in the outbox is told to one receiver outside: a command
 * or a webhook.
 *
 *   outbox (store) ─► take ─► command: argv, JSON on its stdin
 *                         └─► webhook: POST, signed ─► taken: gone
 *                                                  └─► not: later
 *
 * A message leaves the outbox only when its receiver took it: exit code 0, or
 * a status 2xx. Until then it is told again, at first after half a minute,
 * each time later, up to an hour; who dies meanwhile tells it once more, under
 * the same key. So nothing is lost, and what comes twice can be told by its
 * key. After thirty days a message is given up, which is told in the log. */
#ifndef MOLVA_NOTIFY_H
#define MOLVA_NOTIFY_H

#include <signal.h>

#include "base/yaml.h"
#include "store/store.h"

struct notify_setup {
    struct yaml_strs command; /* argv; n 0: none */
    struct str url;           /* of the webhook, "" none */
    struct str secret;        /* it is signed with, "" unsigned */
    int64_t limit_s;          /* for one message, 0: 30 */
};

/* Is there a receiver? */
bool notify_is_set(const struct notify_setup *setup);
/* Could it be one? The error tells why not. */
bool notify_check(const struct notify_setup *setup, struct err *e) MUST_CHECK;

/* Tells what is due, one after another, until nothing is or *stop. What a
 * receiver does not take stays and is logged; false only when the store
 * fails. *told: how many were taken. */
bool notify_run(const struct notify_setup *setup, struct store *store,
                const volatile sig_atomic_t *stop, int64_t *told,
                struct err *e) MUST_CHECK;

/* Whose time is it? */
struct notify_clock {
    int64_t now; /* the clock */
    bool ru;     /* language of the sentence in a message */
};
/* Puts promises, tasks and cases into the outbox, each once a day before its
 * time and once when that has passed (R22, R29, R63). */
bool notify_remind(struct store *store, const struct notify_clock *clock,
                   struct err *e) MUST_CHECK;

/* "sha256=" and the HMAC-SHA256 of "TIMESTAMP.BODY" under the secret, in hex:
 * what the header Molva-Signature holds. */
struct str notify_signature(struct arena *a, struct str secret, int64_t at,
                            struct str body);

#endif
