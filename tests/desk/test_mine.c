/* SPDX-License-Identifier: MIT
 * The phone page of who is on his way (S000, R14, R18): three buttons on what
 * he is to do, each of which is seen in the case by who would have called. */
#include "tests/desk/work.h"

static long press(struct client *of, const char *path, const char *word,
                  const char *task, const char *name, const char *value)
{
    char url[120];
    ck_assert_int_eq(client_get(of, "/mine"), 200);
    snprintf(url, sizeof url, "/mine/%s/%s", path + strlen("/case/"), word);
    return client_post(of, url, "task", task, name, value, NULL);
}

static bool says(struct client *of, const char *path, const char *text)
{
    ck_assert_int_eq(client_get(of, path), 200);
    return client_has(of, text);
}

/* The day after tomorrow, or the day before yesterday. */
static const char *day(int days)
{
    static char text[16];
    time_t at = time(NULL) + days * 86400;
    struct tm tm;
    strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&at, &tm));
    return text;
}

/* R15: with the first case comes the order of the work, in his language, until
 * one is done; without a case nobody is told. */
TEST(the_first_case_says_how_the_work_goes)
{
    two("anna", "igor");
    ck_assert(!says(&other, "/mine", "Так идёт дело"));
    const char *path = registered("igor");
    ck_assert(says(&other, "/mine", "Так идёт дело"));
    ck_assert(client_has(&other, "это обещание автору"));
    ck_assert_int_eq(press(&other, path, "done", "", "", ""), 303);
    path = registered("igor");
    ck_assert(says(&other, "/mine", "Мастер не пришёл"));
    ck_assert(!client_has(&other, "Так идёт дело"));
    both_end();
}
END

/* His promise is known by what it is, whatever its words are by now. */
TEST(a_promise_to_look_is_no_wording)
{
    struct err e = {0};
    two("anna", "igor");
    const char *path = registered("igor");
    int64_t id;
    ck_assert(str_int(str_of(path + strlen("/case/")), &id));
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_ok(s, e);
    struct promise_row typed = {.at = time(NULL),
                                .who = STR("igor"),
                                .said = STR("typed"),
                                .what = STR("посмотреть на месте"),
                                .due = time(NULL) + 86400},
                       look = typed;
    look.what = STR("заехать"), look.kind = STR("look");
    ck_ok(store_promise_add(s, id, &typed, &e), e);
    ck_assert(!says(&other, "/mine", "Обещано посмотреть:"));
    ck_ok(store_promise_add(s, id, &look, &e), e);
    ck_assert(says(&other, "/mine", "Обещано посмотреть:"));
    store_close(s);
    both_end();
}
END

/* A day is a promise to the author; another day takes its place; done keeps
 * it and the case is done. */
TEST(he_promises_a_day_and_does_it)
{
    two("anna", "igor");
    const char *path = registered("igor");
    ck_assert(says(&other, "/mine", "Мастер не пришёл"));
    ck_assert_int_eq(press(&other, path, "look", "", "due", day(-2)), 422);
    ck_assert(client_has(&other, "уже прошёл"));
    ck_assert_int_eq(press(&other, path, "look", "", "due", "soon"), 422);
    ck_assert_int_eq(press(&other, path, "look", "", "due", day(2)), 303);
    ck_assert(says(&c, path, "посмотреть на месте"));
    ck_assert(client_has(&c, "в работе"));
    ck_assert(says(&other, "/mine?did=look", "role=\"status\""));
    ck_assert(client_has(&other, "Обещано посмотреть:"));
    ck_assert_int_eq(press(&other, path, "look", "", "due", day(3)), 303);
    ck_assert(says(&c, path, "отпало"));
    ck_assert_int_eq(press(&other, path, "done", "", "", ""), 303);
    ck_assert(says(&c, path, "Сделано на месте"));
    ck_assert(client_has(&c, "выполнено"));
    ck_assert(says(&other, "/mine", "ничего не поручено"));
    both_end();
}
END

/* What he cannot do goes back to who gave it, with the reason, and is asked of
 * him no more times than once. */
TEST(what_he_cannot_goes_back)
{
    two("anna", "igor");
    const char *path = registered("igor");
    ck_assert_int_eq(press(&other, path, "cannot", "", "text", " "), 422);
    ck_assert_int_eq(press(&other, path, "cannot", "", "text", "нужна <вышка>"),
                     303);
    ck_assert(says(&c, path, "Исполнитель не может: нужна &lt;вышка&gt;"));
    ck_assert(says(&c, "/mine", "нужна &lt;вышка&gt;"));
    ck_assert(says(&other, "/mine", "Передано, решают:"));
    ck_assert(client_has(&other, "anna"));
    both_end();
}
END

/* A task in a case of somebody else is his to end, and nothing more of it. */
TEST(a_task_in_the_case_of_another)
{
    two("anna", "igor");
    const char *path = registered("boris");
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert_int_eq(client_post(&c, str_printf(&c.arena, "%s/task", path).p,
                                 "text", "привезти роутер", "to", "igor", NULL),
                     303);
    ck_assert(says(&other, "/mine", "привезти роутер"));
    struct str task = str_dup(&other.arena, client_field(&other, "task"));
    ck_assert(task.n > 0);
    ck_assert_int_eq(press(&other, path, "done", "", "", ""), 409);
    ck_assert_int_eq(press(&other, path, "done", task.p, "", ""), 303);
    ck_assert(says(&other, "/mine", "ничего не поручено"));
    ck_assert(says(&c, path, "привезти роутер"));
    ck_assert(client_has(&c, "Сделано на месте"));
    /* Pressed twice, or by who has nothing to do there. */
    ck_assert(says(&c, path, "name=\"seen\""));
    ck_assert_int_eq(
        client_post(&c, str_printf(&c.arena, "/mine/%s/done", path + 6).p,
                    "task", task.p, NULL),
        409);
    both_end();
}
END

/* Somebody was quicker: nothing is done, what was typed stays. */
TEST(an_old_page_does_nothing)
{
    two("anna", "igor");
    const char *path = registered("igor");
    char url[120];
    ck_assert_int_eq(client_get(&other, "/mine"), 200);
    ck_assert_int_eq(press_case(&c, path, "note", "позвоните сначала", ""),
                     303);
    snprintf(url, sizeof url, "/mine/%s/cannot", path + strlen("/case/"));
    ck_assert_int_eq(client_post(&other, url, "text", "нет ключа", NULL), 409);
    ck_assert(client_has(&other, "нет ключа"));
    ck_assert(!says(&c, path, "нет ключа"));
    both_end();
}
END

TEST_MAIN("desk_mine", the_first_case_says_how_the_work_goes,
          a_promise_to_look_is_no_wording, he_promises_a_day_and_does_it,
          what_he_cannot_goes_back, a_task_in_the_case_of_another,
          an_old_page_does_nothing)
