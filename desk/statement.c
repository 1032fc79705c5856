/* SPDX-License-Identifier: MIT
 * statement: the editor of what is published on our own site (solutions B and
 * D): list, versions, approval by another than the author, publication. */
#include <microhttpd.h>

#include "base/log.h"
#include "desk/api.h"
#include "desk/label.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { TITLE_LONGEST = 200 };

static void notice(struct request *r, struct str trouble)
{
    if (trouble.n)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%S</p>\n",
                    &trouble);
}

/* What is typed goes before what is stored. */
static struct str field(struct request *r, const char *name, struct str stored)
{
    struct str typed = form_get(&r->form, name);
    return typed.n ? typed : stored;
}

static void editor(struct request *r, const struct statement *s,
                   struct str action)
{
    struct buf *o = &r->out;
    struct str title = field(r, "title", s->title);
    struct str text = field(r, "text", s->text);
    bool en = str_eqz(field(r, "lang", s->lang), "en");
    page_form(r, "stack", action);
    page_hidden(r, "mention",
                str_printf(&r->arena, "%lld", (long long)s->mention));
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)s->version));
    html_printf(o,
                "<label>%s<input name=\"title\" required maxlength=\"%d\" "
                "value=\"%S\"></label>\n<label>%s<textarea name=\"text\" "
                "rows=\"14\" required>\n%S</textarea></label>\n<label>%s"
                "<select name=\"lang\">",
                page_word(r, SAY_STATEMENT_TITLE), TITLE_LONGEST, &title,
                page_word(r, SAY_STATEMENT_TEXT), &text,
                page_word(r, SAY_STATEMENT_LANG));
    page_option(r, STR("ru"), STR("русский"), !en);
    page_option(r, STR("en"), STR("English"), en);
    html_printf(o,
                "</select></label><button class=\"main\">%s</button></form>\n",
                page_word(r, SAY_SAVE));
}

bool statements_page(struct request *r, struct err *e)
{
    struct statement *rows;
    size_t n;
    const struct statement_part part = {VIEW_ROWS + 1, view_behind(r)};
    if (!store_statements(r->desk->store, &r->arena, part, &rows, &n, e))
        return false;
    bool more = n > VIEW_ROWS;
    n = more ? VIEW_ROWS : n;
    page_open(r, str_of(page_word(r, SAY_STATEMENTS)), "/statements");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_STATEMENTS));
    if (r->rights & MAY_EDIT)
        html_printf(&r->out, "<p><a href=\"/statements/new\">%s</a></p>\n",
                    page_word(r, SAY_STATEMENT_NEW));
    buf_z(&r->out, "<ul class=\"rows\">\n");
    for (size_t i = 0; i < n; i++) {
        struct str state = say_value(r->lang, "statement", rows[i].state);
        html_printf(&r->out,
                    "<li class=\"card\"><a href=\"/statement/%ld\">%S</a> "
                    "<span class=\"soft\">%S</span></li>\n",
                    (long)rows[i].id, &rows[i].title, &state);
    }
    buf_z(&r->out, "</ul>\n");
    view_cursor(r, "/statements", more, n ? rows[n - 1].id : 0);
    page_close(r);
    return true;
}

static bool new_form(struct request *r, struct str trouble)
{
    struct statement s = {.lang = r->desk->setup->lang};
    if (r->api) {
        r->cause = trouble;
        return true;
    }
    if (!str_int(request_field(r, "mention"), &s.mention))
        s.mention = 0;
    page_open(r, str_of(page_word(r, SAY_STATEMENT_NEW)), "/statements");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_STATEMENT_NEW));
    notice(r, trouble);
    buf_z(&r->out, "<section class=\"card\">\n");
    editor(r, &s, STR("/statements/new"));
    buf_z(&r->out, "</section>\n");
    page_close(r);
    return true;
}

bool statement_new_page(struct request *r, struct err *e)
{
    (void)e;
    return new_form(r, (struct str){0});
}

bool statement_new_again(struct request *r, struct err *e)
{
    (void)e;
    return new_form(r, str_of(page_word(r, SAY_FORM_OLD)));
}

static void button(struct request *r, const struct statement *s,
                   const char *word, enum say label, bool reason)
{
    page_form(
        r, "stack",
        str_printf(&r->arena, "/statement/%lld/%s", (long long)s->id, word));
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)s->version));
    if (reason)
        html_printf(&r->out,
                    "<label>%s<input name=\"reason\" required maxlength=\"%d\">"
                    "</label>",
                    page_word(r, SAY_REASON), REASON_LONGEST);
    html_printf(&r->out, "<button>%s</button></form>\n", page_word(r, label));
}

/* Leads the discussion here? What is missing stands out. */
static bool link_back(struct request *r, const struct statement *s,
                      struct err *e)
{
    struct str is;
    if (!desk_statement_back(r->desk->store, &r->arena, &r->desk->setup->site,
                             s, &is, e))
        return false;
    bool bad = str_eqz(is, "missing") || str_eqz(is, "lost");
    struct str words = say_value(r->lang, "link-back", is);
    if (is.n)
        html_printf(&r->out, "<p class=\"%s\">%S</p>\n",
                    bad ? "notice" : "soft", &words);
    return true;
}

/* What may become of it next. */
static void line(struct request *r, const struct statement *s)
{
    struct buf *o = &r->out;
    const struct desk_site *site = &r->desk->setup->site;
    struct str state = say_value(r->lang, "statement", s->state);
    html_printf(o, "<section class=\"card\"><p><b>%S</b></p>\n", &state);
    if (s->public)
        page_outward(r, "", desk_statement_url(&r->arena, site, s->id),
                     desk_statement_url(&r->arena, site, s->id));
    if (s->mention)
        html_printf(o, "<p><a href=\"/mention/%ld\">%s %ld</a></p>\n",
                    (long)s->mention, page_word(r, SAY_MENTION_NO),
                    (long)s->mention);
    if (!(r->rights & MAY_APPROVE)) {
        buf_z(o, "</section>\n");
        return;
    }
    if (s->approved < s->version)
        button(r, s, "approve", SAY_APPROVE, false);
    if (s->approved && s->public != s->approved && site->folder)
        button(r, s, "publish", SAY_PUBLISH, false);
    if (!site->folder)
        html_printf(o, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_NO_FOLDER));
    if (s->public && site->folder)
        button(r, s, "withdraw", SAY_WITHDRAW, true);
    buf_z(o, "</section>\n");
}

static void versions(struct request *r, const struct statement_text *rows,
                     size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str who = say_value(r->lang, "who", rows[i].who);
        html_printf(&r->out,
                    "<details><summary>%s %ld · %S</summary><h3>%S</h3><pre "
                    "class=\"kept\">%S</pre></details>\n",
                    page_word(r, SAY_VERSION), (long)rows[i].version, &who,
                    &rows[i].title, &rows[i].text);
    }
}

static bool draw(struct request *r, struct str trouble, struct err *e)
{
    struct statement s;
    struct statement_text *rows;
    size_t n;
    if (r->api)
        return api_put_statement(r, trouble, e);
    if (!store_statement_get(r->desk->store, &r->arena, r->id, &s, e) ||
        !store_statement_texts(r->desk->store, &r->arena, r->id, &rows, &n, e))
        return false;
    if (!s.id) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    page_open(r, s.title, "/statements");
    html_printf(&r->out, "<div class=\"title\"><h1>%S</h1></div>\n", &s.title);
    notice(r, trouble);
    if (!link_back(r, &s, e))
        return false;
    line(r, &s);
    buf_z(&r->out, "<section class=\"card\">\n");
    if (r->rights & MAY_EDIT)
        editor(r, &s,
               str_printf(&r->arena, "/statement/%lld/edit", (long long)s.id));
    versions(r, rows, n);
    buf_z(&r->out, "</section>\n");
    page_close(r);
    return true;
}

bool statement_page(struct request *r, struct err *e)
{
    return draw(r, (struct str){0}, e);
}

bool statement_again(struct request *r, struct err *e)
{
    return draw(r, str_of(page_word(r, SAY_FORM_OLD)), e);
}

static bool here(struct request *r, int64_t id)
{
    return request_go(r,
                      str_printf(&r->arena, "/statement/%lld", (long long)id));
}

static struct statement_text typed(struct request *r)
{
    struct statement_text t = {.lang = form_get(&r->form, "lang"),
                               .title = str_trim(form_get(&r->form, "title")),
                               .text = str_trim(form_get(&r->form, "text")),
                               .who = r->user.login,
                               .at = r->now};
    if (!str_eqz(t.lang, "en"))
        t.lang = STR("ru");
    if (t.title.n > TITLE_LONGEST * 4)
        t.title = (struct str){0};
    return t;
}

bool statement_new(struct request *r, struct err *e)
{
    struct statement_text t = typed(r);
    struct mention m;
    bool found = true;
    if (!str_int(form_get(&r->form, "mention"), &t.mention))
        t.mention = 0;
    if (t.mention &&
        !store_mention_get(r->desk->store, &r->arena, t.mention, &m, &found, e))
        return false;
    if (!t.title.n || !t.text.n || !found) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        return new_form(r, str_of(page_word(r, SAY_STATEMENT_EMPTY)));
    }
    if (!store_statement_put(r->desk->store, &t, e))
        return false;
    r->id = t.statement;
    return here(r, t.statement);
}

/* Of two who edit at once one wins, and the other keeps his text. */
static bool edit(struct request *r, const struct statement *s, struct err *e)
{
    struct statement_text t = typed(r);
    int64_t seen;
    t.statement = s->id, t.mention = s->mention;
    if (!str_int(form_get(&r->form, "seen"), &seen) || seen != s->version) {
        r->status = MHD_HTTP_CONFLICT;
        return draw(r, str_of(page_word(r, SAY_ALREADY)), e);
    }
    if (!t.title.n || !t.text.n) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        return draw(r, str_of(page_word(r, SAY_STATEMENT_EMPTY)), e);
    }
    return store_statement_put(r->desk->store, &t, e) && here(r, s->id);
}

/* That it was refused is told on the page; why, in the log. */
static bool step(struct request *r, const struct statement *s, struct err *e)
{
    struct store *store = r->desk->store;
    const struct desk_site *site = &r->desk->setup->site;
    struct statement_step p = {.id = s->id,
                               .who = r->user.login,
                               .reason = str_trim(form_get(&r->form, "reason")),
                               .now = r->now};
    bool approve = str_eqz(r->rest, "approve"),
         publish = str_eqz(r->rest, "publish");
    struct err why = {0};
    if (!approve && !publish && !str_eqz(r->rest, "withdraw")) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    if (!(r->rights & MAY_APPROVE)) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    /* What he read, and no word that came since. */
    if (approve && (!str_int(form_get(&r->form, "seen"), &p.version) ||
                    p.version != s->version)) {
        r->status = MHD_HTTP_CONFLICT;
        return draw(r, str_of(page_word(r, SAY_ALREADY)), e);
    }
    if (approve ? store_statement_approve(store, &p, &why)
                : desk_statement_step(store, site, &p, publish, &why))
        return here(r, s->id);
    if (store_cut(store))
        return err_set(e, "%s", why.msg);
    log_event(LOG_WARN, "desk", "path=" STR_FMT " why=\"%s\"", STR_ARG(r->path),
              why.msg);
    bool own = str_find(str_of(why.msg), STR("not its author")) >= 0;
    r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
    return draw(
        r, str_of(page_word(r, own ? SAY_EYES_OTHER : SAY_STATEMENT_NOT)), e);
}

bool statement_do(struct request *r, struct err *e)
{
    struct statement s;
    if (!store_statement_get(r->desk->store, &r->arena, r->id, &s, e))
        return false;
    if (!s.id) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    return str_eqz(r->rest, "edit") ? edit(r, &s, e) : step(r, &s, e);
}
