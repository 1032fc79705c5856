/* SPDX-License-Identifier: MIT
 * Two hundred verdicts and decisions stay as they are, whatever is changed. */
#include "tests/classify/golden.h"

enum { ROWS_LEAST = 200, TOPICS = 20, ONE_OF_EACH = 3 };

TEST(verdicts_are_as_they_were)
{
    struct golden g;
    struct err e = {0};
    struct buf out;
    int differences = 0, shown = 4000; /* check's messages are short */
    buf_init(&out, CEILING_PAGE_OUT);
    ck_ok(golden_open(&g, &e) && golden_read(&g, &e), e);
    for (size_t i = 0; i < g.n; i++)
        differences += golden_compare(&g, &g.rows[i], &out);
    ck_assert_msg(differences == 0,
                  "%d differences:\n%.*s"
                  "where they are meant: build/tests/classify/golden --update",
                  differences, (int)out.n < shown ? (int)out.n : shown, out.p);
    buf_clear(&out);
    golden_close(&g);
}
END

static int rows_with(const struct golden *g, int column, const char *value)
{
    int n = 0;
    for (size_t i = 0; i < g->n; i++)
        n += str_eqz(g->rows[i].fields[column], value);
    return n;
}

/* A file that tells one value only would say nothing about the others. */
TEST(every_value_is_told_often)
{
    struct golden g = {0};
    struct err e = {0};
    struct map topics;
    map_init(&topics);
    ck_ok(golden_read(&g, &e), e);
    ck_assert_uint_ge(g.n, ROWS_LEAST);
    for (int t = 0; t < TYPE_SPOKEN; t++) {
        const char *name = type_name((enum mention_type)t);
        ck_assert_msg(rows_with(&g, G_TYPE, name) >= 5, "%s", name);
        ck_assert_msg(rows_with(&g, G_SECOND, name) >= 1, "second %s", name);
    }
    ck_assert_int_ge(rows_with(&g, G_TYPE, type_name(TYPE_UNKNOWN)), 5);
    for (int t = 0; t < TONE_COUNT; t++)
        ck_assert_msg(rows_with(&g, G_TONE, tone_name((enum tone)t)) >= 5, "%s",
                      tone_name((enum tone)t));
    ck_assert_int_ge(rows_with(&g, G_FACTS, "0"), 50);
    ck_assert_int_ge(rows_with(&g, G_FACTS, "1"), 50);
    for (size_t i = 0; i < g.n; i++) {
        struct str topic = g.rows[i].fields[G_TOPIC];
        char z[32];
        snprintf(z, sizeof z, STR_FMT, STR_ARG(topic));
        ck_assert_msg(!topic.n || rows_with(&g, G_TOPIC, z) >= ONE_OF_EACH,
                      "topic %s", z);
        map_put(&topics, topic, &topics);
    }
    ck_assert_uint_ge(topics.n, TOPICS);
    map_clear(&topics);
    golden_close(&g);
}
END

TEST_MAIN("golden", verdicts_are_as_they_were, every_value_is_told_often)
