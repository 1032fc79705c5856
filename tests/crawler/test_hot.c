/* SPDX-License-Identifier: MIT
 * hot: a thread in which something is going on is looked at more often. */
#include "tests/crawler/world.h"

enum { MINUTE = 60, HOUR = 3600, NOV_15 = 1794744000 };

static void serve(struct evil *s, struct evil_request *r)
{
    if (!site_serve(s, r))
        evil_answer(r, 404, "", "none");
}

static void world_open(struct world *w)
{
    world_begin(w, serve, NULL);
    site_source(&w->site, &w->arena, "phpbb", 1, w->server.port, "/forum")
        ->every = 4 * HOUR;
    w->site.sources[0].ignore_robots = true;
    w->site.setup.now = NOV_15;
}

/* Pages that a crawl so long after the first one asks for. */
static int64_t pages(struct world *w, int64_t seconds)
{
    ck_ok(world_crawl(w, seconds), w->e);
    return w->total.pages;
}

static int lists(struct world *w)
{
    return evil_hits(&w->server, 1, "/forum");
}

static int64_t next_due(struct world *w)
{
    int64_t due;
    ck_ok(store_hot_next(w->store, &due, &w->e), w->e);
    return due == INT64_MAX ? 0 : due - NOV_15;
}

TEST(a_thread_with_a_mention_is_hot_for_a_while)
{
    struct world w;
    world_open(&w);
    ck_assert_int_gt(pages(&w, 0), 3);
    ck_assert_int_eq(next_due(&w), 0); /* what was there is no news */
    w.server.shared->mode = 1;         /* a page more in thread 1 */
    ck_assert_int_gt(pages(&w, 5 * HOUR), 3);
    ck_assert_int_eq(next_due(&w) / HOUR, 6);
    int before = lists(&w);
    ck_assert_int_eq(pages(&w, 5 * HOUR + 50 * MINUTE), 0);
    ck_assert_int_eq(pages(&w, 6 * HOUR + MINUTE), 1); /* its last page */
    ck_assert_int_eq(next_due(&w) / MINUTE, 451);      /* an hour and a half */
    ck_assert_int_eq(pages(&w, 7 * HOUR + 32 * MINUTE), 1);
    ck_assert_int_eq(lists(&w), before); /* nothing else of the forum */
    /* News in it, and it begins again. */
    w.server.shared->mode = 2;
    ck_assert_int_gt(pages(&w, 9 * HOUR + 58 * MINUTE), 1);
    ck_assert_int_le(next_due(&w), 11 * HOUR);
    world_end(&w);
}
END

TEST(it_cools_down)
{
    struct world w;
    world_open(&w);
    pages(&w, 0);
    w.server.shared->mode = 1;
    pages(&w, 5 * HOUR);
    w.site.sources[0].every = 40 * HOUR; /* what follows is the thread alone */
    int looks = 0;
    for (int64_t at = 5 * HOUR; next_due(&w) && looks < 50; looks++) {
        at = next_due(&w) + 1;
        pages(&w, at);
    }
    ck_assert_int_gt(looks, 5);
    ck_assert_int_lt(looks, 20);
    world_end(&w);
}
END

/* What a look in between found belongs to the rate of the source. */
TEST(the_rate_counts_what_hot_looks_found)
{
    int64_t rate[2];
    for (int looks = 0; looks < 2; looks++) {
        struct world w;
        struct source_row *rows;
        size_t n;
        world_open(&w);
        w.site.setup.now += 24 * HOUR; /* no post is dated ahead */
        pages(&w, 0);
        w.server.shared->mode = 1;
        pages(&w, 5 * HOUR);
        w.server.shared->mode = 2;
        if (looks) {
            pages(&w, 6 * HOUR + MINUTE);
            ck_assert_int_gt(w.total.posts, 2);
        }
        pages(&w, 9 * HOUR + 58 * MINUTE);
        ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
        rate[looks] = rows[0].rate;
        world_end(&w);
    }
    /* The servers' own seconds are in it. */
    ck_assert_int_le(llabs((long long)(rate[1] - rate[0])), 120);
}
END

/* One thread in vain says nothing about the forum. */
TEST(a_hot_thread_that_is_gone_is_no_dead_forum)
{
    struct world w;
    struct source_row *rows;
    size_t n;
    world_open(&w);
    pages(&w, 0);
    w.server.shared->mode = 1;
    pages(&w, 5 * HOUR);
    w.server.shared->mode = -2; /* its last page is no more */
    for (int i = 0; i < 4; i++)
        pages(&w, next_due(&w) + 1);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_str(rows[0].health, "ok");
    ck_assert_int_eq(rows[0].fails, 0);
    world_end(&w);
}
END

TEST(our_reply_makes_it_hot)
{
    struct world w;
    world_open(&w);
    pages(&w, 0);
    ck_assert(place_sql(w.path,
                        "UPDATE cases SET status = 'approved', posted = "
                        "1794744600, posted_by = 'ann', posted_url = "
                        "'https://a.example/1' WHERE id = (SELECT "
                        "min(id) FROM cases)"));
    ck_assert_int_eq(pages(&w, 30 * MINUTE), 0);
    ck_assert_int_eq(next_due(&w) / MINUTE, 90);
    ck_assert_int_ge(pages(&w, 91 * MINUTE), 1);
    ck_assert_int_eq(lists(&w), 1);
    world_end(&w);
}
END

TEST_MAIN("hot", the_rate_counts_what_hot_looks_found,
          a_thread_with_a_mention_is_hot_for_a_while, it_cools_down,
          a_hot_thread_that_is_gone_is_no_dead_forum, our_reply_makes_it_hot)
