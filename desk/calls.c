/* SPDX-License-Identifier: MIT
 * calls: whose matter was done and who was not asked yet: the list of who
 * keeps quality. Satisfied, back to work, or a new case (R27, R30, R37). */
#include "desk/docket.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/view.h"

enum { ROWS = 20, FIRST_WORDS = 240 };

static void button(struct request *r, int64_t id, enum move move, enum say what)
{
    html_printf(&r->out, "<button formaction=\"/case/%ld/%s\">%s</button>\n",
                (long)id, term_at(TERMS_MOVE, (int)move)->id,
                page_word(r, what));
}

/* What the author said, and a button for each answer. */
static void answer(struct request *r, const struct docket *d, struct str who)
{
    int64_t id = d->file.card.id;
    struct buf query;
    buf_init(&query, 4096);
    form_put(&query, "author", who);
    struct str again = str_dup(&r->arena, buf_view(&query));
    buf_clear(&query);
    page_form(r, "stack",
              str_printf(&r->arena, "/case/%lld/verify", (long long)id));
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)docket_state(d)));
    page_hidden(r, "back", STR("calls"));
    html_printf(&r->out,
                "<label>%s<textarea class=\"short\" name=\"text\" rows=\"2\" "
                "required></textarea></label>\n<div class=\"buttons\">",
                page_word(r, SAY_CHECKED));
    button(r, id, MOVE_VERIFY, SAY_CALL_CONTENT);
    button(r, id, MOVE_REWORK, SAY_CALL_REWORK);
    html_printf(&r->out,
                "<a class=\"button\" href=\"/cases/new?%S\">%s</a></div>"
                "</form>\n",
                &again, page_word(r, SAY_CALL_NEW));
}

static bool row(struct request *r, const struct case_line *c, struct err *e)
{
    struct docket d;
    r->id = c->id;
    if (!docket_load(r, &d, e))
        return false;
    const struct case_card *card = &d.file.card;
    struct str who = c->author.n ? c->author : STR("–");
    html_printf(&r->out,
                "<li class=\"card\"><h2>%S</h2>\n<p class=\"meta\">"
                "<a href=\"/case/%ld\">%s %ld</a> ",
                &who, (long)c->id, page_word(r, SAY_CASE_NO), (long)c->id);
    page_ago(r, c->touched);
    buf_z(&r->out, "</p>\n<dl class=\"facts\">");
    page_fact(r, SAY_WHAT_WAS_SAID, page_cut(r, c->text, FIRST_WORDS));
    page_fact(r, SAY_EXPECTED, page_cut(r, card->expected, FIRST_WORDS));
    page_fact(r, SAY_RESULT, page_cut(r, card->result, FIRST_WORDS));
    buf_z(&r->out, "</dl>\n");
    if (docket_works(r, &d))
        answer(r, &d, c->author);
    buf_z(&r->out, "</li>\n");
    return true;
}

bool calls_page(struct request *r, struct err *e)
{
    const struct case_filter f = {
        .stage = STAGE_DONE, .limit = ROWS + 1, .behind = view_behind(r)};
    struct case_line *rows;
    size_t n;
    if (!store_cases(r->desk->store, &r->arena, &f, &rows, &n, e))
        return err_add(e, "calls");
    bool more = n > ROWS;
    n = more ? ROWS : n;
    page_open(r, str_of(page_word(r, SAY_CALLS)), "/cases");
    html_printf(&r->out,
                "<div class=\"title\"><p class=\"crumb\"><a href=\"/cases\">← "
                "%s</a></p><h1>%s</h1><p class=\"lead\">%s</p></div>\n",
                page_word(r, SAY_CASES), page_word(r, SAY_CALLS),
                page_word(r, SAY_CALLS_LEAD));
    if (!n)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_CALLS));
    buf_z(&r->out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < n; i++)
        if (!row(r, &rows[i], e))
            return err_add(e, "calls");
    buf_z(&r->out, "</ul>\n");
    view_cursor(r, "/calls", more, n ? rows[n - 1].id : 0);
    page_close(r);
    return true;
}
