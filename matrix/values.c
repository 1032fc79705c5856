/* SPDX-License-Identifier: MIT
 * matrix: the questions and the closed sets of answers they may have. */
#include "matrix/internal.h"

#define AS_ID(name, id) id,
#define AS_IDS(name, id)                                                       \
    const char *const name##_IDS[] = {name##_ALL(AS_ID) NULL};
#define AS_ROW(name, id) {id, name##_IDS, name##_COUNT},

QUESTION_ALL(AS_IDS)

static const struct values VALUES[] = {QUESTION_ALL(AS_ROW)};

_Static_assert((int)QUESTION_COUNT == (int)MATRIX_QUESTIONS,
               "matrix.h counts the questions");
_Static_assert(MOST_VALUES < 32, "an answer is a bit of struct matrix_row");

const struct values *values_of(enum question q)
{
    return &VALUES[q];
}

int values_count(enum question q)
{
    return VALUES[q].n;
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
    for (int v = 0; v < VALUES[q].n; v++)
        if (str_eqz(name, VALUES[q].names[v]))
            return v;
    return -1;
}

void values_given(int at[MATRIX_QUESTIONS])
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        at[q] = q == SURE ? (int)SURE_YES : q == FLAG ? (int)FLAG_NONE : -1;
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
