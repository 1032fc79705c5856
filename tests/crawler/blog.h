/* SPDX-License-Identifier: MIT
 *
 * blog: one post of a WordPress blog with its comments, shown as that program
 * shows them: by page, newest page first; in two feeds; by its interface.
 *
 *   /obzor/                     the newest page of BLOG_PAGE comments
 *   /obzor/comment-page-K/      page K, the oldest is 1
 *   /comments/feed/, /obzor/feed/   the newest BLOG_FEED
 *   /wp-json/wp/v2/comments     newest first, ?per_page= and &page=, whose next
 *                               page only a header tells
 *
 * The mode of the server says how many comments there are, and more. */
#ifndef MOLVA_TESTS_BLOG_H
#define MOLVA_TESTS_BLOG_H

#include "tests/crawler/world.h"

enum {
    BLOG_PAGE = 5,
    BLOG_FEED = 10,
    BLOG_COMMENTS = 0xFFFF,  /* of the mode: how many */
    BLOG_REMOVED = 1 << 16,  /* comment 2 was taken away */
    BLOG_THEME = 1 << 17,    /* a theme whose marks nobody knows */
    BLOG_BROKEN = 1 << 18,   /* the interface does not answer */
    BLOG_NAMELESS = 1 << 19, /* comment 2 names nobody any more */
    BLOG_NO_IDS = 1 << 20,   /* the feeds have no guids */
    BLOG_EDGE = 1 << 21      /* comment 6, first of page 2, was taken away */
};

EVIL_USE bool blog_shows(const struct evil *s, int n)
{
    int mode = s->shared->mode;
    return n >= 1 && n <= (mode & BLOG_COMMENTS) &&
           !(n == 2 && (mode & BLOG_REMOVED)) &&
           !(n == BLOG_PAGE + 1 && (mode & BLOG_EDGE));
}

EVIL_USE const char *blog_author(int n)
{
    static const char *const names[] = {"Иван", "Лена", "Тим", "Ира"};
    return names[n % 4];
}

/* Every fifth says the same words. */
EVIL_USE void blog_text(const struct evil *s, char out[128], int n)
{
    if (n == 2 && (s->shared->mode & BLOG_NAMELESS))
        snprintf(out, 128, "Не работает и это, комментарий номер %d", n);
    else if (n % 5 == 0)
        snprintf(out, 128, "Вектор опять не работает");
    else
        snprintf(out, 128, "Вектор: не работает, комментарий номер %d", n);
}

EVIL_USE const char *blog_time(char out[40], int n, const char *form)
{
    time_t at = 1795340000 - (1000 - n) * 61; /* a minute apart */
    struct tm tm;
    gmtime_r(&at, &tm);
    strftime(out, 40, form, &tm);
    return out;
}

EVIL_USE void blog_link(const struct evil *s, struct evil_request *r, int n,
                        char out[128])
{
    snprintf(out, 128, "http://127.0.0.%d:%d/obzor/comment-page-%d/#comment-%d",
             r->host, s->port, (n - 1) / BLOG_PAGE + 1, n);
}

EVIL_USE void blog_comment(const struct evil *s, struct evil_request *r,
                           struct buf *b, int n)
{
    char text[128], at[40], link[128];
    bool known = !(s->shared->mode & BLOG_THEME);
    blog_text(s, text, n);
    blog_link(s, r, n, link);
    blog_time(at, n, "%Y-%m-%dT%H:%M:%S+00:00");
    if (known)
        buf_printf(b,
                   "<li id='comment-%d' class='comment'><div class='"
                   "comment-author'><b class='fn'>%s</b></div><div class='"
                   "comment-metadata'><a href='%s'><time datetime='%s'>%s"
                   "</time></a></div><div class='comment-content'><p>%s</p>"
                   "</div></li>",
                   n, blog_author(n), link, at, at, text);
    else
        buf_printf(b,
                   "<li id='comment-%d' class='comment'><p>%s</p><p><a "
                   "href='%s'><time datetime='%s'>%s</time></a></p><div "
                   "class='comment-content'><p>%s</p><p>%s</p></div></li>",
                   n, blog_author(n), link, at, at, blog_author(n), text);
}

/* The number behind these words of the path, if they are there. */
EVIL_USE void blog_number(const struct evil_request *r, const char *words,
                          int *n)
{
    const char *at = strstr(r->path, words);
    if (at)
        *n = (int)strtol(at + strlen(words), NULL, 10);
}

EVIL_USE void blog_page(const struct evil *s, struct evil_request *r)
{
    struct buf b;
    int n = s->shared->mode & BLOG_COMMENTS, last = (n - 1) / BLOG_PAGE + 1;
    int page = last;
    blog_number(r, "comment-page-", &page);
    if (page > last) {
        evil_answer(r, 404, "", "no");
        return;
    }
    buf_init(&b, 1 << 20);
    buf_printf(&b, "<!DOCTYPE html><html><head><meta name='generator' "
                   "content='WordPress 6.1'></head><body><h1 class='"
                   "entry-title'>Обзор</h1><ol class='comment-list'>");
    for (int i = (page - 1) * BLOG_PAGE + 1; i <= page * BLOG_PAGE; i++)
        if (blog_shows(s, i))
            blog_comment(s, r, &b, i);
    buf_printf(&b, "</ol><nav class='comment-navigation'>");
    if (page > 1)
        buf_printf(&b,
                   "<div class='nav-previous'><a href='/obzor/comment-page-%d/"
                   "#comments'>Older</a></div>",
                   page - 1);
    if (page < last)
        buf_printf(&b,
                   "<div class='nav-next'><a href='/obzor/comment-page-%d/"
                   "#comments'>Newer</a></div>",
                   page + 1);
    buf_printf(&b, "</nav></body></html>");
    site_html(r, &b);
}

EVIL_USE void blog_feed(const struct evil *s, struct evil_request *r)
{
    struct buf b;
    char text[128], at[40], link[128];
    buf_init(&b, 1 << 20);
    buf_printf(&b,
               "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl."
               "org/dc/elements/1.1/'><channel><title>Comments</title>");
    int shown = 0;
    for (int i = s->shared->mode & BLOG_COMMENTS; i && shown < BLOG_FEED; i--) {
        if (!blog_shows(s, i))
            continue;
        shown++;
        blog_text(s, text, i);
        blog_link(s, r, i, link);
        buf_printf(&b,
                   "<item><title>By: %s</title><link>%s</link><dc:creator>%s"
                   "</dc:creator><pubDate>%s</pubDate>",
                   blog_author(i), link, blog_author(i),
                   blog_time(at, i, "%a, %d %b %Y %H:%M:%S +0000"));
        if (!(s->shared->mode & BLOG_NO_IDS))
            buf_printf(&b,
                       "<guid isPermaLink='false'>http://127.0.0.%d:%d/?p=9"
                       "#comment-%d</guid>",
                       r->host, s->port, i);
        buf_printf(&b, "<description>%s%s</description></item>",
                   i % 3 ? "" : "In reply to Тим. ", text);
    }
    buf_printf(&b, "</channel></rss>");
    site_html(r, &b);
}

EVIL_USE void blog_json(const struct evil *s, struct evil_request *r)
{
    struct buf b, head;
    char text[128], at[40], link[128];
    int page = 1, each = 10;
    blog_number(r, "per_page=", &each);
    blog_number(r, "&page=", &page);
    buf_init(&b, 1 << 20);
    buf_init(&head, 1 << 10);
    int from = (s->shared->mode & BLOG_COMMENTS) - (page - 1) * each;
    for (int i = from; i > from - each && i > 0; i--) {
        if (!blog_shows(s, i))
            continue;
        blog_text(s, text, i);
        blog_link(s, r, i, link);
        buf_printf(&b,
                   "%s{\"id\":%d,\"post\":9,\"parent\":0,\"author_name\":"
                   "\"%s\",\"date_gmt\":\"%s\",\"content\":{\"rendered\":"
                   "\"<p>%s</p>\"},\"link\":\"%s\"}",
                   b.n ? "," : "[", i, blog_author(i),
                   blog_time(at, i, "%Y-%m-%dT%H:%M:%S"), text, link);
    }
    buf_z(&b, b.n ? "]" : "[]");
    if (from > each)
        buf_printf(&head,
                   "Link: <http://127.0.0.%d:%d/wp-json/wp/v2/comments?"
                   "per_page=%d&page=1>; rel=\"prev\", </wp-json/wp/v2/"
                   "comments?per_page=%d&page=%d>; rel=next\r\n",
                   r->host, s->port, each, each, page + 1);
    evil_text(r,
              "HTTP/1.1 200 X\r\nContent-Type: application/json\r\n%.*s"
              "Content-Length: %zu\r\n\r\n",
              (int)head.n, head.n ? head.p : "", b.n);
    evil_write(r, b.p, b.n);
    buf_clear(&b);
    buf_clear(&head);
}

EVIL_USE void blog_serve(struct evil *s, struct evil_request *r)
{
    bool api = strncmp(r->path, "/wp-json/", 9) == 0;
    if (strcmp(r->path, "/robots.txt") == 0 ||
        (api && (s->shared->mode & BLOG_BROKEN)))
        evil_answer(r, 404, "", "none");
    else if (strstr(r->path, "feed/"))
        blog_feed(s, r);
    else if (api)
        blog_json(s, r);
    else
        blog_page(s, r);
}

/* ---- what tests of whole crawls share ---- */

EVIL_USE struct source_setup *source(struct world *w, const char *kind,
                                     const char *path)
{
    return site_source(&w->site, &w->arena, kind, 1, w->server.port, path);
}

EVIL_USE void crawl(struct world *w, int64_t hours)
{
    if (!world_crawl(w, hours * 3600))
        ck_abort_msg("%s", w->e.msg);
}

EVIL_USE int64_t mentions(struct world *w)
{
    int64_t n;
    struct mention_filter f = {0};
    ck_ok(store_mention_count(w->store, &f, &n, &w->e), w->e);
    return n;
}

#endif
