/* SPDX-License-Identifier: MIT
 * role: what each may do. */
#include "register/register.h"

enum {
    READS = MAY_READ | MAY_WORK,
    LABELS = READS | MAY_LABEL,
    EDITS = LABELS | MAY_EDIT,
    APPROVES = EDITS | MAY_APPROVE
};

int role_rights(enum role role)
{
    switch (role) {
    case ROLE_DIRECTOR:
        return READS;
    case ROLE_ANALYST:
        return READS | MAY_METER;
    case ROLE_MONITOR:
        return LABELS | MAY_TEND | MAY_METER;
    case ROLE_RESPONDER:
        return EDITS;
    case ROLE_APPROVER:
        return APPROVES;
    case ROLE_HEAD:
        return APPROVES | MAY_TEND;
    case ROLE_ADMIN:
        return APPROVES | MAY_TEND | MAY_METER;
    case ROLE_COUNT:
    case ROLE_NONE:
        break;
    }
    return 0;
}

static const struct {
    const char *id;
    enum right right;
} RIGHTS[] = {{"read", MAY_READ},    {"label", MAY_LABEL},
              {"edit", MAY_EDIT},    {"approve", MAY_APPROVE},
              {"tend", MAY_TEND},    {"work", MAY_WORK},
              {"metrics", MAY_METER}};

struct str right_names(struct arena *a, int rights)
{
    struct str all = STR("");
    for (size_t i = 0; i < sizeof RIGHTS / sizeof *RIGHTS; i++)
        if (rights & (int)RIGHTS[i].right)
            all = str_printf(a, STR_FMT "%s%s", STR_ARG(all), all.n ? " " : "",
                             RIGHTS[i].id);
    return all;
}

static int right_of(struct str name)
{
    for (size_t i = 0; i < sizeof RIGHTS / sizeof *RIGHTS; i++)
        if (str_eqz(name, RIGHTS[i].id))
            return (int)RIGHTS[i].right;
    return -1;
}

int right_by_names(struct str names)
{
    struct str one;
    int rights = 0;
    while (str_split(&names, ' ', &one)) {
        int right = right_of(one);
        if (right < 0)
            return -1;
        rights |= right;
    }
    return rights;
}
