/* SPDX-License-Identifier: MIT
 * role: what each may do. */
#include "register/register.h"

enum {
    READS = MAY_READ | MAY_WORK,
    LABELS = READS | MAY_LABEL,
    EDITS = LABELS | MAY_EDIT,
    APPROVES = EDITS | MAY_APPROVE
};

#define AS_RIGHTS(NAME, id, ru, en, rights, sees) [ROLE_##NAME] = (rights),
#define AS_SEES(NAME, id, ru, en, rights, sees)   [ROLE_##NAME] = SEES_##sees,
static const int rights_of[ROLE_COUNT] = {ROLE_ALL(AS_RIGHTS)};
static const enum sees sees_of[ROLE_COUNT] = {ROLE_ALL(AS_SEES)};

int role_rights(enum role role)
{
    if (role <= ROLE_NONE || role >= ROLE_COUNT)
        return 0;
    return rights_of[role] | (sees_of[role] == SEES_ALL ? MAY_SURVEY : 0);
}

enum sees role_sees(enum role role)
{
    return role > ROLE_NONE && role < ROLE_COUNT ? sees_of[role] : SEES_OWN;
}

static const struct {
    const char *id;
    enum right right;
} RIGHTS[] = {{"read", MAY_READ},     {"label", MAY_LABEL},
              {"edit", MAY_EDIT},     {"approve", MAY_APPROVE},
              {"tend", MAY_TEND},     {"work", MAY_WORK},
              {"metrics", MAY_METER}, {"join", MAY_JOIN},
              {"survey", MAY_SURVEY}, {"forget", MAY_FORGET}};

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
