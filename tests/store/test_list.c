/* SPDX-License-Identifier: MIT
 * store: lists by every filter, and the numbers for reports. R31, R54, R72. */
#include "tests/store/temp.h"

enum { DAY = 86400, MIDNIGHT = TEMP_NOW - 12 * 3600 };

/* Six mentions that differ in what filters ask for. */
static const struct {
    const char *key, *type, *solution, *brand, *source, *lang, *lemmas;
    int64_t published; /* 0 unknown */
} posts[] = {
    {"1", "broken", "A", "Вектор", "форум", "ru", "тариф сеть", MIDNIGHT + 1},
    {"2", "broken", "B", "Вектор", "форум", "en", "net", MIDNIGHT - 1},
    {"3", "praise", "A", "Вектор", "отзывы", "ru", "тариф", MIDNIGHT - DAY},
    {"4", "neutral", "C", "Вектор", "отзывы", "ru", "сеть", MIDNIGHT + 3600},
    {"5", "broken", "A", "Меридиан", "форум", "ru", "карта", MIDNIGHT + 60},
    {"6", "rant", "C", "Меридиан", "форум", "ru", "карта", 0},
};

static struct store *filled(const char *name)
{
    struct store *s = temp_store(name);
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        struct mention m = temp_mention(temp_source(s, posts[i].source),
                                        posts[i].key, "", posts[i].key);
        m.verdict.type = str_of(posts[i].type);
        temp_solve(&m, posts[i].solution);
        m.post.brand = str_of(posts[i].brand);
        m.post.lang = str_of(posts[i].lang);
        m.post.lemmas = str_of(posts[i].lemmas);
        m.post.published = posts[i].published;
        m.post.collected = MIDNIGHT + 7200;
        m.decision.priority = 10 * (int64_t)i;
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    }
    return s;
}

#define S(z)                                                                   \
    {                                                                          \
        z, sizeof(z) - 1                                                       \
    }

static const struct {
    struct mention_filter f;
    const char *want; /* keys in order */
} filters[] = {
    {{.limit = 0}, "645123"},
    {{.type = S("broken")}, "512"},
    {{.solution = S("C")}, "64"},
    {{.brand = S("Меридиан")}, "65"},
    {{.source = S("отзывы")}, "43"},
    {{.source = S("нет")}, ""},
    {{.lang = S("en")}, "2"},
    {{.status = S("waiting")}, "5123"},
    {{.status = S("approved")}, ""},
    {{.lemmas = S("тариф")}, "13"},
    {{.lemmas = S("тариф"), .source = S("форум")}, "1"},
    {{.from = MIDNIGHT}, "6451"},
    {{.to = MIDNIGHT}, "23"},
    {{.from = MIDNIGHT + 1, .to = MIDNIGHT + 60}, "1"},
    {{.limit = 2}, "64"},
    {{.limit = 2, .after = 1}, "45"},
    {{.after = 5}, "3"},
    {{.limit = 2, .after = 4}, "23"},
    {{.limit = 2, .after = 6}, ""},
    {{.limit = 2, .after = 99, .type = S("broken")}, ""},
    {{.limit = 2, .after = 1, .type = S("broken")}, "12"},
    {{.limit = 2, .after = 2, .type = S("broken")}, "2"},
    {{.limit = 2, .after = 2, .source = S("форум")}, "12"},
    {{.behind = 4}, "5123"},
    {{.behind = 1, .limit = 1}, "2"},
    {{.behind = 4, .brand = S("Вектор"), .to = MIDNIGHT}, "23"},
    {{.behind = 3}, ""},
    {{.behind = 1, .lemmas = S("тариф")}, "3"},
    {{.ahead = 2}, "6451"},
    {{.ahead = 2, .limit = 2}, "51"},
    {{.ahead = 6}, ""},
    {{.ahead = 2, .brand = S("Вектор"), .limit = 1}, "1"},
    {{.ahead = 3, .brand = S("Вектор"), .from = MIDNIGHT}, "41"},
    {{.ahead = 3, .lemmas = S("тариф")}, "1"},
    {{.ahead = 3, .source = S("форум"), .limit = 2}, "12"},
    {{.queue = true, .ahead = 1}, "532"},
    {{.queue = true, .ahead = 1, .limit = 2}, "32"},
    {{.queue = true, .ahead = 1, .type = S("broken"), .limit = 1}, "2"},
    {{.queue = true, .ahead = 1, .source = S("форум"), .limit = 1}, "2"},
    {{.queue = true, .ahead = 1, .lemmas = S("тариф")}, "3"},
    {{.queue = true, .ahead = 4}, ""},
    {{.queue = true}, "5321"},
    {{.queue = true, .limit = 1, .after = 1}, "3"},
    {{.queue = true, .type = S("broken")}, "521"},
    {{.queue = true, .lemmas = S("тариф")}, "31"},
    {{.queue = true, .brand = S("Вектор"), .lang = S("ru")}, "31"},
    {{.type = S("broken"),
      .solution = S("A"),
      .brand = S("Вектор"),
      .source = S("форум"),
      .lang = S("ru"),
      .status = S("waiting"),
      .lemmas = S("сеть тариф"),
      .from = MIDNIGHT,
      .to = MIDNIGHT + 2},
     "1"},
};

TEST(every_filter)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = filled("filter.db");
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        struct mention *rows;
        size_t n;
        int64_t counted;
        struct str got = STR("");
        struct mention_filter f = filters[i].f;
        ck_ok(store_mentions(s, &a, &f, &rows, &n, &e), e);
        for (size_t k = 0; k < n; k++)
            got = str_printf(&a, STR_FMT STR_FMT, STR_ARG(got),
                             STR_ARG(rows[k].post.key1));
        const char *want = filters[i].want;
        ck_assert_msg(str_eqz(got, want), "filter %zu: " STR_FMT, i,
                      STR_ARG(got));
        f.limit = f.after = 0;
        f.behind = f.ahead = 0;
        ck_ok(store_mention_count(s, &f, &counted, &e), e);
        if (!filters[i].f.limit && !filters[i].f.after &&
            !filters[i].f.behind && !filters[i].f.ahead)
            ck_assert_int_eq(counted, (int64_t)strlen(want));
    }
    arena_clear(&a);
    store_close(s);
}
END

static const struct {
    enum count_by by;
    struct mention_filter f;
    bool daily;
    int64_t zone;
    const char *want; /* day in hours from MIDNIGHT, key, number; 0 total */
} counts[] = {
    {COUNT_TYPE, {.limit = 0}, false, 0, "broken=3 neutral=1 praise=1 rant=1 "},
    {COUNT_SOURCE, {.limit = 0}, false, 0, "форум=4 отзывы=2 "},
    {COUNT_TONE, {.brand = S("Вектор")}, false, 0, "neg=4 "},
    {COUNT_SOLUTION, {.limit = 0}, false, 0, "A=3 C=2 B=1 "},
    {COUNT_BRAND, {.limit = 0}, false, 0, "Вектор=4 Меридиан=2 "},
    {COUNT_BRAND, {.lemmas = S("тариф")}, false, 0, "Вектор=2 "},
    {COUNT_TYPE, {.queue = true}, false, 0, "broken=3 praise=1 "},
    {COUNT_SOURCE, {.queue = true, .type = S("broken")}, false, 0, "форум=3 "},
    {COUNT_BRAND, {.from = MIDNIGHT}, true, 0, "0:Вектор=2 0:Меридиан=2 "},
    {COUNT_BRAND, {.brand = S("Вектор")}, true, 0, "-24:Вектор=2 0:Вектор=2 "},
    {COUNT_BRAND,
     {.brand = S("Вектор")},
     true,
     3 * 3600,
     "-27:Вектор=1 -3:Вектор=3 "},
    {COUNT_BRAND,
     {.brand = S("Вектор")},
     true,
     -3600,
     "-47:Вектор=1 -23:Вектор=2 1:Вектор=1 "},
};

TEST(every_count)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = filled("count.db");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct count_row *rows;
        size_t n;
        struct str got = STR("");
        ck_ok(store_counts(s, &a, &counts[i].f,
                           &(struct counting){counts[i].by, counts[i].daily,
                                              counts[i].zone},
                           &rows, &n, &e),
              e);
        for (size_t k = 0; k < n; k++) {
            if (counts[i].daily)
                got = str_printf(&a, STR_FMT "%ld:", STR_ARG(got),
                                 (long)(rows[k].day - MIDNIGHT) / 3600);
            else
                ck_assert_int_eq(rows[k].day, 0);
            got = str_printf(&a, STR_FMT STR_FMT "=%ld ", STR_ARG(got),
                             STR_ARG(rows[k].key), (long)rows[k].n);
        }
        ck_assert_msg(str_eqz(got, counts[i].want), "count %zu: " STR_FMT, i,
                      STR_ARG(got));
    }
    arena_clear(&a);
    store_close(s);
}
END

/* What a person called "not about us" is in no number, but can be listed. */
TEST(not_about_us_is_not_counted)
{
    struct err e = {0};
    struct arena a = {0};
    struct count_row *rows;
    size_t n;
    int64_t listed;
    struct mention_filter f = {0};
    struct store *s = filled("notus.db");
    ck_ok(store_label_not_us(s, 6, STR("ann"), 1, &e), e);
    ck_ok(store_counts(s, &a, &f, &(struct counting){COUNT_BRAND, false, 0},
                       &rows, &n, &e),
          e);
    ck_assert(n == 2 && rows[1].n == 1);
    ck_ok(store_mention_count(s, &f, &listed, &e), e);
    ck_assert_int_eq(listed, 6);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_list", every_filter, every_count, not_about_us_is_not_counted)
