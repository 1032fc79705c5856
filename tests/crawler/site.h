/* SPDX-License-Identifier: MIT
 *
 * site: a small forum and a feed, generated, to be crawled in tests; and a
 * workspace for the crawler with the project's own rules.
 *
 *   /forum            list of the threads 1 .. SITE_THREADS
 *   /t/N?start=P      page P (from 0) of thread N, oldest posts first
 *   /feed?page=P      page P (from 1) of a feed, newest posts first
 *
 * The mode of the server (evil_shared.mode) adds posts: each step one more
 * page to thread 1 and one more entry to the feed. */
#ifndef MOLVA_SITE_H
#define MOLVA_SITE_H

#include "base/base.h"
#include "crawler/crawler.h"
#include "tests/crawler/evil.h"
#include "tests/place.h"
#include "tests/test.h"

enum { SITE_THREADS = 3, SITE_PAGES = 3, SITE_POSTS = 4, SITE_ENTRIES = 5 };

EVIL_USE void site_post(struct buf *b, int thread, int number)
{
    static const char *texts[] = {
        "Вектор Телеком: интернет не работает третий день, договор 1234",
        "Погода сегодня хорошая, пойдём гулять",
        "У Вектора всё отлично, спасибо за помощь",
        "Вектор списал 500 рублей дважды, верните деньги"};
    buf_printf(b,
               "<div class='post' id='p%d'><div class='postbody'><h3><a "
               "href='/t/%d?p=%d#p%d'>Re</a></h3><p class='author'><a "
               "class='username' href='/u/%d'>Автор %d</a> » <time "
               "datetime='2026-11-%02dT10:%02d:00+03:00'>тогда</time></p><div "
               "class='content'>%s. Сообщение %d.</div></div></div>",
               thread * 1000 + number, thread, number, thread * 1000 + number,
               number % 7, number % 7, 1 + number % 20, number % 60,
               texts[number % 4], thread * 1000 + number);
}

EVIL_USE void site_html(struct evil_request *r, struct buf *b)
{
    evil_text(r,
              "HTTP/1.1 200 X\r\nContent-Type: text/html; charset=utf-8\r\n"
              "ETag: \"%016llx\"\r\nContent-Length: %zu\r\n\r\n",
              (unsigned long long)str_hash(buf_view(b)), b->n);
    evil_write(r, b->p, b->n);
    buf_clear(b);
}

EVIL_USE void site_thread(struct evil *s, struct evil_request *r, int thread,
                          int page)
{
    struct buf b;
    int pages = SITE_PAGES + (thread == 1 ? s->shared->mode : 0);
    if (page >= pages) {
        evil_answer(r, 404, "", "none");
        return;
    }
    buf_init(&b, 1 << 20);
    buf_printf(&b,
               "<html><body id='phpbb'><h2 class='topic-title'><a "
               "href='/t/%d'>Тема %d</a></h2>",
               thread, thread);
    for (int i = 0; i < SITE_POSTS; i++)
        site_post(&b, thread, page * SITE_POSTS + i);
    buf_printf(&b, "<div class='pagination'>");
    if (page == 1)
        buf_printf(&b, "<a rel='prev' href='/t/%d'>prev</a>", thread);
    else if (page)
        buf_printf(&b, "<a rel='prev' href='/t/%d?start=%d'>prev</a>", thread,
                   page - 1);
    buf_printf(&b, "<ul><li><a href='/t/%d?start=%d'>%d</a></li></ul>", thread,
               pages - 1, pages);
    if (page + 1 < pages)
        buf_printf(&b, "<a rel='next' href='/t/%d?start=%d'>next</a>", thread,
                   page + 1);
    buf_printf(&b, "</div><div class='copyright'>phpBB</div></body></html>");
    site_html(r, &b);
}

EVIL_USE void site_forum(struct evil_request *r)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_printf(&b, "<html><body id='phpbb'>");
    for (int i = 1; i <= SITE_THREADS; i++)
        buf_printf(&b, "<a class='topictitle' href='/t/%d'>Тема %d</a>", i, i);
    buf_printf(&b, "<div class='copyright'>phpBB</div></body></html>");
    site_html(r, &b);
}

EVIL_USE void site_feed(struct evil *s, struct evil_request *r, int page)
{
    struct buf b;
    int newest = 20 + s->shared->mode - (page - 1) * SITE_ENTRIES;
    buf_init(&b, 1 << 20);
    buf_printf(&b, "<?xml version='1.0'?><rss version='2.0' "
                   "xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
                   "<title>Новости</title>");
    if (newest > SITE_ENTRIES)
        buf_printf(&b, "<link rel='next' href='/feed?page=%d'/>", page + 1);
    for (int i = newest; i > newest - SITE_ENTRIES && i > 0; i--)
        buf_printf(&b,
                   "<item><guid>n%d</guid><title>Новость %d</title>"
                   "<description>Вектор Телеком не отвечает, номер %d"
                   "</description><pubDate>%02d Nov 2026 10:00:00 GMT"
                   "</pubDate></item>",
                   i, i, i, 1 + i % 20);
    buf_printf(&b, "</channel></rss>");
    site_html(r, &b);
}

/* Answers what belongs to the site; false for other paths. */
EVIL_USE bool site_serve(struct evil *s, struct evil_request *r)
{
    char *end;
    long n = strtol(r->path + 3, &end, 10), page = 0;
    if (strncmp(r->path, "/t/", 3) == 0) {
        if (strncmp(end, "?start=", 7) == 0)
            page = strtol(end + 7, NULL, 10);
        site_thread(s, r, (int)n, (int)page);
    } else if (strcmp(r->path, "/forum") == 0) {
        site_forum(r);
    } else if (strncmp(r->path, "/feed", 5) == 0) {
        char *q = strstr(r->path, "page=");
        site_feed(s, r, q ? (int)strtol(q + 5, NULL, 10) : 1);
    } else {
        return false;
    }
    return true;
}

/* What the crawler is told: the brand Вектор, and up to four sources. */
struct site_setup {
    struct crawler_setup setup;
    struct source_setup sources[8];
    struct str urls[8];
    struct str forms[1];
    struct brand_setup brand;
};

EVIL_USE struct source_setup *site_source(struct site_setup *w, struct arena *a,
                                          const char *kind, int host, int port,
                                          const char *path)
{
    size_t i = w->setup.n_sources++;
    w->urls[i] = str_printf(a, "http://127.0.0.%d:%d%s", host, port, path);
    w->sources[i] = (struct source_setup){
        .is = {.name = str_printf(a, "source %zu", i),
               .kind = str_of(kind),
               .zone = STR("Europe/Moscow"),
               .reach = -1},
        .url = {.items = &w->urls[i], .n = 1},
        .every = 3600,
        .pages = 5,
        .allow_private = true,
    };
    return &w->sources[i];
}

EVIL_USE void site_setup(struct site_setup *w, struct store *store)
{
    *w = (struct site_setup){0};
    w->forms[0] = STR("вектор*");
    w->brand.name = STR("Вектор");
    w->brand.forms = (struct yaml_strs){.items = w->forms, .n = 1};
    w->setup = (struct crawler_setup){
        .connectors = "rules/connectors",
        .sources = w->sources,
        .classify = {.words = "tests/crawler/words",
                     .brands = &w->brand,
                     .n_brands = 1},
        .matrix = {.matrix = "rules/matrix/fas.yaml",
                   .replies = "rules/replies",
                   .calendar = "rules/calendar/ru.yaml",
                   .company = STR("Вектор"),
                   .lang = STR("ru")},
        .agent = STR("Tester/1.0 (+http://a.ru; m@a.ru)"),
        .readers = 1,
        .store = store,
        .now = 1795345000,
    };
}

#endif
