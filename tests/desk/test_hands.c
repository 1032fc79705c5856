/* SPDX-License-Identifier: MIT
 * Hands at the queue, by requests as a browser sends them: put off, assigned,
 * noted, one or many; views under a name; who writes. Issue 10. */
#include "tests/desk/work.h"

static bool went(struct client *of, const char *words)
{
    return str_find(client_header(of, "Location"), str_of(words)) > 0;
}

static bool stands(struct client *of, const char *path, int64_t id)
{
    int64_t ids[32];
    size_t n = listed(of, path, ids);
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id)
            return true;
    return false;
}

TEST(what_is_put_off_is_told_and_taken_back)
{
    two("anna", "boris");
    ck_assert(stands(&c, "/queue?type=overcharged", 2));
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/later", "how", "hour",
                                 "later_why", "asks the shop", NULL),
                     303);
    ck_assert(went(&c, "did=later&was=2"));
    ck_assert_str(api(&c, 2, "list"), "later");
    ck_assert_str(api(&c, 2, "status"), "waiting");
    ck_assert(!stands(&other, "/queue?type=overcharged", 2));
    ck_assert(stands(&other, "/queue?list=later", 2));
    ck_assert(client_has(&other, "asks the shop"));
    client_get(&other, "/mention/2");
    ck_assert_int_eq(client_post(&other, "/mention/2/undo", NULL), 409);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/undo", NULL), 303);
    ck_assert_str(api(&c, 2, "list"), "waiting");
    /* A colleague brings it back as well, and nobody what is awake. */
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/later", "how", "monday", NULL);
    client_get(&other, "/mention/2");
    ck_assert_int_eq(client_post(&other, "/mention/2/wake", NULL), 303);
    client_get(&other, "/mention/2");
    ck_assert_int_eq(client_post(&other, "/mention/2/wake", NULL), 409);
    both_end();
}
END

TEST(nothing_is_put_off_until_a_time_that_is_none)
{
    static const char *const times[] = {"", "yesterday", "2001-01-01T10:00",
                                        "2030-02-31T10:00"};
    begin();
    client_login(&c, "anna");
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        client_get(&c, "/mention/2");
        ck_assert_int_eq(client_post(&c, "/mention/2/later", "how", "date",
                                     "until", times[i], NULL),
                         422);
        ck_assert_str(api(&c, 2, "list"), "waiting");
    }
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/later", "how", "date", "until",
                                 "2030-12-31T18:00", NULL),
                     303);
    ck_assert_str(api(&c, 2, "asleep"), "2030-12-31T18:00:00Z");
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/dismiss", "reason", "ad", NULL);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/later", "how", "hour", NULL),
                     409);
    end();
}
END

TEST(a_case_is_assigned_and_noted_from_its_mention)
{
    two("anna", "boris");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/assign", "to", "nobody", NULL),
                     422);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/assign", "to", "boris", NULL),
                     303);
    ck_assert(went(&c, "did=assigned&was=2"));
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/note", "note", " ", NULL),
                     422);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(
        client_post(&c, "/mention/2/note", "note", "asked the shop", NULL),
        303);
    int64_t mine[32];
    ck_assert_uint_eq(listed(&other, "/queue?mine=1", mine), 1);
    ck_assert_int_eq(mine[0], 2);
    ck_assert_uint_eq(listed(&other, "/queue?mine=1&stage=assigned", mine), 1);
    ck_assert_uint_eq(listed(&other, "/queue?mine=1&stage=done", mine), 0);
    both_end();
}
END

TEST(many_are_put_off_and_taken_back_together)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/queue");
    client_post(&c, "/queue/do", "how", "tomorrow", "id", "2", "id", "3", NULL);
    ck_assert(went(&c, "did=later-many&was=2&ids=2.3"));
    ck_assert_str(api(&c, 3, "list"), "later");
    client_get(&c, "/queue?did=later-many&was=2&ids=2.3");
    ck_assert(client_has(&c, "action=\"/queue/undo\""));
    client_post(&c, "/queue/undo", "ids", "2.3", NULL);
    ck_assert(went(&c, "did=undone-many&was=2"));
    ck_assert_str(api(&c, 2, "list"), "waiting");
    client_get(&c, "/queue");
    client_post(&c, "/queue/undo", "ids", "2.3.999999.x", NULL);
    ck_assert(went(&c, "did=undone-many&was=0"));
    client_get(&c, "/queue");
    client_post(&c, "/queue/do", "do", "note", "note", "the same", "id", "2",
                "id", "3", NULL);
    ck_assert(went(&c, "did=noted-many&was=2"));
    client_get(&c, "/queue");
    client_post(&c, "/queue/do", "do", "type", "type", "rant", "id", "3", NULL);
    ck_assert(went(&c, "did=typed-many&was=1"));
    ck_assert_str(api(&c, 3, "type"), "rant");
    client_get(&c, "/queue");
    ck_assert_int_eq(client_post(&c, "/queue/do", "do", "type", "type", "no",
                                 "id", "3", NULL),
                     400);
    client_get(&c, "/queue");
    client_post(&c, "/queue/do", "do", "assign", "to", "", "id", "2", NULL);
    ck_assert(went(&c, "did=nothing"));
    end();
}
END

TEST(a_view_has_a_name_and_an_address)
{
    two("anna", "boris");
    client_get(&c, "/queue?unsure=1&lang=ru");
    ck_assert_int_eq(client_post(&c, "/views", "view",
                                 "unsure=1&lang=ru&page=3", "name",
                                 "<b>Doubt</b>", NULL),
                     303);
    ck_assert_str(client_header(&c, "Location"), "/queue?lang=ru&unsure=1");
    client_get(&c, "/queue?lang=ru&unsure=1");
    ck_assert(client_has(&c, "&lt;b&gt;Doubt&lt;/b&gt;"));
    ck_assert_int_eq(client_get(&c, "/view/1"), 303);
    ck_assert_str(client_header(&c, "Location"), "/queue?lang=ru&unsure=1");
    ck_assert_int_eq(client_get(&other, "/view/1"), 404);
    client_get(&other, "/queue");
    ck_assert(!client_has(&other, "Doubt"));
    ck_assert_int_eq(client_post(&other, "/views/1/drop", NULL), 404);
    client_get(&c, "/queue?unsure=1");
    ck_assert_int_eq(client_post(&c, "/views", "view", "unsure=1&lang=ru",
                                 "name", "<b>Doubt</b>", "shared", "1", NULL),
                     303);
    ck_assert_int_eq(client_get(&other, "/view/1"), 303);
    client_get(&c, "/queue?unsure=1");
    ck_assert_int_eq(client_post(&c, "/views", "view", "", "name", "x", NULL),
                     400);
    client_get(&c, "/queue?unsure=1");
    ck_assert_int_eq(client_post(&c, "/views/1/drop", NULL), 303);
    ck_assert_int_eq(client_get(&c, "/view/1"), 404);
    both_end();
}
END

TEST(who_writes_is_told_to_others)
{
    two("anna", "boris");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/claim", NULL), 200);
    ck_assert(client_has(&c, "\"writing\":[]"));
    client_get(&other, "/queue/count");
    ck_assert(client_has(&other, "\"mention\":2"));
    client_get(&other, "/mention/2");
    ck_assert(client_has(&other, "id=\"writing\" role=\"status\">✍ "));
    ck_assert_int_eq(client_post(&other, "/mention/999999/claim", NULL), 404);
    client_get(&c, "/mention/2");
    ck_assert(!client_has(&c, "✍"));
    both_end();
}
END

TEST_MAIN("hands at the desk", what_is_put_off_is_told_and_taken_back,
          nothing_is_put_off_until_a_time_that_is_none,
          a_case_is_assigned_and_noted_from_its_mention,
          many_are_put_off_and_taken_back_together,
          a_view_has_a_name_and_an_address, who_writes_is_told_to_others)
