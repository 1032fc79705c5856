/* SPDX-License-Identifier: MIT
 * One post about two brands at the desk: each page tells of the other, each
 * has its own type, decision and case; a person moves one to another brand. */
#include "tests/desk/work.h"

static const char TEXT_SAID[] =
    "Вектор не ловит второй день, а Бета дважды списала плату.";

/* The post as a mention of two brands; the number of the first. */
static int64_t put(void)
{
    struct err e = {0};
    struct mention m, also;
    enum put_result what;
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    mention_init(&m);
    m.post.source = 1;
    m.post.key1 = m.post.key2 = STR("two");
    m.post.text = m.post.lemmas = STR(TEXT_SAID);
    m.post.text_hash = 78;
    m.post.author = STR("Рома");
    m.post.lang = STR("ru");
    m.post.published = m.post.collected = time(NULL) - 60;
    m.post.brand = STR("Вектор Телеком");
    m.verdict.type = STR("broken");
    m.decision.solution = STR("A");
    m.decision.row = STR("broken-help");
    m.decision.profile = STR("quick");
    m.decision.department = STR("service");
    m.decision.draft = STR("Вектор поможет");
    m.decision.priority = 90;
    also = m;
    also.post.brand = STR("Бета");
    also.verdict.type = STR("overcharged");
    also.decision.department = STR("billing");
    also.decision.draft = STR("Бета поможет");
    m.also = &also, m.n_also = 1;
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    store_close(s);
    return m.id;
}

TEST(each_page_tells_of_the_other)
{
    int64_t ids[32], id;
    char page[64], link[80], row[80];
    begin();
    client_login(&c, "anna");
    id = put();
    for (int64_t k = id; k < id + 2; k++) {
        const char *brand = k == id ? "Бета" : "Вектор Телеком";
        snprintf(page, sizeof page, "/mention/%lld", (long long)k);
        snprintf(link, sizeof link, "<a href=\"/mention/%lld\">%s</a>",
                 (long long)(k == id ? id + 1 : id), brand);
        ck_assert_int_eq(client_get(&c, page), 200);
        struct str card =
            between(&c.arena, buf_view(&c.body), "id=\"brands\"", "</section>");
        ck_assert_msg(str_find(card, str_of(link)) > 0, STR_FMT, STR_ARG(card));
        const char *type = k == id ? "type overcharged" : "type broken";
        ck_assert_msg(str_find(card, str_of(type)) > 0, STR_FMT, STR_ARG(card));
        ck_assert(str_find(card, STR("/case/")) > 0);
        ck_assert_int_eq(api(&c, k, "brands").p[0], '2');
        snprintf(row, sizeof row, "%lld", (long long)id);
        ck_assert_str(api(&c, k, "post"), row);
    }
    ck_assert_uint_gt(listed(&c, "/queue", ids), 2);
    ck_assert(client_has(&c, "Бета</span><abbr title=\"Это же"));
    ck_assert_uint_eq(listed(&c, "/queue?brand=%D0%91%D0%B5%D1%82%D0%B0", ids),
                      1);
    ck_assert_int_eq(ids[0], id + 1);
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(!client_has(&c, "id=\"brands\""));
    end();
}
END

TEST(a_person_moves_it_to_another_brand)
{
    int64_t ids[32], id;
    char page[64], brand[80];
    begin();
    client_login(&c, "anna");
    id = put();
    snprintf(page, sizeof page, "/mention/%lld", (long long)id + 1);
    snprintf(brand, sizeof brand, "%s/brand", page);
    ck_assert_int_eq(client_get(&c, page), 200);
    struct str list = between(&c.arena, buf_view(&c.body),
                              "<select name=\"brand\"", "</select>");
    ck_assert(str_find(list, STR(">Гамма<")) > 0);
    ck_assert(str_find(list, STR("Вектор")) < 0); /* that is the other one */
    ck_assert_int_eq(client_post(&c, brand, "brand", "Вектор Телеком", NULL),
                     422);
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert_int_eq(client_post(&c, brand, "brand", "Чужой", NULL), 422);
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert_int_eq(client_post(&c, brand, "brand", "Гамма", NULL), 303);
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert(client_has(&c, "Бренд исправлен"));
    ck_assert_str(api(&c, id + 1, "brand"), "Гамма");
    ck_assert_str(api(&c, id + 1, "brand_found"), "Бета");
    ck_assert_str(api(&c, id, "brand"), "Вектор Телеком");
    ck_assert_uint_eq(
        listed(&c, "/queue?brand=%D0%93%D0%B0%D0%BC%D0%BC%D0%B0", ids), 1);
    ck_assert_uint_eq(listed(&c, "/queue?brand=%D0%91%D0%B5%D1%82%D0%B0", ids),
                      0);
    end();
}
END

/* A head of another department does not see the other mention, and cannot
 * move his to its brand. */
TEST(a_brand_of_a_hidden_one_is_taken)
{
    struct err e = {0};
    int64_t id;
    char page[64], brand[80];
    bool found;
    struct user_row u;
    begin();
    id = put();
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_ok(store_user_get(s, &c.arena, STR("oleg"), &u, &found, &e), e);
    u.departments = STR("billing");
    ck_ok(store_user_put(s, &u, STR("molva"), time(NULL), &e), e);
    store_close(s);
    client_login(&c, "oleg");
    snprintf(page, sizeof page, "/mention/%lld", (long long)id);
    ck_assert_int_eq(client_get(&c, page), 404);
    snprintf(page, sizeof page, "/mention/%lld", (long long)id + 1);
    snprintf(brand, sizeof brand, "%s/brand", page);
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert(!client_has(&c, "id=\"brands\""));
    struct str list = between(&c.arena, buf_view(&c.body),
                              "<select name=\"brand\"", "</select>");
    ck_assert(str_find(list, STR(">Гамма<")) > 0);
    ck_assert(str_find(list, STR("Вектор")) < 0);
    ck_assert_int_eq(client_post(&c, brand, "brand", "Вектор Телеком", NULL),
                     422);
    ck_assert_int_eq(client_get(&c, page), 200);
    ck_assert_int_eq(client_post(&c, brand, "brand", "Гамма", NULL), 303);
    end();
}
END

TEST_MAIN("desk_brands", each_page_tells_of_the_other,
          a_person_moves_it_to_another_brand, a_brand_of_a_hidden_one_is_taken)
