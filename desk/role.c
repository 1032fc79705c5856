/* SPDX-License-Identifier: MIT
 * role: the table. */
#include "desk/role.h"

enum {
    READS = MAY_READ,
    LABELS = READS | MAY_LABEL,
    EDITS = LABELS | MAY_EDIT,
    APPROVES = EDITS | MAY_APPROVE
};

/* Name as stored, rights as a set. */
#define ROLES(X)                                                               \
    X("monitor", LABELS)                                                       \
    X("responder", EDITS)                                                      \
    X("approver", APPROVES)                                                    \
    X("head", APPROVES)                                                        \
    X("analyst", READS)                                                        \
    X("director", READS)                                                       \
    X("admin", APPROVES)

#define ROW(name, rights)  {name, rights},
#define NAME(name, rights) " " name

static const struct {
    const char *name; /* as stored */
    int rights;       /* set of enum right */
} roles[] = {ROLES(ROW)};

int role_rights(struct str role)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (str_eqz(role, roles[i].name))
            return roles[i].rights;
    return -1;
}

const char *role_name(size_t i)
{
    return i < sizeof roles / sizeof *roles ? roles[i].name : NULL;
}

const char *role_names(void)
{
    static const char names[] = ROLES(NAME);
    return names + 1;
}
