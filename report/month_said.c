/* SPDX-License-Identifier: MIT
 * month: its sheet, as a part of the desk's page and as Markdown. */
#include "base/html.h"
#include "report/internal.h"

/* A link into the desk; Markdown has none. */
static void to_desk(const struct pen *p, const char *where, int64_t id)
{
    if (!p->md)
        buf_printf(p->out, " <a href=\"/%s/%lld\">№ %lld</a>", where,
                   (long long)id, (long long)id);
}

static void row(const struct pen *p, enum word name, int64_t n)
{
    pen_row(p, str_of(words(p->g, name)));
    pen_number(p, n);
    pen_row_end(p);
}

static void came(const struct pen *p)
{
    static const enum word HEADS[] = {W_TYPE, W_COUNT, W_WAS};
    const struct gathered *g = p->g;
    int64_t before = 0;
    pen_section(p, W_CAME);
    pen_table(p, HEADS, 3);
    for (int i = 0; i < TYPE_COUNT; i++) {
        enum mention_type type = words_stacked(i);
        before += g->month.was[type];
        if (!g->types[type] && !g->month.was[type])
            continue;
        pen_row(p, str_of(words_type(g, type)));
        pen_number(p, g->types[type]);
        pen_number(p, g->month.was[type]);
        pen_row_end(p);
    }
    pen_row(p, str_of(words(g, W_TOTAL)));
    pen_number(p, g->n);
    pen_number(p, before);
    pen_row_end(p);
    pen_table_end(p);
    if (g->setup->brands) {
        pen_para(p);
        pen_put(p, words(g, W_CAME_BRANDS));
        pen_para_end(p);
    }
    pen_section_end(p);
}

static void in_time(const struct pen *p)
{
    static const enum word HEADS[] = {W_STATE, W_COUNT};
    const struct month_replies *r = &p->g->month.replies;
    pen_section(p, W_IN_TIME);
    pen_table(p, HEADS, 2);
    row(p, W_WANTED, r->wanted);
    pen_row(p, str_of(words(p->g, W_ANSWERED_IN_TIME)));
    pen_share(p, r->in_time, r->in_time + r->late + r->overdue);
    pen_row_end(p);
    row(p, W_ANSWERED_LATE, r->late);
    row(p, W_WAITS, r->waits);
    row(p, W_OVERDUE, r->overdue);
    pen_row(p, str_of(words_list(p->g, LIST_DISMISSED)));
    pen_number(p, r->dismissed);
    pen_row_end(p);
    pen_table_end(p);
    pen_section_end(p);
}

static void happiness(const struct pen *p)
{
    const struct gathered *g = p->g;
    pen_section(p, W_INDEX);
    pen_para(p);
    if (g->index.known) {
        pen_put(p, p->md ? "" : "<b>");
        sums_formula(g, p->out);
        pen_put(p, p->md ? "" : "</b>");
        pen_para_end(p);
        pen_para(p);
        sums_before(g, p->out);
    } else {
        pen_put(p, words(g, W_INDEX_UNKNOWN));
    }
    pen_para_end(p);
    pen_section_end(p);
}

static void done(const struct pen *p)
{
    static const enum word HEADS[] = {W_MEASURE, W_CASES_COUNT};
    const struct gathered *g = p->g;
    pen_section(p, W_DONE);
    pen_para(p);
    buf_printf(p->out, "%s: %lld.", words(g, W_CLOSED_MATTERS),
               (long long)g->month.replies.closed);
    if (outcome_has_clients(g)) {
        buf_printf(p->out, " %s", words(g, W_CLIENTS));
        outcome_clients(g, p->out);
        buf_char(p->out, '.');
    }
    pen_para_end(p);
    if (g->measures.n) {
        pen_table(p, HEADS, 2);
        for (size_t i = 0; i < g->measures.n; i++) {
            pen_row(p, outcome_measure(g, g->measures.list[i]));
            pen_number(p, g->measures.list[i]->n);
            pen_row_end(p);
        }
        pen_table_end(p);
    }
    pen_para(p);
    buf_printf(p->out, "%s: %s %lld, %s %lld, %s %lld.", words(g, W_PROPOSALS),
               words(g, W_PROPOSED), (long long)g->month.proposed,
               words(g, W_AGREED), (long long)g->month.agreed,
               words(g, W_INTRODUCED), (long long)g->month.introduced);
    pen_para_end(p);
    pen_section_end(p);
}

static void gaps(const struct pen *p)
{
    const struct month *m = &p->g->month;
    if (!m->all_gaps)
        return;
    pen_section(p, W_GAPS);
    pen_para(p);
    buf_printf(p->out, "%s: %lld.", words(p->g, W_GAPS_ALL),
               (long long)m->all_gaps);
    pen_para_end(p);
    pen_put(p, p->md ? "\n" : "<ul>\n");
    for (size_t i = 0; i < m->n_gaps; i++) {
        pen_put(p, p->md ? "- " : "<li>");
        pen_text(p, m->gaps[i].expected);
        pen_put(p, " → ");
        pen_text(p, m->gaps[i].found);
        to_desk(p, "case", m->gaps[i].case_id);
        pen_put(p, p->md ? "\n" : "</li>\n");
    }
    pen_put(p, p->md ? "" : "</ul>\n");
    pen_section_end(p);
}

static void texts(const struct pen *p)
{
    const struct month *m = &p->g->month;
    if (!m->n_read)
        return;
    pen_section(p, W_TO_READ);
    for (size_t i = 0; i < m->n_read; i++) {
        const struct quote *q = &m->read[i];
        pen_put(p, p->md ? "\n> " : "<blockquote><p>");
        pen_text(p, q->text);
        pen_put(p, p->md ? "\n> — " : "</p><cite>");
        pen_text(p, q->source);
        pen_put(p, ", ");
        words_date(p->g, p->out, q->at);
        to_desk(p, "mention", q->id);
        pen_put(p, p->md ? "\n" : "</cite></blockquote>\n");
    }
    pen_section_end(p);
}

static void sheet(const struct pen *p)
{
    came(p);
    in_time(p);
    happiness(p);
    done(p);
    gaps(p);
    pen_section(p, W_FATES);
    fates_write(p);
    pen_section_end(p);
    texts(p);
}

static bool written(const struct buf *out, struct err *e)
{
    return !out->over || err_set(e, "the sheet of the month is too long");
}

bool report_month_html(struct store *s, const struct report_setup *setup,
                       struct buf *out, struct err *e)
{
    struct gathered g;
    bool ok = month_gather(&g, s, setup, e);
    if (ok)
        sheet(&(struct pen){.g = &g, .out = out});
    gather_clear(&g);
    return ok && written(out, e);
}

bool report_month_markdown(struct store *s, const struct report_setup *setup,
                           struct buf *out, struct err *e)
{
    struct gathered g;
    bool ok = month_gather(&g, s, setup, e);
    if (ok) {
        buf_printf(out, "# %s ", words(&g, W_SHEET));
        words_month(&g, out, setup->from);
        buf_z(out, setup->company.n ? " · " : "");
        markdown_text(out, setup->company);
        buf_char(out, '\n');
        sheet(&(struct pen){.g = &g, .out = out, .md = true});
    }
    gather_clear(&g);
    return ok && written(out, e);
}

bool report_fates(struct store *s, const struct report_setup *setup,
                  struct buf *out, struct err *e)
{
    struct gathered g = {.setup = setup, .ru = str_eqz(setup->lang, "ru")};
    bool ok = fates_gather(&g, s, e);
    if (ok)
        fates_write(&(struct pen){.g = &g, .out = out, .md = true});
    gather_clear(&g);
    return ok && written(out, e);
}
