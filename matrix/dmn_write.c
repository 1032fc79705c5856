/* SPDX-License-Identifier: MIT
 * dmn: the rows of a matrix as a decision table. */
#include "base/ascii.h"
#include "base/ceiling.h"
#include "base/html.h"
#include "matrix/dmn.h"
#include "matrix/internal.h"

#define AS_COLUMN(name, column, key) column,
static const char *const COLUMNS[] = {DMN_OUTPUTS(AS_COLUMN)};

static void cell(struct buf *out, const char *element, int id, struct str feel)
{
    html_printf(out, "        <%s id=\"%s_%d\"><text>%S</text></%s>\n", element,
                element, id, &feel, element);
}

static void string_cell(struct buf *out, int id, struct str s)
{
    struct buf feel;
    buf_init(&feel, CEILING_TEXT);
    if (s.n)
        feel_write(&feel, s);
    cell(out, "outputEntry", id, buf_view(&feel));
    buf_clear(&feel);
}

/* "product","money": the answers whose bits are set. */
static void write_answers(struct buf *out, enum question q, uint32_t bits)
{
    const char *between = "";
    for (int v = 0; v < values_count(q); v++)
        if (bits >> v & 1) {
            buf_z(out, between);
            feel_write(out, str_of(values_of(q)->names[v]));
            between = ",";
        }
}

static uint32_t all_answers(enum question q)
{
    return (1u << values_count(q)) - 1;
}

static void write_input(struct buf *out, const struct matrix *m,
                        enum question q, struct str lang)
{
    const char *name = values_of(q)->question;
    struct buf answers;
    struct str ask = in_lang(&m->questions[q].ask, lang), all;
    buf_init(&answers, CEILING_LINE);
    write_answers(&answers, q, all_answers(q));
    all = buf_view(&answers);
    html_printf(out,
                "      <input id=\"input_%s\" label=\"%S\">\n"
                "        <inputExpression id=\"asks_%s\" typeRef=\"string\">"
                "<text>%s</text></inputExpression>\n"
                "        <inputValues id=\"answers_%s\"><text>%S</text>"
                "</inputValues>\n"
                "      </input>\n",
                name, &ask, name, name, name, &all);
    buf_clear(&answers);
}

static void write_output(struct buf *out, const struct matrix *m, int i)
{
    struct buf known;
    html_printf(out,
                "      <output id=\"output_%s\" name=\"%s\" typeRef=\"%s\"",
                COLUMNS[i], COLUMNS[i], i == DMN_TOP ? "boolean" : "string");
    if (i != DMN_SOLUTION) {
        buf_z(out, "/>\n");
        return;
    }
    buf_init(&known, CEILING_TEXT);
    for (size_t k = 0; k < m->n_solutions; k++) {
        buf_z(&known, k ? "," : "");
        feel_write(&known, m->solutions[k].id);
    }
    struct str all = buf_view(&known);
    html_printf(out,
                ">\n        <outputValues id=\"solutions\"><text>%S</text>"
                "</outputValues>\n      </output>\n",
                &all);
    buf_clear(&known);
}

static void write_rule(struct buf *out, const struct matrix_row *row, int at)
{
    const struct str passed = str_eq(row->reply_passed, row->reply)
                                  ? (struct str){0}
                                  : row->reply_passed;
    const struct str values[] = {
        row->id, row->solution, row->department, row->profile, row->reply,
        passed,  row->escalate, STR(""),         row->why.ru,  row->why.en};
    struct buf feel;
    buf_init(&feel, CEILING_LINE);
    html_printf(out, "      <rule id=\"rule_%d\">\n", at);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        buf_reset(&feel);
        if (row->when[q] == all_answers(q))
            buf_char(&feel, '-');
        else
            write_answers(&feel, q, row->when[q]);
        cell(out, "inputEntry", at * MATRIX_QUESTIONS + q, buf_view(&feel));
    }
    for (int i = 0; i < DMN_OUTPUT_COUNT; i++) {
        int id = at * DMN_OUTPUT_COUNT + i;
        if (i == DMN_TOP)
            cell(out, "outputEntry", id, row->top ? STR("true") : STR("false"));
        else
            string_cell(out, id, values[i]);
    }
    buf_z(out, "      </rule>\n");
    buf_clear(&feel);
}

/* What a diagram draws of it, without which modelers open nothing. */
static void write_shape(struct buf *out, const struct str *id)
{
    html_printf(out,
                "  <dmndi:DMNDI>\n"
                "    <dmndi:DMNDiagram id=\"diagram\">\n"
                "      <dmndi:DMNShape id=\"shape\" dmnElementRef=\"%S\">\n"
                "        <dc:Bounds x=\"160\" y=\"100\" width=\"180\" "
                "height=\"80\"/>\n"
                "      </dmndi:DMNShape>\n"
                "    </dmndi:DMNDiagram>\n"
                "  </dmndi:DMNDI>\n",
                id);
}

/* The name of the preset as an id of XML may be. */
static struct str id_of(struct arena *a, struct str name)
{
    struct str id = str_printf(a, "matrix_" STR_FMT, STR_ARG(name));
    char *p = arena_alloc(a, id.n + 1);
    for (size_t i = 0; i < id.n; i++)
        p[i] = ascii_alnum(id.p[i]) ? id.p[i] : '_';
    return (struct str){p, id.n};
}

void matrix_dmn(const struct matrix *m, struct buf *out)
{
    struct arena a = {0};
    struct str lang = str_eqz(m->lang, "ru") ? STR("ru") : STR("en");
    struct str title = in_lang(&m->title, lang), id = id_of(&a, m->name);
    html_printf(out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<definitions xmlns=\"" DMN_MODEL "\"\n"
                "    xmlns:dmndi=\"" DMN_DIAGRAM "\"\n"
                "    xmlns:dc=\"" DMN_SHAPES "\"\n"
                "    id=\"definitions\" name=\"%S\" "
                "namespace=\"urn:molva:matrix\" exporter=\"Molva\">\n"
                "  <decision id=\"%S\" name=\"%S\">\n"
                "    <decisionTable id=\"table\" hitPolicy=\"FIRST\">\n",
                &title, &id, &title);
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        write_input(out, m, (enum question)q, lang);
    for (int i = 0; i < DMN_OUTPUT_COUNT; i++)
        write_output(out, m, i);
    for (size_t i = 0; i < m->n_rows; i++)
        write_rule(out, &m->rows[i], (int)i + 1);
    buf_z(out, "    </decisionTable>\n  </decision>\n");
    write_shape(out, &id);
    buf_z(out, "</definitions>\n");
    arena_clear(&a);
}
