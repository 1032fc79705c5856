/* SPDX-License-Identifier: MIT
 * What is found out and done about a case at the desk: causes and measures
 * (R61), the talk with an employee (S002), thanks, chains of tasks. */
#include "tests/desk/work.h"

/* R51: the talk, step by step, with a day to look again; whom it is about sees
 * the steps and not who wrote. */
TEST(a_talk_and_a_day_to_look_again)
{
    two("anna", "oleg");
    client_get(&c, "/cases/new");
    ck_assert_int_eq(client_post(&c, "/cases/new", "text", "Нагрубил", "author",
                                 "Тётя Валя", "concerns", "oleg", NULL),
                     303);
    const char *path = str_z(&c.arena, client_header(&c, "Location"));
    char talk[120];
    snprintf(talk, sizeof talk, "%s/talk", path);
    client_get(&c, path);
    ck_assert(client_has(&c, "разговор наедине"));
    ck_assert_int_eq(client_post(&c, talk, "talked", "1", "step.facts", "1",
                                 "due", "2020-01-01", NULL),
                     422);
    client_get(&c, path);
    ck_assert_int_eq(client_post(&c, talk, "talked", "1", "step.facts", "1",
                                 "step.heard", "1", "due", "2030-01-01", NULL),
                     303);
    client_get(&c, path);
    ck_assert(client_has(&c, "name=\"step.heard\" value=\"1\" checked") &&
              !client_has(&c, "name=\"step.cause\" value=\"1\" checked"));
    client_get(&c, "/cases");
    ck_assert(client_has(&c, "Вернуться к разговору: что изменилось"));
    client_get(&other, path);
    ck_assert(client_has(&other, "его выслушали до конца ✓") &&
              client_has(&other, "причина названа вместе") &&
              !client_has(&other, "Тётя Валя") &&
              !client_has(&other, "step.heard"));
    ck_assert_int_eq(client_post(&other, talk, "talked", "1", NULL), 403);
    both_end();
}
END

/* R52, R53: praise is passed on by somebody else, once, and counted by year. */
TEST(thanks_are_passed_on_and_counted)
{
    two("anna", "igor");
    client_get(&c, "/praise");
    struct str form =
        between(&c.arena, buf_view(&c.body), "\"/praise/", "/thank");
    const char *id = str_z(&c.arena, form);
    char path[80];
    snprintf(path, sizeof path, "/praise/%s/thank", id);
    ck_assert_int_eq(client_post(&c, path, "login", "anna", NULL), 422);
    client_get(&c, "/praise");
    ck_assert_int_eq(client_post(&c, path, "login", "nobody", NULL), 422);
    client_get(&c, "/praise");
    ck_assert_int_eq(client_post(&c, "/praise/1/thank", "login", "oleg", NULL),
                     422); /* it is a complaint */
    for (int i = 0; i < 2; i++) {
        client_get(&c, "/praise");
        ck_assert_int_eq(client_post(&c, path, "login", "oleg", NULL), 303);
    }
    client_get(&other, "/praise");
    ck_assert(client_has(&other, "Передано: Олег") &&
              client_has(&other, "Олег <span class=\"count\">1</span>") &&
              !client_has(&other, "/thank"));
    both_end();
}
END

/* The wall is read page by page, and the years of the award are the last two
 * unless all are wanted. */
TEST(praise_is_paged)
{
    enum { MANY = 60 };
    two("anna", "igor");
    struct err e = {0};
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    for (int i = 0; i < MANY; i++) {
        struct mention m;
        enum put_result what;
        mention_init(&m);
        m.post.source = 1;
        m.post.key1 = m.post.key2 = str_printf(&c.arena, "praise%d", i);
        m.post.text = str_printf(&c.arena, "Спасибо мастеру, день %d", i);
        m.post.text_hash = 7000 + i;
        m.post.author = str_printf(&c.arena, "Автор %d", i);
        m.post.brand = STR("Вектор Телеком");
        m.post.lang = STR("ru");
        m.post.published = i ? time(NULL) - 60 : 1500000000; /* 2017 */
        m.post.collected = time(NULL);
        m.verdict.type = STR("praise"), m.verdict.tone = STR("pos");
        m.verdict.second = STR("-");
        m.decision.solution = STR("C");
        m.decision.row = STR("r");
        ck_ok(store_mention_put(s, &m, &what, &e), e);
        const struct thanks_act act = {.mention = m.id,
                                       .login = STR("oleg"),
                                       .who = STR("anna"),
                                       .now = i ? time(NULL) : 1500000100};
        if (i < 2)
            ck_ok(store_thank(s, &act, &e), e);
    }
    store_close(s);
    ck_assert_int_eq(client_get(&c, "/praise"), 200);
    int n = 0;
    for (struct str rest = buf_view(&c.body); n < 999; n++) {
        ptrdiff_t at = str_find(rest, STR("/thank\""));
        if (at < 0)
            break;
        rest = str_from(rest, (size_t)at + 5);
    }
    ck_assert_int_eq(n, 50);
    ck_assert(client_has(&c, "/praise?behind="));
    ck_assert(!client_has(&c, "<h3>2017</h3>"));
    const char *link =
        str_z(&c.arena, str_printf(&c.arena, "/praise?behind=" STR_FMT,
                                   STR_ARG(between(&c.arena, buf_view(&c.body),
                                                   "/praise?behind=", "\""))));
    ck_assert_int_eq(client_get(&c, link), 200);
    ck_assert(client_has(&c, "день 0") && client_has(&c, "/praise\""));
    ck_assert_int_eq(client_get(&c, "/praise?years=all"), 200);
    ck_assert(client_has(&c, "<h3>2017</h3>"));
    both_end();
}
END

static void praise_in_the_first(void)
{
    ck_assert(place_sql(desk.path,
                        "UPDATE verdict SET evidence = '[{\"rule\":\"a\","
                        "\"signal\":\"praise\",\"points\":1,\"start\":0,"
                        "\"end\":10}]' WHERE mention = 1"));
}

/* Who is alone has nobody to pass it on to, and is not asked whom. */
TEST(nobody_is_thanked_by_who_is_alone)
{
    two("anna", "igor");
    praise_in_the_first();
    ck_assert(place_sql(desk.path, "UPDATE users SET state = 'removed'"
                                   " WHERE login <> 'anna'"));
    ck_assert_int_eq(client_get(&c, "/praise"), 200);
    ck_assert(!client_has(&c, "/thank\""));
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(!client_has(&c, "Похвала коллеге"));
    both_end();
}
END

/* R35: words of praise beside a matter are passed on from its own page. */
TEST(praise_beside_a_matter_is_passed_on)
{
    two("anna", "igor");
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(!client_has(&c, "Похвала коллеге"));
    praise_in_the_first();
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(client_has(&c, "Похвала коллеге"));
    ck_assert_int_eq(client_post(&c, "/praise/1/thank", "back", "mention",
                                 "login", "oleg", NULL),
                     303);
    ck_assert_str(client_header(&c, "Location"), "/mention/1");
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(client_has(&c, "Передано: Олег"));
    ck_assert_int_eq(client_get(&c, "/praise"), 200);
    ck_assert(!client_has(&c, "/mention/1\""));
    both_end();
}
END

/* R16: who approves answers, with the day; what is counted nobody answers. */
TEST(a_department_asks_itself)
{
    two("anna", "igor");
    ck_assert_int_eq(client_get(&c, "/selfcheck"), 200);
    ck_assert(client_has(&c, "Самопроверка") && client_has(&c, "Хранилище") &&
              client_has(&c, "пока нет ответа"));
    ck_assert_int_eq(client_post(&c, "/selfcheck", "of", "", "question",
                                 "order-known", "answer", "partly", "text",
                                 "один новый", NULL),
                     303);
    ck_assert_int_eq(client_get(&c, "/selfcheck?of="), 200);
    ck_assert(client_has(&c, "<b>отчасти</b>") &&
              client_has(&c, "один новый") && client_has(&c, "anna"));
    ck_assert_int_eq(client_post(&c, "/selfcheck", "of", "", "question",
                                 "given", "answer", "yes", NULL),
                     422);
    client_get(&c, "/selfcheck");
    ck_assert_int_eq(client_post(&c, "/selfcheck", "of", "", "question",
                                 "order-known", "answer", "maybe", NULL),
                     422);
    ck_assert_int_eq(client_get(&c, "/selfcheck?of=nowhere"), 404);
    both_end();
}
END

/* R24, R33, R36, R55, R67: the form of findings keeps what was typed, takes
 * all or nothing, and each change is an event; in both languages. */
TEST(both_sides_cause_and_measures)
{
    two("anna", "oleg");
    const char *path = registered("oleg");
    char findings[120];
    snprintf(findings, sizeof findings, "%s/findings", path);
    client_get(&other, path);
    ck_assert(client_has(&other, "вернули деньги"));
    ck_assert_int_eq(client_post(&other, findings, "ticks", "1", "found",
                                 "Мастер был", "cause", "guilt", NULL),
                     422);
    ck_assert(client_has(&other, "Мастер был") &&
              client_has(&other, "Такого нет в списке"));
    client_get(&other, path);
    ck_assert(!client_has(&other, "Мастер был"));
    ck_assert_int_eq(
        client_post(&other, findings, "ticks", "1", "expected", "пусть придёт",
                    "found", "Мастер ждал у другого дома", "their_side",
                    "Никто не звонил", "our_side", "Адрес записан неверно",
                    "cause", "information", "lies_in", "service",
                    "measure.refunded", "1", "measure.apologised", "1", "risk",
                    "retained", NULL),
        303);
    ck_assert_int_eq(client_get(&c, path), 200);
    static const char *const THERE[] = {
        "<dd>Мастер ждал у другого дома</dd>",
        "<dd>Никто не звонил</dd>",
        "<dd>Адрес записан неверно</dd>",
        "<dd>сведения неполные или неверные</dd>",
        "<dd>извинились, вернули деньги</dd>",
        "<dd>остался с нами</dd>"};
    for (size_t i = 0; i < sizeof THERE / sizeof *THERE; i++)
        ck_assert_msg(client_has(&c, THERE[i]), "%s", THERE[i]);
    ck_assert_int_eq(press_case(&c, path, "findings", "", ""), 303);
    client_get(&c, path);
    ck_assert(client_has(&c, "извинились, вернули деньги"));
    ck_assert_int_eq(
        client_post(&c, findings, "ticks", "1", "measure.refunded", "1", NULL),
        303);
    client_get(&c, path);
    ck_assert_int_eq(client_post(&c, "/lang", "lang", "en", NULL), 303);
    client_get(&c, path);
    ck_assert(client_has(&c, "<dd>refunded</dd>") &&
              client_has(&c, "<dd>retained</dd>"));
    both_end();
}
END

/* R61: started once, each step that is done hands on to the next. */
TEST(a_chain_hands_on_by_itself)
{
    two("anna", "oleg");
    const char *path = registered("oleg");
    char url[120];
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "Начать цепочку"));
    snprintf(url, sizeof url, "%s/chain", path);
    ck_assert_int_eq(client_post(&c, url, "chain", "repare", NULL), 422);
    ck_assert(client_has(&c, "Такой цепочки нет"));
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert_int_eq(client_post(&c, url, "chain", "repair", NULL), 303);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "осмотреть на месте"));
    ck_assert(client_has(&c, "шаг 1/3"));
    ck_assert(client_has(&c, "→ исправить → позвонить"));
    ck_assert_int_eq(client_post(&c, url, "chain", "repair", NULL), 422);
    ck_assert_int_eq(client_get(&other, path), 200);
    ck_assert_int_eq(client_post(&other, "/task/1/did", "case",
                                 strrchr(path, '/') + 1, "text", "посмотрел",
                                 NULL),
                     303);
    ck_assert_int_eq(client_get(&other, path), 200);
    ck_assert(client_has(&other, "<b>исправить</b>"));
    ck_assert(client_has(&other, "шаг 2/3"));
    ck_assert(client_has(&other, "посмотрел"));
    both_end();
}
END

TEST_MAIN("desk_findings", a_talk_and_a_day_to_look_again,
          thanks_are_passed_on_and_counted, praise_is_paged,
          nobody_is_thanked_by_who_is_alone,
          praise_beside_a_matter_is_passed_on, a_department_asks_itself,
          both_sides_cause_and_measures, a_chain_hands_on_by_itself)
