/* SPDX-License-Identifier: MIT
 * The pages of who leads: the board by assignee and age (R14), on which cases
 * change hands (R28). */
#include "tests/desk/work.h"

enum { DAY_S = 86400 };

/* A case by hand, registered so long ago, given to somebody or nobody. */
static int64_t add(const char *text, const char *to, const char *concerns,
                   int64_t ago)
{
    struct err e = {0};
    int64_t then = time(NULL) - ago;
    struct store *s = store_open(place_url(desk.path), 0, &e);
    struct case_card card = {.channel = STR("phone"),
                             .text = str_of(text),
                             .concerns = str_of(concerns),
                             .department = STR("billing"),
                             .due = then + DAY_S,
                             .opened_by = STR("anna")};
    ck_ok(s && store_case_new(s, &card, then, &e), e);
    struct case_step step = {.case_id = card.id,
                             .move = MOVE_ASSIGN,
                             .who = STR("anna"),
                             .assignee = str_of(to),
                             .department = card.department,
                             .now = then};
    if (*to)
        ck_ok(store_case_move(s, &step, &e), e);
    store_close(s);
    return card.id;
}

static const char *number(int64_t id)
{
    static char text[4][24];
    static int next;
    char *at = text[next = (next + 1) % 4];
    snprintf(at, 24, "%ld", (long)id);
    return at;
}

/* What stands on the page between two words. */
static struct str part(const char *from, const char *to)
{
    return between(&c.arena, buf_view(&c.body), from, to);
}

TEST(columns_are_people_and_cards_have_an_age)
{
    begin();
    client_login(&c, "anna");
    add("Свежая жалоба", "boris", "", 3600);
    add("Давняя жалоба", "boris", "", 9 * DAY_S);
    add("Никому не отдана", "", "", 2 * DAY_S + 100);
    ck_assert_int_eq(client_get(&c, "/board"), 200);
    struct str his = part("Борис <span class=\"count\">2", "</section>");
    ck_assert(his.n);
    ck_assert(str_find(his, STR("просрочено: 1")) >= 0);
    /* what is due first stands first, and nobody did anything about it */
    ptrdiff_t old = str_find(his, STR("card age3 still"));
    ptrdiff_t new = str_find(his, STR("card age0\""));
    ck_assert(old >= 0 && old < new);
    ck_assert(str_find(his, STR("два дня тишины")) > old &&
              str_find(his, STR("два дня тишины")) < new);
    ck_assert(str_find(his, STR("Никому не отдана")) < 0);
    struct str none = part("Пока ничьи <span class=\"count\">1", "</section>");
    ck_assert(str_find(none, STR("card age1 still")) >= 0);
    ck_assert(str_find(none, STR("Никому не отдана")) >= 0);
    /* one alone */
    ck_assert_int_eq(client_get(&c, "/board?who=-"), 200);
    ck_assert(client_has(&c, "Никому не отдана") &&
              !client_has(&c, "Свежая жалоба"));
    ck_assert_int_eq(client_get(&c, "/board?department=service"), 200);
    ck_assert(!client_has(&c, "Свежая жалоба"));
    ck_assert_int_eq(client_get(&c, "/board?department=billing"), 200);
    ck_assert(client_has(&c, "Свежая жалоба"));
    end();
}
END

TEST(nobodys_are_found_behind_very_many_given)
{
    enum { BEFORE = 401 }; /* more than a board holds */
    struct err e = {0};
    begin();
    client_login(&c, "anna");
    add("Никому не отдана", "", "", 60);
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_ok(store_begin(s, &e), e);
    for (int i = 0; i < BEFORE; i++) {
        struct case_card card = {.channel = STR("phone"),
                                 .text = STR("Отдана"),
                                 .department = STR("billing"),
                                 .due = time(NULL) - DAY_S,
                                 .opened_by = STR("anna")};
        ck_ok(store_case_new(s, &card, time(NULL), &e), e);
        const struct case_step step = {.case_id = card.id,
                                       .move = MOVE_ASSIGN,
                                       .who = STR("anna"),
                                       .assignee = STR("boris"),
                                       .department = card.department,
                                       .now = time(NULL)};
        ck_ok(store_case_move(s, &step, &e), e);
    }
    ck_ok(store_commit(s, &e), e);
    store_close(s);
    ck_assert_int_eq(client_get(&c, "/board?who=-"), 200);
    ck_assert(client_has(&c, "Никому не отдана") && !client_has(&c, "Отдана<"));
    end();
}
END

TEST(the_ticked_ones_change_hands)
{
    begin();
    client_login(&c, "anna");
    int64_t one = add("Первая", "boris", "", 3600);
    int64_t two = add("Вторая", "boris", "", 3600);
    int64_t about = add("О работе Олега", "boris", "oleg", 3600);
    ck_assert_int_eq(client_get(&c, "/board"), 200);
    ck_assert_int_eq(client_post(&c, "/board", "id", number(one), NULL), 422);
    ck_assert_int_eq(
        client_post(&c, "/board", "id", number(one), "to", "nobody", NULL),
        422);
    /* R41: never to whom it is about; the others go */
    ck_assert_int_eq(client_post(&c, "/board?department=billing", "id",
                                 number(one), "id", number(two), "id",
                                 number(about), "id", "999999", "to", "oleg",
                                 NULL),
                     303);
    struct str at = client_header(&c, "Location");
    ck_assert_str_eq(str_z(&c.arena, at),
                     "/board?department=billing&moved=2&left=2");
    ck_assert_int_eq(client_get(&c, str_z(&c.arena, at)), 200);
    ck_assert(client_has(&c, "Передано дел: 2.") &&
              client_has(&c, "Осталось на месте: 2."));
    struct str his = part("Олег <span class=\"count\">2", "</section>");
    ck_assert(str_find(his, STR("Первая")) >= 0 &&
              str_find(his, STR("Вторая")) >= 0);
    ck_assert(str_find(part("Борис <span", "</section>"),
                       STR("О работе Олега")) >= 0);
    end();
}
END

/* Who sees his own only has a board of his own, and moves nothing. */
TEST(the_board_shows_what_one_may_see)
{
    begin();
    add("Чужая", "boris", "", 3600);
    int64_t own = add("Своя", "igor", "", 3600);
    client_login(&c, "igor");
    ck_assert_int_eq(client_get(&c, "/board"), 200);
    ck_assert(client_has(&c, "Своя") && !client_has(&c, "Чужая") &&
              !client_has(&c, "Борис"));
    ck_assert(!client_has(&c, "<select name=\"to\""));
    ck_assert_int_eq(
        client_post(&c, "/board", "id", number(own), "to", "boris", NULL), 403);
    end();
}
END

/* The director's sheet (R32), on which a proposal is agreed at a click (R31).
 */
TEST(a_month_on_one_sheet)
{
    struct err e = {0};
    begin();
    struct store *s = store_open(place_url(desk.path), 0, &e);
    struct proposal_row p = {.at = time(NULL),
                             .who = STR("elena"),
                             .what = STR("Звонить накануне визита")};
    ck_ok(s && store_proposal_add(s, &p, 0, &e), e);
    store_close(s);
    client_login(&c, "dora");
    ck_assert_int_eq(client_get(&c, "/month"), 200);
    ck_assert(client_has(&c, "Happiness index") && client_has(&c, "100 × ") &&
              client_has(&c, "What came of the solutions"));
    ck_assert(client_has(&c, "href=\"/mention/")); /* texts to read */
    ck_assert(client_has(&c, "Звонить накануне визита"));
    struct str month = client_field(&c, "month");
    char path[64];
    snprintf(path, sizeof path, "/proposal/%ld/agree", (long)p.id);
    ck_assert_int_eq(
        client_post(&c, path, "month", str_z(&c.arena, month), NULL), 303);
    struct str at = client_header(&c, "Location");
    ck_assert(str_starts(at, STR("/month?m=20")) && str_ends(at, month));
    ck_assert_int_eq(client_get(&c, str_z(&c.arena, at)), 200);
    ck_assert(!client_has(&c, "Звонить накануне визита"));
    ck_assert(client_has(&c, "agreed in the month 1"));
    ck_assert_int_eq(client_get(&c, "/month?m=2020-02"), 200);
    ck_assert(client_has(&c, "2020-01") && client_has(&c, "2020-03"));
    ck_assert_int_eq(client_get(&c, "/month?m=2020-13"), 404);
    end();
    begin();
    client_login(&c, "oleg"); /* of units: not for him */
    ck_assert_int_eq(client_get(&c, "/month"), 403);
    end();
}
END

TEST_MAIN("desk_board", columns_are_people_and_cards_have_an_age,
          nobodys_are_found_behind_very_many_given,
          the_ticked_ones_change_hands, the_board_shows_what_one_may_see,
          a_month_on_one_sheet)
