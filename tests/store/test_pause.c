/* SPDX-License-Identifier: MIT
 * store: the deadline of a case stands still while its author is waited for. */
#include "tests/store/replied.h"

static struct case_card card_of(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct case_card card;
    ck_ok(store_case_card(s, a, id, &card, &e), e);
    return card;
}

/* Is anything told of the case at that time? */
static bool is_told(struct store *s, struct arena *a, int64_t now)
{
    struct err e = {0};
    struct reminder *rows;
    size_t n;
    const struct reminder_span span = {now, now + 60, now - 86400};
    ck_ok(store_reminders(s, a, &span, &rows, &n, &e), e);
    return n > 0;
}

/* While its author is waited for, the deadline of a case stands still; with the
 * answer, or when details count as not come, it goes on. */
TEST(the_deadline_waits_for_the_author)
{
    enum { WAIT_S = 5000 };
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("waits.db");
    store_set_clock(s, (struct store_clock){NULL, WAIT_S});
    struct mention m[] = {approved(s, "1", "https://forum.example/t/1#2"),
                          approved(s, "2", "https://forum.example/t/1#3"),
                          approved(s, "3", "https://forum.example/t/1#4")};
    int64_t due = card_of(s, &a, m[0].case_.id).due;
    for (int i = 0; i < 2; i++)
        ck_ok(store_case_asks(s, m[i].case_.id, 10, &e), e);
    for (int i = 0; i < 3; i++)
        post(s, &m[i], "https://forum.example/t/1#9", "", NULL);
    struct case_card c = card_of(s, &a, m[0].case_.id);
    ck_assert(c.paused > 0 && c.resumes == c.paused + WAIT_S && due > c.paused);
    ck_assert_int_eq(card_of(s, &a, m[2].case_.id).paused, 0);
    int64_t since = c.paused;
    answer(s, m[0].case_.id, "k", since + 700);
    c = card_of(s, &a, m[0].case_.id);
    ck_assert(c.paused == 0 && c.resumes == 0);
    ck_assert_int_eq(c.due, due + 700);
    struct mention led;
    bool found;
    ck_ok(store_mention_get(s, &a, m[0].id, &led, &found, &e), e);
    ck_assert(found && led.case_.due == c.due && !led.case_.paused);
    ck_ok(store_mention_get(s, &a, m[1].id, &led, &found, &e), e);
    ck_assert(found && led.case_.paused == since);
    ck_ok(store_waits_over(s, since + WAIT_S - 1, &e), e);
    ck_assert_int_eq(card_of(s, &a, m[1].case_.id).paused, since);
    for (int i = 0; i < 2; i++) /* however late anybody looks */
        ck_ok(store_waits_over(s, since + WAIT_S + 900, &e), e);
    c = card_of(s, &a, m[1].case_.id);
    ck_assert(c.paused == 0 && c.due == due + WAIT_S);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

static int has_event(struct store *s, struct arena *a, int64_t id,
                     const char *what)
{
    struct err e = {0};
    struct case_file f;
    bool found;
    int n = 0;
    ck_ok(store_case_get(s, a, id, &f, &found, &e), e);
    for (size_t i = 0; i < f.n_events; i++)
        n += str_eqz(f.events[i].what, what);
    return n;
}

static void wait_for(struct store *s, int64_t id, int64_t now)
{
    struct err e = {0};
    struct case_pause p = {
        .case_id = id, .who = STR("ann"), .words = STR("a photo"), .now = now};
    ck_ok(store_case_wait(s, &p, &e), e);
}

/* The answer ends the wait of the case that it joins: of the one that goes on
 * while the first is closed, of the first when that is opened again. */
TEST(the_case_that_hears_waits_no_more)
{
    struct arena a = {0};
    struct store *s = temp_store("joins.db");
    struct mention m = approved(s, "1", "https://forum.example/t/1#2");
    int64_t id = m.case_.id, late = 1001 + AFTER_TERMS.reopen;
    post(s, &m, "https://forum.example/t/1#9", "", NULL);
    close_it(s, id, 1000);
    answer(s, id, "k1", late);
    wait_for(s, id + 1, late + 10);
    answer(s, id, "k2", late + 20);
    ck_assert_int_eq(card_of(s, &a, id + 1).paused, 0);
    struct err e = {0};
    struct case_step step = {.case_id = id,
                             .move = MOVE_REOPEN,
                             .who = STR("ann"),
                             .words = STR("again"),
                             .now = late + 30};
    ck_ok(store_case_move(s, &step, &e), e);
    wait_for(s, id, late + 40);
    wait_for(s, id + 1, late + 40);
    answer(s, id, "k3", late + 50);
    ck_assert_int_eq(card_of(s, &a, id).paused, 0);
    ck_assert_int_eq(card_of(s, &a, id + 1).paused, late + 40);
    ck_assert_int_eq(has_event(s, &a, id + 1, "answered"), 1);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* What leaves the queue, or joins another case, waits no more, and its
 * deadline has moved by as much. An edit is an answer; a new deadline stands
 * still from its day on. */
TEST(a_wait_ends_with_what_it_was_for)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("leaves.db");
    enum put_result what;
    struct mention m[] = {waiting(s, "gone"), waiting(s, "joins"),
                          waiting(s, "other"),
                          approved(s, "4", "https://forum.example/t/1#2")};
    int64_t due = card_of(s, &a, m[0].case_.id).due, at = due - 500;
    for (int i = 0; i < 2; i++)
        wait_for(s, m[i].case_.id, at);
    wait_for(s, m[2].case_.id, at);
    ck_ok(store_case_dismiss(s, m[0].case_.id, STR("ann"), STR("spam"),
                             at + 100, &e),
          e);
    struct case_card c = card_of(s, &a, m[0].case_.id);
    ck_assert(c.paused == 0 && c.due == due + 100);
    ck_assert_int_eq(has_event(s, &a, c.id, "goes-on"), 1);
    struct case_card call = {.channel = STR("phone"),
                             .opened_by = STR("ann"),
                             .text = STR("The same")};
    ck_ok(store_case_new(s, &call, at, &e), e);
    ck_ok(store_case_join(s, call.id, m[1].id, STR("ann"), at + 200, &e), e);
    ck_assert_int_eq(card_of(s, &a, call.id).due, due + 200);
    ck_assert_int_eq(card_of(s, &a, m[1].case_.id).paused, 0);
    m[2].post.text_hash++;
    m[2].post.collected = at + 300;
    m[2].decision.due = due + 5000;
    ck_ok(store_mention_put(s, &m[2], &what, &e), e);
    c = card_of(s, &a, m[2].case_.id);
    ck_assert(c.paused == at + 300 && c.due == due + 5000);
    post(s, &m[3], "https://forum.example/t/1#9", "", NULL);
    wait_for(s, m[3].case_.id, at);
    m[3].post.text_hash++;
    m[3].post.collected = at + 300;
    ck_ok(store_mention_put(s, &m[3], &what, &e), e);
    ck_assert_int_eq(card_of(s, &a, m[3].case_.id).paused, 0);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* So it does when a person says so; nothing is told of it meanwhile. */
TEST(a_person_waits_and_hears)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("hears.db");
    struct case_card card = {.channel = STR("phone"),
                             .opened_by = STR("ann"),
                             .due = 1000,
                             .text = STR("The fitter did not come")};
    ck_ok(store_case_new(s, &card, 100, &e), e);
    struct case_pause p = {.case_id = card.id,
                           .who = STR("ann"),
                           .words = STR("a photo"),
                           .until = 3000,
                           .now = 600};
    ck_assert(!store_case_heard(s, &p, &e)); /* nobody waits */
    struct case_pause wordless = p, late = p;
    wordless.words = STR(" "), late.until = 600;
    ck_assert(!store_case_wait(s, &wordless, &e) &&
              !store_case_wait(s, &late, &e));
    ck_assert(is_told(s, &a, 1500));
    ck_ok(store_case_wait(s, &p, &e), e);
    ck_assert(!store_case_wait(s, &p, &e)); /* once */
    ck_assert(!is_told(s, &a, 1500));
    p.now = 2000;
    ck_ok(store_case_heard(s, &p, &e), e);
    ck_assert_int_eq(card_of(s, &a, card.id).due, 2400);
    ck_assert(!is_told(s, &a, 2300) && is_told(s, &a, 2401));
    p.now = 2500, p.until = 0;
    ck_ok(store_case_wait(s, &p, &e), e);
    close_it(s, card.id, 2600);
    ck_assert_int_eq(card_of(s, &a, card.id).paused, 0);
    ck_assert_int_eq(card_of(s, &a, card.id).due, 2400); /* it was late */
    ck_assert(has_event(s, &a, card.id, "goes-on") == 2);
    ck_assert(!store_case_wait(s, &p, &e));
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Waiting is no silence: nobody has to do anything; where nobody does anything
 * it is silent, until it ends. The list and My day count alike. */
TEST(what_waits_is_not_silent)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("silent.db");
    const int64_t now = 1000 + CASE_SILENT_S + 1;
    for (int i = 0; i < 3; i++) {
        struct case_card card = {.channel = STR("phone"),
                                 .text = STR("Лифт стоит"),
                                 .assignee = STR("ann"),
                                 .opened_by = STR("ann")};
        ck_ok(store_case_new(s, &card, 1000 + (i == 2), &e), e);
    }
    wait_for(s, 1, 1000);
    const struct case_filter f = {.assignee = STR("ann")};
    const struct work_filter day = {
        .login = STR("ann"), .until = now, .quiet = now - CASE_SILENT_S};
    struct case_line *rows;
    struct work_counts w;
    size_t n;
    ck_ok(store_cases(s, &a, &f, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 3);
    for (size_t i = 0; i < n; i++)
        ck_assert(store_case_silent(&rows[i], now) == (rows[i].id == 2));
    ck_ok(store_work_counts(s, &day, &w, &e), e);
    ck_assert_int_eq(w.silent, 1);
    ck_assert_int_eq(w.cases, 3);
    struct case_line ended = rows[0];
    ended.state = STR("closed"), ended.paused = 0;
    ck_assert(!store_case_silent(&ended, now));
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("pauses", the_deadline_waits_for_the_author,
          the_case_that_hears_waits_no_more, a_wait_ends_with_what_it_was_for,
          a_person_waits_and_hears, what_waits_is_not_silent)
