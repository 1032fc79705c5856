/* SPDX-License-Identifier: MIT
 * A red flag at the desk: on top of the queue with its sign, who was told of
 * it, that he has seen it, and that he takes care (R77, R90). */
#include "tests/desk/work.h"

/* A mention that the matrix tells `head` of at once; its number. Without a
 * profile of deadlines it asks for no reply and gets no case. */
static int64_t flagged_as(const char *head, const char *profile)
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
    m.decision.profile = str_of(profile);
    m.decision.due = time(NULL) + 7200;
    m.decision.priority = 100;
    m.decision.head = str_of(head);
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    store_close(s);
    return m.id;
}

static int64_t flagged(const char *head)
{
    return flagged_as(head, "quick");
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

/* He sees only what is his, and has no queue: he is led to his cases, tasks and
 * what was told to him, which need have no case. */
TEST(who_has_no_queue_is_led_to_what_is_his)
{
    struct err e = {0};
    two("anna", "igor");
    char page[64], link[80], path[80];
    int64_t id = flagged_as("igor", "");
    snprintf(page, sizeof page, "/mention/%lld", (long long)id);
    snprintf(link, sizeof link, "href=\"%s\"", page);
    ck_assert_int_eq(client_get(&other, "/queue"), 303);
    ck_assert_str(client_header(&other, "Location"), "/cases?mine=1");
    ck_assert_int_eq(client_get(&other, "/cases?mine=1"), 200);
    ck_assert(client_has(&other, link) && client_has(&other, "Мама не смогла"));
    ck_assert(!client_has(&other, "<a href=\"/queue\""));
    ck_assert_int_eq(client_get(&other, page), 200);
    ck_assert(client_has(&other, "не принято"));
    snprintf(path, sizeof path, "%s/ack", page);
    ck_assert_int_eq(client_post(&other, path, NULL), 303);
    ck_assert_int_eq(client_get(&other, "/cases?mine=1"), 200);
    ck_assert(!client_has(&other, link));
    ck_assert_int_eq(client_get(&other, "/mention/2"), 404);
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    struct task_row task = {.at = 1,
                            .who = STR("anna"),
                            .what = STR("Заменить кабель"),
                            .assignee = STR("igor")};
    ck_ok(store_task_add(s, 1, &task, &e), e);
    store_close(s);
    ck_assert_int_eq(client_get(&other, "/cases?mine=1"), 200);
    ck_assert(client_has(&other, "Заменить кабель"));
    ck_assert_int_eq(client_get(&c, "/cases?mine=1"), 200);
    ck_assert(!client_has(&c, "Заменить кабель"));
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

/* Two mentions of the fixture are made one by hand; the page tells, and ends.
 */
TEST(an_incident_is_told_and_ends)
{
    struct err e = {0};
    two("anna", "dora");
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    struct incident_act act = {.mention = 1,
                               .words = STR("по телефону"),
                               .who = STR("anna"),
                               .now = time(NULL)};
    ck_ok(store_incident_join(s, &act, &e), e);
    store_close(s);
    ck_assert_int_eq(client_get(&c, "/incidents"), 200);
    ck_assert(client_has(&c, "/incident/1"));
    ck_assert_int_eq(client_get(&c, "/incident/1"), 200);
    ck_assert(client_has(&c, "/mention/1") && client_has(&c, "по телефону"));
    ck_assert_int_eq(client_post(&c, "/incident/1/join", "mention", "2", NULL),
                     303);
    ck_assert_int_eq(client_get(&c, "/incident/1"), 200);
    ck_assert(client_has(&c, "/mention/2"));
    ck_assert_int_eq(client_post(&c, "/incident/1/join", "mention", "2", NULL),
                     422);
    ck_assert(client_has(&c, "Так нельзя"));
    ck_assert_int_eq(client_post(&c, "/incident/1/tell", "text", "", NULL),
                     422);
    ck_assert_int_eq(client_get(&c, "/incident/1"), 200);
    ck_assert_int_eq(
        client_post(&c, "/incident/1/tell", "text", "Авария <b>", NULL), 303);
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    ck_assert(client_has(&c, "Авария &lt;b&gt;") &&
              client_has(&c, "/incident/1"));
    ck_assert_int_eq(client_get(&c, "/queue"), 200);
    ck_assert(client_has(&c, "/incident/1"));
    ck_assert_int_eq(client_get(&c, "/incident/1"), 200);
    ck_assert_int_eq(client_post(&c, "/incident/1/split", "mention", "2",
                                 "text", "другое", NULL),
                     303);
    ck_assert_int_eq(client_get(&other, "/incident/1"), 200);
    ck_assert(!client_has(&other, "<textarea")); /* he only reads */
    ck_assert_int_eq(
        client_post(&other, "/incident/1/close", "text", "всё", NULL), 403);
    ck_assert_int_eq(client_get(&c, "/incident/1"), 200);
    ck_assert(!client_has(&c, "/mention/2"));
    ck_assert_int_eq(
        client_post(&c, "/incident/1/close", "text", "Починили", NULL), 303);
    ck_assert_int_eq(client_get(&c, "/incident/1"), 200);
    ck_assert(client_has(&c, "Починили") && !client_has(&c, "<textarea"));
    ck_assert_int_eq(client_get(&c, "/incident/9"), 404);
    both_end();
}
END

TEST_MAIN("desk_flags", who_has_no_queue_is_led_to_what_is_his,
          who_was_told_sees_it_and_takes_care, others_do_not_take_care,
          an_incident_is_told_and_ends)
