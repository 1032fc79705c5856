/* SPDX-License-Identifier: MIT
 * reply: draft, linter, approval. Nothing here sends anything anywhere. */
#include "desk/reply.h"

#include <microhttpd.h>

#include "desk/label.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/tell.h"

struct lint {
    struct str remarks; /* a line each */
    const char *blocks; /* why it may not be approved, NULL: it may */
};

static struct str reply_lang(const struct mention *m)
{
    return m->lang.n ? m->lang : STR("ru");
}

/* Takes the next finding off: its kind and what it says. */
static bool next_remark(struct str *rest, struct str *kind, struct str *text)
{
    struct str line;
    while (str_split(rest, '\n', &line)) {
        ptrdiff_t colon = str_find(line, STR(": "));
        if (!line.n)
            continue;
        *kind = str_part(line, 0, colon < 0 ? 0 : (size_t)colon);
        *text = str_from(line, colon < 0 ? 0 : (size_t)colon + 2);
        return true;
    }
    return false;
}

/* The matrix tells what it thinks of the text. A field nobody filled, alone
 * of its findings, forbids approval; so does a brace, whatever it says. */
static struct lint lint(struct request *r, const struct mention *m,
                        struct str text)
{
    const struct matrix *matrix = r->desk->setup->matrix;
    struct lint l = {0};
    struct str rest, kind, remark;
    struct buf b;
    buf_init(&b, CEILING_REQUEST);
    if (matrix)
        matrix_lint(matrix,
                    &(struct matrix_reply){
                        .text = text, .lang = reply_lang(m), .now = r->now},
                    &b);
    rest = l.remarks = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    bool unfilled =
        str_find_char(text, '{') >= 0 || str_find_char(text, '}') >= 0;
    while (next_remark(&rest, &kind, &remark))
        unfilled = unfilled || str_eqz(kind, "unfilled");
    if (unfilled)
        l.blocks = page_word(r, SAY_LINT_FIELD);
    if (str_trim(text).n == 0)
        l.blocks = page_word(r, SAY_LINT_EMPTY);
    return l;
}

/* ---- the panel ---- */

static void remarks(struct request *r, const struct lint *l)
{
    struct buf *o = &r->out;
    struct str rest = l->remarks, kind, text;
    html_printf(o,
                "<div id=\"lint\" class=\"lint\" aria-live=\"polite\" "
                "data-clean=\"%s\">",
                page_word(r, SAY_LINT_CLEAN));
    if (l->blocks)
        html_printf(o, "<p class=\"blocks\">%s</p>", l->blocks);
    if (!l->remarks.n && !l->blocks)
        html_printf(o, "<p class=\"clean\">%s</p>",
                    page_word(r, SAY_LINT_CLEAN));
    while (next_remark(&rest, &kind, &text))
        html_printf(o, "<p>%S</p>", &text);
    buf_z(o, "</div>\n");
}

static void button(struct request *r, const struct sheet *s, const char *class,
                   const char *action, enum say word)
{
    html_printf(&r->out,
                "<button class=\"%s\" formaction=\"/mention/%ld/%s\">%s"
                "</button>\n",
                class, (long)s->m.id, action, page_word(r, word));
}

static void edit_form(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    bool may_edit = r->rights & MAY_EDIT, may_approve = r->rights & MAY_APPROVE;
    struct lint l = lint(r, &s->m, s->draft);
    struct str lang = reply_lang(&s->m);
    page_form(r, "stack reply",
              str_printf(&r->arena, "/mention/%lld/%s", (long long)s->m.id,
                         may_approve ? "approve" : "edit"));
    label_hidden(r, s);
    html_printf(o,
                "<label>%s<textarea name=\"text\" rows=\"12\" lang=\"%S\"%s"
                " data-lint=\"/mention/%ld/lint\">\n%S</textarea></label>\n",
                page_word(r, SAY_DRAFT), &lang, may_edit ? "" : " readonly",
                (long)s->m.id, &s->draft);
    remarks(r, &l);
    buf_z(o, "<div class=\"buttons\">");
    if (may_approve)
        button(r, s, "main", "approve", SAY_APPROVE);
    if (may_edit)
        button(r, s, "", "edit", SAY_SAVE);
    buf_z(o, "</div></form>\n");
    if (!may_approve)
        html_printf(o, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_APPROVER_WILL));
}

static void done(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    struct str place = page_web(s->m.url) ? s->m.url : s->m.thread;
    html_printf(o,
                "<p class=\"lead\">%s</p>\n<pre class=\"approved\" "
                "id=\"approved\" tabindex=\"0\">%S</pre>\n",
                page_word(r, SAY_POST_BY_HAND), &s->draft);
    html_printf(o,
                "<div class=\"buttons\"><button type=\"button\" "
                "class=\"main\" data-copy=\"approved\" data-copied=\"%s\" "
                "hidden>%s</button>",
                page_word(r, SAY_COPIED), page_word(r, SAY_COPY));
    if (page_web(place))
        page_outward(r, "button", place, str_of(page_word(r, SAY_POST_HERE)));
    buf_z(o, "</div>\n");
}

static enum say title(const struct sheet *s)
{
    if (!s->m.case_id)
        return SAY_NO_REPLY;
    if (str_eqz(s->m.case_status, "approved"))
        return SAY_APPROVED;
    return str_eqz(s->m.case_status, "dismissed") ? SAY_DISMISSED : SAY_REPLY;
}

void reply_panel(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    html_printf(o, "<section class=\"card panel\"><h2>%s</h2>\n",
                page_word(r, title(s)));
    if (mention_waits(s))
        edit_form(r, s);
    else if (s->m.case_id && title(s) == SAY_APPROVED)
        done(r, s);
    else if (!s->m.case_id)
        html_printf(o, "<p>%S</p><p class=\"soft\">%s</p>\n", &s->m.why,
                    s->m.stale ? page_word(r, SAY_STALE) : "");
    buf_z(o, "</section>\n");
    label_panel(r, s);
}

/* ---- what the buttons do ---- */

void reply_refuse(struct request *r, struct sheet *s, int status,
                  struct str trouble)
{
    struct str text = form_get(&r->form, "text");
    s->draft = text.n ? text : s->draft;
    s->trouble = trouble;
    r->status = status;
    mention_write(r, s);
}

bool reply_begin(struct request *r, struct sheet *s, bool *may, struct err *e)
{
    int64_t seen;
    *may = false;
    if (!mention_load(r, s, e))
        return false;
    if (!s->found)
        return true;
    if (!str_int(form_get(&r->form, "seen"), &seen)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    *may = seen == mention_state(s);
    if (!*may)
        reply_refuse(r, s, MHD_HTTP_CONFLICT,
                     str_of(page_word(r, SAY_ALREADY)));
    return true;
}

/* Begins an action on a case that must wait for an answer. */
static bool begin_case(struct request *r, struct sheet *s, bool *may,
                       struct err *e)
{
    if (!reply_begin(r, s, may, e))
        return false;
    if (*may && !mention_waits(s)) {
        *may = false;
        reply_refuse(r, s, MHD_HTTP_CONFLICT,
                     str_of(page_word(r, SAY_ERROR_409)));
    }
    return true;
}

bool reply_approve(struct request *r, struct err *e)
{
    struct sheet s;
    bool may;
    struct str text = str_trim(form_get(&r->form, "text"));
    if (!begin_case(r, &s, &may, e))
        return false;
    if (!may)
        return true;
    struct lint l = lint(r, &s.m, text);
    if (l.blocks) {
        reply_refuse(r, &s, MHD_HTTP_UNPROCESSABLE_CONTENT, str_of(l.blocks));
        return true;
    }
    return store_case_approve(r->desk->store, s.m.case_id, r->user.login, text,
                              r->now, e) &&
           tell_next(r, &s.view, "approved", e);
}

bool reply_edit(struct request *r, struct err *e)
{
    struct sheet s;
    bool may;
    struct str text = str_trim(form_get(&r->form, "text"));
    if (!begin_case(r, &s, &may, e))
        return false;
    if (!may)
        return true;
    if (!text.n) {
        reply_refuse(r, &s, MHD_HTTP_UNPROCESSABLE_CONTENT,
                     str_of(page_word(r, SAY_LINT_EMPTY)));
        return true;
    }
    return store_case_edit(r->desk->store, s.m.case_id, r->user.login, text,
                           r->now, e) &&
           tell_here(r, &s.view, "edited");
}

bool reply_lint(struct request *r, struct err *e)
{
    struct sheet s;
    struct json j;
    if (!mention_load(r, &s, e))
        return false;
    if (!s.found)
        return true;
    struct lint l = lint(r, &s.m, form_get(&r->form, "text"));
    struct str rest = l.remarks, kind, text;
    r->type = "application/json";
    json_init(&j, &r->out);
    json_map(&j);
    json_key(&j, "blocks"), json_z(&j, l.blocks);
    json_key(&j, "remarks"), json_list(&j);
    while (next_remark(&rest, &kind, &text))
        json_str(&j, text);
    json_end(&j);
    json_end(&j);
    return true;
}
