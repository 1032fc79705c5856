/* SPDX-License-Identifier: MIT
 * store: search by lemmas, whatever is in the query. */
#include "base/buf.h"
#include "tests/store/temp.h"

/* Mentions that have all the lemmas. */
static int64_t matches(struct store *s, const char *lemmas)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention_filter f = {.lemmas = str_of(lemmas)};
    struct mention *rows;
    size_t n;
    int64_t counted;
    ck_ok(store_mentions(s, &a, &f, &rows, &n, &e), e);
    ck_ok(store_mention_count(s, &f, &counted, &e), e);
    ck_assert_int_eq(counted, (int64_t)n);
    arena_clear(&a);
    return counted;
}

/* Nothing of FTS5's language works in a query, and nothing breaks it. */
static const struct {
    const char *query; /* lemmas as a person may bring them */
    int64_t want;      /* of the two mentions */
} queries[] = {
    {"тариф", 2},
    {"тариф вырасти", 1},
    {"тариф  вырасти ", 1},
    {"вырасти тариф", 1},
    {"тар", 0},
    {"тар*", 0},
    {"тариф OR нет", 0},
    {"тариф NOT вырасти", 0},
    {"NEAR(тариф вырасти)", 0},
    {"lemmas:тариф", 0},
    {"^тариф", 0},
    {"\"", 0},
    {"\"тариф\"", 0},
    {"wi-fi", 1},
    {"c++", 1},
    {"o'neil", 1},
    {"say\"what", 1},
    {"wi", 0},
    {"-", 0},
    {"(", 0},
    {"\x01тариф\x7f", 2},
    {"  ", 0},
};

TEST(search_takes_words_only)
{
    struct err e = {0};
    struct store *s = temp_store("search.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "1", "", "тариф вырасти");
    temp_put(s, &m);
    m = temp_mention(source, "2", "", "тариф wi-fi c++ o'neil say\"what");
    ck_ok(store_begin(s, &e), e);
    temp_put(s, &m);
    ck_ok(store_commit(s, &e), e);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        ck_assert_msg(matches(s, queries[i].query) == queries[i].want,
                      "query %s", queries[i].query);
    /* New and edited within one transaction, and one that was undone. */
    ck_ok(store_begin(s, &e), e);
    m = temp_mention(source, "3", "", "первое");
    temp_put(s, &m);
    m = temp_mention(source, "3", "", "второе");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    m = temp_mention(source, "1", "", "тариф упасть");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_ok(store_commit(s, &e), e);
    ck_ok(store_begin(s, &e), e);
    m = temp_mention(source, "4", "", "третье");
    temp_put(s, &m);
    store_rollback(s);
    m = temp_mention(source, "5", "", "четвёртое");
    temp_put(s, &m);
    ck_assert(matches(s, "первое") == 0 && matches(s, "второе") == 1);
    ck_assert(matches(s, "вырасти") == 0 && matches(s, "упасть") == 1);
    ck_assert(matches(s, "третье") == 0 && matches(s, "четвёртое") == 1);
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 5000; i++)
        buf_z(&b, "тариф ");
    buf_char(&b, '\0');
    ck_assert_int_eq(matches(s, b.p), 2);
    for (int i = 0; i < 20000; i++)
        buf_z(&b, "тариф ");
    struct mention_filter f = {.lemmas = buf_view(&b)};
    int64_t n;
    ck_assert(!store_mention_count(s, &f, &n, &e));
    buf_clear(&b);
    ck_assert(!place_is_file() ||
              place_sql(temp_path("search.db"), "INSERT INTO search (search)"
                                                " VALUES ('integrity-check')"));
    store_close(s);
}
END

TEST_MAIN("store_search", search_takes_words_only)
