/* SPDX-License-Identifier: MIT
 * teaser: a text that is only the beginning of an article. */
#include "crawler/reading/teaser.h"

static const struct str DOTS[] = {STR("…"), STR("...")};

/* Arrows and brackets behind the words. */
static const struct str SIGNS[] = {STR("→"), STR("»"), STR("›"), STR(">"),
                                   STR("]"), STR(")"), STR("."), STR("…")};

static const struct str WORDS[] = {
    STR("read more"),         STR("continue reading"),
    STR("read the rest"),     STR("read full story"),
    STR("full article"),      STR("read the full article"),
    STR("Читать далее"),      STR("читать далее"),
    STR("Читать дальше"),     STR("читать дальше"),
    STR("Читать полностью"),  STR("читать полностью"),
    STR("Читать всю статью"), STR("Читать продолжение"),
    STR("Подробнее"),         STR("подробнее"),
};

/* What WordPress puts under an excerpt: "The post T appeared first on S." */
static const struct str LAST_LINES[] = {STR("The post "), STR("Запись "),
                                        STR("Сообщение ")};

static struct str without_last_line(struct str s)
{
    size_t from = s.n;
    while (from && s.p[from - 1] != '\n')
        from--;
    struct str line = str_from(s, from);
    for (size_t i = 0; from && i < sizeof LAST_LINES / sizeof *LAST_LINES; i++)
        if (str_starts(line, LAST_LINES[i]) &&
            (str_find(line, STR("first")) >= 0 ||
             str_find(line, STR("впервые")) >= 0))
            return str_trim(str_part(s, 0, from));
    return s;
}

static bool ends_with_any(struct str s, const struct str *list, size_t n,
                          size_t *bytes)
{
    for (size_t i = 0; i < n; i++) {
        struct str tail = s.n < list[i].n ? s : str_from(s, s.n - list[i].n);
        if (!str_eq_nocase(tail, list[i]))
            continue;
        *bytes = list[i].n;
        return true;
    }
    return false;
}

enum teaser teaser_of(struct str text)
{
    enum { N_DOTS = sizeof DOTS / sizeof *DOTS };
    enum { N_SIGNS = sizeof SIGNS / sizeof *SIGNS };
    enum { N_WORDS = sizeof WORDS / sizeof *WORDS };
    size_t n;
    struct str s = without_last_line(str_trim(text)), bare = s;
    while (ends_with_any(bare, SIGNS, N_SIGNS, &n))
        bare = str_trim(str_part(bare, 0, bare.n - n));
    if (ends_with_any(bare, WORDS, N_WORDS, &n))
        return TEASER_SURE;
    bool bracket = str_ends(s, STR("]")) || str_ends(s, STR(")"));
    struct str inside = bracket ? str_part(s, 0, s.n - 1) : s;
    if (!ends_with_any(inside, DOTS, N_DOTS, &n))
        return TEASER_NONE;
    struct str before = str_part(inside, 0, inside.n - n);
    bool opened = str_ends(before, STR("[")) || str_ends(before, STR("("));
    return bracket && opened ? TEASER_SURE : TEASER_DOTS;
}

void teasers_count(struct teasers *t, struct str text)
{
    enum teaser is = teaser_of(text);
    t->sure += is == TEASER_SURE;
    t->dots += is != TEASER_NONE;
}

int64_t teasers_told(const struct teasers *t, int64_t posts)
{
    enum { DOTS_LEAST = 3 };
    bool given = 2 * t->sure > posts ||
                 (t->dots >= DOTS_LEAST && 5 * t->dots > 4 * posts);
    return given ? t->dots : 0;
}
