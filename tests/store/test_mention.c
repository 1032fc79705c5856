/* SPDX-License-Identifier: MIT
 * store: a post is found again, or it is a new one; what changes and what a
 * person decided stays. R22, R38, R73, R75. */
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
    struct err e = {0};
    struct store *s = temp_store("ways.db");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct way *w = &ways[i];
        bool known;
        int64_t source = temp_source(s, w->name);
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
        ck_assert_msg(count(s, w->name) == w->rows, "%s: rows", w->name);
        ck_assert_msg((m.id == id) == (w->rows == 1), "%s: id", w->name);
        /* Whatever it was, it is known now, and putting it again is free. */
        ck_ok(store_mention_known(s, source, m.key1, m.key2, m.text_hash,
                                  &known, &e),
              e);
        ck_assert_msg(known, "%s: known", w->name);
        ck_assert_msg(temp_put(s, &m) == PUT_SAME, "%s: again", w->name);
    }
    store_close(s);
}
END

    /* Mentions that have all the lemmas. */
    static int64_t
    matches(struct store *s, const char *lemmas)
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

static size_t events(struct store *s, int64_t mention, const char *what)
{
    struct err e = {0};
    struct arena a = {0};
    struct event_row *rows;
    size_t n, found = 0;
    ck_ok(store_events(s, &a, mention, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        found += str_eqz(rows[i].what, what);
    arena_clear(&a);
    return found;
}

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
    struct err e = {0};
    bool known;
    struct store *s = temp_store("sources.db");
    int64_t f = temp_source(s, "f"), g = temp_source(s, "g");
    struct mention m = temp_mention(f, "1", "1", "плохо");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_ok(store_mention_known(s, g, m.key1, m.key2, m.text_hash, &known, &e),
          e);
    ck_assert(!known);
    m = temp_mention(g, "1", "1", "плохо");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(count(s, ""), 2);
    store_close(s);
}
END

TEST(an_edit_keeps_the_old_text)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    size_t n;
    struct store *s = temp_store("edit.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "первый текст");
    temp_put(s, &m);
    int64_t id = m.id;
    for (int i = 0; i < 2; i++) {
        m = temp_mention(source, "k", "", i ? "третий текст" : "второй текст");
        m.type = i ? STR("praise") : STR("rant");
        m.collected = TEMP_NOW + 60 + i;
        m.draft = i ? STR("Спасибо!") : STR("Поможем");
        m.priority = 70 + i;
        ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
        ck_assert_int_eq(m.id, id);
    }
    m = get(s, &a, id);
    ck_assert_str(m.text, "третий текст");
    ck_assert_str(m.type, "praise");
    ck_assert_str(m.draft, "Спасибо!");
    ck_assert_str(m.case_status, "waiting");
    ck_assert(m.priority == 71 && m.edited == TEMP_NOW + 61);
    ck_assert(m.collected == TEMP_NOW);
    ck_assert_int_eq(
        temp_ask(temp_path("edit.db"), "SELECT priority FROM cases"), 71);
    ck_ok(store_mention_history(s, &a, id, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    ck_assert_str(rows[0].text, "второй текст");
    ck_assert_str(rows[0].type, "rant");
    ck_assert_str(rows[1].text, "первый текст");
    ck_assert_str(rows[1].type, "broken");
    ck_assert(rows[0].edited == TEMP_NOW + 61 && rows[0].id == id);
    ck_assert_uint_eq(events(s, id, "changed"), 2);
    ck_assert_int_eq(matches(s, "третий текст"), 1);
    ck_assert_int_eq(matches(s, "первый"), 0);
    arena_clear(&a);
    store_close(s);
}
END

TEST(an_edit_may_open_a_case)
{
    struct arena a = {0};
    struct store *s = temp_store("edit2.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "ничего");
    m.solution = STR("C");
    temp_put(s, &m);
    ck_assert_int_eq(m.case_id, 0);
    m = temp_mention(source, "k", "", "верните деньги");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_gt(m.case_id, 0);
    m = get(s, &a, m.id);
    ck_assert_str(m.case_status, "waiting");
    ck_assert_str(m.draft, "Здравствуйте! Поможем.");
    arena_clear(&a);
    store_close(s);
}
END

    static bool
    by_approving(struct store *s, struct mention *m, struct err *e)
{
    return store_case_approve(s, m->case_id, STR("ann"), STR("наш ответ"), 1,
                              e);
}

static bool by_dismissing(struct store *s, struct mention *m, struct err *e)
{
    return store_case_dismiss(s, m->case_id, STR("ann"), STR("шум"), 1, e);
}

static bool by_correcting(struct store *s, struct mention *m, struct err *e)
{
    m->type = STR("justified"), m->draft = STR("наш ответ");
    return store_label_put(s, m, STR("ann"), 1, e);
}

static bool by_not_us(struct store *s, struct mention *m, struct err *e)
{
    return store_label_not_us(s, m->id, STR("ann"), 1, e);
}

/* What a person decided outlives a recrawl that brings another text; the
 * text, the history and an event are there all the same. */
TEST(people_are_not_overwritten)
{
    static bool (*const ways_to_decide[])(struct store *, struct mention *,
                                          struct err *) = {
        by_approving, by_dismissing, by_correcting, by_not_us};
    for (size_t i = 0; i < 4; i++) {
        struct err e = {0};
        struct arena a = {0};
        char file[32];
        snprintf(file, sizeof file, "decided%zu.db", i);
        struct store *s = temp_store(file);
        int64_t source = temp_source(s, "f");
        struct mention m = temp_mention(source, "k", "", "было");
        temp_put(s, &m);
        ck_ok(ways_to_decide[i](s, &m, &e), e);
        struct mention before = get(s, &a, m.id);
        m = temp_mention(source, "k", "", "стало");
        m.type = STR("praise"), m.solution = STR("D"), m.row = STR("other");
        m.draft = STR("другой ответ"), m.priority = 99;
        ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
        struct mention after = get(s, &a, m.id);
        ck_assert_str(after.text, "стало");
        ck_assert_msg(str_eq(after.type, before.type), "way %zu", i);
        ck_assert_msg(str_eq(after.solution, before.solution), "way %zu", i);
        ck_assert_msg(str_eq(after.draft, before.draft), "way %zu", i);
        ck_assert_msg(str_eq(after.case_status, before.case_status), "way %zu",
                      i);
        ck_assert_msg(after.priority == before.priority, "way %zu", i);
        ck_assert_uint_eq(events(s, m.id, "changed"), 1);
        arena_clear(&a);
        store_close(s);
    }
}
END

/* A draft in a person's own words stays, while the case still waits and the
 * verdict follows the new text. */
TEST(own_words_stay)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("words.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "было");
    temp_put(s, &m);
    ck_ok(store_case_edit(s, m.case_id, STR("ann"), STR("мои слова"), 1, &e),
          e);
    m = temp_mention(source, "k", "", "стало");
    m.type = STR("rant"), m.draft = STR("от машины");
    temp_put(s, &m);
    m = get(s, &a, m.id);
    ck_assert_str(m.type, "rant");
    ck_assert_str(m.draft, "мои слова");
    arena_clear(&a);
    store_close(s);
}
END

TEST(an_edit_that_drops_the_brand)
{
    struct arena a = {0};
    struct store *s = temp_store("nobrand.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "Вектор не работает");
    temp_put(s, &m);
    struct mention bare = {.source = source,
                           .key1 = STR("k"),
                           .text = STR("."),
                           .text_hash = 5,
                           .collected = TEMP_NOW + 5};
    ck_assert_int_eq(temp_put(s, &bare), PUT_EDITED);
    ck_assert_int_eq(bare.id, m.id);
    m = get(s, &a, m.id);
    ck_assert_str(m.text, ".");
    ck_assert_str(m.brand, "Вектор");
    ck_assert_str(m.type, "broken");
    ck_assert_str(m.case_status, "waiting");
    arena_clear(&a);
    store_close(s);
}
END

TEST(gone_and_back)
{
    struct err e = {0};
    struct arena a = {0};
    bool known;
    struct store *s = temp_store("gone.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "было");
    temp_put(s, &m);
    m.gone = TEMP_NOW + 9;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(get(s, &a, m.id).gone, TEMP_NOW + 9);
    ck_ok(
        store_mention_known(s, source, m.key1, m.key2, m.text_hash, &known, &e),
        e);
    ck_assert(!known); /* it is to be put again when it shows up */
    m.gone = 0;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(get(s, &a, m.id).gone, 0);
    ck_assert(events(s, m.id, "gone") == 1 && events(s, m.id, "back") == 1);
    arena_clear(&a);
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
    bool known;
    struct store *s = temp_store("seen.db");
    int64_t source = temp_source(s, "f");
    int news = 0;
    for (size_t i = 0; i < sizeof brandless / sizeof *brandless; i++) {
        enum put_result what = -1;
        struct mention m = {.source = source,
                            .key1 = str_of(brandless[i].key1),
                            .key2 = str_of(brandless[i].key2),
                            .text = STR("долгий текст, который не хранят"),
                            .text_hash = brandless[i].text_hash};
        bool ok = store_mention_put(s, &m, &what, &e);
        ck_assert_msg(ok == (m.key1.n > 0), "row %zu: %s", i, e.msg);
        ck_assert_msg(what == brandless[i].want, "row %zu: %d", i, what);
        news += what == PUT_NEW;
        if (!ok)
            continue;
        ck_ok(store_mention_known(s, source, m.key1, m.key2, m.text_hash,
                                  &known, &e),
              e);
        ck_assert(known && m.id == 0);
        ck_ok(store_mention_known(s, source + 1, m.key1, m.key2, m.text_hash,
                                  &known, &e),
              e);
        ck_assert(!known);
    }
    ck_assert_int_eq(count(s, ""), 0);
    ck_assert_int_eq(
        temp_ask(temp_path("seen.db"), "SELECT count(*) FROM seen"), news);
    /* One of them is edited and now names us. */
    struct mention m = temp_mention(source, "1-x", "", "Вектор не работает");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_eq(
        temp_ask(temp_path("seen.db"), "SELECT count(*) FROM seen"), news - 1);
    store_close(s);
}
END

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
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(temp_path("search.db"), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
                                  "INSERT INTO search (search)"
                                  " VALUES ('integrity-check')",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    store_close(s);
}
END

    TEST_MAIN("store_mention", every_field_comes_back, posts_are_found_again,
              twins_do_not_flap, sources_do_not_mix, an_edit_keeps_the_old_text,
              an_edit_may_open_a_case, people_are_not_overwritten,
              own_words_stay, an_edit_that_drops_the_brand, gone_and_back,
              brandless_posts_leave_their_keys, search_takes_words_only)
