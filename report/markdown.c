/* SPDX-License-Identifier: MIT
 * report: the Markdown twin of the page. */
#include "report/internal.h"

/* A link target: http or https without anything that ends it early. */
static bool md_url(struct str url)
{
    if (!str_starts_nocase(url, STR("http://")) &&
        !str_starts_nocase(url, STR("https://")))
        return false;
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '<' ||
            url.p[i] == '>' || url.p[i] == '\\')
            return false;
    return true;
}

static void title(const struct gathered *g, enum word word, struct buf *out)
{
    buf_printf(out, "\n## %s\n\n", words(g, word));
}

static void heading(const struct gathered *g, struct buf *out)
{
    const struct report_setup *s = g->setup;
    struct str about = s->brand.n ? s->brand : s->company;
    buf_z(out, "# ");
    markdown_text(out, about);
    buf_printf(out, "%s%s\n\n%s: ", about.n ? ": " : "", words(g, W_TITLE),
               words(g, W_PERIOD));
    words_date(g, out, s->from);
    buf_z(out, " – ");
    words_date(g, out, s->to - 1);
    buf_printf(out, ". %s: ", words(g, W_MADE));
    words_date(g, out, s->now);
    buf_z(out, ".\n");
}

static void happiness(const struct gathered *g, struct buf *out)
{
    title(g, W_INDEX, out);
    if (!g->index.known) {
        buf_printf(out, "%s\n", words(g, W_INDEX_UNKNOWN));
        return;
    }
    buf_printf(out, "**%d**. %s\n\n`", (int)(100 * g->index.value + 0.5),
               words(g, W_INDEX_WHAT));
    sums_formula(g, out);
    buf_z(out, "`\n\n");
    sums_before(g, out);
    buf_char(out, '\n');
}

static void quotes(const struct gathered *g, const struct quotes *q,
                   struct buf *out)
{
    for (int i = 0; i < q->n; i++) {
        buf_z(out, "\n> ");
        markdown_text(out, q->best[i].text);
        buf_z(out, "\n> — ");
        markdown_text(out, q->best[i].source);
        buf_z(out, ", ");
        words_date(g, out, q->best[i].at);
        if (md_url(q->best[i].url)) {
            buf_printf(out, ", [%s](<", words(g, W_OPEN));
            buf_str(out, q->best[i].url);
            buf_z(out, ">)");
        }
        buf_char(out, '\n');
    }
}

static void problems(const struct gathered *g, struct buf *out)
{
    title(g, W_PROBLEMS, out);
    struct buf letters;
    buf_init(&letters, 8192);
    sums_letters(g, &letters);
    markdown_text(out, buf_view(&letters));
    buf_char(out, '\n');
    buf_clear(&letters);
    if (!g->problems.n)
        buf_printf(out, "%s\n", words(g, W_NO_PROBLEMS));
    for (size_t i = 0; i < g->problems.n && i < PROBLEMS; i++) {
        const struct group *p = g->problems.list[i];
        struct buf text;
        buf_init(&text, 4096);
        sums_problem(g, p, &text);
        buf_printf(out, "\n### %zu. ", i + 1);
        markdown_text(out, buf_view(&text));
        struct share of_all = weeks_share(g, p->weekly);
        buf_printf(out, "\n\n%s: %lld (%d %%; %s: ", words(g, W_MENTIONS),
                   (long long)p->n, figures_percent(p->n, g->n),
                   words(g, W_INTERVAL));
        sums_interval(g, &of_all, out);
        buf_z(out, "). ");
        sums_trend(g, p, out);
        buf_char(out, ' ');
        sums_solutions(g, p, out);
        if (p->department.n) {
            buf_printf(out, " %s: ", words(g, W_DEPARTMENT));
            markdown_text(out, words_department(g, p->department));
            buf_char(out, '.');
        }
        buf_char(out, '\n');
        quotes(g, &p->quotes, out);
        buf_clear(&text);
    }
}

static void shares(const struct gathered *g, struct buf *out)
{
    title(g, W_BALANCE, out);
    buf_printf(out, "| %s | %s | %s | %s |\n|---|---:|---:|---:|\n",
               words(g, W_TYPE), words(g, W_COUNT), words(g, W_SHARE),
               words(g, W_INTERVAL));
    for (int place = TYPE_COUNT - 1; place >= 0; place--) {
        enum mention_type t = words_stacked(place);
        struct share s = weeks_share(g, g->weeks.types[t]);
        buf_printf(out, "| %s | %lld | %d %% | ", words_type(g, t),
                   (long long)g->types[t], figures_percent(g->types[t], g->n));
        sums_interval(g, &s, out);
        buf_z(out, " |\n");
    }
    title(g, W_TONE, out);
    buf_printf(out, "| %s | %s | %s |\n|---|---:|---:|\n", words(g, W_TONE),
               words(g, W_COUNT), words(g, W_SHARE));
    for (int place = TONE_COUNT - 1; place >= 0; place--) {
        enum tone t = words_stacked_tone(place);
        buf_printf(out, "| %s | %lld | %d %% |\n", words_tone(g, t),
                   (long long)g->tones[t], figures_percent(g->tones[t], g->n));
    }
}

static void days(const struct gathered *g, struct buf *out)
{
    bool daily = g->bin_unit == BIN_DAY;
    title(g, daily ? W_DAYS : W_OVER_TIME, out);
    if (!daily)
        buf_printf(out, "%s\n\n", words_column(g));
    buf_printf(out, "| %s | %s | %s | %s |\n|---|---:|---:|---:|\n",
               words(g, W_DAY), words(g, W_TOTAL), words(g, W_NEGATIVE),
               words(g, W_POSITIVE));
    for (int b = 0; b < g->n_bins; b++) {
        int64_t all = 0, side[2] = {0, 0};
        for (int t = 0; t < TYPE_COUNT; t++) {
            int to = words_side((enum mention_type)t);
            all += g->bins[b][t];
            if (to)
                side[to > 0] += g->bins[b][t];
        }
        buf_z(out, "| ");
        bins_name(g, b, out);
        buf_printf(out, " | %lld | %lld | %lld |\n", (long long)all,
                   (long long)side[0], (long long)side[1]);
    }
}

static void groups(const struct gathered *g, const struct groups *list,
                   enum word name, struct buf *out)
{
    title(g, name, out);
    buf_printf(out, "| %s | %s | %s | %s |\n|---|---:|---:|---:|\n",
               words(g, name == W_TOPICS ? W_TOPIC : W_SOURCE),
               words(g, W_TOTAL), words(g, W_NEGATIVE), words(g, W_POSITIVE));
    for (size_t i = 0; i < list->n; i++) {
        const struct group *group = list->list[i];
        buf_z(out, "| ");
        markdown_text(out, name == W_TOPICS ? words_topic(g, group->key)
                                            : group->key);
        buf_printf(out, " | %lld | %lld | %lld |\n", (long long)group->n,
                   (long long)group->neg, (long long)group->pos);
    }
}

static void decisions(const struct gathered *g, struct buf *out)
{
    title(g, W_DECISIONS, out);
    buf_printf(out, "| %s | %s | %s | %s | %s |\n|---|---:|---:|---:|---:|\n",
               words(g, W_WHY), words(g, W_TOTAL), words(g, W_APPROVED),
               words_list(g, LIST_WAITING), words_list(g, LIST_DISMISSED));
    for (size_t i = 0; i < g->rows.n; i++) {
        const struct group *row = g->rows.list[i];
        buf_z(out, "| **");
        markdown_text(out, row->solution);
        buf_z(out, "** ");
        markdown_text(out, row->detail.n ? row->detail : row->key);
        buf_printf(out, " | %lld | %lld | %lld | %lld |\n", (long long)row->n,
                   (long long)row->states[STATE_APPROVED],
                   (long long)row->states[STATE_WAITING],
                   (long long)row->states[STATE_DISMISSED]);
    }
    const struct pen pen = {.g = g, .out = out, .md = true};
    pen_section(&pen, W_FATES);
    fates_write(&pen);
    title(g, W_OUTCOME, out);
    sums_outcome(g, out);
    buf_char(out, '\n');
}

static void coverage(const struct gathered *g, struct buf *out)
{
    title(g, W_COVERAGE, out);
    (void)sums_coverage(g, out);
    sums_blind_time(g, out, markdown_text);
    sums_late(g, out);
    buf_char(out, '\n');
    for (size_t i = 0; i < g->n_seen; i++) {
        const struct source_row *s = &g->seen[i];
        if (!sums_blind(g, s))
            continue;
        buf_z(out, "\n- ");
        markdown_text(out, s->name);
        buf_printf(out, ": %s", words_health(g, s));
        if (s->cause.n)
            buf_z(out, ", "), markdown_text(out, s->cause);
        buf_printf(out, "; %s ", words(g, W_VISITED));
        if (s->last_visit > 0)
            words_date(g, out, s->last_visit);
        else
            buf_z(out, words(g, W_NEVER));
    }
    buf_char(out, '\n');
}

static void how(const struct gathered *g, struct buf *out)
{
    title(g, W_HOW, out);
    sums_types(g, out);
    buf_printf(out, "\n\n%s\n\n%s\n\n", words(g, W_HOW_CHANCE),
               words(g, W_HOW_WEIGHT));
    buf_printf(out, words(g, W_HOW_UNDATED), (int)g->undated);
    if (g->beside && !g->setup->brand.n) {
        buf_z(out, "\n\n");
        buf_printf(out, words(g, W_HOW_BRANDS), (int)g->beside);
    }
    buf_printf(out, "\n\n%s\n", words(g, W_HOW_NAMES));
}

static void spread(const struct gathered *g, struct buf *out)
{
    if (!g->n_spread)
        return;
    title(g, W_SPREAD, out);
    buf_printf(out, "%s\n", words(g, W_SPREAD_WHAT));
    for (size_t i = 0; i < g->n_spread; i++) {
        const struct cluster_row *c = &g->spread[i];
        buf_z(out, "\n> ");
        markdown_text(out, c->text);
        buf_z(out, "\n> — ");
        buf_printf(out, words(g, W_SPREAD_OF), (int)c->period_n,
                   (int)c->period_sites);
        buf_printf(out, "; %s: ", words(g, W_SPREAD_FIRST));
        markdown_text(out, c->site);
        buf_z(out, ", ");
        words_date(g, out, c->from);
        buf_char(out, '\n');
    }
}

static void body(const struct gathered *g, struct buf *out)
{
    title(g, W_SUMMARY, out);
    struct buf text;
    buf_init(&text, 8192);
    sums_summary(g, &text);
    markdown_text(out, buf_view(&text));
    buf_clear(&text);
    buf_char(out, '\n');
    happiness(g, out);
    problems(g, out);
    days(g, out);
    shares(g, out);
    groups(g, &g->sources, W_SOURCES, out);
    groups(g, &g->topics, W_TOPICS, out);
    spread(g, out);
    if (g->praise.n) {
        title(g, W_PRAISE, out);
        quotes(g, &g->praise, out);
    }
    decisions(g, out);
}

bool report_markdown(struct store *s, const struct report_setup *setup,
                     struct buf *out, struct err *e)
{
    struct gathered g;
    bool ok = gather(&g, s, setup, e);
    if (ok) {
        heading(&g, out);
        if (g.n)
            body(&g, out);
        else
            buf_printf(out, "\n**%s** %s\n", words(&g, W_EMPTY),
                       words(&g, W_EMPTY_HINT));
        outcome_markdown(&g, out, markdown_text);
        coverage(&g, out);
        how(&g, out);
    }
    gather_clear(&g);
    return ok && (!out->over || err_set(e, "the report is too long"));
}
