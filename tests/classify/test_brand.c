/* SPDX-License-Identifier: MIT
 * brand: names, their inflections, what stands near them. */
#include "tests/classify/words.h"

static const char RULE[] = "rules:\n- id: a\n  signal: broken\n  lemma: обман\n"
                           "  match: [обман]\n  nomatch: [тишина]\n";

static const char BRANDS[] = "- name: Вектор\n"
                             "  forms: [вектор*, vector]\n"
                             "  not: [матрица, вектор движения]\n"
                             "- name: Почта\n"
                             "  forms: [Почта Севера]\n"
                             "- name: Альфа\n"
                             "  forms: [Альфа-Банк]\n"
                             "- name: Мир\n"
                             "  forms: ['Мир']\n"
                             "  near: [карта, платёж]\n"
                             "- name: Полюс\n"
                             "  forms: [Полюс]\n";

static const struct {
    const char *text, *brand;
} CASES[] = {
    {"Сегодня у ВЕКТОРА опять сбой", "Вектор"},
    {"векторовский модем", "Вектор"},
    {"инвектор сломан", ""},
    {"вектор движения и матрица", ""},
    {"Vector's support, vectors", "Vector's support, vectors"},
    {"@vector_help when?", "Вектор"},
    {"vectorial", ""},
    {"Вектора\xc2\xadми довольны", "Вектор"},
    {"Век\xe2\x80\x8bтор подвёл", "Вектор"},
    {"ПОЧТЫ СЕВЕРА нет", "Почта"},
    {"на Почте Севера", "Почта"},
    {"почта юга", ""},
    {"почта, север", ""},
    {"альфа банк", "Альфа"},
    {"в Альфа-Банке хамят", "Альфа"},
    {"альфа-банком", "Альфа"},
    {"альфа и банк", ""},
    {"карта мир не прошла", "Мир"},
    {"миру мир и карта", "Мир"},
    {"миру нужна карта", ""},
    {"во всём мир прекрасен", ""},
    {"оплата не прошла: платежи по МИР", "Мир"},
    {"Полюсом довольны", "Полюс"},
    {"полюсный", ""},
    {"#полюс", "Полюс"},
    {"Обычный текст без имён и с «кавычками» — да", ""},
    {"", ""},
    {"\xff\xd0", ""},
    {"\xff полюс", "Полюс"},
    {"Ｖｅｃｔｏｒ is slow", "Вектор"},
};

/* The first is the sample of molva.yaml. Phrases that hold the name itself: at
 * its beginning, inside, at its end,
 * inflected, overlapping, one word only, with a hyphen. */
static const char SENSES[] =
    "- name: Вектор\n"
    "  forms: [вектор*, vector telecom]\n"
    "  not: [вектор атаки, вектор развития, новый вектор роста,\n"
    "        почтовый вектор, векторная графика, векторизация,\n"
    "        vector telecom museum, вектор-функция]\n"
    "- name: Белый Лис\n"
    "  forms: [Белый Лис]\n"
    "  not: [белый лис полярный, охота на белого лиса, лис и журавль]\n"
    "- name: Мир\n"
    "  forms: [мир]\n"
    "  near: [мир, мир плюс, карта]\n";

static const struct {
    const char *text, *brand;
} SENSE_CASES[] = {
    {"Новый вектор атаки на почтовые серверы", ""},
    {"Вектор развития региона обсудили в думе", ""},
    {"ВЕКТОРЫ АТАК и их авторы", ""},
    {"с вектором атаки всё ясно", ""},
    {"сменили «вектор» развития", ""},
    {"Вектора\xc2\xad развития не видно", ""},
    {"кибер-вектор атаки", ""},
    {"вектор, атаки продолжаются", "Вектор"},
    {"Вектор атаковали", "Вектор"},
    {"Вектор развивает сеть", "Вектор"},
    {"вектор", "Вектор"},
    {"это новый вектор роста", ""},
    {"новые векторы роста", ""},
    {"старый вектор роста", "Вектор"},
    {"сломался почтовый вектор", ""},
    {"почтового вектора нет", ""},
    {"почта у Вектора", "Вектор"},
    {"векторная графика", ""},
    {"уроки векторной графики", ""},
    {"векторный модем", "Вектор"},
    {"векторизация", ""},
    {"после векторизации", ""},
    {"вектор-функция", ""},
    {"о вектор-функции", ""},
    {"at the Vector Telecom museum", ""},
    {"Vector Telecom's support", "Вектор"},
    {"Vector Telecom museums", ""},
    {"белый лис полярный", ""},
    {"видели белого лиса полярного", ""},
    {"охота на белого лиса", ""},
    {"Белый Лис и журавль", ""},
    {"Белый Лис обманул", "Белый Лис"},
    {"в Белом Лисе нахамили", "Белый Лис"},
    {"Белому Лису минус", "Белый Лис"},
    {"белью и лису", ""},
    {"мир прекрасен", ""},
    {"мир миру", "Мир"},
    {"у меня мир плюс", "Мир"},
    {"мир и онлайн-карта", "Мир"},
};

struct brand_file {
    struct yaml_subs brands; /* of struct brand_setup */
};

static const struct yaml_field BRAND[] = {
    {.key = "name", .type = YAML_STR, .at = offsetof(struct brand_setup, name)},
    {.key = "forms",
     .type = YAML_STRS,
     .at = offsetof(struct brand_setup, forms)},
    {.key = "near",
     .type = YAML_STRS,
     .at = offsetof(struct brand_setup, near)},
    {.key = "not", .type = YAML_STRS, .at = offsetof(struct brand_setup, not_)},
    {0},
};

static const struct yaml_field FILE_OF_BRANDS[] = {
    {.key = "brands",
     .type = YAML_SUBS,
     .fields = BRAND,
     .at = offsetof(struct brand_file, brands),
     .size = sizeof(struct brand_setup)},
    {0},
};

/* A classifier with the brands of a YAML list; NULL with e set when wrong. */
static struct classifier *open_brands(struct arena *a, const char *list,
                                      struct err *e)
{
    struct yaml_file *f = arena_alloc(a, sizeof *f);
    struct brand_file b = {0};
    struct str text = str_printf(a, "brands:\n%s", list);
    if (!yaml_parse(f, a, "molva.yaml", text, e) ||
        !yaml_read(f, f->root, FILE_OF_BRANDS, &b, e))
        return NULL;
    const char *dir = words_folder(RULE, DECIDE);
    struct classifier *c =
        classify_open(&(struct classify_setup){.words = dir,
                                               .brands = b.brands.items,
                                               .n_brands = b.brands.n,
                                               .brand_file = f},
                      e);
    words_remove(dir);
    return c;
}

TEST(finds_names)
{
    struct err e = {0};
    struct arena a = {0};
    struct classifier *c = open_brands(&a, BRANDS, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct str got = classify_brand(c, &a, str_of(CASES[i].text));
        const char *wanted =
            strstr(CASES[i].text, "Vector's") ? "Вектор" : CASES[i].brand;
        ck_assert_msg(str_eqz(got, wanted), "%s: got \"" STR_FMT "\"",
                      CASES[i].text, STR_ARG(got));
    }
    classify_close(c);
    arena_clear(&a);
}
END

TEST(a_phrase_may_hold_the_name)
{
    struct err e = {0};
    struct arena a = {0};
    struct classifier *c = open_brands(&a, SENSES, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i < sizeof SENSE_CASES / sizeof *SENSE_CASES; i++) {
        struct str text = str_of(SENSE_CASES[i].text);
        struct str got = classify_brand(c, &a, text);
        ck_assert_msg(str_eqz(got, SENSE_CASES[i].brand),
                      STR_FMT ": got \"" STR_FMT "\"", STR_ARG(text),
                      STR_ARG(got));
    }
    classify_close(c);
    arena_clear(&a);
}
END

TEST(context_is_twelve_words)
{
    struct err e = {0};
    struct arena a = {0};
    struct classifier *c = open_brands(&a, BRANDS, &e);
    ck_assert_msg(c, "%s", e.msg);
    struct str near = STR("мир а б в г д е ж з и к л карта");
    struct str far = STR("мир а б в г д е ж з и к л м карта");
    ck_assert_str(classify_brand(c, &a, near), "Мир");
    ck_assert_str(classify_brand(c, &a, far), "");
    classify_close(c);
    arena_clear(&a);
}
END

TEST(verdict_names_brand)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    struct classifier *c = open_brands(&a, BRANDS, &e);
    ck_assert_msg(c, "%s", e.msg);
    struct classify_input in = {.text = STR("Полюс плох"), .rating = -1};
    classify_text(c, &a, &in, &v);
    ck_assert_str(v.brand, "Полюс");
    in.title = STR("Векторам");
    classify_text(c, &a, &in, &v);
    ck_assert_str(v.brand, "Вектор");
    in.brand = STR("Наш");
    classify_text(c, &a, &in, &v);
    ck_assert_str(v.brand, "Наш");
    classify_close(c);
    arena_clear(&a);
}
END

TEST(wrong_forms_have_places)
{
    static const struct {
        const char *list, *what;
    } cases[] = {
        {"- name: А\n  forms: [' - ']\n", "molva.yaml:3:11: "},
        {"- name: А\n  forms: [ы]\n", NULL},
        {"- name: А\n  forms: [один два три четыре пять шесть семь]\n",
         "molva.yaml:3:11: "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        struct arena a = {0};
        struct classifier *c = open_brands(&a, cases[i].list, &e);
        if (cases[i].what)
            ck_assert_msg(!c && strstr(e.msg, cases[i].what), "%zu: %s", i,
                          e.msg);
        classify_close(c);
        arena_clear(&a);
    }
}
END

TEST_MAIN("brand", finds_names, a_phrase_may_hold_the_name,
          context_is_twelve_words, verdict_names_brand, wrong_forms_have_places)
