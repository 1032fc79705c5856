/* SPDX-License-Identifier: MIT
 * The tables of closed words: what every row of them must keep. */
#include <string.h>

#include "base/terms.h"
#include "tests/test.h"

enum { SETS = TERMS_LANGUAGE + 1 };

TEST(a_term_is_found_by_its_id)
{
    for (int set = 0; set < SETS; set++) {
        int i = 0;
        const struct term *t;
        for (; (t = term_at((enum term_set)set, i)) != NULL; i++)
            ck_assert_msg(term_find((enum term_set)set, str_of(t->id)) == i,
                          "set %d: '%s' is there twice", set, t->id);
        ck_assert_int_gt(i, 1);
        ck_assert_ptr_null(term_at((enum term_set)set, -1));
        ck_assert_int_eq(term_find((enum term_set)set, STR("nothing")), -1);
    }
}
END

/* An id goes into YAML, SQL, queries and class names as it is. */
TEST(an_id_is_plain_and_its_words_are_in_both_languages)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyz-";
    const struct term *t;
    for (int set = 0; set < SETS; set++)
        for (int i = 0; (t = term_at((enum term_set)set, i)) != NULL; i++) {
            ck_assert_msg(strspn(t->id, PLAIN) == strlen(t->id), "%s", t->id);
            ck_assert_msg((unsigned char)t->ru[0] >= 0xd0, "%s: %s", t->id,
                          t->ru);
            ck_assert_msg((unsigned char)t->en[0] < 0x80, "%s: %s", t->id,
                          t->en);
        }
}
END

TEST(an_unknown_word_is_its_own_name)
{
    ck_assert_str_eq(type_name(TYPE_NONE), "-");
    ck_assert_str_eq(type_name(TYPE_COUNT), "-");
    ck_assert_str_eq(tone_name(TONE_NONE), "-");
    ck_assert_int_eq(type_by_name(STR("-")), TYPE_NONE);
    ck_assert_int_eq(type_by_name(STR("")), TYPE_NONE);
    ck_assert(str_eqz(term_said(TERMS_TYPE, STR("danger?"), true), "danger?"));
    ck_assert(str_eqz(term_said(TERMS_TONE, STR("neg"), false), "negative"));
}
END

TEST(a_word_alone_begins_with_a_capital)
{
    static const char *const WORDS[][2] = {
        {"деньги и решения", "Деньги и решения"},
        {"rant", "Rant"},
        {"ёж", "Ёж"},
        {"", ""},
        {"\xff", "\xef\xbf\xbd"}};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        struct str got = term_alone(&a, str_of(WORDS[i][0]));
        ck_assert_msg(str_eqz(got, WORDS[i][1]), STR_FMT, STR_ARG(got));
    }
    arena_clear(&a);
}
END

static void is_colour(const char *name, const char *z)
{
    static const char HEX[] = "0123456789abcdef";
    ck_assert_msg(z[0] == '#' && strspn(z + 1, HEX) == 6, "%s: %s", name, z);
}

/* Colours of the report are #rrggbb; of the desk three properties. */
static void is_look(const char *name, const struct look *look)
{
    const char *const sheets[] = {look->day, look->night};
    is_colour(name, look->fill);
    ck_assert_int_eq(strlen(look->fill), 7);
    for (int i = 0; i < 2; i++) {
        static const char *const PARTS[] = {"--bg: ", "--fg: ", "--solid: "};
        for (int k = 0; k < 3; k++) {
            const char *at = strstr(sheets[i], PARTS[k]);
            ck_assert_msg(at != NULL, "%s: no %s", name, PARTS[k]);
            is_colour(name, at + strlen(PARTS[k]));
        }
    }
}

/* No two types have one colour. */
TEST(types_and_tones_have_looks_of_their_own)
{
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct look *look = type_look((enum mention_type)i);
        is_look(type_name((enum mention_type)i), look);
        for (int k = 0; k < i; k++)
            ck_assert_msg(
                strcmp(look->fill, type_look((enum mention_type)k)->fill) != 0,
                "%s", type_name((enum mention_type)i));
    }
    for (int i = 0; i < TONE_COUNT; i++)
        is_look(tone_name((enum tone)i), tone_look((enum tone)i));
}
END

/* What the report counts as negative and what a corrected type means. */
TEST(a_type_has_a_tone)
{
    static const struct {
        enum mention_type type;
        enum tone tone;
    } CASES[] = {{TYPE_BROKEN, TONE_NEG},    {TYPE_OVERCHARGED, TONE_NEG},
                 {TYPE_OFFENDED, TONE_NEG},  {TYPE_RANT, TONE_NEG},
                 {TYPE_JUSTIFIED, TONE_NEG}, {TYPE_PRAISE, TONE_POS},
                 {TYPE_QUESTION, TONE_NEU},  {TYPE_NEUTRAL, TONE_NEU}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        ck_assert_int_eq(type_tone(CASES[i].type), CASES[i].tone);
}
END

TEST(a_state_is_blind_or_not)
{
    ck_assert(!health_is_blind(health_by_name(STR("ok"))));
    ck_assert(health_is_blind(health_by_name(STR("blocked"))));
    ck_assert(!health_is_blind(HEALTH_NONE));
    ck_assert(!health_is_blind(health_by_name(STR("nothing"))));
}
END

TEST_MAIN("terms", a_term_is_found_by_its_id,
          an_id_is_plain_and_its_words_are_in_both_languages,
          an_unknown_word_is_its_own_name, a_word_alone_begins_with_a_capital,
          types_and_tones_have_looks_of_their_own, a_type_has_a_tone,
          a_state_is_blind_or_not)
