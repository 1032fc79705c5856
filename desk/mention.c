/* SPDX-License-Identifier: MIT
 * mention: the page of one mention. */
#include "desk/mention.h"

#include "base/json_read.h"
#include "desk/api.h"
#include "desk/bulk.h"
#include "desk/care.h"
#include "desk/diff.h"
#include "desk/flags.h"
#include "desk/hand.h"
#include "desk/keys.h"
#include "desk/kin.h"
#include "desk/label.h"
#include "desk/marks.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/reply.h"
#include "desk/row.h"
#include "desk/tell.h"
#include "desk/way.h"

enum {
    TITLE_SIGNS = 70, /* code points of a heading */
    TAB_SIGNS = 50,   /* of the text in the title */
    FOLDS = 2500      /* a longer text is folded */
};

/* ---- who, where, when ---- */

static void fact_time(struct request *r, enum say name, int64_t at)
{
    if (!at)
        return;
    html_printf(&r->out, "<div><dt>%s</dt><dd>", page_word(r, name));
    page_time(r, at);
    buf_z(&r->out, "</dd></div>\n");
}

static void fact_count(struct request *r, enum say name, int64_t n)
{
    if (n >= 0)
        page_fact(r, name, str_printf(&r->arena, "%lld", (long long)n));
}

static void fact_link(struct request *r, enum say name, struct str url,
                      struct str text)
{
    if (!url.n && !text.n)
        return;
    html_printf(&r->out, "<div><dt>%s</dt><dd>", page_word(r, name));
    page_outward(r, "", url, text.n ? text : url);
    buf_z(&r->out, "</dd></div>\n");
}

/* The way to a page of them all. */
static void all_of(struct request *r, enum say name, const char *page,
                   enum say what, int64_t id)
{
    html_printf(&r->out,
                "<div><dt class=\"unseen\">%s</dt><dd><a href=\"/%s/%ld\">%s"
                "</a></dd></div>\n",
                page_word(r, name), page, (long)id, page_word(r, what));
}

/* An address that is made for programs is no link for people. */
static void thread(struct request *r, const struct mention *m)
{
    if (page_readable(r, m->post.thread))
        fact_link(r, SAY_THREAD, m->post.thread, m->post.thread_title);
    else
        page_fact(r, SAY_THREAD, m->post.thread_title);
    if (kin_has_thread(m))
        all_of(r, SAY_THREAD, "thread", SAY_ALL_OF_THREAD, m->id);
}

static void facts(struct request *r, const struct mention *m)
{
    struct str rating = {0};
    if (m->post.rating >= 0)
        rating = str_printf(&r->arena, "%.2g / 5", m->post.rating * 5);
    buf_z(&r->out, "<dl class=\"facts\">\n");
    fact_link(r, SAY_AUTHOR, m->post.author_url, m->post.author);
    if (kin_has_author(m))
        all_of(r, SAY_AUTHOR, "author", SAY_ALL_OF_AUTHOR, m->id);
    page_fact(r, SAY_SOURCE, m->post.source_name);
    thread(r, m);
    fact_time(r, SAY_PUBLISHED, m->post.published);
    fact_time(r, SAY_COLLECTED, m->post.collected);
    fact_time(r, SAY_EDITED, m->post.edited);
    fact_time(r, SAY_GONE, m->post.gone);
    page_fact(r, SAY_BRAND, m->post.brand);
    page_fact(r, SAY_RATING, rating);
    fact_count(r, SAY_LIKES, m->post.likes);
    fact_count(r, SAY_REPLIES, m->post.replies);
    fact_count(r, SAY_FOLLOWERS, m->post.followers);
    fact_count(r, SAY_REACH, m->post.reach);
    buf_z(&r->out, "</dl>\n");
}

static void said(struct request *r, const struct mention *m,
                 const struct evidence *rows, size_t n)
{
    struct buf *o = &r->out;
    buf_z(o, "<section class=\"card said\">\n");
    if (m->post.title.n && m->post.thread_title.n) /* else the heading has it */
        html_printf(o, "<h2 class=\"posttitle\">%S</h2>\n", &m->post.title);
    struct str lang = m->post.lang.n ? m->post.lang : STR("und");
    bool folds = str_chars(m->post.text) > FOLDS;
    html_printf(o, "<div class=\"text\" lang=\"%S\">", &lang);
    marks_text(r, m->post.text, rows, n);
    buf_z(o, "</div>");
    if (folds)
        html_printf(o,
                    "<details class=\"fold\"><summary>%s</summary></details>",
                    page_word(r, SAY_WHOLE_LENGTH));
    buf_z(o, "\n<p class=\"unseen\">");
    marks_said(r, m->post.text, rows, n);
    buf_z(o, "</p>\n");
    facts(r, m);
    buf_z(o, "<p>");
    if (page_readable(r, m->post.url))
        page_outward(r, "", m->post.url, str_of(page_word(r, SAY_ORIGINAL)));
    buf_z(o, "</p></section>\n");
}

/* ---- what it is ---- */

static void confidence(struct request *r, double share)
{
    int percent = share > 0 ? share < 1 ? (int)(share * 100 + 0.5) : 100 : 0;
    html_printf(&r->out,
                "<div><dt>%s</dt><dd class=\"share\"><svg viewBox=\"0 0 100 "
                "8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
                "height=\"8\" width=\"%d\"/></svg>%d %%</dd></div>\n",
                page_word(r, SAY_CONFIDENCE), percent, percent);
}

/* Who said the type is as sure as a person is. */
static void said_by(struct request *r, struct str who)
{
    who = say_value(r->lang, "who", who);
    page_fact(r, SAY_DECIDED_BY, who);
}

/* What else the rules might have told, and how far behind it is. */
static struct str runner_up(struct request *r, const struct mention *m)
{
    const struct verdict_row *v = &m->verdict;
    if (!v->runner_up.n || str_eqz(v->runner_up, "-") || v->corrected_by.n)
        return str_of(page_word(r, SAY_NO_RUNNER_UP));
    struct str name = page_value(r, "type", v->runner_up);
    return str_printf(&r->arena, STR_FMT ", \xe2\x88\x92%.1f", STR_ARG(name),
                      v->margin);
}

static void verdict(struct request *r, const struct sheet *s,
                    const struct evidence *rows, size_t n)
{
    const struct mention *m = &s->m;
    int64_t silences = s->silences;
    struct buf *o = &r->out;
    html_printf(o,
                "<section class=\"card verdict\"><h2>%s</h2>\n"
                "<dl class=\"facts\">\n<div><dt>%s</dt><dd>",
                page_word(r, SAY_VERDICT), page_word(r, SAY_TYPE));
    page_type(r, m->verdict.type);
    buf_z(o, "</dd></div>\n");
    if (m->verdict.corrected_by.n)
        said_by(r, m->verdict.corrected_by);
    else
        confidence(r, m->verdict.confidence);
    if (m->verdict.second.n && !str_eqz(m->verdict.second, "-"))
        page_fact(r, SAY_SECOND, page_value(r, "type", m->verdict.second));
    page_fact(r, SAY_RUNNER_UP, runner_up(r, m));
    page_fact(r, SAY_TONE, say_value(r->lang, "tone", m->verdict.tone));
    page_fact(
        r, SAY_FACTS,
        str_of(page_word(r, m->verdict.facts ? SAY_FACTS_YES : SAY_FACTS_NO)));
    page_fact(r, SAY_TOPIC, say_value(r->lang, "topic", m->verdict.topic));
    buf_z(o, "</dl>\n");
    if (silences)
        html_printf(o,
                    "<p class=\"reason\">%s: %ld. <span class=\"soft\">%s"
                    "</span></p>\n",
                    page_word(r, SAY_SILENT_BEFORE), (long)silences,
                    page_word(r, SAY_SILENT_HINT));
    marks_sums(r, rows, n);
    html_printf(o, "<h3>%s</h3>\n", page_word(r, SAY_EVIDENCE));
    marks_list(r, m->post.text, rows, n,
               m->post.title.n ? SAY_TITLE_TEXT : SAY_WHOLE_TEXT);
    if (m->verdict.rules.n)
        html_printf(o, "<p class=\"soft\">%s <code>%S</code></p>",
                    page_word(r, SAY_RULE_SET), &m->verdict.rules);
    buf_z(o, "</section>\n");
}

/* ---- what was ---- */

static void earlier(struct request *r, const struct sheet *s)
{
    struct str newer = s->m.post.text;
    if (s->n_earlier == 0)
        return;
    html_printf(&r->out, "<section class=\"card later\"><h2>%s</h2>\n",
                page_word(r, SAY_HISTORY));
    for (size_t i = 0; i < s->n_earlier; i++) {
        const struct mention *old = &s->earlier[i];
        buf_z(&r->out, "<p class=\"soft\">");
        page_time(r, old->post.edited ? old->post.edited : old->post.collected);
        html_printf(&r->out, " · %s</p>\n<div class=\"text diff\">",
                    page_word(r, SAY_BEFORE));
        diff_write(&r->out, &r->arena, old->post.text, newer);
        buf_z(&r->out, "</div>\n");
        newer = old->post.text;
    }
    buf_z(&r->out, "</section>\n");
}

/* Reason, type or link of an event, in words. */
static void detail(struct request *r, const struct event_row *v)
{
    static const struct {
        const char *member, *kind; /* of the detail; how it is called */
    } told[] = {{"reason", "reason"},
                {"type", "type"},
                {"tone", "tone"},
                {"brand", "brand"}};
    struct json_object *o = json_read(v->detail);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct str text = json_read_text(&r->arena, o, told[i].member);
        text = page_value(r, told[i].kind, text);
        if (text.n)
            html_printf(&r->out, " · %S", &text);
    }
    if (str_eqz(v->what, "posted")) {
        struct str url = json_read_text(&r->arena, o, "url");
        buf_z(&r->out, " · ");
        page_outward(r, "", url, url);
    }
    json_read_free(o);
}

static void event(struct request *r, const struct event_row *v)
{
    struct str what = say_value(r->lang, "event", v->what);
    struct str who = say_value(r->lang, "who", v->who);
    buf_z(&r->out, "<li>");
    page_time(r, v->at);
    html_printf(&r->out, " <b>%S</b> <span class=\"soft\">%S", &what, &who);
    detail(r, v);
    buf_z(&r->out, "</span></li>\n");
}

static void events(struct request *r, const struct sheet *s)
{
    html_printf(&r->out, "<section class=\"card later happened\"><h2>%s</h2>\n",
                page_word(r, SAY_EVENTS));
    if (s->n_events == 0)
        html_printf(&r->out, "<p class=\"soft\">%s</p>",
                    page_word(r, SAY_NO_EVENTS));
    buf_z(&r->out, "<ul class=\"events\">\n");
    for (size_t i = 0; i < s->n_events; i++)
        event(r, &s->events[i]);
    buf_z(&r->out, "</ul></section>\n");
}

/* Does its solution publish on our own site? */
static bool publishes(struct request *r, const struct mention *m)
{
    const struct matrix_solution *s;
    for (size_t i = 0; r->desk->setup->matrix &&
                       (s = matrix_solution_at(r->desk->setup->matrix, i));
         i++)
        if (str_eq(s->id, m->decision.solution))
            return s->publish;
    return false;
}

static void statements(struct request *r, const struct sheet *s)
{
    bool may = (r->rights & MAY_EDIT) && publishes(r, &s->m);
    if (!(r->rights & MAY_SURVEY) || (!s->n_statements && !may))
        return;
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_STATEMENTS));
    for (size_t i = 0; i < s->n_statements; i++) {
        const struct statement *row = &s->statements[i];
        struct str state = say_value(r->lang, "statement", row->state);
        html_printf(&r->out,
                    "<p><a href=\"/statement/%ld\">%S</a> <span "
                    "class=\"soft\">%S</span></p>\n",
                    (long)row->id, &row->title, &state);
    }
    if (may)
        html_printf(&r->out,
                    "<p><a href=\"/statements/new?mention=%ld\">%s</a></p>\n",
                    (long)s->m.id, page_word(r, SAY_STATEMENT_NEW));
    buf_z(&r->out, "</section>\n");
}

/* ---- the page ---- */

/* How far its case is, and the way to it. */
static void case_link(struct request *r, const struct sheet *s)
{
    const struct case_card *c = &s->card;
    if (!c->id)
        return;
    struct str state = term_said(TERMS_STAGE, c->state, r->lang == SAY_RU);
    html_printf(&r->out,
                " <a href=\"/case/%ld\">%s %ld</a> <span "
                "class=\"soft\">%S %S</span>",
                (long)c->id, page_word(r, SAY_CASE_NO), (long)c->id, &state,
                &c->assignee);
}

static void heading(struct request *r, const struct sheet *s,
                    const struct beside *b)
{
    struct buf *o = &r->out;
    struct str back = view_link(r, &s->view, "/queue");
    struct str list = str_of(page_word(r, SAY_QUEUE));
    if (s->view.list.n)
        list = say_value(r->lang, "list", s->view.list);
    html_printf(o,
                "<div class=\"title\"><p class=\"crumb\"><a "
                "href=\"%S#m%ld\" data-back>← %S</a>",
                &back, (long)s->m.id, &list);
    beside_turns(r, b);
    buf_z(o, "</p>\n<h1>");
    if (s->m.post.thread_title.n)
        page_words(r, s->m.post.thread_title, TITLE_SIGNS);
    else
        page_words(r, s->m.post.title.n ? s->m.post.title : s->m.post.text,
                   TITLE_SIGNS);
    buf_z(o, "</h1>\n<p class=\"meta\">");
    page_type(r, s->m.verdict.type);
    page_solution(r, s->m.decision.solution);
    flags_signs(r, &s->m);
    if (sheet_waits(s))
        page_case_due(r, &s->m);
    html_printf(o, "<span class=\"soft\">№ %ld</span>", (long)s->m.id);
    case_link(r, s);
    buf_z(o, "</p></div>\n");
}

static void notices(struct request *r, const struct sheet *s)
{
    if (s->news.n)
        html_printf(&r->out,
                    "<p class=\"notice good\" role=\"status\">%S</p>\n",
                    &s->news);
    if (s->trouble.n)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%S</p>\n",
                    &s->trouble);
    if (s->typed.n)
        html_printf(&r->out, "<p class=\"notice\" role=\"status\">%s</p>\n",
                    page_word(r, sheet_writes(r, s) ? SAY_TYPED_KEPT
                                                    : SAY_TYPED_APART));
}

/* The tab of the browser names the matter. */
static struct str tab_title(struct request *r, const struct mention *m)
{
    struct str type = page_value(r, "type", m->verdict.type);
    struct str words =
        page_cut(r, m->post.text.n ? m->post.text : m->post.title, TAB_SIGNS);
    return str_printf(&r->arena, STR_FMT ": " STR_FMT " · № %lld",
                      STR_ARG(type), STR_ARG(words), (long long)m->id);
}

/* What cannot be counted is not offered. */
static void care(struct request *r)
{
    struct err e = {0};
    if (!care_notice(r, &e))
        log_event(LOG_WARN, "desk", "load: %s", e.msg);
}

static void case_of(struct request *r, const struct sheet *s,
                    const struct beside *b)
{
    struct evidence *rows;
    size_t n = classify_evidence(&r->arena, s->m.verdict.evidence,
                                 s->m.post.text.n, &rows);
    html_printf(&r->out,
                "<div class=\"pane case\" id=\"case\" data-id=\"%ld\">\n",
                (long)s->m.id);
    tell_done(r);
    care(r);
    heading(r, s, b);
    notices(r, s);
    buf_z(&r->out, "<div class=\"columns\">\n<div class=\"left\">\n");
    said(r, &s->m, rows, n);
    brands_told(r, &s->brands);
    twins_told(r, &s->twins);
    buf_z(&r->out, "</div>\n<div class=\"right\">\n");
    flags_told(r, &s->told, 0);
    reply_panel(r, s, &b->writers);
    hand_panel(r, s);
    statements(r, s);
    if (!s->concerned)
        praise_beside(r, &s->m, rows, n);
    if (!s->concerned)
        bulk_fellows(r, &s->view, s->m.id, sheet_waits(s) ? s->m.case_.id : 0);
    label_panel(r, s);
    buf_z(&r->out, "</div>\n<div class=\"left\">\n");
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_WAY));
    way_draw(r, &s->m);
    buf_z(&r->out, "</section>\n");
    verdict(r, s, rows, n);
    earlier(r, s);
    events(r, s);
    buf_z(&r->out, "</div>\n</div>\n</div>\n");
}

void mention_write(struct request *r, const struct sheet *s)
{
    struct beside b;
    if (r->api) {
        api_put_mention(r, s);
        return;
    }
    beside_load(r, &s->view, s->m.id, &b);
    page_open_desk(r, tab_title(r, &s->m));
    buf_z(&r->out, "<div class=\"split one\">\n");
    case_of(r, s, &b);
    beside_draw(r, &b, &s->m);
    buf_z(&r->out, "</div>\n");
    keys_draw(r);
    page_close(r);
}

bool mention_page(struct request *r, struct err *e)
{
    struct sheet s;
    if (!sheet_load(r, &s, e) || !flags_see(r, &s.told, e))
        return false;
    if (s.found)
        mention_write(r, &s);
    return true;
}

bool mention_again(struct request *r, struct err *e)
{
    struct sheet s;
    if (!sheet_load(r, &s, e))
        return false;
    s.trouble = str_of(page_word(r, SAY_FORM_OLD));
    if (s.found)
        mention_write(r, &s);
    return true;
}
