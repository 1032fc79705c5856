/* SPDX-License-Identifier: MIT
 * The second pair of eyes at the desk (R77, R78): who wrote the words does not
 * approve them, is told so, and keeps his text. */
#include "tests/desk/work.h"

static void strict(void)
{
    struct err e = {0};
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s, "%s", e.msg);
    ck_ok(store_eyes_put(s, 0, STR("test"), time(NULL), &e), e);
    store_close(s);
}

TEST(his_own_words_wait_for_somebody_else)
{
    two("anna", "oleg");
    strict();
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 "Мы всё проверим и ответим здесь.", NULL),
                     422);
    ck_assert(client_has(&c, "согласует другой человек"));
    ck_assert_str(field(&c), "Мы всё проверим и ответим здесь.");
    ck_assert_str(api(&c, 2, "status"), "waiting");
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    ck_assert(client_has(&c, "/mention/2/approve")); /* the machine's draft */
    ck_assert_int_eq(client_post(&c, "/mention/2/edit", "text",
                                 "Мы всё проверим и ответим здесь.", NULL),
                     303);
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    ck_assert(!client_has(&c, "/mention/2/approve") &&
              client_has(&c, "поэтому согласует другой"));
    ck_assert_int_eq(client_get(&other, "/mention/2"), 200);
    ck_assert(client_has(&other, "/mention/2/approve"));
    ck_assert_int_eq(client_post(&other, "/mention/2/approve", "text",
                                 "Мы всё проверим и ответим здесь.", NULL),
                     303);
    ck_assert_str(api(&c, 2, "status"), "approved");
    both_end();
}
END

/* With a day in it that is filled in at approval. */
TEST(the_machines_words_anybody_approves)
{
    begin();
    strict();
    client_login(&c, "anna");
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    struct str text = str_dup(&c.arena, field(&c));
    struct str day = client_field(&c, "due");
    ck_assert(str_find(text, STR("е позднее")) >= 0);
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text", text.p,
                                 "due", str_z(&c.arena, day), NULL),
                     303);
    ck_assert_str(api(&c, 2, "status"), "approved");
    end();
}
END

TEST_MAIN("two pairs of eyes", his_own_words_wait_for_somebody_else,
          the_machines_words_anybody_approves)
