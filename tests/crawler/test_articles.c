/* SPDX-License-Identifier: MIT
 * articles: a feed of beginnings with `full: true` is read through to its
 * articles, each of them once (asks 8, 23). */
#include "tests/crawler/world.h"

enum { HOUR = 3600, NOV_15 = 1794744000, ITEMS = 4, MANY = 40 };

#define LONG                                                                                                              \
    "Вчера в городе было тихо, и ничего не случилось, о чём стоило бы " \
    "рассказать подробно, кроме одного."

static void feed(struct evil *s, struct evil_request *r)
{
    struct buf b;
    int n = s->shared->mode > 1 ? MANY : ITEMS + s->shared->mode;
    buf_init(&b, 1 << 20);
    buf_z(&b, "<?xml version='1.0'?><rss version='2.0'><channel><title>x"
              "</title>");
    for (int i = n; i > 0; i--)
        buf_printf(&b,
                   "<item><guid>g%d</guid><title>Новость %d</title><author>Ann"
                   "</author><link>/a/%d%s</link><description>%s […]"
                   "</description><pubDate>14 Nov 2026 10:%02d:00 GMT"
                   "</pubDate></item>",
                   i, i, s->shared->mode < 0 ? 1 : i,
                   s->shared->mode < 0 ? i == 3 ? "#c3" : "#c" : "",
                   i == 3 ? "Вектор опять не работает" : "Вчера", i);
    buf_z(&b, "</channel></rss>");
    site_html(r, &b);
}

static void article(struct evil_request *r, int n)
{
    static const char *const NEWS[] = {
        "Открылась выставка кошек, приходите все, вход сегодня бесплатный.",
        "Абоненты жалуются: у Вектора не работает интернет, деньги не "
        "возвращают.",
        "В парке высадили сорок деревьев, школьникам помогали родители.",
        "У Вектора списали с клиентов лишнее, и телефон поддержки молчит."};
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_printf(&b,
               "<html><body><nav><a href=/>Вектор</a></nav><div><div class=x>"
               "<p>" LONG "</p><p>%s</p><p>Подробности в номере %d.</p></div>"
               "<div class=c><p>Вектор</p></div></div></body></html>",
               NEWS[n % 4], n);
    site_html(r, &b);
}

static void serve(struct evil *s, struct evil_request *r)
{
    int n = strncmp(r->path, "/a/", 3) == 0 ? (int)strtol(r->path + 3, NULL, 10)
                                            : 0;
    if (strcmp(r->path, "/news") == 0)
        feed(s, r);
    else if (strcmp(r->path, "/robots.txt") == 0)
        evil_answer(r, 200, "Content-Type: text/plain\r\n",
                    "User-agent: *\nDisallow: /a/4$\n");
    else if (n == 3 || !n)
        evil_answer(r, 404, "", "none");
    else
        article(r, n);
}

static void world_open(struct world *w, bool full)
{
    world_begin(w, serve, NULL);
    struct source_setup *s =
        site_source(&w->site, &w->arena, "feed", 1, w->server.port, "/news");
    s->every = 4 * HOUR;
    s->full = full;
    w->site.setup.now = NOV_15;
}

static size_t mentions(struct world *w, struct mention **rows)
{
    struct mention_filter f = {0};
    size_t n;
    ck_ok(store_mentions(w->store, &w->arena, &f, rows, &n, &w->e), w->e);
    return n;
}

static const struct mention *of(const struct mention *rows, size_t n,
                                const char *title)
{
    for (size_t i = 0; i < n; i++)
        if (str_eqz(rows[i].post.title, title))
            return &rows[i];
    return NULL;
}

static int asked(struct world *w, int n)
{
    char path[20];
    snprintf(path, sizeof path, "/a/%d", n);
    return evil_hits(&w->server, 0, path);
}

TEST(the_article_is_the_first_version)
{
    struct world w;
    struct mention *rows;
    world_open(&w, true);
    ck_ok(world_crawl(&w, 0), w.e);
    size_t n = mentions(&w, &rows);
    ck_assert_int_eq(n, 2);
    const struct mention *m = of(rows, n, "Новость 1");
    ck_assert(m && str_find(m->post.text, STR("деньги не возвращают")) > 0 &&
              str_find(m->post.text, STR("тихо")) > 0 &&
              str_eqz(m->post.author, "Ann") && m->post.published &&
              m->verdict.type.n);
    ck_assert(str_find(m->post.text, STR("[…]")) < 0);
    m = of(rows, n, "Новость 3"); /* its article is not there */
    ck_assert(m && str_find(m->post.text, STR("[…]")) > 0);
    ck_assert(world_said(&w, "/a/3", "not found"));
    ck_assert(world_said(&w, "/a/4", "robots"));
    ck_assert_int_eq(w.total.fresh, 2);
    ck_assert_int_eq(w.total.posts, ITEMS);
    ck_assert_int_eq(asked(&w, 4), 0);
    struct source_row *sources;
    ck_ok(store_sources(w.store, &w.arena, &sources, &n, &w.e), w.e);
    ck_assert_str(sources[0].health, "partial");
    world_end(&w);
}
END

TEST(an_article_is_asked_for_once)
{
    struct world w;
    world_open(&w, true);
    ck_ok(world_crawl(&w, 0), w.e);
    int64_t fresh = w.total.fresh;
    for (int at = 5; at < 24; at += 5) {
        w.server.shared->mode = at > 5; /* an item more */
        ck_ok(world_crawl(&w, at * HOUR), w.e);
        ck_assert_int_eq(w.total.edited, 0);
        fresh += w.total.fresh;
    }
    for (int i = 1; i <= ITEMS + 1; i++)
        ck_assert_int_eq(asked(&w, i), i == 4 ? 0 : 1);
    ck_assert_int_eq(fresh, 3);
    /* Two days later its page is looked at for edits, and is as it was. */
    ck_ok(world_crawl(&w, 50 * HOUR), w.e);
    ck_assert_int_gt(asked(&w, 1) + asked(&w, 5), 2);
    ck_assert_int_eq(w.total.edited + w.total.fresh, 0);
    world_end(&w);
}
END

/* More than a visit reads. */
TEST(what_is_left_is_read_later)
{
    struct world w;
    world_open(&w, true);
    w.server.shared->mode = 2;
    ck_ok(world_crawl(&w, 0), w.e);
    ck_assert(world_said(&w, "/news", "are read at the next visits"));
    int first = 0, all = 0;
    int64_t fresh = w.total.fresh;
    for (int i = 1; i <= MANY; i++)
        first += asked(&w, i);
    ck_assert(first > 20 && first < MANY - 1);
    ck_ok(world_crawl(&w, 5 * HOUR), w.e);
    for (int i = 1; i <= MANY; i++)
        all += asked(&w, i);
    ck_assert_int_eq(all, MANY - 1); /* all but what robots.txt forbids */
    ck_assert_int_eq(fresh + w.total.fresh, MANY / 2);
    world_end(&w);
}
END

/* Without it nothing is asked for, and what is known is no news later. */
TEST(it_may_begin_later)
{
    struct world w;
    struct mention *rows;
    world_open(&w, false);
    ck_ok(world_crawl(&w, 0), w.e);
    ck_assert_int_eq(asked(&w, 1) + asked(&w, 3), 0);
    ck_assert_int_eq(mentions(&w, &rows), 1);
    w.site.sources[0].full = true;
    w.server.shared->mode = 1;
    ck_ok(world_crawl(&w, 5 * HOUR), w.e);
    ck_assert_int_eq(asked(&w, 3), 0); /* a mention already */
    ck_assert_int_eq(asked(&w, 5), 1);
    ck_assert_int_eq(w.total.edited, 0);
    world_end(&w);
}
END

/* Comments of one page have no page of their own: none is lost in another's. */
TEST(a_part_of_a_page_is_taken_as_it_is)
{
    struct world w;
    struct mention *rows;
    world_open(&w, true);
    w.server.shared->mode = -1;
    ck_ok(world_crawl(&w, 0), w.e);
    ck_assert_int_eq(asked(&w, 1), 0);
    size_t n = mentions(&w, &rows);
    ck_assert(of(rows, n, "Новость 3") != NULL);
    world_end(&w);
}
END

TEST_MAIN("articles", the_article_is_the_first_version,
          an_article_is_asked_for_once, what_is_left_is_read_later,
          it_may_begin_later, a_part_of_a_page_is_taken_as_it_is)
