/* SPDX-License-Identifier: MIT
 * report: one walk over the mentions of a period; everything is counted from
 * the same rows, so the numbers of a page always add up. */
#include <stdio.h>

#include "base/cause.h"
#include "report/internal.h"

enum { AT_ONCE = 1000, DAY = 86400, QUOTE_BYTES = 420, LOW_CONFIDENCE = 50 };

static int state_of(const struct mention *m)
{
    if (!m->case_.id)
        return STATE_NONE;
    switch (list_by_name(m->case_.status)) {
    case LIST_WAITING:
        return STATE_WAITING;
    case LIST_APPROVED:
    case LIST_POSTED:
    case LIST_ANSWERED:
        return STATE_APPROVED;
    case LIST_DISMISSED:
        return STATE_DISMISSED;
    case LIST_UNANSWERED:
    case LIST_STALE:
    case LIST_NOT_US:
    case LIST_JOINED:
    case LIST_REPEATED:
    case LIST_LATER:
    case LIST_COUNT:
    case LIST_NONE:
        break;
    }
    return STATE_NONE;
}

/* 0..25 for A..Z, -1 for anything else. */
static int letter_of(struct str solution)
{
    bool letter =
        solution.n == 1 && solution.p[0] >= 'A' && solution.p[0] <= 'Z';
    return letter ? solution.p[0] - 'A' : -1;
}

static void count(struct group *group, const struct mention *m,
                  enum mention_type type)
{
    int letter = letter_of(m->decision.solution);
    group->n++;
    group->neg += words_side(type) < 0;
    group->pos += words_side(type) > 0;
    group->states[state_of(m)]++;
    if (letter >= 0)
        group->solutions[letter]++;
    group->weight += figures_weight(m);
}

struct str gather_cut(struct arena *a, struct str text)
{
    struct buf b;
    bool gap = false;
    size_t blank = 0;
    buf_init(&b, QUOTE_BYTES + 8);
    for (size_t i = 0; i < text.n;) {
        uint32_t c = str_utf8(text, &i);
        if (c <= ' ' || c == 0xa0) {
            gap = b.n > 0;
            continue;
        }
        if (b.n + 4 > QUOTE_BYTES) {
            b.n = blank ? blank : b.n;
            buf_z(&b, "…");
            break;
        }
        if (gap)
            blank = b.n, buf_char(&b, ' ');
        gap = false;
        buf_utf8(&b, c);
    }
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

static void quote(struct gathered *g, struct quotes *q, const struct mention *m)
{
    struct quote quote = {
        .text = m->post.text,
        .url = m->post.url,
        .source = m->post.source_name,
        .at = figures_when(m),
        .id = m->id,
        .hash = m->post.text_hash,
        /* A sentence or two reads better than three words. */
        .weight = figures_weight(m) + (m->post.text.n >= 60 ? 1 : 0) +
                  m->verdict.confidence,
    };
    if (!m->post.text.n ||
        (q->n == QUOTES && quote.weight < q->best[QUOTES - 1].weight))
        return;
    quote.text = gather_cut(&g->arena, m->post.text);
    quote.url = figures_keep(&g->arena, m->post.url);
    quote.source = figures_keep(&g->arena, m->post.source_name);
    figures_quote(q, &quote);
}

/* A quote that speaks against its heading is no proof: type and tone must
 * agree. */
static void count_problem(struct gathered *g, const struct mention *m,
                          enum mention_type type)
{
    struct str key =
        str_printf(&g->arena, "%d " STR_FMT, type, STR_ARG(m->verdict.topic));
    struct group *p = figures_group(g, &g->problems, key);
    if (!p->n) {
        p->department = figures_keep(&g->arena, m->decision.department);
        p->detail = figures_keep(&g->arena, m->verdict.topic);
        p->type = type;
    }
    count(p, m, type);
    weeks_count_group(g, p, m);
    if (words_tone_of(m->verdict.tone) != TONE_POS)
        quote(g, &p->quotes, m);
}

static void count_groups(struct gathered *g, const struct mention *m,
                         enum mention_type type)
{
    struct group *row = figures_group(g, &g->rows, m->decision.row);
    if (!row->n) {
        row->detail =
            cause_in(&g->arena, figures_keep(&g->arena, m->decision.why),
                     g->setup->lang);
        row->solution = figures_keep(&g->arena, m->decision.solution);
    }
    count(row, m, type);
    count(figures_group(g, &g->sources, m->post.source_name), m, type);
    count(figures_group(g, &g->topics, m->verdict.topic), m, type);
    /* A rant names nothing that could be solved. */
    if (words_side(type) < 0 && type_character(type) != CHARACTER_RANT)
        count_problem(g, m, type);
    if (words_side(type) > 0 && words_tone_of(m->verdict.tone) != TONE_NEG)
        quote(g, &g->praise, m);
}

static void count_mention(struct gathered *g, const struct mention *m)
{
    enum mention_type type = words_type_of(m->verdict.type);
    int state = state_of(m);
    int letter = letter_of(m->decision.solution);
    if (!m->post.brand.n || figures_when(m) < g->setup->from ||
        figures_when(m) >= g->setup->to)
        return;
    g->n++;
    g->types[type]++;
    g->tones[words_tone_of(m->verdict.tone)]++;
    g->neg += words_side(type) < 0;
    g->pos += words_side(type) > 0;
    g->states[state]++;
    g->stale += m->decision.stale != 0;
    g->edited += m->post.edited > 0;
    g->gone += m->post.gone > 0;
    g->undated += m->post.published <= 0;
    g->beside += m->post.beside != 0;
    g->doubtful_verdicts += m->verdict.confidence * 100 < LOW_CONFIDENCE;
    g->overdue += state == STATE_WAITING && m->case_.due > 0 &&
                  !m->case_.paused && m->case_.due < g->setup->now;
    if (letter >= 0)
        g->solutions[letter][state]++;
    bins_count(g, m, type);
    weeks_count(g, m, type);
    count_groups(g, m, type);
}

/* What a person called "not about us" counts no more; the last label of a
 * mention is the one that holds. */
static bool read_labels(struct gathered *g, struct store *s, struct err *e)
{
    struct label_row *rows;
    size_t n;
    if (!store_labels(s, &g->arena, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        map_put(&g->not_us,
                str_printf(&g->arena, "%lld", (long long)rows[i].mention),
                list_by_name(rows[i].type) == LIST_NOT_US ? &rows[i] : NULL);
    return true;
}

static bool is_not_us(const struct gathered *g, int64_t id)
{
    char text[24];
    int n = snprintf(text, sizeof text, "%lld", (long long)id);
    return map_get(&g->not_us, (struct str){text, (size_t)n}) != NULL;
}

static bool read_window(struct gathered *g, struct store *s, int64_t from,
                        int64_t to, struct err *e)
{
    struct mention_filter f = {
        .brand = g->setup->brand, .from = from, .to = to};
    struct arena page = {0};
    struct mention *rows;
    size_t n = 0;
    bool ok = store_mentions(s, &page, &f, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        if (!is_not_us(g, rows[i].id))
            count_mention(g, &rows[i]);
    arena_clear(&page);
    return ok;
}

/* A day that is too much at once is halved, as long as that helps. */
static bool read_day(struct gathered *g, struct store *s,
                     struct mention_filter f, struct err *e)
{
    int64_t n, middle = f.from + (f.to - f.from) / 2;
    if (!store_mention_count(s, &f, &n, e))
        return false;
    if (n <= AT_ONCE || f.to - f.from < 2)
        return read_window(g, s, f.from, f.to, e);
    struct mention_filter late = f, early = f;
    late.from = early.to = middle;
    return read_day(g, s, late, e) && read_day(g, s, early, e);
}

/* Reads everything in windows that hold about AT_ONCE mentions: rows passed
 * over would cost more with every page. */
static bool walk(struct gathered *g, struct store *s, struct err *e)
{
    const struct report_setup *setup = g->setup;
    struct mention_filter f = {
        .brand = setup->brand, .from = setup->from, .to = setup->to};
    struct count_row *days;
    size_t n;
    if (!store_counts(s, &g->arena, &f,
                      &(struct counting){COUNT_BRAND, true, setup->zone}, &days,
                      &n, e))
        return false;
    int64_t from = setup->from, sum = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t start = days[i].day > from ? days[i].day : from;
        int64_t end = days[i].day + DAY;
        end = end < setup->to ? end : setup->to;
        sum += days[i].n;
        if (days[i].n > AT_ONCE) {
            struct mention_filter day = {
                .brand = setup->brand, .from = start, .to = end};
            if (!read_window(g, s, from, start, e) || !read_day(g, s, day, e))
                return false;
        } else if (sum < AT_ONCE) {
            continue;
        } else if (!read_window(g, s, from, end, e)) {
            return false;
        }
        from = end;
        sum = 0;
    }
    return from >= setup->to || read_window(g, s, from, setup->to, e);
}

/* Praise and trouble of the period of the same length before this one. */
static bool before(struct gathered *g, struct store *s, struct err *e)
{
    const struct report_setup *setup = g->setup;
    struct mention_filter f = {.brand = setup->brand,
                               .from = 2 * setup->from - setup->to,
                               .to = setup->from};
    struct count_row *rows;
    size_t n = 0;
    if (f.from > 0 &&
        !store_counts(s, &g->arena, &f,
                      &(struct counting){COUNT_TYPE, true, setup->zone}, &rows,
                      &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        weeks_count_before(g, rows[i].day, words_type_of(rows[i].key),
                           rows[i].n);
    return true;
}

/* Sources that are to be watched, and how they were. */
static bool look(struct gathered *g, struct store *s, struct err *e)
{
    size_t n, kept = 0;
    const struct report_setup *setup = g->setup;
    if (!store_sources(s, &g->arena, &g->seen, &n, e) ||
        !store_watches(s, &g->arena, setup->from, setup->to, &g->watches,
                       &g->n_watches, e) ||
        !store_delays(s, &g->arena, setup->from, setup->to, &g->late,
                      &g->n_late, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (store_source_counts(&g->seen[i]))
            g->seen[kept++] = g->seen[i];
    g->n_seen = kept;
    return true;
}

/* Texts that were said more than once. */
static bool spread(struct gathered *g, struct store *s, struct err *e)
{
    const struct cluster_wish wish = {g->setup->from, g->setup->to,
                                      g->setup->brand, SPREADS};
    if (!store_clusters(s, &g->arena, &wish, &g->spread, &g->n_spread, e))
        return false;
    for (size_t i = 0; i < g->n_spread; i++) {
        g->spread[i].text = gather_cut(&g->arena, g->spread[i].text);
        g->spread[i].site = figures_keep(&g->arena, g->spread[i].site);
    }
    return true;
}

bool gather(struct gathered *g, struct store *s,
            const struct report_setup *setup, struct err *e)
{
    *g = (struct gathered){.setup = setup, .ru = str_eqz(setup->lang, "ru")};
    if (setup->from <= 0 || setup->to <= setup->from)
        return err_set(e, "the report's period ends before it begins");
    bins_make(g);
    weeks_make(g);
    if (!read_labels(g, s, e) || !walk(g, s, e) || !before(g, s, e) ||
        !look(g, s, e) || !spread(g, s, e) || !outcome_gather(g, s, e) ||
        !fates_gather(g, s, e))
        return err_add(e, "report");
    for (size_t i = 0; i < g->n_seen; i++) {
        g->seen[i].name = figures_keep(&g->arena, g->seen[i].name);
        g->seen[i].cause = cause_in(
            &g->arena, figures_keep(&g->arena, g->seen[i].cause), setup->lang);
    }
    weeks_index(g);
    figures_sort(&g->problems, true);
    figures_sort(&g->sources, false);
    figures_sort(&g->topics, false);
    figures_sort(&g->rows, false);
    return true;
}

void gather_clear(struct gathered *g)
{
    map_clear(&g->not_us);
    map_clear(&g->sources.map);
    map_clear(&g->topics.map);
    map_clear(&g->rows.map);
    map_clear(&g->problems.map);
    map_clear(&g->causes.map);
    map_clear(&g->measures.map);
    arena_clear(&g->arena);
}
