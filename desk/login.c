/* SPDX-License-Identifier: MIT
 * login: the way in and out, and the language of the interface. */
#include <microhttpd.h>

#include "desk/note.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/password.h"
#include "desk/session.h"
#include "desk/totp.h"

static void input(struct request *r, enum say label, const char *attributes)
{
    html_printf(&r->out, "<label>%s<input ", page_word(r, label));
    buf_z(&r->out, attributes);
    buf_z(&r->out, " required></label>\n");
}

/* What was typed elsewhere, for who fears for it. */
static void typed(struct request *r)
{
    struct str text = form_get(&r->form, "text");
    if (!str_trim(text).n)
        text = form_get(&r->form, "note");
    if (!page_keeps(r) || !str_trim(text).n)
        return;
    html_printf(&r->out,
                "<h2>%s</h2><pre class=\"kept\" id=\"typed\" "
                "tabindex=\"0\">%S</pre>\n",
                page_word(r, SAY_UNSAVED), &text);
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
    page_keep_fields(r);
    input(r, SAY_LOGIN,
          "name=\"login\" autocomplete=\"username\" maxlength=\"64\" "
          "autocapitalize=\"none\" spellcheck=\"false\"");
    input(r, SAY_PASSWORD,
          "name=\"password\" type=\"password\" maxlength=\"1024\" "
          "autocomplete=\"current-password\"");
    html_printf(o,
                "<label>%s<input name=\"code\" autocomplete=\"one-time-code\""
                " maxlength=\"32\"></label>\n<button class=\"main\">%s"
                "</button></form>\n",
                page_word(r, SAY_LOGIN_CODE), page_word(r, SAY_LOG_IN));
    typed(r);
    buf_z(o, "</section>\n");
    page_close(r);
}

bool login_page(struct request *r, struct err *e)
{
    (void)e;
    if (r->signed_in)
        return request_go(r, r->back);
    write_form(r, NULL);
    return true;
}

/* On to the page; what was typed there before is in its field again. */
static bool go_on(struct request *r)
{
    r->resume = page_keeps(r);
    return r->resume || request_go(r, r->back);
}

bool login_again(struct request *r, struct err *e)
{
    bool first = r->status == MHD_HTTP_UNAUTHORIZED;
    (void)e;
    if (r->signed_in)
        return go_on(r);
    write_form(r, page_word(r, first ? SAY_SESSION_OVER : SAY_LOGIN_OLD));
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
    struct str login = form_login(&r->form);
    struct str password = form_get(&r->form, "password");
    struct user_row u = {0};
    bool known = false;
    if (r->job->blocked)
        return note_refused(r, REFUSAL_BLOCKED, login, e) &&
               refuse(r, MHD_HTTP_TOO_MANY_REQUESTS, SAY_LOGIN_BLOCKED);
    if (!store_user_get(r->desk->store, &r->arena, login, &u, &known, e))
        return false;
    r->sign_in = SIGN_IN_WRONG;
    bool right = password.n <= CEILING_PASSWORD &&
                 password_check(&r->arena, &u, known, password);
    if (right &&
        !totp_lets_in(r->desk->store, &r->arena, &u,
                      str_trim(form_get(&r->form, "code")), r->now, &right, e))
        return false;
    if (right && !session_start(r, &u, &right, e))
        return false;
    if (!right)
        return note_refused(r, REFUSAL_SIGN_IN, login, e) &&
               refuse(r, MHD_HTTP_UNAUTHORIZED, SAY_LOGIN_WRONG);
    r->sign_in = SIGN_IN_RIGHT;
    return go_on(r);
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
    if (!r->signed_in && page_keeps(r)) { /* a way back would lose it */
        r->lang = known;
        write_form(r, page_word(r, SAY_SESSION_OVER));
        return true;
    }
    bool ours = (to.n && str_eq(to, r->back)) || str_starts(to, STR("/login?"));
    request_go(r, ours ? to : STR("/login"));
    if (!r->signed_in)
        return true;
    return store_user_lang(r->desk->store, r->user.login, lang, e);
}
