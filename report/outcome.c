/* SPDX-License-Identifier: MIT
 * report: what was found out and done about the cases of a period: causes by
 * department, measures, clients kept. Nobody is named (R34, R36, R67). */
#include "base/html.h"
#include "report/internal.h"

static void count(struct gathered *g, const struct finding_row *f)
{
    struct str rest = f->measures, id;
    int risk = term_find(TERMS_RISK, f->risk);
    if (risk >= 0)
        g->risks[risk] += f->n;
    while (str_split(&rest, ' ', &id))
        if (id.n)
            figures_group(g, &g->measures, id)->n += f->n;
    if (!f->cause.n)
        return;
    struct str key = str_printf(&g->arena, STR_FMT " " STR_FMT,
                                STR_ARG(f->cause), STR_ARG(f->lies_in));
    struct group *cause = figures_group(g, &g->causes, key);
    cause->detail = f->cause;
    cause->department = f->lies_in;
    cause->n += f->n;
}

bool outcome_gather(struct gathered *g, struct store *s, struct err *e)
{
    const struct findings_wish wish = {g->setup->from, g->setup->to,
                                       g->setup->brand};
    struct finding_row *rows;
    size_t n;
    if (!store_findings(s, &g->arena, &wish, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        count(g, &rows[i]);
    figures_sort(&g->causes, false);
    figures_sort(&g->measures, false);
    return true;
}

/* ---- said ---- */

static struct str cause_said(const struct gathered *g, const struct group *c)
{
    const struct report_catalogue *names = &g->setup->catalogue;
    return names->cause ? names->cause(names->of, c->detail, g->setup->lang)
                        : c->detail;
}

struct str outcome_measure(const struct gathered *g, const struct group *m)
{
    const struct report_catalogue *names = &g->setup->catalogue;
    return names->measure ? names->measure(names->of, m->key, g->setup->lang)
                          : m->key;
}

bool outcome_has_clients(const struct gathered *g)
{
    for (int i = 0; i < RISK_COUNT; i++)
        if (g->risks[i])
            return true;
    return false;
}

static bool is_empty(const struct gathered *g)
{
    return !g->causes.n && !g->measures.n && !outcome_has_clients(g);
}

void outcome_clients(const struct gathered *g, struct buf *out)
{
    bool first = true;
    for (int i = 0; i < RISK_COUNT; i++) {
        const struct term *t = term_at(TERMS_RISK, i);
        if (!g->risks[i])
            continue;
        buf_printf(out, "%s %s %lld", first ? ":" : ",", g->ru ? t->ru : t->en,
                   (long long)g->risks[i]);
        first = false;
    }
}

/* ---- HTML ---- */

static void table(const struct gathered *g, const struct groups *list,
                  enum word head, struct buf *out)
{
    bool causes = head == W_CAUSE;
    if (!list->n)
        return;
    buf_printf(out,
               "<table id=\"%s\" class=\"short\"><thead><tr>"
               "<th scope=\"col\">%s</th>"
               "<th scope=\"col\" class=\"num\">%s</th></tr></thead><tbody>\n",
               causes ? "causes" : "measures", words(g, head),
               words(g, W_CASES_COUNT));
    for (size_t i = 0; i < list->n; i++) {
        const struct group *group = list->list[i];
        buf_z(out, "<tr><th scope=\"row\">");
        html_text(out,
                  causes ? cause_said(g, group) : outcome_measure(g, group));
        if (causes && group->department.n) {
            buf_z(out, " · ");
            html_text(out, words_department(g, group->department));
        }
        buf_printf(out, "</th><td class=\"num\">%lld</td></tr>\n",
                   (long long)group->n);
    }
    buf_z(out, "</tbody></table>\n");
}

void outcome_html(const struct gathered *g, struct buf *out)
{
    if (is_empty(g))
        return;
    buf_printf(out,
               "<section id=\"cases\">\n<h2>%s</h2>\n"
               "<p class=\"meta\">%s</p>\n",
               words(g, W_CASES), words(g, W_CASES_WHAT));
    if (outcome_has_clients(g)) {
        buf_printf(out, "<p>%s", words(g, W_CLIENTS));
        outcome_clients(g, out);
        buf_z(out, ".</p>\n");
    }
    table(g, &g->causes, W_CAUSE, out);
    table(g, &g->measures, W_MEASURE, out);
    buf_z(out, "</section>\n");
}

/* ---- Markdown ---- */

static void rows(const struct gathered *g, const struct groups *list,
                 enum word head, struct buf *out,
                 void text(struct buf *out, struct str s))
{
    bool causes = head == W_CAUSE;
    if (!list->n)
        return;
    buf_printf(out, "\n| %s | %s |\n|---|---:|\n", words(g, head),
               words(g, W_CASES_COUNT));
    for (size_t i = 0; i < list->n; i++) {
        const struct group *group = list->list[i];
        buf_z(out, "| ");
        text(out, causes ? cause_said(g, group) : outcome_measure(g, group));
        if (causes && group->department.n) {
            buf_z(out, " · ");
            text(out, words_department(g, group->department));
        }
        buf_printf(out, " | %lld |\n", (long long)group->n);
    }
}

void outcome_markdown(const struct gathered *g, struct buf *out,
                      void text(struct buf *out, struct str s))
{
    if (is_empty(g))
        return;
    buf_printf(out, "\n## %s\n\n%s\n", words(g, W_CASES),
               words(g, W_CASES_WHAT));
    if (outcome_has_clients(g)) {
        buf_printf(out, "\n%s", words(g, W_CLIENTS));
        outcome_clients(g, out);
        buf_z(out, ".\n");
    }
    rows(g, &g->causes, W_CAUSE, out, text);
    rows(g, &g->measures, W_MEASURE, out, text);
}
