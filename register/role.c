/* SPDX-License-Identifier: MIT
 * role: what each may do. */
#include "register/register.h"

enum {
    READS = MAY_READ,
    LABELS = READS | MAY_LABEL,
    EDITS = LABELS | MAY_EDIT,
    APPROVES = EDITS | MAY_APPROVE
};

int role_rights(enum role role)
{
    switch (role) {
    case ROLE_ANALYST:
    case ROLE_DIRECTOR:
        return READS;
    case ROLE_MONITOR:
        return LABELS | MAY_TEND;
    case ROLE_RESPONDER:
        return EDITS;
    case ROLE_APPROVER:
        return APPROVES;
    case ROLE_HEAD:
    case ROLE_ADMIN:
        return APPROVES | MAY_TEND;
    case ROLE_COUNT:
    case ROLE_NONE:
        break;
    }
    return 0;
}
