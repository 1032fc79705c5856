/* SPDX-License-Identifier: MIT
 * report: the formulas, and the order in which things are shown. */
#include <math.h>
#include <stdlib.h>

#include "report/internal.h"

/* Student's t, 97.5 %, for 1 to 30 degrees of freedom. */
static double critical(int freedom)
{
    static const double T[] = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
        2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
        2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    enum { KNOWN = sizeof T / sizeof *T };
    return freedom < 1 ? T[0] : freedom <= KNOWN ? T[freedom - 1] : 1.96;
}

/* How many times more the weeks spread around the share than they would if
 * every voice were drawn by itself: the variance of a ratio of sums over
 * p(1 - p) / n. */
static double spread(struct drawn d, double p, double n)
{
    double squares = 0;
    if (d.n < 2 || p <= 0 || p >= 1)
        return 1;
    for (int i = 0; i < d.n; i++) {
        double off = d.part[i] - p * d.whole[i];
        squares += off * off;
    }
    return fmax(1, squares * d.n / (d.n - 1) / (n * p * (1 - p)));
}

static struct share share_at(struct drawn d, double z)
{
    struct share s = {0};
    for (int i = 0; i < d.n; i++)
        s.part += d.part[i], s.whole += d.whole[i];
    if (s.whole <= 0)
        return s;
    double p = (double)s.part / (double)s.whole;
    double n = (double)s.whole / spread(d, p, (double)s.whole);
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half =
        z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    s.known = true;
    s.value = p;
    s.low = fmax(0, middle - half);
    s.high = fmin(1, middle + half);
    return s;
}

struct share figures_share(struct drawn d)
{
    return share_at(d, critical(d.n - 1));
}

struct share figures_plain(int64_t part, int64_t whole)
{
    int32_t of[] = {(int32_t)part}, all[] = {(int32_t)whole};
    return share_at((struct drawn){of, all, 1}, 1.96);
}

int figures_compare(struct drawn was, struct drawn is)
{
    double z = critical(was.n + is.n - 2);
    struct share a = share_at(was, z), b = share_at(is, z);
    if (!a.known || !b.known)
        return 0;
    double less = hypot(b.value - b.low, a.high - a.value);
    double more = hypot(b.high - b.value, a.value - a.low);
    double change = b.value - a.value;
    return change - less > 0 ? 1 : change + more < 0 ? -1 : 0;
}

int64_t figures_when(const struct mention *m)
{
    return m->post.published > 0 ? m->post.published : m->post.collected;
}

double figures_weight(const struct mention *m)
{
    double noise = (double)(m->post.likes > 0 ? m->post.likes : 0) +
                   2 * (double)(m->post.replies > 0 ? m->post.replies : 0);
    return 1 + (m->verdict.facts ? 0.5 : 0) + log10(1 + noise);
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

struct str figures_keep(struct arena *a, struct str s)
{
    struct buf b;
    if (str_utf8_valid(s))
        return str_dup(a, s);
    buf_init(&b, s.n * 3);
    for (size_t i = 0; i < s.n;)
        buf_utf8(&b, str_utf8(s, &i));
    s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

struct group *figures_group(struct gathered *g, struct groups *groups,
                            struct str key)
{
    struct str known = key.n ? key : STR("");
    if (!str_utf8_valid(known))
        known = figures_keep(&g->arena, known);
    struct group *group = map_get(&groups->map, known);
    if (group)
        return group;
    group = arena_alloc(&g->arena, sizeof *group);
    group->key = str_dup(&g->arena, known);
    map_put(&groups->map, group->key, group);
    groups->list = arena_grow(&g->arena, groups->list, groups->n, &groups->cap,
                              sizeof(struct group *));
    groups->list[groups->n++] = group;
    return group;
}
