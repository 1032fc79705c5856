/* SPDX-License-Identifier: MIT
 * clock: what a wrong clock does, and that nothing of it stays. */
#include "crawler/clock.h"

#include "tests/crawler/world.h"

enum { HOUR = 3600, YEARS_10 = 10 * 365 * 24 * HOUR };

static void serve(struct evil *s, struct evil_request *r)
{
    if (strcmp(r->path, "/robots.txt") == 0)
        evil_answer(r, 404, "", "none");
    else if (!site_serve(s, r))
        evil_answer(r, 404, "", "none");
}

static void world_open(struct world *w)
{
    world_begin(w, serve, NULL);
    site_source(&w->site, &w->arena, "phpbb", 1, w->server.port, "/forum");
}

static bool said(const struct world *w, const char *words)
{
    return world_said(w, "", words);
}

static struct source_row source(struct world *w)
{
    struct source_row *rows;
    size_t n;
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    return rows[0];
}

static int64_t queued(struct world *w)
{
    struct mention_filter f = {.queue = true};
    int64_t n;
    ck_ok(store_mention_count(w->store, &f, &n, &w->e), w->e);
    return n;
}

TEST(a_clock_ahead_leaves_nothing_behind)
{
    struct world w, right;
    world_open(&w);
    ck_assert(world_crawl(&w, YEARS_10));
    ck_assert_int_gt(w.total.fresh, 0);
    ck_assert_int_eq(queued(&w), 0); /* all is stale by then */
    ck_assert(world_crawl(&w, 0));
    ck_assert(said(&w, "the clock: it says 2026"));
    ck_assert(said(&w, "decided anew"));
    ck_assert_int_ge(w.total.pages, 1);
    ck_assert_int_eq(w.total.fresh, 0);
    struct source_row row = source(&w);
    ck_assert_int_le(row.next_visit, w.site.setup.now + 2 * row.every);
    /* The same as if the clock had always been right. */
    world_open(&right);
    ck_assert(world_crawl(&right, 0));
    ck_assert_int_gt(queued(&right), 0);
    ck_assert_int_eq(queued(&w), queued(&right));
    world_end(&right);
    struct mention *rows;
    size_t n;
    ck_ok(store_mentions(w.store, &w.arena, &(struct mention_filter){0}, &rows,
                         &n, &w.e),
          w.e);
    for (size_t i = 0; i < n; i++)
        ck_assert_int_le(rows[i].post.collected, w.site.setup.now + 60);
    /* It is said once; the next visit is as usual. */
    ck_assert(world_crawl(&w, 2 * HOUR));
    ck_assert(!said(&w, "the clock"));
    ck_assert_int_ge(w.total.pages, 1);
    world_end(&w);
}
END

/* "Yesterday", read by a clock of 2036. */
TEST(a_date_that_clock_told_is_taken_back)
{
    struct world w;
    enum put_result put;
    world_open(&w);
    ck_assert(world_crawl(&w, YEARS_10));
    const int64_t now = w.site.setup.now;
    struct mention m = {.post.source = source(&w).id,
                        .post.key1 = STR("ahead"),
                        .post.key2 = STR("ahead"),
                        .post.url = STR("http://127.0.0.1/ahead"),
                        .post.author = STR("ann"),
                        .post.lang = STR("ru"),
                        .post.text = STR("Вектор не работает второй день"),
                        .post.text_hash = 77,
                        .post.published = now + YEARS_10 - 24 * HOUR,
                        .post.precision = 24 * HOUR,
                        .post.collected = now + YEARS_10,
                        .post.brand = STR("Вектор Телеком"),
                        .verdict.type = STR("broken"),
                        .verdict.tone = STR("neg"),
                        .decision.solution = STR("A"),
                        .decision.profile = STR("day"),
                        .decision.template = STR("t"),
                        .decision.row = STR("r")};
    ck_ok(store_begin(w.store, &w.e) &&
              store_mention_put(w.store, &m, &put, &w.e) &&
              store_commit(w.store, &w.e),
          w.e);
    ck_assert_int_eq(put, PUT_NEW);
    ck_assert(world_crawl(&w, 0));
    bool found;
    struct mention after;
    ck_ok(store_mention_get(w.store, &w.arena, m.id, &after, &found, &w.e),
          w.e);
    ck_assert(found);
    ck_assert_int_eq(after.post.published, 0);
    ck_assert_int_eq(after.post.precision, 0);
    world_end(&w);
}
END

TEST(a_visit_too_far_off_is_due)
{
    struct world w;
    world_open(&w);
    ck_assert(world_crawl(&w, 0));
    static const struct {
        int64_t ahead;
        bool due;
    } ROWS[] = {{HOUR, false},         {2 * HOUR - 60, false},
                {2 * HOUR + 60, true}, {48 * HOUR, true},
                {YEARS_10, true},      {INT64_MAX / 2, true}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct source_row row = source(&w);
        row.next_visit = w.site.setup.now + ROWS[i].ahead;
        ck_ok(store_source_save(w.store, &row, &w.e), w.e);
        ck_assert(world_crawl(&w, 0));
        ck_assert_int_eq(w.total.pages > 0, ROWS[i].due);
    }
    world_end(&w);
}
END

TEST(a_clock_of_1970_visits_nothing)
{
    struct world w;
    world_open(&w);
    ck_assert(!world_crawl(&w, 5 - w.site.setup.now));
    ck_assert_ptr_nonnull(strstr(w.e.msg, "clock"));
    ck_assert_int_eq(w.server.shared->n, 0);
    ck_assert(world_crawl(&w, 0));
    ck_assert_int_gt(w.total.fresh, 0);
    world_end(&w);
}
END

TEST(a_long_pause_is_a_question)
{
    struct world w;
    world_open(&w);
    ck_assert(world_crawl(&w, 0));
    ck_assert(world_crawl(&w, (int64_t)30 * 24 * HOUR));
    ck_assert(!said(&w, "the clock"));
    ck_assert(world_crawl(&w, YEARS_10));
    ck_assert(said(&w, "the clock is ahead"));
    world_end(&w);
}
END

/* Rows, hosts and robots.txt that a clock of 2036 has put off. */
TEST(what_waits_for_years_has_come)
{
    struct world w;
    world_open(&w);
    char note[64], origin[64];
    long long later = w.site.setup.now + YEARS_10;
    snprintf(note, sizeof note, "%lld 7", later);
    ck_ok(store_note_put(w.store, STR("host"), world_host(&w, "127.0.0.1"),
                         str_of(note), &w.e),
          w.e);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", w.server.port);
    snprintf(note, sizeof note, "%lld 503\n", later);
    ck_ok(store_note_put(w.store, STR("robots"), str_of(origin), str_of(note),
                         &w.e),
          w.e);
    ck_assert(world_crawl(&w, 0));
    ck_assert_int_gt(w.total.fresh, 0);
    struct source_row s = source(&w);
    struct frontier_row row = {.source = s.id,
                               .url = str_printf(&w.arena, "%s/t/1", origin),
                               .thread = STR("t"),
                               .page = 1,
                               .due = later};
    ck_ok(store_frontier_add(w.store, &row, &w.e), w.e);
    ck_assert(world_crawl(&w, 60));
    ck_assert_int_ge(w.total.pages, 1);
    world_end(&w);
}
END

TEST(times_are_bounded)
{
    ck_assert_int_eq(clock_within(100, 50, 60), 100);
    ck_assert_int_eq(clock_within(111, 50, 60), 50);
    ck_assert_int_eq(clock_within(10, 50, 60), 10);
}
END

TEST_MAIN("clock", a_clock_ahead_leaves_nothing_behind,
          a_date_that_clock_told_is_taken_back, a_visit_too_far_off_is_due,
          a_clock_of_1970_visits_nothing, a_long_pause_is_a_question,
          what_waits_for_years_has_come, times_are_bounded)
