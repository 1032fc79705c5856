/* SPDX-License-Identifier: MIT
 * matrix: the facts of a text, for whoever asks. */
#include "matrix/internal.h"

const struct facts_book *told_book(const struct matrix *m, struct str lang)
{
    for (int i = 0; i < REPLY_LANGS; i++)
        if (str_eqz(lang, replies_langs[i]))
            return &m->facts[i];
    return NULL;
}

/* "Dr. Grant": who is called so is passed on as he is called. */
static bool has_title(struct str name)
{
    static const char *const TITLES[] = {"Dr", "Ms", "Mrs", "Mr", "Miss"};
    struct str rest = name, title = {0};
    str_split(&rest, ' ', &title);
    if (str_ends(title, STR(".")))
        title.n--;
    for (size_t i = 0; rest.n && i < sizeof TITLES / sizeof *TITLES; i++)
        if (str_eqz(title, TITLES[i]))
            return true;
    return false;
}

bool told_colleague(const struct matrix *m, struct arena *a, struct str lang,
                    struct fact *f)
{
    bool ru = str_eqz(lang, "ru");
    struct str father = f->words, given = {0};
    f->said = f->also = !ru && has_title(f->words) ? f->words : given;
    if (f->also.n)
        return true;
    str_split(&father, ' ', &given);
    struct str name = lint_given(m->lint, a, given, lang);
    if (!name.n)
        return false;
    f->also = name;
    f->said = ru ? names_dative(a, name) : name;
    if (father.n) {
        f->also = str_printf(a, STR_FMT " " STR_FMT, STR_ARG(name),
                             STR_ARG(names_father(a, father, false)));
        f->said = str_printf(a, STR_FMT " " STR_FMT, STR_ARG(f->said),
                             STR_ARG(names_father(a, father, true)));
    }
    return true;
}

size_t matrix_facts(const struct matrix *m, struct arena *a, struct str text,
                    struct str lang, enum mention_type type, struct fact **rows)
{
    struct facts_told told = {0};
    const struct facts_book *book = told_book(m, lang);
    size_t n = 0;
    if (book)
        facts_find(book, a, text, type, &told);
    *rows = told.rows;
    for (size_t i = 0; i < told.n; i++) {
        struct fact *f = &told.rows[i];
        if (f->kind != FACT_COLLEAGUE || told_colleague(m, a, lang, f))
            told.rows[n++] = *f;
    }
    return n;
}

bool matrix_fact_used(const struct fact *f, struct str reply)
{
    bool quoted = f->kind == FACT_SUM || f->kind == FACT_DAY ||
                  f->kind == FACT_FLIGHT || f->kind == FACT_COLLEAGUE;
    struct str words[] = {f->said, f->also, quoted ? f->words : STR("")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].n && str_find(reply, words[i]) >= 0)
            return true;
    return false;
}
