/* SPDX-License-Identifier: MIT
 *
 * attempts: failed logins in the last quarter of an hour, by account and
 * address and by address alone. In memory: a restart forgets them.
 *
 * A try counts as failed from its begin, so that many at once are no more
 * than as many in a row; it is taken back when it was none or was right. */
#ifndef MOLVA_DESK_ATTEMPTS_H
#define MOLVA_DESK_ATTEMPTS_H

#include "base/str.h"

struct attempts;

struct attempt {
    uint64_t account; /* hash of login and address */
    uint64_t address; /* hash of the address */
};

struct attempts *attempts_new(void);
void attempts_free(struct attempts *t);

struct attempt attempts_of(struct attempts *t, struct str login,
                           struct str address);
/* May this account be tried from there now? */
bool attempts_may(struct attempts *t, struct attempt a, int64_t now);
/* The same, and the try begins. */
bool attempts_begin(struct attempts *t, struct attempt a, int64_t now);
/* No password was looked at after all. */
void attempts_back(struct attempts *t, struct attempt a);
/* It was right: forgives the account's failures from there. */
void attempts_worked(struct attempts *t, struct attempt a);

/* Counts a try that was not allowed. How many there were since it was last
 * told, when it is to be told again (once a minute), else 0. */
int64_t attempts_blocked(struct attempts *t, struct attempt a, int64_t now);

#endif
