/* SPDX-License-Identifier: MIT
 * The load of who answers (idea 24): what one settles today is counted, heavy
 * ones in a row are; then a pause, praise and a colleague are offered, and
 * nothing is refused. */
#include "tests/desk/work.h"

enum { PAUSE_S = 15 * 60 };

/* What anna settles in these mentions, at that time. */
static void dismiss(int64_t mention, int64_t at)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention m;
    bool found;
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_ok(s && store_mention_get(s, &a, mention, &m, &found, &e), e);
    ck_ok(store_case_dismiss(s, m.case_.id, STR("anna"), STR("advert"), at, &e),
          e);
    store_close(s);
    arena_clear(&a);
}

static struct toil toil_at(int64_t since, int64_t now)
{
    struct err e = {0};
    struct toil t;
    struct store *s = store_open(place_url(desk.path), STORE_READ, &e);
    const struct toil_wish wish = {STR("anna"), since, now, PAUSE_S};
    ck_ok(s && store_toil(s, &wish, &t, &e), e);
    store_close(s);
    return t;
}

TEST(heavy_ones_in_a_row)
{
    begin();
    int64_t now = time(NULL);
    dismiss(1, now - 900); /* broken */
    dismiss(3, now - 600); /* offended */
    struct toil t = toil_at(now - 3600, now);
    ck_assert_int_eq(t.done, 2);
    ck_assert_int_eq(t.heavy, 1);
    /* a pause ends the row, not the day */
    t = toil_at(now - 3600, now + PAUSE_S);
    ck_assert_int_eq(t.done, 2);
    ck_assert_int_eq(t.heavy, 0);
    /* what is not heavy ends it too */
    dismiss(2, now - 60);
    t = toil_at(now - 3600, now);
    ck_assert_int_eq(t.done, 3);
    ck_assert_int_eq(t.heavy, 0);
    /* what was before is not of today */
    ck_assert_int_eq(toil_at(now - 300, now).done, 1);
    end();
}
END

TEST(a_pause_is_offered_and_nothing_refused)
{
    served_care = (struct desk_care){.items = 2, .heavy = 1};
    two("anna", "boris");
    client_get(&c, "/queue");
    ck_assert(!client_has(&c, "notice care"));
    ck_assert_int_eq(client_get(&c, "/mention/3"), 200);
    ck_assert_int_eq(
        client_post(&c, "/mention/3/dismiss", "reason", "advert", NULL), 303);
    /* an offence: time for something kind */
    ck_assert_int_eq(client_get(&c, "/queue"), 200);
    ck_assert(client_has(&c, "Тяжёлых подряд: 1.") &&
              client_has(&c, "мастер Олег приехал за час") &&
              client_has(&c, "/board?who=anna"));
    ck_assert_int_eq(client_get(&c, "/mention/1"), 200);
    ck_assert(client_has(&c, "Тяжёлых подряд: 1."));
    ck_assert_int_eq(
        client_post(&c, "/mention/1/dismiss", "reason", "advert", NULL), 303);
    ck_assert_int_eq(client_get(&c, "/day"), 200);
    ck_assert(client_has(&c, "Сегодня вы разобрали уже 2."));
    ck_assert(client_has(&c, "<b>2</b> <span>разобрано сегодня"));
    /* who goes on goes on */
    ck_assert_int_eq(client_get(&c, "/mention/2"), 200);
    ck_assert_int_eq(
        client_post(&c, "/mention/2/dismiss", "reason", "advert", NULL), 303);
    /* it is nobody else's */
    ck_assert_int_eq(client_get(&other, "/queue"), 200);
    ck_assert(!client_has(&other, "notice care"));
    ck_assert_int_eq(client_get(&other, "/day"), 200);
    ck_assert(client_has(&other, "<b>0</b> <span>разобрано сегодня"));
    both_end();
    served_care = (struct desk_care){0};
}
END

/* Who leads sees it on the board, a colleague does not. */
TEST(who_leads_sees_the_load)
{
    two("oleg", "boris");
    struct err e = {0};
    struct store *s = store_open(place_url(desk.path), 0, &e);
    struct case_card card = {.channel = STR("phone"),
                             .text = STR("Звонок"),
                             .opened_by = STR("anna")};
    ck_ok(s && store_case_new(s, &card, time(NULL), &e), e);
    struct case_step step = {.case_id = card.id,
                             .move = MOVE_ASSIGN,
                             .who = STR("elena"),
                             .assignee = STR("anna"),
                             .now = time(NULL)};
    ck_ok(store_case_move(s, &step, &e), e);
    store_close(s);
    dismiss(1, time(NULL));
    ck_assert_int_eq(client_get(&c, "/board"), 200);
    ck_assert(client_has(&c, "разобрано сегодня: 1"));
    ck_assert_int_eq(client_get(&other, "/board"), 200);
    ck_assert(client_has(&other, "Звонок") &&
              !client_has(&other, "разобрано сегодня"));
    both_end();
}
END

TEST_MAIN("desk_care", heavy_ones_in_a_row,
          a_pause_is_offered_and_nothing_refused, who_leads_sees_the_load)
