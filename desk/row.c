/* SPDX-License-Identifier: MIT
 * row: the two lines, and the list beside a case. */
#include "desk/row.h"

#include "desk/brands.h"
#include "desk/bulk.h"
#include "desk/flags.h"
#include "desk/hand.h"
#include "desk/kin.h"
#include "desk/page.h"
#include "desk/sheet.h"
#include "desk/telling.h"
#include "desk/twins.h"

enum { AHEAD = 4, BEHIND = 16 /* rows beside a case */ };

static void piece(struct request *r, const char *class, struct str text)
{
    if (text.n)
        html_printf(&r->out, "<span class=\"%s\">%S</span>", class, &text);
}

/* To a page of the author or the thread. */
static void way(struct request *r, const char *page, int64_t id,
                struct str text)
{
    html_printf(&r->out, "<a class=\"%s\" href=\"/%s/%ld\">%S</a>",
                page[0] == 'a' ? "author" : "source", page, (long)id, &text);
}

static void sign(struct request *r, const char *mark, enum say what)
{
    html_printf(&r->out, "<abbr title=\"%s\">%s</abbr>", page_word(r, what),
                mark);
}

static void signs(struct request *r, const struct mention *m)
{
    const struct verdict_row *v = &m->verdict;
    if (m->post.edited)
        sign(r, "✎", SAY_SIGN_EDITED);
    if (v->corrected_by.n)
        sign(r, "✓", SAY_SIGN_PERSON);
    else if (v->confidence >= 0 && v->confidence < STORE_UNSURE)
        sign(r, "?", SAY_SIGN_UNSURE);
    if (m->post.likes > 0)
        html_printf(&r->out, "<span class=\"likes\" title=\"%s\">%ld ♥</span>",
                    page_word(r, SAY_LIKES), (long)m->post.likes);
}

/* How long ago, with the moment for who asks. */
static void age(struct request *r, const struct mention *m)
{
    int64_t at = m->post.published ? m->post.published : m->post.collected;
    page_ago(r, at);
}

/* How and by whom it ended: "Approved by: Anna · 27.11.2026 10:00". */
static void ended(struct request *r, enum say what, struct str who, int64_t at)
{
    who = say_value(r->lang, "who", who);
    html_printf(&r->out, "%s: %S · ", page_word(r, what), &who);
    page_time(r, at);
}

/* Why it waits or got no reply, or how it ended. */
static void state(struct request *r, const struct mention *m)
{
    struct str why = page_why(r, m);
    enum list list = sheet_list(m);
    struct str reason = say_value(r->lang, "reason", m->case_.reason);
    html_printf(&r->out, "<p class=\"why\">");
    if (m->case_.asleep)
        hand_asleep(r, m);
    else if (m->case_.posted)
        ended(r, SAY_POSTED_BY, m->case_.posted_by, m->case_.posted);
    else if (list == LIST_APPROVED)
        ended(r, SAY_APPROVED_BY, m->case_.closed_by, m->case_.closed);
    else if (m->case_.closed && m->case_.id)
        ended(r, SAY_DISMISSED_BY, m->case_.closed_by, m->case_.closed);
    else if (!sheet_case_waits(m))
        ended(r, SAY_DECIDED_BY, STR("matrix"), m->post.collected);
    else
        html_text(&r->out, why);
    if (list == LIST_DISMISSED && reason.n)
        html_printf(&r->out, " · %S", &reason);
    if (!m->case_.id)
        html_printf(&r->out, " · %S", &why);
    buf_z(&r->out, "</p>");
}

static void where(struct request *r, const struct mention *m)
{
    struct str nobody = str_of(page_word(r, SAY_UNKNOWN_AUTHOR));
    if (kin_has_author(m) && m->post.author.n)
        way(r, "author", m->id, m->post.author);
    else
        piece(r, "author", m->post.author.n ? m->post.author : nobody);
    signs(r, m);
    piece(r, "brandname", m->post.brand);
    brands_sign(r, m);
    if (kin_has_thread(m) && m->post.thread_title.n)
        way(r, "thread", m->id, m->post.thread_title);
    else
        piece(r, "source", m->post.source_name);
    age(r, m);
    if (m->case_.assignee.n)
        html_printf(&r->out, "<span class=\"whose\">@%S</span>",
                    &m->case_.assignee);
}

static void first_line(struct request *r, const struct row *row)
{
    const struct mention *m = row->m;
    const struct view *v = row->view;
    buf_z(&r->out, "<p class=\"meta\">");
    page_type(r, m->verdict.type);
    page_solution(r, m->decision.solution);
    flags_signs(r, m);
    flags_incident(r, row->incident);
    twins_sign(r, m);
    if (row->n > 1)
        html_printf(&r->out, "<b class=\"many\" title=\"%s\">≡%ld</b>",
                    page_word(r, SAY_WAIT_TOGETHER), (long)row->n);
    where(r, m);
    if (row->writers)
        writers_sign(r, row->writers, m->id);
    if (sheet_case_waits(m))
        page_case_due(r, m);
    else if (row->beside || (!v->filter.status.n && !v->filter.queue))
        piece(r, "list", say_value(r->lang, "list", m->case_.list));
    buf_z(&r->out, "</p>\n");
}

/* Beside a case the rows are no headings: the page is of the case. */
static void second_line(struct request *r, const struct row *row)
{
    struct buf *o = &r->out;
    struct str path =
        str_printf(&r->arena, "/mention/%lld", (long long)row->m->id);
    struct str to = view_link(r, row->view, path.p);
    buf_z(o, row->beside ? "<p class=\"words\">" : "<h2>");
    html_printf(o, "<a href=\"%S\"%s>", &to,
                row->here ? " aria-current=\"page\"" : "");
    telling_write(r, row->m);
    buf_z(o, row->beside ? "</a></p>\n" : "</a></h2>\n");
}

void row_draw(struct request *r, const struct row *row)
{
    /* Of what waits the second line is enough; why it sleeps is told. */
    bool waits = sheet_case_waits(row->m) && !row->m->case_.asleep;
    html_printf(&r->out, "<li class=\"row\" id=\"m%ld\"%s%s>\n",
                (long)row->m->id, waits ? " data-waits" : "",
                row->here ? " data-here" : "");
    if (row->box)
        bulk_box(r, "bulk", row->m->id, false);
    first_line(r, row);
    second_line(r, row);
    state(r, row->m);
    buf_z(&r->out, "</li>\n");
}

/* ---- beside a case ---- */

static bool around(struct request *r, const struct view *v, struct spot to,
                   struct mention **rows, size_t *n)
{
    struct err ignored;
    struct mention_filter f = v->filter;
    f.after = 0;
    f.ahead = to.ahead;
    f.behind = to.behind;
    f.limit = to.ahead ? AHEAD : BEHIND;
    *rows = NULL, *n = 0;
    return !v->wrong.what.n &&
           store_mentions(r->desk->store, &r->arena, &f, rows, n, &ignored);
}

void beside_load(struct request *r, const struct view *v, int64_t id,
                 struct beside *b)
{
    *b = (struct beside){.view = v};
    if (!r->api)
        writers_load(r, &b->writers);
    if (r->api || !page_has_queue(r) ||
        !around(r, v, (struct spot){.ahead = id}, &b->before, &b->n_before) ||
        !around(r, v, (struct spot){.behind = id}, &b->after, &b->n_after))
        *b = (struct beside){.view = v, .writers = b->writers};
}

static void rows_of(struct request *r, const struct beside *b,
                    const struct mention *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        row_draw(r, &(struct row){.view = b->view,
                                  .writers = &b->writers,
                                  .m = &rows[i],
                                  .beside = true});
}

void beside_draw(struct request *r, const struct beside *b,
                 const struct mention *m)
{
    if (!page_has_queue(r))
        return;
    html_printf(&r->out,
                "<nav class=\"pane list\" aria-label=\"%s\"><ol "
                "class=\"rows\">\n",
                page_word(r, SAY_LIST_BESIDE));
    rows_of(r, b, b->before, b->n_before);
    row_draw(r, &(struct row){.view = b->view,
                              .writers = &b->writers,
                              .m = m,
                              .beside = true,
                              .here = true});
    rows_of(r, b, b->after, b->n_after);
    buf_z(&r->out, "</ol></nav>\n");
}

static void turn(struct request *r, const struct beside *b,
                 const struct mention *m, const char *name, enum say word)
{
    struct str path = str_printf(&r->arena, "/mention/%lld", (long long)m->id);
    struct str to = view_link(r, b->view, path.p);
    html_printf(&r->out, "<a href=\"%S\" data-%s>%s</a>\n", &to, name,
                page_word(r, word));
}

void beside_turns(struct request *r, const struct beside *b)
{
    if (!b->n_before && !b->n_after)
        return;
    html_printf(&r->out, "<span class=\"turns\">");
    if (b->n_before)
        turn(r, b, &b->before[b->n_before - 1], "prev", SAY_PREVIOUS_ONE);
    if (b->n_after)
        turn(r, b, &b->after[0], "next", SAY_NEXT_ONE);
    buf_z(&r->out, "</span>");
}
