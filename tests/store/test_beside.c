/* SPDX-License-Identifier: MIT
 * store: one post about several brands is a mention of each, found again,
 * edited and taken away as one. */
#include "tests/store/temp.h"

static const char *const BRANDS[] = {"Вектор", "Бета", "Гамма"};
static const char *const TYPES[] = {"broken", "overcharged", "praise"};

/* A post about the brands whose digits stand in `about`, in that order. */
static enum put_result put(struct store *s, int64_t source, const char *key,
                           const char *text, const char *about)
{
    struct mention m = temp_mention(source, key, key, text), also[3];
    size_t n = strlen(about);
    m.post.brand = STR("");
    for (size_t i = 0; i < n; i++) {
        struct mention *x = i ? &also[i - 1] : &m;
        *x = m;
        x->post.brand = str_of(BRANDS[about[i] - '0']);
        x->verdict.type = str_of(TYPES[about[i] - '0']);
        temp_solve(x, about[i] == '2' ? "C" : "A");
        x->decision.draft = about[i] == '2' ? STR("") : x->post.brand;
    }
    m.also = also, m.n_also = n ? n - 1 : 0;
    return temp_put(s, &m);
}

/* "1 Вектор broken 1 1; ": id, brand, type, case, post of each mention. */
static const char *told(struct store *s, struct arena *a)
{
    struct err e = {0};
    struct str out = STR("");
    bool found = true;
    for (int64_t id = 1; found; id++) {
        struct mention m;
        ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
        if (found)
            out = str_printf(
                a, STR_FMT "%lld " STR_FMT " " STR_FMT " %lld %lld%s; ",
                STR_ARG(out), (long long)id, STR_ARG(m.post.brand),
                STR_ARG(m.verdict.type), (long long)m.case_.id,
                (long long)m.case_.post, m.post.gone ? " gone" : "");
    }
    return str_z(a, out);
}

static int64_t ask(const char *sql)
{
    return temp_ask(temp_path("b.db"), sql);
}

TEST(a_post_is_a_mention_of_each_brand)
{
    struct err e = {0};
    struct arena a = {0};
    struct post_brand *rows;
    size_t n;
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f");
    ck_assert_int_eq(put(s, f, "k", "обо всех", "012"), PUT_NEW);
    ck_assert_int_eq(put(s, f, "l", "о втором", "1"), PUT_NEW);
    const char *want = "1 Вектор broken 1 1; 2 Бета overcharged 2 1; "
                       "3 Гамма praise 0 1; 4 Бета overcharged 3 4; ";
    ck_assert_str_eq(told(s, &a), want);
    /* Nothing comes twice, by its keys, by another key, in another order. */
    ck_assert_int_eq(put(s, f, "k", "обо всех", "012"), PUT_SAME);
    ck_assert_int_eq(put(s, f, "k", "обо всех", "210"), PUT_SAME);
    ck_assert_int_eq(put(s, f, "k2", "обо всех", "012"), PUT_MOVED);
    ck_assert_str_eq(told(s, &a), want);
    ck_assert_int_eq(ask("SELECT count(*) FROM mention WHERE key1 = 'k2'"), 3);
    ck_assert_int_eq(ask("SELECT count(*) FROM mention_key WHERE mention"
                         " IN (2, 3)"),
                     0);
    ck_assert_int_eq(ask("SELECT count(*) FROM twin WHERE mention < 4"), 0);
    ck_ok(store_brands_of_post(s, &a, 1, &rows, &n, &e), e);
    ck_assert(n == 3 && rows[0].mention == 1 && rows[2].mention == 3);
    ck_assert_str(rows[1].brand, "Бета");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Each of its brands is counted, in all cells. */
TEST(each_brand_counts_once)
{
    struct err e = {0};
    struct arena a = {0};
    struct count_row *rows;
    size_t n;
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f"), all;
    put(s, f, "k", "обо всех", "012");
    put(s, f, "l", "о втором", "1");
    struct mention_filter any = {0}, beta = {.brand = STR("Бета")};
    ck_ok(store_counts(s, &a, &any, &(struct counting){.by = COUNT_BRAND},
                       &rows, &n, &e),
          e);
    ck_assert_uint_eq(n, 3);
    ck_assert_str(rows[0].key, "Бета");
    ck_assert_int_eq(rows[0].n, 2);
    ck_assert_int_eq(rows[1].n + rows[2].n, 2);
    ck_ok(store_mention_count(s, &beta, &all, &e), e);
    ck_assert_int_eq(all, 2);
    arena_clear(&a);
    store_close(s);
}
END

TEST(an_edit_adds_and_drops_brands)
{
    static const struct {
        const char *text, *about; /* what the crawler brings */
        const char *told;         /* after that */
    } steps[] = {
        {"раз", "0", "1 Вектор broken 1 1; "},
        {"два", "10", "1 Вектор broken 1 1; 2 Бета overcharged 2 1; "},
        /* Who is not named any more keeps his mention, and what it is. */
        {"три", "1", "1 Вектор broken 1 1; 2 Бета overcharged 2 1; "},
        {"четыре", "12",
         "1 Вектор broken 1 1; 2 Бета overcharged 2 1; 3 Гамма praise 0 1; "},
        /* Nobody: the text is what it is, the decisions stay. */
        {"пять", "",
         "1 Вектор broken 1 1; 2 Бета broken 2 1; 3 Гамма broken 0 1; "},
        {"шесть", "210",
         "1 Вектор broken 1 1; 2 Бета overcharged 2 1; 3 Гамма praise 0 1; "},
    };
    struct arena a = {0};
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        enum put_result what = put(s, f, "k", steps[i].text, steps[i].about);
        ck_assert_int_eq(what, i ? PUT_EDITED : PUT_NEW);
        ck_assert_str_eq(told(s, &a), steps[i].told);
    }
    ck_assert_int_eq(ask("SELECT count(*) FROM mention WHERE text = 'шесть'"),
                     3);
    ck_assert_int_eq(ask("SELECT count(*) FROM event WHERE what = 'unnamed'"),
                     2 + 3);
    ck_assert_int_eq(ask("SELECT count(*) FROM history WHERE mention = 2"), 4);
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* As ever: one that names another brand only, is about that one now. */
TEST(a_post_that_changes_its_brand_moves)
{
    struct arena a = {0};
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f");
    put(s, f, "k", "раз", "0");
    ck_assert_int_eq(put(s, f, "k", "два", "12"), PUT_EDITED);
    ck_assert_str_eq(told(s, &a), "1 Бета overcharged 1 1; 2 Гамма praise 0 "
                                  "1; ");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST(it_goes_and_comes_back_as_one)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f");
    put(s, f, "k", "раз", "01");
    ck_ok(store_mention_gone(s, 2, TEMP_NOW + 5, &e), e);
    ck_assert_str_eq(told(s, &a),
                     "1 Вектор broken 1 1 gone; 2 Бета overcharged 2 1 gone; ");
    ck_assert_int_eq(ask("SELECT count(*) FROM event WHERE what = 'gone'"), 2);
    ck_assert_int_eq(put(s, f, "k", "раз", "01"), PUT_EDITED);
    ck_assert_str_eq(told(s, &a),
                     "1 Вектор broken 1 1; 2 Бета overcharged 2 1; ");
    ck_assert_int_eq(ask("SELECT count(*) FROM event WHERE what = 'back'"), 2);
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Two sources have it: one post, and each brand once. */
TEST(another_source_has_the_same_post)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f"), g = temp_source(s, "g");
    const char *key = "https://forum.example/p/1";
    for (int i = 0; i < 2; i++) {
        struct mention m = temp_mention(i ? g : f, key, key, "обо всех"), also;
        m.post.permalink = STR("forum.example/p/1");
        also = m;
        also.post.brand = STR("Бета");
        m.also = &also, m.n_also = 1;
        ck_assert_int_eq(temp_put(s, &m), i ? PUT_ELSEWHERE : PUT_NEW);
        if (!i)
            ck_ok(store_mention_gone(s, m.id, TEMP_NOW + 5, &e), e);
    }
    ck_assert_str_eq(told(s, &a), "1 Вектор broken 1 1; 2 Бета broken 2 1; ");
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* The same two complaints at another place are twins brand by brand. */
TEST(twins_are_of_one_brand)
{
    static const char *const text =
        "Вчера Вектор не работал весь день, а Бета дважды списала с карты "
        "абонентскую плату, и оператор не смог ничего объяснить.";
    struct arena a = {0};
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f"), g = temp_source(s, "g");
    put(s, f, "https://a.example/1", text, "01");
    put(s, g, "https://b.example/2", text, "01");
    ck_assert_str_eq(told(s, &a),
                     "1 Вектор broken 1 1; 2 Бета overcharged 2 1; "
                     "3 Вектор broken 3 3; 4 Бета overcharged 4 3; ");
    ck_assert_int_eq(ask("SELECT count(*) FROM cluster WHERE n = 2"), 2);
    ck_assert_int_eq(ask("SELECT count(*) FROM twin x JOIN twin y ON"
                         " x.cluster = y.cluster AND x.mention = 1"
                         " AND y.mention = 3"),
                     1);
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

static struct mention get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m = {0};
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    ck_assert(found);
    return m;
}

TEST(a_person_corrects_the_brand)
{
    struct err e = {0};
    struct arena a = {0};
    struct str ann = STR("ann");
    struct store *s = temp_store("b.db");
    int64_t f = temp_source(s, "f");
    put(s, f, "k", "раз", "01");
    struct mention m = get(s, &a, 2);
    m.post.brand = STR("Вектор");
    ck_assert(!store_label_brand(s, &m, ann, 5, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "mention 1 of the same post"));
    e = (struct err){0};
    m.post.brand = STR("Омега");
    m.decision.draft = STR("Омега ответит");
    ck_ok(store_label_brand(s, &m, ann, 5, &e), e);
    ck_ok(store_label_brand(s, &m, ann, 6, &e), e); /* nothing more */
    const char *want = "1 Вектор broken 1 1; 2 Омега overcharged 2 1; ";
    ck_assert_str_eq(told(s, &a), want);
    m = get(s, &a, 2);
    ck_assert_str(m.post.found, "Бета");
    ck_assert_str(m.decision.draft, "Омега ответит");
    ck_assert_str(m.case_.status, "waiting");
    ck_assert_int_eq(ask("SELECT count(*) FROM event WHERE what = 'brand'"), 1);
    /* It stays that, whatever the rules find in the text. */
    ck_assert_int_eq(put(s, f, "k", "раз", "01"), PUT_SAME);
    ck_assert_int_eq(put(s, f, "k", "два", "10"), PUT_EDITED);
    ck_assert_str_eq(told(s, &a), want);
    ck_assert_int_eq(put(s, f, "k", "три", "0"), PUT_EDITED);
    ck_assert_str_eq(told(s, &a), want);
    /* And goes back. */
    m = get(s, &a, 2);
    m.post.brand = STR("Бета");
    ck_ok(store_label_brand(s, &m, ann, 7, &e), e);
    ck_assert_int_eq(ask("SELECT count(*) FROM mention WHERE found <> ''"), 0);
    temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_beside", a_post_is_a_mention_of_each_brand,
          each_brand_counts_once, an_edit_adds_and_drops_brands,
          a_post_that_changes_its_brand_moves, it_goes_and_comes_back_as_one,
          another_source_has_the_same_post, twins_are_of_one_brand,
          a_person_corrects_the_brand)
