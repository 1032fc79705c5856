/* SPDX-License-Identifier: MIT
 * kin: one author with all he wrote, one discussion from its first post on;
 * with what we answered and what we promised. */
#include "desk/kin.h"

#include <microhttpd.h>

#include "desk/flags.h"
#include "desk/page.h"

enum {
    ROWS = 25,         /* posts on a page */
    PROMISES = 50,     /* of an author */
    CASES = 50,        /* of an author */
    AUTHOR_CUT = 320,  /* code points of a post on his page, */
    THREAD_CUT = 1500, /* and in a thread */
    ANSWER_CUT = 700   /* of our reply */
};

bool kin_has_author(const struct mention *m)
{
    return (m->post.author.n || m->post.author_url.n) &&
           !(m->post.erased & ERASE_AUTHOR);
}

bool kin_has_thread(const struct mention *m)
{
    return m->post.thread.n > 0;
}

/* ---- a post ---- */

/* "The author answered · 27.11.2026 10:00" and what he wrote. */
void sequel_draw(struct request *r, const struct sequel_row *row)
{
    struct buf *o = &r->out;
    struct str what = say_value(r->lang, "after", row->what);
    html_printf(o, "<li><b>%S</b> · ", &what);
    page_time(r, row->published > 0 ? row->published : row->at);
    if (page_readable(r, row->url)) {
        buf_z(o, " · ");
        page_outward(r, "", row->url, str_of(page_word(r, SAY_ORIGINAL)));
    }
    if (str_eqz(row->what, "answered"))
        html_printf(o, "<pre class=\"kept\">%S</pre>", &row->text);
    buf_z(o, "</li>\n");
}

static bool sequels(struct request *r, const struct mention *m, struct err *e)
{
    struct sequel_row *rows;
    size_t n;
    if (!m->case_.posted)
        return true;
    if (!store_sequels(r->desk->store, &r->arena, m->case_.id, &rows, &n, e))
        return false;
    if (!n)
        return true;
    buf_z(&r->out, "<ul class=\"events\">\n");
    for (size_t i = 0; i < n; i++)
        sequel_draw(r, &rows[i]);
    buf_z(&r->out, "</ul>\n");
    return true;
}

/* What we said to it; nothing while that is not approved. */
static void answer(struct request *r, const struct mention *m)
{
    const struct case_row *c = &m->case_;
    if (!str_eqz(c->status, "approved"))
        return;
    struct str text = page_cut(r, m->decision.draft, ANSWER_CUT);
    html_printf(&r->out,
                "<blockquote class=\"ours\"><p class=\"meta\"><b>%s"
                "</b> ",
                page_word(r, SAY_OUR_ANSWER));
    if (c->posted) {
        html_printf(&r->out, "<span class=\"soft\">%S</span> ", &c->posted_by);
        page_time(r, c->posted);
        buf_z(&r->out, " ");
        page_outward(r, "", c->posted_url, str_of(page_word(r, SAY_ORIGINAL)));
    } else {
        html_printf(&r->out, "<span class=\"soft\">%S · %s</span>",
                    &c->closed_by, page_word(r, SAY_NOT_POSTED_YET));
    }
    html_printf(&r->out, "</p>\n<p>%S</p></blockquote>\n", &text);
}

static void stars(struct request *r, double rating)
{
    if (rating >= 0)
        html_printf(&r->out, "<span title=\"%s\">★ %s</span> ",
                    page_word(r, SAY_RATING),
                    str_printf(&r->arena, "%.2g", rating * 5).p);
}

/* "Broken A · Pyotr · forum · 27.11.2026 · Case no. 7 in work" */
static void meta(struct request *r, const struct mention *m, bool of_thread)
{
    struct str state = say_value(r->lang, "list", m->case_.list);
    int64_t at = m->post.published ? m->post.published : m->post.collected;
    buf_z(&r->out, "<p class=\"meta\">");
    page_type(r, m->verdict.type);
    page_solution(r, m->decision.solution);
    flags_signs(r, m);
    if (of_thread && kin_has_author(m))
        html_printf(&r->out, "<a href=\"/author/%ld\">%S</a> ", (long)m->id,
                    &m->post.author);
    else if (of_thread)
        html_printf(&r->out, "%s ", page_word(r, SAY_UNKNOWN_AUTHOR));
    else
        html_printf(&r->out, "<span class=\"soft\">%S</span> ",
                    &m->post.source_name);
    stars(r, m->post.rating);
    page_time(r, at);
    html_printf(&r->out,
                " <a href=\"/mention/%ld\">№ %ld</a> <span class=\"soft\">%S"
                "</span>",
                (long)m->id, (long)m->id, &state);
    if (m->case_.id)
        html_printf(&r->out, " <a href=\"/case/%ld\">%s %ld</a>",
                    (long)m->case_.id, page_word(r, SAY_CASE_NO),
                    (long)m->case_.id);
    buf_z(&r->out, "</p>\n");
}

static bool post(struct request *r, const struct mention *m, bool of_thread,
                 struct err *e)
{
    struct str text = page_cut(r, m->post.text.n ? m->post.text : m->post.title,
                               of_thread ? THREAD_CUT : AUTHOR_CUT);
    html_printf(&r->out, "<li class=\"card post%s\" id=\"m%ld\">\n",
                of_thread && m->id == r->id ? " this" : "", (long)m->id);
    meta(r, m, of_thread);
    if (!of_thread && kin_has_thread(m) && m->post.thread_title.n)
        html_printf(&r->out, "<p><a href=\"/thread/%ld\">%S</a></p>\n",
                    (long)m->id, &m->post.thread_title);
    html_printf(&r->out, "<p class=\"words\">%S</p>\n", &text);
    answer(r, m);
    if (!sequels(r, m, e))
        return false;
    buf_z(&r->out, "</li>\n");
    return true;
}

/* ---- a page of them ---- */

struct kin_view {
    struct mention m; /* whose author or thread it is */
    struct kin kin;
    size_t page, from; /* from 1; its first row */
};

/* Its number; without one that of the mention itself, which stands in a
 * thread. */
static void turn(struct request *r, struct kin_view *v, bool of_thread)
{
    int64_t page = 0;
    size_t last = v->kin.n ? (v->kin.n - 1) / ROWS + 1 : 1;
    if (!str_int(form_get(&r->query, "page"), &page) || page < 1) {
        page = 1;
        for (size_t i = 0; of_thread && i < v->kin.n; i++)
            if (v->kin.rows[i].mention == v->m.id)
                page = (int64_t)(i / ROWS) + 1;
    }
    v->page = (size_t)page > last ? last : (size_t)page;
    v->from = (v->page - 1) * ROWS;
}

static void pages(struct request *r, const struct kin_view *v, const char *path)
{
    size_t n = v->kin.n, to = v->from + ROWS < n ? v->from + ROWS : n;
    if (n <= ROWS)
        return;
    html_printf(&r->out, "<nav class=\"pages\" aria-label=\"%s\">",
                page_word(r, SAY_PAGES));
    if (v->page > 1)
        html_printf(
            &r->out, "<a class=\"button\" href=\"/%s/%ld?page=%ld\">%s</a>\n",
            path, (long)v->m.id, (long)v->page - 1, page_word(r, SAY_EARLIER));
    buf_z(&r->out, "<span>");
    html_printf(&r->out, page_word(r, SAY_PAGE_OF), (int)v->from + 1, (int)to,
                (int)n, v->kin.cut ? "+" : "");
    buf_z(&r->out, "</span>");
    if (to < n)
        html_printf(
            &r->out, "<a class=\"button\" href=\"/%s/%ld?page=%ld\">%s</a>\n",
            path, (long)v->m.id, (long)v->page + 1, page_word(r, SAY_LATER));
    buf_z(&r->out, "</nav>\n");
}

static bool posts(struct request *r, const struct kin_view *v, bool of_thread,
                  struct err *e)
{
    buf_z(&r->out,
          of_thread ? "<ol class=\"posts\">\n" : "<ul class=\"posts\">\n");
    for (size_t i = v->from; i < v->kin.n && i < v->from + ROWS; i++) {
        struct mention m;
        bool found;
        if (!store_mention_get(r->desk->store, &r->arena,
                               v->kin.rows[i].mention, &m, &found, e) ||
            (found && !post(r, &m, of_thread, e)))
            return false;
    }
    buf_z(&r->out, of_thread ? "</ol>\n" : "</ul>\n");
    if (v->kin.cut)
        html_printf(&r->out, "<p class=\"notice\">%s</p>\n",
                    page_word(r, SAY_KIN_CUT));
    pages(r, v, of_thread ? "thread" : "author");
    return true;
}

/* The mention r->id and its kin; without any the answer is 404. */
static bool load(struct request *r, bool of_thread, struct kin_view *v,
                 struct err *e)
{
    struct store *s = r->desk->store;
    bool found;
    *v = (struct kin_view){0};
    if (!store_mention_get(s, &r->arena, r->id, &v->m, &found, e) ||
        (found && !(of_thread ? store_kin_thread : store_kin_author)(
                      s, &r->arena, r->id, &v->kin, e)))
        return false;
    if (!v->kin.n)
        r->status = MHD_HTTP_NOT_FOUND;
    turn(r, v, of_thread);
    return true;
}

static void heading(struct request *r, const struct kin_view *v, enum say what,
                    struct str name)
{
    html_printf(&r->out,
                "<div class=\"title\"><p class=\"crumb\"><a "
                "href=\"/mention/%ld\">← %s %ld</a></p>\n<h1>%S</h1>"
                "<p class=\"lead\">%s</p></div>\n",
                (long)v->m.id, page_word(r, SAY_MENTION_NO), (long)v->m.id,
                &name, page_word(r, what));
}

static void fact_time(struct request *r, enum say name, int64_t at)
{
    html_printf(&r->out, "<div><dt>%s</dt><dd>", page_word(r, name));
    page_time(r, at);
    buf_z(&r->out, "</dd></div>\n");
}

static void fact_count(struct request *r, enum say name,
                       const struct kin_view *v)
{
    page_fact(
        r, name,
        str_printf(&r->arena, "%ld%s", (long)v->kin.n, v->kin.cut ? "+" : ""));
}

/* ---- an author ---- */

/* By his own page he is the same on every source. */
static void about(struct request *r, const struct kin_view *v)
{
    const struct post_row *p = &v->m.post;
    buf_z(&r->out, "<section class=\"card\"><dl class=\"facts\">\n");
    if (p->author_url.n) {
        html_printf(&r->out, "<div><dt>%s</dt><dd>",
                    page_word(r, SAY_AUTHOR_PAGE));
        page_outward(r, "", p->author_url, p->author_url);
        buf_z(&r->out, "</dd></div>\n");
    } else {
        page_fact(r, SAY_WROTE_AT, p->source_name);
    }
    fact_count(r, SAY_WROTE_N, v);
    fact_time(r, SAY_FIRST_SEEN, v->kin.rows[v->kin.n - 1].at);
    fact_time(r, SAY_LAST_SEEN, v->kin.rows[0].at);
    buf_z(&r->out, "</dl>\n");
    if (!p->author_url.n)
        html_printf(&r->out, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_BY_NAME_ONLY));
    buf_z(&r->out, "</section>\n");
}

enum { CURVE_WIDTH = 480, CURVE_HEIGHT = 60, CURVE_EDGE = 6 };

/* How the stars went, from left to right in time; rows: n of them, the newest
 * first. The table below has the numbers. */
static void curve(struct request *r, const struct kin_row *const *rows,
                  size_t n)
{
    int64_t from = rows[n - 1]->at, span = rows[0]->at - from;
    struct buf *o = &r->out;
    if (n < 2 || span <= 0)
        return;
    buf_printf(o,
               "<svg class=\"curve\" viewBox=\"0 0 %d %d\" "
               "aria-hidden=\"true\"><polyline points=\"",
               CURVE_WIDTH, CURVE_HEIGHT);
    for (size_t i = n; i-- > 0;)
        buf_printf(o, "%.1f,%.1f ",
                   CURVE_EDGE + (CURVE_WIDTH - 2.0 * CURVE_EDGE) *
                                    (double)(rows[i]->at - from) / (double)span,
                   CURVE_HEIGHT - CURVE_EDGE -
                       (CURVE_HEIGHT - 2.0 * CURVE_EDGE) * rows[i]->rating);
    buf_z(o, "\"/></svg>\n<p class=\"axis\"><span>");
    page_day(r, from);
    buf_z(o, "</span><span>");
    page_day(r, rows[0]->at);
    buf_z(o, "</span></p>\n");
}

/* The last so many that have any, the oldest of them first. */
static void ratings(struct request *r, const struct kin_view *v)
{
    const struct kin_row *shown[ROWS];
    size_t n = 0;
    for (size_t i = 0; i < v->kin.n && n < ROWS; i++)
        if (v->kin.rows[i].rating >= 0)
            shown[n++] = &v->kin.rows[i];
    if (!n)
        return;
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_STARS_OVER_TIME));
    curve(r, shown, n);
    html_printf(&r->out,
                "<div class=\"scroll\" tabindex=\"0\">"
                "<table class=\"stars\"><tr><th scope=\"col\">%s</th>"
                "<th scope=\"col\" colspan=\"2\">%s</th></tr>\n",
                page_word(r, SAY_DAY), page_word(r, SAY_STARS));
    while (n-- > 0) {
        int width = (int)(shown[n]->rating * 100 + 0.5);
        html_printf(&r->out, "<tr><th scope=\"row\"><a href=\"/mention/%ld\">",
                    (long)shown[n]->mention);
        page_day(r, shown[n]->at);
        html_printf(&r->out,
                    "</a></th><td>%s</td><td class=\"share\"><svg viewBox=\"0 "
                    "0 100 8\" preserveAspectRatio=\"none\" "
                    "aria-hidden=\"true\"><rect height=\"8\" width=\"%d\"/>"
                    "</svg></td></tr>\n",
                    str_printf(&r->arena, "%.2g / 5", shown[n]->rating * 5).p,
                    width);
    }
    buf_z(&r->out, "</table></div></section>\n");
}

/* Each once, the newest of his mentions first. */
static size_t cases_of(struct request *r, const struct kin *kin, int64_t **ids)
{
    size_t n = 0;
    *ids = arena_alloc(&r->arena, (CASES + 1) * sizeof **ids);
    for (size_t i = 0; i < kin->n && n < CASES; i++) {
        size_t k = 0;
        while (k < n && (*ids)[k] != kin->rows[i].case_id)
            k++;
        if (k == n && kin->rows[i].case_id)
            (*ids)[n++] = kin->rows[i].case_id;
    }
    return n;
}

static void promise(struct request *r, const struct promise_row *p)
{
    struct str state = say_value(r->lang, "settled", p->end.state);
    html_printf(&r->out, "<li><a href=\"/case/%ld\">%s %ld</a> ",
                (long)p->case_id, page_word(r, SAY_CASE_NO), (long)p->case_id);
    if (str_eqz(p->end.state, "open"))
        page_due(r, p->due);
    else
        html_printf(&r->out, "<span>%S</span> ", &state);
    html_printf(&r->out, " <b>%S</b> <span class=\"soft\">%S</span></li>\n",
                &p->what, &p->by_whom);
}

static bool promises(struct request *r, const int64_t *ids, size_t n_ids,
                     struct err *e)
{
    struct promise_row *rows;
    size_t n;
    const struct promises_of of = {ids, n_ids, PROMISES};
    if (!store_promises_of(r->desk->store, &r->arena, &of, &rows, &n, e))
        return false;
    if (!n)
        return true;
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s</h2>\n<ul class=\"events\">\n",
                page_word(r, SAY_PROMISED_HIM));
    for (size_t i = 0; i < n; i++)
        promise(r, &rows[i]);
    buf_z(&r->out, "</ul></section>\n");
    return true;
}

static bool cases(struct request *r, const int64_t *ids, size_t n,
                  struct err *e)
{
    if (!n)
        return true;
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s</h2>\n<ul class=\"events\">\n",
                page_word(r, SAY_HIS_CASES));
    for (size_t i = 0; i < n; i++) {
        struct case_card c;
        if (!store_case_card(r->desk->store, &r->arena, ids[i], &c, e))
            return false;
        struct str state = term_said(TERMS_STAGE, c.state, r->lang == SAY_RU);
        html_printf(&r->out,
                    "<li><a href=\"/case/%ld\">%s %ld</a> <b>%S</b> "
                    "<span class=\"soft\">%S</span> ",
                    (long)c.id, page_word(r, SAY_CASE_NO), (long)c.id, &state,
                    &c.assignee);
        page_time(r, c.opened);
        buf_z(&r->out, "</li>\n");
    }
    buf_z(&r->out, "</ul></section>\n");
    return true;
}

bool author_page(struct request *r, struct err *e)
{
    struct kin_view v;
    int64_t *ids;
    if (!load(r, false, &v, e))
        return err_add(e, "author");
    if (!v.kin.n)
        return true;
    struct str name =
        v.m.post.author.n ? v.m.post.author : str_of(page_word(r, SAY_AUTHOR));
    size_t n = cases_of(r, &v.kin, &ids);
    page_open(r, name, "/queue");
    heading(r, &v, SAY_ALL_OF_AUTHOR, name);
    about(r, &v);
    if (!promises(r, ids, n, e) || !cases(r, ids, n, e))
        return err_add(e, "author");
    ratings(r, &v);
    if (!posts(r, &v, false, e))
        return err_add(e, "author");
    page_close(r);
    return true;
}

/* ---- a thread ---- */

/* Apart from its source, and when again; that is with the crawler. */
static bool watched(struct request *r, const struct kin_view *v, struct err *e)
{
    struct hot_row hot = {.source = v->m.post.source,
                          .thread = v->m.post.thread};
    bool found;
    if (!store_hot_get(r->desk->store, &hot, &found, e))
        return false;
    html_printf(&r->out, "<div><dt>%s</dt><dd>",
                page_word(r, SAY_THREAD_WATCH));
    if (found) {
        struct str span = page_span(r, hot.every);
        html_printf(&r->out, page_word(r, SAY_WATCHED_EVERY),
                    str_z(&r->arena, span));
        html_printf(&r->out, ", %s ", page_word(r, SAY_WATCHED_NEXT));
        page_time(r, hot.due);
    } else {
        page_say(r, SAY_WATCHED_NOT);
    }
    buf_z(&r->out, "</dd></div>\n");
    return true;
}

static bool about_thread(struct request *r, const struct kin_view *v,
                         struct err *e)
{
    const struct post_row *p = &v->m.post;
    int64_t *ids;
    size_t n_cases = cases_of(r, &v->kin, &ids);
    buf_z(&r->out, "<section class=\"card\"><dl class=\"facts\">\n");
    page_fact(r, SAY_SOURCE, p->source_name);
    fact_count(r, SAY_THREAD_POSTS, v);
    page_fact(r, SAY_CASES,
              str_printf(&r->arena, "%ld%s", (long)n_cases,
                         n_cases == CASES ? "+" : ""));
    if (!watched(r, v, e))
        return false;
    buf_z(&r->out, "</dl>\n<p class=\"acts\">");
    if (page_readable(r, p->thread))
        page_outward(r, "button", p->thread,
                     str_of(page_word(r, SAY_ORIGINAL)));
    if (page_has_queue(r)) {
        struct buf query;
        buf_init(&query, CEILING_URL * 4);
        form_put(&query, "list", STR("all"));
        form_put(&query, "thread", p->thread);
        struct str to = str_dup(&r->arena, buf_view(&query));
        buf_clear(&query);
        html_printf(&r->out, " <a class=\"button\" href=\"/queue?%S\">%s</a>",
                    &to, page_word(r, SAY_IN_QUEUE));
    }
    buf_z(&r->out, "</p></section>\n");
    return true;
}

bool thread_page(struct request *r, struct err *e)
{
    struct kin_view v;
    if (!load(r, true, &v, e))
        return err_add(e, "thread");
    if (!v.kin.n)
        return true;
    struct str name = v.m.post.thread_title.n
                          ? v.m.post.thread_title
                          : str_of(page_word(r, SAY_WHOLE_THREAD));
    page_open(r, name, "/queue");
    heading(r, &v, SAY_THREAD_LEAD, name);
    if (!about_thread(r, &v, e) || !posts(r, &v, true, e))
        return err_add(e, "thread");
    page_close(r);
    return true;
}
