/* SPDX-License-Identifier: MIT
 *
 * members: a mention in which every member of store/members.h has a value of
 * its own, and a comparison of all of them. */
#ifndef MOLVA_TESTS_MEMBERS_H
#define MOLVA_TESTS_MEMBERS_H

#include "base/str.h"
#include "store/store.h"
#include "tests/test.h"

static inline void members_fill(struct mention *m, struct arena *a)
{
    mention_init(m);
    for (int k = 0; k < MEMBERS; k++) {
        void *p = member_of(&members[k], m);
        switch (members[k].kind) {
        case MEMBER_TEXT:
            *(struct str *)p = str_printf(a, "text %d", k);
            break;
        case MEMBER_JSON:
            *(struct str *)p = str_printf(a, "[{\"member\":%d}]", k);
            break;
        case MEMBER_NUM:
            *(double *)p = k + 0.5;
            break;
        case MEMBER_SHARE:
            *(double *)p = k / 1000.0;
            break;
        default:
            *(int64_t *)p = 1000 + k;
        }
    }
}

static inline bool members_equal(const struct member *i,
                                 const struct mention *x,
                                 const struct mention *y)
{
    const void *p = member_in(i, x), *q = member_in(i, y);
    if (i->kind == MEMBER_TEXT || i->kind == MEMBER_JSON)
        return str_eq(*(const struct str *)p, *(const struct str *)q);
    if (i->kind == MEMBER_NUM || i->kind == MEMBER_SHARE)
        return *(const double *)p == *(const double *)q;
    return *(const int64_t *)p == *(const int64_t *)q;
}

static inline const char *members_name(const struct member *i)
{
    static char text[64];
    snprintf(text, sizeof text, "member %d (%s)", (int)(i - members),
             i->key ? i->key : "not in JSON");
    return text;
}

#endif
