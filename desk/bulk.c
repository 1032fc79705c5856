/* SPDX-License-Identifier: MIT
 * bulk: each mention in a transaction of its own; what somebody else was
 * quicker with is left as it is, and the number tells. */
#include "desk/bulk.h"

#include <microhttpd.h>

#include "desk/label.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/sheet.h"

enum {
    BULK_MOST = 200, /* mentions at once */
    FELLOWS = 100,   /* shown */
    WORDS = 120      /* code points of each */
};

static void button(struct request *r, const char *reason, int digit)
{
    struct str said = say_value(r->lang, "reason", str_of(reason));
    html_printf(&r->out,
                "<button name=\"preset\" value=\"%s\" data-digit=\"%d\"><kbd>"
                "%d</kbd> %S</button>\n",
                reason, digit, digit, &said);
}

void bulk_form(struct request *r, const struct view *v, int64_t into)
{
    page_form_id(r, "bulk", "bulk presets", STR("/queue/do"));
    page_hidden(r, "view", v->query);
    if (into) {
        page_hidden(r, "into", str_printf(&r->arena, "%lld", (long long)into));
        html_printf(&r->out,
                    "<button class=\"main\" name=\"join\" value=\"1\">"
                    "%s</button>\n",
                    page_word(r, SAY_BULK_JOIN));
    }
    if (r->rights & MAY_APPROVE) {
        html_printf(&r->out, "<span class=\"soft\">%s</span>",
                    page_word(r, SAY_BULK));
        for (int i = 0; i < LABEL_PRESETS; i++)
            if (label_dismisses(&label_presets[i]))
                button(r, label_presets[i].reason, i + 1);
    }
    buf_z(&r->out, "</form>\n");
}

void bulk_box(struct request *r, int64_t mention, bool on)
{
    html_printf(&r->out,
                "<input type=\"checkbox\" form=\"bulk\" name=\"id\" "
                "value=\"%ld\" aria-label=\"%s %ld\"%s>",
                (long)mention, page_word(r, SAY_SELECT), (long)mention,
                on ? " checked" : "");
}

static void fellow(struct request *r, const struct view *v,
                   const struct mention *m)
{
    struct str path = str_printf(&r->arena, "/mention/%lld", (long long)m->id);
    struct str to = view_link(r, v, path.p);
    buf_z(&r->out, "<li>");
    bulk_box(r, m->id, true);
    html_printf(&r->out, " <b>%S</b> <a href=\"%S\">", &m->post.author, &to);
    page_words(r, m->post.text.n ? m->post.text : m->post.title, WORDS);
    buf_z(&r->out, "</a></li>\n");
}

void bulk_fellows(struct request *r, const struct view *v, int64_t mention,
                  int64_t into)
{
    struct err ignored;
    struct mention m;
    int64_t *ids;
    size_t n = 0;
    bool found;
    const struct group_wish w = {
        .filter = &v->filter, .by = view_group(v), .mention = mention};
    if (r->api || w.by == GROUP_NONE || v->wrong.what.n ||
        !store_group_of(r->desk->store, &r->arena, &w, &ids, &n, &ignored) ||
        n < 2)
        return;
    html_printf(
        &r->out,
        "<section class=\"card fellows\"><h2>%s <span class=\"count\">"
        "%ld</span></h2>\n<ul class=\"events\">\n",
        page_word(r, w.by == GROUP_THREAD ? SAY_SAME_THREAD : SAY_SAME_AUTHOR),
        (long)n - 1);
    for (size_t i = 0; i < n && i < FELLOWS; i++)
        if (ids[i] != mention &&
            store_mention_get(r->desk->store, &r->arena, ids[i], &m, &found,
                              &ignored) &&
            found)
            fellow(r, v, &m);
    buf_z(&r->out, "</ul>\n");
    if (r->rights & MAY_EDIT)
        bulk_form(r, v, into);
    buf_z(&r->out, "</section>\n");
}

/* ---- doing it ---- */

struct deed {
    struct str preset; /* reason of a dismissal, "" none */
    int64_t into;      /* case to join, 0 none */
    int done;          /* so many */
};

static bool is_preset(struct str s)
{
    for (int i = 0; i < LABEL_PRESETS; i++)
        if (label_dismisses(&label_presets[i]) &&
            str_eqz(s, label_presets[i].reason))
            return true;
    return false;
}

/* What cannot be joined is left; false only when the store fails. */
static bool join(struct request *r, struct sheet *s, struct deed *d,
                 struct err *e)
{
    struct err why = {0};
    if (s->m.case_.id == d->into)
        return true;
    bool ok = store_case_join(r->desk->store, d->into, s->m.id, r->user.login,
                              r->now, &why);
    if (!ok && store_cut(r->desk->store))
        return err_set(e, "%s", why.msg);
    d->done += ok;
    return true;
}

static bool do_one(struct request *r, struct deed *d, struct err *e)
{
    struct sheet s;
    if (!sheet_load(r, &s, e))
        return false;
    if (!s.found || s.concerned || !sheet_waits(&s))
        return true;
    if (d->into)
        return join(r, &s, d, e);
    if (!line_may(r->rights, sheet_list(&s.m), STEP_DISMISS))
        return true;
    d->done++;
    return store_case_dismiss(r->desk->store, s.m.case_.id, r->user.login,
                              d->preset, r->now, e);
}

static bool do_in_turn(struct request *r, struct deed *d, struct err *e)
{
    struct store *store = r->desk->store;
    if (!store_begin(store, e))
        return false;
    if (do_one(r, d, e) && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}

/* Into a case that the asker can see, and that is not about his own work. */
static bool may_join(struct request *r, struct deed *d, bool *may,
                     struct err *e)
{
    struct case_file file;
    bool found;
    *may = true;
    if (!d->into)
        return true;
    if (!store_case_get(r->desk->store, &r->arena, d->into, &file, &found, e))
        return false;
    *may = found && !str_eq(file.card.concerns, r->user.login);
    return true;
}

bool bulk_do(struct request *r, struct err *e)
{
    struct deed d = {.preset = form_get(&r->form, "preset")};
    struct view v;
    int n = 0;
    bool may;
    view_read(r, &v);
    if (form_get(&r->form, "join").n &&
        !str_int(form_get(&r->form, "into"), &d.into))
        d.into = 0;
    if ((!d.into && !is_preset(d.preset)) || !may_join(r, &d, &may, e)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return !e->msg[0];
    }
    if (!may) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    for (size_t i = 0; i < r->form.n && n < BULK_MOST; i++) {
        if (!str_eqz(r->form.fields[i].name, "id") ||
            !str_int(r->form.fields[i].value, &r->id))
            continue;
        n++;
        r->status = MHD_HTTP_OK;
        if (!do_in_turn(r, &d, e))
            return false;
    }
    r->status = MHD_HTTP_OK;
    struct str to = view_link(r, &v, "/queue");
    return request_go(r, str_printf(&r->arena, STR_FMT "%sdid=%s&was=%d",
                                    STR_ARG(to), v.query.n ? "&" : "?",
                                    d.into ? "joined" : "bulk", d.done));
}
