/* SPDX-License-Identifier: MIT
 * store: heads see the cases of theirs in order, however many others have, and
 * what a table of departments says follows each case. R41, R80. */
#include "register/register.h"
#include "tests/store/temp.h"

enum { MANY = 5003, SOME = 1001 /* more than UNIT_FIRST, than UNIT_FEW */ };

static int64_t by_hand(struct store *s, const char *department, int64_t due)
{
    struct err e = {0};
    struct case_card card = {.channel = STR("phone"),
                             .author = STR("Zoe"),
                             .text = STR("no light"),
                             .department = str_of(department),
                             .opened_by = STR("operator"),
                             .due = due};
    ck_ok(store_case_new(s, &card, TEMP_NOW, &e), e);
    return card.id;
}

static void look(struct store *s, const char *login, const char *units)
{
    struct err e = {0};
    const struct store_eyes eyes = {
        .login = str_of(login), .sees = SEES_UNITS, .units = str_of(units)};
    ck_ok(store_look(s, &eyes, &e), e);
}

/* "3 1 2": cases in their order. */
static struct str cases(struct store *s, struct arena *a, struct case_filter f)
{
    struct err e = {0};
    struct case_line *rows;
    struct str got = STR("");
    size_t n;
    f.limit = f.limit ? f.limit : 3;
    if (!f.stage)
        f.stage = STAGE_NONE;
    ck_ok(store_cases(s, a, &f, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        got = str_printf(a, STR_FMT "%s%lld", STR_ARG(got), i ? " " : "",
                         (long long)rows[i].id);
    return got;
}

static void is(struct str got, const char *want)
{
    ck_assert_msg(str_eqz(got, want), STR_FMT " is not %s", STR_ARG(got), want);
}

static int64_t open_of(struct store *s, struct arena *a, const char *unit)
{
    struct err e = {0};
    struct load_row *rows;
    int64_t sum = 0;
    size_t n;
    const struct load_wish wish = {str_of(unit), TEMP_NOW};
    ck_ok(store_loads(s, a, &wish, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        sum += rows[i].open;
    return sum;
}

static void verified(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    struct store_audit audit;
    ck_ok(store_verify(s, &a, &audit, &e), e);
    ck_assert_msg(audit.found == 0, STR_FMT ": " STR_FMT,
                  STR_ARG(audit.findings->table), STR_ARG(audit.findings->row));
    arena_clear(&a);
}

/* Cases 1 to MANY are the service's, the last is due first; then come two of
 * billing, that are due after all of these, one of legal that is due before
 * all, and those of the shops, due last. */
static struct store *filled(void)
{
    struct err e = {0};
    struct store *s = temp_store("unit.db");
    ck_ok(store_begin(s, &e), e);
    for (int i = 1; i <= MANY; i++)
        ck_assert_int_eq(by_hand(s, "service", TEMP_NOW + 10 * MANY - i), i);
    by_hand(s, "billing", TEMP_NOW + 20 * MANY + 1);
    by_hand(s, "billing", TEMP_NOW + 20 * MANY);
    by_hand(s, "legal", TEMP_NOW + 1);
    for (int i = 1; i <= SOME; i++)
        by_hand(s, "shops", TEMP_NOW + 30 * MANY + i);
    ck_ok(store_commit(s, &e), e);
    return s;
}

TEST(each_head_sees_his_own)
{
    struct arena a = {0};
    struct store *s = filled();
    is(cases(s, &a, (struct case_filter){0}), "5006 5003 5002");
    is(cases(s, &a, (struct case_filter){.department = STR("billing")}),
       "5005 5004");
    is(cases(s, &a, (struct case_filter){.department = STR("service")}),
       "5003 5002 5001");
    is(cases(s, &a, (struct case_filter){.department = STR("shops")}),
       "5007 5008 5009");
    ck_assert_int_eq(open_of(s, &a, "shops"), SOME);
    look(s, "many", "service");
    is(cases(s, &a, (struct case_filter){0}), "5003 5002 5001");
    is(cases(s, &a, (struct case_filter){.behind = 5002}), "5001 5000 4999");
    is(cases(s, &a, (struct case_filter){.department = STR("billing")}), "");
    ck_assert_int_eq(open_of(s, &a, ""), LOADS_LOOKED);
    look(s, "some", "shops");
    is(cases(s, &a, (struct case_filter){0}), "5007 5008 5009");
    is(cases(s, &a, (struct case_filter){.department = STR("legal")}), "");
    ck_assert_int_eq(open_of(s, &a, ""), SOME);
    look(s, "few", "billing pr");
    is(cases(s, &a, (struct case_filter){0}), "5005 5004");
    is(cases(s, &a, (struct case_filter){.behind = 5005}), "5004");
    is(cases(s, &a, (struct case_filter){.limit = 1}), "5005");
    is(cases(s, &a, (struct case_filter){.department = STR("service")}), "");
    is(cases(s, &a, (struct case_filter){.department = STR("billing")}),
       "5005 5004");
    ck_assert_int_eq(open_of(s, &a, ""), 2);
    ck_assert_int_eq(open_of(s, &a, "service"), 0);
    look(s, "nobody", "pr");
    is(cases(s, &a, (struct case_filter){0}), "");
    verified(s);
    arena_clear(&a);
    store_close(s);
}
END

static void move(struct store *s, int64_t id, enum move what)
{
    struct err e = {0};
    const struct case_step step = {.case_id = id,
                                   .move = what,
                                   .who = STR("bob"),
                                   .words = STR("done"),
                                   .now = TEMP_NOW + 60};
    ck_ok(store_case_move(s, &step, &e), e);
}

TEST(a_case_goes_where_it_is_sent)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("moves.db");
    int64_t id = by_hand(s, "service", TEMP_NOW + 100);
    struct case_step step = {.case_id = id,
                             .move = MOVE_ASSIGN,
                             .who = STR("ann"),
                             .assignee = STR("bob"),
                             .department = STR("billing"),
                             .now = TEMP_NOW + 60};
    ck_ok(store_case_move(s, &step, &e), e);
    look(s, "head", "service");
    is(cases(s, &a, (struct case_filter){0}), "");
    look(s, "bob", ""); /* his own */
    is(cases(s, &a, (struct case_filter){0}), "1");
    look(s, "head", "billing");
    is(cases(s, &a, (struct case_filter){0}), "1");
    look(s, "", "");
    move(s, id, MOVE_BEGIN);
    move(s, id, MOVE_FINISH);
    struct selfcheck_count counts[SELFCHECK_FIGURES];
    ck_ok(store_selfcheck_counts(s, STR("billing"), TEMP_NOW + 50, counts, &e),
          e);
    ck_assert_int_eq(counts[SELFCHECK_GIVEN].good, 1);
    ck_assert_int_eq(counts[SELFCHECK_GIVEN].of, 1);
    ck_assert_int_eq(counts[SELFCHECK_IN_TIME].good, 1);
    ck_ok(store_selfcheck_counts(s, STR("service"), TEMP_NOW + 50, counts, &e),
          e);
    ck_assert_int_eq(counts[SELFCHECK_GIVEN].of, 0);
    verified(s);
    arena_clear(&a);
    store_close(s);
}
END

/* A mention's case that nobody works on may have tasks, as deadlines of a rule
 * are: the head of its department sees them. */
TEST(tasks_of_what_only_waits_are_seen)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("waits.db");
    struct mention m =
        temp_mention(temp_source(s, "f"), "a", "b", "нет вектора");
    struct task_row task = {.who = STR("matrix"),
                            .at = TEMP_NOW,
                            .what = STR("answer"),
                            .due = TEMP_NOW + 50};
    const struct open_filter all = {.until = INT64_MAX};
    struct task_row *rows;
    size_t n;
    m.decision.department = STR("billing");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_gt(m.case_.id, 0);
    ck_ok(store_task_add(s, m.case_.id, &task, &e), e);
    look(s, "head", "billing");
    ck_ok(store_open_tasks(s, &a, &all, &rows, &n, &e), e);
    ck_assert_int_eq(n, 1);
    look(s, "other", "service");
    ck_ok(store_open_tasks(s, &a, &all, &rows, &n, &e), e);
    ck_assert_int_eq(n, 0);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("departments of cases", each_head_sees_his_own,
          a_case_goes_where_it_is_sent, tasks_of_what_only_waits_are_seen)
