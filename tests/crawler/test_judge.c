/* SPDX-License-Identifier: MIT
 * What becomes of a post that nobody here can read, and of it again when a
 * person has said what it is. */
#include "crawler/reading/judge.h"
#include "tests/matrix/matrix_help.h"

static void judged(struct judge *j)
{
    struct err e = {0};
    j->classifier =
        classify_open(&(struct classify_setup){.words = "rules/words"}, &e);
    ck_assert_msg(j->classifier, "%s", e.msg);
    j->matrix = help_open("rules/matrix/fas.yaml");
}

TEST(a_foreign_complaint_waits_for_a_person)
{
    struct judge j;
    struct arena a = {0};
    struct mention m = {
        .post.text =
            STR("Додаток не працює вже третій день, підтримка мовчить"),
        .post.url = STR("https://forum.example/t/1"),
        .post.author = STR("Олена"),
        .post.rating = -1,
        .post.followers = -1,
        .post.author_posts = -1,
        .post.reach = -1,
        .post.published = NOON - 3600};
    struct source source = {.name = STR("Форум")};
    judged(&j);
    judge_mention(&j, &a, &m, &source, NOON);
    ck_assert_str(m.verdict.type, "unknown");
    ck_assert_str(m.post.lang, "uk");
    ck_assert_str(m.decision.solution, "P");
    ck_assert_str(m.decision.row, "unknown");
    ck_assert_uint_eq(m.decision.draft.n, 0);
    ck_assert(m.decision.due > NOON && m.decision.profile.n > 0);
    ck_assert_int_ge(str_find(m.decision.answers, STR("украинский")), 0);
    ck_assert_int_ge(str_find(m.decision.answers, STR("Ukrainian")), 0);
    judge_again(&j, &a, &m, &source, (struct correction){TYPE_BROKEN, TONE_MIX},
                NOON);
    ck_assert_str(m.verdict.tone, "mix");
    ck_assert_str(m.decision.solution, "A");
    ck_assert_uint_eq(m.decision.draft.n, 0); /* in which language? */
    ck_assert_int_ge(str_find(m.decision.why, STR("'uk'")), 0);
    ck_assert(m.verdict.confidence == 1); /* a person is sure */
    /* And back: what the machine had thought is no reason then. */
    judge_again(&j, &a, &m, &source,
                (struct correction){TYPE_UNKNOWN, TONE_NONE}, NOON);
    ck_assert_str(m.verdict.tone, "neu");
    ck_assert_str(m.decision.solution, "P");
    ck_assert_str(m.verdict.second, "-");
    ck_assert_int_ge(str_find(m.decision.answers, STR("a person said")), 0);
    ck_assert_int_lt(str_find(m.decision.answers, STR("100 %")), 0);
    classify_close(j.classifier);
    matrix_close((struct matrix *)j.matrix);
    arena_clear(&a);
}
END

TEST_MAIN("judge", a_foreign_complaint_waits_for_a_person)
