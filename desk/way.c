/* SPDX-License-Identifier: MIT
 * way: a line with a knot for every question. */
#include "desk/way.h"

#include "desk/page.h"
#include "desk/scheme.h"
#include "desk/stored.h"

static void step(struct request *r, struct json_object *scheme,
                 const struct answer *answer)
{
    struct str question = scheme_ask(r, scheme, answer->question);
    struct str value = scheme_value(r, scheme, answer->question, answer->value);
    html_printf(&r->out,
                "<li class=\"step\"><p class=\"asked\">%S</p>"
                "<p class=\"answer\"><b>%S</b> <span>%S</span></p></li>\n",
                &question, &value, &answer->because);
}

/* A department as people call it. */
static struct str department(const struct request *r, struct str id)
{
    const struct desk_setup *setup = r->desk->setup;
    for (size_t i = 0; i < setup->n_departments; i++) {
        const struct department *d = &setup->departments[i];
        struct str name = r->lang == SAY_EN ? d->name_en : d->name_ru;
        if (str_eq(d->id, id) && name.n)
            return name;
    }
    return id;
}

static void end(struct request *r, const struct mention *m)
{
    struct buf *o = &r->out;
    const struct matrix *matrix = r->desk->setup->matrix;
    struct str sentence = {0};
    if (matrix)
        sentence = matrix_solution(matrix, m->solution,
                                   str_of(say_lang_name(r->lang)));
    html_printf(o,
                "<li class=\"step end\"><p class=\"asked\">%s<br>"
                "<a href=\"/matrix#row-%S\"><code>%S</code></a></p><div "
                "class=\"answer\"><p>",
                page_word(r, SAY_ROW), &m->row, &m->row);
    page_solution(r, m->solution);
    html_printf(o, "<b>%S</b></p><p>%S</p>", &sentence, &m->why);
    struct str name = department(r, m->department);
    if (name.n)
        html_printf(o, "<p class=\"soft\">%s: %S</p>",
                    page_word(r, SAY_DEPARTMENT), &name);
    buf_z(o, "</div></li>\n");
}

void way_draw(struct request *r, const struct mention *m)
{
    struct answer *answers;
    size_t n = stored_answers(&r->arena, m->answers, &answers);
    struct json_object *scheme = scheme_open(r);
    buf_z(&r->out, "<ol class=\"way\">\n");
    for (size_t i = 0; i < n; i++)
        step(r, scheme, &answers[i]);
    scheme_close(scheme);
    end(r, m);
    if (m->counterfactual.n)
        html_printf(&r->out,
                    "<li class=\"step aside\"><p class=\"asked\">%s</p>"
                    "<p class=\"answer\">%S</p></li>\n",
                    page_word(r, SAY_OTHERWISE), &m->counterfactual);
    buf_z(&r->out, "</ol>\n");
}
