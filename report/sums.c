/* SPDX-License-Identifier: MIT
 * report: the sentences with numbers, said by the page and by Markdown. Plain
 * text of our own: names that came from outside are left to the writers. */
#include <math.h>

#include "base/span.h"
#include "report/internal.h"

static void tenths(const struct gathered *g, struct buf *out, double v)
{
    long n = lround(v * 10);
    buf_printf(out, "%ld%s%ld", n / 10, g->ru ? "," : ".", n % 10);
}

void sums_problem(const struct gathered *g, const struct group *p,
                  struct buf *out)
{
    struct str topic = words_topic(g, p->detail);
    buf_printf(out, STR_FMT ": %s", STR_ARG(topic), words_type(g, p->type));
}

void sums_letters(const struct gathered *g, struct buf *out)
{
    const char *between = "";
    for (int i = 0; i < 26; i++) {
        char letter = (char)('A' + i);
        struct str id = {&letter, 1};
        int64_t n = 0;
        for (int s = 0; s < STATES; s++)
            n += g->solutions[i][s];
        struct str text = words_solution(g, id);
        if (!n || !text.n)
            continue;
        buf_printf(out, "%s%c — " STR_FMT, between, letter, STR_ARG(text));
        between = "; ";
    }
    buf_z(out, between[0] ? "." : "");
}

void sums_summary(const struct gathered *g, struct buf *out)
{
    buf_printf(out,
               g->ru ? "Упоминаний %lld: отрицательных %lld (%d %%), "
                       "положительных %lld (%d %%)."
                     : "%lld mentions: %lld negative (%d %%), %lld positive "
                       "(%d %%).",
               (long long)g->n, (long long)g->neg,
               figures_percent(g->neg, g->n), (long long)g->pos,
               figures_percent(g->pos, g->n));
    if (g->states[STATE_WAITING])
        buf_printf(out,
                   g->ru ? " Ждут ответа %lld, из них просрочено %lld."
                         : " %lld are waiting for an answer, %lld of them "
                           "overdue.",
                   (long long)g->states[STATE_WAITING], (long long)g->overdue);
    else
        buf_z(out, g->ru ? " Ответа никто не ждёт."
                         : " Nobody is waiting for an answer.");
    if (g->index.known) {
        buf_printf(out, " %s: ", words(g, W_INDEX));
        tenths(g, out, 100 * g->index.value);
        buf_z(out, ".");
    }
    if (g->problems.n) {
        buf_printf(out, " %s — ", words(g, W_MAIN_PROBLEM));
        sums_problem(g, g->problems.list[0], out);
        buf_printf(out, " (%lld).", (long long)g->problems.list[0]->n);
    }
}

/* "100 × 12 / (12 + 30) = 28,6": the formula with its numbers. */
void sums_formula(const struct gathered *g, struct buf *out)
{
    const struct share *x = &g->index;
    buf_printf(out, "100 × %lld / (%lld + %lld) = ", (long long)x->part,
               (long long)x->part, (long long)(x->whole - x->part));
    tenths(g, out, 100 * x->value);
    buf_printf(out, "; %s: ", words(g, W_INTERVAL));
    tenths(g, out, 100 * x->low);
    buf_z(out, " … ");
    tenths(g, out, 100 * x->high);
}

/* "43 of 64 praises came from 1 Jul 2024 to 28 Jul 2024; without them the index
 * is 43.2." */
static void burst(const struct gathered *g, struct buf *out)
{
    const struct burst *b = &g->burst;
    const char *side = b->praise ? (g->ru ? "похвал" : "praises")
                                 : (g->ru ? "недовольных" : "unhappy voices");
    buf_printf(out,
               g->ru ? " %lld из %lld %s пришли с "
                     : " %lld of %lld %s "
                       "came from ",
               (long long)b->n, (long long)b->of, side);
    words_date(g, out, b->from);
    buf_z(out, g->ru ? " по " : " to ");
    words_date(g, out, (b->to < g->setup->to ? b->to : g->setup->to) - 1);
    if (!b->rest.known) {
        buf_z(out, g->ru ? "; без них индекса нет."
                         : "; without them there is no index.");
        return;
    }
    buf_z(out, g->ru ? "; без них индекс " : "; without them the index is ");
    tenths(g, out, 100 * b->rest.value);
    buf_char(out, '.');
}

void sums_before(const struct gathered *g, struct buf *out)
{
    const struct share *b = &g->before;
    if (!b->known || !g->index.known) {
        buf_z(out, words(g, W_BEFORE_NONE));
    } else {
        enum word w = !g->changed        ? W_NOT_CHANGED
                      : g->burst.decides ? W_BURST_ONLY
                                         : W_CHANGED;
        buf_printf(out, "%s: ", words(g, W_BEFORE));
        tenths(g, out, 100 * b->value);
        buf_z(out, " (");
        tenths(g, out, 100 * b->low);
        buf_z(out, " … ");
        tenths(g, out, 100 * b->high);
        buf_printf(out, "); %s.", words(g, w));
    }
    if (g->burst.seen)
        burst(g, out);
}

void sums_interval(const struct gathered *g, const struct share *s,
                   struct buf *out)
{
    if (!s->known)
        return;
    tenths(g, out, 100 * s->low);
    buf_z(out, "–");
    tenths(g, out, 100 * s->high);
    buf_z(out, " %");
}

/* "12.4 % (79 of 637)" */
static void share(const struct gathered *g, const struct share *s,
                  struct buf *out)
{
    tenths(g, out, 100 * s->value);
    buf_printf(out, " %% (%lld %s %lld)", (long long)s->part, words(g, W_OF),
               (long long)s->whole);
}

void sums_trend(const struct gathered *g, const struct group *p,
                struct buf *out)
{
    struct share early, late;
    int trend = weeks_trend(g, p, &early, &late);
    if (!early.known || !late.known) {
        buf_z(out, words(g, W_HALF_EMPTY));
        return;
    }
    buf_printf(out, "%s: ",
               words(g, trend > 0   ? W_GREW
                        : trend < 0 ? W_FELL
                                    : W_EVEN));
    share(g, &early, out);
    buf_z(out, g->ru ? " в первой половине периода, "
                     : " in the first half of the period, ");
    share(g, &late, out);
    buf_z(out, g->ru ? " во второй." : " in the second.");
}

void sums_solutions(const struct gathered *g, const struct group *p,
                    struct buf *out)
{
    const char *between = "";
    buf_printf(out, "%s: ", words(g, W_DECIDED));
    for (int i = 0; i < 26; i++) {
        if (!p->solutions[i])
            continue;
        buf_printf(out, "%s%c — %lld", between, 'A' + i,
                   (long long)p->solutions[i]);
        between = ", ";
    }
    buf_printf(out,
               g->ru ? "%s. Отвечено %lld, ждут %lld, снято %lld."
                     : "%s. Answered %lld, waiting %lld, dismissed %lld.",
               between[0] ? "" : "—", (long long)p->states[STATE_APPROVED],
               (long long)p->states[STATE_WAITING],
               (long long)p->states[STATE_DISMISSED]);
}

void sums_outcome(const struct gathered *g, struct buf *out)
{
    int64_t cases = g->states[STATE_WAITING] + g->states[STATE_APPROVED] +
                    g->states[STATE_DISMISSED];
    buf_printf(out,
               g->ru ? "Матрица просила ответить %lld раз: отвечено %lld "
                       "(%d %%), снято человеком %lld, ждут %lld."
                     : "The matrix asked for %lld answers: %lld were given "
                       "(%d %%), %lld dismissed by a person, %lld are waiting.",
               (long long)cases, (long long)g->states[STATE_APPROVED],
               figures_percent(g->states[STATE_APPROVED], cases),
               (long long)g->states[STATE_DISMISSED],
               (long long)g->states[STATE_WAITING]);
}

/* "Negative: not working, rant. " */
static void side(const struct gathered *g, int which, enum word name,
                 struct buf *out)
{
    const char *between = ": ";
    buf_z(out, words(g, name));
    for (int place = 0; place < TYPE_COUNT; place++) {
        enum mention_type type = words_stacked(place);
        if (words_side(type) != which)
            continue;
        buf_printf(out, "%s%s", between, words_type(g, type));
        between = ", ";
    }
    buf_z(out, ". ");
}

void sums_types(const struct gathered *g, struct buf *out)
{
    side(g, -1, W_NEGATIVE, out);
    side(g, 1, W_POSITIVE, out);
    buf_printf(out, words(g, W_HOW_TYPES), (int)g->doubtful_verdicts,
               (int)g->n);
}

/* A hole or a part that was left out is not blindness, but not all is seen. */
bool sums_blind(const struct gathered *g, const struct source_row *s)
{
    enum health health = health_by_name(s->health);
    bool whole = !s->health.n || health == HEALTH_OK || health == HEALTH_QUIET;
    return !whole || store_source_is_blind(s, g->setup->now);
}

/* Of each source, in `a`; the sum of them. */
static int64_t blind_hours(const struct gathered *g, struct arena *a,
                           int64_t **hours)
{
    int64_t sum = 0, end = g->setup->to, now = g->setup->now;
    struct watch_span period = {g->setup->from, end < now ? end : now};
    *hours = arena_alloc(a, (g->n_seen + 1) * sizeof **hours);
    for (size_t i = 0; i < g->n_seen; i++)
        sum += (*hours)[i] =
            watch_hours(a, &g->seen[i], g->watches, g->n_watches, &period);
    return sum;
}

int sums_coverage(const struct gathered *g, struct buf *out)
{
    int blind = 0;
    for (size_t i = 0; i < g->n_seen; i++)
        blind += sums_blind(g, &g->seen[i]);
    if (!g->n_seen)
        buf_z(out, words(g, W_NO_SOURCES));
    else if (!blind)
        buf_z(out, words(g, W_COVERAGE_GOOD));
    else
        buf_printf(out, words(g, W_COVERAGE_BLIND), blind, g->n_seen);
    return blind;
}

void sums_late(const struct gathered *g, struct buf *out)
{
    struct arena a = {0};
    const struct delay_row *all = delay_of_source(g->late, g->n_late, 0);
    if (all)
        buf_printf(out, words(g, W_SEEN_AFTER),
                   str_z(&a, span_said(&a, all->median, g->ru)),
                   str_z(&a, span_said(&a, all->p95, g->ru)));
    arena_clear(&a);
}

void sums_blind_time(const struct gathered *g, struct buf *out,
                     void (*name)(struct buf *out, struct str name))
{
    struct arena a = {0};
    int64_t *hours, sum = blind_hours(g, &a, &hours);
    const char *between = ": ";
    if (sum)
        buf_printf(out, words(g, W_BLIND_HOURS), (long long)sum);
    for (size_t i = 0; i < g->n_seen; i++) {
        if (!hours[i])
            continue;
        buf_z(out, between);
        name(out, g->seen[i].name);
        buf_printf(out, " %lld", (long long)hours[i]);
        between = ", ";
    }
    if (sum)
        buf_char(out, '.');
    arena_clear(&a);
}
