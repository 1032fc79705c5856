/* SPDX-License-Identifier: MIT
 * matrix: Russian given names in their cases. */
#include <string.h>

#include "matrix/internal.h"

/* What an ending may have been in the nominative; NULL ends. The name itself
 * is always a guess. */
static const struct {
    const char *ending;
    const char *nominatives[3];
} ENDINGS[] = {
    {"ии", {"ия", "ий", NULL}}, {"ие", {"ия", NULL}},  {"ею", {"я", NULL}},
    {"ией", {"ия", NULL}},      {"ием", {"ий", NULL}}, {"ой", {"а", NULL}},
    {"ей", {"я", "а", NULL}},   {"ём", {"ь", NULL}},   {"ем", {"й", "ь", NULL}},
    {"ом", {"", NULL}},         {"ым", {"", NULL}},    {"у", {"а", "", NULL}},
    {"ю", {"я", "й", "ь"}},     {"е", {"а", "я", ""}}, {"ы", {"а", NULL}},
    {"и", {"я", "а", "ь"}},     {"а", {"", NULL}},     {"я", {"й", "ь", NULL}},
};

/* Of whom the stem is another one. */
static const struct {
    const char *nominative, *dative;
} ODD[] = {
    {"Лев", "Льву"},      {"Пётр", "Петру"},    {"Петр", "Петру"},
    {"Павел", "Павлу"},   {"Любовь", "Любови"}, {"Нинель", "Нинели"},
    {"Рашель", "Рашели"},
};

static struct str changed(struct arena *a, struct str name, size_t cut,
                          const char *ending)
{
    return str_printf(a, "%.*s%s", (int)(name.n - cut), name.p, ending);
}

/* "Павла", "Павлом" beside "Павлу": all but the last letter is the same. */
static bool is_odd(struct str name, struct str dative)
{
    static const char *const CASES[] = {"а", "у", "ом", "ём", "ем", "е", "и"};
    struct str stem = str_part(dative, 0, dative.n - strlen("у"));
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        if (str_starts(name, stem) && str_eqz(str_from(name, stem.n), CASES[i]))
            return true;
    return false;
}

size_t names_nominatives(struct arena *a, struct str name,
                         struct str guesses[NAMES_GUESSES])
{
    size_t n = 0;
    guesses[n++] = name;
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        struct str ending = str_of(ENDINGS[i].ending);
        if (!str_ends(name, ending))
            continue;
        for (int k = 0; k < 3 && ENDINGS[i].nominatives[k]; k++)
            if (n < NAMES_GUESSES)
                guesses[n++] =
                    changed(a, name, ending.n, ENDINGS[i].nominatives[k]);
        break;
    }
    for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++)
        if (is_odd(name, str_of(ODD[i].dative)) && n < NAMES_GUESSES)
            guesses[n++] = str_of(ODD[i].nominative);
    return n;
}

struct str names_dative(struct arena *a, struct str name)
{
    static const struct {
        const char *ending, *dative;
    } RULES[] = {
        {"ия", "ии"}, {"я", "е"}, {"а", "е"}, {"ий", "ию"},
        {"й", "ю"},   {"ь", "ю"}, {"и", "и"}, {"о", "о"},
    };
    for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++)
        if (str_eqz(name, ODD[i].nominative))
            return str_of(ODD[i].dative);
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        struct str ending = str_of(RULES[i].ending);
        if (str_ends(name, ending))
            return changed(a, name, ending.n, RULES[i].dative);
    }
    return changed(a, name, 0, "у");
}

struct str names_father(struct arena *a, struct str name, bool dative)
{
    static const char *const CASES[] = {"ной", "не", "ну", "ны", "на",
                                        "чем", "чу", "ча", "че", "ч"};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct str ending = str_of(CASES[i]);
        bool hers = str_starts(ending, STR("н"));
        if (str_ends(name, ending))
            return changed(a, name, ending.n,
                           hers ? (dative ? "не" : "на")
                                : (dative ? "чу" : "ч"));
    }
    return name;
}
