/* SPDX-License-Identifier: MIT
 * hosts: who may ask which host, at which port: one crawler at a time. */
#include "crawler/crawl.h"
#include "tests/crawler/world.h"

/* A list of threads, one of them at another host. */
static void serve_list(struct evil *s, struct evil_request *r)
{
    struct buf b;
    buf_init(&b, 4000);
    buf_printf(&b,
               "<html><body id='phpbb'><a class='topictitle' href='/t/2'>2</a>"
               "<a class='topictitle' href='http://127.0.0.2:%d/t/1'>1</a>"
               "<div class='copyright'>phpBB</div></body></html>",
               s->port);
    site_html(r, &b);
}

static void serve(struct evil *s, struct evil_request *r)
{
    if (strcmp(r->path, "/list") == 0) {
        serve_list(s, r);
        return;
    }
    for (int i = 0; strcmp(r->path, "/held") == 0 && !s->shared->mode; i++) {
        if (i == 6000)
            return; /* whoever would have let it go has failed */
        usleep(20000);
    }
    if (strcmp(r->path, "/robots.txt") == 0 || !site_serve(s, r))
        evil_answer(r, 404, "", "none");
}

static void world_open(struct world *w)
{
    world_begin(w, serve, NULL);
    w->site.setup.all = true;
}

static struct source_setup *source(struct world *w, const char *path)
{
    return site_source(&w->site, &w->arena, "phpbb", 1, w->server.port, path);
}

static void crawl(struct world *w)
{
    ck_ok(world_crawl(w, 0), w->e);
}

static bool said(const struct world *w, const char *words)
{
    return world_said(w, "", words);
}

static void wants(const struct world *w, const char *words)
{
    if (!said(w, words))
        ck_abort_msg("no '%s' in:\n" STR_FMT, words,
                     STR_ARG(buf_view(&w->causes)));
}

/* A crawl in a process of its own, with its own store. */
static pid_t crawl_apart(struct world *w)
{
    pid_t pid = fork();
    if (pid)
        return pid;
    w->site.setup.store = world_store(w);
    struct crawler *c = crawler_open(&w->site.setup, &w->e);
    bool ok = c && crawler_run(c, &w->total, &w->e);
    if (!ok)
        dprintf(2, "%s\n", w->e.msg);
    if (c)
        crawler_close(c);
    store_close(w->site.setup.store);
    _exit(ok ? 0 : 1);
}

static void wait_for(pid_t pid, bool killed)
{
    int status;
    waitpid(pid, &status, 0);
    if (killed)
        ck_assert(WIFSIGNALED(status));
    else
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* No page twice, no two requests of a host at once or within the gap. */
static void check_log(struct world *w, long long gap_ms)
{
    struct evil_shared *log = w->server.shared;
    for (int i = 0; i < log->n; i++) {
        for (int k = 0; k < i; k++)
            if (strcmp(log->log[i].path, log->log[k].path) == 0)
                ck_abort_msg("%s was asked for twice", log->log[i].path);
        if (i && log->log[i].from - log->log[i - 1].to < gap_ms)
            ck_abort_msg("%s came %lld ms after %s", log->log[i].path,
                         log->log[i].from - log->log[i - 1].to,
                         log->log[i - 1].path);
    }
}

TEST(two_crawls_at_once_ask_for_nothing_twice)
{
    struct world w;
    world_open(&w);
    source(&w, "/forum")->gap = 1;
    store_close(w.store); /* no connection goes over a fork */
    pid_t one = crawl_apart(&w), two = crawl_apart(&w);
    wait_for(one, false);
    wait_for(two, false);
    w.store = world_store(&w);
    ck_assert_int_eq(w.server.shared->n, 2 + SITE_THREADS * SITE_PAGES);
    check_log(&w, 900);
    world_end(&w);
}
END

/* Whoever is killed holds nothing: the next crawl goes on at once. */
TEST(the_dead_hold_nothing)
{
    struct world w;
    world_open(&w);
    source(&w, "/forum")->gap = 1;
    store_close(w.store);
    pid_t one = crawl_apart(&w);
    for (int i = 0; i < 3000 && w.server.shared->n < 4; i++)
        usleep(20000);
    kill(one, SIGKILL);
    wait_for(one, true);
    w.store = w.site.setup.store = world_store(&w);
    w.site.sources[0].gap = 0;
    crawl(&w);
    ck_assert(!said(&w, "being crawled"));
    struct mention_filter all = {0};
    int64_t n;
    ck_ok(store_mention_count(w.store, &all, &n, &w.e), w.e);
    ck_assert_int_eq(n, SITE_THREADS * SITE_PAGES * SITE_POSTS / 4 * 3);
    world_end(&w);
}
END

static int64_t real_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A crawler of another machine takes the host. */
static struct lease_row taken(struct world *w, struct store *s, int64_t length,
                              struct str dead)
{
    struct lease_row row;
    bool got;
    struct lease_wish wish = {.host = world_host(w, "127.0.0.1"),
                              .holder = STR("other/1 77 5 1"),
                              .shown = STR("molva 77 on machine X"),
                              .now = real_ms(),
                              .length = length,
                              .dead = dead};
    ck_ok(store_lease_take(s, &w->arena, &wish, &row, &got, &w->e), w->e);
    ck_assert(got);
    return row;
}

TEST(a_host_of_another_machine_is_left_to_it)
{
    struct world w;
    world_open(&w);
    source(&w, "/t/2");
    source(&w, "/t/1")->url.items[0] =
        str_printf(&w.arena, "http://127.0.0.2:%d/t/1", w.server.port);
    struct lease_row row = taken(&w, w.store, 100000, STR(""));
    crawl(&w);
    wants(&w, ": is being crawled by molva 77 on machine X until 2");
    ck_assert_int_eq(evil_hits(&w.server, 1, "/t/2"), 0);
    ck_assert_int_eq(evil_hits(&w.server, 2, "/t/1"), 1);
    /* Given back with a gap: it is kept to. */
    row.until = real_ms();
    row.ready = row.until + 1500;
    long long from = evil_ms();
    ck_ok(store_lease_end(w.store, &row, &w.e), w.e);
    crawl(&w);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/t/2"), 1);
    for (int i = 0; i < w.server.shared->n; i++)
        if (w.server.shared->log[i].host == 1)
            ck_assert_int_ge(w.server.shared->log[i].from - from, 1400);
    world_end(&w);
}
END

TEST(a_lease_runs_out)
{
    struct world w;
    world_open(&w);
    source(&w, "/t/2");
    w.site.setup.times.lease_ms = 1000;
    taken(&w, w.store, 1000, STR(""));
    crawl(&w);
    /* A busy machine comes when the lease has run out: it is said otherwise,
     * and the host is left alone all the same. */
    if (!said(&w, "was crawled just now by"))
        wants(&w, "is being crawled by");
    ck_assert_int_eq(w.total.pages, 0);
    usleep(1100000);
    crawl(&w);
    ck_assert_int_eq(w.total.pages, SITE_PAGES);
    /* One that a wrong clock made last for years is none. */
    taken(&w, w.store, (int64_t)1 << 40, STR(""));
    crawl(&w);
    ck_assert_int_ge(w.total.pages, 1);
    world_end(&w);
}
END

/* 0: nobody has it yet, as far as others see. */
static int64_t leased_until(struct world *w)
{
    struct lease_row row;
    bool found;
    ck_ok(store_lease_get(w->store, &w->arena, world_host(w, "127.0.0.1"), &row,
                          &found, &w->e),
          w->e);
    return found ? row.until : 0;
}

/* As long as a page is being fetched, however long that takes. */
TEST(a_lease_is_renewed_under_way)
{
    struct world w;
    int64_t first = 0, last;
    world_open(&w);
    source(&w, "/held");
    w.site.setup.times.lease_ms = 2000;
    store_close(w.store);
    pid_t one = crawl_apart(&w);
    w.store = world_store(&w);
    for (int i = 0; i < 3000 && !first; i++) {
        usleep(20000);
        if (evil_hits(&w.server, 1, "/held"))
            first = leased_until(&w);
    }
    last = first;
    for (int i = 0; i < 500 && first && last <= first; i++) {
        usleep(20000);
        last = leased_until(&w);
    }
    w.server.shared->mode = 1;
    wait_for(one, false);
    ck_assert_int_gt(last, first);
    world_end(&w);
}
END

/* Keeps it, however slow the crawl is. */
static pid_t keep_taken(struct world *w)
{
    pid_t pid = fork();
    if (pid)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    struct store *s = world_store(w);
    for (;; usleep(200000))
        taken(w, s, 3500, STR(""));
}

static pid_t thief;

/* When a page is told, another machine takes the host by force. */
static void steal(void *ctx, const struct crawl_progress *p)
{
    struct world *w = ctx;
    struct lease_row row;
    bool found;
    world_told(ctx, p);
    if (w->total.pages++)
        return;
    struct store *s = world_store(w);
    ck_ok(store_lease_get(s, &w->arena, world_host(w, "127.0.0.1"), &row,
                          &found, &w->e),
          w->e);
    ck_assert(found);
    struct lease_row now = taken(w, s, 3500, row.holder);
    ck_assert_int_eq(now.epoch, row.epoch + 1);
    store_close(s);
    thief = keep_taken(w);
}

/* A crawl that loses its host after the first page: nothing more of it is
 * written, and the next page waits for the one who has the host now. */
static void lose_host(struct world *w, int64_t lease_ms)
{
    struct frontier_row *rows;
    size_t n;
    source(w, "/t/2")->gap = 1;
    w->site.setup.progress = steal;
    w->site.setup.times.lease_ms = lease_ms;
    crawl(w);
    kill(thief, SIGKILL);
    wait_for(thief, true);
    ck_assert_int_eq(w->total.posts, SITE_POSTS);
    ck_ok(store_frontier_list(w->store, &w->arena, 0, 10, &rows, &n, &w->e),
          w->e);
    ck_assert_uint_eq(n, 1);
}

TEST(who_lost_a_host_writes_nothing_more)
{
    struct world w;
    world_open(&w);
    lose_host(&w, 2000);
    ck_assert(said(&w, "being crawled by molva 77") ||
              said(&w, "taken over by another crawler"));
    bool holds;
    struct lease_row row, late;
    bool found;
    ck_ok(store_lease_get(w.store, &w.arena, world_host(&w, "127.0.0.1"), &row,
                          &found, &w.e),
          w.e);
    ck_assert_str(row.shown, "molva 77 on machine X");
    late = row;
    late.epoch--;
    ck_ok(store_lease_holds(w.store, &late, &holds, &w.e), w.e);
    ck_assert(!holds);
    ck_ok(store_lease_holds(w.store, &row, &holds, &w.e), w.e);
    ck_assert(holds);
    world_end(&w);
}
END

/* By a long lease it fetches the next page before it asks for the host again:
 * what came is dropped. */
TEST(what_came_of_a_lost_host_is_dropped)
{
    struct world w;
    world_open(&w);
    lose_host(&w, 0);
    wants(&w, "taken over by another crawler");
    world_end(&w);
}
END

static struct source_row state(struct world *w, size_t i)
{
    struct source_row *rows;
    size_t n;
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    ck_assert_uint_lt(i, n);
    return rows[i];
}

TEST(links_to_other_hosts_are_not_followed)
{
    struct world w;
    world_open(&w);
    source(&w, "/list");
    crawl(&w);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/t/2"), 1);
    ck_assert_int_eq(evil_hits(&w.server, 2, "/t/1"), 0);
    ck_assert(!said(&w, "127.0.0.2")); /* nor tried and refused */
    world_end(&w);
}
END

/* Neither by a link nor by a redirect; the source's own URL names its port. */
TEST(other_ports_are_refused)
{
    static const struct {
        const char *url;
        bool web;
    } ROWS[] = {{"http://203.0.113.9:22/", false},
                {"http://203.0.113.9:25/", false},
                {"http://203.0.113.9:6379/", false},
                {"http://203.0.113.9:9200/", false},
                {"https://203.0.113.9:80/", true},
                {"http://203.0.113.9/", true},
                {"http://203.0.113.9:8080/", true},
                {"http://203.0.113.9:8443/", true},
                {"https://203.0.113.9/", true},
                {"http://203.0.113.8:9200/", true}};
    struct world w;
    world_open(&w);
    struct source_setup *s = source(&w, "/t/1");
    struct str own[] = {STR("http://203.0.113.8:9200/")};
    s->allow_private = false;
    s->ignore_robots = true;
    s->url = (struct yaml_strs){.items = own, .n = 1};
    crawl(&w); /* the guard has refused the address, not the port */
    wants(&w, "documentation network");
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct frontier_row row = {.source = state(&w, 0).id,
                                   .url = str_of(ROWS[i].url),
                                   .thread = str_of(ROWS[i].url),
                                   .page = 2};
        ck_ok(store_frontier_add(w.store, &row, &w.e), w.e);
        crawl(&w);
        wants(&w, ROWS[i].web ? "documentation network" : "none of the web");
    }
    world_end(&w);
}
END

TEST_MAIN("hosts", two_crawls_at_once_ask_for_nothing_twice,
          the_dead_hold_nothing, a_host_of_another_machine_is_left_to_it,
          a_lease_runs_out, a_lease_is_renewed_under_way,
          who_lost_a_host_writes_nothing_more,
          what_came_of_a_lost_host_is_dropped,
          links_to_other_hosts_are_not_followed, other_ports_are_refused)
