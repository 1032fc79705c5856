/* SPDX-License-Identifier: MIT
 * report: what chance is judged by. Counts by week, in this period and in the
 * one before; whether a share really moved; and whether one burst moved it. */
#include <string.h>

#include "report/internal.h"

enum {
    DAY = 86400,
    WEEK = 7,
    SHORT_DAYS = 28,  /* shorter periods are judged by days */
    BURST_WEEKS = 4,  /* a burst is no longer */
    BURST_PART = 4,   /* nor longer than this part of the period */
    BURST_LEAST = 10, /* voices */
};

static int32_t *zeros(struct gathered *g, int n)
{
    return arena_alloc(&g->arena, (size_t)n * sizeof(int32_t));
}

void weeks_make(struct gathered *g)
{
    struct weeks *w = &g->weeks;
    int64_t days = (g->setup->to - g->setup->from + DAY - 1) / DAY;
    w->days = days < SHORT_DAYS ? 1 : WEEK;
    w->n = (int)((days + w->days - 1) / w->days);
    w->all = zeros(g, w->n);
    for (int t = 0; t < TYPE_COUNT; t++)
        w->types[t] = zeros(g, w->n);
    w->praise = zeros(g, w->n);
    w->voices = zeros(g, w->n);
    w->praise_before = zeros(g, w->n);
    w->voices_before = zeros(g, w->n);
}

static int week_of(const struct gathered *g, int64_t at, int64_t from)
{
    int64_t week = (at - from) / DAY / g->weeks.days;
    return week < 0 ? 0 : week >= g->weeks.n ? g->weeks.n - 1 : (int)week;
}

void weeks_count_many(struct gathered *g, int64_t at, enum mention_type type,
                      int64_t n)
{
    struct weeks *w = &g->weeks;
    int week = week_of(g, at, g->setup->from);
    w->all[week] += (int32_t)n;
    w->types[type][week] += (int32_t)n;
    w->praise[week] += words_side(type) > 0 ? (int32_t)n : 0;
    w->voices[week] += words_side(type) != 0 ? (int32_t)n : 0;
}

void weeks_count(struct gathered *g, const struct mention *m,
                 enum mention_type type)
{
    weeks_count_many(g, figures_when(m), type, 1);
}

void weeks_count_group(struct gathered *g, struct group *p,
                       const struct mention *m)
{
    if (!p->weekly)
        p->weekly = zeros(g, g->weeks.n);
    p->weekly[week_of(g, figures_when(m), g->setup->from)]++;
}

void weeks_count_before(struct gathered *g, int64_t day, enum mention_type type,
                        int64_t n)
{
    int week = week_of(g, day, 2 * g->setup->from - g->setup->to);
    g->weeks.praise_before[week] += words_side(type) > 0 ? (int32_t)n : 0;
    g->weeks.voices_before[week] += words_side(type) != 0 ? (int32_t)n : 0;
}

struct share weeks_share(const struct gathered *g, const int32_t *part)
{
    return figures_share((struct drawn){part, g->weeks.all, g->weeks.n});
}

int weeks_trend(const struct gathered *g, const struct group *p,
                struct share *early, struct share *late)
{
    int half = g->weeks.n / 2;
    const int32_t *all = g->weeks.all;
    struct drawn first = {p->weekly, all, half};
    struct drawn second = {p->weekly + half, all + half, g->weeks.n - half};
    *early = figures_share(first);
    *late = figures_share(second);
    return figures_compare(first, second);
}

/* Weeks `at` to `at + n` taken out. */
static struct drawn without(struct gathered *g, int at, int n)
{
    struct weeks *w = &g->weeks;
    int left = w->n - n, after = left - at;
    int32_t *part = zeros(g, left + 1), *whole = zeros(g, left + 1);
    memcpy(part, w->praise, (size_t)at * sizeof *part);
    memcpy(whole, w->voices, (size_t)at * sizeof *whole);
    memcpy(part + at, w->praise + at + n, (size_t)after * sizeof *part);
    memcpy(whole + at, w->voices + at + n, (size_t)after * sizeof *whole);
    return (struct drawn){part, whole, left};
}

static int64_t voices_in(const struct weeks *w, bool praise, int at, int n)
{
    int64_t sum = 0;
    for (int i = at; i < at + n; i++)
        sum += praise ? w->praise[i] : w->voices[i] - w->praise[i];
    return sum;
}

/* The fullest few weeks of one side, when they hold half of it or more. */
static void find_burst(struct gathered *g, bool praise, int width, int *at)
{
    struct weeks *w = &g->weeks;
    struct burst b = {.praise = praise, .of = voices_in(w, praise, 0, w->n)};
    for (int i = 0; i + width <= w->n; i++) {
        int64_t n = voices_in(w, praise, i, width);
        if (n <= b.n)
            continue;
        b.n = n;
        *at = i;
        b.from = g->setup->from + (int64_t)i * w->days * DAY;
        b.to = b.from + (int64_t)width * w->days * DAY;
    }
    b.seen = b.of >= BURST_LEAST && 2 * b.n >= b.of;
    if (b.seen && b.n > g->burst.n)
        g->burst = b;
}

void weeks_index(struct gathered *g)
{
    struct weeks *w = &g->weeks;
    struct drawn now = {w->praise, w->voices, w->n};
    struct drawn was = {w->praise_before, w->voices_before, w->n};
    int at[2] = {0}, width = w->n / BURST_PART;
    int most = w->days == WEEK ? BURST_WEEKS : WEEK;
    g->index = figures_share(now);
    g->before = figures_share(was);
    g->changed = figures_compare(was, now);
    width = width < most ? width : most;
    for (int praise = 0; width && praise < 2; praise++)
        find_burst(g, praise, width, &at[praise]);
    if (!g->burst.seen)
        return;
    struct drawn rest = without(g, at[g->burst.praise], width);
    g->burst.rest = figures_share(rest);
    g->burst.decides = g->changed && figures_compare(was, rest) != g->changed;
}
