/* SPDX-License-Identifier: MIT
 *
 * totps: the second factor of users (public through store.h). Made, in force
 * since its first right code, spent recovery codes, taken back: each is an
 * event; none holds the secret. */
#ifndef MOLVA_TOTPS_H
#define MOLVA_TOTPS_H

#include "base/buf.h"

struct store;

struct totp_row {
    struct str secret; /* base32, "" there is none */
    int64_t since;     /* in force, 0 not yet */
    int64_t left;      /* recovery codes */
};
/* Of a user by his number; secret "" when he has none. */
bool store_totp_get(struct store *s, struct arena *a, int64_t user,
                    struct totp_row *row, struct err *e) MUST_CHECK;
/* A new one in place of what was there; codes: hashes, a blank behind each.
 * secret "": it is taken back. */
bool store_totp_put(struct store *s, struct str login, struct str secret,
                    struct str codes, struct str who, int64_t now,
                    struct err *e) MUST_CHECK;
/* A code of that step was right: *fresh when none of it or of a later one was
 * used before, by whomever. The first puts it in force. */
bool store_totp_use(struct store *s, struct str login, int64_t step,
                    int64_t now, bool *fresh, struct err *e) MUST_CHECK;
/* A recovery code, by its hash: *fresh when it was left; it is not any more. */
bool store_totp_recover(struct store *s, struct str login, struct str hash,
                        int64_t now, bool *fresh, struct err *e) MUST_CHECK;

#endif
