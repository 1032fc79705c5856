/* SPDX-License-Identifier: MIT
 * proposal: what is to be changed, by what cases show (R31, R44): the pages
 * /proposals and /proposal/N. Whoever works on cases proposes; who approves
 * replies, or leads the house, decides. */
#include <microhttpd.h>

#include "desk/api.h"
#include "desk/findings.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { WORDS_LONGEST = 4000, DAY_S = 86400, FIRST_WORDS = 140, OPEN_MOST = 8 };

static bool may_decide(const struct request *r)
{
    return (r->rights & (MAY_APPROVE | MAY_JOIN)) != 0;
}

/* "Cases of this cause: 7 in 30 days before, 2 in as many after." */
static void effect(struct request *r, const struct proposal_effect *x)
{
    if (x->span)
        html_printf(&r->out, "<p class=\"meta\">%s: %ld → %ld (%s %ld)</p>\n",
                    page_word(r, SAY_EFFECT), (long)x->before, (long)x->after,
                    page_word(r, SAY_EFFECT_DAYS), (long)(x->span / DAY_S));
}

static void meta(struct request *r, const struct proposal_row *p)
{
    struct str state = say_value(r->lang, "proposal", p->state);
    struct str cause = findings_cause_said(r, p->cause);
    struct str unit = page_department(r, p->lies_in);
    html_printf(&r->out, "<p class=\"meta\"><b>%S</b> · %S ", &state, &p->who);
    page_day(r, p->at);
    if (cause.n)
        html_printf(&r->out, " · %s: %S", page_word(r, SAY_CAUSE), &cause);
    if (unit.n)
        html_printf(&r->out, " · %S", &unit);
    html_printf(&r->out, " · %s: %ld</p>\n", page_word(r, SAY_CASES),
                (long)p->cases);
    effect(r, &p->effect);
}

static void row(struct request *r, const struct proposal_row *p)
{
    html_printf(&r->out,
                "<li class=\"card\"><p><a href=\"/proposal/%ld\">%S</a></p>\n",
                (long)p->id, &p->what);
    meta(r, p);
    buf_z(&r->out, "</li>\n");
}

static void new_form(struct request *r)
{
    struct str text = form_get(&r->form, "text");
    struct str of = request_field(r, "case");
    html_printf(&r->out, "<details%s><summary>%s</summary>\n",
                text.n || of.n ? " open" : "", page_word(r, SAY_PROPOSE));
    page_form(r, "stack", STR("/proposals"));
    html_printf(&r->out,
                "<label>%s<textarea name=\"text\" rows=\"4\" required>\n%S"
                "</textarea></label>\n",
                page_word(r, SAY_PROPOSAL_WHAT), &text);
    findings_causes(r, form_get(&r->form, "cause"));
    findings_departments(r, form_get(&r->form, "lies_in"));
    html_printf(&r->out,
                "<label>%s<input name=\"case\" inputmode=\"numeric\" "
                "value=\"%S\"></label>\n<button>%s</button></form></details>\n",
                page_word(r, SAY_CASE_NO), &of, page_word(r, SAY_PROPOSE));
}

static bool list(struct request *r, enum say trouble, struct err *e)
{
    const struct proposal_filter f = {
        .limit = VIEW_ROWS + 1, .behind = view_behind(r), .now = r->now};
    struct proposal_row *rows;
    size_t n;
    if (r->api) {
        r->cause = str_of(page_word(r, trouble));
        return true;
    }
    if (!store_proposals(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    bool more = n > VIEW_ROWS;
    n = more ? VIEW_ROWS : n;
    page_open(r, str_of(page_word(r, SAY_PROPOSALS)), "/cases");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_PROPOSALS));
    page_trouble(r, trouble);
    if (r->rights & MAY_WORK)
        new_form(r);
    if (!n)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_PROPOSALS));
    buf_z(&r->out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < n; i++)
        row(r, &rows[i]);
    buf_z(&r->out, "</ul>\n");
    view_cursor(r, "/proposals", more, n ? rows[n - 1].id : 0);
    page_close(r);
    return true;
}

bool proposals_page(struct request *r, struct err *e)
{
    return list(r, SAY_COUNT, e);
}

bool proposals_again(struct request *r, struct err *e)
{
    return list(r, SAY_FORM_OLD, e);
}

bool proposals_open(struct request *r, struct str month, struct err *e)
{
    const struct proposal_filter all = {0};
    struct proposal_row *rows;
    size_t n, shown = 0;
    if (!store_proposals(r->desk->store, &r->arena, &all, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n && shown < OPEN_MOST; i++) {
        if (!str_eqz(rows[i].state, "proposed"))
            continue;
        if (!shown++)
            html_printf(&r->out, "<section class=\"open\"><h2>%s</h2>\n<ul>\n",
                        page_word(r, SAY_TO_DECIDE));
        html_printf(&r->out, "<li><a href=\"/proposal/%ld\">",
                    (long)rows[i].id);
        page_words(r, rows[i].what, FIRST_WORDS);
        buf_z(&r->out, "</a>\n");
        if (may_decide(r)) {
            page_form(r, "plain",
                      str_printf(&r->arena, "/proposal/%lld/agree",
                                 (long long)rows[i].id));
            page_hidden(r, "month", month);
            html_printf(&r->out,
                        "<button aria-label=\"%s, %s %ld\">%s</button></form>",
                        page_word(r, SAY_AGREE), page_word(r, SAY_PROPOSAL_NO),
                        (long)rows[i].id, page_word(r, SAY_AGREE));
        }
        buf_z(&r->out, "</li>\n");
    }
    buf_z(&r->out, shown ? "</ul></section>\n" : "");
    return true;
}

/* ---- one ---- */

static bool find(struct request *r, struct proposal_row *p, struct err *e)
{
    const struct proposal_filter f = {.id = r->id, .now = r->now};
    struct proposal_row *rows;
    size_t n = 0;
    *p = (struct proposal_row){0};
    if (r->id > 0 &&
        !store_proposals(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    if (n)
        *p = rows[0];
    else
        r->status = MHD_HTTP_NOT_FOUND;
    return true;
}

static void button(struct request *r, const char *word, enum say label)
{
    html_printf(&r->out,
                "<button formaction=\"/proposal/%ld/%s\">%s</button>\n",
                (long)r->id, word, page_word(r, label));
}

static void todo(struct request *r, const struct proposal_row *p)
{
    struct str text = form_get(&r->form, "text");
    bool proposed = str_eqz(p->state, "proposed");
    bool open = proposed || str_eqz(p->state, "agreed");
    if (open && may_decide(r)) {
        page_form(
            r, "stack",
            str_printf(&r->arena, "/proposal/%lld/agree", (long long)p->id));
        html_printf(&r->out,
                    "<label>%s<textarea name=\"text\" rows=\"2\">\n%S"
                    "</textarea></label><div class=\"buttons\">",
                    page_word(r, SAY_REASON), &text);
        button(r, proposed ? "agree" : "introduce",
               proposed ? SAY_AGREE : SAY_INTRODUCED);
        button(r, "refuse", SAY_REFUSE);
        buf_z(&r->out, "</div></form>\n");
    }
    if (!(r->rights & MAY_WORK))
        return;
    page_form(r, "inline",
              str_printf(&r->arena, "/proposal/%lld/link", (long long)p->id));
    html_printf(&r->out,
                "<label>%s <input name=\"case\" inputmode=\"numeric\" "
                "required></label><button>%s</button></form>\n",
                page_word(r, SAY_CASE_NO), page_word(r, SAY_RESTS_ON));
}

static bool draw(struct request *r, const struct proposal_row *p,
                 enum say trouble, struct err *e)
{
    int64_t *cases;
    size_t n;
    if (r->api)
        return api_put_proposal(r, trouble, e);
    if (!store_proposal_cases(r->desk->store, &r->arena, p->id, &cases, &n, e))
        return false;
    page_open(r, str_of(page_word(r, SAY_PROPOSALS)), "/cases");
    html_printf(&r->out,
                "<div class=\"title\"><p class=\"crumb\"><a "
                "href=\"/proposals\">← %s</a></p><h1>%s %ld</h1></div>\n",
                page_word(r, SAY_PROPOSALS), page_word(r, SAY_PROPOSAL_NO),
                (long)p->id);
    page_trouble(r, trouble);
    html_printf(&r->out, "<section class=\"card\"><p class=\"said\">%S</p>\n",
                &p->what);
    meta(r, p);
    if (p->reason.n)
        html_printf(&r->out, "<p>%s: %S</p>\n", page_word(r, SAY_REASON),
                    &p->reason);
    for (size_t i = 0; i < n; i++)
        html_printf(&r->out, "<p><a href=\"/case/%ld\">%s %ld</a></p>\n",
                    (long)cases[i], page_word(r, SAY_CASE_NO), (long)cases[i]);
    todo(r, p);
    buf_z(&r->out, "</section>\n");
    page_close(r);
    return true;
}

static bool one(struct request *r, enum say trouble, struct err *e)
{
    struct proposal_row p;
    return find(r, &p, e) && (!p.id || draw(r, &p, trouble, e));
}

bool proposal_page(struct request *r, struct err *e)
{
    return one(r, SAY_COUNT, e);
}

bool proposal_again(struct request *r, struct err *e)
{
    return one(r, SAY_FORM_OLD, e);
}

/* ---- what is done ---- */

static bool refuse(struct request *r, const struct proposal_row *p, int status,
                   enum say trouble, struct err *e)
{
    r->status = status;
    return p ? draw(r, p, trouble, e) : list(r, trouble, e);
}

/* Back to where the button stood: its own page, or the sheet of a month. */
static bool go(struct request *r, int64_t id)
{
    struct str month = form_get(&r->form, "month");
    r->id = id;
    if (month.n) {
        struct buf to;
        buf_init(&to, 4096);
        form_put(&to, "m", month);
        struct str query = str_dup(&r->arena, buf_view(&to));
        buf_clear(&to);
        return request_go(
            r, str_printf(&r->arena, "/month?" STR_FMT, STR_ARG(query)));
    }
    return request_go(r,
                      str_printf(&r->arena, "/proposal/%lld", (long long)id));
}

/* The case of the form, which the asker may see; 0 when none is named. */
static bool case_of(struct request *r, int64_t *id, bool *known, struct err *e)
{
    struct case_file f;
    struct str typed = str_trim(form_get(&r->form, "case"));
    *id = 0;
    *known = !typed.n || (str_int(typed, id) && *id > 0);
    if (!typed.n || !*known)
        return true;
    bool ok = store_case_get(r->desk->store, &r->arena, *id, &f, known, e);
    *known = ok && *known && !f.card.merged_into;
    return ok;
}

static bool is_listed(struct request *r, const struct proposal_row *p)
{
    const struct desk_setup *setup = r->desk->setup;
    struct str cause = p->cause;
    struct err why = {0};
    return (!p->lies_in.n || findings_is_department(r, p->lies_in)) &&
           (!cause.n || (setup->catalogue &&
                         catalogue_takes(setup->catalogue, &r->arena,
                                         STR("cause"), STR(""), &cause, &why)));
}

static bool make(struct request *r, struct err *e)
{
    struct proposal_row row = {.at = r->now,
                               .who = r->user.login,
                               .what = str_trim(form_get(&r->form, "text")),
                               .cause = form_get(&r->form, "cause"),
                               .lies_in = form_get(&r->form, "lies_in")};
    int64_t of;
    bool known;
    if (!case_of(r, &of, &known, e))
        return false;
    enum say trouble = !row.what.n                  ? SAY_WORDS_NEEDED
                       : row.what.n > WORDS_LONGEST ? SAY_WORDS_LONG
                       : !known                     ? SAY_NO_SUCH_CASE
                       : !is_listed(r, &row)        ? SAY_NOT_LISTED
                                                    : SAY_COUNT;
    if (trouble != SAY_COUNT)
        return refuse(r, NULL, MHD_HTTP_UNPROCESSABLE_CONTENT, trouble, e);
    return store_proposal_add(r->desk->store, &row, of, e) && go(r, row.id);
}

bool proposal_new(struct request *r, struct err *e)
{
    return request_whole(r, make, e);
}

static bool add_case(struct request *r, const struct proposal_row *p,
                     struct err *e)
{
    struct proposal_link link = {
        .id = p->id, .who = r->user.login, .now = r->now};
    int64_t *cases;
    size_t n;
    bool known;
    if (!case_of(r, &link.case_id, &known, e) ||
        !store_proposal_cases(r->desk->store, &r->arena, p->id, &cases, &n, e))
        return false;
    if (!known || !link.case_id)
        return refuse(r, p, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_NO_SUCH_CASE,
                      e);
    for (size_t i = 0; i < n; i++)
        if (cases[i] == link.case_id)
            return go(r, p->id);
    return store_proposal_link(r->desk->store, &link, e) && go(r, p->id);
}

static const struct {
    const char *word, *from, *to; /* from: where it has to be, or agreed */
    bool reason;                  /* it takes one */
} STEPS[] = {{"agree", "proposed", "agreed", false},
             {"introduce", "agreed", "introduced", false},
             {"refuse", "proposed", "refused", true}};

static bool step(struct request *r, const struct proposal_row *p, size_t i,
                 struct err *e)
{
    struct proposal_step step = {.id = p->id,
                                 .to = str_of(STEPS[i].to),
                                 .who = r->user.login,
                                 .reason = str_trim(form_get(&r->form, "text")),
                                 .now = r->now};
    bool late = STEPS[i].reason && str_eqz(p->state, "agreed");
    if (!may_decide(r)) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    if (!str_eqz(p->state, STEPS[i].from) && !late)
        return refuse(r, p, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY, e);
    if (STEPS[i].reason && !step.reason.n)
        return refuse(r, p, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_WORDS_NEEDED,
                      e);
    if (step.reason.n > WORDS_LONGEST)
        return refuse(r, p, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_WORDS_LONG, e);
    return store_proposal_step(r->desk->store, &step, e) && go(r, p->id);
}

static bool do_it(struct request *r, struct err *e)
{
    struct proposal_row p;
    if (!find(r, &p, e))
        return false;
    if (!p.id)
        return true;
    if (str_eqz(r->rest, "link"))
        return add_case(r, &p, e);
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        if (str_eqz(r->rest, STEPS[i].word))
            return step(r, &p, i, e);
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}

bool proposal_do(struct request *r, struct err *e)
{
    return request_whole(r, do_it, e);
}
