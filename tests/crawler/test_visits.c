/* SPDX-License-Identifier: MIT
 * visits: nothing missed and nothing twice, through whole crawls. */
#include "tests/crawler/blog.h"

static void wants_health(struct world *w, const char *health)
{
    struct source_row *rows;
    size_t n;
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    ck_assert_str(rows[0].health, health);
}

static const struct {
    const char *kind, *path;
} ways[] = {
    {"wordpress", "/obzor/"},
    {"feed", "/comments/feed/"},
    {"feed", "/obzor/feed/"},
    {"wordpress", "/wp-json/wp/v2/comments?per_page=100"},
};

/* One blog as page, comments feed, post feed and interface. */
TEST(a_blog_in_four_sources_is_told_once)
{
    for (int first = 0; first < 4; first += 3) {
        struct world w;
        world_begin(&w, blog_serve, NULL);
        w.server.shared->mode = 41;
        for (int i = 0; i < 4; i++) {
            int k = (i + first) % 4;
            source(&w, ways[k].kind, ways[k].path)->pages = 20;
        }
        crawl(&w, 0);
        ck_assert_int_eq(mentions(&w), 41);
        ck_assert_int_eq(w.total.fresh, 41);
        crawl(&w, 2);
        w.server.shared->mode = 44;
        crawl(&w, 4);
        ck_assert_int_eq(mentions(&w), 44);
        ck_assert_int_eq(w.total.fresh, 3);
        ck_assert_int_eq(w.total.edited, 0);
        world_end(&w);
    }
}
END

/* Another name, the same address: nothing is new, nothing is forgotten. */
TEST(a_renamed_source_keeps_its_mentions)
{
    struct world w;
    struct source_row *rows;
    size_t n;
    world_begin(&w, blog_serve, NULL);
    w.server.shared->mode = 9;
    source(&w, "feed", "/comments/feed/");
    source(&w, "feed", "/obzor/feed/?other");
    w.site.setup.only = "source 0";
    crawl(&w, 0);
    w.site.setup.only = NULL;
    w.site.sources[0].is.name = STR("Портал");
    w.server.shared->mode = 10;
    crawl(&w, 2);
    ck_assert_int_eq(w.total.fresh, 1);
    ck_assert_int_eq(mentions(&w), 10);
    struct mention_filter f = {.source = STR("Портал")};
    int64_t of_it;
    ck_ok(store_mention_count(w.store, &f, &of_it, &w.e), w.e);
    ck_assert_int_eq(of_it, 10);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_uint_eq(n, 2);
    /* The names change places: two addresses, not two renamed sources. */
    w.site.sources[0].is.name = STR("source 1");
    w.site.sources[1].is.name = STR("Портал");
    crawl(&w, 4);
    ck_ok(store_sources(w.store, &w.arena, &rows, &n, &w.e), w.e);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(mentions(&w), 10);
    world_end(&w);
}
END

/* A feed whose guids are others each time: soon they are asked no more. */
static void moving(struct evil *s, struct evil_request *r)
{
    struct buf b;
    int visit = s->shared->mode;
    buf_init(&b, 1 << 20);
    buf_printf(&b, "<rss version='2.0'><channel><title>t</title>");
    for (int i = 0; i < 6; i++)
        buf_printf(&b,
                   "<item><guid isPermaLink='false'>g%d-%d</guid><title>%d"
                   "</title><description>%s, дом номер %d</description>"
                   "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate></item>",
                   i, visit, i,
                   i % 2 ? "Погода хорошая" : "Вектор: интернет не работает",
                   i);
    buf_printf(&b, "</channel></rss>");
    if (strcmp(r->path, "/robots.txt") == 0)
        evil_answer(r, 404, "", "none");
    else
        site_html(r, &b);
}

TEST(guids_that_move_are_not_believed)
{
    struct world w;
    world_begin(&w, moving, NULL);
    source(&w, "feed", "/feed");
    for (int visit = 0; visit < 8; visit++) {
        w.server.shared->mode = visit;
        crawl(&w, 2 * visit);
        ck_assert_int_eq(mentions(&w), 3);
    }
    ck_assert_int_eq(w.total.fresh + w.total.moved + w.total.edited, 0);
    world_end(&w);
}
END

/* A budget of pages a visit; 0: as molva.yaml has it when nothing is said. */
static void pages(struct world *w, int64_t n)
{
    for (size_t i = 0; i < w->site.setup.n_sources; i++)
        w->site.sources[i].pages = n;
}

/* Fourteen comments between two visits, five a page, newest page first: the
 * first visit goes back three pages, the second to what is known. */
TEST(newest_page_first_is_read_to_what_is_known)
{
    static const char *const paths[] = {"/obzor/",
                                        "/wp-json/wp/v2/comments?per_page=5"};
    for (size_t i = 0; i < 2; i++) {
        struct world w;
        world_begin(&w, blog_serve, NULL);
        source(&w, "wordpress", paths[i]);
        pages(&w, 3);
        w.server.shared->mode = 23;
        crawl(&w, 0);
        int64_t first = mentions(&w);
        ck_assert_int_ge(first, 13);
        ck_assert_int_le(first, 15);
        ck_assert_int_eq(w.total.pages, 3);
        ck_assert_int_eq(w.total.partial, 0);
        w.server.shared->mode = 37;
        crawl(&w, 2);
        ck_assert_int_eq(mentions(&w), first + 14);
        ck_assert_int_eq(w.total.partial, 0);
        int asked = w.server.shared->n;
        crawl(&w, 4);
        ck_assert_int_eq(w.server.shared->n, asked + 1);
        world_end(&w);
    }
}
END

/* More came than a visit reads: the rest is a hole, told until it is filled. */
TEST(a_hole_is_told_and_filled)
{
    enum { BEFORE = 5, MORE = 117 * BLOG_PAGE };
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "wordpress", "/wp-json/wp/v2/comments?per_page=5");
    w.server.shared->mode = BEFORE;
    crawl(&w, 0);
    w.server.shared->mode = BEFORE + MORE;
    crawl(&w, 2);
    ck_assert_int_eq(mentions(&w), BEFORE + 100 * BLOG_PAGE);
    ck_assert(world_said(&w, "page=100", "the rest is read at the next"));
    wants_health(&w, "hole");
    ck_assert_int_eq(w.total.partial, 1);
    /* What comes meanwhile moves it on. */
    w.server.shared->mode = BEFORE + MORE + 2 * BLOG_PAGE;
    crawl(&w, 4);
    ck_assert_int_eq(mentions(&w), BEFORE + MORE + 2 * BLOG_PAGE);
    ck_assert_int_eq(w.total.partial, 0);
    wants_health(&w, "ok");
    int asked = w.server.shared->n;
    crawl(&w, 6);
    ck_assert_int_eq(w.server.shared->n, asked + 1);
    world_end(&w);
}
END

/* A feed of ten, and fourteen came: four may be missing, which is told once.
 * On its first visit, and when some are known, nothing is. */
TEST(a_window_that_moved_past_is_told)
{
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "feed", "/comments/feed/");
    w.server.shared->mode = 20;
    crawl(&w, 0);
    ck_assert_int_eq(w.total.partial, 0);
    w.server.shared->mode = 29;
    crawl(&w, 2);
    ck_assert_int_eq(w.total.partial, 0);
    w.server.shared->mode = 43;
    crawl(&w, 4);
    ck_assert(world_said(&w, "/feed/", "nothing that was known before"));
    wants_health(&w, "hole");
    ck_assert_int_eq(w.total.fresh, 10);
    w.server.shared->mode = 44;
    crawl(&w, 6);
    ck_assert_int_eq(w.total.partial, 0);
    world_end(&w);
}
END

/* A forum whose last page has a next page for ever, which is itself. */
static void endless(struct evil *s, struct evil_request *r)
{
    struct buf b;
    int page = 0;
    blog_number(r, "start=", &page);
    int shown = page > 2 ? 2 : page;
    if (strcmp(r->path, "/robots.txt") == 0) {
        evil_answer(r, 404, "", "none");
        return;
    }
    buf_init(&b, 1 << 20);
    buf_printf(&b, "<html><body id='phpbb'><h2 class='topic-title'><a href='/t'"
                   ">Тема</a></h2>");
    for (int i = 0; i < SITE_POSTS; i++)
        site_post(&b, 1, shown * SITE_POSTS + i);
    buf_printf(&b,
               "<p>request %d</p><a rel='next' href='/t?start=%d'>next</a><div "
               "class='copyright'>phpBB</div></body></html>",
               s->shared->n, page + 1);
    site_html(r, &b);
}

TEST(a_next_page_without_end_is_not_followed)
{
    struct world w;
    world_begin(&w, endless, NULL);
    source(&w, "phpbb", "/t");
    pages(&w, 50);
    crawl(&w, 0);
    ck_assert_int_eq(w.total.posts, 4 * SITE_POSTS);
    for (int visit = 1; visit < 4; visit++) {
        crawl(&w, 2 * visit);
        ck_assert_int_eq(w.total.pages, 2);
        ck_assert_int_eq(evil_hits(&w.server, 1, "/t?start=5"), 0);
    }
    world_end(&w);
}
END

/* Where mentions stand is looked at again, once a day, and nothing else. */
TEST(old_pages_are_looked_at_again)
{
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "wordpress", "/obzor/");
    w.server.shared->mode = 12;
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 12);
    int first = evil_hits(&w.server, 1, "/obzor/comment-page-1/");
    crawl(&w, 2);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/obzor/comment-page-1/"), first);
    crawl(&w, 26);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/obzor/comment-page-1/"),
                     first + 1);
    ck_assert_int_eq(w.total.fresh, 0);
    world_end(&w);
}
END

/* A page that is looked at again on the same visit holds news by then: the
 * chain goes on behind it. */
TEST(news_behind_a_page_looked_at_again)
{
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "wordpress", "/wp-json/wp/v2/comments?per_page=5");
    w.server.shared->mode = 12;
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 12);
    w.server.shared->mode = 32;
    crawl(&w, 26);
    ck_assert_int_eq(mentions(&w), 32);
    world_end(&w);
}
END

enum {
    THREAD_POSTS = 0xFF,   /* of the mode: how many */
    THREAD_FALLS = 1 << 8, /* newest first, but the one that opens it */
    THREAD_EDIT = 1 << 9,  /* post 2 has other words */
    THREAD_LESS = 1 << 10  /* the newest but one was taken away */
};

static void thread_post(struct buf *b, int mode, int n)
{
    if ((mode & THREAD_LESS) && n == (mode & THREAD_POSTS) - 1)
        return;
    buf_printf(b,
               "<div class='post' id='p%d'><div class='postbody'><p class='"
               "author'><a class='username' href='/u/1'>Ира</a> » <time "
               "datetime='2026-11-10T%02d:%02d:00+03:00'>тогда</time></p><div "
               "class='content'>Вектор: не работает%s, номер %d</div></div>"
               "</div>",
               n, n / 60, n % 60,
               n == 2 && (mode & THREAD_EDIT) ? " и это" : "", n);
}

/* /list leads to /t, a thread of pages of six, the other ones /t?start=P. */
static void thread(struct evil *s, struct evil_request *r)
{
    enum { PAGE = 6 };
    int mode = s->shared->mode, page = 0, all = mode & THREAD_POSTS;
    bool falls = mode & THREAD_FALLS;
    struct buf b;
    if (strcmp(r->path, "/robots.txt") == 0) {
        evil_answer(r, 404, "", "none");
        return;
    }
    blog_number(r, "start=", &page);
    buf_init(&b, 1 << 20);
    buf_printf(&b, "<html><body id='phpbb'>");
    if (strcmp(r->path, "/list") == 0)
        buf_printf(&b, "<a class='topictitle' href='/t'>Тема</a>");
    else
        for (int i = page * PAGE + 1; i <= (page + 1) * PAGE && i <= all; i++)
            thread_post(&b, mode, falls && i > 1 ? all + 2 - i : i);
    if (strcmp(r->path, "/list") != 0 && (page + 1) * PAGE < all)
        buf_printf(&b, "<a rel='next' href='/t?start=%d'>next</a>", page + 1);
    buf_printf(&b, "<div class='copyright'>phpBB</div></body></html>");
    site_html(r, &b);
}

/* The chain begins at the page that it had reached, though an old page that
 * was looked at has an edit. */
TEST(an_edit_on_an_old_page_does_not_rewind_a_thread)
{
    struct world w;
    world_begin(&w, thread, NULL);
    source(&w, "phpbb", "/list");
    w.server.shared->mode = 20;
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 20);
    w.server.shared->mode = 20 | THREAD_EDIT;
    crawl(&w, 26);
    ck_assert_int_eq(w.total.edited, 1);
    int first = evil_hits(&w.server, 1, "/t");
    int last = evil_hits(&w.server, 1, "/t?start=3");
    w.server.shared->mode = 21 | THREAD_EDIT;
    crawl(&w, 28);
    ck_assert_int_eq(w.total.fresh, 1);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/t"), first);
    ck_assert_int_eq(evil_hits(&w.server, 1, "/t?start=3"), last + 1);
    world_end(&w);
}
END

/* Newest first below the post that opens the thread: what is new behind the
 * first page is read, and what the first page lost is gone. */
TEST(a_thread_may_turn_below_its_first_post)
{
    struct world w;
    struct mention *rows;
    struct mention_filter f = {0};
    size_t n;
    world_begin(&w, thread, NULL);
    source(&w, "phpbb", "/list");
    w.server.shared->mode = 18 | THREAD_FALLS;
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 18);
    w.server.shared->mode = 32 | THREAD_FALLS;
    crawl(&w, 2);
    ck_assert_int_eq(mentions(&w), 32);
    w.server.shared->mode = 32 | THREAD_FALLS | THREAD_LESS;
    for (int visit = 2; visit < 5; visit++) {
        crawl(&w, 2 * visit);
        ck_ok(store_mentions(w.store, &w.arena, &f, &rows, &n, &w.e), w.e);
        for (size_t i = 0; i < n; i++)
            ck_assert_int_eq(
                rows[i].post.gone > 0,
                visit > 2 && str_find(rows[i].post.text, STR("номер 31")) >= 0);
    }
    world_end(&w);
}
END

/* Back to a date goes the way that a visit goes: by the header of an
 * interface too. */
TEST(an_interface_is_read_back_to_a_date)
{
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "wordpress", "/wp-json/wp/v2/comments?per_page=5")->pages = 1;
    w.site.setup.since = 1;
    w.server.shared->mode = 17;
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 17);
    world_end(&w);
}
END

/* A theme in which the connector finds no authors: an alarm, and no edit. */
TEST(a_lost_field_is_an_alarm_and_changes_nothing)
{
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "wordpress", "/obzor/");
    w.server.shared->mode = 25;
    crawl(&w, 0);
    crawl(&w, 2);
    w.server.shared->mode = 29 | BLOG_THEME;
    crawl(&w, 4);
    ck_assert_int_eq(w.total.edited, 0);
    ck_assert_int_eq(mentions(&w), 25);
    ck_assert(world_said(&w, "/obzor/", "no post of this page has an author"));
    wants_health(&w, "changed");
    w.server.shared->mode = 29;
    crawl(&w, 30);
    ck_assert_int_eq(mentions(&w), 29);
    ck_assert_int_eq(w.total.edited, 0);
    world_end(&w);
}
END

/* A server that says "not modified" for ever, whatever there is. */
static void lying(struct evil *s, struct evil_request *r)
{
    if (strcmp(r->path, "/robots.txt") == 0)
        evil_answer(r, 404, "", "none");
    else if (evil_has(r, "If-None-Match"))
        evil_answer(r, 304, "", "");
    else
        blog_feed(s, r);
}

TEST(a_304_for_ever_is_not_believed)
{
    struct world w;
    world_begin(&w, lying, NULL);
    source(&w, "feed", "/comments/feed/");
    w.server.shared->mode = 3;
    crawl(&w, 0);
    w.server.shared->mode = 4;
    int64_t visits = 0;
    while (mentions(&w) < 4 && visits < 40)
        crawl(&w, 2 * ++visits);
    ck_assert_int_eq(visits, 21);
    world_end(&w);
}
END

/* A cookie first: the page is read on the way back, with each host's own. */
static void cookied(struct evil *s, struct evil_request *r)
{
    if (strcmp(r->path, "/robots.txt") == 0)
        evil_answer(r, 404, "", "none");
    else if (strcmp(r->path, "/circle") == 0)
        evil_answer(r, 302, "Location: /circle\r\nSet-Cookie: a=1\r\n", "");
    else if (r->host == 2 && evil_has(r, "Cookie:"))
        evil_answer(r, 403, "", "that is not mine");
    else if (r->host == 2)
        evil_redirect(r, 302, "http://127.0.0.1:%d/feed", s->port);
    else if (!evil_has(r, "Cookie: seen=1; lang=ru"))
        evil_answer(r, 302,
                    "Location: /feed\r\nSet-Cookie: lang=en\r\n"
                    "Set-Cookie: seen=1; Path=/\r\nSet-Cookie: lang=ru; "
                    "HttpOnly\r\n",
                    "");
    else
        blog_feed(s, r);
}

TEST(a_cookie_is_given_back_on_the_way)
{
    struct world w;
    world_begin(&w, cookied, NULL);
    w.server.shared->mode = 3;
    source(&w, "feed", "/feed");
    source(&w, "feed", "/circle");
    /* Two hosts are its own: only there may it be led to. */
    struct source_setup *away =
        site_source(&w.site, &w.arena, "feed", 2, w.server.port, "/away");
    struct str *url = arena_alloc(&w.arena, 2 * sizeof *url);
    url[0] = away->url.items[0];
    url[1] = str_printf(&w.arena, "http://127.0.0.1:%d/feed", w.server.port);
    away->url = (struct yaml_strs){.items = url, .n = 2};
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 3);
    ck_assert_int_eq(w.total.failed, 1);
    ck_assert(world_said(&w, "/circle", "in a circle"));
    world_end(&w);
}
END

/* How late a post was seen; of what was there before us nothing is said. */
TEST(the_delay_of_what_came_meanwhile_is_kept)
{
    struct world w;
    struct mention *rows;
    size_t n;
    world_begin(&w, blog_serve, NULL);
    source(&w, "feed", "/comments/feed/");
    w.server.shared->mode = 990;
    crawl(&w, 0);
    w.server.shared->mode = 991;
    crawl(&w, 2);
    struct mention_filter f = {0};
    ck_ok(store_mentions(w.store, &w.arena, &f, &rows, &n, &w.e), w.e);
    ck_assert_uint_eq(n, 11);
    for (size_t i = 0; i < n; i++) {
        bool late = rows[i].post.collected > w.site.setup.now + 3600;
        ck_assert_int_eq(rows[i].post.delay,
                         late ? rows[i].post.collected - rows[i].post.published
                              : -1);
    }
    world_end(&w);
}
END

TEST_MAIN("visits", a_renamed_source_keeps_its_mentions,
          guids_that_move_are_not_believed,
          newest_page_first_is_read_to_what_is_known, a_hole_is_told_and_filled,
          a_window_that_moved_past_is_told,
          a_next_page_without_end_is_not_followed,
          old_pages_are_looked_at_again, news_behind_a_page_looked_at_again,
          an_edit_on_an_old_page_does_not_rewind_a_thread,
          a_thread_may_turn_below_its_first_post,
          an_interface_is_read_back_to_a_date,
          the_delay_of_what_came_meanwhile_is_kept,
          a_304_for_ever_is_not_believed, a_cookie_is_given_back_on_the_way,
          a_lost_field_is_an_alarm_and_changes_nothing,
          a_blog_in_four_sources_is_told_once)
