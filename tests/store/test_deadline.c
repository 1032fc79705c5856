/* SPDX-License-Identifier: MIT
 * Deadlines of a rule become tasks of each case, and end by what the register
 * shows (idea 25). */
#include "base/worktime.h"
#include "tests/store/replied.h"

enum { DAY_S = 86400 };

static struct arena rules;

static struct deadlines rule(const char *name)
{
    struct err e = {0};
    struct deadlines d;
    char path[64];
    snprintf(path, sizeof path, "rules/deadlines/%s.yaml", name);
    ck_ok(deadlines_load(&d, &rules, path, &e), e);
    return d;
}

static struct worktime *calendar(void)
{
    struct err e = {0};
    static struct worktime work;
    ck_ok(worktime_load(&work, &rules, "rules/calendar/ru.yaml", &e), e);
    return &work;
}

static struct store *begin(const char *name)
{
    struct store *s = temp_store(name);
    store_set_clock(s, (struct store_clock){calendar(), DAY_S});
    return s;
}

static int64_t by_hand(struct store *s, int64_t now)
{
    struct err e = {0};
    struct case_card card = {.channel = STR("phone"),
                             .text = STR("Мастер не пришёл"),
                             .opened_by = STR("ann")};
    ck_ok(store_case_new(s, &card, now, &e), e);
    return card.id;
}

static void tick(struct store *s, const struct deadlines *d, int64_t now)
{
    struct err e = {0};
    ck_ok(store_deadlines_tick(s, d, STR("ru"), now, &e), e);
}

/* "1 open, 2 open": steps of the case's deadlines. */
static struct str steps(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct case_file f;
    bool found;
    struct str all = STR("");
    ck_ok(store_case_get(s, a, id, &f, &found, &e), e);
    ck_assert(found);
    for (size_t i = 0; i < f.n_tasks; i++)
        all = str_printf(a, STR_FMT "%s%lld " STR_FMT, STR_ARG(all),
                         all.n ? ", " : "", (long long)f.tasks[i].step,
                         STR_ARG(f.tasks[i].end.state));
    return all;
}

static int64_t due_of(struct store *s, struct arena *a, int64_t id, size_t i)
{
    struct err e = {0};
    struct case_file f;
    bool found;
    ck_ok(store_case_get(s, a, id, &f, &found, &e), e);
    ck_assert(i < f.n_tasks);
    return f.tasks[i].due;
}

static void move(struct store *s, int64_t id, enum move move, int64_t now)
{
    struct err e = {0};
    const struct case_step step = {.case_id = id,
                                   .move = move,
                                   .who = STR("ann"),
                                   .words = STR("так"),
                                   .assignee = STR("ann"),
                                   .now = now};
    ck_ok(store_case_move(s, &step, &e), e);
}

/* 2026-11-30 is a Monday. */
static int64_t monday(void)
{
    int64_t at;
    ck_assert(date_midnight(STR("2026-11-30"), &at));
    return at + 9 * 3600;
}

TEST(days_are_as_the_rule_counts_them)
{
    static const struct {
        const char *rule;
        size_t step;
        const char *day;
        bool extended;
    } CASES[] = {
        {"fca", 0, "2026-12-01", false},  {"fca", 1, "2026-12-03", false},
        {"fca", 2, "2027-01-25", false},  {"cfpb", 0, "2026-12-15", false},
        {"cfpb", 1, "2027-01-29", false}, {"cbr", 1, "2026-12-21", false},
        {"cbr", 1, "2027-01-13", true},   {"iso10002", 0, "2026-11-30", false},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int64_t day;
        struct deadlines d = rule(CASES[i].rule);
        ck_assert(date_midnight(str_of(CASES[i].day), &day));
        const struct deadline_step *step = deadlines_at(&d, CASES[i].step);
        int64_t due = deadlines_due(step, calendar(), monday());
        if (CASES[i].extended)
            due = deadlines_put_off(step, calendar(), due);
        ck_assert_msg(due / DAY_S == day / DAY_S, "%s %zu: day %lld, not %s",
                      CASES[i].rule, CASES[i].step,
                      (long long)(due - day) / DAY_S, CASES[i].day);
    }
}
END

TEST(a_case_gets_them_once_and_they_end_with_it)
{
    struct arena a = {0};
    struct store *s = begin("fca.db");
    struct deadlines d = rule("fca");
    int64_t now = monday(), id = by_hand(s, now), other = by_hand(s, now);
    tick(s, &d, now + 60);
    tick(s, &d, now + 120);
    ck_assert_str(steps(s, &a, id), "1 open, 2 open, 3 open");
    ck_assert_str(steps(s, &a, other), "1 open, 2 open, 3 open");
    move(s, id, MOVE_ASSIGN, now);
    move(s, id, MOVE_BEGIN, now);
    move(s, id, MOVE_FINISH, now);
    tick(s, &d, now + 180);
    ck_assert_str(steps(s, &a, id), "1 open, 2 open, 3 open");
    move(s, id, MOVE_VERIFY, now); /* the author was asked */
    tick(s, &d, now + 240);
    ck_assert_str(steps(s, &a, id), "1 done, 2 done, 3 open");
    move(s, id, MOVE_CLOSE, now); /* they do not hinder it */
    tick(s, &d, now + 300);
    ck_assert_str(steps(s, &a, id), "1 done, 2 done, 3 done");
    move(s, other, MOVE_DISMISS, now);
    tick(s, &d, now + 360);
    ck_assert_str(steps(s, &a, other), "1 dropped, 2 dropped, 3 dropped");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST(a_posted_reply_answers)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("posted.db");
    struct deadlines d = rule("cbr");
    struct mention m =
        temp_mention(temp_source(s, "forum"), "one", "", "сломано");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    tick(s, &d, TEMP_NOW + 60);
    ck_assert_str(steps(s, &a, m.case_.id), "1 open, 2 open");
    ck_ok(store_case_approve(s, m.case_.id, STR("ann"), STR("Починим"),
                             TEMP_NOW, &e),
          e);
    tick(s, &d, TEMP_NOW + 120);
    ck_assert_str(steps(s, &a, m.case_.id), "1 open, 2 open");
    const struct posting p = {.case_id = m.case_.id,
                              .who = STR("ann"),
                              .url = STR("https://forum.example/1"),
                              .why = STR("там"),
                              .now = TEMP_NOW};
    ck_ok(store_case_posted(s, &p, &e), e);
    tick(s, &d, TEMP_NOW + 180);
    ck_assert_str(steps(s, &a, m.case_.id), "1 done, 2 done");
    arena_clear(&a);
    store_close(s);
}
END

/* A deadline runs on with its case: by the clock, told, once. */
TEST(a_case_that_is_open_again_has_them_again)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("again.db");
    struct deadlines d = rule("fca"), none = {0};
    int64_t now = monday(), id = by_hand(s, now);
    int64_t other = by_hand(s, now);
    tick(s, &d, now + 60);
    int64_t due = due_of(s, &a, id, 2);
    move(s, id, MOVE_DISMISS, now + 70);
    tick(s, &d, now + 120);
    ck_assert_str(steps(s, &a, id), "1 dropped, 2 dropped, 3 dropped");
    tick(s, &d, now + 130);
    move(s, id, MOVE_REOPEN, now + 140);
    tick(s, &none, now + 150);
    ck_assert_str(steps(s, &a, id), "1 dropped, 2 dropped, 3 dropped");
    tick(s, &d, now + 180);
    tick(s, &d, now + 190);
    ck_assert_str(steps(s, &a, id), "1 open, 2 open, 3 open");
    ck_assert_int_eq(due_of(s, &a, id, 2), due);
    struct case_file f;
    bool found;
    int told = 0;
    ck_ok(store_case_get(s, &a, id, &f, &found, &e), e);
    for (size_t i = 0; i < f.n_events; i++)
        told +=
            str_eqz(f.events[i].what, "task") && f.events[i].at == now + 180;
    ck_assert_int_eq(told, 3);
    ck_assert_int_eq(f.tasks[2].end.at, 0);
    ck_assert_str(f.tasks[2].end.by, "");
    /* What a person dropped stays so. */
    const struct settled end = {STR("dropped"), now + 200, STR("ann"),
                                STR("так")};
    ck_ok(store_task_settle(s, f.tasks[0].id, &end, &e), e);
    tick(s, &d, now + 210);
    ck_assert_str(steps(s, &a, id), "1 dropped, 2 open, 3 open");
    ck_assert_str(steps(s, &a, other), "1 open, 2 open, 3 open");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Tasks that his day counts; he finds as many in the list. */
static int64_t tasks_of(struct store *s, struct arena *a, const char *login,
                        int64_t until)
{
    struct err e = {0};
    struct task_row *rows;
    struct work_counts w;
    size_t n;
    const struct work_filter day = {.login = str_of(login), .until = until};
    const struct open_filter f = {.assignee = str_of(login), .until = until};
    ck_ok(store_work_counts(s, &day, &w, &e), e);
    ck_ok(store_open_tasks(s, a, &f, &rows, &n, &e), e);
    ck_assert_int_eq(w.tasks, (int64_t)n);
    return w.tasks;
}

TEST(whose_the_case_is_has_them)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("whose.db");
    struct deadlines d = rule("fca");
    int64_t now = monday(), id = by_hand(s, now), all = now + 90 * DAY_S;
    by_hand(s, now); /* nobody's */
    tick(s, &d, now + 60);
    ck_assert_int_eq(tasks_of(s, &a, "ann", all), 0);
    move(s, id, MOVE_ASSIGN, now);
    ck_assert_int_eq(tasks_of(s, &a, "ann", all), 3);
    ck_assert_int_eq(tasks_of(s, &a, "ann", now + 2 * DAY_S), 1);
    ck_assert_int_eq(tasks_of(s, &a, "bob", all), 0);
    struct task_row other = {.at = now,
                             .who = STR("ann"),
                             .what = STR("позвонить"),
                             .assignee = STR("bob"),
                             .due = now + DAY_S};
    ck_ok(store_task_add(s, id, &other, &e), e);
    ck_assert_int_eq(tasks_of(s, &a, "bob", all), 1);
    ck_assert_int_eq(tasks_of(s, &a, "ann", all), 3);
    arena_clear(&a);
    store_close(s);
}
END

TEST(put_off_once_and_only_where_the_rule_lets_it)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("extend.db");
    struct deadlines cbr = rule("cbr"), fca = rule("fca");
    int64_t now = monday(), id = by_hand(s, now);
    tick(s, &cbr, now);
    int64_t first = due_of(s, &a, id, 0), answer = due_of(s, &a, id, 1);
    struct deadline_extension x = {
        .case_id = id, .who = STR("ann"), .now = now};
    ck_assert(!store_deadlines_extend(s, &cbr, &x, &e)); /* why? */
    x.words = STR("запрошены документы");
    ck_assert(!store_deadlines_extend(s, &fca, &x, &e));
    ck_ok(store_deadlines_extend(s, &cbr, &x, &e), e);
    ck_assert_int_eq(due_of(s, &a, id, 0), first);
    ck_assert(due_of(s, &a, id, 1) > answer + 13 * DAY_S);
    ck_assert(!store_deadlines_extend(s, &cbr, &x, &e)); /* again */
    arena_clear(&a);
    store_close(s);
}
END

/* 10,000 events and more lie between the end and the return: a walk over the
 * newest would not see it. */
TEST(a_case_is_open_again_however_much_happened_since)
{
    enum { LATER = 10100 };
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("much.db");
    struct deadlines d = rule("fca"), none = {0};
    int64_t now = monday(), id = by_hand(s, now), other = by_hand(s, now);
    tick(s, &d, now + 60);
    move(s, id, MOVE_DISMISS, now + 70);
    tick(s, &d, now + 80);
    int64_t early = by_hand(s, now + 80); /* ended before the clock saw it */
    move(s, early, MOVE_DISMISS, now + 90);
    move(s, id, MOVE_REOPEN, now + 100);
    move(s, early, MOVE_REOPEN, now + 100);
    for (int i = 0; i < 150; i++)
        by_hand(s, now + 110);
    ck_ok(store_begin(s, &e), e);
    for (int i = 0; i < LATER; i++) {
        const struct note_row note = {
            .at = now + 120, .who = STR("ann"), .text = STR("и ещё")};
        ck_ok(store_case_note(s, other, &note, &e), e);
    }
    ck_ok(store_commit(s, &e), e);
    tick(s, &none, now + 130);
    ck_assert_str(steps(s, &a, id), "1 dropped, 2 dropped, 3 dropped");
    tick(s, &d, now + 140);
    ck_assert_str(steps(s, &a, id), "1 open, 2 open, 3 open");
    ck_assert_str(steps(s, &a, early), "1 open, 2 open, 3 open");
    /* It is looked at once: what a person drops then stays so. */
    struct case_file f;
    bool found;
    ck_ok(store_case_get(s, &a, id, &f, &found, &e), e);
    const struct settled end = {STR("dropped"), now + 150, STR("ann"),
                                STR("так")};
    ck_ok(store_task_settle(s, f.tasks[0].id, &end, &e), e);
    move(s, id, MOVE_DISMISS, now + 160);
    tick(s, &d, now + 170);
    move(s, id, MOVE_REOPEN, now + 180);
    tick(s, &d, now + 190);
    ck_assert_str(steps(s, &a, id), "1 dropped, 2 open, 3 open");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

static struct task_row task_of(struct store *s, struct arena *a, int64_t id,
                               size_t i)
{
    struct err e = {0};
    struct case_file f;
    bool found;
    ck_ok(store_case_get(s, a, id, &f, &found, &e), e);
    ck_assert(i < f.n_tasks);
    return f.tasks[i];
}

static void stand(struct store *s, int64_t id, bool begins, int64_t now)
{
    struct err e = {0};
    const struct case_pause p = {.case_id = id,
                                 .who = STR("ann"),
                                 .words = STR("номер договора"),
                                 .until = begins ? now + 30 * DAY_S : 0,
                                 .now = now};
    ck_ok(begins ? store_case_wait(s, &p, &e) : store_case_heard(s, &p, &e), e);
}

/* Reminders of tasks of whoever it is. */
static size_t told_at(struct store *s, struct arena *a, int64_t now)
{
    struct err e = {0};
    struct reminder *rows;
    size_t n, tasks = 0;
    const struct reminder_span span = {now, now + 60, now - DAY_S};
    ck_ok(store_reminders(s, a, &span, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        tasks += str_eqz(rows[i].about, "task");
    return tasks;
}

/* Regulators' clocks run on while the author is waited for, our own and ISO's
 * stand still; each file says so, why, and where that is written. */
TEST(a_deadline_stands_still_where_its_rule_says_so)
{
    static const struct {
        const char *rule;
        bool pauses;
    } RULES[] = {
        {"fca", false}, {"cfpb", false}, {"cbr", false}, {"iso10002", true}};
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        struct arena a = {0};
        char name[32];
        snprintf(name, sizeof name, "still-%s.db", RULES[i].rule);
        struct store *s = begin(name);
        struct deadlines d = rule(RULES[i].rule);
        ck_assert_msg(d.pauses == RULES[i].pauses, "%s", RULES[i].rule);
        ck_assert(d.because.ru.n && d.because.en.n && d.because.source.n);
        int64_t now = monday(), id = by_hand(s, now), far = now + 90 * DAY_S;
        tick(s, &d, now + 60);
        size_t last = d.steps.n - 1;
        struct task_row before = task_of(s, &a, id, last);
        ck_assert_int_eq(before.paused, 0);
        stand(s, id, true, now + 3600);
        ck_assert_int_eq(task_of(s, &a, id, last).paused,
                         RULES[i].pauses ? now + 3600 : 0);
        ck_assert_uint_eq(told_at(s, &a, far), RULES[i].pauses ? 0 : d.steps.n);
        stand(s, id, false, now + 3600 + 7 * DAY_S);
        struct task_row after = task_of(s, &a, id, last);
        ck_assert_int_eq(after.paused, 0);
        int64_t since = RULES[i].pauses ? now + 3600 : before.due;
        int64_t until = since + (RULES[i].pauses ? 7 * DAY_S : 0);
        ck_assert_int_eq(worktime_between(calendar(), until, after.due),
                         worktime_between(calendar(), since, before.due));
        ck_assert((after.due > before.due) == RULES[i].pauses);
        ck_assert_uint_eq(told_at(s, &a, far), d.steps.n);
        (void)temp_verifies(s);
        arena_clear(&a);
        store_close(s);
    }
}
END

/* A rule of one's own: calendar days stand still by the calendar; what is made
 * while the author is waited for stands still as well; what is put off keeps
 * what it stood; a wait that nobody ended counts to its end. */
TEST(what_stands_still_is_moved_by_what_it_stood)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("stood.db");
    struct deadline_step step = {.step = DEADLINE_FINAL,
                                 .count = 1,
                                 .in = 20 * DAY_S,
                                 .extend = 5 * DAY_S,
                                 .ru = STR("конец"),
                                 .en = STR("end")};
    const struct deadlines own = {.ru = STR("Своё"),
                                  .en = STR("Own"),
                                  .pauses = true,
                                  .steps = {.items = &step, .n = 1}};
    int64_t now = monday(), id = by_hand(s, now);
    stand(s, id, true, now + 600);
    tick(s, &own, now + 1200);
    ck_assert_int_eq(task_of(s, &a, id, 0).paused, now + 600);
    ck_assert_int_eq(tasks_of(s, &a, "ann", now + 365 * DAY_S), 0);
    ck_ok(store_waits_over(s, now + 600 + 40 * DAY_S, &e), e);
    int64_t due = now + 20 * DAY_S + 30 * DAY_S;
    ck_assert_int_eq(task_of(s, &a, id, 0).due, due);
    struct deadline_extension x = {.case_id = id,
                                   .who = STR("ann"),
                                   .words = STR("нужны бумаги"),
                                   .now = now + 41 * DAY_S};
    ck_ok(store_deadlines_extend(s, &own, &x, &e), e);
    ck_assert_int_eq(task_of(s, &a, id, 0).due, due + 5 * DAY_S);
    ck_assert(!store_deadlines_extend(s, &own, &x, &e));
    /* Dropped with its case while it stands: the whole time counts. */
    stand(s, id, true, now + 42 * DAY_S);
    move(s, id, MOVE_DISMISS, now + 43 * DAY_S);
    tick(s, &own, now + 43 * DAY_S + 60);
    move(s, id, MOVE_REOPEN, now + 44 * DAY_S);
    tick(s, &own, now + 44 * DAY_S + 60);
    ck_assert_int_eq(task_of(s, &a, id, 0).paused, 0);
    ck_assert_int_eq(task_of(s, &a, id, 0).due, due + 6 * DAY_S);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST(what_had_passed_is_not_told_and_the_rest_is)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("told.db");
    struct deadlines d = rule("cfpb");
    int64_t now = monday();
    by_hand(s, now - 20 * DAY_S); /* 15 days are over, 60 are not */
    tick(s, &d, now);
    struct reminder *rows;
    size_t n;
    struct reminder_span span = {now, now + DAY_S, now - DAY_S};
    ck_ok(store_reminders(s, &a, &span, &rows, &n, &e), e);
    ck_assert_int_eq((int)n, 0);
    span = (struct reminder_span){now + 41 * DAY_S, now + 42 * DAY_S, now};
    ck_ok(store_reminders(s, &a, &span, &rows, &n, &e), e);
    ck_assert_int_eq((int)n, 1);
    ck_assert_str(rows[0].about, "task");
    struct deadlines none = {0};
    int64_t later = by_hand(s, now);
    tick(s, &none, now);
    ck_assert_str(steps(s, &a, later), "");
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("deadlines", days_are_as_the_rule_counts_them,
          a_case_gets_them_once_and_they_end_with_it, a_posted_reply_answers,
          a_case_that_is_open_again_has_them_again, whose_the_case_is_has_them,
          put_off_once_and_only_where_the_rule_lets_it,
          a_case_is_open_again_however_much_happened_since,
          a_deadline_stands_still_where_its_rule_says_so,
          what_stands_still_is_moved_by_what_it_stood,
          what_had_passed_is_not_told_and_the_rest_is)
