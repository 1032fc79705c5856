/* SPDX-License-Identifier: MIT
 * notify: what waits for somebody, once a working day: over two weeks with a
 * week-end, a day and a morning without a running program and a clock that is
 * set back (R22, R63). */
#include "matrix/matrix.h"
#include "notify/notify.h"
#include "tests/matrix/matrix_help.h"
#include "tests/store/temp.h"

enum {
    HOUR_S = 3600,
    STEP = 900, /* seconds between two looks at the clock */
    DAYS = 14,  /* from 7 December 2026 */
    PLACES = 4000
};
/* Monday, 7 December 2026, 0:00 in Moscow. */
static const int64_t BEGINS = 1796601600 - 3 * HOUR_S;

struct told {
    int times[DAYS], hour[DAYS]; /* of igor, by day */
    char body[DAYS][PLACES];
    int others; /* messages to anybody else */
};

struct world {
    struct matrix *m;
    struct store *store;
    struct told told;
    struct str seen[2 * DAYS]; /* keys, n of them */
    size_t n;
    struct arena keys;
};

static void take_down(struct world *w, const struct outbox_row *row,
                      int64_t now)
{
    int day = (int)((now - BEGINS) / DAY_S);
    ck_assert(str_find(row->body, STR("\"event\":\"digest\"")) >= 0);
    for (size_t i = 0; i < w->n; i++)
        ck_assert_msg(!str_eq(w->seen[i], row->key), "a key came twice");
    w->seen[w->n++] = str_dup(&w->keys, row->key);
    if (str_find(row->body, STR("\"to\":[\"igor\"]")) < 0) {
        w->told.others++;
        return;
    }
    w->told.times[day]++;
    w->told.hour[day] = (int)((now - BEGINS) % DAY_S / HOUR_S);
    ck_assert_uint_lt(row->body.n, PLACES);
    memcpy(w->told.body[day], row->body.p, row->body.n);
}

static void look(struct world *w, int64_t now, struct str whom)
{
    struct err e = {0};
    struct arena a = {0};
    const struct notify_clock clock = {
        .span = {now, now, now}, .told = true, .work = matrix_worktime(w->m)};
    struct notify_digest d = {.at = STR("09:00"), .zone = STR("Europe/Moscow")};
    d.whom.items = &whom, d.whom.n = whom.n > 0;
    ck_ok(notify_digest(w->store, &d, &clock, &e), e);
    struct outbox_wish wish = {STR(""), now, now + DAY_S, OUTBOX_MOST};
    struct outbox_row *rows;
    size_t n;
    ck_ok(store_outbox_take(w->store, &a, &wish, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++) {
        take_down(w, &rows[i], now);
        ck_ok(store_outbox_done(w->store, rows[i].key, STR(""), &e), e);
    }
    arena_clear(&a);
}

static void person(struct store *s, const char *login, const char *role)
{
    struct err e = {0};
    const struct user_row u = {
        .login = str_of(login), .role = str_of(role), .password = STR("x")};
    ck_ok(store_user_put(s, &u, STR("root@cli"), BEGINS, &e), e);
}

static int64_t promise(struct store *s, int64_t case_id, const char *by,
                       const char *what, int64_t due)
{
    struct err e = {0};
    struct promise_row p = {.at = BEGINS,
                            .who = STR("ann"),
                            .what = str_of(what),
                            .by_whom = str_of(by),
                            .due = due,
                            .said = STR("typed")};
    ck_ok(store_promise_add(s, case_id, &p, &e), e);
    return p.id;
}

static struct world begin(const char *name)
{
    struct err e = {0};
    struct matrix_setup setup = help_setup("rules/matrix/fas.yaml");
    struct world w = {.m = matrix_open(&setup, &e), .store = temp_store(name)};
    ck_ok(w.m, e);
    person(w.store, "igor", "assignee");
    person(w.store, "olga", "assignee"); /* nothing waits for her */
    struct case_card call = {.channel = STR("phone"),
                             .text = STR("Master"),
                             .department = STR("service"),
                             .assignee = STR("igor"),
                             .opened_by = STR("ann")};
    ck_ok(store_case_new(w.store, &call, BEGINS, &e), e);
    int64_t kept = promise(w.store, call.id, "igor", "we call",
                           BEGINS + DAY_S + 15 * HOUR_S);
    (void)promise(w.store, call.id, "petr", "others call", BEGINS + DAY_S);
    (void)kept;
    return w;
}

static void end(struct world *w)
{
    arena_clear(&w->keys);
    store_close(w->store);
    matrix_close(w->m);
}

/* Nothing runs on Thursday, nor on Friday before 14:10. */
static bool is_down(int64_t now)
{
    return now >= BEGINS + 3 * DAY_S &&
           now < BEGINS + 4 * DAY_S + 14 * HOUR_S + 600;
}

TEST(one_a_working_day)
{
    struct err e = {0};
    struct world w = begin("digest.db");
    bool again = false;
    for (int64_t at = BEGINS; at < BEGINS + DAYS * DAY_S; at += STEP) {
        struct settled done = {STR("kept"), at, STR("igor"), STR("")};
        if (at == BEGINS + 8 * DAY_S + 12 * HOUR_S && !again)
            ck_ok(store_promise_settle(w.store, 1, &done, &e), e);
        if (!is_down(at))
            look(&w, at, STR(""));
        /* On Tuesday of the second week the clock is set back by a day. */
        if (at == BEGINS + 8 * DAY_S + 13 * HOUR_S && !again)
            again = true, at -= DAY_S;
    }
    /* On the first day, and two days after what was done, nothing waits. */
    static const int TIMES[DAYS] = {0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0};
    for (int day = 0; day < DAYS; day++) {
        ck_assert_msg(w.told.times[day] == TIMES[day], "day %d: %d times", day,
                      w.told.times[day]);
        if (TIMES[day])
            ck_assert_int_eq(w.told.hour[day], day == 4 ? 14 : 9);
    }
    ck_assert_int_eq(w.told.others, 0);
    const char *tuesday = w.told.body[1], *wednesday = w.told.body[2],
               *after = w.told.body[9];
    ck_assert(strstr(tuesday, "\"today\":1,") &&
              strstr(tuesday, "case 1: we call") &&
              !strstr(tuesday, "others call"));
    ck_assert(strstr(wednesday, "\"late\":1,") &&
              strstr(wednesday, "Overdue: 1"));
    ck_assert(strstr(after, "\"kept\":1,") && strstr(after, "\"late\":0,"));
    ck_assert(strstr(w.told.body[4], "\"silent\":1,"));
    end(&w);
}
END

TEST(who_is_named_and_nobody_else)
{
    struct world w = begin("whom.db");
    int64_t at = BEGINS + DAY_S + 10 * HOUR_S;
    look(&w, at, STR("head"));
    ck_assert_uint_eq(w.n, 0);
    look(&w, at, STR("igor"));
    ck_assert_uint_eq(w.n, 1);
    look(&w, at + 60, STR("assignee"));
    ck_assert_uint_eq(w.n, 1);
    ck_assert_int_eq(notify_digest_at(STR("09:30")), 9 * HOUR_S + 1800);
    ck_assert_int_eq(notify_digest_at(STR("24:00")), -1);
    ck_assert_int_eq(notify_digest_at(STR("9:00")), -1);
    end(&w);
}
END

TEST_MAIN("notify_digest", one_a_working_day, who_is_named_and_nobody_else)
