/* SPDX-License-Identifier: MIT
 * report: the sections of the HTML page that follow the charts. */
#include "base/html.h"
#include "base/span.h"
#include "report/internal.h"

static void quotes(const struct gathered *g, const struct quotes *q,
                   struct buf *out)
{
    for (int i = 0; i < q->n; i++) {
        const struct quote *quote = &q->best[i];
        buf_z(out, "<blockquote><p>");
        html_text(out, quote->text);
        buf_z(out, "</p><cite>");
        html_text(out, quote->source);
        buf_z(out, ", ");
        words_date(g, out, quote->at);
        if (str_starts_nocase(quote->url, STR("http"))) {
            buf_z(out, ", <a rel=\"noopener noreferrer nofollow\" href=\"");
            html_href(out, quote->url);
            buf_printf(out, "\">%s</a>", words(g, W_OPEN));
        }
        buf_z(out, "</cite></blockquote>\n");
    }
}

static void problem(const struct gathered *g, const struct group *p, int rank,
                    struct buf *out)
{
    struct buf text;
    buf_init(&text, 4096);
    sums_problem(g, p, &text);
    buf_printf(out,
               "<article class=\"problem\">\n<h3>%d. <span class=\"name\">",
               rank);
    html_text(out, buf_view(&text));
    buf_z(out, "</span></h3>\n<p class=\"meta\">");
    struct share of_all = weeks_share(g, p->weekly);
    buf_printf(out, "%s: %lld (%d %%; %s: ", words(g, W_MENTIONS),
               (long long)p->n, figures_percent(p->n, g->n),
               words(g, W_INTERVAL));
    sums_interval(g, &of_all, out);
    buf_printf(out, "), %s %lld%s%lld. ", words(g, W_PROBLEM_WEIGHT),
               (long long)(p->weight * 10 + 0.5) / 10, g->ru ? "," : ".",
               (long long)(p->weight * 10 + 0.5) % 10);
    sums_trend(g, p, out);
    buf_z(out, "</p>\n<p>");
    sums_solutions(g, p, out);
    if (p->department.n) {
        buf_printf(out, " %s: ", words(g, W_DEPARTMENT));
        html_text(out, words_department(g, p->department));
        buf_char(out, '.');
    }
    buf_z(out, "</p>\n");
    quotes(g, &p->quotes, out);
    buf_z(out, "</article>\n");
    buf_clear(&text);
}

void parts_problems(const struct gathered *g, struct buf *out)
{
    buf_printf(out, "<section id=\"problems\">\n<h2>%s</h2>\n",
               words(g, W_PROBLEMS));
    if (!g->problems.n)
        buf_printf(out, "<p>%s</p>\n", words(g, W_NO_PROBLEMS));
    buf_z(out, "<p class=\"meta\">");
    struct buf text;
    buf_init(&text, 8192);
    sums_letters(g, &text);
    html_text(out, buf_view(&text));
    buf_clear(&text);
    buf_z(out, "</p>\n");
    for (size_t i = 0; i < g->problems.n && i < PROBLEMS; i++)
        problem(g, g->problems.list[i], (int)i + 1, out);
    buf_z(out, "</section>\n");
}

void parts_spread(const struct gathered *g, struct buf *out)
{
    if (!g->n_spread)
        return;
    buf_printf(out, "<section id=\"spread\">\n<h2>%s</h2>\n<p>%s</p>\n",
               words(g, W_SPREAD), words(g, W_SPREAD_WHAT));
    for (size_t i = 0; i < g->n_spread; i++) {
        const struct cluster_row *c = &g->spread[i];
        buf_z(out, "<blockquote><p>");
        html_text(out, c->text);
        buf_z(out, "</p><cite>");
        buf_printf(out, words(g, W_SPREAD_OF), (int)c->period_n,
                   (int)c->period_sites);
        buf_printf(out, "; %s: ", words(g, W_SPREAD_FIRST));
        html_text(out, c->site);
        buf_z(out, ", ");
        words_date(g, out, c->from);
        buf_z(out, "</cite></blockquote>\n");
    }
    buf_z(out, "</section>\n");
}

void parts_praise(const struct gathered *g, struct buf *out)
{
    if (!g->praise.n)
        return;
    buf_printf(out, "<section class=\"praise\">\n<h2>%s</h2>\n",
               words(g, W_PRAISE));
    quotes(g, &g->praise, out);
    buf_z(out, "</section>\n");
}

static void state_heads(const struct gathered *g, struct buf *out)
{
    const char *const heads[] = {words(g, W_TOTAL), words(g, W_APPROVED),
                                 words_list(g, LIST_WAITING),
                                 words_list(g, LIST_DISMISSED)};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        buf_printf(out, "<th scope=\"col\" class=\"num\">%s</th>", heads[i]);
    buf_z(out, "</tr></thead><tbody>\n");
}

static void state_cells(struct buf *out, const int64_t states[STATES])
{
    int64_t all = states[STATE_NONE] + states[STATE_WAITING] +
                  states[STATE_APPROVED] + states[STATE_DISMISSED];
    const int64_t n[] = {all, states[STATE_APPROVED], states[STATE_WAITING],
                         states[STATE_DISMISSED]};
    for (size_t i = 0; i < sizeof n / sizeof *n; i++)
        buf_printf(out, "<td class=\"num\">%lld</td>", (long long)n[i]);
    buf_z(out, "</tr>\n");
}

static void solutions(const struct gathered *g, struct buf *out)
{
    buf_printf(out,
               "<div class=\"scroll\" tabindex=\"0\"><table id=\"solutions\" "
               "class=\"long\"><thead><tr>"
               "<th scope=\"col\">%s</th>",
               words(g, W_SOLUTION));
    state_heads(g, out);
    for (int i = 0; i < 26; i++) {
        char letter = (char)('A' + i);
        struct str id = {&letter, 1};
        int64_t n = 0;
        for (int s = 0; s < STATES; s++)
            n += g->solutions[i][s];
        if (!n)
            continue;
        struct str text = words_solution(g, id);
        buf_printf(out, "<tr><th scope=\"row\"><strong>%c</strong>%s", letter,
                   text.n ? " — " : "");
        html_text(out, text);
        buf_z(out, "</th>");
        state_cells(out, g->solutions[i]);
    }
    buf_z(out, "</tbody></table></div>\n");
}

void parts_decisions(const struct gathered *g, struct buf *out)
{
    buf_printf(out, "<section>\n<h2>%s</h2>\n", words(g, W_DECISIONS));
    solutions(g, out);
    buf_printf(out,
               "<h3>%s</h3>\n<div class=\"scroll\" tabindex=\"0\"><table "
               "id=\"rows\" class=\"long\">"
               "<thead><tr><th scope=\"col\">%s</th>",
               words(g, W_ROW), words(g, W_WHY));
    state_heads(g, out);
    for (size_t i = 0; i < g->rows.n; i++) {
        const struct group *row = g->rows.list[i];
        buf_z(out, "<tr><th scope=\"row\"><strong>");
        html_text(out, row->solution);
        buf_z(out, "</strong> ");
        html_text(out, row->detail.n ? row->detail : row->key);
        buf_z(out, "</th>");
        state_cells(out, row->states);
    }
    buf_z(out, "</tbody></table></div>\n</section>\n");
    const struct pen pen = {.g = g, .out = out};
    pen_section(&pen, W_FATES);
    fates_write(&pen);
    pen_section_end(&pen);
}

void parts_outcome(const struct gathered *g, struct buf *out)
{
    const struct {
        const char *name;
        int64_t n;
    } lines[] = {
        {words(g, W_APPROVED), g->states[STATE_APPROVED]},
        {words_list(g, LIST_WAITING), g->states[STATE_WAITING]},
        {words(g, W_OVERDUE), g->overdue},
        {words_list(g, LIST_DISMISSED), g->states[STATE_DISMISSED]},
        {words(g, W_NO_CASE), g->states[STATE_NONE]},
        {words(g, W_STALE), g->stale},
        {words(g, W_EDITED), g->edited},
        {words(g, W_GONE), g->gone},
    };
    buf_printf(out, "<section>\n<h2>%s</h2>\n<p>", words(g, W_OUTCOME));
    sums_outcome(g, out);
    buf_printf(
        out,
        "</p>\n<p class=\"meta\">%s</p>\n<table id=\"outcome\" class=\"short\">"
        "<tbody>\n",
        words(g, W_OUTCOME_TEXT));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        buf_printf(out,
                   "<tr><th scope=\"row\">%s</th><td class=\"num\">%lld</td>"
                   "</tr>\n",
                   lines[i].name, (long long)lines[i].n);
    buf_z(out, "</tbody></table>\n</section>\n");
}

/* Mentions of a source in the period. */
static int64_t found_in(const struct gathered *g, struct str source)
{
    const struct group *group = map_get(&g->sources.map, source);
    return group ? group->n : 0;
}

static void late(const struct gathered *g, const struct delay_row *d,
                 struct buf *out)
{
    struct arena a = {0};
    if (d)
        buf_printf(out, STR_FMT " / " STR_FMT,
                   STR_ARG(span_said(&a, d->median, g->ru)),
                   STR_ARG(span_said(&a, d->p95, g->ru)));
    else
        buf_z(out, "—");
    arena_clear(&a);
}

static void source(const struct gathered *g, const struct source_row *s,
                   struct buf *out)
{
    buf_printf(out, "<tr%s><th scope=\"row\">",
               sums_blind(g, s) ? " class=\"blind\"" : "");
    html_text(out, s->name);
    buf_printf(out, "</th><td class=\"num\">%lld</td><td>",
               (long long)found_in(g, s->name));
    if (s->last_visit > 0)
        words_date(g, out, s->last_visit);
    else
        buf_z(out, words(g, W_NEVER));
    buf_z(out, "</td><td>");
    late(g, delay_of_source(g->late, g->n_late, s->id), out);
    buf_printf(out, "</td><td>%s%s", sums_blind(g, s) ? "⚠ " : "",
               words_health(g, s));
    if (s->cause.n) {
        buf_z(out, words_health(g, s)[0] ? ": " : "");
        html_text(out, s->cause);
    }
    buf_z(out, "</td></tr>\n");
}

static void blind_names(const struct gathered *g, struct buf *out)
{
    const char *between = "";
    for (size_t i = 0; i < g->n_seen; i++) {
        if (!sums_blind(g, &g->seen[i]))
            continue;
        buf_z(out, between);
        html_text(out, g->seen[i].name);
        between = ", ";
    }
    buf_char(out, '.');
}

void parts_coverage(const struct gathered *g, struct buf *out)
{
    buf_printf(out, "<section>\n<h2>%s</h2>\n<p>", words(g, W_COVERAGE));
    if (sums_coverage(g, out))
        blind_names(g, out);
    sums_blind_time(g, out, html_text);
    sums_late(g, out);
    buf_z(out, "</p>\n");
    if (g->n_seen) {
        buf_printf(out,
                   "<div class=\"scroll\" tabindex=\"0\"><table "
                   "id=\"coverage\"><thead><tr>"
                   "<th scope=\"col\">%s</th><th scope=\"col\" class=\"num\">"
                   "%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                   "<th scope=\"col\">%s</th></tr></thead><tbody>\n",
                   words(g, W_SOURCE), words(g, W_MENTIONS),
                   words(g, W_VISITED), words(g, W_SEEN_SHORT),
                   words(g, W_STATE));
        for (size_t i = 0; i < g->n_seen; i++)
            source(g, &g->seen[i], out);
        buf_z(out, "</tbody></table></div>\n");
    }
    buf_z(out, "</section>\n");
}

void parts_how(const struct gathered *g, struct buf *out)
{
    buf_printf(out, "<section>\n<h2>%s</h2>\n<p>", words(g, W_HOW));
    sums_types(g, out);
    buf_printf(out, "</p>\n<p>%s</p>\n<p>%s</p>\n<p>", words(g, W_HOW_CHANCE),
               words(g, W_HOW_WEIGHT));
    buf_printf(out, words(g, W_HOW_UNDATED), (int)g->undated);
    if (g->beside && !g->setup->brand.n) {
        buf_z(out, "</p>\n<p>");
        buf_printf(out, words(g, W_HOW_BRANDS), (int)g->beside);
    }
    buf_printf(out, "</p>\n<p>%s</p>\n</section>\n", words(g, W_HOW_NAMES));
}
