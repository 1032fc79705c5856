/* SPDX-License-Identifier: MIT
 *
 * attempts: failed logins in the last quarter of an hour, by account and
 * address and by address alone. In memory: a restart forgets them. */
#ifndef MOLVA_DESK_ATTEMPTS_H
#define MOLVA_DESK_ATTEMPTS_H

#include "base/str.h"

struct attempts;

struct attempts *attempts_new(void);
void attempts_free(struct attempts *t);

/* May this account be tried from there now? */
bool attempts_may(struct attempts *t, struct str login, struct str address,
                  int64_t now);
void attempts_failed(struct attempts *t, struct str login, struct str address,
                     int64_t now);
/* A login that worked forgives the account's failures from there. */
void attempts_worked(struct attempts *t, struct str login, struct str address);

#endif
