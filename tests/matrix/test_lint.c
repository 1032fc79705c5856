/* SPDX-License-Identifier: MIT
 * matrix: what the linter says of a reply: words, what is missing, days that
 * have passed. R35, R64, R82 to R90. */
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
        struct buf out;
        buf_init(&out, 1 << 16);
        struct matrix_reply reply = {.text = str_of(LINTED[i].reply),
                                     .lang = str_of(LINTED[i].lang)};
        int n = matrix_lint(m, &reply, &out);
        const char *found = out.p ? out.p : "";
        ck_assert_msg((n > 0) == (LINTED[i].finding[0] != 0) &&
                          strncmp(found, LINTED[i].finding,
                                  strlen(LINTED[i].finding)) == 0,
                      "case %zu: %d %s", i, n, found);
        buf_clear(&out);
    }
    matrix_close(m);
}
END

/* Written and read on Friday, 27 November 2026. */
static const struct {
    const char *text, *day; /* day: what has passed; "" nothing */
} PROMISED[] = {
    {"Ответим до 20 ноября.", "20.11.2026"},
    {"Ответим здесь не позднее 25 ноября 2026 года.", "25.11.2026"},
    {"Вернём деньги не позднее 25.11.2026.", "25.11.2026"},
    {"Вернём деньги до 25.11.26, напишите нам.", "25.11.2026"},
    {"Ответ будет до 25.11.", "25.11.2026"},
    {"Срок: 2026-11-01.", "01.11.2026"},
    {"Починим к 1-му ноября.", "01.11.2026"},
    {"Ответ дадим до двадцать пятого ноября.", "25.11.2026"},
    {"Ответ дадим до первого сентября.", "01.09.2026"},
    {"Сделаем до конца октября.", "31.10.2026"},
    {"Ответим до вечера 26 ноября.", "26.11.2026"},
    {"Ответим до 18:00 26 ноября.", "26.11.2026"},
    {"Ответим до пятницы, 20 ноября.", "20.11.2026"},
    {"Ответим в среду (25 ноября).", "25.11.2026"},
    {"Ответим здесь 25 ноября.", "25.11.2026"},
    {"Ответ появится здесь 25 нояб.", "25.11.2026"},
    {"Ответим до прошлой пятницы.", "20.11.2026"},
    {"Ответим до понедельника этой недели.", "23.11.2026"},
    {"Ответим вчера.", "26.11.2026"},
    {"Мы приняли обращение и ответим до 25 ноября.", "25.11.2026"},
    {"ОТВЕТИМ ДО 20 НОЯБРЯ!", "20.11.2026"},
    {"Ответим\nдо 20\u00a0ноября.", "20.11.2026"},
    {"We will reply by 20 November.", "20.11.2026"},
    {"We will reply by November 20th.", "20.11.2026"},
    {"We will reply by the 20th of November, 2026.", "20.11.2026"},
    {"We'll post the result here by Friday, 20 Nov.", "20.11.2026"},
    {"Answer no later than 11/20/2026.", "20.11.2026"},
    {"Answer not later than 2026-11-20.", "20.11.2026"},
    {"We will write to you here on 25 November.", "25.11.2026"},
    {"By the end of October we will fix it.", "31.10.2026"},
    {"We will call you by last Friday.", "20.11.2026"},
    {"We will call you by 6 pm on 26 November.", "26.11.2026"},
    {"You will have it by yesterday.", "26.11.2026"},
    {"We will answer by this Monday.", "23.11.2026"},
    {"We will answer by twenty-first November.", "21.11.2026"},
    /* to come, or today */
    {"Ответим до 1 декабря.", ""},
    {"Ответим не позднее 27 ноября.", ""},
    {"Ответим до 5 января.", ""},
    {"Вернём деньги до 01.12.2026.", ""},
    {"Ответим до понедельника.", ""},
    {"Ответим завтра до 18:00.", ""},
    {"Ответим до конца ноября.", ""},
    {"We will reply by 1 December.", ""},
    {"We will reply by December 1st, 2026.", ""},
    {"We will reply by 01/12/2026.", ""},
    {"We will reply by Monday.", ""},
    {"We will reply by the end of next week.", ""},
    /* what was, is told and not promised */
    {"Проверим списание от 3 ноября и ответим здесь.", ""},
    {"Вы писали 12 ноября, ответим завтра.", ""},
    {"Проверим, что произошло 3 ноября.", ""},
    {"Вернём сумму, списанную 3 ноября.", ""},
    {"Вернём списанную 3 ноября сумму.", ""},
    {"Вернём деньги за поездку 3 ноября.", ""},
    {"До 20 ноября действовал старый тариф.", ""},
    {"Работы шли с 20 по 25 ноября.", ""},
    {"Оплата прошла 25.11.2026, напишите нам.", ""},
    {"Позвоните до 18.00, ответим.", ""},
    {"Вернём до 10.50 руб. на счёт.", ""},
    {"We will check the charge of 3 November.", ""},
    {"We will refund you for the trip on 3 November.", ""},
    {"By 20 November the line was down.", ""},
    {"You wrote on 12 November; please call us.", ""},
};

TEST(a_day_that_has_passed_is_not_promised)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof PROMISED / sizeof *PROMISED; i++) {
        struct buf out;
        struct matrix_reply reply = {.text = str_of(PROMISED[i].text),
                                     .lang = i % 2 ? STR("en") : STR("ru"),
                                     .reader = STR("ru"),
                                     .now = NOON + 4 * DAY_S};
        buf_init(&out, 1 << 16);
        (void)matrix_lint(m, &reply, &out);
        const char *found = out.p ? strstr(out.p, "past-day: ") : NULL;
        bool wanted = PROMISED[i].day[0] != 0;
        ck_assert_msg((found != NULL) == wanted, "%s: %s", PROMISED[i].text,
                      found ? found : "not found");
        ck_assert_msg(!wanted || strstr(found, PROMISED[i].day), "%s: %s",
                      PROMISED[i].text, found);
        buf_clear(&out);
    }
    matrix_close(m);
}
END

/* "By Friday" was written on Wednesday the 18th; read on the 27th it would be
 * another Friday than was meant. */
TEST(a_weekday_is_counted_from_when_it_was_written)
{
    struct matrix *m = help_open(FAS);
    static const char *const texts[] = {
        "Ответим до пятницы.", "Ответим завтра.", "We will answer by Friday."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int late = 0; late < 2; late++) {
            struct buf out;
            struct matrix_reply reply = {.text = str_of(texts[i]),
                                         .lang = STR("en"),
                                         .now = NOON + 4 * DAY_S,
                                         .written =
                                             late ? NOON - 5 * DAY_S : 0};
            buf_init(&out, 1 << 16);
            (void)matrix_lint(m, &reply, &out);
            const char *found = out.p ? strstr(out.p, "past-day: ") : NULL;
            ck_assert_msg((found != NULL) == (late == 1), "%s: %s", texts[i],
                          found ? found : "");
            ck_assert(!found || strstr(found, "that day has passed: "));
            buf_clear(&out);
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
        struct buf out;
        struct matrix_reply reply = {.text =
                                         STR("Мы искренне рады. Напишите нам."),
                                     .lang = STR("ru"),
                                     .reader = str_of(wanted[i][0])};
        buf_init(&out, 1 << 16);
        ck_assert_int_eq(matrix_lint(m, &reply, &out), 1);
        ck_assert_msg(strstr(out.p, wanted[i][1]) != NULL, "%s", out.p);
        buf_clear(&out);
    }
    matrix_close(m);
}
END

TEST_MAIN("lint", linter_finds_what_must_not_go_out,
          a_day_that_has_passed_is_not_promised,
          a_weekday_is_counted_from_when_it_was_written,
          findings_are_in_the_language_of_the_reader)
