/* SPDX-License-Identifier: MIT
 * store: a post is found again, or it is a new one; what changes and what a
 * person decided stays. R22, R38, R73, R75. */
#include "tests/store/temp.h"

enum { DAY = 86400 };

static int64_t count(struct store *s)
{
    struct err e = {0};
    struct mention_filter f = {0};
    int64_t n;
    ck_ok(store_mention_count(s, &f, &n, &e), e);
    return n;
}

static struct mention get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m = {0};
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    ck_assert(found);
    return m;
}

TEST(every_field_comes_back)
{
    struct arena a = {0};
    struct store *s = temp_store("fields.db");
    struct mention m =
        temp_mention(temp_source(s, "форум"), "k1", "k2", "Ничего не работает");
    m.thread = STR("thread"), m.thread_title = STR("thread title");
    m.author_url = STR("author url"), m.reply_to = STR("reply to");
    m.date_text = STR("вчера"), m.title = STR("title");
    m.rating = 0.25, m.likes = 1, m.replies = 2, m.followers = 3;
    m.author_posts = 4, m.reach = 5, m.stale = 0, m.facts = 1;
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_gt(m.id, 0);
    ck_assert_int_gt(m.case_id, 0);
    struct mention r = get(s, &a, m.id);
    ck_assert_str(r.source_name, "форум");
    const struct {
        struct str got, put;
    } texts[] = {
        {r.key1, m.key1},
        {r.key2, m.key2},
        {r.url, m.url},
        {r.thread, m.thread},
        {r.thread_title, m.thread_title},
        {r.author, m.author},
        {r.author_url, m.author_url},
        {r.reply_to, m.reply_to},
        {r.date_text, m.date_text},
        {r.lang, m.lang},
        {r.title, m.title},
        {r.text, m.text},
        {r.brand, m.brand},
        {r.lemmas, m.lemmas},
        {r.rules, m.rules},
        {r.type, m.type},
        {r.second, m.second},
        {r.tone, m.tone},
        {r.topic, m.topic},
        {r.evidence, m.evidence},
        {r.solution, m.solution},
        {r.row, m.row},
        {r.why, m.why},
        {r.answers, m.answers},
        {r.counterfactual, m.counterfactual},
        {r.department, m.department},
        {r.template, m.template},
        {r.draft, m.draft},
        {r.case_status, STR("waiting")},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_msg(str_eq(texts[i].got, texts[i].put), "text %zu", i);
    const int64_t numbers[][2] = {
        {r.id, m.id},
        {r.source, m.source},
        {r.text_hash, m.text_hash},
        {r.published, m.published},
        {r.precision, m.precision},
        {r.collected, m.collected},
        {r.edited, 0},
        {r.gone, 0},
        {r.likes, 1},
        {r.replies, 2},
        {r.followers, 3},
        {r.author_posts, 4},
        {r.reach, 5},
        {r.facts, 1},
        {r.due, m.due},
        {r.priority, m.priority},
        {r.stale, 0},
        {r.case_id, m.case_id},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        ck_assert_msg(numbers[i][0] == numbers[i][1], "number %zu", i);
    ck_assert(r.rating == 0.25 && r.confidence == 0.8);
    arena_clear(&a);
    store_close(s);
}
END

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
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct way *w = &ways[i];
        struct err e = {0};
        bool known;
        char file[32];
        snprintf(file, sizeof file, "way%zu.db", i);
        struct store *s = temp_store(file);
        int64_t source = temp_source(s, "f");
        struct mention m =
            temp_mention(source, "https://a.example/p/1", "/p/1", "плохо");
        m.author = str_of(w->author);
        m.published = w->known_dates ? TEMP_NOW : 0;
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        int64_t id = m.id;
        m = temp_mention(source, w->key1, w->key2, w->text);
        m.author = str_of(w->author);
        m.published = w->known_dates ? TEMP_NOW + w->later : 0;
        m.collected = TEMP_NOW + w->later;
        enum put_result got = temp_put(s, &m);
        ck_assert_msg(got == w->want, "%s: %d", w->name, got);
        ck_assert_msg(count(s) == w->rows, "%s: rows", w->name);
        ck_assert_msg((m.id == id) == (w->rows == 1), "%s: id", w->name);
        /* Whatever it was, it is known now, and putting it again is free. */
        ck_ok(store_mention_known(s, source, m.key1, m.key2, m.text_hash,
                                  &known, &e),
              e);
        ck_assert_msg(known, "%s: known", w->name);
        ck_assert_msg(temp_put(s, &m) == PUT_SAME, "%s: again", w->name);
        store_close(s);
    }
}
END

    TEST_MAIN("store_mention", every_field_comes_back, posts_are_found_again)
