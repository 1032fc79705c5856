/* SPDX-License-Identifier: MIT
 * scheme: the matrix page, and the words of the matrix for other pages. */
#include "desk/scheme.h"

#include "desk/page.h"
#include "desk/pages.h"

static struct str in_words(const struct request *r,
                           const struct bilingual *text)
{
    return r->lang == SAY_RU ? text->ru : text->en;
}

static const struct matrix_question *question_of(const struct request *r,
                                                 struct str id)
{
    const struct matrix *m = r->desk->setup->matrix;
    const struct matrix_question *q;
    for (size_t i = 0; m && (q = matrix_question(m, i)) != NULL; i++)
        if (str_eqz(id, q->id))
            return q;
    return NULL;
}

struct str scheme_ask(const struct request *r, struct str question)
{
    const struct matrix_question *q = question_of(r, question);
    return q ? in_words(r, &q->ask) : question;
}

struct str scheme_value(const struct request *r, struct str question,
                        struct str value)
{
    const struct matrix_question *q = question_of(r, question);
    for (int i = 0; q && i < q->n; i++)
        if (str_eqz(value, q->answers[i]))
            return in_words(r, &q->said[i]);
    return value;
}

/* ---- the page ---- */

static void questions(struct request *r, const struct matrix *m)
{
    const struct matrix_question *q;
    html_printf(&r->out, "<h2>%s</h2>\n<ol class=\"questions\">\n",
                page_word(r, SAY_QUESTIONS));
    for (size_t i = 0; (q = matrix_question(m, i)) != NULL; i++) {
        struct str ask = in_words(r, &q->ask);
        html_printf(&r->out, "<li class=\"card\"><h3>%S</h3><ul>", &ask);
        for (int v = 0; v < q->n; v++) {
            struct str name = in_words(r, &q->said[v]);
            html_printf(&r->out, "<li title=\"%s\">%S</li>", q->answers[v],
                        &name);
        }
        buf_z(&r->out, "</ul></li>\n");
    }
    buf_z(&r->out, "</ol>\n");
}

static void solutions(struct request *r, const struct matrix *m)
{
    const struct matrix_solution *s;
    html_printf(&r->out, "<h2>%s</h2>\n<ul class=\"solutions\">\n",
                page_word(r, SAY_SOLUTIONS));
    for (size_t i = 0; (s = matrix_solution_at(m, i)) != NULL; i++) {
        struct str sentence = in_words(r, &s->text);
        buf_z(&r->out, "<li class=\"card\">");
        page_solution(r, s->id);
        html_printf(&r->out, "<span>%S</span></li>\n", &sentence);
    }
    buf_z(&r->out, "</ul>\n");
}

static void condition(struct request *r, const struct matrix_question *q,
                      uint32_t fits)
{
    struct str ask = in_words(r, &q->ask);
    const char *between = "";
    html_printf(&r->out, "<li><span class=\"soft\">%S</span> ", &ask);
    for (int v = 0; v < q->n; v++) {
        struct str value = in_words(r, &q->said[v]);
        if (!(fits >> v & 1))
            continue;
        html_printf(&r->out, "%s<b>%S</b>", between, &value);
        between = ", ";
    }
    buf_z(&r->out, "</li>");
}

static void conditions(struct request *r, const struct matrix *m,
                       const struct matrix_row *row)
{
    const struct matrix_question *q;
    bool any = true;
    buf_z(&r->out, "<ul class=\"when\">");
    for (size_t i = 0; (q = matrix_question(m, i)) != NULL; i++) {
        if (!matrix_row_asks(m, row, i))
            continue;
        condition(r, q, row->when[i]);
        any = false;
    }
    if (any)
        html_printf(&r->out, "<li><b>%s</b></li>", page_word(r, SAY_ANYTHING));
    buf_z(&r->out, "</ul>");
}

static void rows(struct request *r, const struct matrix *m)
{
    struct buf *o = &r->out;
    const struct matrix_row *row;
    html_printf(o, "<h2>%s</h2>\n<ol class=\"matrix-rows\">\n",
                page_word(r, SAY_ROWS));
    for (size_t i = 0; (row = matrix_row_at(m, i)) != NULL; i++) {
        struct str why = in_words(r, &row->why);
        html_printf(o,
                    "<li class=\"card rule-row\" id=\"row-%S\"><div "
                    "class=\"row-side\">",
                    &row->id);
        page_solution(r, row->solution);
        html_printf(o, "</div><div><p class=\"rowwhy\">%S</p>", &why);
        conditions(r, m, row);
        html_printf(o, "<p class=\"soft\"><code>%S</code></p></div></li>\n",
                    &row->id);
    }
    buf_z(o, "</ol>\n");
}

bool scheme_page(struct request *r, struct err *e)
{
    const struct matrix *m = r->desk->setup->matrix;
    struct str title = {0};
    (void)e;
    if (m)
        title = matrix_title(m, str_of(say_lang_name(r->lang)));
    page_open(r, str_of(page_word(r, SAY_MATRIX)), "/matrix");
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s</h1><p class=\"lead\">%S"
                "</p><p class=\"lead\">%s</p></div>\n",
                page_word(r, SAY_MATRIX), &title,
                page_word(r, SAY_MATRIX_LEAD));
    if (m) {
        questions(r, m);
        solutions(r, m);
        rows(r, m);
    }
    page_close(r);
    return true;
}
