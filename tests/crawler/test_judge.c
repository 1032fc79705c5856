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

static void close_judge(struct judge *j)
{
    classify_close(j->classifier);
    matrix_close((struct matrix *)j->matrix);
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
    close_judge(&j);
    arena_clear(&a);
}
END

static const struct source FORUM = {.name = STR("Forum")};

/* What is made of these words; rating: -1 none. */
static struct mention said(struct judge *j, struct arena *a, const char *text,
                           double rating)
{
    struct mention m = {.post.text = str_of(text),
                        .post.url = STR("https://forum.example/t/2"),
                        .post.rating = rating,
                        .post.followers = -1,
                        .post.author_posts = -1,
                        .post.reach = -1,
                        .post.published = NOON - 3600};
    judge_mention(j, a, &m, &FORUM, NOON);
    return m;
}

/* A few words do not tell their language, their letters tell which one a reply
 * is written in. */
TEST(a_short_complaint_is_answered_in_its_letters)
{
    static const char *const TEXTS[][2] = {
        {"@USAirways \"Owen F\" at DCA Gate 42: #rude.", "en"},
        {"Персонал - хамы!", "ru"},
    };
    struct judge j;
    judged(&j);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct arena a = {0};
        struct mention m = said(&j, &a, TEXTS[i][0], -1);
        judge_again(&j, &a, &m, &FORUM,
                    (struct correction){TYPE_OFFENDED, TONE_NEG}, NOON);
        ck_assert_str(m.post.lang, TEXTS[i][1]);
        ck_assert_int_ge(
            str_find(m.decision.draft, i ? STR("служба") : STR("department")),
            0);
        arena_clear(&a);
    }
    close_judge(&j);
}
END

/* What strangers wrote and templates answered: none may. */
TEST(no_template_answers_harm_leaks_and_what_is_not_ours)
{
    static const char *const TEXTS[][2] = {
        {"Косметолог сожгла мне кожу на подбородке, останется пятно.",
         "flag-life"},
        {"После удаления зуба у вас раздуло щёку, температура.", "flag-life"},
        {"Нашла в булке кусок полиэтилена. Фото есть.", "flag-life"},
        {"The waxing burnt me. I've got blisters on my leg.", "flag-life"},
        {"Found a staple in my croissant. My son almost swallowed it.",
         "flag-life"},
        {"Мои паспортные данные оказались у каких-то коллекторов.",
         "flag-data"},
        {"Someone else's medical results were in my patient portal today.",
         "flag-data"},
        {"Комета мне обувь испортила, не вы? Или вы одна сеть?", "flag-rival"},
        {"Is this the same company as Northgate Movers? They broke my piano.",
         "flag-rival"},
        {"Ваш охранник кричал и хватал ребёнка за рюкзак.", "flag-police"},
        {"your security guard grabbed my nine year old by the backpack.",
         "flag-police"},
        {"С карты жены пропали 62 000 рублей, в отделении развели руками.",
         "flag-police"},
        {"Забрал машину, через 20 км отвалилось колесо.", "flag-life"},
        {"Няня сидела в телефоне, пока сын упал с качелей.", "flag-life"},
        {"The nanny was on her phone while my son fell off the swing.",
         "flag-life"},
        {"Медсестра перепутала капельницы, маме стало плохо.", "flag-life"},
        {"The pharmacy gave me pills ten times stronger than prescribed.",
         "flag-life"},
        {"Водитель уснул за рулём на трассе.", "flag-life"},
        {"Mold inside the sealed baby food, our son was throwing up.",
         "flag-life"},
        {"Охрана обыскала мою сумку и не отпускала сорок минут.",
         "flag-police"},
        {"Your trainer touched me during stretching.", "flag-police"},
        {"Мне пришла выписка на чужое имя, с диагнозом.", "flag-data"},
        {"На вашей доске висит моё фото без разрешения.", "flag-data"},
        {"There is a photo of me on your wall, I never agreed to it.",
         "flag-data"},
        {"Twenty miles later the wheel came off.", "flag-life"},
        {"Маникюр сделали ровно, но кровь на двух пальцах.", "flag-life"},
        {"The agent let himself in while I was in the shower.", "flag-police"},
    };
    struct judge j;
    judged(&j);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct arena a = {0};
        struct mention m = said(&j, &a, TEXTS[i][0], -1);
        ck_assert_msg(str_eqz(m.decision.row, TEXTS[i][1]) &&
                          !m.decision.draft.n,
                      "%s: " STR_FMT, TEXTS[i][0], STR_ARG(m.decision.row));
        arena_clear(&a);
    }
    close_judge(&j);
}
END

/* A complaint is the worst to thank for: a short text that turns, few stars. */
TEST(praise_that_turns_waits_for_a_person)
{
    static const struct {
        const char *text;
        double rating; /* -1 none */
        const char *row;
    } TEXTS[] = {
        {"Tasty and quick, the best in town.", .75, "praise"},
        {"Tasty and quick, but the kids' pasta is portioned for a cat.", .75,
         "unsure"},
        {"Tasty and quick, but the kids' pasta is portioned for a cat.", 1,
         "praise"},
        {"Tasty and quick, the best in town.", .25, "unsure"},
        {"Всё вкусно и быстро, спасибо!", -1, "praise"},
        {"Всё вкусно и быстро, спасибо, но детская порция мала.", -1, "unsure"},
    };
    struct judge j;
    judged(&j);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct arena a = {0};
        struct mention m = said(&j, &a, TEXTS[i].text, TEXTS[i].rating);
        ck_assert_msg(str_eqz(m.decision.row, TEXTS[i].row),
                      "%s %g: " STR_FMT " " STR_FMT, TEXTS[i].text,
                      TEXTS[i].rating, STR_ARG(m.verdict.type),
                      STR_ARG(m.decision.row));
        arena_clear(&a);
    }
    close_judge(&j);
}
END

TEST_MAIN("judge", a_foreign_complaint_waits_for_a_person,
          a_short_complaint_is_answered_in_its_letters,
          no_template_answers_harm_leaks_and_what_is_not_ours,
          praise_that_turns_waits_for_a_person)
