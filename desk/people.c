/* SPDX-License-Identifier: MIT
 * people: who works here, who is away, who stands in for whom. Each says so of
 * himself, an admin of everybody. */
#include <microhttpd.h>

#include "base/date.h"
#include "desk/api.h"
#include "desk/page.h"
#include "desk/pages.h"

struct people {
    struct user_row *users; /* n_users of them */
    size_t n_users;
    struct leave_row *leaves; /* n_leaves of them */
    size_t n_leaves;
};

static bool load(struct request *r, struct people *p, struct err *e)
{
    struct store *store = r->desk->store;
    return store_users(store, &r->arena, &p->users, &p->n_users, e) &&
           store_leaves(store, &r->arena, &p->leaves, &p->n_leaves, e);
}

static const struct leave_row *leave_said(const struct people *p,
                                          struct str login)
{
    for (size_t i = 0; i < p->n_leaves; i++)
        if (str_eq(p->leaves[i].login, login))
            return &p->leaves[i];
    return NULL;
}

/* "oleg · head · service: away 1 December – 5 December, anna stands in" */
static void person(struct request *r, const struct people *p,
                   const struct user_row *u)
{
    const struct leave_row *l = leave_said(p, u->login);
    struct str role = term_said(TERMS_ROLE, u->role, r->lang == SAY_RU);
    html_printf(&r->out, "<li><b>%S</b> %S <span class=\"soft\">· %S %S</span>",
                &u->name, &u->login, &role, &u->departments);
    if (l && l->back > r->now) {
        html_printf(&r->out, " · %s ", page_word(r, SAY_AWAY_FROM));
        page_time(r, l->away);
        html_printf(&r->out, " %s ", page_word(r, SAY_WAITS_UNTIL));
        page_time(r, l->back);
    }
    if (l && l->deputy.n)
        html_printf(&r->out, " · %s: %S", page_word(r, SAY_DEPUTY), &l->deputy);
    buf_z(&r->out, "</li>\n");
}

static void choose(struct request *r, const struct people *p, const char *name,
                   enum say label, bool needed)
{
    struct str given = form_get(&r->form, name);
    html_printf(&r->out, "<label>%s<select name=\"%s\">", page_word(r, label),
                name);
    if (!needed) {
        page_option(r, STR(""), str_of(page_word(r, SAY_AS_BEFORE)), false);
        page_option(r, STR("-"), str_of(page_word(r, SAY_NO_DEPUTY)),
                    str_eqz(given, "-"));
    }
    for (size_t i = 0; i < p->n_users; i++) {
        const struct user_row *u = &p->users[i];
        bool own =
            needed && !request_is_admin(r) && !str_eq(u->login, r->user.login);
        if (!u->removed && !own)
            page_option(r, u->login, u->name, str_eq(u->login, given));
    }
    buf_z(&r->out, "</select></label>\n");
}

static void day(struct request *r, const char *name, enum say label)
{
    struct str given = form_get(&r->form, name);
    html_printf(&r->out,
                "<label>%s<input type=\"date\" name=\"%s\" value=\"%S\">"
                "</label>\n",
                page_word(r, label), name, &given);
}

static void form(struct request *r, const struct people *p)
{
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_LEAVE));
    page_form(r, "stack", STR("/people"));
    choose(r, p, "login", SAY_WHO_IS_AWAY, true);
    day(r, "from", SAY_AWAY_FROM);
    day(r, "until", SAY_AWAY_UNTIL);
    choose(r, p, "deputy", SAY_DEPUTY, false);
    html_printf(&r->out, "<button>%s</button></form></section>\n",
                page_word(r, SAY_SAVE_LEAVE));
}

static bool show(struct request *r, enum say trouble, struct err *e)
{
    struct people p;
    if (r->api) {
        if (trouble != SAY_COUNT)
            r->cause = str_of(page_word(r, trouble));
        return true;
    }
    if (!load(r, &p, e))
        return err_add(e, "people");
    page_open(r, str_of(page_word(r, SAY_PEOPLE)), "/people");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_PEOPLE));
    page_trouble(r, trouble);
    buf_z(&r->out, "<section class=\"card\"><ul class=\"events\">\n");
    for (size_t i = 0; i < p.n_users; i++)
        if (!p.users[i].removed)
            person(r, &p, &p.users[i]);
    buf_z(&r->out, "</ul></section>\n");
    if (r->rights & MAY_WORK)
        form(r, &p);
    if (r->rights & MAY_FORGET)
        html_printf(&r->out,
                    "<p><a class=\"button\" href=\"/persons\">%s</a>"
                    "</p>\n",
                    page_word(r, SAY_PERSONS));
    page_close(r);
    return true;
}

bool people_page(struct request *r, struct err *e)
{
    return show(r, SAY_COUNT, e);
}

bool people_again(struct request *r, struct err *e)
{
    return show(r, SAY_FORM_OLD, e);
}

static bool is_known(const struct people *p, struct str login)
{
    for (size_t i = 0; i < p->n_users; i++)
        if (str_eq(p->users[i].login, login) && !p->users[i].removed)
            return true;
    return !login.n;
}

/* The moments of the form: from its first minute to the last; nothing typed is
 * nobody away. */
static bool days(struct request *r, struct leave_row *l)
{
    const struct zone *z = r->desk->setup->zone;
    struct str from = str_trim(form_get(&r->form, "from"));
    struct str until = str_trim(form_get(&r->form, "until"));
    if ((from.n && !date_from(from, z, &l->away)) ||
        (until.n && !date_due(until, z, &l->back)))
        return false;
    if (!from.n && until.n)
        l->away = r->now;
    return l->back ? l->away < l->back : !l->away;
}

bool people_leave(struct request *r, struct err *e)
{
    struct people p;
    struct leave_row l = {.login = form_get(&r->form, "login"),
                          .deputy = form_get(&r->form, "deputy")};
    if (!l.login.n)
        l.login = r->user.login;
    if (!load(r, &p, e))
        return err_add(e, "people");
    l.deputy = leave_deputy_said(p.leaves, p.n_leaves, l.login, l.deputy);
    if (!request_is_admin(r) && !str_eq(l.login, r->user.login)) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    enum say trouble = !is_known(&p, l.login) || !is_known(&p, l.deputy) ||
                               str_eq(l.login, l.deputy)
                           ? SAY_NOBODY
                       : !days(r, &l) ? SAY_NO_DATE
                                      : SAY_COUNT;
    if (trouble != SAY_COUNT) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        return show(r, trouble, e);
    }
    return store_leave_put(r->desk->store, &l, r->user.login, r->now, e) &&
           request_go(r, STR("/people"));
}

bool api_leaves(struct request *r, struct err *e)
{
    struct people p;
    struct json j;
    if (!load(r, &p, e))
        return err_add(e, "leaves");
    api_open(r, &j, (struct str){0});
    json_key(&j, "leaves"), json_list(&j);
    for (size_t i = 0; i < p.n_leaves; i++)
        store_leave_row_json(&j, &p.leaves[i], r->desk->setup->zone);
    json_end(&j);
    api_close(&j);
    return true;
}
