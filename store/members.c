/* SPDX-License-Identifier: MIT
 * members: the lists as a table, for those who walk through them. */
#include "store/members.h"

#define PLACE_COLUMN(table, name) MEMBER_COLUMN
#define PLACE_VIEW(sql)           MEMBER_VIEW
#define PLACE_NOWHERE()           MEMBER_NOWHERE
#define AT(part, name)            offsetof(struct mention, part.name)
#define ROW(at, kind, way, place, key)                                         \
    {at, MEMBER_##kind, MEMBER_##way, PLACE_##place, key},
#define OF_POST(kind, name, way, place, key)                                   \
    ROW(AT(post, name), kind, way, place, key)
#define OF_VERDICT(kind, name, way, place, key)                                \
    ROW(AT(verdict, name), kind, way, place, key)
#define OF_DECISION(kind, name, way, place, key)                               \
    ROW(AT(decision, name), kind, way, place, key)
#define OF_CASE(kind, name, way, place, key)                                   \
    ROW(AT(case_, name), kind, way, place, key)

const struct member members[MEMBERS] = {POST_MEMBERS(OF_POST) VERDICT_MEMBERS(
    OF_VERDICT) DECISION_MEMBERS(OF_DECISION) CASE_MEMBERS(OF_CASE)};

void *member_of(const struct member *i, struct mention *m)
{
    return (char *)m + i->at;
}

const void *member_in(const struct member *i, const struct mention *m)
{
    return (const char *)m + i->at;
}

static void forget(const struct member *i, struct mention *m)
{
    void *p = member_of(i, m);
    if (i->kind == MEMBER_TEXT || i->kind == MEMBER_JSON)
        *(struct str *)p = (struct str){0};
    else if (i->kind == MEMBER_NUM || i->kind == MEMBER_SHARE)
        *(double *)p = i->kind == MEMBER_SHARE ? -1 : 0;
    else
        *(int64_t *)p = i->kind == MEMBER_COUNT ? -1 : 0;
}

void mention_init(struct mention *m)
{
    *m = (struct mention){0};
    for (const struct member *i = members; i < members + MEMBERS; i++)
        forget(i, m);
}

void mention_keep_keys(struct mention *m)
{
    for (const struct member *i = members; i < members + MEMBERS; i++)
        if (i->way != MEMBER_ALWAYS)
            forget(i, m);
    m->also = NULL, m->n_also = 0;
    m->bare = true;
}
