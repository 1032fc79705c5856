/* SPDX-License-Identifier: MIT
 * robots: RFC 9309, what the large crawlers tolerate beside it, and files
 * from the wild. */
#include "crawler/web/robots.h"

#include <string.h>

#include "base/base.h"
#include "tests/test.h"

struct row {
    const char *file, *agent, *url;
    bool allowed;
};

static void run(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct arena a = {0};
        struct robots *r =
            robots_parse(&a, str_of(rows[i].file), str_of(rows[i].agent));
        if (robots_allows(r, str_of(rows[i].url)) != rows[i].allowed)
            ck_abort_msg("row %zu: %s for %s should be %s by\n%s", i,
                         rows[i].url, rows[i].agent,
                         rows[i].allowed ? "allowed" : "disallowed",
                         rows[i].file);
        arena_clear(&a);
    }
}
#define RUN(rows) run(rows, sizeof rows / sizeof *rows)

TEST(groups)
{
#define G                                                                      \
    "user-agent: Ant\ndisallow: /\nallow: /x/\n"                               \
    "user-agent: Bee\ndisallow: /\nallow: /y/\n\n\nallow: /w/\n"               \
    "user-agent: Cat\n\nuser-agent: Ant\nallow: /z/\ndisallow: /\n"
    static const struct row rows[] = {
        {"", "Ant", "http://a.ru/x", true},
        {G, "Ant", "/x/b", true},
        {G, "Ant", "/z/d", true},
        {G, "Ant", "/y/c", false},
        {G, "Bee", "/y/c", true},
        {G, "Bee", "/w/a", true},
        {G, "Bee", "/z/d", false},
        {G, "Cat", "/z/d", true},
        {G, "Cat", "/y/d", false},
        {G, "Dog", "/y/d", true},
        {"user-agent: *\ndisallow: /\nuser-agent: ant\nallow: /", "ANT/2.0",
         "/x", true},
        {"user-agent: *\nallow: /\nuser-agent: ant\ndisallow: /", "ant", "/x",
         false},
        {"user-agent: *\ndisallow: /x\nuser-agent: ant\ndisallow: /y", "ant",
         "/x", true},
        {"user-agent: ant\nuser-agent: *\ndisallow: /x", "ant", "/x", false},
        {"user-agent: ant\n\nuser-agent: bee\ndisallow: /x", "ant", "/x",
         false},
        {"user-agent: ant\n", "ant", "/x", true},
        {"user-agent: *\ndisallow: /\nuser-agent: ant\n", "ant", "/x", true},
        {"disallow: /", "ant", "/x", true},
        {"disallow: /\nuser-agent: ant\nallow: /", "ant", "/x", true},
        {"user-agent: ant\nSitemap: http://a.ru/s\nuser-agent: *\ndisallow: /",
         "ant", "/x", false},
        {"user-agent: ant\nfoo: bar\nuser-agent: *\ndisallow: /", "ant", "/x",
         false},
        {"user-agent: ant\nCrawl-delay: 3\nuser-agent: *\ndisallow: /", "ant",
         "/x", false},
        {"user-agent: ant/1.0 extra words\ndisallow: /", "ant", "/x", false},
        {"user-agent: Foo Bar\ndisallow: /", "foo", "/x", false},
        {"user-agent: *\ndisallow: /\nuser-agent: Foo Bar\nallow: /x/", "Foo",
         "/x/y", true},
        {"user-agent: *\ndisallow: /\nuser-agent: Foo Bar\nallow: /x/",
         "Foo Bar", "/x/y", false},
        {"user-agent: antelope\ndisallow: /", "ant", "/x", true},
        {"user-agent: ant\ndisallow: /", "antelope", "/x", true},
        {"user-agent: bot2\ndisallow: /", "bot1", "/x", true},
        {"user-agent: * and more\ndisallow: /", "ant", "/x", false},
        {"user-agent: *ant\ndisallow: /", "ant", "/x", true},
        {"user-agent: Mail.RU_Bot\ndisallow: /", "Mail.RU_Bot/2.0", "/x",
         false},
        {"User-Agent: UnicödeBöt\nDisallow: /x\n", "UnicödeBöt", "/x", false},
        {"user-agent: ant\ndisallow: /", "ant (+http://a.ru/bot; m@a.ru)", "/x",
         false},
        {"user-agent: \ndisallow: /", "", "/x", true},
    };
    RUN(rows);
}
END

/* Cases that the suites of Google, Scrapy's protego and crawler-commons agree
 * on, in our own words. */
TEST(groups_of_the_large_suites)
{
#define H "user-agent: fox\nallow: /den\nuser-agent: owl\n\n\ndisallow: /\n"
    static const struct row rows[] = {
        {"disallow: /lone\nuser-agent: ant\ndisallow: /nest", "ant", "/lone",
         true},
        {"disallow: /lone\nuser-agent: ant\ndisallow: /nest", "ant", "/nest",
         false},
        {"user-agent: bee\ndisallow: /\nuser-agent: ant", "ant", "/x", true},
        {"user-agent: *\ndisallow: /\n\nuser-agent: ant\ndisallow:", "ant",
         "/x", true},
        {"user-agent: *\ndisallow: /\n\nuser-agent: ant\ndisallow:", "bee",
         "/x", false},
        {"user-agent: ant bee\ndisallow: /", "bee", "/x", false},
        {"user-agent: ant, bee,cow\ndisallow: /", "cow", "/x", false},
        {"user-agent: ant, bee\ndisallow: /", "ow", "/x", true},
        {"user-agent: bee #ant\ndisallow: /", "ant", "/x", true},
        {"user-agent: ant#bee\ndisallow: /", "ant", "/x", false},
        {"#user-agent: ant\n#disallow: /", "ant", "/x", true},
        {"user-agent: ant\nHat: red\nno rule here\ndisallow: /x", "ant", "/x",
         false},
        {"user-agent: ant\nsitemap: http://a.ru/s\nuser-agent: bee\n"
         "disallow: /x",
         "ant", "/x", false},
        {"User-Agent: ЖУК-бот\nDisallow: /", "ЖУК-бот", "/x", false},
        {H, "fox", "/den/", true},
        {H, "owl", "/den/", false},
    };
    RUN(rows);
}
END

TEST(longest_match)
{
#define U "user-agent: ant\n"
    static const struct row rows[] = {
        {U "disallow: /x/page.html\nallow: /x/", "ant", "/x/page.html", false},
        {U "allow: /x/page.html\ndisallow: /x/", "ant", "/x/page.html", true},
        {U "allow: /x/page.html\ndisallow: /x/", "ant", "/x/", false},
        {U "disallow: \nallow: ", "ant", "/x", true},
        {U "disallow: /\nallow: /", "ant", "/x", true},
        {U "disallow: /x\nallow: /x/", "ant", "/x", false},
        {U "disallow: /x\nallow: /x/", "ant", "/x/", true},
        {U "allow: /page\ndisallow: /*.html", "ant", "/page.html", false},
        {U "allow: /page\ndisallow: /*.html", "ant", "/page", true},
        {U "allow: /x/page.\ndisallow: /*.html", "ant", "/x/page.html", true},
        {U "allow: /x/page.\ndisallow: /*.html", "ant", "/x/y.html", false},
        {U "allow: /$\ndisallow: /", "ant", "http://a.ru", true},
        {U "allow: /$\ndisallow: /", "ant", "http://a.ru/", true},
        {U "allow: /$\ndisallow: /", "ant", "http://a.ru/page", false},
        {U "disallow: /X/", "ant", "/x/y", true},
        {U "disallow:", "ant", "/x/y", true},
        {U "disallow: /", "ant", "/robots.txt", true},
        {U "disallow: /robots.txt", "ant", "http://a.ru/robots.txt", true},
        {U "disallow: /robots.txt", "ant", "/robots.txt.old", false},
    };
    RUN(rows);
}
END

TEST(wildcards)
{
    static const struct row rows[] = {
        {U "disallow: /fish", "ant", "/fish/salmon.html", false},
        {U "disallow: /fish", "ant", "/fishheads?id=1", false},
        {U "disallow: /fish", "ant", "/Fish.asp", true},
        {U "disallow: /fish", "ant", "/catfish", true},
        {U "disallow: /fish*", "ant", "/fish.html", false},
        {U "disallow: /fish*", "ant", "/catfish", true},
        {U "disallow: /fish/", "ant", "/fish", true},
        {U "disallow: /*.php", "ant", "/folder/any.php.file.html", false},
        {U "disallow: /*.php", "ant", "/windows.PHP", true},
        {U "disallow: /*.php$", "ant", "/file.php", false},
        {U "disallow: /*.php$", "ant", "/file.php?x=1", true},
        {U "disallow: /*.php$", "ant", "/file.php5", true},
        {U "disallow: /fish*.php", "ant", "/fishheads/a.php?p", false},
        {U "disallow: /fish*.php", "ant", "/Fish.PHP", true},
        {U "disallow: *.gif$", "ant", "/a/b.gif", false},
        {U "disallow: gif", "ant", "/gif", true},
        {U "disallow: /a$b", "ant", "/a$b/c", false},
        {U "disallow: /a*b*c$", "ant", "/a-b-b-c", false},
        {U "disallow: /a*b*c$", "ant", "/a-c-b", true},
        {U "disallow: /**x", "ant", "/yx", false},
        {U "disallow: /*?sort=", "ant", "/list?sort=up", false},
        {U "disallow: /*?*sid=", "ant", "/list?a=1&sid=2", false},
        {U "disallow: /*", "ant", "/", false},
        {U "disallow: *m", "ant", "/a/home", false},
        {U "disallow: *m", "ant", "/a/hose", true},
        {U "allow: /a/b.html\ndisallow: *", "ant", "/a/b.html", true},
        {U "allow: /a/b.html\ndisallow: *", "ant", "/a/c.html", false},
        {U "disallow: /a*/*z", "ant", "/ab/c/xyz", false},
        {U "disallow: /a*/*z", "ant", "/abz", true},
        {U "allow: ********/****.js", "ant", "/x/y.js", true},
        {U "allow: */p\ndisallow: /", "ant", "/page", true},
        {U "allow: /page\ndisallow: */*.htm", "ant", "/page.htm", false},
        {U "disallow: //cup/*", "ant", "http://a.ru/cup/x", true},
        {U "disallow: //cup/*", "ant", "http://a.ru//cup/x", false},
        {U "disallow: /?", "ant", "/?q", false},
        {U "disallow: /?", "ant", "/", true},
        {U "disallow: /;", "ant", "/;v=1", false},
        {U "disallow: /p;v?q", "ant", "http://u@a.ru:8/p;v?q#f", false},
        {U "disallow: /*id=", "ant", "/id/", true},
        {U "disallow: /*id=", "ant", "/?id=5", false},
        {U "disallow: /a/*/z$", "ant", "/a/b/z", false},
        {U "disallow: /a/*/z$", "ant", "/a/b/zoo", true},
        {U "disallow: /a$\nallow: /a/b", "ant", "/a", false},
        {U "disallow: /a$\nallow: /a/b", "ant", "/a/", true},
        {U "disallow: http://a.ru/\n", "ant", "http://a.ru/", true},
        {U "disallow: /x$/y", "ant", "/x%24/yes", false},
        {U "disallow: /x*x$/y", "ant", "/xabx$/y", false},
        {U "disallow: /", "ant", "http://a.ru", false},
        {U "disallow: /", "ant", "http://a.ru?q=1", false},
        {U "disallow: /\nallow: /x/index.html", "ant", "/x/", true},
        {U "disallow: /\nallow: /x/index.html", "ant", "/x/index.html", true},
        {U "disallow: /\nallow: /x/index.html", "ant", "/x/other", false},
        {U "disallow: /\nallow: /x/index.html", "ant", "/x/index.htm", false},
    };
    RUN(rows);
}
END

TEST(encoding)
{
    static const struct row rows[] = {
        {U "disallow: /\nallow: /ツ", "ant", "/%E3%83%84", true},
        {U "disallow: /\nallow: /%E3%83%84", "ant", "/%e3%83%84", true},
        {U "disallow: /тема", "ant", "/%D1%82%D0%B5%D0%BC%D0%B0/1", false},
        {U "disallow: /~joe", "ant", "/%7ejoe/x", false},
        {U "disallow: /%7Ejoe", "ant", "/~joe/x", false},
        {U "disallow: /a%3cd", "ant", "/a%3Cd", false},
        {U "disallow: /a%2fb", "ant", "/a/b", true},
        {U "disallow: /a/b", "ant", "/a%2fb", true},
        {U "disallow: /a b", "ant", "/a%20b", false},
        {U "disallow: /x-%2A.html", "ant", "/x-*.html", false},
        {U "disallow: /x-%24", "ant", "/x-$", false},
        {U "disallow: /x-%2A.html", "ant", "/x-y.html", true},
        {U "disallow: /q?u=http://a.ru?b&c", "ant", "/q?u=http://a.ru?b&c",
         false},
        {U "disallow: /%zz", "ant", "/%zz", false},
        {U "disallow: /x%", "ant", "/x%", false},
        {U "disallow: /x[1]", "ant", "/x%5B1%5D", false},
        {U "disallow: /b%61%7A", "ant", "/baz", false},
        {U "disallow: /baz", "ant", "/b%61%7a", false},
        {U "disallow: /a%3c*", "ant", "/a<b", false},
        {U "disallow: /a<b", "ant", "/a%3cb", false},
        {U "disallow: /Käse:", "ant", "/K%C3%A4se:Brot", false},
        {U "disallow: /K%C3%A4se:", "ant", "/Käse:Brot", false},
    };
    RUN(rows);
}
END

TEST(lines)
{
    static const struct row rows[] = {
        {"user-agent ant\ndisallow /\n", "ant", "/x", false},
        {"user-agent: ant\ndisallow /x y\n", "ant", "/x y", true},
        {"USER-AGENT: ant\nDISALLOW: /\n", "ant", "/x", false},
        {"foo: ant\nbar: /\n", "ant", "/x", true},
        {"useragent: ant\ndisalow: /\n", "ant", "/x", false},
        {"user agent: ant\ndissallow: /\n", "ant", "/x", false},
        {"user-agent: ant\ndisallow : /x\n", "ant", "/x", false},
        {"user-agent: ant # us\r\ndisallow: /x # all\r\n", "ant", "/x", false},
        {"user-agent: ant\rdisallow: /x\r", "ant", "/x", false},
        {"  user-agent:ant\n\tdisallow:/x", "ant", "/x", false},
        {"\xef\xbb\xbfuser-agent: ant\ndisallow: /\n", "ant", "/x", false},
        {"\xef\xbbuser-agent: ant\ndisallow: /\n", "ant", "/x", false},
        {"\xef\xbfuser-agent: ant\ndisallow: /\n", "ant", "/x", true},
        {"\xef\x11\xbfuser-agent: ant\ndisallow: /\n", "ant", "/x", true},
        {"user-agent: ant\n\xef\xbb\xbf"
         "disallow: /\n",
         "ant", "/x", true},
        {"<html><body>\nuser-agent: ant<br>\ndisallow: /x<br>\n"
         "</body></html>",
         "ant", "/x", false},
        {"<html>user-agent: *<BR>\ndisallow:<BR>\n</html>", "ant", "/x", true},
        {"\n <!DOCTYPE html>\n<title>Not found</title>\n<p>Disallow: no", "ant",
         "/x", true},
    };
    RUN(rows);
    struct arena a = {0};
    static const char nul[] = "user-agent: ant\ndisallow: /x\0y\n";
    struct robots *r =
        robots_parse(&a, (struct str){nul, sizeof nul - 1}, STR("ant"));
    ck_assert(!robots_allows(r, STR("/x%00y")));
    arena_clear(&a);
}
END

TEST(long_lines_and_long_files_are_cut)
{
    struct arena a = {0};
    struct buf b;
    buf_init(&b, 1 << 21);
    buf_z(&b, "user-agent: ant\ndisallow: /");
    while (b.n < 40000)
        buf_char(&b, 'a');
    size_t line = b.n - 17;
    struct str path = str_part(str_from(buf_view(&b), 26), 0, 16600);
    struct str whole = str_dup(&a, str_from(buf_view(&b), 26));
    path = str_dup(&a, path);
    buf_z(&b, "\ndisallow: /here\n");
    struct robots *r = robots_parse(&a, buf_view(&b), STR("ant"));
    ck_assert(robots_allows(r, path));
    ck_assert(!robots_allows(r, whole));
    ck_assert(!robots_allows(r, STR("/here")));
    ck_assert_uint_gt(line, 16664);
    while (b.n < CEILING_ROBOTS)
        buf_z(&b, "# filling\n");
    buf_z(&b, "disallow: /late\n");
    r = robots_parse(&a, buf_view(&b), STR("ant"));
    ck_assert(!robots_allows(r, STR("/here")));
    ck_assert(robots_allows(r, STR("/late")));
    buf_clear(&b);
    arena_clear(&a);
}
END

TEST(delay_and_sitemaps)
{
    struct arena a = {0};
    struct robots *r = robots_parse(
        &a,
        STR("sitemap: http://a.ru/1.xml\nuser-agent: ant\ncrawl-delay: 2.5\n"
            "user-agent: bee\ndisallow: /p\nSite-map: /2.xml\n\n"
            "user-agent: *\ncrawl-delay: 30\nuser-agent: ant\nCrawl-Delay: 1"),
        STR("ant"));
    ck_assert_int_eq(r->delay_ms, 2500);
    ck_assert_uint_eq(r->n_sitemaps, 2);
    ck_assert_str(r->sitemaps[0], "http://a.ru/1.xml");
    ck_assert_str(r->sitemaps[1], "/2.xml");
    static const struct {
        const char *line;
        int64_t ms;
    } rates[] = {
        {"request-rate: 1/10s", 10000},  {"Request-Rate: 60/15m", 15000},
        {"request-rate: 2/1h", 1800000}, {"request-rate: 1/5 0820-1940", 5000},
        {"request-rate: 0/5", -1},       {"request-rate: soon", -1},
        {"request-rate: 1/s", -1},       {"crawl-delay: 0.5", 500},
        {"crawl-delay: -1", -1},         {"crawl-delay: nan", -1},
    };
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        struct str file = str_printf(&a, "user-agent: *\n%s", rates[i].line);
        ck_assert_int_eq(robots_parse(&a, file, STR("ant"))->delay_ms,
                         rates[i].ms);
    }
    ck_assert_int_eq(
        robots_parse(&a, STR("user-agent: *\ncrawl-delay: x"), STR("ant"))
            ->delay_ms,
        -1);
    ck_assert_int_eq(
        robots_parse(&a, STR("user-agent: *\ncrawl-delay: 30"), STR("ant"))
            ->delay_ms,
        30000);
    arena_clear(&a);
}
END

/* Rows whose `file` is the name of a file in a folder. */
static void run_files(const char *folder, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char path[256];
        struct buf b;
        struct err e = {0};
        snprintf(path, sizeof path, "%s/%s", folder, rows[i].file);
        buf_init(&b, 1 << 20);
        ck_ok(buf_read_file(&b, path, &e), e);
        struct arena a = {0};
        struct robots *r =
            robots_parse(&a, buf_view(&b), str_of(rows[i].agent));
        if (robots_allows(r, str_of(rows[i].url)) != rows[i].allowed)
            ck_abort_msg("%s: %s for %s should be %s", rows[i].file,
                         rows[i].url, rows[i].agent,
                         rows[i].allowed ? "allowed" : "disallowed");
        buf_clear(&b);
        arena_clear(&a);
    }
}
#define RUN_FILES(folder, rows)                                                \
    run_files(folder, rows, sizeof rows / sizeof *rows)

TEST(whole_files)
{
    static const struct row rows[] = {
        {"utf16le.txt", "ant", "/cart/1", false},
        {"utf16le.txt", "ant", "/account", false},
        {"utf16le.txt", "ant", "/account/help", true},
        {"utf16le.txt", "ant", "/goods", true},
        {"bom.txt", "ant", "/cart/1", false},
        {"bom.txt", "ant", "/%D0%BA%D0%BE%D1%80%D0%B7%D0%B8%D0%BD%D0%B0/1",
         false},
        {"bom.txt", "ant", "/goods", true},
        {"sloppy.txt", "heron", "/nest/1", false},
        {"sloppy.txt", "heron", "/eggs/1", false},
        {"sloppy.txt", "heron", "/chimney/1", true},
        {"sloppy.txt", "stork", "/chimney/1", false},
        {"sloppy.txt", "stork", "/roof/1", false},
        {"sloppy.txt", "swan", "/lake/1", false},
        {"sloppy.txt", "crane", "/meadow/1", true},
        {"sloppy.txt", "crane", "/map.xml", false},
        {"sloppy.txt", "ant", "/lake/1", true},
        {"merged.txt", "heron", "/nest/1", false},
        {"merged.txt", "heron", "/roof/1", true},
        {"merged.txt", "heron", "/all/1", true},
        {"merged.txt", "stork", "/nest/1", false},
        {"merged.txt", "stork", "/roof/1", false},
        {"merged.txt", "ant", "/all/1", false},
        {"merged.txt", "ant", "/late/1", false},
        {"merged.txt", "ant", "/nest/1", true},
        {"longest.txt", "heron", "/pond/", false},
        {"longest.txt", "heron", "/pond/fish/", true},
        {"longest.txt", "heron", "/pond/fish/gold.gif", false},
        {"longest.txt", "heron", "/pond/fish/x.zip", true},
        {"longest.txt", "heron", "/x.zip", false},
        {"longest.txt", "heron", "/x.zip?y", true},
        {"longest.txt", "swan", "/pond/", true},
        {"longest.txt", "ant", "/pond/", false},
        {"longest.txt", "ant", "/open/1", true},
    };
    RUN_FILES("tests/crawler/robots", rows);
}
END

TEST(files_from_the_wild)
{
    NEED_SHARED(folder, "fixtures/real/robots");
    static const struct row rows[] = {
        {"rfc9309-example-simple-robots.txt", "quxbot", "/a.gif", true},
        {"rfc9309-example-simple-robots.txt", "other", "/a.gif", false},
        {"rfc9309-example-simple-robots.txt", "other", "/publications/", true},
        {"rfc9309-example-simple-robots.txt", "foobot", "/example/allowed.gif",
         true},
        {"rfc9309-example-simple-robots.txt", "foobot", "/example/x", false},
        {"rfc9309-example-simple-robots.txt", "bazbot", "/example/page.html",
         false},
        {"rfc9309-example-longest-match-robots.txt", "foobot",
         "/example/page/disallowed.gif", false},
        {"rfc9309-example-longest-match-robots.txt", "foobot", "/example/page/",
         true},
        {"rfc9309-example-rule-group-merging.txt", "ExampleBot", "/baz", false},
        {"rfc9309-example-rule-group-merging.txt", "ExampleBot", "/foo", false},
        {"rfc9309-example-rule-group-merging.txt", "BazBot", "/foo", true},
        {"robots-with-utf16le-bom.txt", "ant", "/login.aspx", false},
        {"robots-with-utf16le-bom.txt", "ant", "/other", true},
        {"robots-with-utf8-bom.txt", "ant", "/login.aspx", false},
        {"directive-typos-robots.txt", "bot1", "/desallow/x", false},
        {"directive-typos-robots.txt", "bot1", "/dissalow/x", false},
        {"directive-typos-robots.txt", "bot2", "/useragent/", false},
        {"directive-typos-robots.txt", "bot3", "/useg-agent/", false},
        {"directive-typos-robots.txt", "bot4", "/useragent-no-colon/", false},
        {"format-errors-robots.txt", "bot1", "/whitespace-before-colon/",
         false},
        {"format-errors-robots.txt", "bot1", "/no-colon/", false},
        {"format-errors-robots.txt", "bot2", "/no-colon-useragent/", false},
        {"format-errors-robots.txt", "bot3", "/whitespace-before-colon", true},
        {"crawl-delay-group-merging.txt", "mybot", "/private/", false},
        {"crawl-delay-group-merging.txt", "yourbot", "/login/", false},
        {"crawl-delay-group-merging.txt", "other", "/login/", true},
    };
    RUN_FILES(folder, rows);
}
END

TEST_MAIN("robots", groups, groups_of_the_large_suites, longest_match,
          wildcards, encoding, lines, long_lines_and_long_files_are_cut,
          delay_and_sitemaps, whole_files, files_from_the_wild)
