/* SPDX-License-Identifier: MIT
 * mention_json: a mention for programs: the one shape there is of it. */
#include "base/json.h"
#include "store/store.h"

/* Is there anything to tell? */
static bool known(const struct member *i, const struct mention *m)
{
    const void *p = member_in(i, m);
    switch (i->kind) {
    case MEMBER_TEXT:
    case MEMBER_JSON:
        return ((const struct str *)p)->n > 0;
    case MEMBER_TIME:
    case MEMBER_SPAN:
        return *(const int64_t *)p != 0;
    case MEMBER_COUNT:
        return *(const int64_t *)p >= 0;
    case MEMBER_SHARE:
        return *(const double *)p >= 0;
    case MEMBER_INT:
    case MEMBER_NUM:
        break;
    }
    return true;
}

static void put_known(struct json *j, const struct member *i,
                      const struct mention *m, const struct zone *zone)
{
    const void *p = member_in(i, m);
    switch (i->kind) {
    case MEMBER_TEXT:
        json_str(j, *(const struct str *)p);
        return;
    case MEMBER_JSON:
        json_raw(j, *(const struct str *)p);
        return;
    case MEMBER_TIME:
        json_time(j, *(const int64_t *)p, zone);
        return;
    case MEMBER_INT:
    case MEMBER_COUNT:
    case MEMBER_SPAN:
        json_int(j, *(const int64_t *)p);
        return;
    case MEMBER_NUM:
    case MEMBER_SHARE:
        json_num(j, *(const double *)p);
        return;
    }
}

void store_mention_json(struct json *j, const struct mention *m,
                        const struct zone *zone)
{
    json_key(j, "id"), json_int(j, m->id);
    for (const struct member *i = members; i < members + MEMBERS; i++) {
        if (!i->key)
            continue;
        json_key(j, i->key);
        if (known(i, m) || i->kind == MEMBER_TEXT)
            put_known(j, i, m, zone);
        else
            json_null(j);
    }
}

void store_post_json(struct json *j, const struct mention *m)
{
    for (const struct member *i = members; i < members + MEMBERS_POST; i++) {
        if (!i->key || !known(i, m))
            continue;
        json_key(j, i->key);
        put_known(j, i, m, NULL);
    }
}
