/* SPDX-License-Identifier: MIT
 * notify: a hundred promises over weeks with the New Year's holidays in them,
 * a week-end without a running program, somebody on leave and a clock that is
 * set back: each is told of a working day before, when it has passed, and to
 * the head when one more working day has; none twice, none that was kept, and
 * to the deputy of who is away (R22, R56, R63, R64). */
#include "matrix/matrix.h"
#include "notify/notify.h"
#include "tests/matrix/matrix_help.h"
#include "tests/store/temp.h"

enum {
    PROMISES = 100,
    STEP = 300, /* seconds between two looks at the clock */
    DAYS = 45,  /* from 7 December 2026 */
    SPAN = 26 * DAY_S
};
/* Igor is on leave from Tuesday, the 15th, until Saturday noon. */
#define LEAVES  (BEGINS + 8 * DAY_S)
#define RETURNS (BEGINS + 12 * DAY_S + DAY_S / 2)

/* Monday, 7 December 2026, 0:00 UTC. */
static const int64_t BEGINS = 1796601600;

static struct matrix *calendar(void)
{
    struct err e = {0};
    struct matrix_setup setup = help_setup("rules/matrix/fas.yaml");
    struct matrix *m = matrix_open(&setup, &e);
    if (!m)
        ck_abort_msg("%s", e.msg);
    return m;
}

struct told {
    int64_t at[4]; /* by step; 0 not */
    int times[4];
};

struct month {
    struct matrix *m;
    struct store *store;
    int64_t due[PROMISES], kept[PROMISES]; /* kept: 0 never */
    struct told told[PROMISES];
    int stood_in; /* messages to who stands in */
    int64_t now;
};

/* From the texts of messages: whose, which step. */
static void take_down(struct month *w, struct str body)
{
    static const char *const SAYS[] = {
        NULL, "Due soon: ", "Overdue: ", "Long overdue: "};
    ptrdiff_t at = str_find(body, STR("\"id\":"));
    ck_assert_int_ge(at, 0);
    long id = strtol(body.p + at + 5, NULL, 10) - 1;
    ck_assert(id >= 0 && id < PROMISES);
    for (int step = REMIND_COMES; step <= REMIND_HEAD; step++) {
        struct arena a = {0};
        struct str text = str_printf(&a, "\"text\":\"%s", SAYS[step]);
        if (str_find(body, text) >= 0) {
            w->told[id].at[step] = w->now;
            w->told[id].times[step]++;
        }
        arena_clear(&a);
    }
    /* While igor is away petr is told, and for whom. */
    bool away = w->now >= LEAVES && w->now < RETURNS;
    ck_assert_int_eq(away, str_find(body, STR("\"by\":\"petr\"")) >= 0);
    ck_assert_int_eq(away, str_find(body, STR("\"stands_for\":\"igor\"")) >= 0);
    ck_assert_int_eq(away, str_find(body, STR("away until 19 December")) >= 0);
    w->stood_in += away;
    bool head = str_find(body, STR("\"to\":[\"olga\"")) >= 0;
    ck_assert_int_eq(head, str_find(body, STR("Long overdue")) >= 0);
}

static void look(struct month *w)
{
    static const struct unit_head heads[] = {{STR("service"), STR("olga"), 0}};
    struct err e = {0};
    struct arena a = {0};
    struct notify_clock clock = {.span = {w->now, matrix_workday(w->m, w->now),
                                          matrix_workday_before(w->m, w->now)},
                                 .work = matrix_worktime(w->m),
                                 .heads = heads,
                                 .n_heads = 1};
    ck_ok(notify_remind(w->store, &clock, &e), e);
    struct outbox_wish wish = {STR(""), w->now, w->now + DAY_S, OUTBOX_MOST};
    struct outbox_row *rows;
    size_t n;
    ck_ok(store_outbox_take(w->store, &a, &wish, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++) {
        take_down(w, rows[i].body);
        ck_ok(store_outbox_done(w->store, rows[i].key, STR(""), &e), e);
    }
    arena_clear(&a);
}

/* Numbers that are the same every time. */
static int64_t dice(uint64_t *state, int64_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((*state >> 33) % (uint64_t)below);
}

static void promise(struct month *w)
{
    struct err e = {0};
    uint64_t state = 9;
    struct case_card call = {.channel = STR("phone"),
                             .text = STR("Master"),
                             .department = STR("service"),
                             .opened_by = STR("ann")};
    ck_ok(store_begin(w->store, &e), e);
    ck_ok(store_case_new(w->store, &call, BEGINS, &e), e);
    for (int i = 0; i < PROMISES; i++) {
        struct promise_row p = {.at = BEGINS,
                                .who = STR("ann"),
                                .what = STR("we call"),
                                .by_whom = STR("igor"),
                                .said = STR("typed")};
        w->due[i] = p.due = BEGINS + 3 * DAY_S + dice(&state, SPAN) / 60 * 60;
        /* One in three is kept before, one after, one never. */
        w->kept[i] = i % 3 == 0   ? p.due - dice(&state, DAY_S)
                     : i % 3 == 1 ? p.due + dice(&state, 3 * DAY_S)
                                  : 0;
        ck_ok(store_promise_add(w->store, call.id, &p, &e), e);
        ck_assert_int_eq(p.id, i + 1);
    }
    ck_ok(store_commit(w->store, &e), e);
}

static void go_on_leave(struct month *w)
{
    static const char *const logins[] = {"igor", "petr"};
    struct err e = {0};
    for (size_t i = 0; i < 2; i++) {
        struct user_row u = {.login = str_of(logins[i]),
                             .role = STR("assignee"),
                             .password = STR("x")};
        ck_ok(store_user_put(w->store, &u, STR("root@cli"), BEGINS, &e), e);
    }
    struct leave_row l = {STR("igor"), STR("petr"), LEAVES, RETURNS};
    ck_ok(store_leave_put(w->store, &l, STR("root@cli"), BEGINS, &e), e);
}

static void keep(struct month *w, int64_t from, int64_t to)
{
    for (int i = 0; i < PROMISES; i++) {
        struct err e = {0};
        struct settled end = {STR("kept"), w->kept[i], STR("igor"), STR("")};
        if (w->kept[i] > from && w->kept[i] <= to)
            ck_ok(store_promise_settle(w->store, i + 1, &end, &e), e);
    }
}

/* Nothing runs from Friday evening, 11 December, until Monday. */
static bool is_down(int64_t now)
{
    return now >= BEGINS + 4 * DAY_S + 16 * 3600 &&
           now < BEGINS + 7 * DAY_S + 6 * 3600;
}

/* The first look at or after a moment; an hour is lived twice. */
static int64_t first_look(int64_t at)
{
    int64_t look = BEGINS + (at - BEGINS + STEP - 1) / STEP * STEP;
    while (is_down(look))
        look += STEP;
    return look;
}

/* Told once at the first look from `from` on, a minute later at the latest;
 * not at all when it was kept before. */
static void expect(const struct month *w, int i, enum reminder_step step,
                   int64_t from)
{
    int64_t low = first_look(from), high = first_look(from + 60) + STEP;
    int64_t kept = w->kept[i] ? w->kept[i] : INT64_MAX;
    int times = w->told[i].times[step];
    ck_assert_msg(kept <= low ? times == 0
                              : times == 1 || (kept <= high && !times),
                  "promise %d, step %d: told %d times", i, step, times);
    if (times)
        ck_assert_msg(w->told[i].at[step] >= low && w->told[i].at[step] <= high,
                      "promise %d, step %d: %lld s off", i, step,
                      (long long)(w->told[i].at[step] - low));
}

TEST(each_at_its_time)
{
    struct month w = {.m = calendar(), .store = temp_store("promises.db")};
    promise(&w);
    go_on_leave(&w);
    bool again = false;
    for (int64_t at = BEGINS; at < BEGINS + DAYS * DAY_S; at += STEP) {
        keep(&w, at - STEP, at);
        w.now = at;
        if (!is_down(at))
            look(&w);
        /* On 22 December the clock is set back by an hour. */
        if (at == BEGINS + 15 * DAY_S + 12 * 3600 && !again)
            again = true, at -= 3600;
    }
    for (int i = 0; i < PROMISES; i++) {
        /* The moment from which a working day leads to it, or behind it. */
        int64_t ahead = matrix_workday_before(w.m, w.due[i]);
        while (matrix_workday(w.m, ahead) < w.due[i])
            ahead++;
        bool down = is_down(ahead) && first_look(ahead) > w.due[i];
        if (!down)
            expect(&w, i, REMIND_COMES, ahead);
        expect(&w, i, REMIND_LATE, w.due[i] + 1);
        expect(&w, i, REMIND_HEAD, matrix_workday(w.m, w.due[i]));
    }
    ck_assert_int_gt(w.stood_in, 10);
    store_close(w.store);
    matrix_close(w.m);
}
END

TEST_MAIN("notify_promises", each_at_its_time)
