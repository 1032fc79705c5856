/* SPDX-License-Identifier: MIT
 * alarm: a change of state is told once, to the caller and into the outbox;
 * spans of one state are kept; what people say of a source is done. */
#include "crawler/crawl.h"
#include "tests/crawler/world.h"

enum { HOUR = 3600, GOOD = 0, GONE = -1, REFUSED = -2, BROKEN = -3, BUSY = -4 };

static void serve(struct evil *s, struct evil_request *r)
{
    int mode = s->shared->mode;
    if (strcmp(r->path, "/robots.txt") == 0 || mode == GONE)
        evil_answer(r, 404, "", "none");
    else if (mode == REFUSED)
        evil_answer(r, 403, "", "no");
    else if (mode == BROKEN)
        evil_answer(r, 500, "", "oops");
    else if (mode == BUSY)
        evil_answer(r, 429, "Retry-After: 3600\r\n", "slower");
    else
        site_serve(s, r);
}

static void world_open(struct world *w)
{
    world_begin(w, serve, NULL);
    site_source(&w->site, &w->arena, "phpbb", 1, w->server.port, "/t/2");
    w->site.setup.notify = true;
}

static void crawl_at(struct world *w, int mode, double hours)
{
    w->server.shared->mode = mode;
    ck_ok(world_crawl(w, (int64_t)(hours * HOUR)), w->e);
}

static void changes(const struct world *w, const char *want)
{
    ck_assert_str(buf_view(&w->changes), want);
}

static struct source_row only(struct world *w)
{
    struct source_row *rows;
    size_t n;
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    ck_assert_uint_eq(n, 1);
    return rows[0];
}

static void order(struct world *w, enum source_order what)
{
    bool found;
    ck_ok(store_source_order(w->store, STR("source 0"), what, STR("ann"),
                             w->site.setup.now, &found, &w->e),
          w->e);
    ck_assert(found);
}

/* Messages that wait to be told; each is taken once. */
static int waiting(struct world *w)
{
    int64_t now = w->site.setup.now + 1000 * HOUR;
    struct outbox_wish wish = {STR(""), now, now + HOUR, OUTBOX_MOST};
    struct outbox_row *rows;
    size_t n;
    ck_ok(store_outbox_take(w->store, &w->arena, &wish, &rows, &n, &w->e),
          w->e);
    return (int)n;
}

TEST(a_change_is_told_once)
{
    struct world w;
    static const int modes[] = {GOOD,   GOOD,   REFUSED, REFUSED, BROKEN,
                                BROKEN, BROKEN, GOOD,    GOOD};
    world_open(&w);
    w.site.setup.all = true;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        crawl_at(&w, modes[i], 8 * (double)i);
    changes(&w, "source 0 ok blocked\nsource 0 blocked dead\n"
                "source 0 dead ok\n");
    ck_assert_int_eq(waiting(&w), 3);
    world_end(&w);
}
END

/* The message that is due then, put off; NULL none. */
static struct outbox_row *taken(struct world *w, int64_t at, int64_t again)
{
    int64_t now = w->site.setup.now;
    struct outbox_wish wish = {STR(""), now + at, now + again, 1};
    struct outbox_row *rows;
    size_t n;
    ck_ok(store_outbox_take(w->store, &w->arena, &wish, &rows, &n, &w->e),
          w->e);
    return n ? rows : NULL;
}

TEST(what_goes_out_says_all)
{
    struct world w;
    world_open(&w);
    crawl_at(&w, REFUSED, 0);
    struct outbox_row row = *taken(&w, 60, 90);
    ck_assert_uint_eq(row.key.n, 32);
    static const char *const parts[] = {"\"event\":\"source\"",
                                        "\"source\":\"source 0\"",
                                        "\"was\":\"ok\"",
                                        "\"now\":\"blocked\"",
                                        "\"blind\":true",
                                        "status 403: the site refuses us",
                                        "не пускает (было: в порядке)",
                                        "статус 403: сайт нас не пускает"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        ck_assert_msg(str_find(row.body, str_of(parts[i])) >= 0, "%s: " STR_FMT,
                      parts[i], STR_ARG(row.body));
    ck_assert_int_ge(str_find(row.body, row.key), 0);
    /* It is put off while it is being told, and told again if it was not. */
    ck_assert_ptr_null(taken(&w, 61, 90));
    ck_assert_int_eq(taken(&w, 90, 99)->tries, 2);
    ck_ok(store_outbox_done(w.store, row.key, STR(""), &w.e), w.e);
    ck_assert_ptr_null(taken(&w, 999, 1099));
    world_end(&w);
}
END

/* Seconds of blindness in the first days, and in how many pieces. */
static int64_t blind(struct world *w, double to, size_t *pieces)
{
    struct watch_row *rows;
    struct watch_blind *found;
    size_t n;
    int64_t sum = 0, now = w->site.setup.now;
    int64_t end = now + (int64_t)(to * HOUR);
    ck_ok(store_watches(w->store, &w->arena, now, end, &rows, &n, &w->e), w->e);
    struct watch_spans spans = {rows, n, HOUR, {now, end}};
    *pieces = watch_blindness(&w->arena, &spans, &found);
    for (size_t i = 0; i < *pieces; i++)
        sum += found[i].to - found[i].from;
    return (sum + HOUR / 2) / HOUR;
}

TEST(spans_tell_when_it_was_blind)
{
    struct world w;
    struct watch_row *rows;
    size_t n, pieces;
    world_open(&w);
    w.site.setup.all = true;
    for (int hour = 0; hour < 5; hour++)
        crawl_at(&w, GOOD, hour);
    crawl_at(&w, REFUSED, 5);
    crawl_at(&w, REFUSED, 7);
    for (int hour = 9; hour < 12; hour++)
        crawl_at(&w, GOOD, hour);
    crawl_at(&w, GOOD, 20);
    ck_ok(store_watches(w.store, &w.arena, 0, INT64_MAX, &rows, &n, &w.e), w.e);
    ck_assert_uint_eq(n, 4);
    ck_assert_str(rows[0].health, "ok");
    ck_assert_str(rows[1].health, "blocked");
    ck_assert_int_ge(str_find(rows[1].cause, STR("403")), 0);
    ck_assert_int_eq(blind(&w, 6, &pieces), 1);
    ck_assert_uint_eq(pieces, 1);
    /* 5 to 9 it was blocked, and 12 to 20 nobody looked. */
    ck_assert_int_eq(blind(&w, 21, &pieces), 4 + 8);
    ck_assert_uint_eq(pieces, 2);
    ck_assert_int_eq(blind(&w, 30, &pieces), 4 + 8 + 9);
    world_end(&w);
}
END

/* Spans of a clock that was ahead are dropped, not waited for. */
TEST(a_clock_that_was_ahead_leaves_no_span)
{
    struct world w;
    struct watch_row *rows;
    size_t n, pieces;
    world_open(&w);
    w.site.setup.all = true;
    crawl_at(&w, GOOD, 1);
    crawl_at(&w, REFUSED, 1000);
    for (int hour = 2; hour < 6; hour++)
        crawl_at(&w, GOOD, hour);
    ck_ok(store_watches(w.store, &w.arena, 0, INT64_MAX, &rows, &n, &w.e), w.e);
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(blind(&w, 6, &pieces), 0);
    world_end(&w);
}
END

TEST(a_source_that_is_held_is_left_alone)
{
    struct world w;
    bool asked;
    world_open(&w);
    crawl_at(&w, GOOD, 0);
    order(&w, SOURCE_HOLD);
    w.site.setup.all = true;
    crawl_at(&w, GOOD, 10);
    ck_assert_int_eq(w.total.sources, 0);
    ck_assert_str(only(&w).state, "held");
    order(&w, SOURCE_REMOVE);
    crawl_at(&w, GOOD, 11);
    ck_assert_int_eq(w.total.sources, 0);
    order(&w, SOURCE_RESUME);
    w.site.setup.all = false;
    crawl_at(&w, GOOD, 12);
    ck_assert_int_eq(w.total.sources, 1);
    crawl_at(&w, GOOD, 12.1);
    ck_assert_int_eq(w.total.sources, 0);
    order(&w, SOURCE_VISIT);
    ck_ok(store_source_asked(w.store, &asked, &w.e), w.e);
    ck_assert(asked);
    crawl_at(&w, GOOD, 12.2);
    ck_assert_int_eq(w.total.sources, 1);
    ck_ok(store_source_asked(w.store, &asked, &w.e), w.e);
    ck_assert(!asked);
    crawl_at(&w, GOOD, 12.3);
    ck_assert_int_eq(w.total.sources, 0);
    world_end(&w);
}
END

/* What waited when it was held waits on, and is not fetched. */
TEST(what_waits_of_a_held_source_waits)
{
    struct world w;
    world_open(&w);
    crawl_at(&w, BUSY, 0);
    order(&w, SOURCE_HOLD);
    int before = evil_hits(&w.server, 1, "/t/2");
    crawl_at(&w, GOOD, 5);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/t/2"), before);
    world_end(&w);
}
END

TEST(who_is_no_longer_named_is_unlisted)
{
    struct world w;
    world_open(&w);
    crawl_at(&w, GOOD, 0);
    w.site.setup.n_sources = 0;
    crawl_at(&w, GOOD, 1);
    ck_assert_str(only(&w).state, "unlisted");
    for (int i = 0; i < SOURCE_ORDERS; i++) {
        bool found;
        ck_ok(store_source_order(w.store, STR("source 0"), (enum source_order)i,
                                 STR("ann"), w.site.setup.now, &found, &w.e),
              w.e);
        ck_assert(!found);
    }
    ck_assert_str(only(&w).state, "unlisted");
    ck_assert_int_eq(only(&w).wish, 0);
    w.site.setup.n_sources = 1;
    crawl_at(&w, GOOD, 2);
    ck_assert_str(only(&w).state, "");
    order(&w, SOURCE_HOLD);
    w.site.setup.n_sources = 0;
    crawl_at(&w, GOOD, 3);
    ck_assert_str(only(&w).state, "unlisted");
    w.site.setup.n_sources = 1;
    crawl_at(&w, GOOD, 4);
    order(&w, SOURCE_REMOVE);
    w.site.setup.n_sources = 0;
    crawl_at(&w, GOOD, 5);
    ck_assert_str(only(&w).state, "removed");
    world_end(&w);
}
END

/* A removed source is blind in nobody's eyes; one of no known interval is
 * when a day passed without a visit. */
TEST(hours_are_told_of_what_counts)
{
    enum { DAY = 24 * HOUR };
    struct arena a = {0};
    const struct watch_row row = {1, 0, HOUR, STR("blocked"), STR("")};
    const struct watch_row good = {1, 0, HOUR, STR("ok"), STR("")};
    const struct watch_span day = {0, DAY}, week = {0, 7 * DAY};
    struct source_row source = {.id = 1, .every = HOUR, .state = STR("held")};
    ck_assert_int_eq(watch_hours(&a, &source, &row, 1, &day), 24);
    source.state = STR("removed");
    ck_assert_int_eq(watch_hours(&a, &source, &row, 1, &day), 0);
    source.state = STR("unlisted");
    ck_assert_int_eq(watch_hours(&a, &source, &row, 1, &day), 0);
    source.state = STR(""), source.every = 0;
    ck_assert_int_eq(watch_hours(&a, &source, &good, 1, &day), 0);
    ck_assert_int_eq(watch_hours(&a, &source, &good, 1, &week), 7 * 24 - 25);
    arena_clear(&a);
}
END

TEST_MAIN("alarm", a_change_is_told_once, what_goes_out_says_all,
          spans_tell_when_it_was_blind, a_clock_that_was_ahead_leaves_no_span,
          a_source_that_is_held_is_left_alone,
          what_waits_of_a_held_source_waits, hours_are_told_of_what_counts,
          who_is_no_longer_named_is_unlisted)
