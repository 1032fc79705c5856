/* SPDX-License-Identifier: MIT
 * store: sources, pages, the frontier and notes, as the crawler uses them. */
#include "tests/store/temp.h"

TEST(source_is_put_and_saved)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("source.db");
    struct source_row row = {.name = STR("форум"),
                             .kind = STR("phpbb"),
                             .url = STR("https://a.example/"),
                             .every = 3600};
    ck_ok(store_source_put(s, &a, &row, &e), e);
    ck_assert_int_gt(row.id, 0);
    ck_assert_str(row.health, "ok");
    row.next_visit = 5, row.last_visit = 4, row.fails = 2;
    row.health = STR("blocked"), row.cause = STR("403");
    row.posts_total = 100, row.posts_median = 20;
    ck_ok(store_source_save(s, &row, &e), e);

    struct source_row again = {.name = STR("форум"),
                               .kind = STR("xenforo"),
                               .url = STR("https://b.example/"),
                               .every = 60};
    ck_ok(store_source_put(s, &a, &again, &e), e);
    ck_assert_int_eq(again.id, row.id);
    ck_assert_int_eq(again.posts_median, 20);
    ck_assert_str(again.cause, "403");
    temp_source(s, "other");

    struct source_row *rows;
    size_t n;
    ck_ok(store_sources(s, &a, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    ck_assert_str(rows[0].kind, "xenforo");
    ck_assert_str(rows[0].url, "https://b.example/");
    ck_assert_str(rows[0].health, "blocked");
    ck_assert_int_eq(rows[0].every, 60);
    ck_assert_int_eq(rows[0].next_visit, 5);
    ck_assert_int_eq(rows[0].last_visit, 4);
    ck_assert_int_eq(rows[0].fails, 2);
    ck_assert_int_eq(rows[0].posts_total, 100);
    row.id = 99;
    ck_assert(!store_source_save(s, &row, &e));
    arena_clear(&a);
    store_close(s);
}
END

TEST(page_is_put_and_found)
{
    struct err e = {0};
    struct arena a = {0};
    bool found;
    struct store *s = temp_store("page.db");
    int64_t source = temp_source(s, "f"), other = temp_source(s, "g");
    struct page_row got, row = {.source = source,
                                .url = STR("https://a.example/t?x=1"),
                                .fetched = TEMP_NOW,
                                .status = 200,
                                .etag = STR("W/\"1\""),
                                .modified = STR("Tue, 17 Nov 2026"),
                                .hash = INT64_MIN,
                                .posts = 20};
    ck_ok(store_page_put(s, &row, &e), e);
    ck_ok(store_page_get(s, &a, source, row.url, &got, &found, &e), e);
    ck_assert(found && got.hash == INT64_MIN && got.posts == 20);
    ck_assert(got.fetched == TEMP_NOW && got.status == 200);
    ck_assert_str(got.etag, "W/\"1\"");
    ck_assert_str(got.modified, "Tue, 17 Nov 2026");
    row.status = 0, row.cause = STR("timed out");
    ck_ok(store_page_put(s, &row, &e), e);
    ck_ok(store_page_get(s, &a, source, row.url, &got, &found, &e), e);
    ck_assert(found && got.status == 0);
    ck_assert_str(got.cause, "timed out");
    ck_ok(store_page_get(s, &a, other, row.url, &got, &found, &e), e);
    ck_assert(!found);
    row.source = 77; /* no such source */
    ck_assert(!store_page_put(s, &row, &e));
    arena_clear(&a);
    store_close(s);
}
END

static void add_url(struct store *s, int64_t source, const char *url,
                    int64_t due)
{
    struct err e = {0};
    struct frontier_row row = {.source = source,
                               .url = str_of(url),
                               .thread = STR("t"),
                               .depth = 1,
                               .page = 2,
                               .due = due,
                               .since = 7};
    ck_ok(store_frontier_add(s, &row, &e), e);
}

TEST(frontier_waits_in_order)
{
    struct err e = {0};
    struct arena a = {0};
    struct frontier_row *rows;
    size_t n;
    struct store *s = temp_store("frontier.db");
    int64_t source = temp_source(s, "f"), other = temp_source(s, "g");
    add_url(s, source, "late", 30);
    add_url(s, source, "early", 10);
    add_url(s, source, "middle", 20);
    add_url(s, source, "early", 99); /* waits already */
    add_url(s, other, "early", 20);
    ck_ok(store_frontier_list(s, &a, 0, 100, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 4);
    ck_assert_str(rows[0].url, "early");
    ck_assert_str(rows[1].url, "middle");
    ck_assert_int_eq(rows[2].source, other);
    ck_assert_str(rows[3].url, "late");
    ck_assert_str(rows[3].thread, "t");
    ck_assert(rows[3].depth == 1 && rows[3].page == 2 && rows[3].since == 7);

    int64_t early = rows[0].id, middle = rows[1].id, late = rows[3].id;
    ck_ok(store_frontier_list(s, &a, early, 1, &rows, &n, &e), e);
    ck_assert(n == 1 && rows[0].id == middle);
    ck_ok(store_frontier_later(s, early, 40, 2, &e), e);
    ck_ok(store_frontier_list(s, &a, late, 9, &rows, &n, &e), e);
    ck_assert(n == 1 && rows[0].id == early && rows[0].tries == 2);
    ck_ok(store_frontier_done(s, early, &e), e);
    ck_ok(store_frontier_list(s, &a, late, 9, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 0);
    add_url(s, source, "early", 1); /* done, so it may come again */
    ck_ok(store_frontier_list(s, &a, 0, 9, &rows, &n, &e), e);
    ck_assert(n == 4 && rows[0].due == 1);
    /* A row that is gone means: from the start. Nothing is passed over. */
    ck_ok(store_frontier_list(s, &a, 12345, 9, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 4);
    arena_clear(&a);
    store_close(s);
}
END

TEST(notes_are_kept_by_scope_and_key)
{
    struct err e = {0};
    struct arena a = {0};
    struct str value;
    struct store *s = temp_store("note.db");
    ck_ok(store_note_get(s, &a, STR("robots"), STR("h"), &value, &e), e);
    ck_assert_str(value, "");
    ck_ok(store_note_put(s, STR("robots"), STR("h"), STR("a\nb"), &e), e);
    ck_ok(store_note_put(s, STR("newest"), STR("h"), STR("17"), &e), e);
    ck_ok(store_note_put(s, STR("newest"), STR("h"), STR("18"), &e), e);
    ck_ok(store_note_get(s, &a, STR("robots"), STR("h"), &value, &e), e);
    ck_assert_str(value, "a\nb");
    ck_ok(store_note_get(s, &a, STR("newest"), STR("h"), &value, &e), e);
    ck_assert_str(value, "18");
    arena_clear(&a);
    store_close(s);
}
END

TEST(transactions_hold_together)
{
    struct err e = {0};
    struct arena a = {0};
    struct str value;
    struct store *s = temp_store("tx.db");
    ck_ok(store_begin(s, &e), e);
    ck_ok(store_note_put(s, STR("a"), STR("a"), STR("1"), &e), e);
    store_rollback(s);
    ck_ok(store_note_get(s, &a, STR("a"), STR("a"), &value, &e), e);
    ck_assert_str(value, "");
    ck_assert(!store_commit(s, &e)); /* none is open */
    store_rollback(s);
    ck_ok(store_begin(s, &e), e);
    ck_ok(store_note_put(s, STR("a"), STR("a"), STR("2"), &e), e);
    /* A call that is refused undoes itself, not what was done before it. */
    struct mention m = temp_mention(404, "k", "", "no such source");
    enum put_result what;
    ck_assert(!store_mention_put(s, &m, &what, &e));
    ck_ok(store_commit(s, &e), e);
    store_close(s);
    s = temp_store("tx.db");
    ck_ok(store_note_get(s, &a, STR("a"), STR("a"), &value, &e), e);
    ck_assert_str(value, "2");
    ck_assert_int_eq(temp_ask(temp_path("tx.db"), "SELECT count(*) FROM"
                                                  " mention_key"),
                     0);
    arena_clear(&a);
    store_close(s);
}
END

static void put_late(struct store *s, int64_t source, int n, int64_t delay)
{
    struct err e = {0};
    enum put_result what;
    char key[40], text[40];
    snprintf(key, sizeof key, "s%d#%d", (int)source, n);
    snprintf(text, sizeof text, "text %d of %d", n, (int)source);
    struct mention m = temp_mention(source, key, "", text);
    m.post.delay = delay;
    ck_ok(store_mention_put(s, &m, &what, &e), e);
}

TEST(how_late_is_counted)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("late.db");
    struct delay_row *rows;
    size_t n;
    ck_ok(store_delays(s, &a, 0, TEMP_NOW + 1, &rows, &n, &e), e);
    ck_assert_ptr_null(delay_of_source(rows, n, 0));
    int64_t one = temp_source(s, "one"), two = temp_source(s, "two");
    for (int i = 1; i <= 20; i++)
        put_late(s, one, i, i * 60);
    put_late(s, two, 1, 7200);
    put_late(s, two, 2, -1); /* was there before */
    ck_ok(store_delays(s, &a, 0, TEMP_NOW + 1, &rows, &n, &e), e);
    ck_assert_int_eq(rows[0].n, 21);
    ck_assert_int_eq(rows[0].median, 11 * 60);
    ck_assert_int_eq(rows[0].p95, 20 * 60);
    const struct delay_row *first = delay_of_source(rows, n, one);
    ck_assert_int_eq(first->median, 10 * 60);
    ck_assert_int_eq(first->p95, 19 * 60);
    ck_assert_int_eq(delay_of_source(rows, n, two)->p95, 7200);
    ck_ok(store_delays(s, &a, 0, TEMP_NOW, &rows, &n, &e), e); /* before it */
    ck_assert_ptr_null(delay_of_source(rows, n, 0));
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_crawl", source_is_put_and_saved, page_is_put_and_found,
          frontier_waits_in_order, notes_are_kept_by_scope_and_key,
          transactions_hold_together, how_late_is_counted)
