/* SPDX-License-Identifier: MIT
 * account: one's own second factor; an admin takes back another's. */
#include <microhttpd.h>

#include "desk/page.h"
#include "desk/pages.h"
#include "desk/qr.h"
#include "desk/totp.h"

/* Signs of the field; the store counts bytes. */
enum { SIGNATURE_SIGNS = SIGNATURE_LONGEST / 4 };

static void button(struct request *r, const char *what, enum say word)
{
    html_printf(&r->out, "<button name=\"do\" value=\"%s\">%s</button>", what,
                page_word(r, word));
}

/* The secret and the recovery codes, this once. */
static void shown_once(struct request *r, const struct desk_totp *t)
{
    struct buf *o = &r->out;
    html_printf(o, "<p>%s</p>\n", page_word(r, SAY_TOTP_QR));
    qr_write(o, t->url, page_word(r, SAY_TOTP_QR_IS));
    html_printf(o,
                "<p>%s</p><pre class=\"kept\">%S</pre><p><a href=\"%S\">%S</a>"
                "</p>\n<p>%s</p><pre class=\"kept\">",
                page_word(r, SAY_TOTP_SECRET), &t->secret, &t->url, &t->url,
                page_word(r, SAY_TOTP_CODES));
    for (size_t i = 0; i < t->n_codes; i++)
        html_printf(o, "%S\n", &t->codes[i]);
    buf_z(o, "</pre>\n");
}

static void own(struct request *r, const struct totp_row *row,
                const struct desk_totp *made)
{
    struct buf *o = &r->out;
    bool on = row->secret.n && row->since;
    html_printf(o, "<section class=\"card\"><h2>%s</h2><p>%s</p>\n",
                page_word(r, SAY_TOTP),
                page_word(r, on              ? SAY_TOTP_ON
                             : row->secret.n ? SAY_TOTP_PENDING
                                             : SAY_TOTP_OFF));
    if (made)
        shown_once(r, made);
    if (on) {
        html_printf(o, "<p class=\"soft\">%s: %ld</p></section>\n",
                    page_word(r, SAY_TOTP_LEFT), (long)row->left);
        return;
    }
    page_form(r, "stack", STR("/account"));
    if (row->secret.n) {
        html_printf(o,
                    "<label>%s<input name=\"code\" inputmode=\"numeric\" "
                    "autocomplete=\"one-time-code\" maxlength=\"16\"></label>",
                    page_word(r, SAY_TOTP_CODE));
        button(r, "confirm", SAY_TOTP_CONFIRM);
    }
    button(r, "make", SAY_TOTP_MAKE);
    buf_z(o, "</form></section>\n");
}

/* How one's replies are signed. */
static void signing(struct request *r)
{
    struct str typed = form_has(&r->form, "signature")
                           ? form_get(&r->form, "signature")
                           : r->user.signature;
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>\n",
                page_word(r, SAY_SIGNATURE), page_word(r, SAY_SIGNATURE_WHAT));
    page_form(r, "stack", STR("/account"));
    html_printf(&r->out,
                "<label>%s<input name=\"signature\" maxlength=\"%d\" "
                "value=\"%S\"></label>",
                page_word(r, SAY_SIGNATURE), SIGNATURE_SIGNS, &typed);
    button(r, "sign", SAY_SIGNATURE_SAVE);
    buf_z(&r->out, "</form></section>\n");
}

static void others(struct request *r)
{
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_TOTP_RESET));
    page_form(r, "stack", STR("/account"));
    html_printf(&r->out,
                "<label>%s<input name=\"login\" maxlength=\"64\" required>"
                "</label>",
                page_word(r, SAY_LOGIN));
    button(r, "reset", SAY_TOTP_RESET);
    buf_z(&r->out, "</form></section>\n");
}

static bool show(struct request *r, const struct desk_totp *made,
                 enum say trouble, struct err *e)
{
    struct totp_row row;
    if (!store_totp_get(r->desk->store, &r->arena, r->user.id, &row, e))
        return false;
    page_open(r, str_of(page_word(r, SAY_ACCOUNT)), NULL);
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_ACCOUNT));
    page_trouble(r, trouble);
    own(r, &row, made);
    if (r->rights & MAY_EDIT)
        signing(r);
    if (request_is_admin(r))
        others(r);
    page_close(r);
    return true;
}

bool account_page(struct request *r, struct err *e)
{
    return show(r, NULL, SAY_COUNT, e);
}

bool account_again(struct request *r, struct err *e)
{
    return show(r, NULL, SAY_FORM_OLD, e);
}

static bool refuse(struct request *r, int status, enum say why, struct err *e)
{
    r->status = status;
    return show(r, NULL, why, e);
}

/* What is in force is another's to take back: who has only a session cannot
 * make a second factor of his own in its place. */
static bool make(struct request *r, struct err *e)
{
    struct totp_row row;
    struct desk_totp t = {
        .login = r->user.login, .who = r->user.login, .now = r->now};
    if (!store_totp_get(r->desk->store, &r->arena, r->user.id, &row, e))
        return false;
    if (row.secret.n && row.since)
        return refuse(r, MHD_HTTP_CONFLICT, SAY_TOTP_ON, e);
    return desk_totp_make(r->desk->store, &r->arena, &t, e) &&
           show(r, &t, SAY_COUNT, e);
}

static bool confirm(struct request *r, struct err *e)
{
    struct totp_row row;
    bool fresh = false;
    if (!store_totp_get(r->desk->store, &r->arena, r->user.id, &row, e))
        return false;
    int64_t step = totp_step(totp_from_base32(&r->arena, row.secret),
                             form_get(&r->form, "code"), r->now);
    if (row.since)
        return refuse(r, MHD_HTTP_CONFLICT, SAY_TOTP_ON, e);
    if (step &&
        !store_totp_use(r->desk->store, r->user.login, step, r->now, &fresh, e))
        return false;
    return fresh ? request_go(r, STR("/account"))
                 : refuse(r, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_TOTP_WRONG, e);
}

static bool reset(struct request *r, struct err *e)
{
    struct user_row u;
    bool found;
    if (!request_is_admin(r) || str_eq(form_login(&r->form), r->user.login)) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    if (!store_user_get(r->desk->store, &r->arena, form_login(&r->form), &u,
                        &found, e))
        return false;
    if (!found || u.removed)
        return refuse(r, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_NOBODY, e);
    return store_totp_put(r->desk->store, u.login, STR(""), STR(""),
                          r->user.login, r->now, e) &&
           request_go(r, STR("/account"));
}

static bool sign(struct request *r, struct err *e)
{
    struct str is = str_trim(form_get(&r->form, "signature"));
    if (!(r->rights & MAY_EDIT)) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    if (!store_signature_fits(is))
        return refuse(r, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_SIGNATURE_ODD, e);
    return store_user_sign(r->desk->store, r->user.login, is, e) &&
           request_go(r, STR("/account"));
}

bool account_do(struct request *r, struct err *e)
{
    struct str what = form_get(&r->form, "do");
    if (str_eqz(what, "make"))
        return make(r, e);
    if (str_eqz(what, "confirm"))
        return confirm(r, e);
    if (str_eqz(what, "sign"))
        return sign(r, e);
    if (str_eqz(what, "reset"))
        return reset(r, e);
    r->status = MHD_HTTP_BAD_REQUEST;
    return true;
}
