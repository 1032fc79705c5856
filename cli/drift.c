/* SPDX-License-Identifier: MIT
 * drift: weekly precision, its interval, and what it fell from. */
#include "cli/drift.h"

#include <math.h>

#include "base/base.h"

#define SURE 1.96 /* standard deviations: 95 % */

static void interval(struct drift_week *w)
{
    double n = w->told, z2 = SURE * SURE;
    if (!w->told) {
        w->share = w->low = 0, w->top = 1;
        return;
    }
    w->share = w->right / n;
    double middle = (w->share + z2 / (2 * n)) / (1 + z2 / n);
    double half = SURE / (1 + z2 / n) *
                  sqrt(w->share * (1 - w->share) / n + z2 / (4 * n * n));
    w->low = fmax(0, middle - half);
    w->top = fmin(1, middle + half);
}

static void count(struct drift_week *w, const struct sample_row *row)
{
    bool unknown = type_by_name(row->type) == TYPE_UNKNOWN;
    w->drawn++;
    if (!row->said.n)
        return;
    w->said++;
    w->unknown += unknown;
    w->told += !unknown;
    w->right += !unknown && str_eq(row->type, row->said);
}

size_t drift_weeks(struct arena *a, const struct sample_row *rows, size_t n,
                   struct drift_week **weeks)
{
    size_t k = 0;
    *weeks = arena_alloc(a, (n + 1) * sizeof **weeks);
    for (size_t i = 0; i < n; i++) {
        if (!k || (*weeks)[k - 1].week != rows[i].week)
            (*weeks)[k++] = (struct drift_week){.week = rows[i].week};
        count(&(*weeks)[k - 1], &rows[i]);
    }
    for (size_t i = 0; i < k; i++)
        interval(&(*weeks)[i]);
    return k;
}

enum drift drift_of(const struct drift_week *weeks, size_t n, double promised)
{
    struct drift_week was = {0};
    if (!n || !weeks[n - 1].told)
        return DRIFT_NONE;
    const struct drift_week *is = &weeks[n - 1];
    if (is->top < promised)
        return DRIFT_BELOW;
    for (size_t i = 0; i + 1 < n; i++) {
        was.told += weeks[i].told;
        was.right += weeks[i].right;
    }
    interval(&was);
    double down = was.share - is->share;
    double apart = hypot(was.share - was.low, is->top - is->share);
    return was.told && down > apart ? DRIFT_FALL : DRIFT_NONE;
}

struct str drift_said(struct arena *a, const struct drift_week *w,
                      enum drift why, bool ru)
{
    static const char *const SAYS[][2] = {
        [DRIFT_NONE] = {"", ""},
        [DRIFT_BELOW] = {": less than promised", ": меньше обещанного"},
        [DRIFT_FALL] = {": less than in the weeks before",
                        ": меньше, чем в прежние недели"}};
    struct buf day;
    buf_init(&day, 64);
    date_rfc3339(&day, w->week, NULL);
    struct str said = str_printf(
        a,
        ru ? "Неделя с %.10s: верно %d из %d (%.0f–%.0f %%)%s"
           : "Week of %.10s: right %d of %d (%.0f to %.0f %%)%s",
        day.p, w->right, w->told, 100 * w->low, 100 * w->top, SAYS[why][ru]);
    buf_clear(&day);
    return said;
}
