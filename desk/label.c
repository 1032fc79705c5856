/* SPDX-License-Identifier: MIT
 * label: corrections, kept as labels that the rules are measured by. */
#include "desk/label.h"

#include <microhttpd.h>

#include "desk/page.h"
#include "desk/pages.h"
#include "desk/reply.h"
#include "desk/tell.h"

enum { REASON_LONGEST = 1000 };

void label_hidden(struct request *r, const struct sheet *s)
{
    page_hidden(r, "view", s->view.query);
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)mention_state(s)));
}

static void form(struct request *r, const struct sheet *s, const char *action)
{
    page_form(
        r, "stack",
        str_printf(&r->arena, "/mention/%lld/%s", (long long)s->m.id, action));
    label_hidden(r, s);
}

static void type_form(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    form(r, s, "type");
    html_printf(o, "<label>%s<select name=\"type\">",
                page_word(r, SAY_RIGHT_TYPE));
    for (int t = 0; t < TYPE_COUNT; t++) {
        struct str type = str_of(type_name((enum mention_type)t));
        struct str name = say_value(r->lang, "type", type);
        html_printf(o, "<option value=\"%S\"%s>%S</option>", &type,
                    str_eq(type, s->m.type) ? " selected" : "", &name);
    }
    html_printf(o, "</select></label><button>%s</button></form>\n",
                page_word(r, SAY_CORRECT));
}

static void not_us_form(struct request *r, const struct sheet *s)
{
    form(r, s, "not-us");
    html_printf(&r->out, "<p class=\"soft\">%s</p><button>%s</button></form>\n",
                page_word(r, SAY_NOT_US_HINT), page_word(r, SAY_NOT_US));
}

static void dismiss_form(struct request *r, const struct sheet *s)
{
    form(r, s, "dismiss");
    html_printf(&r->out,
                "<label>%s<input name=\"reason\" maxlength=\"%d\" required>"
                "</label><p class=\"soft\">%s</p><button>%s</button></form>\n",
                page_word(r, SAY_REASON), REASON_LONGEST / 2,
                page_word(r, SAY_REASON_HINT), page_word(r, SAY_DISMISS));
}

void label_panel(struct request *r, const struct sheet *s)
{
    if (!(r->rights & MAY_LABEL))
        return;
    html_printf(&r->out, "<section class=\"card wrong\"><h2>%s</h2>\n",
                page_word(r, SAY_WRONG));
    if (r->desk->setup->redecide)
        type_form(r, s);
    not_us_form(r, s);
    if (mention_waits(s) && (r->rights & MAY_APPROVE))
        dismiss_form(r, s);
    buf_z(&r->out, "</section>\n");
}

bool label_type(struct request *r, struct err *e)
{
    const struct desk_setup *setup = r->desk->setup;
    enum mention_type type = type_by_name(form_get(&r->form, "type"));
    struct sheet s;
    bool may;
    if (type == TYPE_NONE || !setup->redecide) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    if (!reply_begin(r, &s, &may, e))
        return false;
    if (!may)
        return true;
    if (!setup->redecide(setup->ctx, &r->arena, &s.m, type, e))
        return err_add(e, "decide again");
    return store_label_put(r->desk->store, &s.m, r->user.login, r->now, e) &&
           tell_here(r, &s.view, "type");
}

bool label_not_us(struct request *r, struct err *e)
{
    struct sheet s;
    bool may;
    if (!reply_begin(r, &s, &may, e))
        return false;
    if (!may)
        return true;
    return store_label_not_us(r->desk->store, r->id, r->user.login, r->now,
                              e) &&
           tell_next(r, &s.view, "not-us", e);
}

bool label_dismiss(struct request *r, struct err *e)
{
    struct str reason = str_trim(form_get(&r->form, "reason"));
    struct sheet s;
    bool may;
    if (!reply_begin(r, &s, &may, e))
        return false;
    if (!may)
        return true;
    if (!reason.n || reason.n > REASON_LONGEST) {
        reply_refuse(r, &s, MHD_HTTP_UNPROCESSABLE_CONTENT,
                     str_of(page_word(r, SAY_REASON_NEEDED)));
        return true;
    }
    if (!mention_waits(&s)) {
        reply_refuse(r, &s, MHD_HTTP_CONFLICT,
                     str_of(page_word(r, SAY_ERROR_409)));
        return true;
    }
    return store_case_dismiss(r->desk->store, s.m.case_id, r->user.login,
                              reason, r->now, e) &&
           tell_next(r, &s.view, "dismissed", e);
}
