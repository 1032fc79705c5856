/* SPDX-License-Identifier: MIT
 * The register at the desk: a call from its registration to its end, by
 * several people (S001: R18 to R30), promises of an approved reply (R56), and
 * whom a case concerns (R41). Everything by plain forms. */
#include "tests/desk/work.h"

TEST(a_call_goes_from_hand_to_hand)
{
    two("anna", "oleg");
    const char *path = registered("oleg");
    ck_assert_int_eq(press_case(&c, path, "begin", "", ""), 422);
    ck_assert(client_has(&c, "поручено другому"));
    ck_assert_int_eq(press_case(&other, path, "begin", "", ""), 303);
    ck_assert_int_eq(press_case(&other, path, "finish", "", ""), 422);
    ck_assert_int_eq(press_case(&other, path, "finish", "Сменил кабель", ""),
                     303);
    ck_assert_int_eq(press_case(&c, path, "close", "", ""), 422);
    ck_assert(client_has(&c, "Автора не спросили"));
    ck_assert_int_eq(press_case(&c, path, "rework", "Снова рвётся", ""), 303);
    ck_assert_int_eq(press_case(&other, path, "finish", "Сменил коробку", ""),
                     303);
    ck_assert_int_eq(press_case(&c, path, "verify", "Довольна", ""), 303);
    ck_assert_int_eq(press_case(&c, path, "close", "", ""), 303);
    ck_assert_int_eq(press_case(&c, path, "close", "", ""), 422); /* once */
    client_get(&c, path);
    ck_assert(client_has(&c, "закрыто") && client_has(&c, "Сменил коробку") &&
              client_has(&c, "Довольна"));
    ck_assert_int_eq(client_get(&c, "/cases?state=closed"), 200);
    ck_assert(client_has(&c, "Мастер не пришёл"));
    ck_assert_int_eq(client_get(&c, "/cases"), 200);
    ck_assert(!client_has(&c, "Мастер не пришёл"));
    both_end();
}
END

/* Whom to call (R27): who was done and not asked; content, or back to work. */
TEST(authors_are_called)
{
    two("elena", "oleg");
    const char *path = registered("oleg");
    ck_assert_int_eq(client_get(&c, "/calls"), 200);
    ck_assert(client_has(&c, "Звонить некому"));
    for (int again = 0; again < 2; again++) {
        press_case(&other, path, "begin", "", "");
        ck_assert_int_eq(
            press_case(&other, path, "finish", "Сменил кабель", ""), 303);
        ck_assert_int_eq(client_get(&c, "/calls"), 200);
        ck_assert(client_has(&c, "<h2>Светлана</h2>") &&
                  client_has(&c, "Сменил кабель") &&
                  client_has(&c, "/cases/new?author="));
        char url[120];
        snprintf(url, sizeof url, "%s/%s", path, again ? "verify" : "rework");
        ck_assert_int_eq(
            client_post(&c, url, "text", "Сказала сама", "back", "calls", NULL),
            303);
        ck_assert(str_eqz(client_header(&c, "Location"), "/calls"));
        ck_assert_int_eq(client_get(&c, "/calls"), 200);
        ck_assert(client_has(&c, "Звонить некому"));
    }
    client_get(&c, path);
    ck_assert(client_has(&c, "Сказала сама"));
    ck_assert_int_eq(client_get(&c, "/cases/new?author=%D0%9E%D0%BB%D1%8F"),
                     200);
    ck_assert(client_has(&c, "value=\"Оля\""));
    both_end();
}
END

/* S001: a seller writes the call down, the quality manager gives it to the
 * wrong person, who hands it on; the head solves it, at the second go; the
 * author is asked; the director reads how it went, and does nothing in it. */
TEST(four_people_and_a_wrong_assignee)
{
    static struct client quality, director;
    two("igor", "oleg"); /* the seller, the head */
    client_open(&quality, &desk), client_login(&quality, "elena");
    client_open(&director, &desk), client_login(&director, "dora");
    const char *path = registered("");
    ck_assert_int_eq(press_case(&c, path, "assign", "", "oleg"), 403); /* R37 */
    ck_assert_int_eq(press_case(&quality, path, "assign", "", "boris"), 303);
    ck_assert_int_eq(press_case(&other, path, "begin", "", ""), 422);
    ck_assert_int_eq(
        press_case(&quality, path, "assign", "Это к Олегу", "oleg"), 303);
    ck_assert_int_eq(press_case(&other, path, "begin", "", ""), 303);
    ck_assert_int_eq(press_case(&other, path, "note", "Мастер болел", ""), 303);
    ck_assert_int_eq(press_case(&other, path, "finish", "Приехал другой", ""),
                     303);
    ck_assert_int_eq(press_case(&quality, path, "rework", "Опять нет", ""),
                     303);
    ck_assert_int_eq(press_case(&director, path, "close", "Хватит", ""), 403);
    ck_assert_int_eq(press_case(&other, path, "finish", "Приехал сам", ""),
                     303);
    ck_assert_int_eq(press_case(&quality, path, "verify", "Довольна", ""), 303);
    ck_assert_int_eq(press_case(&quality, path, "close", "", ""), 303);
    ck_assert_int_eq(client_get(&director, path), 200);
    ck_assert(client_has(&director, "Это к Олегу") &&
              client_has(&director, "Мастер болел") &&
              client_has(&director, "Опять нет") &&
              client_has(&director, "Приехал сам") &&
              client_has(&director, "Довольна"));
    client_close(&quality), client_close(&director);
    both_end();
}
END

/* S000: the master sees his cases and says how they stand without a call, and
 * nobody calls him to ask. */
TEST(the_master_needs_no_phone)
{
    two("anna", "igor");
    const char *path = registered("igor");
    ck_assert_int_eq(client_get(&other, "/"), 303);
    ck_assert_str(client_header(&other, "Location"), "/mine");
    ck_assert_int_eq(client_get(&other, "/cases?mine=1"), 200);
    ck_assert(client_has(&other, path) && client_has(&other, "Светлана") &&
              client_has(&other, "Мастер не пришёл"));
    ck_assert_int_eq(press_case(&other, path, "begin", "", ""), 303);
    ck_assert_int_eq(press_case(&other, path, "note", "Посмотрю в среду", ""),
                     303);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "Посмотрю в среду") && client_has(&c, "Игорь"));
    ck_assert_int_eq(press_case(&other, path, "finish", "Починил", ""), 303);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "Починил"));
    both_end();
}
END

/* S003: a call was promised and forgotten; it stands there in red, the clock
 * says so on the case, and it ends by an answer only. */
TEST(a_forgotten_call_is_not_forgotten)
{
    struct err e = {0};
    two("anna", "oleg");
    const char *path = registered("oleg");
    char promise[120];
    snprintf(promise, sizeof promise, "%s/promise", path);
    client_get(&c, path);
    ck_assert_int_eq(client_post(&c, promise, "text", "Перезвонить", "due",
                                 "2026-01-12T10:00", NULL),
                     303);
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    int64_t now = time(NULL);
    for (int step = REMIND_LATE; step <= REMIND_HEAD; step++) {
        const struct reminder_span span = {now, now + 60, now - 60};
        struct reminder *rows;
        size_t n;
        ck_ok(store_reminders(s, &c.arena, &span, &rows, &n, &e), e);
        ck_assert_uint_eq(n, 1);
        ck_assert_int_eq(rows[0].step, step);
        ck_ok(store_reminded(s, &rows[0], now, &e), e);
    }
    store_close(s);
    ck_assert_int_eq(client_get(&other, "/cases"), 200);
    ck_assert(client_has(&other, "<b>Перезвонить</b>") &&
              client_has(&other, "просрочено"));
    ck_assert_int_eq(press_case(&other, path, "begin", "", ""), 303);
    ck_assert_int_eq(press_case(&other, path, "finish", "Починили", ""), 303);
    ck_assert_int_eq(press_case(&c, path, "verify", "Ждала звонка", ""), 303);
    ck_assert_int_eq(press_case(&c, path, "close", "", ""),
                     422); /* it is open */
    client_get(&c, path);
    ck_assert_int_eq(client_post(&c, "/promise/1/break", "case",
                                 str_z(&c.arena, str_from(str_of(path), 6)),
                                 NULL),
                     303);
    ck_assert_int_eq(press_case(&c, path, "close", "", ""), 303);
    both_end();
}
END

/* A day that a note promises is a promise too (R56). */
TEST(a_note_promises)
{
    begin();
    client_login(&c, "anna");
    const char *path = registered("oleg");
    ck_assert_int_eq(press_case(&c, path, "note",
                                "Перезвоним до 31 декабря 2030 "
                                "года",
                                ""),
                     303);
    client_get(&c, path);
    ck_assert(client_has(&c, "Перезвоним до 31 декабря 2030 года") &&
              client_has(&c, "/promise/1/"));
    end();
}
END

/* Each says of himself when he is away, and who stands in; the case tells. */
TEST(who_is_away_is_told)
{
    struct err e = {0};
    begin();
    client_login(&c, "anna");
    const char *path = registered("anna");
    ck_assert_int_eq(client_get(&c, "/people"), 200);
    ck_assert_int_eq(client_post(&c, "/people", "login", "oleg", "until",
                                 "2040-01-01", NULL),
                     403);
    client_get(&c, "/people");
    ck_assert_int_eq(client_post(&c, "/people", "login", "anna", "until",
                                 "2040-01-01", "deputy", "anna", NULL),
                     422);
    ck_assert_int_eq(client_post(&c, "/people", "login", "anna", "until",
                                 "2001-01-01", NULL),
                     422);
    ck_assert_int_eq(client_post(&c, "/people", "login", "anna", "until",
                                 "2040-01-01", "deputy", "oleg", NULL),
                     303);
    ck_assert_int_eq(client_get(&c, "/people"), 200);
    ck_assert(client_has(&c, "нет с") && client_has(&c, "замещает: oleg"));
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    const struct pass_clock clock = {time(NULL) + 5, NULL, 0};
    struct passing *rows;
    size_t n;
    bool passed;
    ck_ok(store_passings(s, &c.arena, &clock, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 1);
    ck_ok(store_pass(s, &rows[0], clock.now, &passed, &e), e);
    ck_assert(passed);
    store_close(s);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "За кого") && client_has(&c, "нет с") &&
              client_has(&c, "Передано на время отсутствия"));
    ck_assert_int_eq(client_get(&c, "/cases"), 200);
    ck_assert(client_has(&c, "За кого: anna"));
    end();
}
END

/* While the author is waited for the deadline stands still. */
TEST(a_case_waits_for_its_author)
{
    begin();
    client_login(&c, "anna");
    const char *path = registered("oleg");
    ck_assert_int_eq(press_case(&c, path, "wait", "", ""), 422);
    ck_assert_int_eq(press_case(&c, path, "wait", "фото счётчика", ""), 303);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "Ждём автора, срок стоит с") &&
              client_has(&c, "фото счётчика") && client_has(&c, "/heard\"") &&
              !client_has(&c, "/wait\""));
    ck_assert_int_eq(client_get(&c, "/cases"), 200);
    ck_assert(client_has(&c, "Ждём автора"));
    ck_assert_int_eq(press_case(&c, path, "wait", "ещё", ""), 409);
    ck_assert_int_eq(press_case(&c, path, "heard", "прислала", ""), 303);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "Срок снова идёт") &&
              !client_has(&c, "срок стоит"));
    end();
}
END

TEST(who_comes_second_keeps_his_words)
{
    two("anna", "oleg");
    const char *path = registered("oleg");
    char note[120];
    snprintf(note, sizeof note, "%s/note", path);
    client_get(&c, path);
    client_get(&other, path);
    ck_assert_int_eq(client_post(&c, note, "text", "Звонила я.", NULL), 303);
    ck_assert_int_eq(client_post(&other, note, "text", "Звонил я.", NULL), 409);
    ck_assert_str(field(&other), "Звонил я.");
    ck_assert(client_has(&other, "Звонила я."));
    both_end();
}
END

TEST(tasks_and_promises_come_to_an_end)
{
    two("anna", "oleg");
    const char *path = registered("oleg");
    char task[120], promise[120];
    struct str id = str_from(str_of(path), 6);
    snprintf(task, sizeof task, "%s/task", path);
    snprintf(promise, sizeof promise, "%s/promise", path);
    client_get(&c, path);
    ck_assert_int_eq(
        client_post(&c, task, "text", "Заменить кабель", "to", "nobody", NULL),
        422);
    ck_assert_int_eq(client_post(&c, task, "text", "Заменить кабель", "to",
                                 "oleg", "due", "2020-01-01T10:00", NULL),
                     303);
    client_get(&c, path);
    ck_assert_int_eq(client_post(&c, promise, "text", "Позвоним", NULL), 422);
    ck_assert_int_eq(client_post(&c, promise, "text", "Позвоним", "due",
                                 "2030-11-29T10:00", NULL),
                     303);
    client_get(&c, "/cases");
    ck_assert(client_has(&c, "<b>Позвоним</b>"));
    client_get(&c, path);
    ck_assert(client_has(&c, "просрочено"));
    ck_assert_int_eq(
        client_post(&c, "/task/1/keep", "case", str_z(&c.arena, id), NULL),
        404);
    client_get(&c, path);
    ck_assert_int_eq(client_post(&c, "/task/1/did", "case", "1", NULL), 409);
    client_get(&other, path);
    ck_assert_int_eq(client_post(&other, "/task/1/did", "case",
                                 str_z(&c.arena, id), "text", "готово", NULL),
                     303);
    client_get(&c, path);
    ck_assert_int_eq(client_post(&c, "/promise/1/keep", "case",
                                 str_z(&c.arena, id), "text", "звонили", NULL),
                     303);
    client_get(&c, path);
    ck_assert(client_has(&c, "звонили") && !client_has(&c, "/promise/1/keep"));
    both_end();
}
END

/* "Ответим до 1 декабря" is a promise, until the reply is taken back. */
TEST(an_approved_reply_promises)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 "Здравствуйте! Проверим и ответим здесь до "
                                 "1 декабря 2035 года.",
                                 NULL),
                     303);
    client_get(&c, "/cases");
    ck_assert(client_has(&c, "Проверим и ответим здесь до 1 декабря 2035"));
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "href=\"/case/"));
    ck_assert_int_eq(
        client_post(&c, "/mention/2/return", "reason", "перепутали", NULL),
        303);
    client_get(&c, "/cases");
    ck_assert(!client_has(&c, "1 декабря 2035"));
    end();
}
END

/* R41: nor by a form he made himself. */
TEST(whom_it_concerns_only_reads)
{
    struct err e = {0};
    two("anna", "oleg");
    client_get(&c, "/cases/new");
    ck_assert_int_eq(client_post(&c, "/cases/new", "text", "Нагрубил", "to",
                                 "oleg", "concerns", "oleg", NULL),
                     422);
    ck_assert_int_eq(client_post(&c, "/cases/new", "text", "Нагрубил", "to",
                                 "anna", "concerns", "oleg", NULL),
                     303);
    struct str path = str_dup(&c.arena, client_header(&c, "Location"));
    ck_assert_int_eq(
        press_case(&other, str_z(&c.arena, path), "note", "Неправда", ""), 403);
    client_get(&other, str_z(&c.arena, path));
    ck_assert(client_has(&other, "ведут другие") &&
              !client_has(&other, "<textarea"));
    ck_assert_int_eq(
        press_case(&c, str_z(&c.arena, path), "assign", "", "oleg"), 422);
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    struct mention m;
    bool found;
    ck_assert(store_mention_get(s, &c.arena, 2, &m, &found, &e) && found);
    struct case_fact f = {.case_id = m.case_.id,
                          .field = STR("concerns"),
                          .value = STR("oleg"),
                          .who = STR("anna"),
                          .now = 1};
    ck_assert_msg(store_case_set(s, &f, &e), "%s", e.msg);
    store_close(s);
    client_get(&other, "/mention/2");
    ck_assert(!client_has(&other, "/mention/2/approve") &&
              !client_has(&other, "/mention/2/dismiss"));
    ck_assert_int_eq(client_post(&other, "/mention/2/approve", "text",
                                 "Проверим и ответим здесь.", NULL),
                     403);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 "Проверим и ответим здесь.", NULL),
                     303);
    both_end();
}
END

/* A director reads and registers; he gives nothing to anybody. */
TEST(who_only_reads_gives_nothing)
{
    two("anna", "dora");
    client_get(&other, "/cases/new");
    ck_assert(!client_has(&other, "<select name=\"to\""));
    ck_assert_int_eq(client_post(&other, "/cases/new", "text", "Звонили", "to",
                                 "dora", NULL),
                     303);
    struct str path = str_dup(&other.arena, client_header(&other, "Location"));
    client_get(&c, str_z(&other.arena, path));
    ck_assert(client_has(&c, "зарегистрировано"));
    ck_assert_int_eq(
        press_case(&other, str_z(&other.arena, path), "task", "я", ""), 403);
    /* The director has a say (R40). */
    client_get(&other, str_z(&other.arena, path));
    ck_assert_int_eq(
        press_case(&other, str_z(&other.arena, path), "note", "я", ""), 303);
    client_get(&c, str_z(&other.arena, path));
    static char words[8200];
    memset(words, 'x', sizeof words - 1);
    ck_assert_int_eq(
        press_case(&c, str_z(&other.arena, path), "note", words, ""), 422);
    both_end();
}
END

/* A note, or a whole call, typed into a page whose session has ended. */
TEST(what_was_typed_outlives_the_session)
{
    static const char *const forms[] = {"/cases/new", "/case/1/note"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        begin();
        client_login(&c, "anna");
        client_close(&c);
        client_open(&c, &desk); /* the cookies are gone */
        ck_assert_int_eq(client_send(&c, "POST", forms[i],
                                     STR("text=Long+words&author=Ann")),
                         401);
        struct str to = client_field(&c, "to");
        ck_assert_int_eq(client_post(&c, "/login", "login", "anna", "password",
                                     FIXTURE_PASSWORD, "to",
                                     str_z(&c.arena, to), "text", "Long words",
                                     "author", "Ann", NULL),
                         200);
        ck_assert_str(field(&c), "Long words");
        ck_assert(i || client_has(&c, "name=\"author\" value=\"Ann\""));
        /* A token of another session: shown again, nothing done. */
        ck_assert_int_eq(
            client_send(&c, "POST", forms[i], STR("csrf=x&text=Long+words")),
            403);
        ck_assert_str(field(&c), "Long words");
        end();
    }
}
END

TEST_MAIN("desk_register", authors_are_called, a_case_waits_for_its_author,
          four_people_and_a_wrong_assignee, the_master_needs_no_phone,
          a_forgotten_call_is_not_forgotten, who_is_away_is_told,
          a_note_promises, a_call_goes_from_hand_to_hand,
          who_comes_second_keeps_his_words, tasks_and_promises_come_to_an_end,
          an_approved_reply_promises, whom_it_concerns_only_reads,
          who_only_reads_gives_nothing, what_was_typed_outlives_the_session)
