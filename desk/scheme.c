/* SPDX-License-Identifier: MIT
 * scheme: the matrix page, and the words of the matrix for other pages. */
#include "desk/scheme.h"

#include <json-c/json.h>

#include "desk/page.h"
#include "desk/pages.h"

struct json_object *scheme_open(struct request *r)
{
    struct buf text;
    struct json_object *scheme = NULL;
    if (!r->desk->setup->matrix)
        return NULL;
    buf_init(&text, CEILING_PAGE_OUT);
    matrix_show(r->desk->setup->matrix, true, &text);
    if (!text.over && text.n)
        scheme = json_tokener_parse(text.p);
    buf_clear(&text);
    return scheme;
}

void scheme_close(struct json_object *scheme)
{
    json_object_put(scheme);
}

static struct json_object *member(struct json_object *o, const char *name)
{
    struct json_object *value = NULL;
    json_object_object_get_ex(o, name, &value);
    return value;
}

static struct str text(struct request *r, struct json_object *o)
{
    return o ? str_dup(&r->arena, str_of(json_object_get_string(o)))
             : (struct str){0};
}

/* Of {"ru": ..., "en": ...} the one the reader has. */
static struct str both(struct request *r, struct json_object *o)
{
    return text(r, member(o, say_lang_name(r->lang)));
}

static size_t length(struct json_object *list)
{
    return json_object_is_type(list, json_type_array)
               ? json_object_array_length(list)
               : 0;
}

static struct json_object *
question_of(struct request *r, struct json_object *scheme, struct str id)
{
    struct json_object *list = member(scheme, "questions");
    for (size_t i = 0; i < length(list); i++) {
        struct json_object *q = json_object_array_get_idx(list, i);
        if (str_eq(text(r, member(q, "id")), id))
            return q;
    }
    return NULL;
}

struct str scheme_ask(struct request *r, struct json_object *scheme,
                      struct str question)
{
    struct json_object *q = question_of(r, scheme, question);
    struct str s = both(r, member(q, "ask"));
    return s.n ? s : question;
}

struct str scheme_value(struct request *r, struct json_object *scheme,
                        struct str question, struct str value)
{
    struct json_object *q = question_of(r, scheme, question);
    struct json_object *answer =
        member(member(q, "answers"), str_z(&r->arena, value));
    struct str s = both(r, answer);
    return s.n ? s : value;
}

/* ---- the page ---- */

static void questions(struct request *r, struct json_object *scheme)
{
    struct json_object *list = member(scheme, "questions");
    html_printf(&r->out, "<h2>%s</h2>\n<ol class=\"questions\">\n",
                page_word(r, SAY_QUESTIONS));
    for (size_t i = 0; i < length(list); i++) {
        struct json_object *q = json_object_array_get_idx(list, i);
        struct json_object *answers = member(q, "answers");
        struct str ask = both(r, member(q, "ask"));
        if (!json_object_is_type(answers, json_type_object))
            continue;
        html_printf(&r->out, "<li class=\"card\"><h3>%S</h3><ul>", &ask);
        json_object_object_foreach(answers, key, value)
        {
            struct str name = both(r, value);
            html_printf(&r->out, "<li title=\"%s\">%S</li>", key, &name);
        }
        buf_z(&r->out, "</ul></li>\n");
    }
    buf_z(&r->out, "</ol>\n");
}

static void solutions(struct request *r, struct json_object *scheme)
{
    struct json_object *list = member(scheme, "solutions");
    html_printf(&r->out, "<h2>%s</h2>\n<ul class=\"solutions\">\n",
                page_word(r, SAY_SOLUTIONS));
    for (size_t i = 0; i < length(list); i++) {
        struct json_object *s = json_object_array_get_idx(list, i);
        struct str sentence = both(r, member(s, "text"));
        buf_z(&r->out, "<li class=\"card\">");
        page_solution(r, text(r, member(s, "id")));
        html_printf(&r->out, "<span>%S</span></li>\n", &sentence);
    }
    buf_z(&r->out, "</ul>\n");
}

static void condition(struct request *r, struct json_object *scheme,
                      const char *question, struct json_object *values)
{
    struct str id = str_of(question), ask = scheme_ask(r, scheme, id);
    html_printf(&r->out, "<li><span class=\"soft\">%S</span> ", &ask);
    for (size_t i = 0; i < length(values); i++) {
        struct str value = text(r, json_object_array_get_idx(values, i));
        value = scheme_value(r, scheme, id, value);
        html_printf(&r->out, "%s<b>%S</b>", i ? ", " : "", &value);
    }
    buf_z(&r->out, "</li>");
}

static void row(struct request *r, struct json_object *scheme,
                struct json_object *row)
{
    struct buf *o = &r->out;
    struct str id = text(r, member(row, "id")), why;
    struct json_object *when = member(row, "when");
    if (!json_object_is_type(when, json_type_object))
        return;
    why = both(r, member(row, "why"));
    html_printf(o,
                "<li class=\"card rule-row\" id=\"row-%S\"><div "
                "class=\"row-side\">",
                &id);
    page_solution(r, text(r, member(row, "solution")));
    html_printf(o,
                "</div><div><p class=\"rowwhy\">%S</p>"
                "<ul class=\"when\">",
                &why);
    if (json_object_object_length(when) == 0)
        html_printf(o, "<li><b>%s</b></li>", page_word(r, SAY_ANYTHING));
    json_object_object_foreach(when, question, values)
    {
        condition(r, scheme, question, values);
    }
    html_printf(o, "</ul><p class=\"soft\"><code>%S</code></p></div></li>\n",
                &id);
}

bool scheme_page(struct request *r, struct err *e)
{
    struct json_object *scheme = scheme_open(r);
    (void)e;
    page_open(r, str_of(page_word(r, SAY_MATRIX)), "/matrix");
    struct str title = both(r, member(scheme, "title"));
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s</h1><p class=\"lead\">%S"
                "</p><p class=\"lead\">%s</p></div>\n",
                page_word(r, SAY_MATRIX), &title,
                page_word(r, SAY_MATRIX_LEAD));
    if (scheme) {
        struct json_object *rows = member(scheme, "rows");
        questions(r, scheme);
        solutions(r, scheme);
        html_printf(&r->out, "<h2>%s</h2>\n<ol class=\"matrix-rows\">\n",
                    page_word(r, SAY_ROWS));
        for (size_t i = 0; i < length(rows); i++)
            row(r, scheme, json_object_array_get_idx(rows, i));
        buf_z(&r->out, "</ol>\n");
    }
    page_close(r);
    scheme_close(scheme);
    return true;
}
