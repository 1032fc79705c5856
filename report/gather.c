/* SPDX-License-Identifier: MIT
 * report: one walk over the mentions of a period; everything is counted from
 * the same rows, so the numbers of a page always add up. */
#include "report/internal.h"

enum { PAGE = 500, DAY = 86400, QUOTE_BYTES = 420, LOW_CONFIDENCE = 50 };

static int64_t when(const struct mention *m)
{
    return m->published > 0 ? m->published : m->collected;
}

static int state_of(const struct mention *m)
{
    if (!m->case_id)
        return STATE_NONE;
    if (str_eqz(m->case_status, "approved"))
        return STATE_APPROVED;
    return str_eqz(m->case_status, "dismissed") ? STATE_DISMISSED
                                                : STATE_WAITING;
}

/* 0..25 for A..Z, -1 for anything else. */
static int letter_of(struct str solution)
{
    bool letter =
        solution.n == 1 && solution.p[0] >= 'A' && solution.p[0] <= 'Z';
    return letter ? solution.p[0] - 'A' : -1;
}

static struct group *group_of(struct gathered *g, struct groups *groups,
                              struct str key)
{
    struct str known = key.n ? key : STR("");
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

static void count(const struct gathered *g, struct group *group,
                  const struct mention *m, int type)
{
    int letter = letter_of(m->solution);
    const struct report_setup *s = g->setup;
    group->n++;
    group->neg += words_side(type) < 0;
    group->pos += words_side(type) > 0;
    group->late += when(m) >= s->from + (s->to - s->from) / 2;
    group->states[state_of(m)]++;
    if (letter >= 0)
        group->solutions[letter]++;
    group->weight += figures_weight(m);
}

/* The text on one line, cut at a word when it is long. */
static struct str cut(struct arena *a, struct str text)
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
        .text = m->text,
        .url = m->url,
        .source = m->source_name,
        .at = when(m),
        .id = m->id,
        .hash = m->text_hash,
        /* A sentence or two reads better than three words. */
        .weight = figures_weight(m) + (m->text.n >= 60 ? 1 : 0) + m->confidence,
    };
    if (!m->text.n ||
        (q->n == QUOTES && quote.weight < q->best[QUOTES - 1].weight))
        return;
    quote.text = cut(&g->arena, m->text);
    quote.url = str_dup(&g->arena, m->url);
    quote.source = str_dup(&g->arena, m->source_name);
    figures_quote(q, &quote);
}

static void count_problem(struct gathered *g, const struct mention *m, int type)
{
    struct str key =
        str_printf(&g->arena, "%d " STR_FMT, type, STR_ARG(m->topic));
    struct group *p = group_of(g, &g->problems, key);
    if (!p->n) {
        p->detail = str_dup(&g->arena, m->topic);
        p->type = type;
    }
    count(g, p, m, type);
    quote(g, &p->quotes, m);
}

static void count_groups(struct gathered *g, const struct mention *m, int type)
{
    struct group *row = group_of(g, &g->rows, m->row);
    if (!row->n) {
        row->detail = str_dup(&g->arena, m->why);
        row->solution = str_dup(&g->arena, m->solution);
    }
    count(g, row, m, type);
    count(g, group_of(g, &g->sources, m->source_name), m, type);
    count(g, group_of(g, &g->topics, m->topic), m, type);
    if (words_side(type) < 0)
        count_problem(g, m, type);
    if (words_side(type) > 0)
        quote(g, &g->praise, m);
}

static void count_bin(struct gathered *g, const struct mention *m, int type)
{
    int64_t bin = (when(m) - g->bin_start[0]) / DAY / g->bin_days;
    if (bin >= 0 && bin < g->n_bins)
        g->bins[bin][type]++;
}

static void count_mention(struct gathered *g, const struct mention *m)
{
    int type = words_type_of(m->type), state = state_of(m);
    int letter = letter_of(m->solution);
    if (!m->brand.n || when(m) < g->setup->from || when(m) >= g->setup->to)
        return;
    g->n++;
    g->types[type]++;
    g->tones[words_tone_of(m->tone)]++;
    g->neg += words_side(type) < 0;
    g->pos += words_side(type) > 0;
    g->states[state]++;
    g->stale += m->stale != 0;
    g->edited += m->edited > 0;
    g->gone += m->gone > 0;
    g->undated += m->published <= 0;
    g->doubtful_verdicts += m->confidence * 100 < LOW_CONFIDENCE;
    g->overdue +=
        state == STATE_WAITING && m->due > 0 && m->due < g->setup->now;
    if (letter >= 0)
        g->solutions[letter][state]++;
    count_bin(g, m, type);
    count_groups(g, m, type);
}

static bool walk(struct gathered *g, struct store *s, struct err *e)
{
    struct mention_filter f = {.brand = g->setup->brand,
                               .from = g->setup->from,
                               .to = g->setup->to,
                               .limit = PAGE};
    struct arena page = {0};
    bool ok = true;
    for (size_t n = PAGE; ok && n == PAGE; f.after += n) {
        struct mention *rows;
        arena_reset(&page);
        n = 0;
        ok = store_mentions(s, &page, &f, &rows, &n, e);
        for (size_t i = 0; ok && i < n; i++)
            count_mention(g, &rows[i]);
    }
    arena_clear(&page);
    return ok;
}

/* The index of the period of the same length before this one. */
static bool before(struct gathered *g, struct store *s, struct err *e)
{
    static const char *const OPINION[] = {"broken", "overcharged", "offended",
                                          "rant",   "justified",   "praise"};
    struct mention_filter f = {.brand = g->setup->brand,
                               .from = g->setup->from -
                                       (g->setup->to - g->setup->from),
                               .to = g->setup->from};
    int64_t pos = 0, neg = 0;
    for (size_t i = 0; i < sizeof OPINION / sizeof *OPINION; i++) {
        int64_t n = 0;
        f.type = str_of(OPINION[i]);
        if (f.from > 0 && !store_mention_count(s, &f, &n, e))
            return false;
        *(words_side(words_type_of(f.type)) > 0 ? &pos : &neg) += n;
    }
    g->before = figures_index(pos, neg);
    return true;
}

static void make_bins(struct gathered *g)
{
    const struct report_setup *s = g->setup;
    int64_t first = (s->from + s->zone) / DAY,
            last = (s->to - 1 + s->zone) / DAY;
    int64_t days = last - first + 1;
    g->bin_days = (days + MOST_BINS - 1) / MOST_BINS;
    g->n_bins = (int)((days + g->bin_days - 1) / g->bin_days);
    for (int i = 0; i <= g->n_bins; i++)
        g->bin_start[i] = (first + i * g->bin_days) * DAY - s->zone;
}

bool gather(struct gathered *g, struct store *s,
            const struct report_setup *setup, struct err *e)
{
    *g = (struct gathered){.setup = setup, .ru = str_eqz(setup->lang, "ru")};
    if (setup->from <= 0 || setup->to <= setup->from)
        return err_set(e, "the report's period ends before it begins");
    make_bins(g);
    if (!walk(g, s, e) || !before(g, s, e) ||
        !store_sources(s, &g->arena, &g->seen, &g->n_seen, e))
        return err_add(e, "report");
    g->index = figures_index(g->pos, g->neg);
    figures_sort(&g->problems, true);
    figures_sort(&g->sources, false);
    figures_sort(&g->topics, false);
    figures_sort(&g->rows, false);
    return true;
}

void gather_clear(struct gathered *g)
{
    map_clear(&g->sources.map);
    map_clear(&g->topics.map);
    map_clear(&g->rows.map);
    map_clear(&g->problems.map);
    arena_clear(&g->arena);
}
