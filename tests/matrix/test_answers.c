/* SPDX-License-Identifier: MIT
 * Answers of the matrix at their borders, one thing changed at a time. */
#include "tests/matrix/matrix_help.h"

#define FAS "rules/matrix/fas.yaml"

enum { CREDIBLE_ANSWER = 3, WORTH_ANSWER = 4, SURE_ANSWER = 6 };

static struct str answer(const struct matrix *m, struct arena *a,
                         const struct matrix_input *in, int question)
{
    struct err e = {0};
    struct decision d;
    ck_ok(matrix_decide(m, a, in, &d, &e), e);
    return d.answers[question].value;
}

/* Only an accusation is doubted: a newcomer who thanks or asks is believed. */
TEST(a_newcomer_is_doubted_when_he_accuses)
{
    static const struct {
        enum mention_type type;
        const char *credible;
    } cases[] = {
        {TYPE_BROKEN, "doubtful"},    {TYPE_OVERCHARGED, "doubtful"},
        {TYPE_OFFENDED, "doubtful"},  {TYPE_RANT, "doubtful"},
        {TYPE_JUSTIFIED, "facts"},    {TYPE_PRAISE, "plausible"},
        {TYPE_QUESTION, "plausible"}, {TYPE_NEUTRAL, "plausible"},
    };
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct matrix_input in = help_input(cases[i].type);
        in.author_posts = 1;
        ck_assert_str(answer(m, &a, &in, CREDIBLE_ANSWER), cases[i].credible);
        in.author_posts = 2;
        ck_assert(!str_eqz(answer(m, &a, &in, CREDIBLE_ANSWER), "doubtful"));
    }
    matrix_close(m);
    arena_clear(&a);
}
END

/* Loud from 60 on: likes + 2 x replies. */
TEST(replies_are_twice_as_loud_as_likes)
{
    static const struct {
        int64_t likes, replies;
        const char *worth;
    } cases[] = {
        {59, -1, "yes"}, {60, -1, "loud"}, {-1, 29, "yes"}, {-1, 30, "loud"},
        {1, 29, "yes"},  {2, 29, "loud"},  {58, 0, "yes"},  {58, 1, "loud"},
    };
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct matrix_input in = help_input(TYPE_BROKEN);
        in.likes = cases[i].likes;
        in.replies = cases[i].replies;
        struct str got = answer(m, &a, &in, WORTH_ANSWER);
        ck_assert_msg(str_eqz(got, cases[i].worth), "%zu: " STR_FMT, i,
                      STR_ARG(got));
    }
    matrix_close(m);
    arena_clear(&a);
}
END

/* An answer that no mention ever gets is a row nobody reaches, whatever the
 * check of the cells says: a new one fails here until answers.c gives it. */
TEST(every_answer_is_given)
{
    struct matrix *m = help_open(FAS);
    unsigned given[MATRIX_QUESTIONS] = {0};
    for (int i = 0; i < TYPE_COUNT * 64; i++) {
        struct arena a = {0};
        struct matrix_input in = help_input((enum mention_type)(i / 64));
        in.verdict.facts = i & 1;
        in.own_card = i & 2;
        in.likes = i & 4 ? 1000 : 0;
        in.author_posts = i & 8 ? 0 : 5000;
        in.published = i & 16 ? NOON - 400 * (int64_t)DAY_S : in.published;
        in.verdict.topic = i & 32 ? STR("staff") : STR("");
        in.text_length = 10;
        in.verdict.flags = i % 5 ? 0 : 1u << i / 5 % RED_COUNT;
        struct decision d;
        struct err e = {0};
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        for (size_t q = 0; q < MATRIX_QUESTIONS; q++)
            for (int v = 0; v < matrix_question(m, q)->n; v++)
                if (str_eqz(d.answers[q].value,
                            matrix_question(m, q)->answers[v]))
                    given[q] |= 1u << v;
        arena_clear(&a);
    }
    for (size_t q = 0; q < MATRIX_QUESTIONS; q++)
        for (int v = 0; v < matrix_question(m, q)->n; v++)
            ck_assert_msg(given[q] >> v & 1, "%s=%s is never the answer",
                          matrix_question(m, q)->id,
                          matrix_question(m, q)->answers[v]);
    matrix_close(m);
}
END

/* The due time of a day's profile is later than an hour's term (R64), and a
 * week's term is later than the due time: the author is told the later. */
TEST(the_later_day_is_promised)
{
    static const struct {
        int64_t term;
        const char *day;
    } cases[] = {
        {0, "24 ноября"},
        {3600, "24 ноября"},
        {(int64_t)5 * DAY_S, "30 ноября"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        struct arena a = {0};
        struct decision d;
        struct department service = DEPARTMENTS[0];
        struct matrix_setup setup = help_setup(FAS);
        service.term = cases[i].term;
        setup.departments = &service;
        setup.n_departments = 1;
        struct matrix *m = matrix_open(&setup, &e);
        ck_assert_msg(m, "%s", e.msg);
        struct matrix_input in = help_input(TYPE_BROKEN);
        in.verdict.facts = true;
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        const char *told = help_settled(m, &a, &d, in.lang, NOON);
        ck_assert_msg(strstr(told, cases[i].day), "%s: %s", cases[i].day, told);
        matrix_close(m);
        arena_clear(&a);
    }
}
END

/* Words of praise under one star are looked at first; a person's word, many
 * stars and a complaint are not. */
TEST(praise_with_few_stars_is_not_thanked)
{
    static const struct {
        enum mention_type type;
        double stars, sure;
        const char *solution, *sure_is;
    } cases[] = {{TYPE_PRAISE, .2, .9, "P", "no"},
                 {TYPE_PRAISE, 1, .9, "A", "yes"},
                 {TYPE_PRAISE, -1, .9, "A", "yes"},
                 {TYPE_PRAISE, .2, 1, "A", "yes"},
                 {TYPE_BROKEN, .2, .9, "A", "yes"}};
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        struct matrix_input in = help_input(cases[i].type);
        in.rating = cases[i].stars;
        in.verdict.confidence = cases[i].sure;
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        ck_assert_str(d.solution, cases[i].solution);
        ck_assert_str(d.answers[SURE_ANSWER].value, cases[i].sure_is);
        arena_clear(&a);
    }
    matrix_close(m);
}
END

TEST_MAIN("answers", every_answer_is_given,
          praise_with_few_stars_is_not_thanked,
          a_newcomer_is_doubted_when_he_accuses,
          replies_are_twice_as_loud_as_likes, the_later_day_is_promised)
