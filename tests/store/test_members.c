/* SPDX-License-Identifier: MIT
 * store: every member of a mention is kept, and shown to programs. */
#include <json-c/json.h>

#include "base/json.h"
#include "tests/members.h"
#include "tests/store/temp.h"

TEST(every_member_comes_back)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention m, r;
    bool found;
    struct store *s = temp_store("members.db");
    members_fill(&m, &a);
    m.post.source = temp_source(s, "форум");
    m.verdict.corrected_by = STR(""); /* the rules' own opinion */
    m.decision.stale = 0;             /* so that there is a draft */
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_ok(store_mention_get(s, &a, m.id, &r, &found, &e), e);
    ck_assert(found && r.id == m.id);
    for (const struct member *i = members; i < members + MEMBERS; i++)
        if (i->place == MEMBER_COLUMN)
            ck_assert_msg(members_equal(i, &r, &m), "%s is lost",
                          members_name(i));
    ck_assert_str(r.post.source_name, "форум");
    ck_assert(str_eq(r.decision.draft, m.decision.draft));
    ck_assert_int_eq(r.case_.id, m.case_.id);
    ck_assert_int_gt(r.case_.id, 0);
    ck_assert_str(r.case_.status, "waiting");
    ck_assert_str(r.case_.list, "waiting");
    arena_clear(&a);
    store_close(s);
}
END

static struct json_object *told(const struct mention *m, bool post)
{
    struct buf out;
    struct json j;
    buf_init(&out, 1 << 16);
    json_init(&j, &out);
    json_map(&j);
    if (post)
        store_post_json(&j, m);
    else
        store_mention_json(&j, m, NULL);
    json_end(&j);
    struct json_object *o = json_tokener_parse(out.p);
    buf_clear(&out);
    ck_assert_ptr_nonnull(o);
    return o;
}

/* The member in JSON, as text; NULL when it is null. */
static const char *text_of(struct json_object *o, const struct member *i)
{
    struct json_object *value;
    ck_assert_msg(json_object_object_get_ex(o, i->key, &value), "no %s",
                  i->key);
    return value ? json_object_get_string(value) : NULL;
}

/* Each under a name of its own, dates as people of programs want them. */
TEST(every_member_is_told)
{
    struct arena a = {0};
    struct mention m;
    int shown = 1; /* the id */
    members_fill(&m, &a);
    struct json_object *o = told(&m, false);
    for (int k = 0; k < MEMBERS; k++) {
        const struct member *i = &members[k];
        const char *want, *got;
        if (!i->key)
            continue;
        shown++;
        got = text_of(o, i);
        want = i->kind == MEMBER_TEXT    ? str_printf(&a, "text %d", k).p
               : i->kind == MEMBER_JSON  ? str_printf(&a, "%d", k).p
               : i->kind == MEMBER_TIME  ? "1970-01-01T00:"
               : i->kind == MEMBER_NUM   ? str_printf(&a, "%d.5", k).p
               : i->kind == MEMBER_SHARE ? str_printf(&a, "%g", k / 1000.0).p
                                         : str_printf(&a, "%d", 1000 + k).p;
        ck_assert_msg(got && strstr(got, want), "%s: %s, not %s",
                      members_name(i), got ? got : "null", want);
    }
    ck_assert_int_eq(json_object_object_length(o), shown);
    json_object_put(o);
    arena_clear(&a);
}
END

TEST(what_is_unknown_is_null)
{
    struct mention m;
    mention_init(&m);
    struct json_object *o = told(&m, false), *post = told(&m, true);
    for (const struct member *i = members; i < members + MEMBERS; i++) {
        if (!i->key)
            continue;
        const char *got = text_of(o, i);
        bool null = i->kind == MEMBER_TIME || i->kind == MEMBER_SPAN ||
                    i->kind == MEMBER_COUNT || i->kind == MEMBER_SHARE ||
                    i->kind == MEMBER_JSON;
        ck_assert_msg(!got == null, "%s: %s", members_name(i),
                      got ? got : "null");
    }
    ck_assert_int_eq(json_object_object_length(post), 0);
    json_object_put(o);
    json_object_put(post);
}
END

TEST_MAIN("store_members", every_member_comes_back, every_member_is_told,
          what_is_unknown_is_null)
