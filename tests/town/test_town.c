/* SPDX-License-Identifier: MIT
 * town: what is odd about its sites is as promised, and it ends cleanly. */
#include <sys/wait.h>

#include "tests/town/fetch.h"

static const struct town_source *source_at(struct town *t, const char *address)
{
    size_t n;
    const struct town_source *s = town_sources(t, &n);
    for (size_t i = 0; i < n; i++)
        if (strstr(s[i].url, address))
            return &s[i];
    ck_abort_msg("no source at %s", address);
}

struct odd_row {
    const char *path;       /* from the address on */
    long status;            /* that comes */
    CURLcode code;          /* of the transfer */
    const char *name, *has; /* a header and what stands in it */
    const char *body;       /* what stands in the body */
};

static const struct odd_row ODD_ROWS[] = {
    {"11:%d/robots.txt", 200, 0, "Content-Type", "text/plain",
     "Disallow: /viewtopic.php?t=366"},
    {"19:%d/robots.txt", 200, 0, "Content-Type", "text", "Crawl-delay: 1"},
    {"11:%d/viewforum.php?f=4&start=6", 200, 0, "Content-Type", "text/html",
     "./viewtopic.php?t=366&amp;"},
    {"11:%d/viewtopic.php?t=340", 503, 0, "Retry-After", "2", "Too busy"},
    {"11:%d/viewtopic.php?t=340", 200, 0, "Content-Type", "text", "phpbb"},
    {"12:%d/threads/bank-cards-abroad-what-still-works.123/", 200,
     CURLE_PARTIAL_FILE, "Content-Type", "text/html", "<html"},
    {"12:%d/threads/old-address.111/", 301, 0, "Location",
     "/threads/which-sim-for-fieldwork.111/", "Moved"},
    {"19:%d/?p=42", 301, 0, "Location", "/2026/kak-ya-vybiral-operatora/", ""},
    {"20:%d/firms/vyuga/reviews", 200, 0, "Content-Type", "text/html",
     "captcha_url"},
    {"11:%d/viewtopic.php?t=999", 404, 0, "Content-Type", "text/html", "404"},
    {"11:%d/../../etc/passwd", 404, 0, "Content-Type", "text/html", "404"},
    {"12:%d/threads/.", 404, 0, "Content-Type", "text/html", "404"},
    {"18:%d/s/severograd_slyshno?before=-5", 200, 0, "Content-Type",
     "text/html", "tgme_channel_history"},
    {"13:%d/banks/moroshka/reviews?page=99", 404, 0, "Content-Type",
     "text/html", "404"},
    {"13:%d/banks/moroshka/reviews?page=9223372036854775807", 404, 0,
     "Content-Type", "text/html", "404"},
    {"12:%d/forums/everyday.7/page-9223372036854775807", 404, 0, "Content-Type",
     "text/html", "404"},
    {"12:%d/threads/hello-from-a-new-arrival.130/page-9223372036854775807", 404,
     0, "Content-Type", "text/html", "404"},
    {"19:%d/2026/kak-ya-vybiral-operatora/comment-page-99999999999/", 404, 0,
     "Content-Type", "text/html", "404"},
    {"19:%d/2026/kak-ya-vybiral-operatora/comment-page-77/", 404, 0,
     "Content-Type", "text/html", "404"},
    {"17:%d/api/v1/timelines/public?max_id=-9223372036854775807", 200, 0,
     "Content-Type", "application/json", "[]"},
    {"11:%d/viewtopic.php?p=-9223372036854775807", 404, 0, "Content-Type",
     "text/html", "404"},
    {"11:%d/viewtopic.php?t=301&start=9223372036854775807", 404, 0,
     "Content-Type", "text/html", "404"},
};

TEST(answers_304_until_something_changes)
{
    static const struct {
        const char *path, *ask, *give;
    } rows[] = {
        {"127.0.0.15:", "If-None-Match", "ETag"},
        {"127.0.0.15:", "If-Modified-Since", "Last-Modified"},
        {"127.0.0.14:", "If-Modified-Since", "Last-Modified"},
        {"127.0.0.17:", "If-None-Match", "ETag"},
        {"127.0.0.13:", "If-None-Match", "ETag"},
    };
    struct err e = {0};
    struct page g;
    struct arena a = {0};
    struct town *t = open_town(0);
    const char *again[sizeof rows / sizeof *rows];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *url = source_at(t, rows[i].path)->url;
        fetch(&g, url, NULL);
        struct str given = header(&g, rows[i].give);
        ck_assert_msg(given.n > 0, "%s sends no %s", url, rows[i].give);
        again[i] =
            str_printf(&a, "%s: " STR_FMT, rows[i].ask, STR_ARG(given)).p;
        page_clear(&g);
        fetch(&g, url, again[i]);
        ck_assert_int_eq(g.status, 304);
        ck_assert_uint_eq(g.body.n, 0);
        page_clear(&g);
    }
    ck_ok(town_turn(t, &e), e);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fetch(&g, source_at(t, rows[i].path)->url, again[i]);
        ck_assert_int_eq(g.status, 200);
        page_clear(&g);
    }
    town_close(t);
    arena_clear(&a);
}
END

TEST(old_charset_is_told_by_the_page_only)
{
    struct page g;
    struct arena a = {0};
    struct town *t = open_town(0);
    const char *url =
        str_printf(&a, "http://127.0.0.11:%d/viewtopic.php?t=301", town_port(t))
            .p;
    fetch(&g, url, NULL);
    struct str body = buf_view(&g.body);
    ck_assert_str(header(&g, "Content-Type"), "text/html");
    ck_assert(str_find(body, STR("<meta charset=\"windows-1251\"")) >= 0);
    ck_assert(!str_utf8_valid(body));
    /* "Вьюга" in windows-1251 */
    ck_assert(str_find(body, STR("\xc2\xfc\xfe\xe3\xe0")) >= 0);
    page_clear(&g);
    /* what the charset lacks is a reference */
    fetch(&g, str_printf(&a, "%s&start=6", url).p, NULL);
    ck_assert(str_find(buf_view(&g.body), STR("&#128545;")) >= 0);
    page_clear(&g);
    town_close(t);
    arena_clear(&a);
}
END

TEST(oddities_are_as_promised)
{
    struct page g;
    struct town *t = open_town(0);
    for (size_t i = 0; i < sizeof ODD_ROWS / sizeof *ODD_ROWS; i++) {
        const struct odd_row *r = &ODD_ROWS[i];
        struct buf b;
        buf_init(&b, CEILING_URL);
        struct str path = str_of(r->path);
        ptrdiff_t at = str_find(path, STR("%d"));
        buf_printf(&b, "http://127.0.0." STR_FMT "%d%s", (int)at, path.p,
                   town_port(t), r->path + at + 2);
        fetch(&g, b.p, NULL);
        ck_assert_msg(g.status == r->status && g.code == r->code, "%s: %ld, %s",
                      b.p, g.status, curl_easy_strerror(g.code));
        ck_assert_msg(str_find(header(&g, r->name), str_of(r->has)) >= 0,
                      "%s: %s is " STR_FMT, b.p, r->name,
                      STR_ARG(header(&g, r->name)));
        ck_assert_msg(!*r->body ||
                          str_find(buf_view(&g.body), str_of(r->body)) >= 0,
                      "%s: body is " STR_FMT, b.p, STR_ARG(buf_view(&g.body)));
        page_clear(&g);
        buf_clear(&b);
    }
    town_close(t);
}
END

TEST(forbidden_page_is_counted)
{
    struct page g;
    struct err e = {0};
    struct arena a = {0};
    struct town_tally tally;
    struct town *t = open_town(0);
    fetch(
        &g,
        str_printf(&a, "http://127.0.0.11:%d/viewtopic.php?t=366", town_port(t))
            .p,
        NULL);
    page_clear(&g);
    ck_ok(town_tally(t, &tally, &e), e);
    ck_assert_int_eq(tally.forbidden, 1);
    town_close(t);
    arena_clear(&a);
}
END

TEST(slow_page_holds_nobody_up)
{
    struct arena a = {0};
    struct town *t = open_town(0);
    const char *slow = str_printf(&a,
                                  "http://127.0.0.12:%d/threads/charged-for-"
                                  "roaming-without-leaving-the-region.104/",
                                  town_port(t))
                           .p;
    struct page g;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    pid_t pid = fork();
    if (pid == 0) {
        fetch(&g, slow, NULL);
        _exit(g.status == 200 ? 0 : 1);
    }
    usleep(300000);
    fetch(&g, source_at(t, "127.0.0.12")->url, NULL);
    int status;
    ck_assert_int_eq(g.status, 200);
    ck_assert_msg(waitpid(pid, &status, WNOHANG) == 0,
                  "it waited for the slow page");
    page_clear(&g);
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert_int_eq(status, 0);
    clock_gettime(CLOCK_MONOTONIC, &to);
    double took = (double)(to.tv_sec - from.tv_sec) +
                  (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    ck_assert_msg(took > 2.9, "the slow page took %.1f s", took);
    town_close(t);
    arena_clear(&a);
}
END

TEST(ends_with_its_parent)
{
    int pair[2], port = 0;
    ck_assert_int_eq(pipe(pair), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct err e;
        struct town *t = town_open(&(struct town_setup){0}, &e);
        port = t ? town_port(t) : 0;
        _exit(write(pair[1], &port, sizeof port) == sizeof port ? 0 : 1);
    }
    ck_assert_int_eq(read(pair[0], &port, sizeof port), sizeof port);
    waitpid(pid, NULL, 0);
    struct arena a = {0};
    const char *url = str_printf(&a, "http://127.0.0.15:%d/rss.xml", port).p;
    CURLcode code = CURLE_OK;
    for (int i = 0; i < 50 && code != CURLE_COULDNT_CONNECT; i++) {
        struct page g;
        fetch(&g, url, NULL);
        code = g.code;
        page_clear(&g);
        usleep(20000);
    }
    ck_assert_int_eq(code, CURLE_COULDNT_CONNECT);
    arena_clear(&a);
    close(pair[0]);
    close(pair[1]);
}
END

TEST(taken_port_is_an_error)
{
    struct err e = {0};
    struct town *t = open_town(0);
    struct town *second =
        town_open(&(struct town_setup){.port = town_port(t)}, &e);
    ck_assert(second == NULL);
    ck_assert_msg(strstr(e.msg, "Address already in use") != NULL, "%s", e.msg);
    town_close(t);
}
END

TEST(brands_and_departments_are_yaml)
{
    struct arena a = {0};
    struct yaml_file f;
    struct err e = {0};
    ck_ok(yaml_parse(&f, &a, "brands.yaml", town_brands(), &e), e);
    ck_assert_uint_eq(yaml_get(f.root, "brands")->n, 2);
    ck_ok(yaml_parse(&f, &a, "departments.yaml", town_departments(), &e), e);
    ck_assert_uint_ge(yaml_get(f.root, "departments")->n, 4);
    arena_clear(&a);
}
END

TEST_MAIN("town", answers_304_until_something_changes,
          old_charset_is_told_by_the_page_only, oddities_are_as_promised,
          forbidden_page_is_counted, slow_page_holds_nobody_up,
          ends_with_its_parent, taken_port_is_an_error,
          brands_and_departments_are_yaml)
