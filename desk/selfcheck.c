/* SPDX-License-Identifier: MIT
 * selfcheck: is there a scheme, an order, a store? What people answered, what
 * the register counts, department by department (R16). */
#include <microhttpd.h>

#include "desk/api.h"
#include "desk/page.h"
#include "desk/pages.h"

bool desk_heads_here(struct store *s, struct arena *a, struct desk_units units,
                     struct str of, struct selfcheck_count *heads,
                     struct err *e)
{
    struct user_row *users;
    size_t n;
    *heads = (struct selfcheck_count){0};
    if (!store_users(s, a, &users, &n, e))
        return false;
    for (size_t i = 0; i < units.n; i++) {
        const struct department *d = &units.all[i];
        if (of.n && !str_eq(d->id, of))
            continue;
        bool here = false;
        for (size_t k = 0; k < n; k++)
            here |= !users[k].removed && str_eq(users[k].login, d->head);
        heads->good += here, heads->of++;
    }
    return true;
}

/* The check of a department, "" of the whole company. */
struct check {
    struct str of;
    struct selfcheck_count counts[SELFCHECK_FIGURES];
    struct selfcheck_answer *rows; /* n of them */
    size_t n;
};

static bool load(struct request *r, struct str of, struct check *c,
                 struct err *e)
{
    const struct desk_setup *setup = r->desk->setup;
    const struct desk_units units = {setup->departments, setup->n_departments};
    struct store *store = r->desk->store;
    struct selfcheck_count heads;
    c->of = of;
    if (!store_selfcheck_answers(store, &r->arena, &c->rows, &c->n, e) ||
        !store_selfcheck_counts(store, of, r->now, c->counts, e) ||
        !desk_heads_here(store, &r->arena, units, of, &heads, e))
        return err_add(e, "self-check");
    c->counts[SELFCHECK_HEAD] = heads;
    return true;
}

static bool is_department(const struct request *r, struct str id)
{
    const struct desk_setup *setup = r->desk->setup;
    for (size_t i = 0; i < setup->n_departments; i++)
        if (str_eq(setup->departments[i].id, id))
            return true;
    return !id.n;
}

static void tab(struct request *r, const struct check *c, struct str id)
{
    struct str name =
        id.n ? page_department(r, id) : str_of(page_word(r, SAY_WHOLE_COMPANY));
    html_printf(&r->out, "<a href=\"/selfcheck?of=%S\"%s>%S</a>\n", &id,
                str_eq(id, c->of) ? " aria-current=\"page\"" : "", &name);
}

static void tabs(struct request *r, const struct check *c)
{
    const struct desk_setup *setup = r->desk->setup;
    html_printf(&r->out, "<nav class=\"tabs\" aria-label=\"%s\">",
                page_word(r, SAY_LISTS));
    tab(r, c, STR(""));
    for (size_t i = 0; i < setup->n_departments; i++)
        tab(r, c, setup->departments[i].id);
    buf_z(&r->out, "</nav>\n");
}

static const char *said_of(struct request *r, struct str answer)
{
    static const enum say WORDS[] = {SAY_CHECK_YES, SAY_CHECK_PARTLY,
                                     SAY_CHECK_NO};
    for (size_t i = 0; selfcheck_answers[i]; i++)
        if (str_eqz(answer, selfcheck_answers[i]))
            return page_word(r, WORDS[i]);
    return page_word(r, SAY_CHECK_OPEN);
}

static void answer_form(struct request *r, const struct check *c,
                        const struct selfcheck_question *q)
{
    buf_z(&r->out, "<div>");
    page_form(r, "inline", STR("/selfcheck"));
    page_hidden(r, "of", c->of);
    page_hidden(r, "question", q->id);
    html_printf(&r->out, "<select name=\"answer\" required aria-label=\"%s\">",
                page_word(r, SAY_CHECK_ANSWER));
    page_option(r, STR(""), STR("—"), true); /* nothing is said unasked */
    for (size_t i = 0; selfcheck_answers[i]; i++)
        page_option(r, str_of(selfcheck_answers[i]),
                    str_of(said_of(r, str_of(selfcheck_answers[i]))), false);
    html_printf(&r->out,
                "</select><input name=\"text\" placeholder=\"%s\" "
                "aria-label=\"%s\"><button>%s</button></form></div>\n",
                page_word(r, SAY_CHECK_WORDS), page_word(r, SAY_CHECK_WORDS),
                page_word(r, SAY_CHECK_ANSWER));
}

static void answered(struct request *r, const struct selfcheck_standing *s)
{
    const struct selfcheck_answer *a = s->said;
    html_printf(&r->out, " <span class=\"soft\">· ");
    page_time(r, a->at);
    html_printf(&r->out, " · %S", &a->who);
    if (a->words.n)
        html_printf(&r->out, " · %S", &a->words);
    if (selfcheck_is_old(s, r->now))
        html_printf(&r->out, " · %s", page_word(r, SAY_CHECK_OLD));
    buf_z(&r->out, "</span>\n");
}

static struct selfcheck_standing standing(const struct check *c,
                                          const struct selfcheck_question *q)
{
    return (struct selfcheck_standing){
        .q = q,
        .said = selfcheck_answer_of(c->rows, c->n, c->of, q->id),
        .count = c->counts[q->counts],
    };
}

static void question(struct request *r, const struct check *c,
                     const struct selfcheck_question *q)
{
    const struct selfcheck_standing s = standing(c, q);
    const struct selfcheck_count *n = &s.count;
    struct str said = q->counts ? str_of(selfcheck_said(n->good, n->of))
                      : s.said  ? s.said->answer
                                : STR("");
    struct str words = r->lang == SAY_RU ? q->ru : q->en;
    html_printf(&r->out, "<li>%S%s <b>%s</b> ", &words,
                str_ends(words, STR("?")) ? "" : ":", said_of(r, said));
    if (q->counts && n->of)
        html_printf(&r->out, "<span class=\"count\">%ld / %ld</span>\n",
                    (long)n->good, (long)n->of);
    if (!q->counts && s.said)
        answered(r, &s);
    if (!q->counts && (r->rights & MAY_APPROVE))
        answer_form(r, c, q);
    buf_z(&r->out, "</li>\n");
}

static void part(struct request *r, const struct check *c, int about)
{
    static const enum say HEADS[] = {SAY_CHECK_SCHEME, SAY_CHECK_ORDER,
                                     SAY_CHECK_STORE};
    const struct selfcheck *all = r->desk->setup->selfcheck;
    const struct selfcheck_question *q;
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s</h2>\n<ul class=\"events\">\n",
                page_word(r, HEADS[about]));
    for (size_t i = 0; all && (q = selfcheck_at(all, i)); i++)
        if (q->about == about)
            question(r, c, q);
    buf_z(&r->out, "</ul></section>\n");
}

static bool show(struct request *r, struct str of, enum say trouble,
                 struct err *e)
{
    struct check c;
    if (!is_department(r, of)) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    if (!load(r, of, &c, e))
        return false;
    page_open(r, str_of(page_word(r, SAY_SELFCHECK)), "/cases");
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s</h1>\n<p class=\"lead\">%s</p>"
                "</div>\n",
                page_word(r, SAY_SELFCHECK), page_word(r, SAY_SELFCHECK_LEAD));
    page_trouble(r, trouble);
    tabs(r, &c);
    for (int about = 0; selfcheck_about[about]; about++)
        part(r, &c, about);
    page_close(r);
    return true;
}

static bool tell(struct request *r, struct str of, struct err *e)
{
    const struct selfcheck *all = r->desk->setup->selfcheck;
    const struct selfcheck_question *q;
    struct check c;
    struct json j;
    if (!load(r, of, &c, e))
        return false;
    api_open(r, &j, (struct str){0});
    json_key(&j, "selfcheck"), json_list(&j);
    for (size_t i = 0; all && (q = selfcheck_at(all, i)); i++) {
        const struct selfcheck_standing s = standing(&c, q);
        store_selfcheck_json(&j, of, &s, r->now, r->desk->setup->zone);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

bool api_selfcheck(struct request *r, struct err *e)
{
    struct str of = form_get(&r->query, "of");
    if (is_department(r, of))
        return tell(r, of, e);
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}

bool selfcheck_page(struct request *r, struct err *e)
{
    return show(r, form_get(&r->query, "of"), SAY_COUNT, e);
}

bool selfcheck_again(struct request *r, struct err *e)
{
    return show(r, form_get(&r->form, "of"), SAY_FORM_OLD, e);
}

bool selfcheck_do(struct request *r, struct err *e)
{
    const struct selfcheck *all = r->desk->setup->selfcheck;
    const struct selfcheck_answer row = {.department = form_get(&r->form, "of"),
                                         .question =
                                             form_get(&r->form, "question"),
                                         .answer = form_get(&r->form, "answer"),
                                         .words = form_get(&r->form, "text"),
                                         .who = r->user.login,
                                         .at = r->now};
    const struct selfcheck_question *q =
        all ? selfcheck_find(all, row.question) : NULL;
    struct str said = str_of(said_of(r, row.answer));
    if (!q || q->counts || !is_department(r, row.department) ||
        str_eqz(said, page_word(r, SAY_CHECK_OPEN))) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        r->cause = str_of(page_word(r, SAY_CHECK_REFUSED));
        return r->api || show(r, STR(""), SAY_CHECK_REFUSED, e);
    }
    if (!store_selfcheck_answer(r->desk->store, &row, e))
        return false;
    return r->api
               ? tell(r, row.department, e)
               : request_go(r, str_printf(&r->arena, "/selfcheck?of=" STR_FMT,
                                          STR_ARG(row.department)));
}
