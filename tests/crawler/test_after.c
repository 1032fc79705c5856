/* SPDX-License-Identifier: MIT
 * after: our replies at the venue: how alike two texts are, and a page that is
 * listened to names its posts as it always does. */
#include "crawler/near.h"
#include "crawler/reading/read_page.h"
#include "tests/test.h"

TEST(texts_are_compared_by_their_words)
{
    static const struct {
        const char *one, *other;
        double within, of;
    } rows[] = {
        {"a b c d", "a b c d", 1, 1},
        {"A, b — c! d.", "a  b c\nd", 1, 1},
        {"a b c d", "hello a b c d bye", 1, 4 / 6.0},
        {"a b c d", "a b", 0.5, 1},
        {"a a a a", "a", 0.25, 1}, /* each once */
        {"a b", "c d", 0, 0},
        {"", "a", 0, 0},
        {"a", "", 0, 0},
        {"Ответим до 4 декабря", "ответим ДО 4 декабря", 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct near is =
            near_texts(&a, str_of(rows[i].one), str_of(rows[i].other));
        ck_assert_msg(is.within == rows[i].within && is.of == rows[i].of,
                      "%zu: %f %f", i, is.within, is.of);
        arena_clear(&a);
    }
}
END

/* Or each post would be new once when we begin to listen. */
TEST(a_page_that_is_listened_to_has_the_same_keys)
{
    static const char page[] =
        "<html><body id='phpbb'><div id='p1' class='post'><div "
        "class='postbody'><p class='author'><a class='username' "
        "href='/u/1'>Анна</a> <time datetime='2026-11-01T10:00:00+00:00'>"
        "</time></p><div class='content'>Вектор не работает</div></div></div>"
        "<div id='p2' class='post'><div class='postbody'><h3><a "
        "href='/viewtopic.php?p=2#p2'>x</a></h3><p class='author'><a "
        "class='username' href='/u/2'>Борис</a></p><div class='content'>"
        "Спасибо, уже лучше</div></div></div></body></html>";
    struct err e = {0};
    struct arena a = {0};
    struct str form = STR("вектор*");
    struct brand_setup brand = {.name = STR("Вектор"),
                                .forms = {.items = &form, .n = 1}};
    struct source one = {.name = STR("t"), .kind = STR("phpbb"), .reach = -1};
    const struct source *at = &one;
    struct reading_setup setup = {
        .connectors = "rules/connectors",
        .sources = &at,
        .n = 1,
        .classify = {.words = "tests/crawler/words",
                     .brands = &brand,
                     .n_brands = 1},
        .matrix = {.matrix = "rules/matrix/fas.yaml",
                   .replies = "rules/replies",
                   .calendar = "rules/calendar/ru.yaml"},
        .readers = 1};
    struct page_reader r;
    struct reading out[2];
    ck_ok(page_reader_open(&r, &setup, &e), e);
    ck_ok(page_reader_ready(&r, &e), e);
    for (int i = 0; i < 2; i++) {
        struct reader_job job = {.fetched = 1790000000,
                                 .listen = i,
                                 .url =
                                     STR("https://f.example/viewtopic.php?t=1"),
                                 .body = str_of(page)};
        read_page(&r, &job, &a, &out[i]);
        ck_assert_uint_eq(out[i].n, 2);
    }
    for (int i = 0; i < 2; i++) {
        const struct post_row *deaf = &out[0].mentions[i].post;
        const struct post_row *heard = &out[1].mentions[i].post;
        ck_assert(str_eq(deaf->key1, heard->key1));
        ck_assert(str_eq(deaf->key2, heard->key2));
        ck_assert_int_eq(deaf->text_hash, heard->text_hash);
    }
    ck_assert_uint_eq(out[0].mentions[1].post.text.n, 0);
    ck_assert_str(out[1].mentions[1].post.author, "Борис");
    ck_assert_str(out[1].mentions[1].post.text, "Спасибо, уже лучше");
    ck_assert_uint_eq(out[1].mentions[1].post.brand.n, 0);
    page_reader_close(&r);
    arena_clear(&a);
}
END

TEST_MAIN("after a reply", texts_are_compared_by_their_words,
          a_page_that_is_listened_to_has_the_same_keys)
