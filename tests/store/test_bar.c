/* SPDX-License-Identifier: MIT
 * store: where a name stands in words, and who is somebody else. */
#include "store/bar.h"

#include "tests/test.h"

/* Who is named by an event is himself, whatever form of another's name his is;
 * in words a form is that other. */
TEST(an_event_names_somebody_else)
{
    struct arena a = {0};
    struct bar of;
    const struct bar_facts facts = {0, &of};
    bar_want(&of, &a, STR("Петров"));
    of.whole_words = true;
    struct str got = bar_detail(&facts, &a,
                                STR("{\"author\":\"Петрова\",\"to\":\"Петров\","
                                    "\"text\":\"ждать Петрова\"}"));
    ck_assert_msg(str_find(got, STR("\"author\":\"Петрова\"")) >= 0 &&
                      str_find(got, STR("\"to\":\"" BAR "\"")) >= 0 &&
                      str_find(got, STR("ждать " BAR)) >= 0,
                  STR_FMT, STR_ARG(got));
    arena_clear(&a);
}
END

/* Олегу-то is him, Олеговна is not; a name with a hyphen has it in each form.
 */
TEST(a_particle_is_no_part_of_a_name)
{
    static const struct {
        const char *name, *text, *barred;
    } cases[] = {
        {"Олег", "Олегу-то звонили, Олеговне", BAR "-то звонили, Олеговне"},
        {"Анна-Мария", "звонили Анна-Марии", "звонили " BAR},
        {"Анна-Мария", "звонили Анне", "звонили Анне"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct bar of;
        bar_want(&of, &a, str_of(cases[i].name));
        of.whole_words = true;
        struct str got = bar_over(&of, &a, str_of(cases[i].text));
        ck_assert_msg(str_eqz(got, cases[i].barred), STR_FMT, STR_ARG(got));
        arena_clear(&a);
    }
}
END

TEST_MAIN("bar", an_event_names_somebody_else, a_particle_is_no_part_of_a_name)
