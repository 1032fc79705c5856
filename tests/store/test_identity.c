/* SPDX-License-Identifier: MIT
 * store: a post is found again, or it is a new one; with a brand and without.
 */
#include "tests/store/temp.h"

enum { DAY = 86400 };

/* Mentions of a source, of all when it is "". */
static int64_t count(struct store *s, const char *source)
{
    struct err e = {0};
    struct mention_filter f = {.source = str_of(source)};
    int64_t n;
    ck_ok(store_mention_count(s, &f, &n, &e), e);
    return n;
}

struct way {
    const char *name;               /* of the case */
    const char *key1, *key2, *text; /* of the second post */
    const char *author;             /* of both when of is NULL */
    int64_t later;                  /* seconds after the first */
    int64_t known_dates;            /* 0: neither has a date */
    enum put_result want;           /* what the second put says */
    int64_t rows;                   /* mentions in the end */
};

/* The first post is ("https://a.example/p/1", "/p/1", "плохо") by the author
 * of the way. */
static const struct way ways[] = {
    {"nothing changed", "https://a.example/p/1", "/p/1", "плохо", "Иван", 0, 1,
     PUT_SAME, 1},
    {"key1 is enough", "https://a.example/p/1", "/other", "плохо", "Иван", 0, 1,
     PUT_SAME, 1},
    {"scheme changed", "http://a.example/p/1", "/p/1", "плохо", "Иван", 0, 1,
     PUT_MOVED, 1},
    {"host changed", "https://b.example/p/1", "/p/1", "плохо", "", 0, 1,
     PUT_MOVED, 1},
    {"guid changed", "tag:x,2026:9", "tag:x,2026:9", "плохо", "Иван", 0, 1,
     PUT_MOVED, 1},
    {"guid changed, near in time", "g9", "", "плохо", "Иван", 3 * DAY, 1,
     PUT_MOVED, 1},
    {"same words, much later", "g9", "", "плохо", "Иван", 3 * DAY + 1, 1,
     PUT_NEW, 2},
    {"no dates: time of collecting", "g9", "", "плохо", "Иван", 3 * DAY, 0,
     PUT_MOVED, 1},
    {"no dates, much later", "g9", "", "плохо", "Иван", 3 * DAY + 1, 0, PUT_NEW,
     2},
    {"nobody's same words are two posts", "g9", "g9", "плохо", "", 0, 1,
     PUT_NEW, 2},
    {"text edited", "https://a.example/p/1", "/p/1", "хорошо", "Иван", 0, 1,
     PUT_EDITED, 1},
    {"text edited and scheme changed", "http://a.example/p/1", "/p/1", "хорошо",
     "Иван", 0, 1, PUT_EDITED, 1},
    {"same author, another text", "https://a.example/p/2", "/p/2", "хорошо",
     "Иван", 0, 1, PUT_NEW, 2},
};

TEST(posts_are_found_again)
{
    struct store *s = temp_store("ways.db");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct way *w = &ways[i];
        int64_t source = temp_source(s, w->name);
        struct mention m =
            temp_mention(source, "https://a.example/p/1", "/p/1", "плохо");
        m.post.author = str_of(w->author);
        m.post.published = w->known_dates ? TEMP_NOW : 0;
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        int64_t id = m.id;
        m = temp_mention(source, w->key1, w->key2, w->text);
        m.post.author = str_of(w->author);
        m.post.published = w->known_dates ? TEMP_NOW + w->later : 0;
        m.post.collected = TEMP_NOW + w->later;
        enum put_result got = temp_put(s, &m);
        ck_assert_msg(got == w->want, "%s: %d", w->name, got);
        ck_assert_msg(count(s, w->name) == w->rows, "%s: rows", w->name);
        ck_assert_msg((m.id == id) == (w->rows == 1), "%s: id", w->name);
        /* Whatever it was, it is known now. */
        ck_assert_msg(temp_put(s, &m) == PUT_SAME, "%s: again", w->name);
    }
    store_close(s);
}
END

/* Two posts of one author with the same words on one page: the rule of author
 * and text makes them one mention, and no crawl moves it to and fro. */
TEST(twins_do_not_flap)
{
    struct store *s = temp_store("twins.db");
    int64_t source = temp_source(s, "f");
    const enum put_result want[] = {PUT_NEW, PUT_MOVED, PUT_SAME, PUT_SAME};
    for (size_t i = 0; i < 4; i++) {
        struct mention m = temp_mention(source, i % 2 ? "p/9" : "p/1", "",
                                        "Вектор опять лежит");
        ck_assert_int_eq(temp_put(s, &m), want[i]);
    }
    ck_assert_int_eq(count(s, ""), 1);
    store_close(s);
}
END

TEST(sources_do_not_mix)
{
    struct store *s = temp_store("sources.db");
    int64_t f = temp_source(s, "f"), g = temp_source(s, "g");
    struct mention m = temp_mention(f, "1", "1", "плохо");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    m = temp_mention(g, "1", "1", "плохо");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(count(s, ""), 2);
    store_close(s);
}
END

/* A brandless post: its key, scheme or host changed, and so on. */
static const struct {
    const char *key1, *key2; /* of the post */
    int64_t text_hash;       /* of its text */
    enum put_result want;    /* in this order */
} brandless[] = {
    {"https://a/t?p=1", "/t?p=1", 1, PUT_NEW},
    {"https://a/t?p=1", "/t?p=1", 1, PUT_SAME},
    {"http://b/t?p=1", "/t?p=1", 1, PUT_SAME},
    {"https://a/t?p=2", "/t?p=2", 1, PUT_NEW},
    {"https://a/t?p=1", "/t?p=1", 2, PUT_EDITED},
    {"https://a/t?p=1", "/t?p=1", 2, PUT_SAME},
    {"guid-without-digits", "", 1, PUT_NEW},
    {"guid-without-digitz", "", 1, PUT_NEW},
    {"guid-without-digits", "", 1, PUT_SAME},
    {"99999999999999999999999", "", 1, PUT_NEW},
    {"89999999999999999999999", "", 1, PUT_NEW},
    {"1-x", "", 1, PUT_NEW},
    {"1-y", "", 1, PUT_NEW},
    {"x1y2", "", 1, PUT_NEW},
    {"x2y2", "", 1, PUT_NEW},
    {"", "", 1, -1},
};

TEST(brandless_posts_leave_their_keys)
{
    struct err e = {0};
    struct store *s = temp_store("seen.db");
    int64_t source = temp_source(s, "f");
    int news = 0;
    for (size_t i = 0; i < sizeof brandless / sizeof *brandless; i++) {
        enum put_result what = -1;
        struct mention m = {.post.source = source,
                            .post.key1 = str_of(brandless[i].key1),
                            .post.key2 = str_of(brandless[i].key2),
                            .post.text = STR("долгий текст, который не хранят"),
                            .post.text_hash = brandless[i].text_hash};
        bool ok = store_mention_put(s, &m, &what, &e);
        ck_assert_msg(ok == (m.post.key1.n > 0), "row %zu: %s", i, e.msg);
        ck_assert_msg(what == brandless[i].want, "row %zu: %d", i, what);
        ck_assert_msg(m.id == 0, "row %zu: a mention", i);
        news += what == PUT_NEW;
    }
    ck_assert_int_eq(count(s, ""), 0);
    ck_assert_int_eq(
        temp_ask(temp_path("seen.db"), "SELECT count(*) FROM seen"), news);
    /* The same post of another source is another post. */
    enum put_result what;
    struct mention other = {.post.source = temp_source(s, "g"),
                            .post.key1 = STR("1-x"),
                            .post.text_hash = 1};
    ck_ok(store_mention_put(s, &other, &what, &e), e);
    ck_assert_int_eq(what, PUT_NEW);
    news++;
    /* One of them is edited and now names us. */
    struct mention m = temp_mention(source, "1-x", "", "Вектор не работает");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(
        temp_ask(temp_path("seen.db"), "SELECT count(*) FROM seen"), news - 1);
    store_close(s);
}
END

TEST_MAIN("store_identity", posts_are_found_again, twins_do_not_flap,
          sources_do_not_mix, brandless_posts_leave_their_keys)
