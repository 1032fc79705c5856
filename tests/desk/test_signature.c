/* SPDX-License-Identifier: MIT
 * A reply ends with the name and post of whose words it is; the machine's
 * draft with those of who approves it. Shown before, stored as it goes out. */
#include "tests/desk/work.h"

#define ANNA  "Анна Белова, служба заботы о клиентах"
#define BORIS "Борис Ким, старший специалист"

static void sign(struct client *of, const char *words, long code)
{
    ck_assert_int_eq(client_get(of, "/account"), 200);
    ck_assert_int_eq(
        client_post(of, "/account", "do", "sign", "signature", words, NULL),
        code);
}

static bool ends(struct client *of, const char *signature)
{
    struct str is = approved(of);
    const char *wanted = str_printf(&of->arena, "\n\n%s", signature).p;
    return str_ends(is, str_of(wanted));
}

TEST(whose_words_they_are_signs)
{
    two("anna", "boris");
    sign(&c, ANNA, 303);
    sign(&other, "  " BORIS " ", 303);
    client_get(&other, "/account");
    ck_assert(client_has(&other, "value=\"" BORIS "\""));
    /* the machine's draft: who approves it */
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(client_has(&c, ANNA) && !client_has(&c, BORIS));
    ck_assert_int_eq(client_post(&c, "/mention/1/approve", "text",
                                 str_z(&c.arena, field(&c)), "stay", "1", NULL),
                     303);
    client_get(&c, "/mention/1");
    ck_assert(ends(&c, ANNA));
    /* another's words: he */
    ck_assert_int_eq(client_get(&other, "/mention/2"), 200);
    ck_assert_int_eq(client_post(&other, "/mention/2/edit", "text",
                                 "Проверим счёт и напишем здесь.", NULL),
                     303);
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    ck_assert(client_has(&c, BORIS) && !client_has(&c, ANNA));
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 str_z(&c.arena, field(&c)), "stay", "1", NULL),
                     303);
    client_get(&c, "/mention/2");
    ck_assert(ends(&c, BORIS));
    both_end();
}
END

TEST(once_and_only_when_there_is_one)
{
    begin();
    client_login(&c, "anna");
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(!client_has(&c, "class=\"signed\""));
    sign(&c, ANNA, 303);
    /* typed by hand, it is not put there again */
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert_int_eq(client_post(&c, "/mention/1/approve", "text",
                                 "Посмотрим и напишем здесь.\n\n" ANNA, "stay",
                                 "1", NULL),
                     303);
    client_get(&c, "/mention/1");
    struct str is = approved(&c);
    ptrdiff_t at = str_find(is, STR(ANNA));
    ck_assert(at > 0 && str_find(str_from(is, (size_t)at + 1), STR(ANNA)) < 0);
    sign(&c, "", 303); /* none any more */
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 "Проверим счёт и напишем здесь.", "stay", "1",
                                 NULL),
                     303);
    client_get(&c, "/mention/2");
    ck_assert_str_eq(str_z(&c.arena, approved(&c)),
                     "Проверим счёт и напишем здесь.");
    end();
}
END

TEST(a_name_within_the_text_is_no_signature)
{
    begin();
    client_login(&c, "anna");
    sign(&c, "Анна", 303);
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert_int_eq(client_post(&c, "/mention/1/approve", "text",
                                 "Анна, спасибо, проверим счёт.", "stay", "1",
                                 NULL),
                     303);
    client_get(&c, "/mention/1");
    ck_assert_str_eq(str_z(&c.arena, approved(&c)),
                     "Анна, спасибо, проверим счёт.\n\nАнна");
    end();
}
END

TEST(another_signature_gives_way)
{
    two("anna", "boris");
    sign(&c, ANNA, 303);
    sign(&other, BORIS, 303);
    /* his words, with her name left under them from before */
    ck_assert_int_eq(client_get(&other, "/mention/2"), 200);
    ck_assert_int_eq(client_post(&other, "/mention/2/edit", "text",
                                 "Проверим счёт и напишем здесь.\n\n" ANNA,
                                 NULL),
                     303);
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 str_z(&c.arena, field(&c)), "stay", "1", NULL),
                     303);
    client_get(&c, "/mention/2");
    ck_assert_str_eq(str_z(&c.arena, approved(&c)),
                     "Проверим счёт и напишем здесь.\n\n" BORIS);
    both_end();
}
END

TEST(a_signature_is_one_line)
{
    begin();
    client_login(&c, "anna");
    sign(&c, "Анна\nБелова", 422);
    sign(&c, "Анна {due}", 422);
    char longest[600];
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    sign(&c, longest, 422);
    end();
    begin();
    client_login(&c, "mona"); /* she answers nobody */
    sign(&c, "Mona", 403);
    end();
}
END

TEST_MAIN("desk_signature", whose_words_they_are_signs,
          once_and_only_when_there_is_one,
          a_name_within_the_text_is_no_signature, another_signature_gives_way,
          a_signature_is_one_line)
