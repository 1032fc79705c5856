/* SPDX-License-Identifier: MIT
 * pace: how often a source is visited, and why. */
#include "crawler/pace.h"
#include "tests/crawler/world.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR };

/* A feed of ten posts that are a mode of minutes apart, the newest of now; the
 * path says more: a page behind it, or how long it is good for. */
static void serve(struct evil *s, struct evil_request *r)
{
    struct buf b;
    const int64_t now = s->shared->mode > 0 ? 1795345000 : 0;
    buf_init(&b, 1 << 16);
    buf_z(&b, "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'>"
              "<channel><title>x</title>");
    if (strstr(r->path, "deep"))
        buf_z(&b, "<atom:link rel='next' href='/feed?page=2'/>");
    if (strstr(r->path, "ttl="))
        buf_printf(&b, "<ttl>%.3s</ttl>", strstr(r->path, "ttl=") + 4);
    if (strstr(r->path, "period="))
        buf_printf(&b,
                   "<s:updatePeriod xmlns:s='http://purl.org/rss/1.0/modules/"
                   "syndication/'> %.5s </s:updatePeriod>%s",
                   strstr(r->path, "period=") + 7,
                   strstr(r->path, "twice")
                       ? "<s:updateFrequency xmlns:s='http://purl.org/rss/1.0/"
                         "modules/syndication/'>8</s:updateFrequency>"
                       : "");
    for (int i = 0; i < 10; i++) {
        buf_printf(&b,
                   "<item><guid>g%d</guid><title>t</title><description>"
                   "Вектор %d</description><pubDate>",
                   i, i);
        date_rfc3339(&b, now - (int64_t)i * s->shared->mode * MINUTE, NULL);
        buf_z(&b, "</pubDate></item>");
    }
    buf_z(&b, "</channel></rss>");
    evil_text(r,
              "HTTP/1.1 200 X\r\nContent-Type: text/xml\r\n%s"
              "Content-Length: %zu\r\n\r\n",
              strstr(r->path, "cached") ? "Cache-Control: max-age=14400\r\n"
                                        : "",
              b.n);
    evil_write(r, b.p, b.n);
    buf_clear(&b);
}

/* The first visit to a feed with so many minutes between its posts. */
static struct source_row first(struct world *w, const char *path, int minutes,
                               int64_t every)
{
    struct source_row *rows;
    size_t n;
    world_begin(w, serve, NULL);
    struct source_setup *s =
        site_source(&w->site, &w->arena, "feed", 1, w->server.port, path);
    s->every = every;
    s->pages = 1;
    s->ignore_robots = true;
    w->server.shared->mode = minutes;
    ck_ok(world_crawl(w, 60), w->e);
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    return rows[0];
}

static const struct {
    const char *path; /* of the feed */
    int minutes;      /* between two posts */
    int64_t every;    /* by hand, 0 not */
    int64_t from, to; /* seconds that are right */
    const char *pace; /* why */
} CASES[] = {
    /* half of the time between two posts */
    {"/feed?deep", 300, 0, 130 * MINUTE, 155 * MINUTE, "rate"},
    /* within bounds */
    {"/feed?deep", 2, 0, 600, 600, "rate"},
    {"/feed?deep", 9000, 0, 8 * HOUR, 8 * HOUR, "rate"},
    /* the server lengthens it, never shortens */
    {"/feed?deep&cached", 60, 0, 4 * HOUR, 4 * HOUR, "hint"},
    {"/feed?deep&cached", 9000, 0, 8 * HOUR, 8 * HOUR, "rate"},
    /* as its words do */
    {"/feed?deep&ttl=240", 60, 0, 4 * HOUR, 4 * HOUR, "hint"},
    {"/feed?deep&ttl=abc", 60, 0, 25 * MINUTE, 31 * MINUTE, "rate"},
    {"/feed?deep&ttl=-90", 60, 0, 25 * MINUTE, 31 * MINUTE, "rate"},
    {"/feed?deep&period=daily", 60, 0, 8 * HOUR, 8 * HOUR, "hint"},
    {"/feed?deep&period=daily&twice", 60, 0, 3 * HOUR, 3 * HOUR, "hint"},
    {"/feed?ttl=240", 30, 0, 130 * MINUTE, 140 * MINUTE, "window"},
    /* ten posts reach nine gaps back: twice in that time, whatever is cached */
    {"/feed?cached", 30, 0, 130 * MINUTE, 140 * MINUTE, "window"},
    /* by hand is by hand */
    {"/feed?cached", 30, DAY, DAY, DAY, "hand"},
};

TEST(a_source_tells_how_often)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct world w;
        struct source_row row =
            first(&w, CASES[i].path, CASES[i].minutes, CASES[i].every);
        ck_assert_msg(row.every >= CASES[i].from && row.every <= CASES[i].to,
                      "case %zu: every %lld", i, (long long)row.every);
        ck_assert_str(row.pace, CASES[i].pace);
        int64_t wait = row.next_visit - row.last_visit;
        ck_assert_int_ge(wait, row.every * 9 / 10 - 1);
        ck_assert_int_le(wait, row.every * 11 / 10 + 1);
        world_end(&w);
    }
}
END

/* What it is told by hand is gone: it is learnt anew. */
TEST(a_hand_that_lets_go)
{
    struct world w;
    struct source_row *rows;
    size_t n;
    struct source_row row = first(&w, "/feed?deep", 300, DAY);
    ck_assert_int_eq(row.every, DAY);
    w.site.sources[0].every = 0;
    ck_ok(world_crawl(&w, 2 * DAY), w.e);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_str(rows[0].pace, "rate");
    ck_assert_int_lt(rows[0].every, DAY);
    world_end(&w);
}
END

TEST(visits_in_vain_double_it)
{
    struct source_row row = {.every = HOUR};
    ck_assert_int_eq(store_source_interval(&row), HOUR);
    row.fails = 2;
    ck_assert_int_eq(store_source_interval(&row), 4 * HOUR);
    row.fails = 60;
    ck_assert_int_eq(store_source_interval(&row), DAY);
    row.every = 2 * DAY; /* never more often than was asked for */
    ck_assert_int_eq(store_source_interval(&row), 2 * DAY);
    /* A window goes on being looked at in time, for a day. */
    row = (struct source_row){.every = HOUR, .fails = 3, .span = 6 * HOUR};
    ck_assert_int_eq(store_source_interval(&row), 3 * HOUR);
    row.fails = 8;
    ck_assert_int_eq(store_source_interval(&row), DAY);
}
END

TEST(headers_that_ask_for_patience)
{
    static const struct {
        const char *cache, *expires;
        int64_t seconds;
    } all[] = {
        {"", "", 0},
        {"max-age=600", "", 600},
        {"public, MAX-AGE=600, must-revalidate", "", 600},
        {"max-age=0", "Fri, 27 Nov 2026 12:00:00 GMT", 0},
        {"no-cache, max-age=600", "", 0},
        {"max-age=600, no-cache", "", 0},
        {"max-age=x", "", 0},
        {"max-age=99999999999999999999999", "", 0},
        {"", "0", 0},
        {"", "-1", 0},
        {"", "Thu, 01 Jan 1970 00:00:00 GMT", 0},
        {"", "Fri, 27 Nov 2026 12:00:00 GMT", 3600},
        {"private", "Fri, 27 Nov 2026 12:00:00 GMT", 3600},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ck_assert_msg(pace_hint(str_of(all[i].cache), str_of(all[i].expires),
                                1795777200) == all[i].seconds,
                      "case %zu", i);
}
END

/* 2026-11-22 10:56:40 UTC is 13:56:40 in Moscow. */
TEST(times_of_day_are_those_of_its_zone)
{
    struct str times[] = {STR("9:00"), STR("18:30"), STR("14:00")};
    struct world w;
    struct source_row *rows;
    size_t n;
    world_begin(&w, serve, NULL);
    struct source_setup *s =
        site_source(&w.site, &w.arena, "feed", 1, w.server.port, "/feed");
    s->every = 0;
    s->ignore_robots = true;
    s->at = (struct yaml_strs){.items = times, .n = 3};
    w.server.shared->mode = 60;
    ck_ok(world_crawl(&w, 0), w.e);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_str(rows[0].pace, "times");
    ck_assert_int_eq(rows[0].every, 14 * HOUR + 30 * MINUTE);
    ck_assert_int_eq(rows[0].next_visit, 1795345200);
    ck_ok(world_crawl(&w, 300), w.e);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_int_eq(rows[0].next_visit, 1795345200 + 4 * HOUR + 30 * MINUTE);
    ck_ok(world_crawl(&w, 5 * HOUR), w.e);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_int_eq(rows[0].next_visit, 1795345200 + 19 * HOUR);
    world_end(&w);
}
END

TEST(what_is_no_time_of_day)
{
    static const char *const wrong[] = {
        "", "9", "24:00", "12:60", "1:2", "12:3x", "-1:30", "123:00", "12:300"};
    int64_t minute;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!crawler_time_of_day(str_of(wrong[i]), &minute), "%s",
                      wrong[i]);
    ck_assert(crawler_time_of_day(STR("23:59"), &minute) && minute == 1439);
    ck_assert(crawler_time_of_day(STR("0:00"), &minute) && minute == 0);
}
END

/* Which host and port molva.yaml lets be asked is no matter of spelling. */
TEST(one_host_however_it_is_spelled)
{
    static const struct {
        const char *x, *y;
        bool same;
    } URLS[] = {
        {"http://LocalHost:8080/a", "http://localhost:8080?b", true},
        {"http://town.example", "http://town.example:80/x", true},
        {"https://a@town.example/", "https://town.example:443/x#y", true},
        {"http://town.example/", "https://town.example/", false},
        {"http://127.0.0.1:8080/", "http://127.0.0.1:8081/", false},
        {"http://127.0.0.1:80@town.example/", "http://127.0.0.1/", false},
        {"ftp://town.example/", "ftp://town.example/", false},
    };
    for (size_t i = 0; i < sizeof URLS / sizeof *URLS; i++)
        ck_assert_msg(crawler_same_host(str_of(URLS[i].x), str_of(URLS[i].y)) ==
                          URLS[i].same,
                      "%s %s", URLS[i].x, URLS[i].y);
}
END

TEST_MAIN("pace", one_host_however_it_is_spelled,
          times_of_day_are_those_of_its_zone, what_is_no_time_of_day,
          a_source_tells_how_often, a_hand_that_lets_go,
          visits_in_vain_double_it, headers_that_ask_for_patience)
