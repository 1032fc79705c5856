/* SPDX-License-Identifier: MIT
 * report: what counts in a period and what does not, one mention at a time. */
#include "report/internal.h"
#include "tests/report/read.h"

enum { BROKEN = 0, RANT = 5, PRAISE = 8 };

/* Opens a store, puts one mention, gathers the month; the caller clears. */
static void gather_one(struct gathered *g, struct mention *m,
                       const struct report_setup *setup)
{
    struct err e = {0};
    struct arena a = {0};
    enum put_result put;
    struct store *s = new_store();
    struct source_row row = {.name = STR("Форум"),
                             .kind = STR("phpbb"),
                             .url = STR("https://forum.example/"),
                             .every = 3600};
    ck_ok(store_source_put(s, &a, &row, &e), e);
    m->post.source = row.id;
    ck_ok(store_begin(s, &e) && store_mention_put(s, m, &put, &e) &&
              store_commit(s, &e),
          e);
    const struct case_pause wait = {m->case_.id, STR("ann"), STR("photo"), 0,
                                    m->case_.paused};
    if (m->case_.paused)
        ck_ok(store_case_wait(s, &wait, &e), e);
    ck_ok(gather(g, s, setup, &e), e);
    store_close(s);
    remove_store();
    arena_clear(&a);
}

TEST(a_period_has_borders)
{
    struct report_setup setup = setup_of("en");
    const struct {
        int64_t published;
        const char *brand;
        int n;
    } cases[] = {
        {setup.from, "Вектор", 1},   {setup.from - 1, "Вектор", 0},
        {setup.to - 1, "Вектор", 1}, {setup.to, "Вектор", 0},
        {setup.from, "", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct gathered g;
        struct mention m = fill_mention(&SAYINGS[BROKEN], 0, &a);
        m.post.published = cases[i].published;
        m.post.brand = str_of(cases[i].brand);
        gather_one(&g, &m, &setup);
        ck_assert_msg(g.n == cases[i].n, "%zu: %lld", i, (long long)g.n);
        gather_clear(&g);
        arena_clear(&a);
    }
}
END

TEST(overdue_is_what_waits_too_long)
{
    struct report_setup setup = setup_of("en");
    const struct {
        int64_t due, paused;
        int overdue;
    } cases[] = {
        {setup.now - 1, 0, 1}, {setup.now + 1, 0, 0}, {setup.now - 1, 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct gathered g;
        struct mention m = fill_mention(&SAYINGS[BROKEN], 0, &a);
        m.decision.due = cases[i].due;
        m.case_.paused = cases[i].paused;
        gather_one(&g, &m, &setup);
        ck_assert_int_eq(g.overdue, cases[i].overdue);
        ck_assert_int_eq(g.states[STATE_WAITING], 1);
        gather_clear(&g);
        arena_clear(&a);
    }
}
END

/* A rant names nothing that could be solved; a praise told in anger is no
 * proof of praise. */
TEST(problems_and_quotes_are_what_they_say)
{
    static const struct {
        int saying;
        const char *tone;
        size_t problems;
        int praise;
    } cases[] = {{BROKEN, "neg", 1, 0},
                 {RANT, "neg", 0, 0},
                 {PRAISE, "pos", 0, 1},
                 {PRAISE, "neg", 0, 0}};
    struct report_setup setup = setup_of("en");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct gathered g;
        struct mention m = fill_mention(&SAYINGS[cases[i].saying], 0, &a);
        m.verdict.tone = str_of(cases[i].tone);
        gather_one(&g, &m, &setup);
        ck_assert_msg(
            g.problems.n == cases[i].problems && g.praise.n == cases[i].praise,
            "%zu: %zu problems, %d quotes", i, g.problems.n, g.praise.n);
        gather_clear(&g);
        arena_clear(&a);
    }
}
END

TEST(figures_are_rounded)
{
    static const int cases[][3] = {{1, 3, 33}, {2, 3, 67},  {1, 8, 13},
                                   {7, 8, 88}, {0, 5, 0},   {5, 5, 100},
                                   {1, 0, 0},  {1, 201, 0}, {1, 200, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_int_eq(figures_percent(cases[i][0], cases[i][1]),
                         cases[i][2]);
}
END

TEST(the_same_words_are_quoted_once)
{
    struct quotes q = {0};
    for (int i = 0; i < QUOTES + 3; i++) {
        struct quote one = {.id = i, .hash = i / 2, .weight = i};
        figures_quote(&q, &one);
    }
    for (int i = 0; i < q.n; i++)
        for (int k = 0; k < i; k++)
            ck_assert_int_ne(q.best[i].hash, q.best[k].hash);
}
END

TEST_MAIN("gather", a_period_has_borders, overdue_is_what_waits_too_long,
          problems_and_quotes_are_what_they_say, figures_are_rounded,
          the_same_words_are_quoted_once)
