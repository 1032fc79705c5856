/* SPDX-License-Identifier: MIT
 *
 * role: the one list of roles, and what each may do. */
#ifndef MOLVA_DESK_ROLE_H
#define MOLVA_DESK_ROLE_H

#include "base/str.h"

/* What a user may do; a role has a set of them. */
enum right {
    MAY_ANYBODY = 0, /* no session needed */
    MAY_READ = 1,    /* see everything the desk shows */
    MAY_LABEL = 2,   /* correct a type, say "not about us" */
    MAY_EDIT = 4,    /* change a draft */
    MAY_APPROVE = 8, /* approve a reply, dismiss a case */
};

/* The rights of a role, -1 when there is no such role. */
int role_rights(struct str role);
/* The i-th role, NULL after the last. */
const char *role_name(size_t i);
/* All of them, with spaces between. */
const char *role_names(void);

#endif
