/* SPDX-License-Identifier: MIT
 * cases: what is worked on, what was promised, and the form for what came by
 * phone, mail or mouth (R2, R14, R18 to R20, R56, R62). */
#include <string.h>

#include "desk/case.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { ROWS = 200, FIRST_WORDS = 140 };

static void row(struct request *r, const struct case_line *c)
{
    struct str state = term_said(TERMS_STAGE, c->state, r->lang == SAY_RU);
    html_printf(&r->out,
                "<li class=\"card\"><p><a href=\"/case/%ld\">%s %ld</a> · "
                "<b>%S</b> ",
                (long)c->id, page_word(r, SAY_CASE_NO), (long)c->id, &state);
    if (c->assignee.n)
        html_printf(&r->out, "· %S ", &c->assignee);
    if (c->stands_for.n)
        html_printf(&r->out, "(%s: %S) ", page_word(r, SAY_STANDS_FOR),
                    &c->stands_for);
    if (c->paused)
        page_wait(r, c->paused, c->resumes);
    else if (c->due != INT64_MAX)
        page_due(r, c->due);
    if (store_case_silent(c, r->now))
        html_printf(&r->out, " <span class=\"health ill\">%s</span>",
                    page_word(r, SAY_SILENT));
    html_printf(&r->out, "</p>\n<p>%S%s", &c->author, c->author.n ? ": " : "");
    page_words(r, c->text, FIRST_WORDS);
    buf_z(&r->out, "</p>\n");
    if (c->tasks || c->promises)
        html_printf(&r->out, "<p class=\"soft\">%s: %ld · %s: %ld</p>\n",
                    page_word(r, SAY_TASKS), (long)c->tasks,
                    page_word(r, SAY_PROMISES), (long)c->promises);
    buf_z(&r->out, "</li>\n");
}

/* Of n rows that were asked for one more than are shown. */
static void list_open(struct request *r, enum say title, size_t n)
{
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s <span class=\"count\">%ld%s"
                "</span></h2>\n<ul class=\"events\">\n",
                page_word(r, title), (long)(n > ROWS ? ROWS : n),
                n > ROWS ? "+" : "");
}

/* The start of a line of such a list. */
static void case_number(struct request *r, int64_t id)
{
    html_printf(&r->out, "<li><a href=\"/case/%ld\">%s %ld</a> ", (long)id,
                page_word(r, SAY_CASE_NO), (long)id);
}

static void promise(struct request *r, const struct promise_row *p)
{
    case_number(r, p->case_id);
    page_due(r, p->due);
    html_printf(&r->out,
                " <b>%S</b> <span class=\"soft\">%S → %S</span></li>\n",
                &p->what, &p->by_whom, &p->to_whom);
}

static bool promises(struct request *r, struct err *e)
{
    struct promise_row *rows;
    size_t n;
    const struct open_filter all = {.until = INT64_MAX, .limit = ROWS + 1};
    if (!store_open_promises(r->desk->store, &r->arena, &all, &rows, &n, e))
        return false;
    if (!n)
        return true;
    list_open(r, SAY_PROMISES, n);
    for (size_t i = 0; i < n && i < ROWS; i++)
        promise(r, &rows[i]);
    buf_z(&r->out, "</ul></section>\n");
    return true;
}

/* What was told to the asker at once and nobody has taken: it need have no
 * case. */
static bool told(struct request *r, struct err *e)
{
    struct escalation_row *rows;
    size_t n;
    if (!store_escalations_open(r->desk->store, &r->arena, r->user.login, &rows,
                                &n, e))
        return false;
    if (!n)
        return true;
    list_open(r, SAY_TOLD_AT_ONCE, n);
    for (size_t i = 0; i < n && i < ROWS; i++) {
        html_printf(&r->out, "<li><a href=\"/mention/%ld\">%s %ld</a> ",
                    (long)rows[i].mention, page_word(r, SAY_MENTION_NO),
                    (long)rows[i].mention);
        page_time(r, rows[i].at);
        buf_z(&r->out, " ");
        page_words(r, rows[i].text, FIRST_WORDS);
        buf_z(&r->out, "</li>\n");
    }
    buf_z(&r->out, "</ul></section>\n");
    return true;
}

/* Of `who`, or all that the asker may see. */
static bool tasks(struct request *r, struct str who, struct err *e)
{
    struct task_row *rows;
    size_t n;
    const struct open_filter f = {
        .assignee = who, .until = INT64_MAX, .limit = ROWS + 1};
    if (!store_open_tasks(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    if (!n)
        return true;
    list_open(r, SAY_TASKS, n);
    for (size_t i = 0; i < n && i < ROWS; i++) {
        case_number(r, rows[i].case_id);
        page_task_due(r, &rows[i]);
        html_printf(&r->out, " <b>%S</b> <span class=\"soft\">%S</span></li>\n",
                    &rows[i].what, &rows[i].assignee);
    }
    buf_z(&r->out, "</ul></section>\n");
    return true;
}

/* Tabs: all, mine, closed, dismissed. */
static void tabs(struct request *r, struct str who, enum stage stage)
{
    static const struct {
        enum say word;
        const char *query;
        bool mine;
        int stage;
    } TABS[] = {{SAY_IN_WORK, "", false, STAGE_NONE},
                {SAY_MINE, "?mine=1", true, STAGE_NONE},
                {SAY_CLOSED, "?state=closed", false, STAGE_CLOSED},
                {SAY_DROPPED, "?state=dismissed", false, STAGE_DISMISSED}};
    html_printf(&r->out, "<nav class=\"tabs\" aria-label=\"%s\">",
                page_word(r, SAY_LISTS));
    for (size_t i = 0; i < sizeof TABS / sizeof *TABS; i++) {
        bool here = (who.n > 0) == TABS[i].mine && (int)stage == TABS[i].stage;
        html_printf(&r->out, "<a href=\"/cases%s\"%s>%s</a>", TABS[i].query,
                    here ? " aria-current=\"true\"" : "",
                    page_word(r, TABS[i].word));
    }
    buf_z(&r->out, "</nav>\n");
}

bool cases_page(struct request *r, struct err *e)
{
    struct case_line *rows;
    size_t n;
    enum stage stage = stage_by_name(form_get(&r->query, "state"));
    struct str who =
        form_get(&r->query, "mine").n ? r->user.login : (struct str){0};
    struct case_filter f = {.assignee = who, .stage = stage, .limit = ROWS + 1};
    if (!store_cases(r->desk->store, &r->arena, &f, &rows, &n, e))
        return err_add(e, "cases");
    page_open(r, str_of(page_word(r, SAY_CASES)), "/cases");
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s <span class=\"count\">%ld%s</span>"
                "</h1>\n<p><a class=\"button\" href=\"/cases/new\">%s</a> ",
                page_word(r, SAY_CASES), (long)(n > ROWS ? ROWS : n),
                n > ROWS ? "+" : "", page_word(r, SAY_NEW_CASE));
    if (r->rights & MAY_WORK)
        html_printf(&r->out, "<a class=\"button\" href=\"/mine\">%s</a> ",
                    page_word(r, SAY_JOBS));
    if (r->rights & MAY_EDIT)
        html_printf(&r->out, "<a class=\"button\" href=\"/calls\">%s</a> ",
                    page_word(r, SAY_CALLS));
    if (r->rights & MAY_SURVEY)
        html_printf(&r->out, "<a href=\"/incidents\">%s</a> ",
                    page_word(r, SAY_INCIDENTS));
    if (r->rights & MAY_SURVEY)
        html_printf(&r->out, "<a class=\"button\" href=\"/selfcheck\">%s</a>",
                    page_word(r, SAY_SELFCHECK));
    html_printf(&r->out, "<a class=\"button\" href=\"/proposals\">%s</a>",
                page_word(r, SAY_PROPOSALS));
    if (r->rights & MAY_WORK)
        html_printf(&r->out,
                    " <a class=\"button\" href=\"/cases/tables\">%s</a>",
                    page_word(r, SAY_TABLES));
    buf_z(&r->out, "</p></div>\n");
    tabs(r, who, stage);
    if (who.n && !told(r, e))
        return err_add(e, "cases");
    if (!n)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_CASES));
    buf_z(&r->out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < n && i < ROWS; i++)
        row(r, &rows[i]);
    buf_z(&r->out, "</ul>\n");
    if (!tasks(r, who, e) || !promises(r, e))
        return err_add(e, "cases");
    page_close(r);
    return true;
}

/* ---- the form ---- */

static void line(struct request *r, const char *name, enum say label)
{
    struct str given = request_field(r, name);
    html_printf(&r->out, "<label>%s<input name=\"%s\" value=\"%S\"></label>\n",
                page_word(r, label), name, &given);
}

static void channel(struct request *r)
{
    static const char *const CHANNELS[] = {"phone", "mail", "office", "staff",
                                           "other"};
    struct str given = form_get(&r->form, "channel");
    html_printf(&r->out, "<label>%s<select name=\"channel\">",
                page_word(r, SAY_CHANNEL));
    for (size_t i = 0; i < sizeof CHANNELS / sizeof *CHANNELS; i++) {
        struct str id = str_of(CHANNELS[i]);
        page_option(r, id, say_value(r->lang, "channel", id),
                    str_eq(id, given));
    }
    buf_z(&r->out, "</select></label>\n");
}

bool case_form(struct request *r, enum say trouble, struct err *e)
{
    struct str text = form_get(&r->form, "text");
    struct docket d = {0};
    if (r->api) {
        r->cause =
            trouble == SAY_COUNT ? r->cause : str_of(page_word(r, trouble));
        return true;
    }
    if (!store_users(r->desk->store, &r->arena, &d.users, &d.n_users, e))
        return false;
    page_open(r, str_of(page_word(r, SAY_NEW_CASE)), "/cases");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_NEW_CASE));
    page_trouble(r, trouble);
    buf_z(&r->out, "<section class=\"card\">\n");
    page_form(r, "stack", STR("/cases/new"));
    channel(r);
    line(r, "author", SAY_AUTHOR);
    html_printf(&r->out,
                "<label>%s<textarea name=\"text\" rows=\"5\" required>\n%S"
                "</textarea></label>\n",
                page_word(r, SAY_WHAT_WAS_SAID), &text);
    line(r, "expected", SAY_EXPECTED);
    line(r, "brand", SAY_BRAND);
    case_people(r, &d, "concerns", SAY_CONCERNS);
    if (r->rights & move_right(MOVE_ASSIGN))
        case_people(r, &d, "to", SAY_TO_WHOM);
    case_due(r, false);
    html_printf(&r->out,
                "<button class=\"main\">%s</button></form></section>\n",
                page_word(r, SAY_REGISTER));
    page_close(r);
    return true;
}

bool case_new_page(struct request *r, struct err *e)
{
    return case_form(r, SAY_COUNT, e);
}

bool case_new_again(struct request *r, struct err *e)
{
    return case_form(r, SAY_FORM_OLD, e);
}
