/* SPDX-License-Identifier: MIT
 * reader: pages through real children: what comes back, and what a page that
 * is an attack costs. */
#include "crawler/reading/reader.h"

#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "crawler/reading/wire.h"
#include "tests/test.h"

static const struct source SOURCES[] = {
    {.name = STR("forum"),
     .kind = STR("phpbb"),
     .zone = STR("Europe/Moscow"),
     .reach = 500},
    {.name = STR("feed"), .kind = STR("feed"), .reach = -1},
    {.name = STR("api"), .kind = STR("mastodon"), .reach = -1},
    {.name = STR("blog"), .kind = STR("wordpress"), .reach = -1},
};

static struct reader_pool *open_pool(int readers)
{
    static const struct source *const sources[] = {&SOURCES[0], &SOURCES[1],
                                                   &SOURCES[2], &SOURCES[3]};
    struct err e = {0};
    struct reading_setup setup = {.connectors = "rules/connectors",
                                  .sources = sources,
                                  .n = 4,
                                  .readers = readers,
                                  .stall_ms = 1000};
    struct reader_pool *pool = reader_pool_open(&setup, &e);
    if (!pool)
        ck_abort_msg("%s", e.msg);
    return pool;
}

static void wait_for(struct reader_pool *pool, struct arena *a,
                     struct reading *out)
{
    struct pollfd fds[8];
    while (!reader_pool_take(pool, a, out)) {
        int n = reader_pool_fds(pool, fds, 8);
        poll(fds, (nfds_t)n, 500);
    }
}

static struct reading read_with(struct reader_pool *pool, struct arena *a,
                                size_t source, struct str body)
{
    struct err e = {0};
    struct reading r;
    struct reader_job job = {.id = 7,
                             .source = source,
                             .fetched = 1790000000,
                             .url = STR("http://f.example/t.php?t=1"),
                             .body = body};
    ck_ok(reader_pool_send(pool, &job, &e), e);
    wait_for(pool, a, &r);
    ck_assert_uint_eq(r.job, 7);
    return r;
}

#define POST(id, text)                                                         \
    "<div class=post id=p" id "><p class=author><strong>Ann</strong> "         \
    "&raquo; Вчера, 12:01</p><div class=content>" text "</div></div>"

TEST(posts_come_back)
{
    struct arena a = {0};
    struct reader_pool *pool = open_pool(1);
    struct reading r = read_with(
        pool, &a, 0,
        STR("<meta charset=utf-8><body id=phpbb>" POST("1", "один")
                POST("2", "два") "<a rel=next href='t.php?t=1&start=2'>n</a>"));
    ck_assert_int_eq(r.state, READING_OK);
    ck_assert_uint_eq(r.n, 2);
    ck_assert_str(r.mentions[0].post.text, "один");
    ck_assert_str(r.mentions[1].post.key1, "f.example#p2");
    ck_assert_str(r.mentions[0].post.author, "Ann");
    ck_assert_int_eq(r.mentions[0].post.reach, 500);
    ck_assert_int_eq(r.mentions[0].post.likes, -1);
    /* yesterday 12:01 in Moscow */
    ck_assert_int_eq(r.mentions[0].post.published, 1789894860);
    ck_assert_int_eq(r.oldest, 1789894860);
    ck_assert_str(r.next, "http://f.example/t.php?t=1&start=2");
    ck_assert(!r.newest_first);
    reader_pool_close(pool);
    arena_clear(&a);
}
END

/* About 1,300 letters that stand in no form and no link. */
#define SOME                                                                   \
    "<p>The parcel went from one town to the next and nobody at the counter "  \
    "could say where it was, nor would anyone write down that I had asked, "   \
    "so I went home and began to write this long story instead of sleep.</p>"
#define MUCH SOME SOME SOME SOME SOME SOME SOME

/* A theme of its own: ids, but nothing that the connector knows. */
#define THEME(tag, class)                                                      \
    "<html><link rel='https://api.w.org/' href=/><body><div id=comments>"      \
    "<" tag " id=review_57 class='x " class "'>один</" tag "><" tag            \
                                            " id=review_58 class='x " class    \
        "'>два</" tag "></div><form id=commentform></form>"

static const struct {
    size_t source;
    const char *page;
    enum reading_state state;
    const char *cause;
} STATES[] = {
    {0, "<html><title>Just a moment...</title><body>wait", READING_BLOCKED,
     "captcha"},
    {0, "<body id=phpbb><p>nothing</p>", READING_CHANGED, "layout"},
    {0, "<body><p>another site</p>", READING_CHANGED, "does not look like"},
    {0, "<body id=phpbb><a class=topictitle href=/t/1>t</a>", READING_OK, ""},
    {1, "<rss><channel><title>x</title></channel></rss>", READING_EMPTY, ""},
    {1, "<html><body>not a feed</body></html>", READING_CHANGED, "feed"},
    {1, "", READING_FAILED, "empty"},
    {2, "[]", READING_EMPTY, ""},
    {2, "{\"error\":\"The access token is invalid\"}", READING_FAILED,
     "access token"},
    {2, "[{\"id\":", READING_FAILED, "not JSON"},
    {2, "<html><div class=g-recaptcha></div></html>", READING_BLOCKED,
     "captcha"},
    /* What is beside something to read is no hindrance. */
    {0, "<body id=phpbb><form><input type=password></form>", READING_BLOCKED,
     "login form"},
    {0, "<body id=phpbb><form><input type=password></form>" MUCH,
     READING_CHANGED, "layout"},
    {0, "<body><div class=g-recaptcha></div>" MUCH, READING_CHANGED,
     "does not look like"},
    {0,
     "<body id=phpbb><a class=forumtitle href=/f/1>f</a>"
     "<form><input type=password></form>",
     READING_OK, ""},
    {0, "<html><title>Just a moment...</title><body>" MUCH, READING_BLOCKED,
     "captcha"},
    {0, "<html><title>Just a moment...</title><body>" MUCH MUCH MUCH MUCH,
     READING_CHANGED, "does not look like"},
    {3, THEME("section", "own"), READING_CHANGED,
     "ids of 2 posts stand on the page (review_57 and others)"},
    {3, THEME("section", "pingback"), READING_EMPTY, ""},
    {3,
     "<html><link rel='https://api.w.org/' href=/><body><div id=comments>"
     "<article id=post-1></article><article id=post-2></article></div>",
     READING_EMPTY, ""},
};

TEST(pages_without_posts_say_why)
{
    struct arena a = {0};
    struct reader_pool *pool = open_pool(1);
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++) {
        struct reading r =
            read_with(pool, &a, STATES[i].source, str_of(STATES[i].page));
        bool told = !STATES[i].cause[0]
                        ? r.cause.n == 0
                        : str_find(r.cause, str_of(STATES[i].cause)) >= 0;
        if (r.state != STATES[i].state || !told)
            ck_abort_msg("case %zu: state %d, " STR_FMT, i, (int)r.state,
                         STR_ARG(r.cause));
    }
    reader_pool_close(pool);
    arena_clear(&a);
}
END

static void repeat(struct buf *b, const char *text, int n)
{
    for (int i = 0; i < n; i++)
        buf_z(b, text);
}

/* Each kind of attack ends with its cause; the next page is read. */
static void attack(struct reader_pool *pool, size_t source, struct buf *page,
                   const char *cause)
{
    struct arena a = {0};
    struct reading r = read_with(pool, &a, source, buf_view(page));
    if (cause && str_find(r.cause, str_of(cause)) < 0)
        ck_abort_msg("wanted \"%s\", got state %d \"" STR_FMT "\"", cause,
                     (int)r.state, STR_ARG(r.cause));
    r = read_with(pool, &a, 0, STR("<body id=phpbb>" POST("1", "x")));
    ck_assert_int_eq(r.state, READING_OK);
    buf_reset(page);
    arena_clear(&a);
}

TEST(attacks_cost_one_page)
{
    struct reader_pool *pool = open_pool(1);
    struct buf page;
    buf_init(&page, CEILING_BODY);
    buf_z(&page, "<body id=phpbb><div");
    repeat(&page, " a=\"1\"     ", 200000);
    buf_z(&page, "></div>");
    attack(pool, 0, &page, "a tag");

    buf_z(&page, "<body id=phpbb><p");
    repeat(&page, " b=c", 1500);
    buf_z(&page, ">");
    attack(pool, 0, &page, "attributes");

    buf_z(&page, "<body id=phpbb><p a=\">\"");
    repeat(&page, " b=c", 200000);
    buf_z(&page, ">");
    attack(pool, 0, &page, "a tag");

    buf_z(&page, "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
                 "<rss><channel><item><title>&b;</title></item></channel>"
                 "</rss>");
    attack(pool, 1, &page, "<!ENTITY");

    repeat(&page, "<div>", 200000);
    attack(pool, 0, &page, NULL);

    buf_z(&page, "<rss>");
    repeat(&page, "<a>", 100000);
    attack(pool, 1, &page, "nested deeper");

    buf_z(&page, "<rss><b></c>");
    repeat(&page, "<title>x", 200000);
    attack(pool, 1, &page, NULL);

    repeat(&page, "[", 100000);
    attack(pool, 2, &page, "not JSON");

    repeat(&page, "<p class=author", 100000);
    attack(pool, 0, &page, NULL);
    buf_clear(&page);
    reader_pool_close(pool);
}
END

static bool a_child_file(void)
{
    return access("/proc/thread-self/children", R_OK) == 0;
}

/* The pool's newest child. The only others of this test are older: the
 * process that its children are forked from is the first. */
static pid_t a_child(void)
{
    char path[64], line[256] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
    FILE *f = fopen(path, "r");
    if (!f)
        return 0;
    char *got = fgets(line, sizeof line, f);
    fclose(f);
    pid_t last = 0;
    for (char *end; got; got = end) {
        pid_t pid = (pid_t)strtol(got, &end, 10);
        if (end == got)
            break;
        last = pid;
    }
    return last;
}

/* A child is there when it has read something. */
static void start_child(struct reader_pool *pool)
{
    struct arena a = {0};
    read_with(pool, &a, 0, STR("<p>"));
    arena_clear(&a);
}

TEST(a_killed_child_costs_one_page)
{
    struct arena a = {0};
    struct err e = {0};
    struct reader_pool *pool = open_pool(1);
    start_child(pool);
    pid_t child = a_child();
    if (!child) { /* a kernel without the children file */
        reader_pool_close(pool);
        return;
    }
    kill(child, SIGSTOP);
    struct reader_job job = {.id = 9, .body = STR("<p>")};
    struct reading r;
    ck_ok(reader_pool_send(pool, &job, &e), e);
    ck_assert_int_eq(reader_pool_idle(pool), 0);
    kill(child, SIGKILL);
    wait_for(pool, &a, &r);
    ck_assert_uint_eq(r.job, 9);
    ck_assert_int_eq(r.state, READING_FAILED);
    ck_assert_int_ge(str_find(r.cause, STR("died")), 0);
    ck_assert_int_eq(reader_pool_idle(pool), 1);
    r = read_with(pool, &a, 0, STR("<body id=phpbb>" POST("1", "x")));
    ck_assert_int_eq(r.state, READING_OK);
    reader_pool_close(pool);
    arena_clear(&a);
}
END

/* What children are forked from comes first, and is replaced as they are. */
TEST(the_parent_of_readers_may_die)
{
    struct arena a = {0};
    if (!a_child_file())
        SKIP("/proc tells no children");
    struct reader_pool *pool = open_pool(2);
    pid_t nursery = a_child();
    ck_assert_int_gt(nursery, 0);
    kill(nursery, SIGKILL);
    start_child(pool); /* by a new one */
    pid_t child = a_child();
    ck_assert_int_ne(child, nursery);
    struct reading r =
        read_with(pool, &a, 0, STR("<body id=phpbb>" POST("1", "x")));
    ck_assert_int_eq(r.state, READING_OK);
    ck_assert_int_eq(a_child(), child);
    kill(child, SIGKILL);
    r = read_with(pool, &a, 0, STR("<p>"));
    ck_assert_int_eq(r.state, READING_FAILED);
    ck_assert_int_ne(a_child(), child);
    r = read_with(pool, &a, 0, STR("<body id=phpbb>" POST("1", "x")));
    ck_assert_int_eq(r.state, READING_OK);
    reader_pool_close(pool);
    ck_assert_int_eq(a_child(), 0);
    arena_clear(&a);
}
END

/* A child that stands still is given up; the page is read once more, and
 * lost when that one stands still too. */
static void hang(int times, const char *cause)
{
    struct arena a = {0};
    struct err e = {0};
    struct reader_pool *pool = open_pool(1);
    start_child(pool);
    pid_t child = a_child();
    struct buf large; /* more than a socket holds */
    buf_init(&large, CEILING_BODY);
    buf_z(&large, "<body id=phpbb>" POST("1", "x"));
    repeat(&large, "<p>0123456", 300000);
    struct reader_job job = {.id = 3,
                             .fetched = 1790000000,
                             .url = STR("http://f.example/t"),
                             .body = buf_view(&large)};
    struct reading r;
    kill(child, SIGSTOP);
    ck_ok(reader_pool_send(pool, &job, &e), e);
    while (!reader_pool_take(pool, &a, &r)) {
        if (times > 1 && a_child() != child)
            kill(a_child(), SIGSTOP);
        usleep(1000);
    }
    ck_assert_int_eq(r.state, cause ? READING_FAILED : READING_OK);
    if (cause)
        ck_assert_int_ge(str_find(r.cause, str_of(cause)), 0);
    buf_clear(&large);
    reader_pool_close(pool);
    arena_clear(&a);
}

TEST(a_hung_child_is_given_up_and_its_page_read_again)
{
    if (!a_child_file())
        SKIP("/proc tells no children");
    hang(1, NULL);
    hang(2, "too long to read, twice");
}
END

/* Slow is not hung: a child that gets on is waited for, however long. */
TEST(a_page_that_gets_on_is_waited_for)
{
    struct arena a = {0};
    struct reader_pool *pool = open_pool(1);
    struct buf page;
    buf_init(&page, CEILING_BODY);
    buf_z(&page, "<body id=phpbb>");
    repeat(&page, POST("1", "some words of a text"), 20000);
    struct reading r = read_with(pool, &a, 0, buf_view(&page));
    if (r.state != READING_OK)
        ck_abort_msg(STR_FMT, STR_ARG(r.cause));
    buf_clear(&page);
    reader_pool_close(pool);
    arena_clear(&a);
}
END

/* Where a feed says that it lies is what its links are relative to; not what a
 * page says, nor another site. */
TEST(a_feed_may_say_where_it_lies)
{
    static const struct {
        const char *place, *body, *url;
        size_t source;
    } all[] = {
        {"/news/",
         "<rss><channel><item><guid>1</guid><title>t</title>"
         "<link>a.html</link></item></channel></rss>",
         "http://f.example/news/a.html", 1},
        {"http://other.example/",
         "<rss><channel><item><guid>1</guid><title>t"
         "</title><link>a</link></item></channel>"
         "</rss>",
         "http://f.example/a", 1},
        {"/news/",
         "<body id=phpbb><div class=post id=p1><h3><a href='v.php?p=1'>x</a>"
         "</h3><div class=content>t</div></div>",
         "http://f.example/v.php?p=1", 0},
    };
    struct reader_pool *pool = open_pool(1);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct reading r;
        struct reader_job job = {.source = all[i].source,
                                 .url = STR("http://f.example/t.php?t=1"),
                                 .place = str_of(all[i].place),
                                 .body = str_of(all[i].body)};
        ck_ok(reader_pool_send(pool, &job, &e), e);
        wait_for(pool, &a, &r);
        ck_assert_uint_eq(r.n, 1);
        ck_assert_str(r.mentions[0].post.url, all[i].url);
        arena_clear(&a);
    }
    reader_pool_close(pool);
}
END

TEST(several_children_work_at_once)
{
    struct arena a = {0};
    struct err e = {0};
    struct reader_pool *pool = open_pool(3);
    uint64_t seen = 0;
    for (uint64_t i = 0; i < 3; i++) {
        struct reader_job job = {.id = i, .body = STR("<p>x")};
        ck_ok(reader_pool_send(pool, &job, &e), e);
    }
    struct reader_job more = {.id = 4, .body = STR("x")};
    ck_assert(!reader_pool_send(pool, &more, &e));
    for (int i = 0; i < 3; i++) {
        struct reading r;
        wait_for(pool, &a, &r);
        seen |= UINT64_C(1) << r.job;
    }
    ck_assert_uint_eq(seen, 7);
    ck_assert_int_eq(reader_pool_busy(pool), 0);
    reader_pool_close(pool);
    arena_clear(&a);
}
END

TEST(unknown_kinds_and_zones_are_told)
{
    struct err e = {0};
    struct source source = {.name = STR("s"), .kind = STR("phpb")};
    const struct source *one = &source;
    struct reading_setup setup = {
        .connectors = "rules/connectors", .sources = &one, .n = 1};
    ck_assert_ptr_null(reader_pool_open(&setup, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "unknown kind 'phpb'"));
    static const char *const MEANT[][2] = {{"phpb", "phpbb"},
                                           {"rss", "feed"},
                                           {"Atom", "feed"},
                                           {"xenforo", "xenforo2"},
                                           {"2gis", "twogis"}};
    for (size_t i = 0; i < sizeof MEANT / sizeof *MEANT; i++) {
        char said[64];
        source.kind = str_of(MEANT[i][0]);
        snprintf(said, sizeof said, "did you mean '%s'?", MEANT[i][1]);
        ck_assert_ptr_null(reader_pool_open(&setup, &e));
        ck_assert_msg(strstr(e.msg, said), "%s: %s", MEANT[i][0], e.msg);
    }
    source = (struct source){
        .name = STR("s"), .kind = STR("phpbb"), .zone = STR("Mars/Base")};
    ck_assert_ptr_null(reader_pool_open(&setup, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "Mars/Base"));
}
END

/* Posts that do not fit are counted, the others come. */
TEST(a_reading_too_long_says_what_is_missing)
{
    struct arena a = {0};
    struct mention posts[50];
    struct buf frame;
    struct reading r = {.job = 1, .mentions = posts, .n = 50}, back;
    for (size_t i = 0; i < 50; i++)
        posts[i] = (struct mention){.post.collected = 1,
                                    .post.text = STR("some words")};
    buf_init(&frame, 5000);
    ck_assert(wire_put_reading(&frame, &r));
    ck_assert_uint_le(frame.n, 5000);
    ck_assert(wire_get_reading(buf_view(&frame), &a, &back));
    ck_assert_uint_gt(back.n, 5);
    ck_assert_int_eq(back.cuts.n[CUT_READING], 50 - (int64_t)back.n);
    ck_assert_str(back.mentions[back.n - 1].post.text, "some words");
    buf_clear(&frame);
    arena_clear(&a);
}
END

TEST(what_a_broken_child_sends_is_refused)
{
    struct arena a = {0};
    struct buf frame;
    struct reading r = {.job = 1, .cause = STR("c"), .next = STR("n")}, back;
    buf_init(&frame, 1 << 20);
    ck_assert(wire_put_reading(&frame, &r));
    ck_assert(wire_get_reading(buf_view(&frame), &a, &back));
    ck_assert_str(back.next, "n");
    for (size_t n = WIRE_HEADER; n < frame.n; n++)
        ck_assert(
            !wire_get_reading(str_part(buf_view(&frame), 0, n), &a, &back));
    frame.p[WIRE_HEADER + 8] = 9; /* no such state */
    ck_assert(!wire_get_reading(buf_view(&frame), &a, &back));
    frame.p[0] = 'x';
    size_t n;
    ck_assert(!wire_length(buf_view(&frame), WIRE_READING, &n));
    buf_clear(&frame);
    arena_clear(&a);
}
END

TEST_MAIN("reader", posts_come_back, pages_without_posts_say_why,
          attacks_cost_one_page, a_killed_child_costs_one_page,
          the_parent_of_readers_may_die,
          a_hung_child_is_given_up_and_its_page_read_again,
          a_page_that_gets_on_is_waited_for, a_feed_may_say_where_it_lies,
          several_children_work_at_once, unknown_kinds_and_zones_are_told,
          a_reading_too_long_says_what_is_missing,
          what_a_broken_child_sends_is_refused)
