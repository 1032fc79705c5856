/* SPDX-License-Identifier: MIT
 * matrix: 0..100, what is answered first.
 *
 *   base
 * + negative       when the author has a problem or attacks
 * + facts          when what is told can be checked
 * + own-card       when it stands on our own card
 * + noise x log(1 + n) / log(1 + loud-noise)      n = likes + 2 x replies
 * + reach x log(1 + r) / log(1 + 1,000,000)       r = followers or readers
 * - age x a / stale-after                         a = time since published
 *
 * Each share ends at 1, the sum at 0 and 89; from 90 on stands what a row of
 * the matrix puts on top, 100 of the first such row, one less of the next. The
 * words stand in the matrix file under `priority:` with their points. */
#include <math.h>

#include "matrix/internal.h"

/* How far `have` has come to `full`, 0..1, on a logarithmic scale. */
static double share(int64_t have, int64_t full)
{
    if (have <= 0 || full <= 0)
        return 0;
    double s = log1p((double)have) / log1p((double)full);
    return s < 1 ? s : 1;
}

int priority_of(const struct answering *w)
{
    const struct weights *p = &w->m->weights;
    const struct matrix_input *in = w->in;
    bool negative = answers_negative((enum character)w->at[CHARACTER]);
    int64_t reach = in->followers > in->reach ? in->followers : in->reach;
    double age =
        (double)answers_age(in) / (double)answers_stale_after(w->m, in);
    double sum = (double)p->base;
    sum += negative ? (double)p->negative : 0;
    sum += w->at[CREDIBLE] == CREDIBLE_FACTS ? (double)p->facts : 0;
    sum += in->own_card ? (double)p->own_card : 0;
    sum += (double)p->noise * share(answers_noise(in), w->m->limits.loud_noise);
    sum += (double)p->reach * share(reach, 1000000);
    sum -= (double)p->age * (age < 1 ? age : 1);
    sum = sum < 0 ? 0 : sum;
    return (int)lround(sum > PRIORITY_TOP_LEAST - 1 ? PRIORITY_TOP_LEAST - 1
                                                    : sum);
}

int priority_of_top(const struct matrix *m, const struct matrix_row *row)
{
    int priority = PRIORITY_TOP;
    for (const struct matrix_row *above = m->rows; above < row; above++)
        priority -= above->top && priority > PRIORITY_TOP_LEAST;
    return priority;
}
