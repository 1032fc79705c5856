/* SPDX-License-Identifier: MIT
 * login: the way in and out, and the language of the interface. */
#include <microhttpd.h>

#include "desk/attempts.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/password.h"
#include "desk/route.h"
#include "desk/session.h"

/* Where to go after it: a page of ours that was asked for, or the queue. */
static struct str target(struct request *r)
{
    struct str to = request_field(r, "to");
    return route_is_page(to) ? to : STR("/queue");
}

static void input(struct request *r, enum say label, const char *attributes)
{
    html_printf(&r->out, "<label>%s<input ", page_word(r, label));
    buf_z(&r->out, attributes);
    buf_z(&r->out, " required></label>\n");
}

static void write_form(struct request *r, const char *trouble)
{
    struct buf *o = &r->out;
    page_open(r, str_of(page_word(r, SAY_LOG_IN_TITLE)), NULL);
    html_printf(o,
                "<section class=\"card narrow login\"><h1>%s</h1>"
                "<p class=\"lead\">%s</p>\n",
                page_word(r, SAY_LOG_IN_TITLE), page_word(r, SAY_LOG_IN_LEAD));
    if (trouble)
        html_printf(o, "<p class=\"notice bad\" role=\"alert\">%s</p>\n",
                    trouble);
    page_form(r, "stack", STR("/login"));
    struct str to = request_field(r, "to");
    page_hidden(r, "to", route_is_page(to) ? to : STR(""));
    input(r, SAY_LOGIN,
          "name=\"login\" autocomplete=\"username\" maxlength=\"64\" "
          "autocapitalize=\"none\" spellcheck=\"false\"");
    input(r, SAY_PASSWORD,
          "name=\"password\" type=\"password\" maxlength=\"1024\" "
          "autocomplete=\"current-password\"");
    html_printf(o, "<button class=\"main\">%s</button></form></section>\n",
                page_word(r, SAY_LOG_IN));
    page_close(r);
}

bool login_page(struct request *r, struct err *e)
{
    (void)e;
    if (r->signed_in)
        return request_go(r, target(r));
    write_form(r, NULL);
    return true;
}

static bool refuse(struct request *r, int status, enum say why)
{
    r->status = status;
    write_form(r, page_word(r, why));
    return true;
}

bool login_post(struct request *r, struct err *e)
{
    struct attempts *tries = r->desk->attempts;
    struct str login = str_trim(form_get(&r->form, "login"));
    struct str password = form_get(&r->form, "password");
    struct str address = request_address(r);
    struct user_row u = {0};
    bool known = false;
    if (!attempts_may(tries, login, address, r->now)) {
        log_event(LOG_WARN, "login", "blocked login=" STR_FMT " from=" STR_FMT,
                  STR_ARG(login), STR_ARG(address));
        return refuse(r, MHD_HTTP_TOO_MANY_REQUESTS, SAY_LOGIN_BLOCKED);
    }
    if (!store_user_get(r->desk->store, &r->arena, login, &u, &known, e))
        return false;
    if (password.n > CEILING_PASSWORD ||
        !password_check(&r->arena, &u, known, password)) {
        attempts_failed(tries, login, address, r->now);
        return refuse(r, MHD_HTTP_UNAUTHORIZED, SAY_LOGIN_WRONG);
    }
    attempts_worked(tries, login, address);
    return session_start(r, &u, e) && request_go(r, target(r));
}

bool login_out(struct request *r, struct err *e)
{
    return session_end(r, e) && request_go(r, STR("/login"));
}

bool login_lang(struct request *r, struct err *e)
{
    struct str lang = form_get(&r->form, "lang");
    struct str to = form_get(&r->form, "to");
    enum say_lang known;
    if (!say_lang(lang, &known)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    session_cookie(r, "lang", lang, 365 * 24 * 3600);
    bool ours = route_is_page(to) || str_starts(to, STR("/login?"));
    request_go(r, ours ? to : STR("/login"));
    if (!r->signed_in)
        return true;
    struct user_row u;
    bool found;
    if (!store_user_get(r->desk->store, &r->arena, r->user.login, &u, &found,
                        e))
        return false;
    u.lang = lang;
    return !found || store_user_put(r->desk->store, &u, e);
}
