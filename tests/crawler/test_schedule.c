/* SPDX-License-Identifier: MIT
 * schedule: when the next visit is, and what is said about a source. */
#include "crawler/pace.h"
#include "tests/crawler/world.h"

/* The mode tells how the pages behave. */
enum {
    GOOD,
    GONE,
    BROKEN,
    EMPTY,
    LOGIN,
    NO_ITEMS,
    BUSY,    /* 429, for two hours */
    AWAY,    /* 503 */
    ROBOTS,  /* robots.txt cannot be read */
    CIRCLE,  /* redirects to itself */
    STUMBLE, /* 503 once, then good */
};

static void serve(struct evil *s, struct evil_request *r)
{
    static const char *const retry = "Retry-After: 7200\r\n";
    if (strcmp(r->path, "/robots.txt") == 0 && s->shared->mode == ROBOTS)
        evil_answer(r, 500, "", "oops");
    else if (strcmp(r->path, "/robots.txt") == 0 || s->shared->mode == GONE)
        evil_answer(r, 404, "", "none");
    else if (s->shared->mode == BROKEN)
        evil_answer(r, 500, "", "oops");
    else if (s->shared->mode == BUSY)
        evil_answer(r, 429, retry, "slower");
    else if (s->shared->mode == AWAY)
        evil_answer(r, 503, "", "away");
    else if (s->shared->mode == STUMBLE && evil_hits(s, 1, r->path) % 2)
        evil_answer(r, 503, "", "away");
    else if (s->shared->mode == CIRCLE)
        evil_answer(r, 302, "Location: /t/2\r\n", "");
    else if (s->shared->mode == LOGIN)
        evil_answer(r, 403, "", "no");
    else if (s->shared->mode == EMPTY)
        evil_answer(r, 200, "Content-Type: text/html\r\n",
                    "<html><body><h1>A new design</h1><div class='card'>Here "
                    "we are</div></body></html>");
    else if (s->shared->mode == NO_ITEMS)
        evil_answer(r, 200, "Content-Type: application/rss+xml\r\n",
                    "<rss version='2.0'><channel><title>x</title></channel>"
                    "</rss>");
    else if (strncmp(r->path, "/feed", 5) == 0)
        site_feed(s, r, 1);
    else
        site_thread(s, r, 2, 2);
}

static void world_open(struct world *w)
{
    world_begin(w, serve, NULL);
    site_source(&w->site, &w->arena, "phpbb", 1, w->server.port, "/t/2")
        ->pages = 1;
    w->site.sources[0].ignore_robots = true;
}

/* A visit `hours` after the first; what the store says of it then. */
static struct source_row visit(struct world *w, int mode, double hours)
{
    struct crawler_setup setup = w->site.setup;
    struct crawl_progress total;
    struct source_row *rows;
    size_t n;
    int64_t due;
    setup.now += (int64_t)(hours * 3600);
    setup.all = true;
    w->server.shared->mode = mode;
    struct crawler *c = crawler_open(&setup, &w->e);
    if (!c)
        ck_abort_msg("%s", w->e.msg);
    ck_ok(crawler_run(c, &total, &w->e), w->e);
    ck_ok(crawler_next_due(c, &due, &w->e), w->e);
    crawler_close(c);
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    ck_assert_int_le(due, rows[0].next_visit); /* earlier: what waits */
    rows[0].next_visit -= setup.now;           /* seconds from this visit on */
    return rows[0];
}

static void within(int64_t got, int64_t want)
{
    if (got < want * 9 / 10 - 5 || got > want * 11 / 10 + 5)
        ck_abort_msg("next visit in %lld s, wanted about %lld", (long long)got,
                     (long long)want);
}

TEST(failures_double_the_interval)
{
    struct world w;
    world_open(&w);
    struct source_row row = visit(&w, GOOD, 0);
    ck_assert_str(row.health, "ok");
    ck_assert_str(row.cause, "");
    ck_assert_int_eq(row.posts_total, SITE_POSTS);
    ck_assert_int_eq(row.posts_median, SITE_POSTS);
    within(row.next_visit, 3600);
    static const int64_t waits[] = {7200, 14400, 28800, 57600, 86400, 86400};
    for (int i = 0; i < 6; i++) {
        row = visit(&w, GONE, 1 + i);
        ck_assert_int_eq(row.fails, i + 1);
        within(row.next_visit, waits[i]);
        ck_assert_str(row.health, "dead");
        ck_assert_int_gt(str_find(row.cause, STR("404")), -1);
        ck_assert_int_gt(str_find(row.cause, STR("/t/2")), -1);
    }
    row = visit(&w, GOOD, 10);
    ck_assert_int_eq(row.fails, 0);
    ck_assert_str(row.health, "ok");
    ck_assert_str(row.cause, "");
    within(row.next_visit, 3600);
    world_end(&w);
}
END

TEST(health_says_what_is_wrong)
{
    struct world w;
    world_open(&w);
    visit(&w, GOOD, 0);
    struct source_row row = visit(&w, LOGIN, 1);
    ck_assert_str(row.health, "blocked");
    ck_assert_int_gt(str_find(row.cause, STR("403")), -1);
    row = visit(&w, EMPTY, 2);
    ck_assert_str(row.health, "changed");
    ck_assert_uint_gt(row.cause.n, 0);
    row = visit(&w, GOOD, 3);
    ck_assert_str(row.health, "ok");
    row = visit(&w, BROKEN, 4);
    ck_assert_str(row.health, "unreachable");
    ck_assert_int_gt(str_find(row.cause, STR("500")), -1);
    row = visit(&w, CIRCLE, 5);
    ck_assert_str(row.health, "unreachable");
    row = visit(&w, GOOD, 6);
    ck_assert_str(row.health, "ok");
    row = visit(&w, STUMBLE, 7);
    ck_assert_str(row.health, "ok");
    ck_assert_str(row.cause, "");
    world_end(&w);
}
END

/* Whatever the reason: one visit names it, three in vain are a death that
 * still names it, and a good one is the end of both. */
static void dies_of(int mode, const char *first, const char *cause)
{
    struct world w;
    world_open(&w);
    w.site.sources[0].ignore_robots = mode != ROBOTS;
    for (int i = 0; i < 5; i++) {
        struct source_row row = visit(&w, mode, 3 * i * i);
        ck_assert_int_eq(row.fails, i + 1);
        ck_assert_str(row.health, i < 2 ? first : "dead");
        ck_assert_int_ge(str_find(row.cause, str_of(cause)), 0);
    }
    ck_assert_str(visit(&w, GOOD, 100).health, "ok");
    world_end(&w);
}

TEST(three_visits_in_vain_are_a_death)
{
    dies_of(BUSY, "limited", "429");
    dies_of(AWAY, "limited", "503");
    dies_of(BROKEN, "unreachable", "500");
    dies_of(ROBOTS, "unreachable", "robots.txt cannot be read");
    dies_of(LOGIN, "blocked", "403");
}
END

/* One host, two sources: the second begins when the host is closed already. */
TEST(who_cannot_even_ask_is_in_vain)
{
    struct world w;
    struct source_row *rows;
    size_t n;
    world_open(&w);
    visit(&w, BUSY, 0);
    site_source(&w.site, &w.arena, "feed", 1, w.server.port, "/feed");
    w.site.sources[1].ignore_robots = true;
    w.server.shared->mode = BUSY;
    ck_ok(world_crawl(&w, 600), w.e);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_str(rows[1].health, "limited");
    ck_assert_int_eq(rows[1].fails, 1);
    ck_assert_int_ge(str_find(rows[1].cause, STR("left alone until")), 0);
    world_end(&w);
}
END

/* It is our own budget that is used up, and nothing that the site asked for. */
TEST(a_budget_that_is_used_up_is_our_own)
{
    struct world w;
    struct source_row *rows;
    size_t n;
    world_open(&w);
    int64_t now = w.site.setup.now;
    struct str host = world_host(&w, "127.0.0.1");
    struct str note =
        str_printf(&w.arena, "%lld 0 %lld %d", (long long)now + 7200,
                   (long long)now / 86400, FRONTIER_DAY);
    ck_ok(store_note_put(w.store, STR("host"), host, note, &w.e), w.e);
    ck_ok(world_crawl(&w, 0), w.e);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_int_ge(str_find(rows[0].cause, STR("as often today")), 0);
    world_end(&w);
}
END

/* By a clock that was a day ahead; it does not wait until that day. */
TEST(a_last_visit_to_come_is_no_visit)
{
    struct world w;
    world_open(&w);
    w.site.sources[0].every = 40 * 3600;
    visit(&w, GOOD, 24);
    ck_ok(world_crawl(&w, 0), w.e);
    ck_assert_int_eq(w.total.sources, 1);
    ck_ok(world_crawl(&w, 60), w.e);
    ck_assert_int_eq(w.total.sources, 0);
    world_end(&w);
}
END

/* A feed may be empty, but not one that used to have posts. */
TEST(posts_that_are_gone_are_missed)
{
    struct world w;
    world_open(&w);
    w.site.sources[0].is.kind = STR("feed");
    w.site.sources[0].url.items[0] =
        str_printf(&w.arena, "http://127.0.0.1:%d/feed", w.server.port);
    ck_assert_str(visit(&w, NO_ITEMS, 0).health, "ok");
    ck_assert_str(visit(&w, GOOD, 1).health, "ok");
    struct source_row row = visit(&w, NO_ITEMS, 2);
    ck_assert_str(row.health, "changed");
    ck_assert_int_ge(str_find(row.cause, STR("where there used to be some")),
                     0);
    world_end(&w);
}
END

TEST(silence_is_judged_by_the_source_itself)
{
    struct world w;
    world_open(&w);
    visit(&w, GOOD, 0);
    ck_assert_str(visit(&w, GOOD, 24).health, "ok");
    ck_assert_str(visit(&w, GOOD, 24 * 4).health, "quiet");
    world_end(&w);
}
END

TEST(a_wrong_address_is_told)
{
    struct world w;
    world_open(&w);
    w.site.urls[0] = STR("ftp://a.ru/");
    struct source_row row = visit(&w, GOOD, 0);
    ck_assert_str(row.health, "dead");
    ck_assert_int_gt(str_find(row.cause, STR("ftp://a.ru/")), -1);
    /* A run between two visits is none of them. */
    struct crawler_setup setup = w.site.setup;
    struct crawl_progress total;
    setup.now += 60;
    struct crawler *c = crawler_open(&setup, &w.e);
    ck_ok(c && crawler_run(c, &total, &w.e), w.e);
    crawler_close(c);
    ck_assert_int_eq(total.failed, 0);
    world_end(&w);
}
END

TEST(jitter_is_small_and_always_the_same)
{
    bool differs = false;
    for (int64_t at = 0; at < 1000; at++) {
        int64_t j = pace_jitter(STR("s"), at, 1000);
        ck_assert_int_ge(j, -100);
        ck_assert_int_le(j, 100);
        ck_assert_int_eq(j, pace_jitter(STR("s"), at, 1000));
        differs = differs || j != pace_jitter(STR("t"), at, 1000);
    }
    ck_assert(differs);
}
END

TEST_MAIN("schedule", failures_double_the_interval, health_says_what_is_wrong,
          three_visits_in_vain_are_a_death, who_cannot_even_ask_is_in_vain,
          a_last_visit_to_come_is_no_visit, posts_that_are_gone_are_missed,
          silence_is_judged_by_the_source_itself, a_wrong_address_is_told,
          jitter_is_small_and_always_the_same,
          a_budget_that_is_used_up_is_our_own)
