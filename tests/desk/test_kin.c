/* SPDX-License-Identifier: MIT
 * The pages of an author and of a thread (design of the desk, R9, R85): what is
 * shown there, in which order, and to whom not. */
#include "tests/desk/work.h"

#define URL "https://forum.example/t/512"

static struct store *open_store(void)
{
    struct err e = {0};
    struct store *s = store_open(place_url(desk.path), 0, &e);
    if (!s)
        ck_abort_msg("%s", e.msg);
    return s;
}

/* A post of such an author in such a thread, `hours` ago; its number. */
static int64_t put(struct store *s, const char *author, const char *page,
                   const char *text, int hours)
{
    struct err e = {0};
    struct matrix *m = fixture_matrix(&e);
    struct mention v = {.post.source_name = STR("Городской форум"),
                        .post.key1 = str_of(text),
                        .post.key2 = str_of(text),
                        .post.url = STR(URL),
                        .post.thread = STR(URL),
                        .post.thread_title = STR("Тема о нас"),
                        .post.author = str_of(author),
                        .post.author_url = str_of(page),
                        .post.published = time(NULL) - hours * 3600,
                        .post.collected = time(NULL),
                        .post.precision = 60,
                        .post.lang = STR("ru"),
                        .post.text = str_of(text),
                        .post.text_hash = (int64_t)str_hash(str_of(text)),
                        .post.rating = hours % 2 ? 0.2 : -1,
                        .post.likes = -1,
                        .post.replies = -1,
                        .post.followers = -1,
                        .post.brand = STR("Вектор Телеком"),
                        .verdict.second = STR("-"),
                        .verdict.tone = STR("neg"),
                        .verdict.facts = 1,
                        .verdict.confidence = 0.9};
    enum put_result what;
    ck_assert(m != NULL);
    ck_ok(fixture_source(s, &c.arena, "Городской форум", &v.post.source, &e),
          e);
    ck_ok(fixture_decide(m, &c.arena, &v, TYPE_BROKEN, TONE_NONE, &e), e);
    ck_ok(store_mention_put(s, &v, &what, &e), e);
    matrix_close(m);
    return v.id;
}

static long get(const char *page, int64_t id)
{
    return client_get(&c,
                      str_printf(&c.arena, "/%s/%lld", page, (long long)id).p);
}

static ptrdiff_t at(const char *text)
{
    return str_find(buf_view(&c.body), str_of(text));
}

/* By his own page on another source too, not by a name alone; a name alone is
 * one author where nobody of that name has a page. */
TEST(an_author_is_told_from_his_namesakes)
{
    begin(), client_login(&c, "anna");
    struct store *s = open_store();
    int64_t own = put(s, "Иван", "https://f.example/u/ivan", "Первая беда", 9);
    put(s, "Ivan I.", "https://f.example/u/ivan", "Вторая беда", 7);
    put(s, "Иван", "https://f.example/u/other", "Чужая беда", 5);
    int64_t nameless = put(s, "Иван", "", "Третья беда", 3);
    put(s, "Иван", "", "Четвёртая беда", 1);
    ck_assert_int_eq(get("author", own), 200);
    ck_assert(at("Вторая беда") > 0 && at("Вторая беда") < at("Первая беда"));
    ck_assert(!client_has(&c, "Чужая беда") && !client_has(&c, "Третья беда"));
    ck_assert(client_has(&c, "1 / 5"));
    ck_assert_int_eq(get("author", nameless), 200);
    ck_assert(client_has(&c, "Четвёртая беда"));
    ck_assert(!client_has(&c, "Первая беда"));
    ck_assert(client_has(&c, "узнан по имени"));
    ck_assert_int_eq(get("author", 999999), 404);
    ck_assert_int_eq(get("mention", own), 200);
    ck_assert(client_has(
        &c, str_printf(&c.arena, "href=\"/author/%lld\"", (long long)own).p));
    store_close(s);
    end();
}
END

/* The first post first, our reply below what it answers, and only once it is
 * approved; with what was promised him. */
TEST(a_thread_has_our_replies_in_place)
{
    struct err e = {0};
    begin(), client_login(&c, "anna");
    struct store *s = open_store();
    int64_t late = put(s, "Ольга", "https://f.example/u/o", "Позже всех", 1);
    int64_t first = put(s, "Пётр", "https://f.example/u/p", "Раньше всех", 9);
    struct mention m;
    bool found;
    int64_t now = time(NULL);
    ck_ok(store_mention_get(s, &c.arena, first, &m, &found, &e), e);
    ck_assert(found && m.case_.id);
    ck_assert_int_eq(get("thread", first), 200);
    ck_assert(at("Раньше всех") > 0 && at("Раньше всех") < at("Позже всех"));
    ck_assert(!client_has(&c, "class=\"ours\""));
    ck_assert(client_has(&c, "вместе с источником"));
    ck_ok(store_case_approve(s, m.case_.id, STR("anna"), STR("Мастер выехал."),
                             now, &e),
          e);
    struct promise_row p = {.at = now,
                            .who = STR("anna"),
                            .said = STR("typed"),
                            .what = STR("перезвонить"),
                            .due = now + 86400};
    ck_ok(store_promise_add(s, m.case_.id, &p, &e), e);
    struct hot_row hot = {m.post.source, m.post.thread, 1800, now + 600};
    ck_ok(store_hot_put(s, &hot, false, &e), e);
    ck_assert_int_eq(get("thread", late), 200);
    ck_assert(at("Мастер выехал.") > at("Раньше всех"));
    ck_assert(at("Мастер выехал.") < at("Позже всех"));
    ck_assert(client_has(&c, "ещё не опубликован"));
    ck_assert(client_has(&c, "раз в 30 мин"));
    ck_assert_int_eq(get("author", first), 200);
    ck_assert(client_has(&c, "перезвонить"));
    ck_assert(client_has(&c, "Мастер выехал."));
    ck_assert_int_eq(get("author", late), 200);
    ck_assert(!client_has(&c, "перезвонить"));
    store_close(s);
    end();
}
END

/* How the stars went is drawn once there are two; one is a number. */
TEST(stars_are_drawn_over_time)
{
    begin(), client_login(&c, "anna");
    struct store *s = open_store();
    int64_t one = put(s, "Ян", "https://f.example/u/y", "Раз.", 49);
    ck_assert_int_eq(get("author", one), 200);
    ck_assert(client_has(&c, "class=\"stars\""));
    ck_assert(!client_has(&c, "class=\"curve\""));
    put(s, "Ян", "https://f.example/u/y", "Два.", 25);
    put(s, "Ян", "https://f.example/u/y", "Без звёзд.", 2);
    put(s, "Ян", "https://f.example/u/y", "Три.", 1);
    ck_assert_int_eq(get("author", one), 200);
    struct str line =
        between(&c.arena, buf_view(&c.body), "<polyline points=\"", "\"");
    ck_assert_msg(str_eqz(line, "6.0,44.4 240.0,44.4 474.0,44.4 "), STR_FMT,
                  STR_ARG(line));
    store_close(s);
    end();
}
END

/* Sentences that do not follow one another are not joined by dots, and no sign
 * stands before those of a cut. */
TEST(a_row_has_no_dots_too_many)
{
    struct buf text;
    buf_init(&text, 4096);
    for (int i = 0; i < 40; i++)
        buf_z(&text, "слово, ");
    buf_z(&text, "конец. Ничего такого. Не работает третий день.");
    begin(), client_login(&c, "anna");
    struct store *s = open_store();
    int64_t id = put(s, "Ян", "https://f.example/u/y", text.p, 1);
    ptrdiff_t at = str_find(buf_view(&text), STR("Не работает"));
    const char *signal = "\"signal\":\"broken\",\"points\":2";
    ck_assert(place_sql(
        desk.path,
        str_printf(&c.arena,
                   "UPDATE verdict SET evidence = '[{\"rule\":\"a\",%s,"
                   "\"start\":0,\"end\":10},{\"rule\":\"b\",%s,"
                   "\"start\":%d,\"end\":%d}]' WHERE mention = %lld",
                   signal, signal, (int)at, (int)at + 20, (long long)id)
            .p));
    ck_assert_int_eq(client_get(&c, "/queue?type=broken&page=2"), 200);
    ck_assert(client_has(&c, "слово… · "));
    ck_assert(!client_has(&c, "… …") && !client_has(&c, ",…"));
    buf_clear(&text);
    store_close(s);
    end();
}
END

/* A long thread opens where the mention stands. */
TEST(a_long_thread_has_pages)
{
    begin(), client_login(&c, "anna");
    struct store *s = open_store();
    int64_t last = 0;
    for (int i = 60; i > 0; i--)
        last = put(s, "Пётр", "https://f.example/u/p",
                   str_printf(&c.arena, "Запись под номером %d.", i).p, i);
    ck_assert_int_eq(get("thread", last), 200);
    ck_assert(client_has(&c, "51–60 из 60"));
    ck_assert(client_has(&c, "номером 1."));
    ck_assert(!client_has(&c, "номером 50."));
    ck_assert_int_eq(
        client_get(
            &c, str_printf(&c.arena, "/thread/%lld?page=1", (long long)last).p),
        200);
    ck_assert(client_has(&c, "1–25 из 60"));
    ck_assert_int_eq(get("author", last), 200);
    ck_assert(at("номером 1.") < at("номером 2."));
    ck_assert_int_eq(
        client_get(
            &c,
            str_printf(&c.arena, "/author/%lld?page=99", (long long)last).p),
        200);
    ck_assert(client_has(&c, "51–60 из 60"));
    store_close(s);
    end();
}
END

/* Whose work a case is about is not told who else that author is; neither by
 * the author's page nor by the thread's. What is another department's is not
 * there. */
TEST(need_to_know_holds_on_both)
{
    struct err e = {0};
    begin(), client_login(&c, "oleg");
    struct store *s = open_store();
    int64_t about = put(s, "Ян", "https://f.example/u/y", "Олег грубит", 5);
    int64_t open = put(s, "Ян", "https://f.example/u/y", "Нет связи", 3);
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, &c.arena, about, &m, &found, &e), e);
    struct case_fact fact = {.case_id = m.case_.id,
                             .field = STR("concerns"),
                             .value = STR("oleg"),
                             .who = STR("anna"),
                             .now = time(NULL)};
    ck_assert_int_eq(get("author", about), 200);
    ck_ok(store_case_set(s, &fact, &e), e);
    ck_assert_int_eq(get("author", about), 404);
    ck_assert_int_eq(get("thread", about), 404);
    ck_assert_int_eq(get("author", open), 200);
    ck_assert(client_has(&c, "Нет связи") && !client_has(&c, "Олег грубит"));
    ck_assert_int_eq(get("thread", open), 200);
    ck_assert(!client_has(&c, "Олег грубит"));
    ck_assert_int_eq(client_get(&c, "/logout"), 405);
    struct client igor;
    client_open(&igor, &desk), client_login(&igor, "igor");
    ck_assert_int_eq(
        client_get(&igor,
                   str_printf(&c.arena, "/author/%lld", (long long)open).p),
        404);
    client_close(&igor);
    store_close(s);
    end();
}
END

TEST_MAIN("desk_kin", an_author_is_told_from_his_namesakes,
          a_thread_has_our_replies_in_place, stars_are_drawn_over_time,
          a_row_has_no_dots_too_many, a_long_thread_has_pages,
          need_to_know_holds_on_both)
