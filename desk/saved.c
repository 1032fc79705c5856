/* SPDX-License-Identifier: MIT
 * saved: the list of views, and what their buttons do. */
#include "desk/saved.h"

#include <microhttpd.h>

#include "desk/page.h"

enum {
    NAME_LONGEST = 60, /* code points */
    VIEW_LONGEST = 2000,
    KEYS = 9 /* reached by g and a digit */
};

/* The same list, from its start. */
static struct str query_of(struct request *r, const struct view *v)
{
    return view_query(r, v, (struct spot){.page = 1});
}

static void name(struct request *r, const struct saved_view *s, size_t i,
                 bool here)
{
    struct buf *o = &r->out;
    html_printf(o, "<a class=\"chip every\" href=\"/view/%ld\"", (long)s->id);
    if (i < KEYS)
        html_printf(o, " data-go=\"%d\"", (int)i + 1);
    buf_z(o, here ? " aria-current=\"true\">" : ">");
    html_printf(o, "☆ %S", &s->name);
    if (!str_eq(s->login, r->user.login))
        html_printf(o, " <span class=\"soft\">%S</span>", &s->login);
    buf_z(o, "</a>\n");
}

static void save_form(struct request *r, struct str query)
{
    html_printf(&r->out, "<details class=\"save\"><summary>%s</summary>",
                page_word(r, SAY_VIEW_SAVE));
    page_form(r, "choices", STR("/views"));
    page_hidden(r, "view", query);
    html_printf(&r->out,
                "<label>%s<input name=\"name\" maxlength=\"%d\" required>"
                "</label><label><input type=\"checkbox\" name=\"shared\" "
                "value=\"1\"> %s</label><button>%s</button></form></details>\n",
                page_word(r, SAY_VIEW_NAME), NAME_LONGEST,
                page_word(r, SAY_VIEW_SHARE), page_word(r, SAY_VIEW_SAVE));
}

static void drop_form(struct request *r, const struct saved_view *s)
{
    page_form(r, "inline",
              str_printf(&r->arena, "/views/%lld/drop", (long long)s->id));
    html_printf(&r->out, "<button class=\"quiet\">%s</button></form>\n",
                page_word(r, SAY_VIEW_DROP));
}

bool saved_draw(struct request *r, const struct view *v, struct err *e)
{
    struct str query = query_of(r, v);
    const struct saved_view *here = NULL;
    struct saved_view *rows;
    size_t n;
    if (!store_views(r->desk->store, &r->arena, r->user.login, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n && !here; i++)
        if (str_eq(rows[i].query, query))
            here = &rows[i];
    if (!n && !v->narrowed)
        return true;
    if (n)
        html_printf(&r->out, "<nav class=\"chips saved\" aria-label=\"%s\">\n",
                    page_word(r, SAY_VIEWS));
    for (size_t i = 0; i < n; i++)
        name(r, &rows[i], i, &rows[i] == here);
    if (n)
        buf_z(&r->out, "</nav>\n");
    if (!here && query.n && query.n <= VIEW_LONGEST)
        save_form(r, query);
    else if (here && str_eq(here->login, r->user.login))
        drop_form(r, here);
    return true;
}

static bool go(struct request *r, struct str query)
{
    return request_go(r, str_printf(&r->arena, "/queue%s" STR_FMT,
                                    query.n ? "?" : "", STR_ARG(query)));
}

bool saved_go(struct request *r, struct err *e)
{
    struct saved_view s;
    bool found;
    if (!store_view_get(r->desk->store, &r->arena, r->id, r->user.login, &s,
                        &found, e))
        return err_add(e, "view");
    if (found)
        return go(r, s.query);
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}

bool saved_save(struct request *r, struct err *e)
{
    struct view v;
    view_read(r, &v);
    struct err why = {0};
    struct saved_view s = {.login = r->user.login,
                           .name = str_trim(form_get(&r->form, "name")),
                           .query = query_of(r, &v),
                           .shared = form_get(&r->form, "shared").n > 0};
    if (!s.name.n || str_chars(s.name) > NAME_LONGEST || !s.query.n ||
        s.query.n > VIEW_LONGEST) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    if (store_view_save(r->desk->store, &s, r->now, &why))
        return go(r, s.query);
    if (store_cut(r->desk->store))
        return err_set(e, "%s", why.msg);
    page_open(r, str_of(page_word(r, SAY_VIEWS)), "/queue");
    r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
    page_trouble(r, SAY_VIEW_FULL);
    page_close(r);
    return true;
}

bool saved_drop(struct request *r, struct err *e)
{
    bool found;
    if (!store_view_drop(r->desk->store, r->id, r->user.login, &found, e))
        return err_add(e, "view");
    if (found)
        return go(r, (struct str){0});
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}
