/* SPDX-License-Identifier: MIT
 * store: kill -9 at any instant loses nothing that was reported as stored and
 * leaves nothing by half.
 *
 * A child writes pages, each in one transaction: the page, its mentions, its
 * brandless posts, a URL taken off the frontier and one put on. After each
 * commit it sends the page's number through a pipe. It is killed at a random
 * instant, and the next child goes on where the store says it is. */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "tests/store/temp.h"

enum { KILLS = 50, MENTIONS = 3, SEEN = 5 };

static void need(bool ok, const struct err *e)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", e->msg);
    _exit(1);
}

static void put_posts(struct store *s, int64_t source, int64_t page)
{
    struct err e = {0};
    enum put_result what;
    for (int i = 0; i < MENTIONS + SEEN; i++) {
        char key[48], text[64];
        snprintf(key, sizeof key, "%s?p=%ld", i < MENTIONS ? "m" : "s",
                 (long)page * 100 + i);
        snprintf(text, sizeof text, "слово%ld вектор", (long)page * 100 + i);
        struct mention m = temp_mention(source, key, key, text);
        if (i >= MENTIONS)
            m.post.brand = STR("");
        need(store_mention_put(s, &m, &what, &e), &e);
        need(what == PUT_NEW ||
                 (err_set(&e, "page %ld came twice", (long)page), false),
             &e);
    }
}

/* One page: what the frontier holds is done, the next one waits. */
static int64_t write_page(struct store *s, int64_t source)
{
    struct err e = {0};
    struct arena a = {0};
    struct frontier_row *rows, next;
    size_t n;
    need(store_begin(s, &e), &e);
    need(store_frontier_list(s, &a, 0, 10, &rows, &n, &e), &e);
    need(n == 1 || (err_set(&e, "%zu in the frontier", n), false), &e);
    int64_t page = rows[0].page;
    struct page_row row = {.source = source,
                           .url = rows[0].url,
                           .fetched = TEMP_NOW,
                           .status = 200,
                           .posts = page};
    need(store_page_put(s, &row, &e), &e);
    put_posts(s, source, page);
    need(store_frontier_done(s, rows[0].id, &e), &e);
    next = rows[0];
    next.page++;
    next.url = str_printf(&a, "page%ld", (long)next.page);
    need(store_frontier_add(s, &next, &e), &e);
    need(store_commit(s, &e), &e);
    arena_clear(&a);
    return page;
}

static void write_for_ever(const char *path, int64_t source, int out)
{
    struct err e = {0};
    struct store *s = store_open(place_url(path), 0, &e);
    need(s != NULL, &e);
    for (;;) {
        int64_t page = write_page(s, source);
        if (write(out, &page, sizeof page) != sizeof page)
            _exit(1);
    }
}

/* Kills one child after `ms`, counted from its first report when it is to be
 * busy by then; returns the last page it reported. */
static int64_t round_of(const char *path, int64_t source, int64_t last,
                        double ms, bool busy)
{
    int ends[2], status;
    int64_t page;
    ck_assert_int_eq(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        write_for_ever(path, source, ends[1]);
    }
    close(ends[1]);
    struct timespec t = {0, (long)(ms * 1e6)};
    if (busy && read(ends[0], &page, sizeof page) == sizeof page)
        ck_assert_int_eq(page, ++last);
    nanosleep(&t, NULL);
    ck_assert_int_eq(kill(pid, SIGKILL), 0);
    while (read(ends[0], &page, sizeof page) == sizeof page) {
        ck_assert_msg(page == last + 1, "page %ld after %ld", (long)page,
                      (long)last);
        last = page;
    }
    close(ends[0]);
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert_msg(WIFSIGNALED(status), "the child ended by itself");
    return last;
}

/* Pages stored, after a look at the numbers that are all the same when none of
 * them is there by half. */
static int64_t nothing_by_half(const char *path, int64_t last)
{
    static const struct {
        const char *sql;
        int64_t per_page;
    } counts[] = {
        {"SELECT count(*) FROM mention", MENTIONS},
        {"SELECT count(*) FROM mention_key", 2 * MENTIONS},
        {"SELECT count(*) FROM verdict", MENTIONS},
        {"SELECT count(*) FROM decision", MENTIONS},
        {"SELECT count(*) FROM cases", MENTIONS},
        {"SELECT count(*) FROM draft", MENTIONS},
        {"SELECT count(*) FROM event WHERE what = 'registered'", MENTIONS},
        {"SELECT count(*) FROM seen", SEEN},
        {"SELECT max(posts) FROM page", 1},
        {"SELECT page - 1 FROM frontier", 1},
    };
    place_quiet(path);
    int64_t pages = temp_ask(path, "SELECT count(*) FROM page");
    ck_assert_msg(pages == last || pages == last + 1, "%ld of %ld", (long)pages,
                  (long)last);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        ck_assert_msg(
            temp_ask(path, counts[i].sql) == pages * counts[i].per_page,
            "%s: not %ld", counts[i].sql, (long)(pages * counts[i].per_page));
    if (place_is_file()) {
        ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM search"
                                        " WHERE search MATCH '\"вектор\"'"),
                         pages * MENTIONS);
        ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM"
                                        " pragma_integrity_check"
                                        " WHERE integrity_check = 'ok'"),
                         1);
    }
    return pages;
}

TEST(kill_loses_nothing)
{
    struct err e = {0};
    int64_t source, last = 0;
    const char *path = temp_path("kill.db");
    char kept[128];
    snprintf(kept, sizeof kept, "%s", path);
    struct store *s = temp_store("kill.db");
    source = temp_source(s, "f");
    struct frontier_row first = {
        .source = source, .url = STR("page1"), .page = 1};
    ck_ok(store_frontier_add(s, &first, &e), e);
    store_close(s);
    unsigned seed = (unsigned)time(NULL);
    fprintf(stderr, "seed %u\n", seed);
    srand(seed);
    for (int i = 0; i < KILLS; i++) {
        /* One by one at any time, also while the store is being opened. */
        last = round_of(kept, source, last, rand() % 1000 / 40.0, i % 2);
        last = nothing_by_half(kept, last);
    }
    ck_assert_msg(last >= KILLS / 2, "only %ld pages", (long)last);
    s = store_open(place_url(kept), STORE_READ, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_assert_int_eq(temp_verifies(s), last * MENTIONS + last);
    store_close(s);
}
END

/* A store that was being made is made by the next one. */
TEST(kill_while_it_is_made)
{
    for (int i = 0; i < 20; i++) {
        int status;
        struct err e = {0};
        char name[32];
        snprintf(name, sizeof name, "made%d.db", i);
        place_empty(temp_path(name));
        pid_t pid = fork();
        if (pid == 0) {
            store_close(store_open(temp_url(name), STORE_CREATE, &e));
            _exit(0);
        }
        struct timespec t = {0, i * 300000L};
        nanosleep(&t, NULL);
        kill(pid, SIGKILL);
        ck_assert_int_eq(waitpid(pid, &status, 0), pid);
        store_close(temp_store(name));
        ck_assert_int_ge(temp_ask(temp_path(name),
                                  "SELECT max(version) FROM schema_version"),
                         2);
    }
}
END

TEST_MAIN("store_kill", kill_loses_nothing, kill_while_it_is_made)
