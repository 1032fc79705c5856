/* SPDX-License-Identifier: MIT
 * ceilings: the one list is walked, and each ceiling of it speaks.
 *
 * Every row of CEILINGS must have a proof here: a page that passes it and the
 * words that come of it, a function, or (the desk's own) a test under
 * tests/desk that names it. */
#include "crawler/reading/cut.h"
#include "crawler/reading/wire.h"
#include "tests/crawler/folder.h"
#include "tests/crawler/over.h"
#include "tests/crawler/site.h"

/* Each is fetched by a source of its own. */
static const struct made {
    const char *ceiling, *path, *kind;
    void (*put)(struct buf *b); /* the page; NULL: evil_serve() has it */
    const char *cause;          /* in the page's cause and in the progress */
    const char *health;         /* of the source */
    int64_t posts;              /* read of it, -1 whatever */
} MADE[] = {
    {"BODY", "/endless", "phpbb", NULL, "body is larger", "changed", 0},
    {"HEADERS", "/headers", "phpbb", NULL, "headers are larger", "changed", 0},
    {"HEADER_VALUE", "/location/9000", "phpbb", NULL, "headers are larger",
     "changed", 0},
    {"REDIRECTS", "/hops/0", "phpbb", NULL, "10 times", "unreachable", 0},
    {"SLOW_BYTES", "/extensions", "phpbb", NULL, "too slow", "unreachable", 0},
    {"SLOW_S", "/drip", "phpbb", NULL, "slow", "unreachable", 0},
    {"FETCH_S", "/steady", "phpbb", NULL, "too slow", "unreachable", 0},
    {"ITEMS", "/items", "feed", put_items, "12 posts of this page were not",
     "partial", CEILING_ITEMS},
    {"LINKS", "/links", "phpbb", put_links, "7 links of this page were not",
     "partial", 0},
    {"MENTION", "/text", "feed", put_long_text, "1 texts go on behind",
     "partial", 2},
    {"LINE", "/title", "feed", put_long_title, "1 titles or names go on",
     "partial", 1},
    {"URL", "/next", "phpbb", put_long_next, "1 links are longer", "partial",
     1},
    {"REGEX_STEPS", "/pattern", "feed", put_slow_pattern,
     "1 patterns of the rules were given up", "partial", 1},
    {"XPATH_STEPS", "/heavy", "heavy", put_heavy_tree, "too many steps",
     "changed", 0},
    {"TAG_BYTES", "/tag", "phpbb", put_long_tag, "a tag", "changed", 0},
    {"TAG_ATTRIBUTES", "/attributes", "phpbb", put_attributes, "attributes",
     "changed", 0},
    {"DEPTH", "/deep", "feed", put_deep, "nested deeper", "changed", 0},
};

enum { N_MADE = sizeof MADE / sizeof *MADE };

/* Pages that functions below ask for. */
static const struct {
    const char *path;
    void (*put)(struct buf *b);
} MORE[] = {
    {"/parted", put_parted_text}, {"/cpu", put_cpu},   {"/memory", put_memory},
    {"/objects", put_objects},    {"/5000", put_5000},
};

/* 1,200 bytes a second: fast enough, but without end. */
static void steady(struct evil_request *r)
{
    char piece[300];
    memset(piece, '.', sizeof piece);
    evil_text(r, "HTTP/1.1 200 X\r\n\r\n");
    while (!r->close && evil_write(r, piece, sizeof piece))
        usleep(100000);
}

static void serve(struct evil *s, struct evil_request *r)
{
    struct buf b;
    if (strcmp(r->path, "/robots.txt") == 0 && r->host == 2) {
        buf_init(&b, 1 << 20);
        put_times(&b, "# nothing\n", CEILING_ROBOTS / 10 + 10);
        evil_answer(r, 200, "", b.p);
        buf_clear(&b);
        return;
    }
    if (strcmp(r->path, "/robots.txt") == 0 && r->host == 3) {
        evil_redirect(r, 301, "/robots.txt");
        return;
    }
    if (strcmp(r->path, "/steady") == 0) {
        steady(r);
        return;
    }
    void (*put)(struct buf *) = NULL;
    for (size_t i = 0; i < N_MADE; i++)
        if (strcmp(r->path, MADE[i].path) == 0)
            put = MADE[i].put;
    for (size_t i = 0; i < sizeof MORE / sizeof *MORE; i++)
        if (strcmp(r->path, MORE[i].path) == 0)
            put = MORE[i].put;
    if (put) {
        buf_init(&b, CEILING_BODY);
        put(&b);
        site_html(r, &b);
    } else if (!site_serve(s, r) && !evil_serve(s, r))
        evil_answer(r, 404, "", "none");
}

/* ---- one crawl of them ---- */

struct world {
    struct evil server;
    struct store *store;
    struct site_setup site;
    struct arena arena;
    struct err e;
    struct crawl_progress total;
    struct buf causes; /* "URL: cause" lines */
    char path[64], words[64], ru[64], kinds[64];
};

static void told(void *ctx, const struct crawl_progress *p)
{
    struct world *w = ctx;
    if (p->cause.n)
        buf_printf(&w->causes, STR_FMT ": " STR_FMT "\n", STR_ARG(p->url),
                   STR_ARG(p->cause));
}

static void append_kind(struct world *w, const char *kind, const char *item,
                        const char *text)
{
    struct arena a = {0};
    append(w->kinds, str_z(&a, str_printf(&a, "%s.yaml", kind)),
           str_printf(&a,
                      "kind: %s\ntitle: A kind that asks too much\n"
                      "format: html\norder: oldest\nitem:\n  - %s\n"
                      "fields:\n  text:\n    - %s\n",
                      kind, item, text));
    arena_clear(&a);
}

/* The rules of the tests with one pattern that never ends; the connectors
 * with two that ask too much. */
static void copy_rules(struct world *w)
{
    snprintf(w->words, sizeof w->words, "/tmp/molva-words-XXXXXX");
    snprintf(w->kinds, sizeof w->kinds, "/tmp/molva-kinds-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(w->words));
    ck_assert_ptr_nonnull(mkdtemp(w->kinds));
    snprintf(w->ru, sizeof w->ru, "%.40s/ru", w->words);
    ck_assert_int_eq(mkdir(w->ru, 0700), 0);
    each_file("tests/crawler/words", copy, w->words);
    each_file("tests/crawler/words/ru", copy, w->ru);
    each_file("rules/connectors", copy, w->kinds);
    append(w->ru, "site.yaml",
           STR("- id: ru.praise.endless\n"
               "  signal: praise\n"
               "  points: 2\n"
               "  lemma: абракадабра\n"
               "  regex: '(?:\\w+\\w+)+\\d'\n"
               "  match: [Абракадабра]\n"
               "  nomatch: [Помощь не пришла]\n"));
    append_kind(w, "heavy", "//i[count(preceding::i) > count(following::i)]",
                ".");
    append_kind(w, "slow", "//b", "self::b[count(//i) > 1]");
}

static void world_open(struct world *w)
{
    *w = (struct world){.path = "/tmp/molva-ceilings-XXXXXX"};
    evil_start(&w->server, serve);
    ck_assert_int_ge(mkstemp(w->path), 0);
    w->store = place_open(w->path, &w->e);
    if (!w->store)
        ck_abort_msg("%s", w->e.msg);
    site_setup(&w->site, w->store);
    copy_rules(w);
    w->site.setup.connectors = w->kinds;
    w->site.setup.classify.words = w->words;
    w->site.setup.progress = told;
    w->site.setup.ctx = w;
    w->site.setup.times =
        (struct crawler_times){.fetch_s = 6, .slow_s = 2, .connect_s = 2};
    buf_init(&w->causes, 1 << 20);
}

static void world_end(struct world *w)
{
    evil_stop(&w->server);
    store_close(w->store);
    buf_clear(&w->causes);
    arena_clear(&w->arena);
    unlink(w->path);
    each_file(w->words, drop, NULL);
    each_file(w->ru, drop, NULL);
    each_file(w->kinds, drop, NULL);
    rmdir(w->ru);
    rmdir(w->words);
    rmdir(w->kinds);
}

static void crawl(struct world *w, int hours)
{
    struct crawler_setup setup = w->site.setup;
    setup.now += hours * 3600;
    buf_reset(&w->causes);
    struct crawler *c = crawler_open(&setup, &w->e);
    if (!c)
        ck_abort_msg("%s", w->e.msg);
    ck_ok(crawler_run(c, &w->total, &w->e), w->e);
    crawler_close(c);
}

static bool said(struct world *w, const char *path, const char *cause)
{
    struct str rest = buf_view(&w->causes), line;
    while (str_split(&rest, '\n', &line))
        if (str_find(line, str_of(path)) >= 0 &&
            str_find(line, str_of(cause)) >= 0)
            return true;
    return false;
}

static struct source_row only_source(struct world *w)
{
    struct source_row *rows;
    size_t n;
    ck_ok(store_sources(w->store, &w->arena, &rows, &n, &w->e), w->e);
    return rows[n - 1];
}

/* ---- the proofs ---- */

static void prove_page(const struct made *m)
{
    struct world w;
    struct page_row page;
    bool found;
    world_open(&w);
    struct source_setup *s =
        site_source(&w.site, &w.arena, m->kind, 1, w.server.port, m->path);
    s->ignore_robots = true;
    crawl(&w, 0);
    struct source_row row = only_source(&w);
    ck_ok(
        store_page_get(w.store, &w.arena, row.id, row.url, &page, &found, &w.e),
        w.e);
    if (!found || str_find(page.cause, str_of(m->cause)) < 0 ||
        str_find(row.cause, str_of(m->cause)) < 0 ||
        !str_eqz(row.health, m->health) || !said(&w, m->path, m->cause) ||
        w.total.posts != m->posts)
        ck_abort_msg("%s: page \"" STR_FMT "\", source " STR_FMT " \"" STR_FMT
                     "\", %lld posts, told:\n" STR_FMT,
                     m->ceiling, STR_ARG(page.cause), STR_ARG(row.health),
                     STR_ARG(row.cause), (long long)w.total.posts,
                     STR_ARG(buf_view(&w.causes)));
    ck_assert_int_eq(w.total.partial, str_eqz(row.health, "partial"));
    world_end(&w);
}

static void prove_robots(void)
{
    struct world w;
    world_open(&w);
    site_source(&w.site, &w.arena, "phpbb", 2, w.server.port, "/t/1");
    site_source(&w.site, &w.arena, "phpbb", 3, w.server.port, "/t/1");
    crawl(&w, 0);
    ck_assert(said(&w, "127.0.0.2", "goes on behind 512000 bytes"));
    ck_assert(said(&w, "127.0.0.3", "more than 5 times"));
    ck_assert_int_eq(w.total.posts, 2 * SITE_PAGES * SITE_POSTS);
    world_end(&w);
}

/* A thread longer than its budget is read to its end in further visits. */
static void prove_pages(void)
{
    struct world w;
    world_open(&w);
    w.server.shared->mode = 10;
    site_source(&w.site, &w.arena, "phpbb", 1, w.server.port, "/t/1")->pages =
        CEILING_PAGES;
    int64_t posts = 0;
    for (int i = 0; i < 4; i++) {
        crawl(&w, i * 2);
        posts += w.total.fresh + w.total.fresh / 3;
    }
    ck_assert_int_eq(posts, (SITE_PAGES + 10) * SITE_POSTS);
    world_end(&w);
}

/* News reach over more pages than one visit has: the visit goes on, and says
 * so when it stops at last. */
static void prove_chain(void)
{
    struct world w;
    world_open(&w);
    site_source(&w.site, &w.arena, "feed", 1, w.server.port, "/feed")->pages =
        2;
    crawl(&w, 0);
    ck_assert_int_eq(w.total.pages, 2);
    w.server.shared->mode = 50;
    crawl(&w, 2);
    ck_assert_int_eq(w.total.fresh, 50);
    ck_assert_int_eq(w.causes.n, 0);
    w.server.shared->mode = 50 + (CEILING_CHAIN + 3) * SITE_ENTRIES;
    crawl(&w, 4);
    ck_assert_int_eq(w.total.pages, CEILING_CHAIN);
    ck_assert(said(&w, "/feed?page=100", "older page was not read"));
    ck_assert_str(only_source(&w).health, "hole");
    world_end(&w);
}

static void prove_connect(void)
{
    struct world w;
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0), fill[4];
    world_open(&w);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(listen(fd, 0), 0);
    ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &n), 0);
    for (int i = 0; i < 4; i++) { /* a queue that is full answers nobody */
        fill[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        connect(fill[i], (struct sockaddr *)&at, sizeof at);
    }
    site_source(&w.site, &w.arena, "phpbb", 1, ntohs(at.sin_port), "/x")
        ->ignore_robots = true;
    crawl(&w, 0);
    ck_assert(said(&w, "/x", "too slow"));
    ck_assert_int_eq(w.total.failed, 1);
    for (int i = 0; i < 4; i++)
        close(fill[i]);
    close(fd);
    world_end(&w);
}

static void prove_text(void)
{
    struct world w;
    struct mention *rows;
    size_t n, told_of = 0;
    world_open(&w);
    site_source(&w.site, &w.arena, "feed", 1, w.server.port, "/parted");
    crawl(&w, 0);
    ck_ok(store_mentions(w.store, &w.arena, &(struct mention_filter){0}, &rows,
                         &n, &w.e),
          w.e);
    for (size_t i = 0; i < n; i++)
        told_of +=
            str_find(rows[i].decision.why, STR("judged by the first")) >= 0;
    ck_assert_uint_eq(n, 2);
    ck_assert_uint_eq(told_of, 1);
    world_end(&w);
}

static void prove_reader_cpu(void)
{
    struct world w;
    world_open(&w);
    w.site.setup.times.reader_cpu_s = 1;
    site_source(&w.site, &w.arena, "slow", 1, w.server.port, "/cpu");
    crawl(&w, 0);
    if (!said(&w, "/cpu", "used up its CPU time"))
        ck_abort_msg("%lld posts; " STR_FMT, (long long)w.total.posts,
                     STR_ARG(buf_view(&w.causes)));
    world_end(&w);
}

#ifdef __SANITIZE_ADDRESS__ /* it needs terabytes of address space */
static void prove_reader_memory(void)
{
}
#else
static void prove_out_of_memory(const char *path, const char *words)
{
    struct world w;
    world_open(&w);
    site_source(&w.site, &w.arena, "mastodon", 1, w.server.port, path);
    crawl(&w, 0);
    if (!said(&w, path, words))
        ck_abort_msg("%lld posts; " STR_FMT, (long long)w.total.posts,
                     STR_ARG(buf_view(&w.causes)));
    world_end(&w);
}

static void prove_reader_memory(void)
{
    /* A reader may not write into files: its last words must not be the
     * cause. */
    FILE *log = tmpfile();
    ck_assert(log && dup2(fileno(log), STDERR_FILENO) >= 0);
    fclose(log);
    prove_out_of_memory("/memory", "the reader died of this page: it took "
                                   "more memory than a page may");
    /* This one was taken for an empty list once. */
    prove_out_of_memory("/objects",
                        "this JSON takes more memory than a page may");
}
#endif

static void prove_reading(void)
{
    struct arena a = {0};
    struct cuts cuts = {0};
    cuts.n[CUT_READING] = 3;
    struct str words = cuts_words(&a, &cuts);
    ck_assert_int_ge(str_find(words, STR("3 posts of this page were not")), 0);
    ck_assert_int_eq(WIRE_READING, CEILING_READING); /* cut in test_reader */
    arena_clear(&a);
}

static void prove_files(void)
{
    struct err e = {0};
    struct buf b;
    char path[] = "/tmp/molva-large-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_eq(ftruncate(fd, CEILING_RULE_FILE + 1), 0);
    close(fd);
    buf_init(&b, CEILING_RULE_FILE);
    ck_assert(!buf_read_file(&b, path, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, path));
    buf_clear(&b);
    unlink(path);
}

/* A login that is older is none: the desk asks for the password. */
static void prove_session(void)
{
    struct world w;
    struct user_row user = {.login = STR("ann"), .password = STR("x")};
    bool found, late;
    world_open(&w);
    ck_ok(store_user_put(w.store, &user, STR("root@cli"), 1000, &w.e) &&
              store_user_get(w.store, &w.arena, user.login, &user, &found,
                             &w.e) &&
              store_session_put(w.store, STR("t"), user.id,
                                1000 + CEILING_SESSION_S, &w.e) &&
              store_session_get(w.store, &w.arena, STR("t"),
                                999 + CEILING_SESSION_S, &user, &found, &w.e) &&
              store_session_get(w.store, &w.arena, STR("t"),
                                1001 + CEILING_SESSION_S, &user, &late, &w.e),
          w.e);
    ck_assert(found && !late);
    world_end(&w);
}

static const struct {
    const char *ceiling;
    void (*prove)(void);
} PROOFS[] = {
    {"ROBOTS", prove_robots},
    {"ROBOTS_REDIRECTS", prove_robots},
    {"PAGES", prove_pages},
    {"CHAIN", prove_chain},
    {"CONNECT_S", prove_connect},
    {"TEXT", prove_text},
    {"READER_S", prove_reader_cpu},
    {"READER_MIB", prove_reader_memory},
    {"READING", prove_reading},
    {"RULE_FILE", prove_files},
    {"PAGE_OUT", prove_out},
    {"SESSION_S", prove_session},
    {"DMN", prove_out},
};

struct naming {
    char name[64]; /* of the ceiling */
    bool found;    /* in a test of the desk */
};

static void look_for(const char *path, const char *name, void *ctx)
{
    struct naming *n = ctx;
    struct buf text;
    struct err e = {0};
    (void)name;
    buf_init(&text, CEILING_RULE_FILE);
    ck_ok(buf_read_file(&text, path, &e), e);
    n->found |= str_find(buf_view(&text), str_of(n->name)) >= 0;
    buf_clear(&text);
}

/* The desk's ceilings are proved where the desk is tested, or are told in the
 * desk's own words. */
static void prove_desk(const char *name)
{
    struct naming n = {0};
    snprintf(n.name, sizeof n.name, "CEILING_%s", name);
    each_file("tests/desk", look_for, &n);
    each_file("desk", look_for, &n);
    if (!n.found)
        ck_abort_msg("the desk does not know %s", n.name);
}

static void prove(const char *name, const char *way)
{
    for (size_t i = 0; i < N_MADE; i++)
        if (strcmp(MADE[i].ceiling, name) == 0) {
            prove_page(&MADE[i]);
            return;
        }
    for (size_t i = 0; i < sizeof PROOFS / sizeof *PROOFS; i++)
        if (strcmp(PROOFS[i].ceiling, name) == 0) {
            PROOFS[i].prove();
            return;
        }
    if (strcmp(way, "DESK") == 0)
        prove_desk(name);
    else
        ck_abort_msg("nothing proves that CEILING_%s speaks", name);
}

static const struct {
    const char *name, *way;
} LIST[] = {
#define ROW(name, most, way, what) {#name, #way},
    CEILINGS(ROW)
#undef ROW
};

enum { N_LIST = sizeof LIST / sizeof *LIST, PARTS = 4 };

static void prove_part(size_t part)
{
    for (size_t i = part; i < N_LIST; i += PARTS) {
        if (getenv("CEILING") && strcmp(getenv("CEILING"), LIST[i].name) != 0)
            continue;
        prove(LIST[i].name, LIST[i].way);
    }
}

TEST(each_ceiling_speaks_1)
{
    prove_part(0);
}
END

TEST(each_ceiling_speaks_2)
{
    prove_part(1);
}
END

TEST(each_ceiling_speaks_3)
{
    prove_part(2);
}
END

TEST(each_ceiling_speaks_4)
{
    prove_part(3);
}
END

/* Nothing is cut, and nothing is said. */
TEST(a_feed_of_5000_is_read_whole)
{
    struct world w;
    world_open(&w);
    site_source(&w.site, &w.arena, "feed", 1, w.server.port, "/5000");
    crawl(&w, 0);
    ck_assert_int_eq(w.total.fresh, 5000);
    ck_assert_int_eq(w.causes.n, 0);
    ck_assert_str(only_source(&w).health, "ok");
    crawl(&w, 2);
    ck_assert_int_eq(w.total.fresh + w.total.edited, 0);
    world_end(&w);
}
END

TEST_MAIN("ceilings", each_ceiling_speaks_1, each_ceiling_speaks_2,
          each_ceiling_speaks_3, each_ceiling_speaks_4,
          a_feed_of_5000_is_read_whole)
