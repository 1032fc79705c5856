/* SPDX-License-Identifier: MIT
 * Statements at the desk (solutions B and D): written by one, approved by
 * another, published as a page, all by plain forms. */
#include <unistd.h>

#include "tests/desk/work.h"

static char folder[] = "/tmp/molva-statements-XXXXXX";

static bool has(const char *name, const char *text)
{
    char path[128];
    struct err e = {0};
    struct buf b;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    buf_init(&b, 1 << 20);
    bool is = buf_read_file(&b, path, &e) &&
              str_find(buf_view(&b), str_of(text)) >= 0;
    buf_clear(&b);
    return is;
}

TEST(a_statement_goes_out_by_two_people)
{
    struct err e = {0};
    ck_assert(mkdtemp(folder) != NULL);
    served_folder = folder;
    two("anna", "elena");
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s, "%s", e.msg);
    ck_ok(store_eyes_put(s, 2, STR("test"), time(NULL), &e), e);
    store_close(s);
    client_get(&c, "/statements/new?mention=2");
    ck_assert_int_eq(client_post(&c, "/statements/new", "title", " ", "text",
                                 "Связь есть", NULL),
                     422);
    ck_assert(client_has(&c, "Связь есть")); /* kept */
    ck_assert_int_eq(client_post(&c, "/statements/new", "title",
                                 "Авария <на> Лесной", "text", "Чиним.",
                                 "mention", "2", NULL),
                     303);
    client_get(&c, "/statement/1");
    ck_assert(client_has(&c, "Авария &lt;на&gt; Лесной") &&
              client_has(&c, "/mention/2"));
    ck_assert_int_eq(client_post(&c, "/statement/1/publish", "x", "", NULL),
                     422);
    client_get(&c, "/statement/1");
    ck_assert_int_eq(client_post(&c, "/statement/1/approve", "x", "", NULL),
                     422);
    ck_assert(client_has(&c, "согласует другой"));
    client_get(&other, "/statement/1");
    client_get(&c, "/statement/1");
    ck_assert_int_eq(client_post(&c, "/statement/1/edit", "title",
                                 "Авария <на> Лесной", "text",
                                 "Чиним, к вечеру будет.", NULL),
                     303);
    /* What he has not read he does not approve. */
    ck_assert_int_eq(client_post(&other, "/statement/1/approve", "x", "", NULL),
                     409);
    client_get(&other, "/statement/1");
    ck_assert_int_eq(client_post(&other, "/statement/1/approve", "x", "", NULL),
                     303);
    client_get(&other, "/statement/1");
    ck_assert_int_eq(client_post(&other, "/statement/1/publish", "x", "", NULL),
                     303);
    ck_assert(has("statement-1.html", "Авария &lt;на&gt; Лесной"));
    ck_assert(has("statement-1.html", "https://otzyv.example/r/77"));
    ck_assert(has("atom.xml", "https://vector.example/a/statement-1.html"));
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "/statement/1"));
    client_get(&c, "/statement/1");
    ck_assert(client_has(&c, "Нашего ответа в обсуждении ещё нет"));
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/edit", "text", "Чиним.", NULL);
    client_get(&other, "/mention/2");
    client_post(&other, "/mention/2/approve", "text", "Чиним.", NULL);
    client_get(&other, "/mention/2");
    client_post(&other, "/mention/2/posted", "url",
                "https://otzyv.example/r/78", NULL);
    client_get(&c, "/statement/1");
    ck_assert(client_has(&c, "В нашем ответе нет ссылки на эту страницу"));
    client_get(&c, "/statements");
    ck_assert(client_has(&c, "опубликовано"));
    both_end();
}
END

/* Of two who edit at once one wins, the other keeps his text. */
TEST(who_edits_second_keeps_his_text)
{
    two("anna", "boris");
    client_get(&c, "/statements/new");
    client_post(&c, "/statements/new", "title", "Т", "text", "Первый", NULL);
    client_get(&c, "/statement/1");
    client_get(&other, "/statement/1");
    ck_assert_int_eq(client_post(&c, "/statement/1/edit", "title", "Т", "text",
                                 "Второй", "seen", "1", NULL),
                     303);
    ck_assert_int_eq(client_post(&other, "/statement/1/edit", "title", "Т",
                                 "text", "Третий", "seen", "1", NULL),
                     409);
    ck_assert(client_has(&other, "Третий") && client_has(&other, "Второй"));
    ck_assert_int_eq(client_post(&other, "/statement/1/approve", "x", "", NULL),
                     403); /* a responder */
    both_end();
}
END

TEST(who_only_reads_writes_none)
{
    begin();
    client_login(&c, "dora");
    ck_assert_int_eq(client_get(&c, "/statements"), 200);
    ck_assert_int_eq(client_get(&c, "/statements/new"), 403);
    ck_assert_int_eq(client_get(&c, "/statement/9"), 404);
    end();
}
END

/* Behind the newest 25 the rest; the same with incidents. */
TEST(long_lists_are_turned)
{
    begin();
    ck_assert(place_sql(
        desk.path,
        "INSERT INTO statement (id, version) WITH RECURSIVE n(i) AS (SELECT 1"
        " UNION ALL SELECT i + 1 FROM n WHERE i < 30) SELECT i, 1 FROM n"));
    ck_assert(place_sql(desk.path,
                        "INSERT INTO statement_text (statement, version, lang,"
                        " title, text, who, at) SELECT id, 1, 'ru', 'Т', 'т',"
                        " 'anna', 1 FROM statement"));
    ck_assert(place_sql(
        desk.path,
        "INSERT INTO incident (id, brand, event, place, thread, department,"
        " opened, opened_by, closed) SELECT id, 'Вектор', 'outage', '', '',"
        " 'service', 1, 'anna', CASE WHEN id > 20 THEN 1 ELSE 0 END FROM"
        " statement"));
    client_login(&c, "dora");
    client_get(&c, "/statements");
    ck_assert(client_has(&c, "\"/statement/6\"") &&
              !client_has(&c, "\"/statement/5\""));
    ck_assert(client_has(&c, "/statements?behind=6\""));
    client_get(&c, "/statements?behind=6");
    ck_assert(client_has(&c, "\"/statement/5\"") &&
              client_has(&c, "\"/statement/1\"") &&
              !client_has(&c, "\"/statement/6\"") &&
              !client_has(&c, "behind=1\""));
    client_get(&c, "/incidents"); /* open 20..1, then over 30..21 */
    ck_assert(client_has(&c, "\"/incident/26\"") &&
              !client_has(&c, "\"/incident/25\"") &&
              client_has(&c, "/incidents?behind=26\""));
    client_get(&c, "/incidents?behind=26");
    ck_assert(client_has(&c, "\"/incident/25\"") &&
              client_has(&c, "\"/incident/21\"") &&
              !client_has(&c, "\"/incident/20\"") &&
              !client_has(&c, "\"/incident/26\""));
    end();
}
END

TEST_MAIN("statements at the desk", a_statement_goes_out_by_two_people,
          who_edits_second_keeps_his_text, who_only_reads_writes_none,
          long_lists_are_turned)
