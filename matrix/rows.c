/* SPDX-License-Identifier: MIT
 * matrix: which row a cell falls into, and what would change it. */
#include "matrix/internal.h"

static bool matches(const struct matrix_row *row,
                    const int at[MATRIX_QUESTIONS])
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (!(row->when[q] >> at[q] & 1))
            return false;
    return true;
}

const struct matrix_row *rows_find(const struct matrix *m,
                                   const int at[MATRIX_QUESTIONS])
{
    for (size_t i = 0; i < m->n_rows; i++)
        if (matches(&m->rows[i], at))
            return &m->rows[i];
    return NULL;
}

const struct matrix_solution *rows_solution(const struct matrix *m,
                                            struct str id)
{
    for (size_t i = 0; i < m->n_solutions; i++)
        if (str_eq(m->solutions[i].id, id))
            return &m->solutions[i];
    return NULL;
}

struct str rows_witness(struct arena *a, const int at[MATRIX_QUESTIONS])
{
    struct buf b;
    buf_init(&b, 1024);
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        buf_printf(&b, "%s%s=%s", q ? " " : "", values_of(q)->question,
                   values_of(q)->names[at[q]]);
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

/* One answer changed to `v`: the sentence when that gives another solution. */
static struct str changed(const struct matrix *m, struct arena *a,
                          const int at[MATRIX_QUESTIONS], int q, int v, bool ru)
{
    int other[MATRIX_QUESTIONS];
    struct str lang = ru ? STR("ru") : STR("en");
    for (int i = 0; i < MATRIX_QUESTIONS; i++)
        other[i] = i == q ? v : at[i];
    const struct matrix_row *now = rows_find(m, at),
                            *then = rows_find(m, other);
    if (!now || !then || str_eq(now->solution, then->solution) ||
        rows_solution(m, then->solution)->person) /* tells nobody anything */
        return (struct str){0};
    struct str value = in_lang(&m->questions[q].said[v], lang);
    struct str ask = in_lang(&m->questions[q].ask, lang);
    return str_printf(
        a,
        ru ? STR_FMT " вместо " STR_FMT ", если бы на вопрос «" STR_FMT
                     "» ответ был: " STR_FMT
           : STR_FMT " instead of " STR_FMT " if the answer to \"" STR_FMT
                     "\" were: " STR_FMT,
        STR_ARG(then->solution), STR_ARG(now->solution), STR_ARG(ask),
        STR_ARG(value));
}

struct str rows_counterfactual(const struct matrix *m, struct arena *a,
                               const int at[MATRIX_QUESTIONS], bool ru)
{
    /* What can change by itself comes first: readers gather, time passes;
     * what a text is about does not. */
    static const enum question ORDER[] = {SURE,  WHO,       WORTH, CREDIBLE,
                                          ALONE, CHARACTER, ABOUT, FLAG};
    _Static_assert(sizeof ORDER / sizeof *ORDER == QUESTION_COUNT,
                   "every question stands here");
    for (int i = 0; i < MATRIX_QUESTIONS; i++)
        for (int v = 0; v < values_count(ORDER[i]); v++) {
            struct str s = changed(m, a, at, (int)ORDER[i], v, ru);
            if (s.n)
                return s;
        }
    return ru ? STR("ни один ответ в отдельности не меняет решения")
              : STR("no single answer would change the solution");
}
