/* SPDX-License-Identifier: MIT
 * The language of a text: tests/classify/languages.csv, and what follows for
 * the verdict of one that is not read. */
#include "base/csv.h"
#include "classify/lang.h"
#include "tests/classify/words.h"

#define LANGUAGES "tests/classify/languages.csv"

static struct classifier *open_shipped(void)
{
    struct err e = {0};
    struct classifier *c =
        classify_open(&(struct classify_setup){.words = "rules/words"}, &e);
    ck_assert_msg(c, "%s", e.msg);
    return c;
}

static void judge(struct classifier *c, struct arena *a, struct str text,
                  struct verdict *v)
{
    classify_text(c, a, &(struct classify_input){.text = text, .rating = -1},
                  v);
}

TEST(languages_are_told)
{
    struct arena a = {0};
    struct err e = {0};
    struct buf in;
    struct csv csv;
    struct csv_record r;
    struct classifier *c = open_shipped();
    int wrong = 0;
    buf_init(&in, CEILING_BODY);
    ck_ok(buf_read_file(&in, LANGUAGES, &e), e);
    struct str all = buf_view(&in), line;
    while (all.p[0] == '#')
        str_split(&all, '\n', &line);
    csv_init(&csv, all);
    ck_assert(csv_next(&csv, &a, &r));
    while (csv_next(&csv, &a, &r)) {
        struct verdict v;
        struct str lang = csv_field(&r, 0), text = csv_field(&r, 1);
        judge(c, &a, text, &v);
        bool right = str_eq(v.lang, lang) &&
                     (v.type == TYPE_UNKNOWN || !lang_is_foreign(lang));
        wrong += !right;
        if (!right)
            fprintf(
                stderr, LANGUAGES ":%d: told '" STR_FMT "' %s: " STR_FMT "\n",
                csv.line, STR_ARG(v.lang), type_name(v.type), STR_ARG(text));
    }
    ck_assert_int_eq(wrong, 0);
    buf_clear(&in);
    arena_clear(&a);
    classify_close(c);
}
END

TEST(what_is_not_read_is_not_judged)
{
    struct arena a = {0};
    struct verdict v;
    struct classifier *c = open_shipped();
    struct str text =
        STR("Зняли комісію 200 гривень без попередження 5 травня");
    judge(c, &a, text, &v);
    ck_assert_int_eq(v.type, TYPE_UNKNOWN);
    ck_assert_int_eq(v.second, TYPE_NONE);
    ck_assert_int_eq(v.runner_up, TYPE_NONE);
    ck_assert_int_eq(v.tone, TONE_NEU);
    ck_assert(!v.facts && v.topic.n == 0 && v.confidence == 0);
    ck_assert_uint_eq(v.n, 1);
    ck_assert_str(v.evidence[0].rule, "language uk (Ukrainian)");
    ck_assert_str(v.evidence[0].signal, "unknown");
    ck_assert_uint_eq(v.evidence[0].start, 0);
    ck_assert_uint_eq(v.evidence[0].end, text.n);
    arena_clear(&a);
    classify_close(c);
}
END

/* Each brand has what the whole text has: a part of it is not read either. */
TEST(no_brand_of_it_is_judged)
{
    struct str names[] = {STR("вектор"), STR("орбіта")};
    const struct brand_setup brands[] = {
        {.name = STR("Вектор"), .forms = {&names[0], 1}},
        {.name = STR("Орбіта"), .forms = {&names[1], 1}}};
    struct err e = {0};
    struct arena a = {0};
    struct verdict *v;
    struct classifier *c = classify_open(
        &(struct classify_setup){
            .words = "rules/words", .brands = brands, .n_brands = 2},
        &e);
    ck_assert_msg(c, "%s", e.msg);
    struct str text = STR("Вектор обман. А в Орбіта все працює, дуже дякую "
                          "за швидку допомогу з інтернетом");
    size_t n = classify_each(
        c, &a, &(struct classify_input){.text = text, .rating = -1}, &v);
    ck_assert_uint_eq(n, 3);
    for (size_t i = 0; i < n; i++) {
        ck_assert_int_eq(v[i].type, TYPE_UNKNOWN);
        ck_assert_str(v[i].lang, "uk");
    }
    classify_close(c);
    arena_clear(&a);
}
END

TEST_MAIN("lang", languages_are_told, what_is_not_read_is_not_judged,
          no_brand_of_it_is_judged)
