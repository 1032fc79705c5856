/* SPDX-License-Identifier: MIT
 * store: a case's line of life (R21 to R30, R36, R41): what may follow what,
 * who may not work on it, and lists of what is worked on. */
#include "register/register.h"
#include "tests/store/full.h"

/* A mention that waits, case 1, and a call, case 2. */
static struct store *begin(const char *name)
{
    struct err e = {0};
    struct store *s = temp_store(name);
    struct mention m = temp_mention(temp_source(s, "forum"), "one", "", "one");
    struct case_card call = {.channel = STR("phone"),
                             .author = STR("Светлана"),
                             .text = STR("Мастер не пришёл"),
                             .opened_by = STR("ann")};
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_ok(store_case_new(s, &call, TEMP_NOW, &e), e);
    ck_assert_int_eq(call.id, 2);
    return s;
}

struct way {
    enum move move;
    const char *who, *words, *to, *department;
    const char *refused; /* part of the message; NULL: it is made */
};

static void walk(struct store *s, int64_t id, const struct way *ways, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct err e = {0};
        struct case_step step = {.case_id = id,
                                 .move = ways[i].move,
                                 .who = str_of(ways[i].who),
                                 .words = str_of(ways[i].words),
                                 .assignee = str_of(ways[i].to),
                                 .department = str_of(ways[i].department),
                                 .now = TEMP_NOW + (int64_t)i};
        bool made = store_case_move(s, &step, &e);
        if (ways[i].refused)
            ck_assert_msg(!made && strstr(e.msg, ways[i].refused), "%zu: %s", i,
                          made ? "made" : e.msg);
        else
            ck_assert_msg(made, "%zu: %s", i, e.msg);
    }
}
#define WALK(s, id, ways) walk(s, id, ways, sizeof(ways) / sizeof *(ways))

static struct case_file get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct case_file f;
    bool found;
    ck_ok(store_case_get(s, a, id, &f, &found, &e), e);
    ck_assert(found);
    return f;
}

/* Registered, given to the wrong person, handed on, accepted, done badly, done
 * again, checked with the author, closed (S001). */
TEST(a_call_from_beginning_to_end)
{
    struct arena a = {0};
    struct store *s = begin("life.db");
    static const struct way ways[] = {
        {MOVE_BEGIN, "igor", "", "", "", "no such step"},
        {MOVE_ASSIGN, "ann", "", "", "", "to whom"},
        {MOVE_ASSIGN, "ann", "", "petr", "service", NULL},
        {MOVE_BEGIN, "igor", "", "", "", "given to somebody else"},
        {MOVE_ASSIGN, "petr", "не мой дом", "igor", "", NULL},
        {MOVE_BEGIN, "igor@cli", "", "", "", NULL},
        {MOVE_FINISH, "igor", " ", "", "", "in words"},
        {MOVE_FINISH, "igor", "сменил кабель", "", "", NULL},
        {MOVE_CLOSE, "ann", "", "", "", "nobody asked"},
        {MOVE_REWORK, "ann", "всё ещё рвётся", "", "", NULL},
        {MOVE_CLOSE, "ann", "", "", "", "no such step"},
        {MOVE_FINISH, "igor", "сменил коробку", "", "", NULL},
        {MOVE_VERIFY, "ann", "", "", "", "in words"},
        {MOVE_VERIFY, "ann", "довольна", "", "", NULL},
        {MOVE_CLOSE, "ann", "", "", "", NULL},
        {MOVE_CLOSE, "ann", "", "", "", "no such step"},
        {MOVE_REOPEN, "ann", "", "", "", "in words"},
    };
    WALK(s, 2, ways);
    struct case_file f = get(s, &a, 2);
    ck_assert_str(f.card.state, "closed");
    ck_assert_str(f.card.assignee, "igor");
    ck_assert_str(f.card.result, "сменил коробку");
    ck_assert_str(f.card.checked, "довольна");
    ck_assert_str(f.card.ended_by, "ann");
    ck_assert_int_gt(f.card.ended, 0);
    static const char *const told[] = {"opened",   "assigned", "assigned",
                                       "begun",    "finished", "reworked",
                                       "finished", "verified", "closed"};
    ck_assert_int_eq(f.n_events, sizeof told / sizeof *told);
    for (size_t i = 0; i < f.n_events; i++)
        ck_assert_str(f.events[i].what, told[i]);
    static const struct way again[] = {
        {MOVE_REOPEN, "ann", "снова звонила", "", "", NULL}};
    WALK(s, 2, again);
    f = get(s, &a, 2);
    ck_assert_str(f.card.state, "registered");
    ck_assert_int_eq(f.card.ended, 0);
    store_close(s);
    full_must_verify("life.db");
    arena_clear(&a);
}
END

TEST(a_case_closes_with_nothing_open)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("open.db");
    static const struct way until[] = {
        {MOVE_ASSIGN, "ann", "", "igor", "", NULL},
        {MOVE_BEGIN, "igor", "", "", "", NULL},
        {MOVE_FINISH, "igor", "сделано", "", "", NULL},
        {MOVE_VERIFY, "ann", "довольна", "", "", NULL},
    };
    WALK(s, 1, until);
    static const struct way waits[] = {
        {MOVE_CLOSE, "ann", "why", "", "", "still waits"}};
    WALK(s, 1, waits);
    ck_ok(store_case_approve(s, 1, STR("ann"), STR("Ответ"), TEMP_NOW, &e), e);
    struct task_row task = {.at = 1, .who = STR("ann"), .what = STR("x")};
    struct promise_row p = {.at = 1,
                            .who = STR("ann"),
                            .what = STR("x"),
                            .said = STR("typed"),
                            .due = 9};
    struct settled done = {STR("done"), 1, STR("ann"), STR("")};
    struct settled kept = {STR("kept"), 1, STR("ann"), STR("")};
    ck_ok(store_task_add(s, 1, &task, &e), e);
    ck_ok(store_promise_add(s, 1, &p, &e), e);
    static const struct way tasks[] = {
        {MOVE_CLOSE, "ann", "why", "", "", "open tasks"}};
    WALK(s, 1, tasks);
    ck_ok(store_task_settle(s, task.id, &done, &e), e);
    static const struct way promises[] = {
        {MOVE_CLOSE, "ann", "why", "", "", "open promises"}};
    WALK(s, 1, promises);
    ck_ok(store_promise_settle(s, p.id, &kept, &e), e);
    static const struct way close[] = {
        {MOVE_CLOSE, "ann", "", "", "", "not posted"},
        {MOVE_CLOSE, "ann", "автор удалил отзыв", "", "", NULL}};
    WALK(s, 1, close);
    ck_assert_str(get(s, &a, 1).card.ended_why, "автор удалил отзыв");
    store_close(s);
    full_must_verify("open.db");
    arena_clear(&a);
}
END

/* A reply that is dismissed ends the case unless its work was done. */
TEST(the_reply_and_the_matter)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("both.db");
    static const struct way drop[] = {
        {MOVE_DISMISS, "ann", "", "", "", "in words"},
        {MOVE_DISMISS, "ann", "реклама", "", "", NULL}};
    WALK(s, 1, drop);
    WALK(s, 2, drop);
    ck_assert_str(get(s, &a, 1).card.status, "dismissed");
    ck_assert_str(get(s, &a, 1).card.reason, "реклама");
    ck_assert_str(get(s, &a, 2).card.status, "none");
    ck_assert_str(get(s, &a, 2).card.ended_why, "реклама");
    static const struct way back[] = {
        {MOVE_REOPEN, "ann", "ошиблись", "", "", NULL},
        {MOVE_ASSIGN, "ann", "", "igor", "", NULL},
        {MOVE_BEGIN, "igor", "", "", "", NULL},
        {MOVE_FINISH, "igor", "сделано", "", "", NULL}};
    WALK(s, 1, back);
    ck_assert_str(get(s, &a, 1).card.status, "waiting");
    ck_ok(store_case_dismiss(s, 1, STR("ann"), STR("лишнее"), TEMP_NOW, &e), e);
    ck_assert_str(get(s, &a, 1).card.status, "dismissed");
    ck_assert_str(get(s, &a, 1).card.state, "done");
    store_close(s);
    full_must_verify("both.db");
    arena_clear(&a);
}
END

static bool set(struct store *s, int64_t id, const char *field,
                const char *value)
{
    struct err e = {0};
    struct case_fact f = {.case_id = id,
                          .field = str_of(field),
                          .value = str_of(value),
                          .who = STR("ann"),
                          .now = TEMP_NOW};
    return store_case_set(s, &f, &e);
}

/* R41: by any connection. */
TEST(whom_it_concerns_does_not_work_on_it)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("concerns.db");
    const struct str igor = STR("igor"), ann = STR("ann");
    ck_assert(set(s, 1, "concerns", "igor") && set(s, 2, "concerns", "igor"));
    static const struct way ways[] = {
        {MOVE_ASSIGN, "ann", "", "igor", "", "that person's work"},
        {MOVE_DISMISS, "igor", "так", "", "", "that person's work"},
        {MOVE_ASSIGN, "ann", "", "", "service", NULL},
        {MOVE_BEGIN, "igor", "", "", "", "that person's work"},
    };
    WALK(s, 2, ways);
    ck_assert(!store_case_edit(s, 1, igor, STR("x"), TEMP_NOW, &e));
    ck_assert(!store_case_edit(s, 1, STR("igor@cli"), STR("x"), TEMP_NOW, &e));
    ck_assert(
        !store_case_approve(s, 1, STR("igor@cli"), STR("x"), TEMP_NOW, &e));
    ck_assert(!store_case_approve(s, 1, igor, STR("x"), TEMP_NOW, &e));
    ck_assert(!store_case_dismiss(s, 1, igor, STR("x"), TEMP_NOW, &e));
    ck_ok(store_case_approve(s, 1, ann, STR("x"), TEMP_NOW, &e), e);
    ck_assert(!store_case_posted(s,
                                 &(struct posting){1, igor,
                                                   STR("https://a.example/1"),
                                                   STR(""), TEMP_NOW},
                                 &e));
    static const struct way given[] = {
        {MOVE_ASSIGN, "ann", "", "petr", "", NULL}};
    WALK(s, 2, given);
    ck_assert(!set(s, 2, "concerns", "petr")); /* he works on it */
    struct case_fact his = {.case_id = 2,
                            .field = STR("concerns"),
                            .who = STR("igor@cli"),
                            .now = TEMP_NOW};
    ck_assert(!store_case_set(s, &his, &e)); /* he would be free of it */
    ck_assert(set(s, 2, "author", "Света") && !set(s, 2, "status", "x") &&
              !set(s, 99, "author", "x"));
    ck_assert_str(get(s, &a, 2).card.author, "Света");
    size_t events = get(s, &a, 2).n_events;
    his.field = STR("author"), his.value = STR("Света");
    ck_assert(set(s, 2, "author", "Света")); /* nothing is told anew */
    ck_assert(!store_case_set(s, &his, &e) && !set(s, 99, "author", ""));
    ck_assert_uint_eq(get(s, &a, 2).n_events, events);
    ck_assert(set(s, 2, "author", "Светлана"));
    ck_assert_uint_eq(get(s, &a, 2).n_events, events + 1);
    ck_assert(set(s, 2, "author", "Света"));
    store_close(s);
    full_must_verify("concerns.db");
    static const char *const refused[] = {
        "UPDATE cases SET assignee = 'igor' WHERE id = 2",
        "UPDATE cases SET posted_by = 'igor' WHERE id = 1",
        "UPDATE cases SET concerns = assignee WHERE id = 2",
        "INSERT INTO draft (mention, who, at, text, case_id)"
        " VALUES (1, 'igor', 1, 'x', 1)",
        "UPDATE cases SET state = 'closed', ended_by = 'x', ended_why = 'x'"
        " WHERE id = 1", /* registered */
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ck_assert_msg(!place_sql(temp_path("concerns.db"), refused[i]), "%s",
                      refused[i]);
    arena_clear(&a);
}
END

/* The database knows the same ways as the register's table. */
TEST(the_database_refuses_other_ways)
{
    store_close(begin("ways.db"));
    for (int from = 0; from < STAGE_COUNT; from++)
        for (int to = 0; to < STAGE_COUNT; to++) {
            bool may = from == to;
            for (int m = 0; m < MOVE_COUNT; m++)
                may |= (int)stage_next((enum stage)from, (enum move)m) == to;
            char sql[300];
            full_copy("ways.db", "way.db");
            snprintf(sql, sizeof sql,
                     "INSERT INTO cases (status, priority, due, opened, closed,"
                     " closed_by, reason, state, channel) VALUES ('none', 1, 1,"
                     " 1, 0, '', '', '%s', 'phone')",
                     stage_name((enum stage)from));
            ck_assert(place_sql(temp_path("way.db"), sql));
            snprintf(sql, sizeof sql,
                     "UPDATE cases SET state = '%s', ended_by = 'x',"
                     " ended_why = 'x' WHERE id = 3",
                     stage_name((enum stage)to));
            ck_assert_msg(place_sql(temp_path("way.db"), sql) == may,
                          "%s to %s", stage_name((enum stage)from),
                          stage_name((enum stage)to));
        }
}
END

static size_t lines(struct store *s, struct arena *a, struct case_filter f,
                    struct case_line **rows)
{
    struct err e = {0};
    size_t n;
    ck_ok(store_cases(s, a, &f, rows, &n, &e), e);
    return n;
}

TEST(lists_of_what_is_worked_on)
{
    struct err e = {0};
    struct arena a = {0};
    struct case_line *rows;
    struct store *s = begin("lists.db");
    struct case_filter all = {.stage = STAGE_NONE};
    ck_assert_int_eq(lines(s, &a, all, &rows), 1); /* the call */
    ck_assert_int_eq(rows[0].id, 2);
    static const struct way given[] = {
        {MOVE_ASSIGN, "ann", "", "igor", "service", NULL}};
    WALK(s, 1, given);
    ck_assert_int_eq(lines(s, &a, all, &rows), 2);
    struct case_filter his = {.stage = STAGE_NONE, .assignee = STR("igor")};
    ck_assert_int_eq(lines(s, &a, his, &rows), 1);
    ck_assert_int_eq(rows[0].id, 1);
    ck_assert_str(rows[0].text, "one");
    ck_assert_str(rows[0].department, "service");
    /* nobody's: that of igor, due first, takes none of their places */
    struct case_filter none = {
        .stage = STAGE_NONE, .assignee = STR(CASE_NOBODYS), .limit = 1};
    ck_assert_int_eq(lines(s, &a, none, &rows), 1);
    ck_assert_int_eq(rows[0].id, 2);
    static const struct way drop[] = {
        {MOVE_DISMISS, "ann", "реклама", "", "", NULL}};
    WALK(s, 2, drop);
    struct case_filter gone = {.stage = STAGE_DISMISSED};
    ck_assert_int_eq(lines(s, &a, gone, &rows), 1);
    ck_assert_int_eq(rows[0].id, 2);
    gone.assignee = STR(CASE_NOBODYS);
    ck_assert_int_eq(lines(s, &a, gone, &rows), 1);
    ck_assert_int_eq(lines(s, &a, none, &rows), 0);
    ck_assert_int_eq(lines(s, &a, all, &rows), 1);
    struct promise_row p = {.at = 1,
                            .who = STR("ann"),
                            .what = STR("позвоним"),
                            .said = STR("typed"),
                            .due = TEMP_NOW + 5};
    struct promise_row *promises;
    size_t n;
    ck_ok(store_promise_add(s, 1, &p, &e), e);
    ck_ok(store_open_promises(s, &a, &(struct open_filter){.until = TEMP_NOW},
                              &promises, &n, &e),
          e);
    ck_assert_int_eq(n, 0);
    ck_ok(store_open_promises(s, &a, &(struct open_filter){.until = INT64_MAX},
                              &promises, &n, &e),
          e);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(promises[0].case_id, 1);
    ck_assert_str(promises[0].what, "позвоним");
    store_close(s);
    arena_clear(&a);
}
END

/* What one look at the clock finds and tells of: "promise 1 soon, ". */
static const char *tick(struct store *s, struct arena *a, int64_t now)
{
    struct err e = {0};
    struct reminder *rows;
    struct str told = STR("");
    size_t n;
    struct reminder_span span = {now, now + 86400, now - 86400};
    static const char *const STEPS[] = {[REMIND_COMES] = "soon",
                                        [REMIND_LATE] = "late",
                                        [REMIND_HEAD] = "head"};
    ck_ok(store_reminders(s, a, &span, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++) {
        ck_ok(store_reminded(s, &rows[i], now, &e), e);
        told = str_printf(a, STR_FMT STR_FMT " %lld %s, ", STR_ARG(told),
                          STR_ARG(rows[i].about), (long long)rows[i].id,
                          STEPS[rows[i].step]);
    }
    return str_z(a, told);
}

/* Hours from TEMP_NOW, and what is told then: each once before its time, once
 * after it, and a day later to the head; after an absence what has passed is
 * late at once, and the head hears of it after whose it is. */
TEST(what_is_due_is_told_once)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("clock.db");
    enum { HOUR = 3600 };
    struct promise_row p = {.at = 1,
                            .who = STR("ann"),
                            .what = STR("позвоним"),
                            .said = STR("typed"),
                            .due = TEMP_NOW + 30 * HOUR};
    struct task_row task = {.at = 1,
                            .who = STR("ann"),
                            .what = STR("кабель"),
                            .due = TEMP_NOW + 50 * HOUR};
    struct task_row some_day = {.at = 1, .who = STR("ann"), .what = STR("x")};
    struct settled done = {STR("done"), 1, STR("ann"), STR("")};
    struct case_card call = {.channel = STR("phone"),
                             .text = STR("ещё раз"),
                             .due = TEMP_NOW + 60 * HOUR,
                             .opened_by = STR("ann")};
    ck_ok(store_promise_add(s, 1, &p, &e), e);
    ck_ok(store_task_add(s, 2, &task, &e), e);
    ck_ok(store_task_add(s, 2, &some_day, &e), e);
    ck_ok(store_case_new(s, &call, TEMP_NOW, &e), e);
    static const struct {
        int hours;
        const char *told;
    } ticks[] = {{0, ""},
                 {7, "promise 1 soon, "},
                 {8, ""},
                 {29, "task 1 soon, "},
                 {31, "promise 1 late, "},
                 {32, ""},
                 {54, "task 1 late, case 3 soon, "},
                 {55, "promise 1 head, "},
                 {100, "task 1 head, case 3 late, "},
                 {101, "case 3 head, "},
                 {200, ""}};
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++)
        ck_assert_msg(strcmp(tick(s, &a, TEMP_NOW + ticks[i].hours * HOUR),
                             ticks[i].told) == 0,
                      "hour %d", ticks[i].hours);
    /* What has ended is not told any more. */
    task.due = TEMP_NOW + 300 * HOUR;
    ck_ok(store_task_add(s, 2, &task, &e), e);
    ck_ok(store_task_settle(s, task.id, &done, &e), e);
    ck_assert_str(str_of(tick(s, &a, TEMP_NOW + 301 * HOUR)), "");
    struct case_file f = get(s, &a, 1);
    ck_assert_str(f.events[f.n_events - 1].what, "overdue");
    ck_assert_str(f.events[f.n_events - 2].what, "late");
    ck_assert_str(f.events[f.n_events - 3].what, "reminded");
    store_close(s);
    full_must_verify("clock.db");
    arena_clear(&a);
}
END

static size_t worked_on(struct store *s, struct arena *a)
{
    struct case_line *rows;
    return lines(s, a, (struct case_filter){.stage = STAGE_NONE}, &rows);
}

/* What somebody works on is not dropped by a reply that is not wanted; what had
 * ended begins anew, by whatever way, and is seen and reminded of again. */
TEST(what_is_worked_on_stays)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("stays.db");
    const struct str ann = STR("ann"), why = STR("why");
    static const struct way given[] = {
        {MOVE_ASSIGN, "ann", "", "igor", "", NULL},
        {MOVE_BEGIN, "igor", "", "", "", NULL}};
    WALK(s, 1, given);
    ck_ok(store_case_dismiss(s, 1, ann, why, TEMP_NOW, &e), e);
    ck_assert_str(get(s, &a, 1).card.state, "in-progress");
    static const struct way ended[] = {
        {MOVE_FINISH, "igor", "сделано", "", "", NULL},
        {MOVE_VERIFY, "ann", "доволен", "", "", NULL},
        {MOVE_CLOSE, "ann", "", "", "", NULL}};
    WALK(s, 1, ended);
    ck_assert_int_eq(worked_on(s, &a), 1);
    ck_ok(store_case_return(s, 1, ann, why, TEMP_NOW, &e), e);
    struct case_card card = get(s, &a, 1).card;
    ck_assert_str(card.state, "registered");
    ck_assert_str(card.status, "waiting");
    ck_assert_int_eq(card.ended, 0);
    ck_assert_str(card.checked, ""); /* of its life before */
    ck_assert_int_eq(worked_on(s, &a), 2);
    static const struct way drop[] = {
        {MOVE_DISMISS, "ann", "лишнее", "", "", NULL},
        {MOVE_REOPEN, "ann", "нет, нужно", "", "", NULL}};
    WALK(s, 1, drop);
    struct case_file f = get(s, &a, 1);
    ck_assert_str(f.card.status, "waiting");
    ck_assert_str(f.events[f.n_events - 1].what, "resumed");
    ck_assert(strstr(str_z(&a, f.events[f.n_events - 1].detail), "нужно"));
    store_close(s);
    full_must_verify("stays.db");
    arena_clear(&a);
}
END

/* A case that is worked on joins no other; what is of one that did is neither
 * told nor in the way. */
TEST(merged_cases_hinder_nobody)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("merged.db");
    struct mention two =
        temp_mention(temp_source(s, "forum"), "two", "", "two");
    ck_assert_int_eq(temp_put(s, &two), PUT_NEW);
    struct promise_row p = {.at = 1,
                            .who = STR("ann"),
                            .what = STR("x"),
                            .said = STR("typed"),
                            .due = TEMP_NOW + 5};
    ck_ok(store_promise_add(s, two.case_.id, &p, &e), e);
    ck_assert(!store_case_join(s, 1, two.id, STR("ann"), TEMP_NOW, &e));
    ck_assert(strstr(e.msg, "worked on"));
    ck_assert_str(str_of(tick(s, &a, TEMP_NOW)), "promise 1 soon, ");
    struct settled kept = {STR("kept"), 1, STR("ann"), STR("")};
    ck_ok(store_promise_settle(s, p.id, &kept, &e), e);
    /* The call gets it, and is merged with it into the first. */
    ck_ok(store_case_join(s, 2, two.id, STR("ann"), TEMP_NOW, &e), e);
    ck_assert_int_eq(worked_on(s, &a), 1);
    ck_ok(store_case_join(s, 1, two.id, STR("ann"), TEMP_NOW, &e), e);
    ck_assert_int_eq(get(s, &a, 2).card.merged_into, 1);
    ck_assert_int_eq(worked_on(s, &a), 0);
    ck_assert_str(str_of(tick(s, &a, TEMP_NOW + 1000 * 86400)), "");
    store_close(s);
    full_must_verify("merged.db");
    arena_clear(&a);
}
END

/* A promise holds as long as the reply it stands in is public. */
TEST(a_reply_taken_back_promises_nothing)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = begin("back.db");
    const struct str ann = STR("ann"), why = STR("why");
    struct promise_row p = {.at = 1,
                            .who = STR("ann"),
                            .what = STR("ответим"),
                            .mention = 1,
                            .said = STR("reply"),
                            .due = TEMP_NOW + 5};
    for (int posted = 0; posted < 2; posted++) {
        ck_ok(store_case_approve(s, 1, ann, STR("Ответ"), TEMP_NOW, &e), e);
        ck_ok(store_promise_add(s, 1, &p, &e), e);
        if (posted)
            ck_ok(store_case_posted(
                      s,
                      &(struct posting){1, ann, STR("https://a.example/1"),
                                        STR(""), TEMP_NOW},
                      &e),
                  e);
        ck_ok(store_case_return(s, 1, ann, why, TEMP_NOW, &e), e);
        struct case_file f = get(s, &a, 1);
        ck_assert_str(f.promises[posted].end.state,
                      posted ? "open" : "withdrawn");
    }
    store_close(s);
    full_must_verify("back.db");
    arena_clear(&a);
}
END

TEST_MAIN("store_life", a_call_from_beginning_to_end,
          a_case_closes_with_nothing_open, the_reply_and_the_matter,
          whom_it_concerns_does_not_work_on_it, the_database_refuses_other_ways,
          lists_of_what_is_worked_on, what_is_due_is_told_once,
          what_is_worked_on_stays, merged_cases_hinder_nobody,
          a_reply_taken_back_promises_nothing)
