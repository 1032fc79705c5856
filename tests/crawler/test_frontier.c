/* SPDX-License-Identifier: MIT
 * frontier: one request a host, gaps, Retry-After, the breaker, restarts;
 * robots.txt files kept for a day; traps. */
#include "crawler/frontier.h"

#include "base/base.h"
#include "crawler/robots_cache.h"
#include "crawler/trap.h"
#include "tests/place.h"
#include "tests/test.h"

struct world {
    char path[64];
    struct store *store;
    struct frontier f;
    struct arena arena;
    struct err e;
    int64_t source;
};

static void world_open(struct world *w)
{
    *w = (struct world){.path = "/tmp/molva-frontier-XXXXXX"};
    ck_assert_int_ge(mkstemp(w->path), 0);
    w->store = place_open(w->path, &w->e);
    if (!w->store)
        ck_abort_msg("%s", w->e.msg);
    struct source_row row = {.name = STR("s"), .kind = STR("k")};
    ck_ok(store_source_put(w->store, &w->arena, &row, &w->e), w->e);
    w->source = row.id;
    frontier_init(&w->f, w->store);
}

static void world_end(struct world *w)
{
    frontier_clear(&w->f);
    store_close(w->store);
    arena_clear(&w->arena);
    unlink(w->path);
}

static int64_t source_of(void *ctx, int64_t id)
{
    return id == *(int64_t *)ctx ? 0 : -1;
}

static void add(struct world *w, const char *url, int64_t due)
{
    struct frontier_row row = {
        .source = w->source, .url = str_of(url), .page = 1, .due = due};
    ck_ok(store_frontier_add(w->store, &row, &w->e), w->e);
}

static void load(struct world *w)
{
    ck_ok(frontier_load(&w->f, source_of, &w->source, &w->e), w->e);
}

static struct visit *next(struct world *w, int64_t now, int64_t ms,
                          const char *want, int64_t want_wait)
{
    int64_t wait;
    struct visit *v = frontier_next(&w->f, now, ms, &wait);
    if (want ? !v || strcmp(v->url, want) : v != NULL || wait != want_wait)
        ck_abort_msg("got %s, wait %lld; wanted %s, wait %lld",
                     v ? v->url : "nothing", (long long)wait,
                     want ? want : "nothing", (long long)want_wait);
    return v;
}

static void rest(struct world *w, struct visit *v, struct frontier_rest r)
{
    ck_ok(frontier_rest(&w->f, v->host, &r, &w->e), w->e);
    ck_ok(store_frontier_done(w->store, v->row.id, &w->e), w->e);
    frontier_drop(&w->f, v);
}

TEST(one_request_a_host_and_its_gap)
{
    struct world w;
    world_open(&w);
    add(&w, "http://a.ru/1", 100);
    add(&w, "http://a.ru/2", 100);
    add(&w, "http://b.ru/1", 100);
    add(&w, "https://a.ru/3", 90);
    add(&w, "http://a.ru/1", 100);
    load(&w);
    load(&w);
    ck_assert_int_eq(w.f.held, 4);
    struct visit *a = next(&w, 100, 0, "https://a.ru/3", 0);
    struct visit *b = next(&w, 100, 0, "http://b.ru/1", 0);
    next(&w, 100, 0, NULL, -1);
    rest(&w, a,
         (struct frontier_rest){.now = 100,
                                .now_ms = 1000,
                                .gap_ms = 2000,
                                .delay_ms = -1,
                                .latency_ms = 10});
    next(&w, 100, 1500, NULL, 1500);
    a = next(&w, 100, 3000, "http://a.ru/1", 0);
    /* Five times the latency is longer than the gap. */
    rest(&w, a,
         (struct frontier_rest){.now = 100,
                                .now_ms = 3000,
                                .gap_ms = 2000,
                                .delay_ms = -1,
                                .latency_ms = 4000});
    next(&w, 100, 3000, NULL, 5 * (10 * 3 + 4000) / 4 / 5 * 5);
    a = next(&w, 100, 9000, "http://a.ru/2", 0);
    rest(&w, a, (struct frontier_rest){.now = 100});
    rest(&w, b, (struct frontier_rest){.now = 100});
    ck_assert_int_eq(w.f.held, 0);
    world_end(&w);
}
END

static int64_t wait_after(struct world *w, struct frontier_rest r)
{
    int64_t wait;
    add(w, "http://c.ru/1", 0);
    add(w, "http://c.ru/2", 0);
    load(w);
    struct visit *v = frontier_next(&w->f, r.now, r.now_ms, &wait);
    rest(w, v, r);
    frontier_next(&w->f, r.now, r.now_ms, &wait);
    return wait;
}

TEST(gaps)
{
    static const struct {
        struct frontier_rest r;
        int64_t wait;
    } rows[] = {
        {{.gap_ms = 2000, .delay_ms = -1}, 2000},
        {{.gap_ms = 2000, .delay_ms = 10000}, 10000},
        {{.gap_ms = 2000, .delay_ms = 900000}, 60000},
        {{.gap_ms = 2000, .delay_ms = 10000, .gap_only = true}, 2000},
        {{.gap_ms = 0, .latency_ms = 700, .delay_ms = -1}, 3500},
        {{.gap_ms = 0, .latency_ms = 90000, .delay_ms = -1}, 30000},
        {{.gap_ms = 0, .latency_ms = 700, .gap_only = true}, 0},
        /* the second that has begun does not count */
        {{.retry_after = 30, .gap_only = true}, 31000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world w;
        struct frontier_rest r = rows[i].r;
        int64_t wait;
        world_open(&w);
        r.now = 1000;
        r.now_ms = 5000;
        if (rows[i].wait) {
            wait = wait_after(&w, r);
            ck_assert_int_eq(wait, rows[i].wait);
        } else {
            add(&w, "http://c.ru/1", 0);
            add(&w, "http://c.ru/2", 0);
            load(&w);
            rest(&w, next(&w, 1000, 5000, "http://c.ru/1", 0), r);
            next(&w, 1000, 5000, "http://c.ru/2", 0);
        }
        world_end(&w);
    }
}
END

TEST(retry_after_survives_a_restart)
{
    struct world w;
    int64_t wait;
    world_open(&w);
    wait = wait_after(&w,
                      (struct frontier_rest){.now = 1000, .retry_after = 7200});
    ck_assert_int_eq(wait, 7201000);
    frontier_clear(&w.f);
    load(&w);
    next(&w, 1000, 0, NULL, 7201000);
    next(&w, 8200, 0, NULL, 1000);
    next(&w, 8201, 0, "http://c.ru/2", 0);
    world_end(&w);
}
END

/* Another port is another server; 80 and 443 are one. */
TEST(retry_after_is_of_a_host_and_its_port)
{
    struct world w;
    world_open(&w);
    add(&w, "http://p.ru/1", 0);
    add(&w, "https://p.ru/2", 0);
    add(&w, "http://p.ru:8080/3", 0);
    load(&w);
    struct visit *v = next(&w, 1000, 0, "http://p.ru/1", 0);
    rest(&w, v, (struct frontier_rest){.now = 1000, .retry_after = 60});
    next(&w, 1000, 0, "http://p.ru:8080/3", 0);
    next(&w, 1000, 0, NULL, 61000);
    next(&w, 1061, 0, "https://p.ru/2", 0);
    world_end(&w);
}
END

/* Nothing more until the next day, also after a restart; private hosts have
 * no such budget. */
TEST(a_host_has_a_budget_of_a_day)
{
    enum { DAY_S = 86400, NOON = 20000 * DAY_S + DAY_S / 2 };
    struct world w;
    world_open(&w);
    add(&w, "http://e.ru/1", 0);
    add(&w, "http://e.ru/2", 0);
    load(&w);
    struct visit *v = next(&w, NOON, 0, "http://e.ru/1", 0);
    struct frontier_rest r = {.now = NOON, .delay_ms = -1};
    ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->asked, 1);
    v->host->asked = FRONTIER_DAY - 1;
    r.gap_only = true;
    ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->until, 0);
    r.gap_only = false;
    rest(&w, v, r);
    next(&w, NOON, 0, NULL, DAY_S / 2 * 1000);
    frontier_clear(&w.f);
    load(&w);
    next(&w, NOON, 0, NULL, DAY_S / 2 * 1000);
    v = next(&w, NOON + DAY_S / 2, 0, "http://e.ru/2", 0);
    r.now = NOON + DAY_S / 2;
    ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->asked, 1);
    world_end(&w);
}
END

TEST(a_failing_host_is_left_alone)
{
    struct world w;
    world_open(&w);
    add(&w, "http://d.ru/1", 0);
    load(&w);
    struct visit *v = next(&w, 1000, 0, "http://d.ru/1", 0);
    struct frontier_rest r = {.now = 1000, .failed = true};
    for (int i = 0; i < 4; i++)
        ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->until, 0);
    ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->until, 1000 + 3600);
    r.now = 4600;
    ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->until, 4600 + 7200);
    for (int i = 0; i < 9; i++)
        ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->until, 4600 + 86400);
    r = (struct frontier_rest){.now = 100000};
    ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    ck_assert_int_eq(v->host->fails, 0);
    ck_assert_int_eq(v->host->until, 0);
    world_end(&w);
}
END

TEST(moved_visits_queue_at_their_new_host)
{
    struct world w;
    world_open(&w);
    add(&w, "http://a.ru/1", 0);
    load(&w);
    struct visit *v = next(&w, 1, 0, "http://a.ru/1", 0);
    struct frontier_rest r = {.now = 1};
    ck_ok(frontier_rest(&w.f, v->host, &r, &w.e), w.e);
    visit_move(v, STR("http://b.ru/x"));
    ck_ok(frontier_queue(&w.f, v, &w.e), w.e);
    ck_assert(next(&w, 1, 0, "http://b.ru/x", 0) == v);
    ck_assert_str(str_of(v->host->name), "b.ru");
    ck_assert_str(v->row.url, "http://a.ru/1");
    ck_assert_int_eq(v->hops, 1);
    visit_restart(v);
    ck_assert_str(str_of(v->url), "http://a.ru/1");
    world_end(&w);
}
END

TEST(rows_of_others_are_passed_over)
{
    struct world w;
    world_open(&w);
    struct source_row row = {.name = STR("other"), .kind = STR("k")};
    ck_ok(store_source_put(w.store, &w.arena, &row, &w.e), w.e);
    ck_ok(store_begin(w.store, &w.e), w.e);
    for (int i = 0; i < FRONTIER_ROWS + 10; i++) {
        struct frontier_row other = {
            .source = row.id, .url = str_printf(&w.arena, "http://o.ru/%d", i)};
        ck_ok(store_frontier_add(w.store, &other, &w.e), w.e);
    }
    ck_ok(store_commit(w.store, &w.e), w.e);
    add(&w, "http://a.ru/1", 5);
    load(&w);
    ck_assert_int_eq(w.f.held, 1);
    world_end(&w);
}
END

TEST(retry_after_in_both_forms)
{
    static const struct {
        const char *header;
        int64_t want;
    } rows[] = {
        {"120", 120},
        {" 5 ", 5},
        {"0", 1},
        {"-3", 1},
        {"9999999999", 86400},
        {"Sun, 22 Nov 2026 10:00:30 GMT", 30},
        {"Sunday, 22-Nov-26 10:00:30 GMT", 30},
        {"Sun Nov 22 10:00:30 2026", 30},
        {"Sat, 21 Nov 2026 10:00:30 GMT", 1},
        {"Sun, 22 Nov 2099 10:00:30 GMT", 86400},
        {"soon", 0},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_int_eq(
            frontier_retry_after(str_of(rows[i].header), 1795341600),
            rows[i].want);
}
END

static struct robots_file *file_at(struct world *w, struct robots_cache *c,
                                   int64_t now)
{
    struct robots_file *file;
    ck_ok(robots_cache_get(c, STR("http://a.ru:81"), now, &file, &w->e), w->e);
    return file;
}

TEST(robots_files_are_kept)
{
    static const struct {
        int status;
        enum robots_kind kind;
        int64_t kept;
    } rows[] = {
        {200, ROBOTS_RULES, 86400},    {204, ROBOTS_RULES, 86400},
        {401, ROBOTS_OPEN, 86400},     {403, ROBOTS_OPEN, 86400},
        {404, ROBOTS_OPEN, 86400},     {429, ROBOTS_UNREACHED, 3600},
        {500, ROBOTS_UNREACHED, 3600}, {503, ROBOTS_UNREACHED, 3600},
        {0, ROBOTS_UNREACHED, 3600},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world w;
        struct robots_cache c, later;
        world_open(&w);
        robots_cache_init(&c, w.store, STR("ant/1"));
        robots_cache_init(&later, w.store, STR("ant/1"));
        ck_assert_ptr_null(file_at(&w, &c, 1000));
        ck_ok(robots_cache_put(&c, STR("http://a.ru:81"), rows[i].status,
                               STR("user-agent: *\ndisallow: /x\n"), 1000,
                               &w.e),
              w.e);
        for (int again = 0; again < 2; again++) {
            struct robots_cache *cache = again ? &later : &c;
            struct robots_file *file = file_at(&w, cache, 999 + rows[i].kept);
            long got = rows[i].status;
            ck_assert_msg(file != NULL, "%ld: not kept", got);
            ck_assert_msg(file->kind == rows[i].kind, "%ld: kind", got);
            ck_assert_msg(file->status == rows[i].status, "%ld: status", got);
            if (file->kind == ROBOTS_RULES)
                ck_assert(!robots_allows(file->rules, STR("/x")));
            ck_assert_msg(!file_at(&w, cache, 1000 + rows[i].kept),
                          "%ld: kept too long", got);
        }
        robots_cache_clear(&c);
        robots_cache_clear(&later);
        world_end(&w);
    }
}
END

/* Where a host lists its pages is kept for whoever will ask there. */
TEST(sitemaps_are_kept)
{
    static const struct {
        int status;
        const char *file, *want;
    } rows[] = {
        {200, "user-agent: *\ndisallow: /x\n", ""},
        {200, "sitemap: http://a.ru/1.xml\nsitemap: /2.xml\n",
         "http://a.ru/1.xml\n/2.xml\n"},
        {503, "sitemap: /never.xml\n", "http://a.ru/1.xml\n/2.xml\n"},
        {200, "sitemap: /3.xml\n", "/3.xml\n"},
        {404, "sitemap: /4.xml\n", ""},
    };
    struct world w;
    struct robots_cache c;
    struct str list, host = STR("http://a.ru:81");
    world_open(&w);
    robots_cache_init(&c, w.store, STR("ant/1"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_ok(robots_cache_put(&c, host, rows[i].status, str_of(rows[i].file),
                               1000, &w.e),
              w.e);
        ck_ok(store_note_get(w.store, &w.arena, STR("sitemaps"), host, &list,
                             &w.e),
              w.e);
        ck_assert_str(list, rows[i].want);
    }
    robots_cache_clear(&c);
    world_end(&w);
}
END

TEST(traps)
{
    static const struct {
        const char *url;
        bool trap;
    } rows[] = {
        {"http://a.ru/", false},
        {"http://a.ru/a/b/a/b", false},
        {"http://a.ru/a/b/a/b/a/b", true},
        {"http://a.ru/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20",
         false},
        {"http://a.ru/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21",
         true},
        {"http://a.ru/x?a=/y/y/y/y", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_int_eq(trap_reason(str_of(rows[i].url)) != NULL,
                         rows[i].trap);
    struct trap_tally t = {0};
    for (uint64_t i = 2; i < 3000; i++)
        ck_assert_uint_eq(trap_meet(&t, i * i), 1);
    ck_assert_uint_eq(trap_meet(&t, 4), 2);
    ck_assert_uint_eq(trap_met(&t, 9), 1);
    ck_assert_uint_eq(trap_met(&t, 5), 0);
    trap_clear(&t);
    ck_assert_uint_eq(trap_met(&t, 4), 0);
    ck_assert_uint_ne(trap_hash(STR("12345678")), trap_hash(STR("123456780")));
    ck_assert_uint_ne(trap_hash(STR("")), trap_hash(STR("\0")));
}
END

TEST_MAIN("frontier", one_request_a_host_and_its_gap, gaps,
          retry_after_survives_a_restart, retry_after_is_of_a_host_and_its_port,
          a_host_has_a_budget_of_a_day, a_failing_host_is_left_alone,
          moved_visits_queue_at_their_new_host, rows_of_others_are_passed_over,
          retry_after_in_both_forms, robots_files_are_kept, sitemaps_are_kept,
          traps)
