/* SPDX-License-Identifier: MIT
 * Clusters of mentions that say the same: what joins and leaves, which of them
 * waits in the queue, what is counted; on both databases. */
#include "tests/store/temp.h"

#define TEXT                                                                                                                           \
    "Вчера отключили интернет на всей улице, в поддержке обещали мастера к " \
    "обеду, но никто так и не пришёл, а деньги за месяц списали полностью."

struct told {
    const char *url, *author, *text;
    int minutes, priority;
};

static struct mention put(struct store *s, int64_t source, const struct told *t)
{
    struct mention m = temp_mention(source, t->url, "", t->text);
    m.post.author = str_of(t->author);
    m.post.published = TEMP_NOW + t->minutes * 60L;
    m.decision.priority = t->priority;
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    return m;
}

/* The ids of a list, in its order: "1 3 ". */
static const char *list(struct store *s, struct arena *a, const char *name)
{
    struct err e = {0};
    struct mention_filter f = {.status = str_of(name)};
    struct mention *rows;
    const char *all = "";
    size_t n;
    int64_t count;
    f.queue = strcmp(name, "waiting") == 0;
    ck_ok(store_mentions(s, a, &f, &rows, &n, &e), e);
    ck_ok(store_mention_count(s, &f, &count, &e), e);
    ck_assert_int_eq(count, (int64_t)n);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, "%s%lld ", all, (long long)rows[i].id).p;
    return all;
}

/* "id n sites" of a mention's cluster. */
static const char *of(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    return str_printf(a, "%lld %lld %lld", (long long)m.case_.cluster,
                      (long long)m.case_.cluster_size,
                      (long long)m.case_.cluster_sites)
        .p;
}

TEST(one_text_on_many_sites_stands_in_the_queue_once)
{
    static const struct told told[] = {
        {"https://a.example/1", "Пётр", TEXT, 10, 50},
        {"https://b.example/1", "Ира", TEXT " Читать далее", 5, 60},
        {"https://c.example/1", "Олег", "RT @x: " TEXT, 60, 40},
        {"https://a.example/2", "Глеб", "спасибо, всё хорошо", 6, 50},
        {"https://b.example/2", "Анна", "спасибо, всё хорошо", 7, 50},
        {"https://a.example/3", "Вова", TEXT, 185, 30},
    };
    struct err e = {0};
    struct arena a = {0};
    struct cluster_row row;
    int64_t *ids;
    size_t n;
    struct store *s = temp_store("twins.db");
    int64_t f = temp_source(s, "f");
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        put(s, f, &told[i]);
    ck_assert_str_eq(list(s, &a, "waiting"), "2 4 5 ");
    ck_assert_str_eq(list(s, &a, "repeated"), "6 3 1 ");
    ck_assert_str_eq(of(s, &a, 3), "1 4 3");
    ck_assert_str_eq(of(s, &a, 4), "0 0 0");
    ck_ok(store_cluster(s, &a, 1, &row, &e), e);
    ck_assert_int_eq(row.first, 2);
    ck_assert(str_eqz(row.site, "b.example") && str_eqz(row.author, "Ира"));
    ck_assert_int_eq(row.to - row.from, 180 * 60);
    ck_ok(store_cluster_mentions(s, &a, 1, 100, &ids, &n, &e), e);
    ck_assert(n == 4 && ids[0] == 2 && ids[3] == 6);
    ck_ok(store_cluster(s, &a, 4, &row, &e), e);
    ck_assert_int_eq(row.id, 0);
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Answered is each for itself; then the next one stands there. */
TEST(the_next_takes_its_place)
{
    static const struct told told[] = {
        {"https://a.example/1", "Пётр", TEXT, 10, 50},
        {"https://b.example/1", "Ира", TEXT, 5, 60},
        {"https://c.example/1", "Олег", TEXT, 60, 40},
    };
    struct err e = {0};
    struct arena a = {0};
    struct str ann = STR("ann");
    struct mention m[3];
    struct store *s = temp_store("next.db");
    int64_t f = temp_source(s, "f");
    for (size_t i = 0; i < 3; i++)
        m[i] = put(s, f, &told[i]);
    ck_assert_str_eq(list(s, &a, "waiting"), "2 ");
    ck_ok(store_case_approve(s, m[1].case_.id, ann, STR("x"), 5, &e), e);
    ck_assert_str_eq(list(s, &a, "waiting"), "1 ");
    ck_assert_str_eq(list(s, &a, "repeated"), "3 ");
    ck_ok(store_case_dismiss(s, m[2].case_.id, ann, STR("ad"), 5, &e), e);
    ck_assert_str_eq(list(s, &a, "repeated"), "");
    ck_ok(store_case_return(s, m[1].case_.id, ann, STR("again"), 6, &e), e);
    ck_assert_str_eq(list(s, &a, "waiting"), "2 ");
    ck_assert_str_eq(list(s, &a, "repeated"), "1 ");
    ck_ok(store_label_not_us(s, m[1].id, ann, 7, &e), e);
    ck_assert_str_eq(list(s, &a, "waiting"), "1 ");
    ck_assert_str_eq(of(s, &a, 3), "1 3 3");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

static void edit(struct store *s, struct mention m, const char *text)
{
    struct err e = {0};
    enum put_result what;
    m.post.text = m.post.lemmas = str_of(text);
    m.post.text_hash = (int64_t)str_hash(m.post.text);
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    ck_assert_int_eq(what, PUT_EDITED);
}

/* Another text is of no cluster, whoever began it; two that are left without
 * the first are like each other, and one alone is none. */
TEST(an_edit_leaves_and_comes_back)
{
    static const char other[] =
        "Спасибо мастеру Андрею, он приехал вечером, всё починил за десять "
        "минут и даже объяснил, почему так вышло.";
    static const struct told told[] = {
        {"https://a.example/1", "Пётр", TEXT, 10, 50},
        {"https://b.example/1", "Ира", TEXT, 5, 60},
        {"https://c.example/1", "Олег", TEXT, 60, 40},
    };
    struct arena a = {0};
    struct mention m[3];
    struct store *s = temp_store("edit.db");
    int64_t f = temp_source(s, "f");
    for (size_t i = 0; i < 3; i++)
        m[i] = put(s, f, &told[i]);
    edit(s, m[0], other);
    ck_assert_str_eq(of(s, &a, 1), "0 0 0");
    ck_assert_str_eq(of(s, &a, 2), "2 2 2");
    ck_assert_str_eq(list(s, &a, "waiting"), "2 1 ");
    temp_verifies(s);
    edit(s, m[2], other);
    ck_assert_str_eq(of(s, &a, 2), "0 0 0");
    ck_assert_str_eq(of(s, &a, 3), "1 2 2");
    temp_verifies(s);
    edit(s, m[0], TEXT " (обновлено)");
    ck_assert_str_eq(of(s, &a, 3), "0 0 0");
    ck_assert_str_eq(of(s, &a, 1), "2 2 2");
    ck_assert_str_eq(list(s, &a, "waiting"), "2 3 ");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* In one thread of one site an answer may hold what it answers. */
TEST(an_answer_that_repeats_is_no_twin)
{
    static const struct told told[] = {
        {"https://a.example/t#1", "Пётр", TEXT, 1, 50},
        {"https://a.example/t#2", "Ира", TEXT " И у нас так же!", 2, 50},
        {"https://a.example/t#3", "Пётр", TEXT " Так и не починили.", 3, 50},
        {"https://a.example/t#4", "Олег", TEXT, 4, 50},
    };
    struct arena a = {0};
    struct store *s = temp_store("thread.db");
    int64_t f = temp_source(s, "f");
    for (size_t i = 0; i < 4; i++) {
        struct mention m = temp_mention(f, told[i].url, "", told[i].text);
        m.post.author = str_of(told[i].author);
        m.post.thread = STR("https://a.example/t");
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    }
    ck_assert_str_eq(of(s, &a, 2), "0 0 0");
    ck_assert_str_eq(of(s, &a, 4), "1 3 1");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Nor does who quotes a copy in the copy's own thread say the same as the
 * first of them elsewhere. */
TEST(an_answer_to_a_copy_is_no_twin)
{
    static const struct told told[] = {
        {"https://a.example/1", "Пётр", TEXT, 1, 50},
        {"https://b.example/t#1", "Ира", TEXT " Читать далее", 2, 50},
        {"https://b.example/t#2", "Олег", TEXT " И у нас так же!", 3, 50},
        {"https://b.example/t#3", "Ира", TEXT " Всё ещё так.", 4, 50},
        {"https://c.example/9", "Анна", TEXT " Перепост", 5, 50},
    };
    struct arena a = {0};
    struct store *s = temp_store("copy.db");
    int64_t f = temp_source(s, "f");
    for (size_t i = 0; i < 5; i++) {
        struct mention m = temp_mention(f, told[i].url, "", told[i].text);
        m.post.author = str_of(told[i].author);
        m.post.thread = i && i < 4 ? STR("https://b.example/t") : STR("");
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    }
    ck_assert_str_eq(of(s, &a, 3), "0 0 0");
    ck_assert_str_eq(of(s, &a, 4), "1 4 3");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* While one waits for its author its copies are not hidden behind it. */
TEST(one_that_waits_does_not_stand_for_the_others)
{
    static const struct told told[] = {
        {"https://a.example/1", "Пётр", TEXT, 1, 60},
        {"https://b.example/1", "Ира", TEXT, 2, 50},
        {"https://c.example/1", "Олег", TEXT, 3, 40},
    };
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("waits.db");
    int64_t f = temp_source(s, "f");
    struct mention m[3];
    for (size_t i = 0; i < 3; i++)
        m[i] = put(s, f, &told[i]);
    ck_assert_str_eq(list(s, &a, "repeated"), "3 2 ");
    const struct case_pause p = {m[0].case_.id, STR("anna"), STR("фото"),
                                 TEMP_NOW + 90000, TEMP_NOW + 100};
    ck_ok(store_case_wait(s, &p, &e), e);
    ck_assert_str_eq(list(s, &a, "repeated"), "3 1 ");
    ck_assert_str_eq(list(s, &a, "waiting"), "2 ");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Who sees one department only has the first of it in his queue. */
TEST(each_department_has_one_of_its_own)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("units.db");
    int64_t f = temp_source(s, "f");
    static const char *const urls[] = {
        "https://a.example/1", "https://b.example/1", "https://c.example/1"};
    for (size_t i = 0; i < 3; i++) {
        struct mention m = temp_mention(f, urls[i], "", TEXT);
        m.post.author = str_of(urls[i]);
        m.decision.department = i ? STR("billing") : STR("service");
        m.decision.priority = 50 + (int64_t)i;
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    }
    ck_assert_str_eq(list(s, &a, "waiting"), "3 1 ");
    ck_assert_str_eq(list(s, &a, "repeated"), "2 ");
    struct cluster_wish w = {0, INT64_MAX, STR("Вектор"), 10};
    struct cluster_row *rows;
    size_t n;
    ck_ok(store_clusters(s, &a, &w, &rows, &n, &e), e);
    ck_assert(n == 1 && rows[0].period_n == 3 && rows[0].period_sites == 3);
    w.brand = STR("Другой");
    ck_ok(store_clusters(s, &a, &w, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 0);
    arena_clear(&a);
    store_close(s);
}
END

/* Each is looked at by verify, and made right by --accept. */
static const char *const TAMPERED[] = {
    "DELETE FROM twin_key",
    "UPDATE twin SET behind = 0",
    "UPDATE cluster SET n = 7",
    "DELETE FROM twin WHERE mention = 3",
};

TEST(what_strangers_write_is_told)
{
    struct err e = {0};
    struct arena a = {0};
    struct store_audit audit;
    struct store *s = temp_store("told.db");
    int64_t f = temp_source(s, "f");
    static const struct told told[] = {
        {"https://a.example/1", "Пётр", TEXT, 10, 50},
        {"https://b.example/1", "Ира", TEXT, 5, 60},
        {"https://c.example/1", "Олег", TEXT, 60, 40},
    };
    for (size_t i = 0; i < 3; i++)
        put(s, f, &told[i]);
    for (size_t i = 0; i < sizeof TAMPERED / sizeof *TAMPERED; i++) {
        ck_assert(place_sql(temp_path("told.db"), TAMPERED[i]));
        ck_ok(store_verify(s, &a, &audit, &e), e);
        ck_assert_msg(audit.found > 0, "%s", TAMPERED[i]);
        ck_ok(store_accept(s, STR("root@cli"), 9, &e), e);
        ck_assert_str_eq(of(s, &a, 3), "1 3 3");
        ck_assert_str_eq(list(s, &a, "repeated"), "3 1 ");
    }
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("twins", one_text_on_many_sites_stands_in_the_queue_once,
          the_next_takes_its_place, an_edit_leaves_and_comes_back,
          an_answer_that_repeats_is_no_twin, an_answer_to_a_copy_is_no_twin,
          one_that_waits_does_not_stand_for_the_others,
          each_department_has_one_of_its_own, what_strangers_write_is_told)
