/* SPDX-License-Identifier: MIT
 *
 * secret: values nobody can guess, and what is kept of them. */
#ifndef MOLVA_DESK_SECRET_H
#define MOLVA_DESK_SECRET_H

#include "base/str.h"

/* 43 signs of base64, 256 bits; in the arena. */
struct str secret_new(struct arena *a);
/* Has it that shape? */
bool secret_is(struct str secret);
/* Hex of BLAKE2b over the secret; the purpose is its key. */
struct str secret_hash(struct arena *a, struct str secret, const char *purpose);

/* A program's token: "molva_" and a secret; the secret in one that was sent,
 * "" when it is none. */
struct str secret_token(struct arena *a, struct str secret);
struct str secret_of_token(struct str token);

#endif
