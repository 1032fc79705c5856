/* SPDX-License-Identifier: MIT
 *
 * password: checking one. Making one is in desk.h. */
#ifndef MOLVA_DESK_PASSWORD_H
#define MOLVA_DESK_PASSWORD_H

#include "store/store.h"

/* Is it the user's password? Takes the same time when there is no such user
 * (known false). */
bool password_check(struct arena *a, const struct user_row *u, bool known,
                    struct str password);

#endif
