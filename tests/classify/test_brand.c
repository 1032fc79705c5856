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

/* Names as people write them. */
static const char WRITTEN[] = "- name: Мегафон\n"
                              "  forms: [Мегафон]\n"
                              "- name: Сбербанк\n"
                              "  forms: [Сбербанк]\n"
                              "- name: МТС\n"
                              "  forms: [МТС]\n"
                              "- name: МТС Банк\n"
                              "  forms: [МТС Банк]\n"
                              "- name: Альфа\n"
                              "  forms: [Альфа-Банк]\n"
                              "- name: Beko\n"
                              "  forms: [Beko]\n"
                              "- name: Нашдом\n"
                              "  forms: [Нашдом]\n"
                              "- name: Bolt\n"
                              "  forms: [Bolt]\n"
                              "- name: Почта\n"
                              "  forms: [Почта Севера]\n"
                              "- name: Точный\n"
                              "  forms: ['Тинькофф']\n"
                              "- name: Wildberries\n"
                              "  forms: [Wildberries]\n"
                              "- name: Мир\n"
                              "  forms: [мир*]\n"
                              "- name: Салют\n"
                              "  forms: [Салют]\n"
                              "- name: Доктор\n"
                              "  forms: [Dr. Oetker, Доктор Откер]\n"
                              "- name: Игра\n"
                              "  forms: [Что? Где? Когда?]\n"
                              "- name: Рога\n"
                              "  forms: [Вектор]\n";

static const struct {
    const char *text, *brand;
} WRITTEN_CASES[] = {
    /* look-alike letters */
    {"Мегафoн не ловит", "Мегафон"},
    {"у Meгaфонa сбой", "Мегафон"},
    {"MTC не ловит", "МТС"},
    {"mtc", ""},
    {"ВЕКО течёт", "Beko"},
    {"веко болит", ""},
    {"Сбepбaнкy привет", "Сбербанк"},
    /* spaces and hyphens inside */
    {"мега фон опять", "Мегафон"},
    {"мега-фоном довольны", "Мегафон"},
    {"в сбер банке", "Сбербанк"},
    {"сбер-банк", "Сбербанк"},
    {"М Е Г А Ф О Н позор", "Мегафон"},
    {"мега фонтан", ""},
    {"у мега фонаря", ""},
    {"альфабанком", "Альфа"},
    {"наш дом сгорел", ""},
    {"наш-дом", "Нашдом"},
    /* the other script */
    {"sberbank lost my card", "Сбербанк"},
    {"v sberbanke ochered", "Сбербанк"},
    {"Sber-Bank", "Сбербанк"},
    {"megafon, megaphone", "Мегафон"},
    {"a megaphone", ""},
    {"mts opyat ne lovit", "МТС"},
    {"alfa-bank, al'fa", "Альфа"},
    {"Alfabank", "Альфа"},
    {"pochta severa", "Почта"},
    {"беко", "Beko"},
    {"вилдберриес", "Wildberries"},
    {"болт открутился", ""},
    {"vector of attack", ""},
    {"mirom", ""},
    {"Др. Откер вкусный, Dr. Oetker", "Доктор"},
    {"доктор, откер", ""},
    {"mirror, miracle, mire", ""},
    {"salut, salyut", "Салют"},
    {"a salute", ""},
    {"смотрю «Что? Где? Когда?»", "Игра"},
    /* hashtags and handles */
    {"#сбербанк", "Сбербанк"},
    {"#сбербанкподвел", "Сбербанк"},
    {"@sberbank_help", "Сбербанк"},
    {"@sberbankru", "Сбербанк"},
    {"#мтсник", ""},
    {"сбербанкподвел", ""},
    /* somebody else's names */
    {"сбербанкинг", ""},
    {"МТС Банк не отвечает", "МТС Банк"},
    {"мтс-банке", "МТС Банк"},
    {"МТС и банк", "МТС"},
    {"ООО «Вектор Плюс» обмануло", ""},
    {"магазин \"Новый Вектор\"", ""},
    {"компания «Вектор»", "Рога"},
    {"ПАО «Сбербанк России»", "Сбербанк"},
    {"«Вектор снова не ловит», пишут люди", "Рога"},
    {"«Новый Вектор» и Вектор", "Рога"},
    {"Авто-Вектор закрылся", ""},
    {"супер-вектор", "Рога"},
    /* a quoted form is this very one */
    {"тинькофф", "Точный"},
    {"tinkoff", ""},
    {"тинькоффа", ""},
};

struct brand_file {
    struct yaml_subs brands; /* of struct brand_setup */
    struct yaml_subs noise;  /* of struct noise_setup */
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
    {.key = "query",
     .type = YAML_STRS,
     .at = offsetof(struct brand_setup, query)},
    {.key = "not_authors",
     .type = YAML_STRS,
     .at = offsetof(struct brand_setup, not_authors)},
    {.key = "not_sites",
     .type = YAML_STRS,
     .at = offsetof(struct brand_setup, not_sites)},
    {.key = "noise",
     .type = YAML_STRS,
     .at = offsetof(struct brand_setup, noise)},
    {0},
};

static const struct yaml_field NOISE[] = {
    {.key = "name", .type = YAML_STR, .at = offsetof(struct noise_setup, name)},
    {.key = "not", .type = YAML_STRS, .at = offsetof(struct noise_setup, not_)},
    {.key = "authors",
     .type = YAML_STRS,
     .at = offsetof(struct noise_setup, authors)},
    {.key = "sites",
     .type = YAML_STRS,
     .at = offsetof(struct noise_setup, sites)},
    {0},
};

static const struct yaml_field FILE_OF_BRANDS[] = {
    {.key = "brands",
     .type = YAML_SUBS,
     .fields = BRAND,
     .at = offsetof(struct brand_file, brands),
     .size = sizeof(struct brand_setup)},
    {.key = "noise",
     .type = YAML_SUBS,
     .fields = NOISE,
     .at = offsetof(struct brand_file, noise),
     .size = sizeof(struct noise_setup)},
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
                                               .noise = b.noise.items,
                                               .n_noise = b.noise.n,
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

TEST(names_are_found_as_people_write_them)
{
    struct err e = {0};
    struct arena a = {0};
    int wrong = 0;
    struct classifier *c = open_brands(&a, WRITTEN, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i < sizeof WRITTEN_CASES / sizeof *WRITTEN_CASES; i++) {
        struct str text = str_of(WRITTEN_CASES[i].text);
        struct str got = classify_brand(c, &a, text);
        if (str_eqz(got, WRITTEN_CASES[i].brand))
            continue;
        printf(STR_FMT ": got \"" STR_FMT "\"\n", STR_ARG(text), STR_ARG(got));
        wrong++;
    }
    ck_assert_int_eq(wrong, 0);
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

static const char QUERIED[] = "- name: Мир\n"
                              "  forms: [Мир]\n"
                              "  query: карта OR платёж* -космос\n"
                              "  not_authors: [Мир Поддержка]\n"
                              "  not_sites: [own.example]\n"
                              "- name: Тема\n"
                              "  query:\n"
                              "  - ипотека NEAR/3 отказ\n"
                              "  - tag:ипотека author:анна\n"
                              "  not: [новостройка]\n"
                              "  noise: [jobs]\n"
                              "- name: Двери\n"
                              "  forms: [Двери]\n"
                              "  noise: [jobs]\n"
                              "noise:\n"
                              "- name: jobs\n"
                              "  not: [вакансия, ищем сотрудника]\n"
                              "  authors: ['HR *']\n"
                              "  sites: [jobs.example]\n";

static const struct {
    const char *text, *title, *author, *url, *brand;
} QUERIED_CASES[] = {
    {"мир и карты", "", "", "", "Мир"},
    {"мир и платежи", "", "", "", "Мир"},
    {"мир и покой", "", "", "", ""},
    {"мир, карта, космос", "", "", "", "Мир"}, /* OR binds last */
    {"карта", "", "", "", ""},
    {"мир и карта", "", "Мир Поддержка", "", ""},
    {"мир и карта", "", "мир", "", "Мир"},
    {"мир и карта", "", "", "https://shop.own.example/1", ""},
    {"отказали: ипотеке отказ", "", "", "", "Тема"},
    {"отказ а б в г ипотека", "", "", "", ""},
    {"пишут про отказ", "ипотека", "", "", "Тема"},
    {"#ипотека дорого", "", "Анна", "", "Тема"},
    {"#ипотека дорого", "", "Пётр", "", ""},
    {"отказ ипотека, новостройки", "", "", "", ""},
    {"ипотека отказ вакансии", "", "", "", ""},
    {"Двери скрипят", "", "", "", "Двери"},
    {"Двери: ищем сотрудников", "", "", "", ""},
    {"Двери: открыта вакансия", "", "", "", ""},
    {"Двери скрипят", "", "HR отдел", "", ""},
    {"Двери скрипят", "", "", "https://jobs.example/x", ""},
};

TEST(a_query_finds_and_narrows)
{
    struct err e = {0};
    struct arena a = {0};
    struct classifier *c = open_brands(&a, QUERIED, &e);
    ck_assert_msg(c, "%s", e.msg);
    ck_assert(classify_asks(c));
    for (size_t i = 0; i < sizeof QUERIED_CASES / sizeof *QUERIED_CASES; i++) {
        struct query_post post = {.text = str_of(QUERIED_CASES[i].text),
                                  .title = str_of(QUERIED_CASES[i].title),
                                  .author = str_of(QUERIED_CASES[i].author),
                                  .url = str_of(QUERIED_CASES[i].url)};
        struct str got = classify_about(c, &a, &post);
        ck_assert_msg(str_eqz(got, QUERIED_CASES[i].brand),
                      "%zu: " STR_FMT ": got \"" STR_FMT "\"", i,
                      STR_ARG(post.text), STR_ARG(got));
    }
    struct query_post jobs = {.url = STR("https://jobs.example/")};
    ck_assert(classify_blocks(c, &a, STR("Двери"), &jobs));
    ck_assert(!classify_blocks(c, &a, STR("Мир"), &jobs));
    classify_close(c);
    arena_clear(&a);
}
END

static const char SEVERAL[] = "- name: Билайн\n  forms: [Билайн]\n"
                              "- name: Мегафон\n  forms: [Мегафон]\n"
                              "- name: МТС\n  forms: [МТС]\n";

/* Each brand and whether "обман" is evidence of its verdict. */
static const struct {
    const char *text, *told;
} SEVERAL_CASES[] = {
    {"у всех обман", ""},
    {"Билайн обман", "Билайн+ "},
    {"Билайн и Мегафон: обман", "Билайн+ Мегафон+ "},
    {"Билайн обман. Мегафон обман", "Билайн+ Мегафон+ "},
    {"у Билайна обман, а Мегафон тишина и обман", "Билайн+ Мегафон+ "},
    /* What is said of one is nothing of the other. */
    {"Билайн обман. Мегафон ловит", "Билайн+ Мегафон- "},
    {"Билайн, Мегафон и МТС: обман", "Билайн+ Мегафон+ МТС+ "},
    {"у Билайна, у Мегафона, МТС: обман", "Билайн+ Мегафон+ МТС+ "},
    {"Билайн, обман. Мегафон, тишина", "Билайн+ Мегафон- "},
    {"МТС", "МТС- "},
    {"Мегафон и МТС, тишина", "Мегафон- МТС- "},
};

TEST(each_brand_has_a_verdict)
{
    struct err e = {0};
    struct arena a = {0};
    struct classifier *c = open_brands(&a, SEVERAL, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i < sizeof SEVERAL_CASES / sizeof *SEVERAL_CASES; i++) {
        struct verdict *v;
        struct str told = STR("");
        struct classify_input in = {.text = str_of(SEVERAL_CASES[i].text),
                                    .rating = -1};
        size_t n = classify_each(c, &a, &in, &v);
        for (size_t k = 1; k < n; k++)
            told = str_printf(&a, STR_FMT STR_FMT "%s ", STR_ARG(told),
                              STR_ARG(v[k].brand), v[k].n ? "+" : "-");
        ck_assert_msg(str_eqz(told, SEVERAL_CASES[i].told), "%s: " STR_FMT,
                      SEVERAL_CASES[i].text, STR_ARG(told));
    }
    classify_close(c);
    arena_clear(&a);
}
END

/* Evidence of a brand lies in what is said of it, at its bytes of the text. */
TEST(evidence_of_a_brand_is_its_own)
{
    static const struct {
        const char *text, *brand;
        size_t evidence; /* of that brand */
    } cases[] = {
        {"Билайн: обман, Мегафон: обман, обман", "Билайн", 1},
        {"Билайн: обман, Мегафон: обман, обман", "Мегафон", 2},
        {"Обман кругом. Билайн: обман. МТС: обман", "Билайн", 2},
        {"Билайн: обман зато у МТС обман и обман", "МТС", 2},
        {"МТС, в отличие от Билайна, обман; Билайн тоже обман, обман", "МТС",
         1},
        {"Билайн 3.5 обман. МТС обман", "Билайн", 1},
    };
    struct err e = {0};
    struct arena a = {0};
    struct classifier *c = open_brands(&a, SEVERAL, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct verdict *v;
        struct str text = str_of(cases[i].text);
        struct classify_input in = {.text = text, .rating = -1};
        size_t n = classify_each(c, &a, &in, &v), k = 1;
        while (k < n && !str_eqz(v[k].brand, cases[i].brand))
            k++;
        ck_assert_msg(k < n && v[k].n == cases[i].evidence, "%zu: %zu", i,
                      k < n ? v[k].n : 99);
        for (size_t j = 0; j < v[k].n; j++) {
            struct str said =
                str_part(text, v[k].evidence[j].start,
                         v[k].evidence[j].end - v[k].evidence[j].start);
            ck_assert_msg(str_eqz(said, "обман") || str_eqz(said, "Обман"),
                          "%zu: " STR_FMT, i, STR_ARG(said));
        }
    }
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
        {"- name: Аб\n  forms: ['вектор AND связь']\n",
         "molva.yaml:3:11: a form is a name as it is written"},
        {"- name: Аб\n  forms: [векто?]\n", "molva.yaml:3:11: a form is"},
        {"- name: Аб\n  forms: ['/вектор[а-я]+/']\n", "molva.yaml:3:11: a fo"},
        {"- name: Аб\n  query: вектор AND\n",
         "molva.yaml:3:23: something has to stand behind 'AND'"},
        {"- name: Аб\n  query: 'вектор (связь'\n",
         "molva.yaml:3:24: this bracket is never closed"},
        {"- name: Аб\n  query: >-\n    вектор\n    OR (связь\n",
         "in the query, 1:11: this bracket is never closed"},
        {"- name: Аб\n  query: вектор type:rant\n",
         "molva.yaml:3:23: a brand is found before"},
        {"- name: Аб\n  query: -вектор\n",
         "molva.yaml:3:10: a query that only"},
        {"- name: Аб\n  forms: [аб]\n  not_sites: [x.example/a]\n",
         "molva.yaml:4:15: behind 'site:'"},
        {"- name: Аб\n  forms: [аб]\n  noise: [jobs]\n",
         "molva.yaml:4:11: no list of `noise:` has this name"},
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
          names_are_found_as_people_write_them, context_is_twelve_words,
          verdict_names_brand, a_query_finds_and_narrows,
          each_brand_has_a_verdict, evidence_of_a_brand_is_its_own,
          wrong_forms_have_places)
