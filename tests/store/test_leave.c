/* SPDX-License-Identifier: MIT
 * store: who is away hands over to his deputy, and gets back what that one has
 * not begun; who does nothing is replaced; each once. */
#include "tests/store/full.h"

enum { HOUR_S = 3600, AWAY = 10000, BACK = 90000 };

static void person(struct store *s, const char *login, const char *role)
{
    struct err e = {0};
    struct user_row u = {
        .login = str_of(login), .role = str_of(role), .password = STR("x")};
    ck_ok(store_user_put(s, &u, STR("root@cli"), 1, &e), e);
}

static struct store *open_with_people(const char *name)
{
    static const char *const logins[] = {"anna", "oleg", "petr", "vera"};
    struct store *s = temp_store(name);
    for (size_t i = 0; i < sizeof logins / sizeof *logins; i++)
        person(s, logins[i], "responder");
    return s;
}

static void leave(struct store *s, const char *login, const char *deputy,
                  int64_t away, int64_t back)
{
    struct err e = {0};
    struct leave_row l = {str_of(login), str_of(deputy), away, back};
    ck_ok(store_leave_put(s, &l, STR("root@cli"), 5, &e), e);
}

/* A call of department service, given to somebody. */
static int64_t call(struct store *s, const char *to, int64_t due, int64_t at)
{
    struct err e = {0};
    struct case_card card = {.channel = STR("phone"),
                             .opened_by = STR("root"),
                             .due = due,
                             .text = STR("The fitter did not come")};
    ck_ok(store_case_new(s, &card, at, &e), e);
    struct case_step step = {.case_id = card.id,
                             .move = MOVE_ASSIGN,
                             .who = STR("root"),
                             .assignee = str_of(to),
                             .department = STR("service"),
                             .now = at};
    ck_ok(store_case_move(s, &step, &e), e);
    return card.id;
}

static bool begin(struct store *s, int64_t id, const char *who, int64_t at)
{
    struct err e = {0};
    struct case_step step = {
        .case_id = id, .move = MOVE_BEGIN, .who = str_of(who), .now = at};
    return store_case_move(s, &step, &e);
}

/* "anna" or "oleg for anna": whose it is. */
static const char *whose(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct case_card c;
    ck_ok(store_case_card(s, a, id, &c, &e), e);
    return str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(c.assignee),
                      c.stands_for.n ? " for " : "", STR_ARG(c.stands_for))
        .p;
}

/* What passes at that time does; how many it is, and that it does so once. */
static size_t pass(struct store *s, struct arena *a, int64_t now,
                   int64_t silent)
{
    const struct unit_head head = {STR("service"), STR("vera"), silent};
    const struct pass_clock clock = {now, &head, 1};
    struct err e = {0};
    struct passing *rows;
    size_t n, again;
    bool passed;
    ck_ok(store_passings(s, a, &clock, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        ck_ok(store_pass(s, &rows[i], now, &passed, &e), e);
    ck_ok(store_passings(s, a, &clock, &rows, &again, &e), e);
    ck_assert_uint_eq(again, 0);
    return n;
}

TEST(who_is_away_is_not_silent)
{
    struct arena a = {0};
    struct store *s = open_with_people("quiet.db");
    int64_t id = call(s, "anna", BACK + 100000, 100);
    leave(s, "anna", "oleg", AWAY, BACK);
    ck_assert_uint_eq(pass(s, &a, AWAY + 50, AWAY + 40), 0);
    ck_assert_uint_eq(pass(s, &a, BACK + 10, BACK - 1), 0);
    ck_assert_str_eq(whose(s, &a, id), "anna");
    ck_assert_uint_eq(pass(s, &a, BACK + 90, BACK), 1);
    arena_clear(&a);
    store_close(s);
}
END

TEST(deputies_of_deputies_lead_back)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = open_with_people("chain.db");
    int64_t id = call(s, "anna", 50000, 100);
    leave(s, "anna", "oleg", AWAY, BACK);
    ck_assert_uint_eq(pass(s, &a, AWAY, 0), 1);
    leave(s, "oleg", "petr", AWAY + 10, BACK + 1000);
    ck_assert_uint_eq(pass(s, &a, AWAY + 10, 0), 1);
    ck_assert_str_eq(whose(s, &a, id), "petr for anna");
    ck_assert_uint_eq(pass(s, &a, BACK, 0), 1);
    ck_assert_str_eq(whose(s, &a, id), "anna");
    /* Who is here no more stands in for nobody. */
    leave(s, "anna", "oleg", BACK + 10, BACK + 900);
    const struct user_row oleg = {.login = STR("oleg")};
    ck_ok(store_user_remove(s, &oleg, STR("root"), BACK + 11, &e), e);
    ck_assert_uint_eq(pass(s, &a, BACK + 20, 0), 1);
    ck_assert_str_eq(whose(s, &a, id), "vera for anna"); /* the head */
    arena_clear(&a);
    store_close(s);
}
END

TEST(what_is_due_meanwhile_is_the_deputys)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = open_with_people("away.db");
    int64_t soon = call(s, "anna", 50000, 100),
            begun = call(s, "anna", 60000, 100),
            late = call(s, "anna", BACK + 1, 100),
            others = call(s, "petr", 50000, 100);
    struct task_row task = {.at = 100,
                            .who = STR("root"),
                            .what = STR("cable"),
                            .assignee = STR("anna"),
                            .due = 55000},
                    some_day = {.at = 100,
                                .who = STR("root"),
                                .what = STR("paint"),
                                .assignee = STR("anna")};
    ck_ok(store_task_add(s, others, &task, &e), e);
    ck_ok(store_task_add(s, others, &some_day, &e), e);
    ck_assert(begin(s, begun, "anna", 200));
    leave(s, "anna", "oleg", AWAY, BACK);
    ck_assert_uint_eq(pass(s, &a, AWAY - 1, 0), 0);
    ck_assert_uint_eq(pass(s, &a, AWAY, 0), 3);
    ck_assert_str_eq(whose(s, &a, soon), "oleg for anna");
    ck_assert_str_eq(whose(s, &a, begun), "oleg for anna");
    ck_assert_str_eq(whose(s, &a, late), "anna");
    ck_assert_str_eq(whose(s, &a, others), "petr");
    struct case_file f;
    bool found;
    ck_ok(store_case_get(s, &a, others, &f, &found, &e), e);
    ck_assert_str(f.tasks[0].assignee, "oleg");
    ck_assert_str(f.tasks[0].stands_for, "anna");
    ck_assert_str(f.tasks[1].assignee, "anna");
    ck_ok(store_case_get(s, &a, soon, &f, &found, &e), e);
    ck_assert_str(f.events[f.n_events - 1].what, "stands-in");
    /* What comes meanwhile follows. */
    int64_t fresh = call(s, "anna", 70000, AWAY + 10);
    ck_assert_uint_eq(pass(s, &a, AWAY + 20, 0), 1);
    ck_assert_str_eq(whose(s, &a, fresh), "oleg for anna");
    /* Back again: what the deputy has begun stays his. */
    ck_assert(begin(s, soon, "oleg", AWAY + 30));
    ck_assert_uint_eq(pass(s, &a, BACK, 0), 3);
    ck_assert_str_eq(whose(s, &a, soon), "oleg for anna");
    ck_assert_str_eq(whose(s, &a, begun), "anna");
    ck_assert_str_eq(whose(s, &a, fresh), "anna");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* The deputy is away too, or it is about his work: his deputy, the head, or it
 * stays. */
TEST(it_passes_to_who_is_there)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = open_with_people("chain.db");
    int64_t id = call(s, "anna", 50000, 100), his = call(s, "anna", 50000, 100);
    struct case_fact fact = {.case_id = his,
                             .field = STR("concerns"),
                             .value = STR("petr"),
                             .who = STR("root"),
                             .now = 100};
    ck_ok(store_case_set(s, &fact, &e), e);
    leave(s, "anna", "oleg", AWAY, BACK);
    leave(s, "oleg", "petr", AWAY, BACK);
    ck_assert_uint_eq(pass(s, &a, AWAY, 0), 2);
    ck_assert_str_eq(whose(s, &a, id), "petr for anna");
    ck_assert_str_eq(whose(s, &a, his), "vera for anna"); /* R41 */
    /* They stand in for each other and nobody is there, nor a head. */
    leave(s, "oleg", "anna", AWAY, BACK);
    leave(s, "vera", "anna", AWAY, BACK);
    int64_t left = call(s, "anna", 50000, AWAY + 1);
    ck_assert_uint_eq(pass(s, &a, AWAY + 2, 0), 0);
    ck_assert_str_eq(whose(s, &a, left), "anna");
    struct leave_row bad[] = {{STR("anna"), STR("anna"), 1, 2},
                              {STR("anna"), STR("oleg"), 2, 2},
                              {STR("anna"), STR("nina"), 1, 2},
                              {STR("nina"), STR("oleg"), 1, 2},
                              {STR("anna"), STR("oleg"), 2, 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert(!store_leave_put(s, &bad[i], STR("root@cli"), 5, &e));
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Nothing done for the term: the deputy, then the head, and there it ends. A
 * note of the assignee's is something, a nudge by others is not; who waits for
 * the author does not have to. */
TEST(who_does_nothing_is_replaced)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = open_with_people("silent.db");
    leave(s, "anna", "oleg", 0, 0);
    int64_t idle = call(s, "anna", 0, 100), busy = call(s, "anna", 0, 100),
            waits = call(s, "anna", 0, 100), alone = call(s, "petr", 0, 100);
    struct note_row nudge = {.at = 500, .who = STR("vera"), .text = STR("?")};
    struct note_row note = {
        .at = 500, .who = STR("anna@cli"), .text = STR("called")};
    struct case_pause p = {.case_id = waits,
                           .who = STR("anna"),
                           .words = STR("a photo"),
                           .now = 150};
    ck_ok(store_case_note(s, idle, &nudge, &e), e);
    ck_ok(store_case_note(s, busy, &note, &e), e);
    ck_ok(store_case_wait(s, &p, &e), e);
    ck_assert_uint_eq(pass(s, &a, 1000, 99), 0);
    ck_assert_uint_eq(pass(s, &a, 1000, 100), 2);
    ck_assert_str_eq(whose(s, &a, idle), "oleg");
    ck_assert_str_eq(whose(s, &a, alone), "vera"); /* he has no deputy */
    ck_assert_str_eq(whose(s, &a, busy), "anna");
    ck_assert_str_eq(whose(s, &a, waits), "anna");
    ck_assert_uint_eq(pass(s, &a, 1100, 400), 0); /* oleg has his own term */
    ck_assert_uint_eq(pass(s, &a, 3000, 1000), 2);
    ck_assert_str_eq(whose(s, &a, idle), "vera");
    ck_assert_str_eq(whose(s, &a, busy), "oleg");
    ck_assert_uint_eq(pass(s, &a, 9000, 8000), 1); /* busy: oleg did nothing */
    ck_assert_str_eq(whose(s, &a, busy), "vera");
    ck_assert_uint_eq(pass(s, &a, 20000, 19000), 0);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* What was told at once, of the only mention. */
static struct escalation_row escalated(struct store *s, struct arena *a,
                                       int64_t mention)
{
    struct err e = {0};
    struct escalation_row *rows;
    size_t n;
    ck_ok(store_escalations(s, a, (struct escalation_of){.mention = mention},
                            &rows, &n, &e),
          e);
    ck_assert_uint_eq(n, 1);
    return rows[0];
}

/* How many he finds open of his. */
static size_t open_of(struct store *s, struct arena *a, const char *login)
{
    struct err e = {0};
    struct escalation_row *rows;
    size_t n;
    ck_ok(store_escalations_open(s, a, str_of(login), &rows, &n, &e), e);
    return n;
}

static size_t due_at(struct store *s, struct arena *a, int64_t now)
{
    struct err e = {0};
    struct escalation_row *rows;
    size_t n;
    ck_ok(store_escalations_due(s, a, now, &rows, &n, &e), e);
    return n;
}

static int64_t told_at_once(struct store *s, struct arena *a, const char *whom)
{
    static int n;
    struct str key = str_printf(a, "%d", ++n);
    struct mention m = temp_mention(temp_source(s, "forum"), key.p, "", key.p);
    m.decision.escalation = STR("service");
    m.decision.head = str_of(whom);
    m.decision.due = BACK + 100000;
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    return m.id;
}

/* What was told at once follows to the deputy as if it were new: he is told,
 * nudged within the hour, has to see it himself; it comes back, unless somebody
 * takes care of it. */
TEST(what_was_told_at_once_follows_and_comes_back)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = open_with_people("told.db");
    int64_t id = told_at_once(s, &a, "anna"),
            taken = told_at_once(s, &a, "anna");
    for (int i = 0; i < 9; i++) { /* once a day by now */
        struct escalation_row x = escalated(s, &a, id);
        ck_ok(store_escalation_told(s, &x, 200 + i, &e), e);
    }
    struct escalation_row x = escalated(s, &a, id);
    ck_ok(store_escalation_seen(s, x.id, STR("anna"), 300, &e), e);
    leave(s, "anna", "oleg", AWAY, BACK);
    ck_assert_uint_eq(pass(s, &a, AWAY, 0), 2);
    x = escalated(s, &a, id);
    ck_assert_str(x.whom, "oleg");
    ck_assert_str(x.stands_for, "anna");
    ck_assert_int_eq(x.seen, 0);
    ck_assert_uint_eq(open_of(s, &a, "anna"), 0);
    ck_assert_uint_eq(open_of(s, &a, "oleg"), 2);
    ck_assert_uint_eq(due_at(s, &a, AWAY + 60), 1); /* never told so far */
    ck_assert_uint_eq(due_at(s, &a, AWAY + HOUR_S), 2);
    ck_ok(store_escalation_seen(s, x.id, STR("oleg"), AWAY + 100, &e), e);
    ck_assert_int_eq(escalated(s, &a, id).seen, AWAY + 100);
    ck_ok(store_escalation_ack(s, (struct escalation_of){.mention = taken},
                               STR("oleg"), AWAY + 200, &e),
          e);
    ck_assert_uint_eq(pass(s, &a, BACK, 0), 1);
    x = escalated(s, &a, id);
    ck_assert_str(x.whom, "anna");
    ck_assert_str(x.stands_for, "");
    ck_assert_int_eq(x.seen, 0);
    ck_assert_uint_eq(due_at(s, &a, BACK + HOUR_S), 1);
    x = escalated(s, &a, taken);
    ck_assert_str(x.whom, "oleg");
    ck_assert_str(x.acked_by, "oleg");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("leave and replacement", what_was_told_at_once_follows_and_comes_back,
          what_is_due_meanwhile_is_the_deputys, it_passes_to_who_is_there,
          who_does_nothing_is_replaced, who_is_away_is_not_silent,
          deputies_of_deputies_lead_back)
