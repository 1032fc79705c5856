/* SPDX-License-Identifier: MIT
 *
 * totp: codes of six digits that are others each thirty seconds (RFC 6238 over
 * RFC 4226, HMAC-SHA-1, as all programs for telephones do it), and recovery
 * codes for who has lost his. */
#ifndef MOLVA_DESK_TOTP_H
#define MOLVA_DESK_TOTP_H

#include "desk/desk.h"

enum {
    TOTP_SECRET = 20, /* bytes */
    TOTP_STEP_S = 30,
    TOTP_DRIFT = 1, /* steps that a clock may be off, either way */
    TOTP_CODES = 8  /* recovery codes */
};

/* RFC 4226: the value of that counter, of so many digits. */
uint32_t totp_hotp(struct str secret, uint64_t counter, int digits);
/* Base32 without padding, in the arena; "" when it is none. */
struct str totp_base32(struct arena *a, struct str bytes);
struct str totp_from_base32(struct arena *a, struct str text);
/* The step in which the code is right at `now`, 0 in none. */
int64_t totp_step(struct str secret, struct str code, int64_t now);

/* May he come in with what he typed for a code? A code or a recovery code is
 * used up by that. Who has none in force needs none. */
bool totp_lets_in(struct store *s, struct arena *a, const struct user_row *u,
                  struct str typed, int64_t now, bool *in,
                  struct err *e) MUST_CHECK;

#endif
