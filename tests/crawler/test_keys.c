/* SPDX-License-Identifier: MIT
 * keys: whatever a site does with its ids, no post is lost and none doubled,
 * through whole crawls of a feed. */
#include "crawler/reading/keys.h"

#include "tests/crawler/site.h"

enum { MOST = 6 };

/* One item of a feed at one visit; text NULL: it is not there. */
struct item {
    const char *guid, *link, *author, *text;
    int day; /* of November, 0 no date */
};

struct visit_case {
    const char *name;
    struct item first[MOST], second[MOST];
    int64_t fresh, fresh2, edited2; /* mentions in the first, second visit */
};

#define LONG "Vector Telecom internet is broken, house "
#define VERY "; the line has been dead since the storm and nobody answers"

static const struct visit_case CASES[] = {
    {"one guid, different texts",
     {{"one", 0, 0, LONG "1", 5},
      {"one", 0, 0, LONG "2", 6},
      {"one", 0, 0, LONG "3", 7}},
     {{"one", 0, 0, LONG "1", 5},
      {"one", 0, 0, LONG "2", 6},
      {"one", 0, 0, LONG "3", 7}},
     3,
     0,
     0},
    {"one guid, short texts without dates",
     {{"one", 0, 0, "Vector 1", 0}, {"one", 0, 0, "Vector 2", 0}},
     {{"one", 0, 0, "Vector 2", 0}, {"one", 0, 0, "Vector 1", 0}},
     2,
     0,
     0},
    {"one guid, the same words at other times",
     {{"one", 0, 0, "Vector", 5}, {"one", 0, 0, "Vector", 6}},
     {{"one", 0, 0, "Vector", 7},
      {"one", 0, 0, "Vector", 6},
      {"one", 0, 0, "Vector", 5}},
     2,
     1,
     0},
    {"one guid, one of them is left",
     {{"one", 0, 0, "Vector 1", 5}, {"one", 0, 0, "Vector 2", 6}},
     {{"one", 0, 0, "Vector 2", 6}},
     2,
     0,
     0},
    {"one guid, another one alone",
     {{"one", 0, 0, "Vector 1", 5}, {"one", 0, 0, "Vector 2", 6}},
     {{"one", 0, 0, "Vector 3", 7}},
     2,
     1,
     0},
    {"one guid, first alone, then in company",
     {{"one", 0, 0, "Vector 1", 5}},
     {{"one", 0, 0, "Vector 2", 6}, {"one", 0, 0, "Vector 1", 5}},
     1,
     1,
     0},
    {"one guid, links of their own, a text is edited",
     {{"one", "/a", 0, "Vector 1", 5}, {"one", "/b", 0, "Vector 2", 6}},
     {{"one", "/a", 0, "Vector 1 now", 5}, {"one", "/b", 0, "Vector 2", 6}},
     2,
     0,
     1},
    {"no guid, one link",
     {{0, "/a", 0, "Vector 1", 5}, {0, "/a", 0, "Vector 2", 6}},
     {{0, "/a", 0, "Vector 2", 6}, {0, "/a", 0, "Vector 1", 5}},
     2,
     0,
     0},
    {"one guid said twice is one post",
     {{"one", 0, 0, "Vector 1", 5}, {"one", 0, 0, "Vector 1", 5}},
     {{"one", 0, 0, "Vector 1", 5}, {"one", 0, 0, "Vector 1", 5}},
     1,
     0,
     0},
    {"guids change, no author, no link",
     {{"a1", 0, 0, LONG "1", 5}, {"a2", 0, 0, LONG "2", 5}},
     {{"b1", 0, 0, LONG "1", 5}, {"b2", 0, 0, LONG "2", 5}},
     2,
     0,
     0},
    {"guids change, no author, no link, no dates",
     {{"a1", 0, 0, LONG "1", 0}, {"a2", 0, 0, LONG "2", 0}},
     {{"b1", 0, 0, LONG "1", 0}, {"b2", 0, 0, LONG "2", 0}},
     2,
     0,
     0},
    {"guids and dates change",
     {{"a1", 0, 0, LONG "1" VERY, 19}, {"a2", 0, 0, LONG "2" VERY, 19}},
     {{"b1", 0, 0, LONG "1" VERY, 20}, {"b2", 0, 0, LONG "2" VERY, 20}},
     2,
     0,
     0},
    {"the same words of nobody twice on a page",
     {{"a1", 0, 0, LONG "1", 5}, {"a2", 0, 0, LONG "1", 5}},
     {{"b1", 0, 0, LONG "1", 5}, {"b2", 0, 0, LONG "1", 5}},
     2,
     0,
     0},
    {"the same words of nobody, a third comes",
     {{"a1", 0, 0, LONG "1", 5}, {"a2", 0, 0, LONG "1", 6}},
     {{"a3", 0, 0, LONG "1", 7},
      {"a1", 0, 0, LONG "1", 5},
      {"a2", 0, 0, LONG "1", 6}},
     2,
     1,
     0},
    {"short words of nobody are two posts",
     {{"a1", 0, 0, "Vector: bad", 5}},
     {{"b1", 0, 0, "Vector: bad", 6}},
     1,
     1,
     0},
    {"the guid changes, the link stays",
     {{"a1", "/a", 0, "Vector 1", 5}, {"a2", "/b", 0, "Vector 2", 6}},
     {{"b1", "/a", 0, "Vector 1", 5}, {"b2", "/b", 0, "Vector 2", 6}},
     2,
     0,
     0},
    {"a guid that is a URL changes, the link stays",
     {{"http://x.example/a1", "/a", 0, "Vector 1", 5}},
     {{"http://x.example/b1", "/a", 0, "Vector 1", 5}},
     1,
     0,
     0},
    {"the same, and the text is edited",
     {{"http://x.example/a1", "/a", 0, "Vector 1", 5}},
     {{"http://x.example/b1", "/a", 0, "Vector 1 now", 5}},
     1,
     0,
     1},
    {"another guid and text under a thread's link",
     {{"http://x.example/a1", "/a", 0, "Vector 1", 5}},
     {{"http://x.example/b1", "/a", 0, "Vector 2", 6}},
     1,
     1,
     0},
    {"guid and link move, the author stays",
     {{"a1", "/old/5", "Ann", "Vector 1", 5}},
     {{"b1", "/new/5", "Ann", "Vector 1", 5}},
     1,
     0,
     0},
    {"posts that concern nobody",
     {{"one", 0, 0, "fine 1", 5}, {"one", 0, 0, "fine 2", 6}},
     {{"one", 0, 0, "fine 1", 5}, {"one", 0, 0, "fine 2", 6}},
     0,
     0,
     0},
};

enum { N_CASES = sizeof CASES / sizeof *CASES };

/* The mode of the server: the case, and which visit it is. */
static void serve(struct evil *s, struct evil_request *r)
{
    const struct visit_case *c = &CASES[s->shared->mode / 2];
    const struct item *items = s->shared->mode % 2 ? c->second : c->first;
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_z(&b, "<?xml version='1.0'?><rss version='2.0'><channel>");
    for (size_t i = 0; i < MOST && items[i].text; i++) {
        const struct item *it = &items[i];
        buf_z(&b, "<item>");
        if (it->guid)
            buf_printf(&b, "<guid isPermaLink='false'>%s</guid>", it->guid);
        if (it->link)
            buf_printf(&b, "<link>http://x.example%s</link>", it->link);
        if (it->author)
            buf_printf(&b, "<author>%s</author>", it->author);
        if (it->day)
            buf_printf(&b, "<pubDate>%02d Nov 2026 10:00:00 GMT</pubDate>",
                       it->day);
        buf_printf(&b, "<description>%s</description></item>", it->text);
    }
    buf_z(&b, "</channel></rss>");
    site_html(r, &b);
}

static struct crawl_progress crawl(struct crawler *c)
{
    struct crawl_progress total;
    struct err e = {0};
    ck_ok(crawler_run(c, &total, &e), e);
    return total;
}

static void check(const char *name, const char *what, int64_t got, int64_t want)
{
    if (got != want)
        ck_abort_msg("%s: %s: %lld, wanted %lld", name, what, (long long)got,
                     (long long)want);
}

static void visit(struct evil *server, int i)
{
    const struct visit_case *c = &CASES[i];
    char path[] = "/tmp/molva-keys-XXXXXX";
    struct err e = {0};
    struct arena a = {0};
    struct site_setup site;
    ck_assert_int_ge(mkstemp(path), 0);
    struct store *store = place_open(path, &e);
    if (!store)
        ck_abort_msg("%s", e.msg);
    site_setup(&site, store);
    site.setup.all = true;
    site.forms[0] = STR("vector*");
    site_source(&site, &a, "feed", 1, server->port, "/feed")->ignore_robots =
        true;
    struct crawler *crawler = crawler_open(&site.setup, &e);
    if (!crawler)
        ck_abort_msg("%s", e.msg);
    server->shared->mode = 2 * i;
    struct crawl_progress t = crawl(crawler);
    check(c->name, "new", t.fresh, c->fresh);
    check(c->name, "edited", t.edited, 0);
    t = crawl(crawler);
    check(c->name, "again: new or edited", t.fresh + t.edited + t.moved, 0);
    server->shared->mode++;
    t = crawl(crawler);
    check(c->name, "second: new", t.fresh, c->fresh2);
    check(c->name, "second: edited", t.edited, c->edited2);
    server->shared->mode--; /* and back to it: no page is unchanged */
    crawl(crawler);
    server->shared->mode++;
    t = crawl(crawler);
    check(c->name, "at last: new", t.fresh, 0);
    crawler_close(crawler);
    store_close(store);
    unlink(path);
    arena_clear(&a);
}

enum { PARTS = 3 };

static void visit_part(int part)
{
    struct evil server = {0};
    evil_start(&server, serve);
    for (int i = part; i < N_CASES; i += PARTS)
        visit(&server, i);
    evil_stop(&server);
}

TEST(no_post_is_lost_or_doubled_1)
{
    visit_part(0);
}
END

TEST(no_post_is_lost_or_doubled_2)
{
    visit_part(1);
}
END

TEST(no_post_is_lost_or_doubled_3)
{
    visit_part(2);
}
END

TEST_MAIN("keys", no_post_is_lost_or_doubled_1, no_post_is_lost_or_doubled_2,
          no_post_is_lost_or_doubled_3)
