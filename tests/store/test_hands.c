/* SPDX-License-Identifier: MIT
 * store: hands at the queue: what narrows it beyond its cells, what is put off,
 * views under a name, who writes just now. Issue 10. */
#include "tests/store/temp.h"

enum { N = 6 };

static const struct str ANN = STR("ann"), OLEG = STR("oleg");

/* Six that wait: 0 and 1 in a thread, 1 unsure and billing's, 2 assigned to
 * ann, 3 overdue, 4 has joined 2, 5 is no reply's. */
static void fill(struct store *s, struct mention m[N])
{
    static const char *const texts[N] = {
        "one says the card does not work", "two has paid for it twice",
        "three waits on the telephone",    "four got no answer at all",
        "five has seen the same thing",    "six likes the new branch"};
    struct err e = {0};
    int64_t f = temp_source(s, "forum");
    for (int i = 0; i < N; i++) {
        m[i] = temp_mention(f, texts[i], "", texts[i]);
        m[i].post.author = m[i].post.key1;
        m[i].post.thread = i < 2 ? STR("https://f.example/t/1") : STR("");
        m[i].verdict.confidence = i == 1 ? 0.4 : 0.8;
        if (i == 1)
            m[i].decision.department = STR("billing");
        if (i == 3)
            m[i].decision.due = TEMP_NOW - 60;
        if (i == 5)
            temp_solve(&m[i], "C");
        ck_assert_int_eq(temp_put(s, &m[i]), PUT_NEW);
    }
    ck_ok(store_case_move(s,
                          &(struct case_step){.case_id = m[2].case_.id,
                                              .move = MOVE_ASSIGN,
                                              .who = ANN,
                                              .assignee = ANN,
                                              .now = TEMP_NOW},
                          &e),
          e);
    ck_ok(store_case_join(s, m[2].case_.id, m[4].id, ANN, TEMP_NOW, &e), e);
}

/* "1 2 ": which of the six a filter finds; counted alike, whatever its list. */
static const char *found(struct store *s, struct arena *a,
                         const struct mention m[N],
                         const struct mention_filter *f)
{
    struct err e = {0};
    struct mention *rows;
    size_t n;
    int64_t counted;
    struct str all = STR("");
    ck_ok(store_mention_count(s, f, &counted, &e), e);
    ck_ok(store_mentions(s, a, f, &rows, &n, &e), e);
    ck_assert_int_eq(counted, (int64_t)n);
    for (int i = 0; i < N; i++)
        for (size_t k = 0; k < n; k++)
            if (rows[k].id == m[i].id)
                all = str_printf(a, STR_FMT "%d ", STR_ARG(all), i);
    return str_z(a, all);
}

TEST(a_list_is_narrowed_by_what_its_cells_do_not_tell)
{
    struct arena a = {0};
    struct mention m[N];
    struct store *s = temp_store("narrow.db");
    fill(s, m);
    const struct {
        struct mention_filter f;
        const char *found;
    } table[] = {
        {{.narrow.thread = STR("https://f.example/t/1")}, "0 1 "},
        {{.narrow.thread = STR("https://f.example/t/2")}, ""},
        {{.narrow.assignee = ANN}, "2 4 "},
        {{.narrow.assignee = ANN, .queue = true}, "2 "},
        {{.narrow.stage = STR("assigned")}, "2 4 "},
        {{.narrow.stage = STR("registered"), .queue = true}, "0 1 3 "},
        {{.narrow.unsure = true}, "1 "},
        {{.narrow.overdue = TEMP_NOW}, "3 "},
        {{.narrow.overdue = TEMP_NOW - 60}, ""},
        {{.units = STR(" billing ")}, "1 "},
        {{.units = STR(" service "), .queue = true}, "0 2 3 "},
        {{.units = STR(" service "),
          .narrow.thread = STR("https://f.example/t/1")},
         "0 "},
        /* with words, and by the day */
        {{.narrow.thread = STR("https://f.example/t/1"),
          .lemmas = STR("twice")},
         "1 "},
        {{.narrow.assignee = ANN, .lemmas = STR("twice")}, ""},
        {{.narrow.unsure = true, .from = TEMP_NOW}, ""},
        {{.narrow.unsure = true, .from = TEMP_NOW - 7200}, "1 "},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        ck_assert_msg(strcmp(found(s, &a, m, &table[i].f), table[i].found) == 0,
                      "%zu: %s, not %s", i, found(s, &a, m, &table[i].f),
                      table[i].found);
    arena_clear(&a);
    store_close(s);
}
END

/* Eyes of a department find what is theirs, whatever department is asked. */
TEST(a_department_that_is_not_seen_is_not_asked)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention m[N];
    struct store *s = temp_store("eyes.db");
    fill(s, m);
    const struct store_eyes eyes = {
        .login = OLEG, .sees = SEES_UNITS, .units = STR("billing")};
    ck_ok(store_look(s, &eyes, &e), e);
    ck_assert_str_eq(
        found(s, &a, m, &(struct mention_filter){.units = STR(" billing ")}),
        "1 ");
    ck_assert_str_eq(
        found(s, &a, m, &(struct mention_filter){.units = STR(" service ")}),
        "");
    ck_assert_str_eq(found(s, &a, m,
                           &(struct mention_filter){
                               .narrow.thread = STR("https://f.example/t/1")}),
                     "1 ");
    arena_clear(&a);
    store_close(s);
}
END

/* ---- what is put off ---- */

static struct mention get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m = {0};
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    ck_assert(found);
    return m;
}

static int events(struct store *s, struct arena *a, int64_t mention,
                  const char *what, const char *who)
{
    struct err e = {0};
    struct event_row *rows;
    size_t n;
    int all = 0;
    ck_ok(store_events(s, a, mention, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        all += str_eqz(rows[i].what, what) && str_eqz(rows[i].who, who);
    return all;
}

static void put_off(struct store *s, const struct mention *m, int64_t until)
{
    struct err e = {0};
    ck_ok(store_case_later(s,
                           &(struct case_later){.case_id = m->case_.id,
                                                .who = ANN,
                                                .why = STR(" asks the shop "),
                                                .until = until,
                                                .now = TEMP_NOW},
                           &e),
          e);
}

TEST(what_is_put_off_sleeps_for_all_and_wakes_by_itself)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention m[N];
    struct store *s = temp_store("later.db");
    const struct mention_filter queue = {.queue = true},
                                later = {.status = STR("later")};
    fill(s, m);
    put_off(s, &m[0], TEMP_NOW + 3600);
    put_off(s, &m[1], TEMP_NOW + 7200);
    ck_assert_str_eq(found(s, &a, m, &queue), "2 3 ");
    ck_assert_str_eq(found(s, &a, m, &later), "0 1 ");
    struct mention asleep = get(s, &a, m[0].id);
    ck_assert_int_eq(asleep.case_.asleep, TEMP_NOW + 3600);
    ck_assert(str_eqz(asleep.case_.asleep_by, "ann") &&
              str_eqz(asleep.case_.asleep_why, "asks the shop"));
    ck_assert_int_eq(events(s, &a, m[0].id, "later", "ann"), 1);
    ck_ok(store_laters_over(s, TEMP_NOW + 3599, &e), e);
    ck_assert_str_eq(found(s, &a, m, &later), "0 1 ");
    ck_ok(store_laters_over(s, TEMP_NOW + 3600, &e), e);
    ck_assert_str_eq(found(s, &a, m, &later), "1 ");
    ck_assert_str_eq(found(s, &a, m, &queue), "0 2 3 ");
    ck_assert_int_eq(events(s, &a, m[0].id, "woke", "clock"), 1);
    ck_assert_int_eq(get(s, &a, m[0].id).case_.asleep_by.n, 0);
    ck_ok(store_case_wake(s, m[1].case_.id, OLEG, TEMP_NOW, &e), e);
    ck_assert_int_eq(events(s, &a, m[1].id, "woke", "oleg"), 1);
    ck_assert(!store_case_wake(s, m[1].case_.id, OLEG, TEMP_NOW, &e));
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST(what_was_put_off_does_not_sleep_when_it_is_another)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention m[N];
    struct store *s = temp_store("wakes.db");
    const struct mention_filter later = {.status = STR("later")};
    fill(s, m);
    for (int i = 0; i < 3; i++)
        put_off(s, &m[i], TEMP_NOW + 3600);
    struct mention edited = m[0];
    edited.post.text = STR("one says that it works again by now");
    edited.post.text_hash = (int64_t)str_hash(edited.post.text);
    ck_assert_int_eq(temp_put(s, &edited), PUT_EDITED);
    ck_assert_str_eq(found(s, &a, m, &later), "1 2 ");
    ck_ok(store_case_approve(s, m[1].case_.id, ANN, STR("x"), TEMP_NOW, &e), e);
    ck_assert_int_eq(get(s, &a, m[1].id).case_.asleep, 0);
    ck_ok(store_case_return(s, m[1].id, ANN, STR("no"), TEMP_NOW, &e), e);
    ck_assert(str_eqz(get(s, &a, m[1].id).case_.list, "waiting"));
    ck_ok(store_laters_over(s, TEMP_NOW + 3600, &e), e);
    ck_assert_int_eq(events(s, &a, m[1].id, "woke", "clock"), 0);
    ck_assert_str_eq(found(s, &a, m, &later), "");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST(only_what_waits_is_put_off_and_only_for_later)
{
    struct err e = {0};
    struct mention m[N];
    struct store *s = temp_store("refused.db");
    fill(s, m);
    struct case_later p = {.case_id = m[0].case_.id,
                           .who = ANN,
                           .until = TEMP_NOW,
                           .now = TEMP_NOW};
    ck_assert(!store_case_later(s, &p, &e));
    p.until = TEMP_NOW + 1;
    p.who = STR("");
    ck_assert(!store_case_later(s, &p, &e));
    p.who = ANN;
    ck_ok(store_case_dismiss(s, p.case_id, ANN, STR("ad"), TEMP_NOW, &e), e);
    ck_assert(!store_case_later(s, &p, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "does not wait"));
    store_close(s);
}
END

/* ---- views, claims ---- */

TEST(a_view_is_its_owners_and_may_be_shared)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("views.db");
    struct saved_view *rows, one,
        mine = {.login = ANN, .name = STR("unsure"), .query = STR("unsure=1")};
    struct saved_view theirs = {.login = OLEG,
                                .name = STR("all"),
                                .query = STR("list=all"),
                                .shared = true};
    size_t n;
    bool found;
    ck_ok(store_view_save(s, &mine, 1, &e) &&
              store_view_save(s, &theirs, 1, &e),
          e);
    int64_t first = mine.id;
    mine.query = STR("unsure=1&lang=ru");
    ck_ok(store_view_save(s, &mine, 2, &e), e);
    ck_assert_int_eq(mine.id, first);
    ck_ok(store_views(s, &a, ANN, &rows, &n, &e), e);
    ck_assert(n == 2 && str_eqz(rows[0].query, "unsure=1&lang=ru") &&
              str_eqz(rows[1].name, "all"));
    ck_ok(store_views(s, &a, OLEG, &rows, &n, &e), e);
    ck_assert(n == 1 && rows[0].id == theirs.id);
    ck_ok(store_view_get(s, &a, mine.id, OLEG, &one, &found, &e), e);
    ck_assert(!found);
    ck_ok(store_view_get(s, &a, theirs.id, ANN, &one, &found, &e), e);
    ck_assert(found && one.shared && str_eq(one.login, OLEG));
    ck_ok(store_view_drop(s, theirs.id, ANN, &found, &e), e);
    ck_assert(!found);
    ck_ok(store_view_drop(s, theirs.id, OLEG, &found, &e), e);
    ck_assert(found);
    for (int i = 1; i < SAVED_VIEWS_MOST; i++) {
        struct saved_view v = {
            .login = ANN, .name = str_printf(&a, "%d", i), .query = STR("")};
        ck_ok(store_view_save(s, &v, 3, &e), e);
    }
    mine.name = STR("one more");
    ck_assert(!store_view_save(s, &mine, 4, &e));
    arena_clear(&a);
    store_close(s);
}
END

static const char *writing(struct store *s, struct arena *a, struct str login,
                           int64_t now)
{
    struct err e = {0};
    struct claim_row *rows;
    struct str all = STR("");
    size_t n;
    ck_ok(store_claims(s, a, login, now, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, STR_FMT "%lld " STR_FMT " ", STR_ARG(all),
                         (long long)rows[i].mention, STR_ARG(rows[i].login));
    return str_z(a, all);
}

TEST(a_claim_tells_others_for_two_minutes)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention m[N];
    struct store *s = temp_store("claims.db");
    fill(s, m);
    ck_ok(store_claim(s, m[0].id, ANN, 1000, &e), e);
    ck_assert_str_eq(writing(s, &a, OLEG, 1000), "1 ann ");
    ck_assert_str_eq(writing(s, &a, ANN, 1000), "");
    ck_ok(store_claim(s, m[0].id, OLEG, 1060, &e), e); /* ann has it */
    ck_assert_str_eq(writing(s, &a, ANN, 1060), "");
    ck_assert_str_eq(writing(s, &a, OLEG, 1119), "1 ann ");
    ck_assert_str_eq(writing(s, &a, OLEG, 1120), "");
    ck_ok(store_claim(s, m[0].id, OLEG, 1120, &e), e);
    ck_ok(store_claim(s, m[0].id, OLEG, 1200, &e), e);
    ck_assert_str_eq(writing(s, &a, ANN, 1300), "1 oleg ");
    const struct store_eyes eyes = {
        .login = STR("bill"), .sees = SEES_UNITS, .units = STR("billing")};
    ck_ok(store_look(s, &eyes, &e), e);
    ck_assert_str_eq(writing(s, &a, STR("bill"), 1300), "");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("hands", a_list_is_narrowed_by_what_its_cells_do_not_tell,
          a_department_that_is_not_seen_is_not_asked,
          what_is_put_off_sleeps_for_all_and_wakes_by_itself,
          what_was_put_off_does_not_sleep_when_it_is_another,
          only_what_waits_is_put_off_and_only_for_later,
          a_view_is_its_owners_and_may_be_shared,
          a_claim_tells_others_for_two_minutes)
