/* SPDX-License-Identifier: MIT
 * gone: what is not on its page any more, through whole crawls. */
#include "tests/crawler/blog.h"

/* Times of the mention with this text, and of its events that are `what`. */
static int64_t gone_of(struct world *w, const char *text, const char *what,
                       int64_t *events)
{
    struct mention *rows;
    struct event_row *told;
    size_t n, k;
    struct mention_filter f = {0};
    int64_t gone = -1;
    *events = 0;
    ck_ok(store_mentions(w->store, &w->arena, &f, &rows, &n, &w->e), w->e);
    for (size_t i = 0; i < n; i++) {
        if (str_find(rows[i].post.text, str_of(text)) < 0)
            continue;
        gone = rows[i].post.gone;
        ck_ok(store_events(w->store, &w->arena, rows[i].id, &told, &k, &w->e),
              w->e);
        for (size_t j = 0; j < k; j++)
            if (str_eqz(told[j].what, what)) {
                *events += 1;
                ck_assert_int_eq(told[j].case_id, rows[i].case_.id);
            }
    }
    return gone;
}

/* A comment is taken away: believed at the second look, told once; and back. */
TEST(what_was_removed_is_told)
{
    int64_t events;
    for (int pages_of = 1; pages_of < 3; pages_of++) {
        struct world w;
        world_begin(&w, blog_serve, NULL);
        source(&w, "wordpress",
               pages_of > 1 ? "/obzor/comment-page-1/" : "/obzor/");
        w.server.shared->mode = pages_of > 1 ? 12 : 4;
        int mode = w.server.shared->mode;
        crawl(&w, 0);
        ck_assert_int_eq(mentions(&w), mode);
        w.server.shared->mode = mode | BLOG_REMOVED;
        /* Where the newest page is looked at, older ones wait for a day. */
        int step = pages_of > 1 ? 25 : 2;
        crawl(&w, step);
        ck_assert_int_eq(gone_of(&w, "номер 2", "gone", &events), 0);
        crawl(&w, 2 * step);
        ck_assert_int_gt(gone_of(&w, "номер 2", "gone", &events), 0);
        ck_assert_int_eq(events, 1);
        ck_assert_int_eq(gone_of(&w, "номер 3", "gone", &events), 0);
        crawl(&w, 3 * step);
        gone_of(&w, "номер 2", "gone", &events);
        ck_assert_int_eq(events, 1);
        w.server.shared->mode = mode;
        crawl(&w, 4 * step);
        ck_assert_int_eq(gone_of(&w, "номер 2", "back", &events), 0);
        ck_assert_int_eq(events, 1);
        world_end(&w);
    }
}
END

/* The first of a page might stand on the page before: that is looked at, too.
 */
TEST(what_was_removed_at_the_edge_of_a_page_is_told)
{
    int64_t events;
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "wordpress", "/obzor/comment-page-1/");
    w.server.shared->mode = 12;
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 12);
    w.server.shared->mode = 12 | BLOG_EDGE;
    crawl(&w, 25);
    ck_assert_int_eq(gone_of(&w, "номер 6", "gone", &events), 0);
    for (int look = 2; look < 5; look++)
        crawl(&w, 25 * look);
    ck_assert_int_gt(gone_of(&w, "номер 6", "gone", &events), 0);
    ck_assert_int_eq(events, 1);
    for (int i = 1; i <= 12; i++) {
        char text[32];
        snprintf(text, sizeof text, "номер %d", i);
        if (i % 5 && i != 6 && i != 1)
            ck_assert_int_eq(gone_of(&w, text, "gone", &events), 0);
    }
    w.server.shared->mode = 12;
    crawl(&w, 125);
    crawl(&w, 150);
    ck_assert_int_eq(gone_of(&w, "номер 6", "back", &events), 0);
    world_end(&w);
}
END

/* So many mentions are gone. */
static int64_t missing(struct world *w)
{
    struct mention *rows;
    size_t n;
    struct mention_filter f = {0};
    int64_t gone = 0;
    ck_ok(store_mentions(w->store, &w->arena, &f, &rows, &n, &w->e), w->e);
    for (size_t i = 0; i < n; i++)
        gone += rows[i].post.gone > 0;
    return gone;
}

/* A comment that two sources have, and whose author takes our name out, is on
 * its page still, until it is taken away. */
TEST(what_names_nobody_any_more_is_not_gone)
{
    struct world w;
    int64_t events;
    world_begin(&w, blog_serve, NULL);
    source(&w, "feed", "/obzor/feed/");
    source(&w, "wordpress", "/wp-json/wp/v2/comments?per_page=100");
    w.server.shared->mode = 3 | BLOG_NO_IDS;
    crawl(&w, 0);
    ck_assert_int_eq(mentions(&w), 3);
    for (int i = 1; i <= 4; i++) {
        w.server.shared->mode =
            (i + 2) | BLOG_NO_IDS | BLOG_NAMELESS | BLOG_BROKEN;
        crawl(&w, 2 * i);
        ck_assert_int_eq(missing(&w), 0);
        /* Its new words are kept, by the second source that shows them too. */
        ck_assert_int_eq(w.total.edited, i == 1);
        gone_of(&w, "и это, комментарий номер 2", "unnamed", &events);
        ck_assert_int_eq(events, 1);
    }
    w.server.shared->mode |= BLOG_REMOVED;
    crawl(&w, 10);
    crawl(&w, 12);
    ck_assert_int_eq(missing(&w), 1);
    world_end(&w);
}
END

/* What newer posts push out of a window, or away for one look, is not gone. */
TEST(what_moved_on_is_not_gone)
{
    int64_t events;
    struct world w;
    world_begin(&w, blog_serve, NULL);
    source(&w, "feed", "/comments/feed/");
    source(&w, "wordpress", "/wp-json/wp/v2/comments?per_page=5");
    w.server.shared->mode = 10;
    for (int i = 0; i < 6; i++) {
        w.server.shared->mode = 10 + 2 * i;
        crawl(&w, 2 * i);
    }
    w.server.shared->mode |= BLOG_REMOVED; /* out of the windows by now */
    crawl(&w, 14);
    crawl(&w, 16);
    for (int i = 1; i <= 20; i++) {
        char text[32];
        snprintf(text, sizeof text, "номер %d", i);
        if (i % 5)
            ck_assert_int_eq(gone_of(&w, text, "gone", &events), 0);
    }
    world_end(&w);
}
END

/* Two pages of a wiki: the first comment goes from /wiki/Talk to the other, and
 * from there. Mode 1: it is there; 2: nowhere; 3: nowhere, and the other page
 * is away; 4: on both. */
static void wiki_serve(struct evil *s, struct evil_request *r)
{
    static const char *const SAID[] = {"номер 1", "номер 2", "номер 3"};
    bool past = strstr(r->path, "Archive") != NULL;
    int mode = s->shared->mode;
    struct buf b;
    buf_init(&b, 1 << 16);
    if (strstr(r->path, "robots.txt") || (past && mode == 3)) {
        evil_answer(r, 404, "", "none");
        buf_clear(&b);
        return;
    }
    buf_printf(&b, "<html><head><meta name=generator content='MediaWiki 1.39'/>"
                   "</head><body><h1 id=firstHeading>Talk</h1><div "
                   "id=mw-content-text><div class=mw-parser-output>");
    int first = !past && mode > 0 && mode < 4;
    for (int i = first; i < (past ? mode == 1 || mode == 4 : 3); i++)
        buf_printf(&b,
                   "<p>Вектор: не работает, комментарий %s. <a href='/wiki/"
                   "User:Ann' title='User:Ann'>Ann</a> 10:%02d, 20 November "
                   "2026 (UTC)</p>",
                   SAID[i], 10 + i);
    if (past) /* in the first one's stead, so that the page is read */
        buf_printf(&b, "<p>Вектор: не работает, комментарий номер 9. <a "
                       "href='/wiki/User:Bob' title='User:Bob'>Bob</a> 10:59, "
                       "20 November 2026 (UTC)</p>");
    buf_printf(&b, "</div></div></body></html>");
    site_html(r, &b);
}

/* An archive has it now: read after the page that it left, then unchanged and
 * read before; and when it leaves that as well, it is gone. */
TEST(what_another_page_has_is_not_gone)
{
    int64_t events;
    for (int order = 0; order < 2; order++) {
        struct world w;
        world_begin(&w, wiki_serve, NULL);
        source(&w, "mediawiki", order ? "/wiki/Archive" : "/wiki/Talk");
        source(&w, "mediawiki", order ? "/wiki/Talk" : "/wiki/Archive");
        crawl(&w, 0);
        ck_assert_int_eq(mentions(&w), 4);
        w.server.shared->mode = 1;
        for (int i = 1; i < 6; i++)
            crawl(&w, 25 * i);
        ck_assert_int_eq(mentions(&w), 4);
        ck_assert_int_eq(gone_of(&w, "номер 1", "gone", &events), 0);
        ck_assert_int_eq(events, 0);
        w.server.shared->mode = 2;
        crawl(&w, 25 * 6);
        ck_assert_int_eq(gone_of(&w, "номер 1", "gone", &events), 0);
        crawl(&w, 25 * 7);
        crawl(&w, 25 * 8);
        ck_assert_int_gt(gone_of(&w, "номер 1", "gone", &events), 0);
        ck_assert_int_eq(events, 1);
        ck_assert_int_eq(gone_of(&w, "номер 2", "gone", &events), 0);
        world_end(&w);
    }
}
END

/* A page that is away says nothing of what it held. */
TEST(what_a_page_that_is_away_had_is_gone)
{
    int64_t events;
    struct world w;
    world_begin(&w, wiki_serve, NULL);
    w.server.shared->mode = 4;
    source(&w, "mediawiki", "/wiki/Talk");
    source(&w, "mediawiki", "/wiki/Archive");
    crawl(&w, 0);
    crawl(&w, 25);
    w.server.shared->mode = 3;
    for (int i = 2; i < 6; i++)
        crawl(&w, 25 * i);
    ck_assert_int_gt(gone_of(&w, "номер 1", "gone", &events), 0);
    ck_assert_int_eq(gone_of(&w, "номер 2", "gone", &events), 0);
    world_end(&w);
}
END

TEST_MAIN("gone", what_was_removed_is_told,
          what_a_page_that_is_away_had_is_gone,
          what_was_removed_at_the_edge_of_a_page_is_told,
          what_names_nobody_any_more_is_not_gone, what_moved_on_is_not_gone,
          what_another_page_has_is_not_gone)
