/* SPDX-License-Identifier: MIT
 * pace: how often a source is visited, and why. */
#include "crawler/pace.h"

#include <stdlib.h>

#include "base/terms.h"
#include "base/zone.h"

enum {
    DAY_S = 24 * 3600,
    PER = 1000,           /* days that a rate counts posts in */
    MEMORY_S = 2 * DAY_S, /* what is older weighs less than half in a rate */
    WINDOW_LEAST = 2      /* dated posts, or its reach is not known */
};

static void say(struct source_state *s, enum pace why, int64_t every)
{
    s->row.every = every;
    s->row.pace = str_of(pace_name(why));
}

/* ---- times of day ---- */

bool crawler_time_of_day(struct str text, int64_t *minute)
{
    int64_t h, m;
    ptrdiff_t colon = str_find_char(text, ':');
    bool ok = colon > 0 && colon <= 2 && text.n == (size_t)colon + 3 &&
              str_int(str_part(text, 0, (size_t)colon), &h) &&
              str_int(str_from(text, (size_t)colon + 1), &m) && h >= 0 &&
              h < 24 && m >= 0 && m < 60;
    *minute = ok ? h * 60 + m : 0;
    return ok;
}

/* The first moment after `then` at which that zone's clocks show that minute
 * of the day. */
static int64_t time_after(const struct zone *z, int64_t minute, int64_t then)
{
    int64_t local = then + zone_offset(z, then);
    int64_t day = local - local % DAY_S;
    for (;; day += DAY_S) {
        int64_t shown = day + minute * 60;
        int64_t at = shown - zone_offset(z, shown - zone_offset(z, then));
        if (at > then)
            return at;
    }
}

static int64_t first_time(const struct source_state *s, const struct zone *z,
                          int64_t then)
{
    int64_t first = 0, minute;
    for (size_t i = 0; i < s->setup->at.n; i++) {
        if (!crawler_time_of_day(s->setup->at.items[i], &minute))
            continue;
        int64_t at = time_after(z, minute, then);
        first = !first || at < first ? at : first;
    }
    return first;
}

/* The longest time that passes between two of them. */
static int64_t longest(const struct source_state *s)
{
    int64_t most = 0, now = DAY_S; /* any day */
    for (size_t i = 0; i <= s->setup->at.n; i++) {
        int64_t next = first_time(s, NULL, now);
        most = i && next - now > most ? next - now : most;
        now = next;
    }
    return most;
}

int64_t pace_jitter(struct str name, int64_t at, int64_t span)
{
    uint64_t dice = trap_key(str_hash(name), (uint64_t)at) % 2001;
    return span * ((int64_t)dice - 1000) / 10000;
}

int64_t pace_next(const struct source_state *s)
{
    int64_t last = s->row.last_visit, wait = store_source_interval(&s->row);
    if (s->setup->at.n) {
        struct err ignored;
        struct zone *z = zone_new(s->setup->is.zone, &ignored);
        int64_t at = first_time(s, z, last);
        zone_free(z);
        if (at)
            return at;
    }
    return last + wait + pace_jitter(s->row.name, last, wait);
}

/* ---- by hand ---- */

void pace_open(struct source_state *s)
{
    bool learnt = s->row.pace.n &&
                  !str_eqz(s->row.pace, pace_name(PACE_HAND)) &&
                  !str_eqz(s->row.pace, pace_name(PACE_TIMES));
    if (s->setup->at.n)
        say(s, PACE_TIMES, longest(s));
    else if (s->setup->every > 0)
        say(s, PACE_HAND, s->setup->every);
    else if (!learnt || s->row.every <= 0)
        say(s, PACE_NEW, PACE_UNKNOWN_S);
}

/* ---- what a page tells ---- */

static int later_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

/* Seconds from now to its oldest post. One that is pinned there is older than
 * all others, so it is no more than twice what the middle one says. */
static int64_t reach_of(struct arena *a, const struct reading *r, int64_t now)
{
    size_t n = 0;
    int64_t *dates = arena_alloc(a, (r->n + 1) * sizeof *dates);
    for (size_t i = 0; i < r->n; i++) {
        const struct post_row *p = &r->mentions[i].post;
        if (p->published > 0 && p->published <= now && p->precision < DAY_S)
            dates[n++] = p->published;
    }
    if (n < WINDOW_LEAST)
        return 0;
    qsort(dates, n, sizeof *dates, later_first);
    int64_t all = now - dates[n - 1], middle = 2 * (now - dates[n / 2]);
    return all < middle ? all : middle;
}

int64_t pace_hint(struct str cache, struct str expires, int64_t now)
{
    struct str word;
    int64_t seconds = -1;
    while (str_split(&cache, ',', &word)) {
        word = str_trim(word);
        if (str_eq_nocase(word, STR("no-cache")) ||
            str_eq_nocase(word, STR("no-store")))
            return 0;
        if (str_eq_nocase(str_part(word, 0, 8), STR("max-age=")) &&
            (!str_int(str_from(word, 8), &seconds) || seconds < 0))
            seconds = 0;
    }
    if (seconds >= 0)
        return seconds;
    seconds = frontier_retry_after(expires, now);
    return seconds > 1 ? seconds : 0; /* in the past, or a number */
}

void pace_page(const struct crawler *c, struct page_work *w,
               const struct reading *r)
{
    struct source_state *s = crawl_source(c, w->visit);
    const struct fetch_answer *answer = w->answer;
    const struct frontier_row *row = &w->visit->row;
    if (row->depth || row->page != 1 || row->since)
        return;
    int64_t hint = pace_hint(answer->cache, answer->expires, c->now);
    /* Of a page that is as it was what it says is known from before. */
    int64_t said = r ? r->patience : s->row.hint;
    hint = hint > said ? hint : said;
    s->hint = hint > s->hint ? hint : s->hint;
    if (!r || !r->n)
        return;
    int64_t reach = reach_of(&w->arena, r, c->now);
    s->page_posts += (int64_t)r->n;
    s->page_reach = reach > s->page_reach ? reach : s->page_reach;
    bool window = chain_is_window(w, r);
    if (window && reach && (!s->reach || reach < s->reach))
        s->reach = reach;
    s->window |= window;
}

/* ---- what a visit tells ---- */

/* Posts in PER days, when n came in so many seconds. */
static int64_t rate_of(int64_t n, int64_t seconds)
{
    int64_t rate = n * DAY_S * PER / (seconds > 0 ? seconds : 1);
    return rate > 1 ? rate : 1;
}

static void learn_rate(const struct crawler *c, struct source_state *s)
{
    int64_t passed = c->now - s->before;
    if (!s->visited || s->before <= 0 || passed <= 0) {
        if (s->page_reach)
            s->row.rate = rate_of(s->page_posts, s->page_reach);
        return;
    }
    int64_t seen = rate_of(s->fresh, passed);
    if (!s->row.rate)
        s->row.rate = seen;
    else
        s->row.rate += (seen - s->row.rate) * passed / (passed + MEMORY_S);
    if (s->row.rate < 1)
        s->row.rate = 1;
}

/* A window that was short once may be so again: it grows to no more than
 * double in a day. */
static void learn_span(const struct crawler *c, struct source_state *s)
{
    int64_t old = s->row.span, passed = c->now - s->before, seen = s->reach;
    if (s->page_posts && !s->window)
        s->row.span = 0;
    if (!s->window)
        return;
    if (!seen && s->row.rate)
        seen = s->page_posts * DAY_S * PER / s->row.rate;
    if (passed > DAY_S || passed < 0)
        passed = DAY_S;
    int64_t most = old ? old + old * passed / DAY_S : seen;
    s->row.span = seen < most ? seen : most;
}

static void decide(struct source_state *s)
{
    int64_t every = (int64_t)DAY_S * PER / s->row.rate / 2;
    enum pace why = PACE_RATE;
    every = every < PACE_LEAST_S ? PACE_LEAST_S : every;
    every = every > PACE_MOST_S ? PACE_MOST_S : every;
    if (s->row.hint > every) {
        every = s->row.hint < PACE_MOST_S ? s->row.hint : PACE_MOST_S;
        why = PACE_HINT;
    }
    if (s->row.span && s->row.span / 2 < every) {
        every = s->row.span / 2;
        every = every < PACE_LEAST_S ? PACE_LEAST_S : every;
        why = PACE_WINDOW;
    }
    say(s, why, every);
}

void pace_learn(const struct crawler *c, struct source_state *s)
{
    learn_rate(c, s);
    learn_span(c, s);
    s->row.hint = s->hint;
    if (!s->setup->at.n && s->setup->every <= 0 && s->row.rate)
        decide(s);
}
