/* SPDX-License-Identifier: MIT
 * matrix: the six questions and the closed sets of answers they may have. */
#include "matrix/internal.h"

static const struct values VALUES[MATRIX_QUESTIONS] = {
    [ABOUT] = {"about", {"product", "money", "staff", "company", "other"}},
    [CHARACTER] = {"character",
                   {"problem", "rant", "justified", "praise", "question",
                    "neutral"}},
    [WHO] = {"who", {"ordinary", "influential", "own-card"}},
    [CREDIBLE] = {"credible", {"facts", "plausible", "doubtful"}},
    [WORTH] = {"worth", {"yes", "loud", "stale", "bait"}},
    [ALONE] = {"alone", {"yes", "no"}},
};

const struct values *values_of(enum question q)
{
    return &VALUES[q];
}

int values_count(enum question q)
{
    int n = 0;
    while (VALUES[q].names[n])
        n++;
    return n;
}

int values_question(struct str name)
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (str_eqz(name, VALUES[q].question))
            return q;
    return -1;
}

int values_find(enum question q, struct str name)
{
    for (int v = 0; VALUES[q].names[v]; v++)
        if (str_eqz(name, VALUES[q].names[v]))
            return v;
    return -1;
}

int values_cells(void)
{
    int cells = 1;
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        cells *= values_count(q);
    return cells;
}

void values_cell(int cell, int at[MATRIX_QUESTIONS])
{
    for (int q = MATRIX_QUESTIONS - 1; q >= 0; q--) {
        at[q] = cell % values_count(q);
        cell /= values_count(q);
    }
}

struct str in_lang(const struct bilingual *text, struct str lang)
{
    return str_eqz(lang, "ru") ? text->ru : text->en;
}
