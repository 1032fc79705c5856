/* SPDX-License-Identifier: MIT
 * report: the formulas, and the order in which things are shown. */
#include <math.h>
#include <stdlib.h>

#include "report/internal.h"

/* I = 100 x P / (P + N), with Wilson's score interval (E. B. Wilson, JASA
 * 1927), which is honest for few voices and near 0 and 100. */
struct index figures_index(int64_t pos, int64_t neg)
{
    const double z = 1.96;
    struct index x = {.pos = pos, .neg = neg, .known = pos + neg > 0};
    double n = (double)(pos + neg), p, middle, half;
    if (!x.known)
        return x;
    p = (double)pos / n;
    middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    x.value = 100 * p;
    x.low = fmax(0, 100 * (middle - half));
    x.high = fmin(100, 100 * (middle + half));
    return x;
}

double figures_weight(const struct mention *m)
{
    double noise = (double)(m->likes > 0 ? m->likes : 0) +
                   2 * (double)(m->replies > 0 ? m->replies : 0);
    return 1 + (m->facts ? 0.5 : 0) + log10(1 + noise);
}

/* True when a comes before b. */
static bool heavier(const struct quote *a, const struct quote *b)
{
    if (a->weight > b->weight || a->weight < b->weight)
        return a->weight > b->weight;
    return a->at != b->at ? a->at > b->at : a->id < b->id;
}

void figures_quote(struct quotes *q, const struct quote *quote)
{
    int at;
    for (at = 0; at < q->n; at++)
        if (q->best[at].hash == quote->hash)
            return;
    for (at = 0; at < q->n && !heavier(quote, &q->best[at]);)
        at++;
    if (at == QUOTES)
        return;
    q->n += q->n < QUOTES;
    for (int i = q->n - 1; i > at; i--)
        q->best[i] = q->best[i - 1];
    q->best[at] = *quote;
}

static int by_count(const void *a, const void *b)
{
    const struct group *x = *(struct group *const *)a;
    const struct group *y = *(struct group *const *)b;
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return str_cmp(x->key, y->key);
}

/* Sums of weights are compared by thousandths: the order in which they were
 * added must not show. */
static int by_weight_first(const void *a, const void *b)
{
    const struct group *x = *(struct group *const *)a;
    const struct group *y = *(struct group *const *)b;
    int64_t wx = llround(x->weight * 1000), wy = llround(y->weight * 1000);
    if (wx != wy)
        return wx < wy ? 1 : -1;
    return by_count(a, b);
}

void figures_sort(struct groups *groups, bool by_weight)
{
    if (groups->n)
        qsort(groups->list, groups->n, sizeof *groups->list,
              by_weight ? by_weight_first : by_count);
}

int figures_percent(int64_t part, int64_t whole)
{
    return whole > 0 ? (int)((part * 200 + whole) / (2 * whole)) : 0;
}
