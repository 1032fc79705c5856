/* SPDX-License-Identifier: MIT
 * way: a line with a knot for every question. */
#include "desk/way.h"

#include "desk/page.h"
#include "desk/scheme.h"

static bool has_cyrillic(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0xd0 && (unsigned char)s.p[i] <= 0xd3)
            return true;
    return false;
}

/* The reason for this reader. What was stored before there were two languages
 * is left out when it is in the other one: the answer itself says it too. */
static struct str because_of(const struct request *r, const struct answer *v)
{
    bool ru = r->lang == SAY_RU;
    struct str mine = ru ? v->because_ru : v->because_en;
    struct str other = ru ? v->because_en : v->because_ru;
    if (mine.n)
        return mine;
    bool fits = other.n || has_cyrillic(v->because) == ru;
    return fits ? v->because : (struct str){0};
}

static void step(struct request *r, const struct answer *answer)
{
    struct str question = scheme_ask(r, answer->question);
    struct str value = scheme_value(r, answer->question, answer->value);
    html_printf(&r->out,
                "<li class=\"step\"><p class=\"asked\">%S</p>"
                "<p class=\"answer\"><b>%S</b>",
                &question, &value);
    struct str because = because_of(r, answer);
    if (because.n)
        html_printf(&r->out, " <span>%S</span>", &because);
    buf_z(&r->out, "</p></li>\n");
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
        sentence = matrix_solution(matrix, m->decision.solution,
                                   str_of(say_lang_name(r->lang)));
    html_printf(o,
                "<li class=\"step end\"><p class=\"asked\">%s<br>"
                "<a href=\"/matrix#row-%S\"><code>%S</code></a></p><div "
                "class=\"answer\"><p>",
                page_word(r, SAY_ROW), &m->decision.row, &m->decision.row);
    page_solution(r, m->decision.solution);
    struct str why = page_why(r, m);
    html_printf(o, "<b>%S</b></p><p>%S</p>", &sentence, &why);
    struct str name = department(r, m->decision.department);
    if (name.n)
        html_printf(o, "<p class=\"soft\">%s: %S</p>",
                    page_word(r, SAY_DEPARTMENT), &name);
    buf_z(o, "</div></li>\n");
}

void way_draw(struct request *r, const struct mention *m)
{
    struct answer *answers;
    size_t n = matrix_answers(&r->arena, m->decision.answers, &answers);
    buf_z(&r->out, "<ol class=\"way\">\n");
    for (size_t i = 0; i < n; i++)
        step(r, &answers[i]);
    end(r, m);
    struct str otherwise = m->decision.counterfactual, known = {0};
    if (r->desk->setup->matrix)
        known =
            matrix_counterfactual(r->desk->setup->matrix, &r->arena, answers, n,
                                  str_of(say_lang_name(r->lang)));
    otherwise = known.n ? known : otherwise;
    if (otherwise.n)
        html_printf(&r->out,
                    "<li class=\"step aside\"><p class=\"asked\">%s</p>"
                    "<p class=\"answer\">%S</p></li>\n",
                    page_word(r, SAY_OTHERWISE), &otherwise);
    buf_z(&r->out, "</ol>\n");
}
