/* SPDX-License-Identifier: MIT
 * matrix: what the linter says of a reply: words, and what is missing. Days
 * that have passed: test_days. R35, R82 to R90. */
#include <string.h>

#include "matrix/lint.h"
#include "tests/matrix/matrix_help.h"

static const char FAS[] = "rules/matrix/fas.yaml";

static const struct {
    const char *lang, *reply, *finding; /* "" none */
} LINTED[] = {
    {"ru", "Ирина, здравствуйте! Разберёмся и напишем здесь завтра.", ""},
    {"en", "Hello Ann, we will check this and reply here tomorrow.", ""},
    {"ru", "Здравствуйте, {author}! Напишите нам.", "unfilled"},
    {"en", "Dear [name], please write to us.", "unfilled"},
    {"ru", "Ваша жалоба принята, ответим завтра.", "complaint-word"},
    {"en", "We will check your complaint.", "complaint-word"},
    {"ru", "Уважаемый клиент! Ваше мнение очень важно. Напишите нам.",
     "pathos"},
    {"en", "We sincerely apologise. Please write to us.", "pathos"},
    {"ru", "Вы сами виноваты. Напишите нам.", "blame"},
    {"en", "You should have read the contract. Please call us.", "blame"},
    {"ru", "Напишите нам, ваш номер +7 916 123-45-67 мы видим.",
     "personal-data"},
    {"en", "Please call us about card 4111 1111 1111 1111.", "personal-data"},
    {"en", "We will write to ann@mail.example today.", "personal-data"},
    {"ru", "Напишите нам: +7 495 000-00-01.", ""}, /* our own number */
    {"ru", "Спасибо за отзыв.", "next-step"},
    {"en", "Thank you for your time.", "next-step"},
    {"ru", "", "next-step"},
    {"ru", "\xff\xfe напишите нам \xff", ""}, /* bad bytes do no harm */
};

TEST(linter_finds_what_must_not_go_out)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof LINTED / sizeof *LINTED; i++) {
        struct arena a = {0};
        struct matrix_reply reply = {.text = str_of(LINTED[i].reply),
                                     .lang = str_of(LINTED[i].lang)};
        const char *found = help_lint(m, &a, &reply);
        ck_assert_msg((found[0] != 0) == (LINTED[i].finding[0] != 0) &&
                          strncmp(found, LINTED[i].finding,
                                  strlen(LINTED[i].finding)) == 0,
                      "case %zu: %s", i, found);
        arena_clear(&a);
    }
    matrix_close(m);
}
END

/* Each rule has examples both ways, of its own language. */
TEST(every_rule_has_examples)
{
    struct matrix *m = help_open(FAS);
    int rules, examples;
    matrix_count(m, &rules, &examples);
    ck_assert_int_ge(rules, 20);
    ck_assert_int_ge(examples, 2 * rules);
    for (size_t i = 0; i < m->lint->n; i++)
        ck_assert_msg(m->lint->rules[i].hit.n && m->lint->rules[i].miss.n,
                      STR_FMT, STR_ARG(m->lint->rules[i].id));
    matrix_close(m);
}
END

static const char *const WRONG[][2] = {
    {"rules:\n  - {id: x, lang: ru, match: ['да'], say: {ru: a, en: b}, "
     "hit: ['нет']}\n",
     "sees nothing in it"},
    {"rules:\n  - {id: x, lang: ru, match: ['да'], say: {ru: a, en: b}, "
     "miss: ['Да, конечно']}\n",
     "remarks on it"},
    {"rules:\n  - {id: x, lang: ru, want: true, match: ['да'], say: {ru: a, "
     "en: b}, hit: ['да']}\n",
     "sees nothing in it"},
    {"rules:\n  - {id: x, lang: ru, match: ['(да'], say: {ru: a, en: b}}\n",
     "lint.yaml:2:"},
};

TEST(a_wrong_example_is_told_with_its_place)
{
    struct arena names = {0};
    const char *path = str_printf(&names, "%s-lint.yaml", help_temp("rules")).p;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct arena a = {0};
        struct err e = {0};
        FILE *f = fopen(path, "w");
        ck_assert_ptr_nonnull(f);
        fputs(WRONG[i][0], f);
        fclose(f);
        ck_assert(!lint_load(&a, path, &e));
        ck_assert_msg(strstr(e.msg, WRONG[i][1]) &&
                          strstr(e.msg, "lint.yaml:2:"),
                      "case %zu: %s", i, e.msg);
        arena_clear(&a);
    }
    remove(path);
    arena_clear(&names);
}
END

/* Only where molva.yaml names it a pack looks at replies. */
static const struct {
    const char *pack, *lang, *reply, *found;
} AUDITED[] = {
    {"", "ru", "Комиссия начислена верно, ответим здесь.", ""},
    {"cbr", "ru", "Комиссия начислена верно, ответим здесь.",
     "cbr-cause cbr-step cbr-further cbr-person "},
    {"cbr", "ru",
     "Жаль, что так вышло: комиссию взяли из-за ошибки. Напишите нам, если вы "
     "не согласны с ответом.",
     ""},
    {"cbr", "en", "The fee is right. We will answer here.", ""},
    {"fca", "en", "Hereby the fee is right. We will answer here.",
     "fca-reason fca-ombudsman fca-plain "},
    {"cfpb", "en", "The account is closed, contact us.",
     "cfpb-steps cfpb-when cfpb-further "},
};

TEST(supervisors_look_where_they_are_asked)
{
    for (size_t i = 0; i < sizeof AUDITED / sizeof *AUDITED; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct buf b;
        struct remark *rows;
        struct str pack = str_of(AUDITED[i].pack);
        struct matrix_setup setup = help_setup(FAS);
        setup.audit = (struct yaml_strs){.items = &pack, .n = pack.n > 0};
        struct matrix *m = matrix_open(&setup, &e);
        ck_assert_msg(m != NULL, "%s", e.msg);
        struct matrix_reply reply = {.text = str_of(AUDITED[i].reply),
                                     .lang = str_of(AUDITED[i].lang)};
        size_t n = matrix_lint(m, &a, &reply, &rows);
        buf_init(&b, 1000);
        for (size_t k = 0; k < n; k++)
            buf_printf(&b, STR_FMT " ", STR_ARG(rows[k].kind));
        ck_assert_msg(str_eqz(buf_view(&b), AUDITED[i].found), "case %zu: %s",
                      i, b.n ? b.p : "");
        buf_clear(&b);
        matrix_close(m);
        arena_clear(&a);
    }
    struct err e = {0};
    struct str pack = STR("bank");
    struct matrix_setup setup = help_setup(FAS);
    setup.audit = (struct yaml_strs){.items = &pack, .n = 1};
    ck_assert(!matrix_open(&setup, &e));
    ck_assert_str_eq(e.msg, "audit: lint.yaml has no pack 'bank'");
}
END

/* What nobody told is remarked, and forbids nothing. */
static const struct {
    const char *reply, *found; /* what is quoted; "" nothing */
} GROUNDED[] = {
    {"Проверим списание 5 475 рублей и напишем здесь.", ""},
    {"Проверим списание 5475 руб. и напишем здесь.", ""},
    {"Проверим списание 5 745 рублей и напишем здесь.", "5 745"},
    {"Вернём 300 рублей, напишем здесь.", ""}, /* a note says so */
    {"Видим, что было 15 марта, напишем здесь.", ""},
    {"Видим, что было 15.03.2026, напишем здесь.", ""},
    {"Видим, что было 16 марта, напишем здесь.", "16 марта"},
    {"Ответим здесь не позднее 1 декабря.", ""}, /* a promise */
    {"Нашли ваш заказ № 778899, напишем здесь.", ""},
    {"Нашли ваш заказ № 778898, напишем здесь.", "заказ № 778898"},
    {"Дом 7, два раза и 100 % рядом. Напишем здесь.", ""},
};

TEST(facts_that_nobody_told_are_remarked)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof GROUNDED / sizeof *GROUNDED; i++) {
        struct arena a = {0};
        struct remark *rows;
        struct matrix_reply reply = {
            .text = str_of(GROUNDED[i].reply),
            .lang = STR("ru"),
            .now = NOON,
            .mention = STR("15 марта с карты списали 5 475,00 рублей, по 5 475 "
                           "рублей дважды. Заказ №778899."),
            .known = STR("Бухгалтерия: к возврату 300 руб.")};
        size_t n = matrix_lint(m, &a, &reply, &rows);
        bool told = n == 1 && str_eqz(rows[0].kind, "unknown-fact") &&
                    rows[0].forbids == FORBIDS_NOTHING &&
                    str_eqz(str_part(reply.text, rows[0].start,
                                     rows[0].end - rows[0].start),
                            GROUNDED[i].found);
        ck_assert_msg(GROUNDED[i].found[0] ? told : n == 0, "case %zu: %s", i,
                      help_lint(m, &a, &reply));
        arena_clear(&a);
    }
    matrix_close(m);
}
END

TEST(words_that_stood_there_are_remarked)
{
    static const struct str BEFORE[] = {
        STR("Здравствуйте! Проверим списание и напишем здесь не позднее 3 "
            "мая."),
        STR("Добрый день! Мастер придёт в среду, позвоним накануне вечером."),
        STR("Здравствуйте! Проверим списание и напишем здесь не позднее 9 "
            "мая.")};
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct remark *rows;
    struct matrix_reply reply = {
        .text =
            STR("Здравствуйте! Проверим списание и напишем здесь не позднее "
                "24 ноября."),
        .lang = STR("ru"),
        .before = BEFORE,
        .n_before = 3};
    ck_assert_uint_eq(matrix_lint(m, &a, &reply, &rows), 1);
    ck_assert_str(rows[0].kind, "rote");
    ck_assert(str_find(rows[0].sentence, STR("раз: 2")) > 0);
    reply.n_before = 0;
    ck_assert_uint_eq(matrix_lint(m, &a, &reply, &rows), 0);
    arena_clear(&a);
    matrix_close(m);
}
END

/* The findings speak to who reads them, whatever the reply's language. */
TEST(findings_are_in_the_language_of_the_reader)
{
    struct matrix *m = help_open(FAS);
    static const char *const wanted[][2] = {{"ru", "без пафоса"},
                                            {"en", "no pathos"}};
    for (int i = 0; i < 2; i++) {
        struct arena a = {0};
        struct remark *rows;
        struct matrix_reply reply = {.text =
                                         STR("Мы искренне рады. Напишите нам."),
                                     .lang = STR("ru"),
                                     .reader = str_of(wanted[i][0])};
        ck_assert_int_eq(matrix_lint(m, &a, &reply, &rows), 1);
        ck_assert_msg(str_find(rows[0].sentence, str_of(wanted[i][1])) >= 0,
                      STR_FMT, STR_ARG(rows[0].sentence));
        arena_clear(&a);
    }
    matrix_close(m);
}
END

/* What forbids approval, and where in the reply it stands; our own phone,
 * blanked out before, moves nothing. */
TEST(a_remark_knows_its_place_and_whether_it_forbids)
{
    static const struct {
        const char *reply, *place;
        enum forbids forbids;
    } cases[] = {
        {"Здравствуйте, {author}! Напишите нам.", "{author}", FORBIDS_UNFILLED},
        {"Напишите нам: +7 495 000-00-01. Вы сами виноваты.", "Вы сами",
         FORBIDS_NOTHING},
        {"Ответим вам 20 ноября.", "Ответим вам 20 ноября.", FORBIDS_PAST_DAY},
        {"Спасибо за отзыв.", "", FORBIDS_NOTHING}, /* lacks a next step */
        {"\xff Вы сами виноваты. Напишите нам.", "", FORBIDS_NOTHING},
    };
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct remark *rows;
        struct matrix_reply reply = {.text = str_of(cases[i].reply),
                                     .lang = STR("ru"),
                                     .now = NOON + 4 * DAY_S};
        ck_assert_uint_ge(matrix_lint(m, &a, &reply, &rows), 1);
        struct str place =
            str_part(reply.text, rows[0].start, rows[0].end - rows[0].start);
        ck_assert_int_eq(rows[0].forbids, cases[i].forbids);
        ck_assert_msg(str_eqz(place, cases[i].place), "%s: " STR_FMT,
                      cases[i].reply, STR_ARG(place));
        arena_clear(&a);
    }
    matrix_close(m);
}
END

TEST_MAIN("lint", every_rule_has_examples,
          a_wrong_example_is_told_with_its_place,
          supervisors_look_where_they_are_asked,
          facts_that_nobody_told_are_remarked,
          words_that_stood_there_are_remarked,
          a_remark_knows_its_place_and_whether_it_forbids,
          linter_finds_what_must_not_go_out,
          findings_are_in_the_language_of_the_reader)
