/* SPDX-License-Identifier: MIT
 *
 * token: what a program comes with. */
#ifndef MOLVA_DESK_TOKEN_H
#define MOLVA_DESK_TOKEN_H

#include "base/str.h"

/* What is kept of a token; "" when it has not the shape of one. */
struct str token_hash(struct arena *a, struct str token);
/* Is it meant as one, good or not? */
bool token_ours(struct str token);

#endif
