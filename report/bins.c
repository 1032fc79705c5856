/* SPDX-License-Identifier: MIT
 * report: the columns of the chart. A column is a day, and when there would be
 * too many of them a week, month, quarter or year of the calendar, so that
 * what stands below it is what people call it. */
#include <time.h>

#include "report/internal.h"

enum { DAY = 86400, WEEK_FROM_MONDAY = 3 /* 1 January 1970: a Thursday */ };

/* Days since 1970 of the zone. */
static int64_t local_day(const struct gathered *g, int64_t at)
{
    return (at + g->setup->zone) / DAY;
}

static struct tm calendar(int64_t day)
{
    struct tm tm;
    gmtime_r(&(time_t){day * DAY}, &tm);
    return tm;
}

/* Counts units since the beginning, so that neighbours differ by one. */
static int64_t number_of(enum bin_unit unit, int64_t day)
{
    struct tm tm = calendar(day);
    switch (unit) {
    case BIN_DAY:
        return day;
    case BIN_WEEK:
        return (day + WEEK_FROM_MONDAY) / 7;
    case BIN_MONTH:
        return tm.tm_year * 12 + tm.tm_mon;
    case BIN_QUARTER:
        return tm.tm_year * 4 + tm.tm_mon / 3;
    case BIN_YEAR:
        break;
    }
    return tm.tm_year;
}

/* First day of unit `number`. */
static int64_t first_day(enum bin_unit unit, int64_t number)
{
    struct tm tm = {.tm_mday = 1};
    switch (unit) {
    case BIN_DAY:
        return number;
    case BIN_WEEK:
        return number * 7 - WEEK_FROM_MONDAY;
    case BIN_MONTH:
        tm.tm_mon = (int)number;
        break;
    case BIN_QUARTER:
        tm.tm_mon = (int)number * 3;
        break;
    case BIN_YEAR:
        tm.tm_year = (int)number;
        break;
    }
    return timegm(&tm) / DAY;
}

void bins_make(struct gathered *g)
{
    int64_t from = local_day(g, g->setup->from);
    int64_t last = local_day(g, g->setup->to - 1);
    int64_t first, n;
    for (g->bin_unit = BIN_DAY;; g->bin_unit++) {
        first = number_of(g->bin_unit, from);
        n = number_of(g->bin_unit, last) - first + 1;
        if (n <= MOST_BINS || g->bin_unit == BIN_YEAR)
            break;
    }
    /* More years than columns: each takes a few of them. */
    int64_t step = (n + MOST_BINS - 1) / MOST_BINS;
    g->n_bins = (int)((n + step - 1) / step);
    for (int i = 0; i <= g->n_bins; i++)
        g->bin_start[i] =
            first_day(g->bin_unit, first + i * step) * DAY - g->setup->zone;
}

void bins_count(struct gathered *g, const struct mention *m,
                enum mention_type type)
{
    int64_t at = figures_when(m);
    int low = 0, high = g->n_bins;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (g->bin_start[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    g->bins[low][type]++;
}

/* True when the period lies in more than one calendar year. */
static bool many_years(const struct gathered *g)
{
    return calendar(local_day(g, g->setup->from)).tm_year !=
           calendar(local_day(g, g->setup->to - 1)).tm_year;
}

static void day_name(const struct gathered *g, int64_t at, struct buf *out)
{
    if (many_years(g))
        words_date(g, out, at);
    else
        words_day(g, out, at);
}

void bins_name(const struct gathered *g, int bin, struct buf *out)
{
    int64_t start = g->bin_start[bin], end = g->bin_start[bin + 1];
    if (g->bin_unit != BIN_DAY && g->bin_unit != BIN_WEEK) {
        bins_tick(g, bin, out);
        return;
    }
    start = start > g->setup->from ? start : g->setup->from;
    end = end < g->setup->to ? end : g->setup->to;
    day_name(g, start, out);
    if (local_day(g, start) == local_day(g, end - 1))
        return;
    buf_z(out, "–");
    day_name(g, end - 1, out);
}

void bins_tick(const struct gathered *g, int bin, struct buf *out)
{
    static void (*const NAME[])(const struct gathered *g, struct buf *out,
                                int64_t at) = {
        [BIN_MONTH] = words_month,
        [BIN_QUARTER] = words_quarter,
        [BIN_YEAR] = words_year,
    };
    int64_t at = g->bin_start[bin];
    if (g->bin_unit == BIN_DAY || g->bin_unit == BIN_WEEK)
        day_name(g, at > g->setup->from ? at : g->setup->from, out);
    else
        NAME[g->bin_unit](g, out, at);
}

bool bins_ticked(const struct gathered *g, int bin, int labels)
{
    /* Months and quarters are named where years divide evenly. */
    static const int EVEN[] = {1, 2, 3, 6, 12, 24, 48};
    int64_t number = bin;
    int every = (g->n_bins + labels - 1) / labels;
    if (g->bin_unit == BIN_MONTH || g->bin_unit == BIN_QUARTER) {
        int year = g->bin_unit == BIN_MONTH ? 1 : 3;
        number = number_of(g->bin_unit, local_day(g, g->bin_start[bin]));
        for (size_t i = 0; i < sizeof EVEN / sizeof *EVEN; i++)
            if (EVEN[i] % year == 0 && EVEN[i] / year >= every) {
                every = EVEN[i] / year;
                break;
            }
    }
    return number % every == 0;
}
