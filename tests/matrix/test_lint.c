/* SPDX-License-Identifier: MIT
 * matrix: what the linter says of a reply: words, and what is missing. Days
 * that have passed: test_days. R35, R82 to R90. */
#include <string.h>

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

TEST_MAIN("lint", a_remark_knows_its_place_and_whether_it_forbids,
          linter_finds_what_must_not_go_out,
          findings_are_in_the_language_of_the_reader)
