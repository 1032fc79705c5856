/* SPDX-License-Identifier: MIT
 * crawl: whole crawls of a small site on loopback, good and bad pages. */
#include <sys/resource.h>

#include "tests/crawler/world.h"

enum { CUT = -2 }; /* mode of the server: thread 1 has one page */

static void page(struct evil *s, struct evil_request *r)
{
    site_thread(s, r, 2, 2);
}

/* Two pages that mind whether the source's key comes with the request. */
static bool keys(struct evil *s, struct evil_request *r)
{
    bool has = evil_has(r, "X-Key: secret");
    bool needs = strcmp(r->path, "/needs-key") == 0;
    if (strcmp(r->path, "/to-no-key") == 0)
        evil_redirect(r, 302, "http://127.0.0.6:%d/no-key", s->port);
    else if (!needs && strcmp(r->path, "/no-key") != 0)
        return false;
    else if (has == needs)
        page(s, r);
    else
        evil_answer(r, 403, "", "wrong");
    return true;
}

static void serve(struct evil *s, struct evil_request *r)
{
    if (strcmp(r->path, "/robots.txt") == 0 && r->host == 2)
        evil_answer(r, 200, "", "User-agent: *\nDisallow: /forbidden\n");
    else if (strcmp(r->path, "/robots.txt") == 0 && r->host == 3)
        evil_answer(r, 503, "", "busy");
    else if (strcmp(r->path, "/robots.txt") == 0 && r->host == 4)
        evil_redirect(r, 301, "http://127.0.0.2:%d/robots.txt", s->port);
    else if (strcmp(r->path, "/robots.txt") == 0 && r->host == 5)
        evil_redirect(r, 301, "/robots.txt");
    else if (strcmp(r->path, "/robots.txt") == 0)
        evil_answer(r, 404, "", "none");
    else if (!keys(s, r) && !site_serve(s, r) && !evil_serve(s, r))
        page(s, r);
}

static void world_open(struct world *w)
{
    world_begin(w, serve, page);
}

static struct source_setup *source(struct world *w, const char *kind, int host,
                                   const char *path)
{
    return site_source(&w->site, &w->arena, kind, host, w->server.port, path);
}

/* A crawl of everything, `hours` after the first. */
static void crawl(struct world *w, int hours)
{
    ck_ok(world_crawl(w, hours * 3600), w->e);
}

static void wants_cause(struct world *w, const char *path, const char *cause)
{
    if (!world_said(w, path, cause))
        ck_abort_msg("no '%s' of %s in:\n" STR_FMT, cause, path,
                     STR_ARG(buf_view(&w->causes)));
}

static int64_t waiting(struct world *w)
{
    struct frontier_row *rows;
    size_t n;
    ck_ok(store_frontier_list(w->store, &w->arena, 0, 1000, &rows, &n, &w->e),
          w->e);
    return (int64_t)n;
}

static struct source_row state(struct world *w, size_t i)
{
    struct source_row *rows;
    size_t n;
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    ck_assert_uint_lt(i, n);
    return rows[i];
}

static struct page_row page_of(struct world *w, size_t source, int host,
                               const char *path)
{
    struct page_row row;
    bool found;
    struct str url = str_printf(&w->arena, "http://127.0.0.%d:%d%s", host,
                                w->server.port, path);
    ck_ok(store_page_get(w->store, &w->arena, state(w, source).id, url, &row,
                         &found, &w->e),
          w->e);
    ck_assert(found);
    return row;
}

TEST(a_forum_is_crawled_and_only_news_the_next_time)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 1, "/forum");
    crawl(&w, 0);
    if (w.causes.n)
        ck_abort_msg(STR_FMT, STR_ARG(buf_view(&w.causes)));
    ck_assert_int_eq(w.total.pages, 1 + SITE_THREADS * SITE_PAGES);
    ck_assert_int_eq(w.total.posts, SITE_THREADS * SITE_PAGES * SITE_POSTS);
    ck_assert_int_eq(w.total.mentions, w.total.posts / 4 * 3);
    ck_assert_int_eq(w.total.fresh, w.total.mentions);
    ck_assert_int_eq(waiting(&w), 0);
    ck_assert_str(state(&w, 0).health, "ok");
    /* Again: the list, and the last page of each thread, unchanged. */
    crawl(&w, 2);
    ck_assert_int_eq(w.total.pages, 1 + SITE_THREADS);
    ck_assert_int_eq(w.total.unchanged, SITE_THREADS);
    ck_assert_int_eq(w.total.fresh, 0);
    /* A page more in the first thread: found from its remembered page. */
    w.server.shared->mode = 1;
    crawl(&w, 4);
    ck_assert_int_eq(w.total.pages, 2 + SITE_THREADS);
    ck_assert_int_eq(w.total.fresh, SITE_POSTS / 4 * 3);
    /* Not due: nothing is asked for. */
    int asked = w.server.shared->n;
    crawl(&w, 4);
    ck_assert_int_eq(w.total.pages, 0);
    ck_assert_int_eq(w.server.shared->n, asked);
    world_end(&w);
}
END

/* A forum and a thread of it, both sources: each page is asked for once. */
TEST(what_is_a_source_of_its_own_is_visited_as_that)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 1, "/forum");
    source(&w, "phpbb", 1, "/t/1");
    crawl(&w, 0);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/t/1"), 1);
    ck_assert_int_eq(w.total.pages, 1 + SITE_THREADS * SITE_PAGES);
    ck_assert_int_eq(state(&w, 1).posts_total, SITE_PAGES * SITE_POSTS);
    world_end(&w);
}
END

/* What was judged in the reader is in the store, all of it. */
TEST(what_was_judged_is_stored)
{
    struct world w;
    struct mention *rows;
    size_t n;
    world_open(&w);
    source(&w, "phpbb", 1, "/forum");
    crawl(&w, 0);
    ck_ok(store_mentions(w.store, &w.arena,
                         &(struct mention_filter){.limit = 9}, &rows, &n, &w.e),
          w.e);
    ck_assert_uint_eq(n, 9);
    int ahead = 0;
    for (size_t i = 0; i < n; i++) {
        const struct mention *m = &rows[i];
        bool answered = !str_eqz(m->decision.solution, "C");
        ck_assert(m->verdict.rules.n && m->verdict.type.n);
        /* A complaint may be told though another type has more points. */
        ck_assert(m->verdict.runner_up.n && m->verdict.margin >= 0);
        ahead += m->verdict.margin > 0;
        ck_assert_int_eq(m->decision.profile.n > 0, answered);
    }
    ck_assert_int_gt(ahead, 0);
    world_end(&w);
}
END

TEST(a_feed_stops_at_what_is_known)
{
    struct world w;
    world_open(&w);
    source(&w, "feed", 1, "/feed")->pages = 3;
    crawl(&w, 0);
    ck_assert_int_eq(w.total.pages, 3);
    ck_assert_int_eq(w.total.fresh, 3 * SITE_ENTRIES);
    w.server.shared->mode = 2;
    crawl(&w, 2);
    ck_assert_int_eq(w.total.fresh, 2);
    ck_assert_int_eq(w.total.pages, 2);
    ck_assert_int_eq(waiting(&w), 0);
    world_end(&w);
}
END

TEST(since_goes_back_beyond_the_budget)
{
    struct world w;
    world_open(&w);
    source(&w, "feed", 1, "/feed")->pages = 1;
    source(&w, "phpbb", 2, "/t/1")->pages = 1;
    crawl(&w, 0);
    ck_assert_int_eq(w.total.pages, 2);
    w.site.setup.since = 1790000000;
    w.site.setup.all = true;
    crawl(&w, 1);
    ck_assert_int_eq(w.total.pages, 4 + SITE_PAGES);
    ck_assert_int_eq(w.total.posts, 20 + SITE_PAGES * SITE_POSTS);
    world_end(&w);
}
END

TEST(a_budget_goes_on_where_it_ended)
{
    struct world w;
    world_open(&w);
    w.server.shared->mode = 4;
    source(&w, "phpbb", 1, "/t/1")->pages = 3;
    crawl(&w, 0);
    ck_assert_int_eq(w.total.fresh, 9);
    crawl(&w, 2);
    ck_assert_int_eq(w.total.fresh, 9);
    crawl(&w, 4);
    ck_assert_int_eq(w.total.fresh, 3);
    crawl(&w, 6);
    ck_assert_int_eq(w.total.unchanged, 1);
    ck_assert_int_eq(w.total.pages, 1);
    world_end(&w);
}
END

/* Each bad page costs itself and says why; the good one beside it is read.
 */
static const struct {
    int host;
    const char *path, *cause;
} bad[] = {
    {1, "/endless", "larger than the ceiling"},
    {1, "/bomb", "ceiling"},
    {1, "/headers", "headers are larger"},
    {1, "/self", "in a circle"},
    {1, "/circle/1", "in a circle"},
    {1, "/hops/0", "more than 10 times"},
    {1, "/tofile", "no web address"},
    {1, "/away", "forbids"},
    {1, "/badgzip", "does not unpack"},
    {1, "/404", "status 404"},
    {1, "/403", "status 403"},
    {2, "/forbidden", "forbids"},
    {4, "/forbidden", "forbids"},
    {6, "/short", "broke off"},
    {7, "/500", "status 500"},
    {8, "/garbage", "HTTP"},
};

TEST(bad_pages_are_told_and_cost_only_themselves)
{
    struct world w;
    struct str urls[sizeof bad / sizeof *bad + 1];
    size_t n = sizeof bad / sizeof *bad;
    world_open(&w);
    struct source_setup *s = source(&w, "phpbb", 1, "/t/2");
    urls[n] = s->url.items[0];
    for (size_t i = 0; i < n; i++)
        urls[i] = str_printf(&w.arena, "http://127.0.0.%d:%d%s", bad[i].host,
                             w.server.port, bad[i].path);
    s->url = (struct yaml_strs){.items = urls, .n = n + 1};
    crawl(&w, 0);
    for (size_t i = 0; i < n; i++) {
        wants_cause(&w, bad[i].path, bad[i].cause);
        ck_assert_int_gt(
            str_find(page_of(&w, 0, bad[i].host, bad[i].path).cause,
                     str_of(bad[i].cause)),
            -1);
    }
    ck_assert_int_eq(w.total.posts, SITE_PAGES * SITE_POSTS);
    ck_assert_int_eq(w.total.refused, 3);
    ck_assert_int_eq(w.total.failed, (int64_t)n - 3);
    ck_assert_int_eq(evil_hits(&w.server, 2, "/forbidden"), 0);
    ck_assert_int_eq(evil_hits(&w.server, 7, "/500"), 3);
    ck_assert_uint_gt(state(&w, 0).cause.n, 0);
    ck_assert_int_eq(waiting(&w), 0);
    world_end(&w);
}
END

TEST(what_passes_is_tried_again)
{
    static const char *paths[] = {"/flaky", "/retry-seconds", "/retry-date"};
    for (size_t i = 0; i < 3; i++) {
        struct world w;
        world_open(&w);
        source(&w, "phpbb", 1, paths[i])->pages = 1;
        w.site.setup.now = 0; /* the server's dates are of today */
        long long from = evil_ms();
        crawl(&w, 0);
        if (w.total.posts != SITE_POSTS)
            ck_abort_msg("%s: %lld posts, %lld pages, %lld wait, " STR_FMT,
                         paths[i], (long long)w.total.posts,
                         (long long)w.total.pages, (long long)waiting(&w),
                         STR_ARG(page_of(&w, 0, 1, paths[i]).cause));
        ck_assert_int_eq(w.total.failed, 0);
        if (i)
            ck_assert_int_ge(evil_ms() - from, 900);
        ck_assert_str(page_of(&w, 0, 1, paths[i]).cause, "");
        ck_assert_int_eq(waiting(&w), 0);
        world_end(&w);
    }
}
END

TEST(a_host_without_robots_is_left_alone_for_an_hour)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 3, "/t/1");
    crawl(&w, 0);
    ck_assert_int_eq(w.total.posts, 0);
    ck_assert_int_eq(waiting(&w), 1);
    struct page_row row = page_of(&w, 0, 3, "/t/1");
    ck_assert_int_gt(str_find(row.cause, STR("robots.txt")), -1);
    ck_assert_int_gt(str_find(row.cause, STR("503")), -1);
    ck_assert_int_eq(evil_hits(&w.server, 3, "/t/1"), 0);
    ck_assert_int_eq(evil_hits(&w.server, 3, "/robots.txt"), 1);
    crawl(&w, 0);
    ck_assert_int_eq(evil_hits(&w.server, 3, "/robots.txt"), 1);
    w.site.sources[0].ignore_robots = true;
    crawl(&w, 2);
    ck_assert_int_eq(w.total.posts, SITE_PAGES * SITE_POSTS);
    world_end(&w);
}
END

TEST(robots_is_asked_once_a_day)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 1, "/forum");
    crawl(&w, 0);
    crawl(&w, 22);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/robots.txt"), 1);
    crawl(&w, 25);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/robots.txt"), 2);
    world_end(&w);
}
END

TEST(robots_in_a_circle_is_no_robots)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 5, "/t/1");
    crawl(&w, 0);
    ck_assert_int_eq(w.total.posts, SITE_PAGES * SITE_POSTS);
    ck_assert_int_eq(evil_hits(&w.server, 5, "/robots.txt"), 6);
    world_end(&w);
}
END

TEST(private_addresses_are_refused)
{
    struct world w;
    world_open(&w);
    struct source_setup *s = source(&w, "phpbb", 1, "/t/1");
    s->allow_private = false;
    s->ignore_robots = true;
    crawl(&w, 0);
    wants_cause(&w, "/t/1", "allow_private");
    ck_assert_int_eq(w.server.shared->n, 0);
    ck_assert_str(state(&w, 0).health, "blocked");
    ck_assert_int_eq(waiting(&w), 0);
    world_end(&w);
}
END

TEST(what_a_source_allows_holds_for_its_own_host)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 1, "/to-no-key");
    crawl(&w, 0);
    wants_cause(&w, "/to-no-key", "refused: port");
    ck_assert_int_eq(evil_hits(&w.server, 6, "/no-key"), 0);
    ck_assert_int_eq(evil_hits(&w.server, 6, "/robots.txt"), 0);
    world_end(&w);
}
END

/* 127.0.0.6 answers pages, then errors: what is stored stays as it was. */
TEST(errors_change_nothing_that_is_stored)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 1, "/flaky")->pages = 1;
    w.server.shared->n = 2; /* as if it had failed twice before */
    for (int i = 0; i < 2; i++) {
        w.server.shared->log[i].host = 1;
        snprintf(w.server.shared->log[i].path, 200, "/flaky");
    }
    crawl(&w, 0);
    ck_assert_int_eq(w.total.posts, SITE_POSTS);
    struct page_row good = page_of(&w, 0, 1, "/flaky");
    w.server.shared->n = 0;
    w.site.sources[0].every = 1;
    crawl(&w, 2); /* fails twice, then answers as before: 304 or the same */
    struct page_row after = page_of(&w, 0, 1, "/flaky");
    ck_assert(str_eq(good.etag, after.etag));
    ck_assert_int_eq(good.hash, after.hash);
    ck_assert_int_eq(w.total.fresh, 0);
    ck_assert_int_eq(w.total.edited, 0);
    world_end(&w);
}
END

TEST(one_request_at_a_time_with_a_gap)
{
    struct world w;
    world_open(&w);
    for (int host = 1; host <= 2; host++)
        source(&w, "phpbb", host, "/forum")->gap = 1;
    w.site.sources[0].pages = w.site.sources[1].pages = 1;
    crawl(&w, 0);
    struct evil_shared *log = w.server.shared;
    long long last[3] = {0}, to[3] = {0};
    int turns = 0, before = 0; /* one host after the other are two turns */
    for (int i = 0; i < log->n; i++) {
        struct evil_entry *entry = &log->log[i];
        if (last[entry->host])
            ck_assert_int_ge(entry->from - last[entry->host], 950);
        turns += entry->host != before;
        before = entry->host;
        last[entry->host] = entry->from;
        to[entry->host] = entry->to;
    }
    ck_assert_int_gt(turns, 2);
    ck_assert_int_gt(to[1], 0);
    ck_assert_int_eq(log->n, 2 * (1 + 1 + SITE_THREADS));
    world_end(&w);
}
END

static volatile sig_atomic_t stop;

static void on_alarm(int signal)
{
    (void)signal;
    stop = 1;
}

TEST(stop_ends_soon_and_the_next_run_goes_on)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 1, "/forum")->gap = 1;
    w.site.setup.stop = &stop;
    stop = 0;
    signal(SIGALRM, on_alarm);
    struct crawler *c = crawler_open(&w.site.setup, &w.e);
    ck_assert_ptr_nonnull(c);
    alarm(2);
    ck_ok(crawler_run(c, &w.total, &w.e), w.e);
    ck_assert_int_gt(waiting(&w), 0); /* it did not go on to its end */
    stop = 0;
    w.site.sources[0].gap = 0;
    int64_t before = w.total.fresh;
    ck_ok(crawler_run(c, &w.total, &w.e), w.e);
    ck_assert_int_eq(waiting(&w), 0);
    ck_assert_int_eq(before + w.total.fresh,
                     SITE_THREADS * SITE_PAGES * SITE_POSTS / 4 * 3);
    crawler_close(c);
    world_end(&w);
}
END

TEST(keys_of_a_source_stay_at_its_own_hosts)
{
    struct world w;
    world_open(&w);
    struct source_setup *s = source(&w, "phpbb", 1, "/needs-key");
    struct str urls[3] = {s->url.items[0]};
    urls[1] =
        str_printf(&w.arena, "http://127.0.0.1:%d/to-no-key", w.server.port);
    /* A host of its own, so that it may be asked at all; another port. */
    urls[2] = STR("http://127.0.0.6:9/");
    s->url = (struct yaml_strs){.items = urls, .n = 3};
    s->headers = STR("X-Key: secret");
    s->pages = 1;
    crawl(&w, 0);
    if (w.total.failed || w.total.pages != 2)
        ck_abort_msg(STR_FMT, STR_ARG(buf_view(&w.causes)));
    ck_assert_int_eq(w.total.posts, 2 * SITE_POSTS);
    ck_assert_int_eq(evil_hits(&w.server, 6, "/no-key"), 1);
    ck_assert_int_eq(evil_hits(&w.server, 6, "/robots.txt"), 1);
    ck_assert_int_eq(page_of(&w, 0, 1, "/to-no-key").status, 200);
    world_end(&w);
}
END

TEST(a_remembered_page_that_is_gone_is_forgotten)
{
    struct world w;
    world_open(&w);
    source(&w, "phpbb", 1, "/t/1");
    w.server.shared->mode = 1;
    crawl(&w, 0);
    ck_assert_int_eq(w.total.pages, SITE_PAGES + 1);
    w.server.shared->mode = CUT; /* pages 2 and later are no more */
    crawl(&w, 2);
    wants_cause(&w, "/t/1", "404");
    ck_assert_str(state(&w, 0).health, "dead");
    crawl(&w, 10);
    ck_assert_str(state(&w, 0).health, "ok");
    ck_assert_int_eq(w.total.pages, 1);
    ck_assert_int_eq(w.total.failed, 0);
    world_end(&w);
}
END

TEST(a_full_disk_loses_nothing)
{
    struct world w;
    struct rlimit limit, low;
    if (!place_is_file())
        return; /* the disk is the server's */
    world_open(&w);
    source(&w, "phpbb", 1, "/forum");
    struct crawler *c = crawler_open(&w.site.setup, &w.e);
    ck_assert_ptr_nonnull(c);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    low = limit;
    low.rlim_cur = 40 * 1024;
    setrlimit(RLIMIT_FSIZE, &low);
    ck_assert(!crawler_run(c, &w.total, &w.e));
    ck_assert_ptr_nonnull(strstr(w.e.msg, "crawl"));
    setrlimit(RLIMIT_FSIZE, &limit);
    w.e.msg[0] = 0;
    ck_ok(crawler_run(c, &w.total, &w.e), w.e);
    crawler_close(c);
    ck_assert_int_eq(waiting(&w), 0);
    struct mention_filter all = {.limit = 1};
    int64_t n;
    ck_ok(store_mention_count(w.store, &all, &n, &w.e), w.e);
    ck_assert_int_eq(n, SITE_THREADS * SITE_PAGES * SITE_POSTS / 4 * 3);
    world_end(&w);
}
END

TEST(next_due_waits_for_held_hosts)
{
    struct world w;
    int64_t due;
    world_open(&w);
    source(&w, "phpbb", 3, "/t/1")->every = 86400;
    struct crawler *c = crawler_open(&w.site.setup, &w.e);
    ck_assert_ptr_nonnull(c);
    ck_ok(crawler_run(c, &w.total, &w.e), w.e);
    ck_ok(crawler_next_due(c, &due, &w.e), w.e);
    ck_assert_int_ge(due, w.site.setup.now + 3600);
    ck_assert_int_le(due, w.site.setup.now + 3600 + 20);
    crawler_close(c);
    /* A source that is no longer told does not wake anybody. */
    w.site.setup.n_sources = 0;
    c = crawler_open(&w.site.setup, &w.e);
    ck_assert_ptr_nonnull(c);
    ck_ok(crawler_next_due(c, &due, &w.e), w.e);
    ck_assert(due == INT64_MAX);
    crawler_close(c);
    world_end(&w);
}
END

TEST_MAIN("crawl", what_is_a_source_of_its_own_is_visited_as_that,
          a_remembered_page_that_is_gone_is_forgotten,
          a_full_disk_loses_nothing, next_due_waits_for_held_hosts,
          a_forum_is_crawled_and_only_news_the_next_time,
          what_was_judged_is_stored, a_feed_stops_at_what_is_known,
          since_goes_back_beyond_the_budget, a_budget_goes_on_where_it_ended,
          bad_pages_are_told_and_cost_only_themselves,
          what_passes_is_tried_again,
          a_host_without_robots_is_left_alone_for_an_hour,
          robots_is_asked_once_a_day, robots_in_a_circle_is_no_robots,
          private_addresses_are_refused,
          what_a_source_allows_holds_for_its_own_host,
          errors_change_nothing_that_is_stored,
          one_request_at_a_time_with_a_gap,
          stop_ends_soon_and_the_next_run_goes_on,
          keys_of_a_source_stay_at_its_own_hosts)
