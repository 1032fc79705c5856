/* SPDX-License-Identifier: MIT
 * The weekly sample in both databases: drawn once, the same for the same
 * store, labelled once, never taken out. */
#include "tests/store/temp.h"

enum { WEEK = 7 * 86400, MENTIONS = 40, MOST = 10 };

static void put_week(struct store *s, int64_t week)
{
    int64_t source = temp_source(s, "town");
    struct arena a = {0};
    for (int i = 0; i < MENTIONS; i++) {
        const char *key = str_z(&a, str_printf(&a, "k%d", i));
        struct mention m = temp_mention(source, key, "", key);
        m.post.published = week + i * 3600;
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    }
    arena_clear(&a);
}

TEST(weeks_begin_on_mondays)
{
    ck_assert_int_eq(sample_week(0), -3 * 86400);        /* a Thursday */
    ck_assert_int_eq(sample_week(4 * 86400), 4 * 86400); /* a Monday */
    ck_assert_int_eq(sample_week(4 * 86400 - 1), -3 * 86400);
    ck_assert_int_eq(sample_week(11 * 86400 + 5), 11 * 86400);
}
END

TEST(drawn_and_said_once)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("sample.db");
    int64_t week = sample_week(TEMP_NOW) - WEEK, n;
    put_week(s, week);
    struct sample_draw d = {week, MOST, TEMP_NOW, STR("ann")};
    ck_ok(store_sample_draw(s, &d, &n, &e), e);
    ck_assert_int_eq(n, MOST);
    ck_ok(store_sample_draw(s, &d, &n, &e), e);
    ck_assert_int_eq(n, MOST);
    struct sample_row *rows;
    size_t k;
    ck_ok(store_samples(s, &a, week, week + 1, &rows, &k, &e), e);
    ck_assert_uint_eq(k, MOST);
    ck_assert(rows[0].text.n && rows[0].type.n);
    rows[0].said = STR("rant"), rows[0].said_tone = STR("mix");
    rows[0].who = STR("ann"), rows[0].at = TEMP_NOW;
    ck_ok(store_sample_say(s, &rows[0], &e), e);
    ck_assert(!store_sample_say(s, &rows[0], &e));
    rows[1].said = STR("not-us"), rows[1].who = STR("ann");
    rows[1].at = TEMP_NOW;
    ck_ok(store_sample_say(s, &rows[1], &e), e);
    struct label_row *labels;
    ck_ok(store_labels(s, &a, &labels, &k, &e), e);
    ck_assert_uint_eq(k, 2);
    ck_assert_str(labels[0].tone, "mix");
    ck_assert_str(labels[1].type, "not-us");
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, &a, rows[1].mention, &m, &found, &e), e);
    ck_assert(m.verdict.not_us);
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("sample", weeks_begin_on_mondays, drawn_and_said_once)
