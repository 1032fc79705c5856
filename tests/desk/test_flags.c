/* SPDX-License-Identifier: MIT
 * A red flag at the desk: on top of the queue with its sign, who was told of
 * it, that he has seen it, and that he takes care (R77, R90). */
#include "tests/desk/work.h"

/* A mention that the matrix tells `head` of at once; its number. */
static int64_t flagged(const char *head)
{
    struct err e = {0};
    struct mention m;
    enum put_result what;
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    mention_init(&m);
    m.post.source = 1;
    m.post.key1 = m.post.key2 = STR("f1");
    m.post.text = STR("Мама не смогла вызвать скорую и умерла.");
    m.post.text_hash = 77;
    m.post.author = STR("Рома");
    m.post.brand = STR("Вектор Телеком");
    m.post.lang = STR("ru");
    m.post.published = m.post.collected = time(NULL) - 60;
    m.verdict.type = STR("broken");
    m.verdict.flags = STR("[\"death\"]");
    m.decision.solution = STR("P");
    m.decision.row = STR("flag-life");
    m.decision.department = m.decision.escalation = STR("curator");
    m.decision.profile = STR("quick");
    m.decision.due = time(NULL) + 7200;
    m.decision.priority = 100;
    m.decision.head = str_of(head);
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    store_close(s);
    return m.id;
}

TEST(who_was_told_sees_it_and_takes_care)
{
    two("anna", "oleg");
    char page[64], ack[80];
    int64_t ids[32], id = flagged("oleg");
    snprintf(page, sizeof page, "/mention/%lld", (long long)id);
    snprintf(ack, sizeof ack, "%s/ack", page);
    ck_assert_uint_gt(listed(&c, "/queue", ids), 1);
    ck_assert_int_eq(ids[0], id);
    ck_assert(client_has(&c, "⚑ смерть"));
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert(client_has(&c, "Сообщено сразу") && client_has(&c, "oleg") &&
              client_has(&c, "не принято") && !client_has(&c, "увидел"));
    ck_assert_int_eq(client_get(&other, page), 200);
    ck_assert(client_has(&other, "увидел")); /* he is the one */
    ck_assert_int_eq(client_post(&other, ack, NULL), 303);
    ck_assert_int_eq(client_get(&other, page), 200);
    ck_assert_int_eq(client_post(&other, ack, NULL), 303); /* nothing to do */
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert(client_has(&c, "принято") && !client_has(&c, "не принято") &&
              !client_has(&c, ack) && client_has(&c, "Принято на себя"));
    struct str flags = api(&c, id, "flags");
    ck_assert_msg(str_find(flags, STR("death")) > 0, STR_FMT, STR_ARG(flags));
    both_end();
}
END

/* Whom the case concerns does not take it (R41); who only reads neither. */
TEST(others_do_not_take_care)
{
    struct err e = {0};
    two("anna", "oleg");
    char page[64], ack[80];
    int64_t id = flagged("anna");
    snprintf(page, sizeof page, "/mention/%lld", (long long)id);
    snprintf(ack, sizeof ack, "%s/ack", page);
    struct mention m;
    bool found;
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_assert(store_mention_get(s, &c.arena, id, &m, &found, &e) && found);
    struct case_fact f = {.case_id = m.case_.id,
                          .field = STR("concerns"),
                          .value = STR("oleg"),
                          .who = STR("anna"),
                          .now = 1};
    ck_ok(store_case_set(s, &f, &e), e);
    ck_assert(!store_escalation_ack(s, (struct escalation_of){.mention = id},
                                    STR("oleg"), 5, &e));
    store_close(s);
    ck_assert_int_eq(client_get(&other, page), 200);
    ck_assert_int_eq(client_post(&other, ack, NULL), 403);
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert(client_has(&c, "не принято"));
    ck_assert_int_eq(client_post(&c, ack, NULL), 303);
    both_end();
}
END

TEST_MAIN("desk_flags", who_was_told_sees_it_and_takes_care,
          others_do_not_take_care)
