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
 * of the way; each way has a site of its own behind that name. */
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

static void own_site(char out[64], const char *url, size_t i)
{
    const char *name = strstr(url, ".example");
    int before = name ? (int)(name - url) : (int)strlen(url);
    if (name)
        snprintf(out, 64, "%.*s%zu%s", before, url, i, name);
    else
        snprintf(out, 64, "%s", url);
}

TEST(posts_are_found_again)
{
    struct store *s = temp_store("ways.db");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct way *w = &ways[i];
        int64_t source = temp_source(s, w->name);
        char first[64], second[64];
        own_site(first, "https://a.example/p/1", i);
        own_site(second, w->key1, i);
        struct mention m = temp_mention(source, first, "/p/1", "плохо");
        m.post.author = str_of(w->author);
        m.post.published = w->known_dates ? TEMP_NOW : 0;
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        int64_t id = m.id;
        m = temp_mention(source, second, w->key2, w->text);
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

static enum put_result put_by(struct store *s, int64_t source, const char *key,
                              const char *author, int64_t *id)
{
    struct mention m = temp_mention(source, key, "", "Вектор лежит");
    m.post.author = str_of(author);
    enum put_result what = temp_put(s, &m);
    *id = m.id;
    return what;
}

/* However many say the same, who said it is found by it. Two whose names begin
 * alike are two. */
TEST(what_many_say_is_found_by_who_says_it)
{
    enum { MANY = 200, LONG = 100 };
    struct store *s = temp_store("many.db");
    int64_t source = temp_source(s, "f"), first = 0, id;
    char name[256], key[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(key, sizeof key, "p/%d", i);
        snprintf(name, sizeof name, "user %d", i);
        ck_assert_int_eq(put_by(s, source, key, name, &id), PUT_NEW);
        first = first ? first : id;
    }
    ck_assert_int_eq(put_by(s, source, "p/moved", "user 0", &id), PUT_MOVED);
    ck_assert_int_eq(id, first);
    snprintf(name, sizeof name, "%0*d", LONG, 1);
    ck_assert_int_eq(put_by(s, source, "p/long/1", name, &first), PUT_NEW);
    name[LONG - 1] = '2';
    ck_assert_int_eq(put_by(s, source, "p/long/2", name, &id), PUT_NEW);
    name[LONG - 1] = '1';
    ck_assert_int_eq(put_by(s, source, "p/long/3", name, &id), PUT_MOVED);
    ck_assert_int_eq(id, first);
    store_close(s);
}
END

/* What a source says of a post. */
struct said {
    const char *key1, *permalink, *author, *text;
    int64_t after; /* published so many seconds after TEMP_NOW; -1 unknown */
    int64_t good;  /* to so many seconds */
};

/* The first is said by one source, the second by another. */
static const struct {
    const char *name; /* of the case */
    struct said one, two;
    bool same; /* they are one mention */
} pairs[] = {
    {"one permalink",
     {"w#5", "w.ex/t#c5", "Лена", "плохо", 0, 1},
     {"w#6", "w.ex/t#c5", "Лена", "хорошо", 900, 1},
     true},
    {"one permalink, words cut",
     {"w#5", "w.ex/t/5", "", "плохо", -1, 0},
     {"w#6", "w.ex/t/5", "Лена", "плохо …", 0, 1},
     true},
    {"a link to what somebody else wrote",
     {"w#5", "w.ex/t/5", "Лена", "плохо", 0, 1},
     {"n#6", "w.ex/t/5", "Пётр", "глядите", 900, 1},
     false},
    {"a guid that is an address",
     {"http://www.w.ex/?p=9#r", "w.ex/t/5", "Лена", "плохо", 0, 1},
     {"https://w.ex/?p=9#r", "w.ex/t/5/", "Лена", "плохо.", 0, 1},
     true},
    {"comment 57 on a page and in a feed",
     {"w.ex#comment-57", "w.ex/t/comment-page-2/#comment-57", "Лена", "плохо",
      0, 60},
     {"http://w.ex/?p=9#comment-57", "w.ex/t/#comment-57", "Лена",
      "In reply to Тим. плохо", 59, 1},
     true},
    {"comment 57 in one theme and in another",
     {"w.ex#div-comment-57", "", "Лена", "плохо", 0, 60},
     {"w.ex#57", "w.ex/t/#comment-57", "Лена", "плохо", 7200, 1},
     true},
    {"comment 57 of two blogs of one site",
     {"w.ex#comment-57", "w.ex/ru/t/#comment-57", "Лена", "плохо", 0, 1},
     {"w.ex#comment-57", "w.ex/en/t/#comment-57", "Тим", "плохо", 7200, 1},
     false},
    {"57 is a comment here and a post there",
     {"w.ex#post-57", "w.ex/t/#post-57", "Лена", "плохо", 0, 1},
     {"w.ex#comment-57", "w.ex/u/#comment-57", "Лена", "ещё плохо", 0, 1},
     false},
    {"site, author, minute and words",
     {"w.ex#a", "w.ex/t/5", "Лена", "плохо", 0, 60},
     {"w.ex#b", "w.ex/m/5", "Лена", "плохо", 30, 1},
     true},
    {"two comments of one minute and the same words",
     {"w.ex#comment-5", "w.ex/t/#comment-5", "Лена", "плохо", 0, 60},
     {"w.ex#comment-6", "w.ex/t/#comment-6", "Лена", "плохо", 30, 1},
     false},
    {"the same of another site is a copy, not the same",
     {"w.ex#a", "w.ex/t/5", "Лена", "плохо", 0, 60},
     {"v.ex#a", "v.ex/t/5", "Лена", "плохо", 30, 1},
     false},
    {"nobody's few words",
     {"w.ex#a", "w.ex/t/5", "", "плохо", 0, 60},
     {"w.ex#b", "w.ex/m/5", "", "плохо", 30, 1},
     false},
};

static struct mention said(int64_t source, const struct said *by, char *url)
{
    snprintf(url, 64, "http://%.50s",
             by->permalink[0] ? by->permalink : "w.ex/t");
    struct mention m = temp_mention(source, by->key1, by->key1, by->text);
    m.post.permalink = str_of(by->permalink);
    m.post.url = str_of(url);
    m.post.author = str_of(by->author);
    m.post.published = by->after < 0 ? 0 : TEMP_NOW + by->after;
    m.post.precision = by->good;
    return m;
}

TEST(one_thing_in_two_sources_is_one_mention)
{
    char here[64], there[64];
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char name[16];
        snprintf(name, sizeof name, "pair%zu.db", i);
        struct store *s = temp_store(name);
        struct mention m = said(temp_source(s, "f"), &pairs[i].one, here);
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        struct mention n = said(temp_source(s, "g"), &pairs[i].two, there);
        enum put_result got = temp_put(s, &n);
        ck_assert_msg(got == (pairs[i].same ? PUT_ELSEWHERE : PUT_NEW),
                      "%s: %d", pairs[i].name, got);
        ck_assert_msg((n.id == m.id) == pairs[i].same, "%s", pairs[i].name);
        /* Both are known now, and neither edits what the other said. */
        ck_assert_msg(temp_put(s, &m) == PUT_SAME, "%s: one", pairs[i].name);
        ck_assert_msg(temp_put(s, &n) == PUT_SAME, "%s: two", pairs[i].name);
        ck_assert_int_eq(count(s, ""), pairs[i].same ? 1 : 2);
        ck_assert_int_eq(count(s, "f"), 1);
        temp_verifies(s);
        store_close(s);
    }
}
END

/* An edit is one whoever sees it first; then each source says it once. */
TEST(an_edit_is_seen_by_any_source)
{
    char here[64], there[64];
    struct store *s = temp_store("any.db");
    struct mention m = said(temp_source(s, "f"), &pairs[4].one, here);
    struct mention n = said(temp_source(s, "g"), &pairs[4].two, there);
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(temp_put(s, &n), PUT_ELSEWHERE);
    n.post.text = STR("In reply to Тим. Вектор исправился");
    n.post.text_hash = 5;
    ck_assert_int_eq(temp_put(s, &n), PUT_EDITED);
    ck_assert_int_eq(temp_put(s, &n), PUT_SAME);
    ck_assert_int_eq(temp_put(s, &m), PUT_SAME); /* an old copy of the page */
    m.post.text = STR("Вектор исправился");
    m.post.text_hash = 6;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(temp_put(s, &m), PUT_SAME);
        ck_assert_int_eq(temp_put(s, &n), PUT_SAME);
    }
    store_close(s);
}
END

/* Other stars are an edit, with the earlier ones in history; how another
 * source counts them is none. */
TEST(changed_stars_are_an_edit)
{
    char here[64], there[64];
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    size_t n;
    struct store *s = temp_store("stars.db");
    struct mention m = said(temp_source(s, "f"), &pairs[4].one, here);
    struct mention o = said(temp_source(s, "g"), &pairs[4].two, there);
    m.post.rating = 0.2;
    o.post.rating = 0.9;
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(temp_put(s, &o), PUT_ELSEWHERE);
    m.post.rating = 1;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(temp_put(s, &m), PUT_SAME);
    ck_assert_int_eq(temp_put(s, &o), PUT_SAME);
    m.post.rating = -1; /* not shown this time */
    ck_assert_int_eq(temp_put(s, &m), PUT_SAME);
    ck_ok(store_mention_history(s, &a, m.id, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 1);
    ck_assert(rows[0].post.rating > 0.19 && rows[0].post.rating < 0.21);
    arena_clear(&a);
    store_close(s);
}
END

/* A source that has a mention of another one by keys that change: it is found
 * by the new ones too, and stays where its own source has it. */
TEST(keys_of_a_second_source_are_its_own)
{
    char here[64], there[64];
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("second.db");
    struct mention m = said(temp_source(s, "f"), &pairs[4].one, here), got;
    struct mention n = said(temp_source(s, "g"), &pairs[4].two, there);
    bool found;
    n.post.key2 = STR("/t#57");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(temp_put(s, &n), PUT_ELSEWHERE);
    n.post.key1 = STR("another guid");
    ck_assert_int_eq(temp_put(s, &n), PUT_MOVED);
    ck_assert_int_eq(temp_put(s, &n), PUT_SAME);
    n.post.key1 = STR("a third guid");
    n.post.text = STR("Вектор исправился");
    n.post.text_hash = 5;
    ck_assert_int_eq(temp_put(s, &n), PUT_EDITED);
    ck_assert_int_eq(temp_put(s, &n), PUT_SAME);
    ck_assert_int_eq(n.id, m.id);
    ck_ok(store_mention_get(s, &a, m.id, &got, &found, &e), e);
    ck_assert_int_eq(got.post.source, m.post.source);
    ck_assert(str_eq(got.post.key1, m.post.key1));
    ck_assert(str_eq(got.post.key2, m.post.key2));
    ck_assert(str_eq(got.post.url, m.post.url));
    ck_assert(str_eq(got.post.text, n.post.text));
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Stars and counts are as the mention's own source shows them, whoever sees
 * first that the text is another. */
TEST(an_edit_keeps_what_another_source_cannot_know)
{
    char here[64], there[64];
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("counts.db");
    struct mention m = said(temp_source(s, "f"), &pairs[4].one, here), got;
    struct mention n = said(temp_source(s, "g"), &pairs[4].two, there);
    bool found;
    m.post.rating = 0.2, m.post.likes = 7, m.post.replies = 3;
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(temp_put(s, &n), PUT_ELSEWHERE);
    n.post.text = STR("Вектор исправился");
    n.post.text_hash = 5;
    ck_assert_int_eq(temp_put(s, &n), PUT_EDITED);
    ck_ok(store_mention_get(s, &a, m.id, &got, &found, &e), e);
    ck_assert(got.post.rating > 0.19 && got.post.rating < 0.21);
    ck_assert_int_eq(got.post.likes, 7);
    ck_assert_int_eq(got.post.replies, 3);
    m.post.rating = 1; /* its own other stars are noticed */
    m.post.text = n.post.text, m.post.text_hash = n.post.text_hash;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(temp_put(s, &m), PUT_SAME);
    arena_clear(&a);
    store_close(s);
}
END

/* What the first source says is known already when a third one joins. */
TEST(a_third_source_spoils_nothing)
{
    char here[64], there[64], last[64];
    struct store *s = temp_store("third.db");
    struct mention m = said(temp_source(s, "f"), &pairs[4].one, here);
    struct mention n = said(temp_source(s, "g"), &pairs[4].two, there);
    struct mention o = said(temp_source(s, "h"), &pairs[4].two, last);
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(temp_put(s, &n), PUT_ELSEWHERE);
    n.post.text = STR("Вектор исправился");
    n.post.text_hash = 5;
    ck_assert_int_eq(temp_put(s, &n), PUT_EDITED);
    ck_assert_int_eq(temp_put(s, &o), PUT_ELSEWHERE);
    ck_assert_int_eq(temp_put(s, &m), PUT_SAME); /* an old copy of the page */
    ck_assert_int_eq(temp_put(s, &n), PUT_SAME);
    ck_assert_int_eq(temp_put(s, &o), PUT_SAME);
    store_close(s);
}
END

/* An id that names one post after another, as "the third of the list" does. */
TEST(an_id_that_nothing_else_agrees_with_is_not_believed)
{
    struct store *s = temp_store("places.db");
    int64_t f = temp_source(s, "f");
    enum { LIST = 4 };
    for (int visit = 0; visit < 3; visit++)
        for (int i = 0; i < LIST; i++) {
            char key[32], text[64], link[64];
            int post = visit + LIST - i;
            snprintf(key, sizeof key, "w.ex#item-%d", i);
            snprintf(text, sizeof text, "Вектор, отзыв номер %d", post);
            snprintf(link, sizeof link, "w.ex/r/%d", post);
            const struct said by = {key, link, "", text, post * 86400, 1};
            char url[64];
            struct mention m = said(f, &by, url);
            m.post.key2 = str_from(m.post.permalink, 4);
            enum put_result got = temp_put(s, &m);
            ck_assert_msg(got != PUT_EDITED, "%d %d: %d", visit, i, got);
        }
    ck_assert_int_eq(count(s, ""), LIST + 2);
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
          what_many_say_is_found_by_who_says_it,
          what_many_say_is_found_by_who_says_it,
          one_thing_in_two_sources_is_one_mention,
          an_edit_is_seen_by_any_source, changed_stars_are_an_edit,
          keys_of_a_second_source_are_its_own,
          an_edit_keeps_what_another_source_cannot_know,
          a_third_source_spoils_nothing,
          an_id_that_nothing_else_agrees_with_is_not_believed,
          brandless_posts_leave_their_keys)
