/* SPDX-License-Identifier: MIT
 * matrix: the table as a PR responder reads it. */
#include "base/json.h"
#include "matrix/internal.h"

enum { HEAD_WIDTH = 3, WHEN_WIDTH = 37, WHY_WIDTH = 38, TEXT_WIDTH = 80 };

static void wrapped(struct buf *out, struct str text, int indent)
{
    struct str line;
    while (width_wrap(&text, TEXT_WIDTH - indent, &line)) {
        buf_printf(out, "%*s", indent, "");
        buf_str(out, line);
        buf_char(out, '\n');
    }
}

static void show_questions(const struct matrix *m, struct str lang,
                           struct buf *out)
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        const struct matrix_question *text = &m->questions[q];
        buf_printf(out, "%d. " STR_FMT "  (%s)\n", q + 1,
                   STR_ARG(in_lang(&text->ask, lang)), values_of(q)->question);
        for (int v = 0; v < values_count(q); v++) {
            buf_z(out, "     ");
            width_pad(out, str_of(values_of(q)->names[v]), 13);
            buf_str(out, in_lang(&text->said[v], lang));
            buf_char(out, '\n');
        }
    }
}

static void show_solutions(const struct matrix *m, struct str lang,
                           struct buf *out)
{
    for (size_t i = 0; i < m->n_solutions; i++) {
        buf_z(out, "  ");
        width_pad(out, m->solutions[i].id, 3);
        buf_str(out, in_lang(&m->solutions[i].text, lang));
        buf_char(out, '\n');
    }
}

/* The conditions in the words of the questions; what is not asked is left
 * out. */
static struct str conditions(const struct matrix *m, struct arena *a,
                             const struct matrix_row *row, struct str lang)
{
    struct buf b;
    bool ru = str_eqz(lang, "ru");
    buf_init(&b, 8192);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        const char *between = "";
        if (!matrix_row_asks(m, row, (size_t)q))
            continue;
        buf_printf(&b, "%s" STR_FMT " ", b.n ? " " : "",
                   STR_ARG(in_lang(&m->questions[q].ask, lang)));
        for (int v = 0; v < values_count(q); v++)
            if (row->when[q] >> v & 1) {
                buf_printf(&b, "%s" STR_FMT, between,
                           STR_ARG(in_lang(&m->questions[q].said[v], lang)));
                between = ru ? " или " : " or ";
            }
        buf_char(&b, '.');
    }
    if (!b.n)
        buf_z(&b, ru ? "Всё остальное." : "Anything else.");
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

/* Who answers, in what time, with which template, and who is told. */
static struct str action(const struct matrix *m, struct arena *a,
                         const struct matrix_row *row, struct str lang)
{
    struct buf b;
    bool ru = str_eqz(lang, "ru");
    const struct worktime_profile *p =
        worktime_profile(&m->worktime, row->profile);
    buf_init(&b, 8192);
    if (p)
        buf_printf(&b, STR_FMT "; " STR_FMT "; %s " STR_FMT,
                   STR_ARG(row->department.n
                               ? matrix_department(m, row->department, lang)
                           : ru ? STR("отдел по теме")
                                : STR("department of the topic")),
                   STR_ARG(ru ? p->ru : p->en), ru ? "ответ" : "reply",
                   STR_ARG(row->reply));
    if (p && !str_eq(row->reply, row->reply_passed))
        buf_printf(&b, ", " STR_FMT, STR_ARG(row->reply_passed));
    if (row->escalate.n)
        buf_printf(&b, "%s%s: " STR_FMT, b.n ? "; " : "",
                   ru ? "сообщить" : "tell",
                   STR_ARG(matrix_department(m, row->escalate, lang)));
    if (row->top)
        buf_printf(&b, "; %s", ru ? "наверх очереди" : "on top of the queue");
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

static void rule(struct buf *out)
{
    for (int i = 0; i < TEXT_WIDTH; i++)
        buf_z(out, "─");
    buf_char(out, '\n');
}

/* Two columns of wrapped text beside each other, after a head. */
static void columns(struct buf *out, struct str head, struct str left,
                    struct str right)
{
    struct str l = {0}, r = {0};
    bool more_left = true, more_right = true;
    for (;;) {
        more_left = more_left && width_wrap(&left, WHEN_WIDTH, &l);
        more_right = more_right && width_wrap(&right, WHY_WIDTH, &r);
        if (!more_left && !more_right)
            return;
        width_pad(out, head, HEAD_WIDTH);
        width_pad(out, more_left ? l : (struct str){0},
                  more_right ? WHEN_WIDTH + 2 : 0);
        buf_str(out, more_right ? r : (struct str){0});
        buf_char(out, '\n');
        head = (struct str){0};
    }
}

static void show_row(const struct matrix *m, struct buf *out,
                     const struct matrix_row *row, struct str lang)
{
    struct arena a = {0};
    struct str left = conditions(m, &a, row, lang);
    struct str right =
        str_printf(&a, STR_FMT " [" STR_FMT "]",
                   STR_ARG(in_lang(&row->why, lang)), STR_ARG(row->id));
    columns(out, row->solution, left, right);
    columns(out, (struct str){0}, (struct str){0}, action(m, &a, row, lang));
    arena_clear(&a);
}

static void show_text(const struct matrix *m, struct buf *out)
{
    bool ru = str_eqz(m->lang, "ru");
    struct str lang = ru ? STR("ru") : STR("en");
    wrapped(out, in_lang(&m->title, lang), 0);
    buf_z(out, ru ? "\nШесть вопросов\n" : "\nSix questions\n");
    show_questions(m, lang, out);
    buf_z(out, ru ? "\nРешения\n" : "\nSolutions\n");
    show_solutions(m, lang, out);
    buf_z(out, ru ? "\nСтроки, сверху вниз; решает первая подходящая\n"
                  : "\nRows, from the top; the first that fits decides\n");
    rule(out);
    for (size_t i = 0; i < m->n_rows; i++) {
        show_row(m, out, &m->rows[i], lang);
        rule(out);
    }
}

static void json_both(struct json *j, const char *key,
                      const struct bilingual *text)
{
    json_key(j, key), json_map(j);
    json_key(j, "ru"), json_str(j, text->ru);
    json_key(j, "en"), json_str(j, text->en);
    json_end(j);
}

static void json_questions(struct json *j, const struct matrix *m)
{
    json_key(j, "questions"), json_list(j);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        json_map(j);
        json_key(j, "id"), json_z(j, values_of(q)->question);
        json_both(j, "ask", &m->questions[q].ask);
        json_key(j, "answers"), json_map(j);
        for (int v = 0; v < values_count(q); v++)
            json_both(j, values_of(q)->names[v], &m->questions[q].said[v]);
        json_end(j), json_end(j);
    }
    json_end(j);
}

static void json_when(struct json *j, const struct matrix *m,
                      const struct matrix_row *row)
{
    json_key(j, "when"), json_map(j);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        if (!matrix_row_asks(m, row, (size_t)q))
            continue;
        json_key(j, values_of(q)->question), json_list(j);
        for (int v = 0; v < values_count(q); v++)
            if (row->when[q] >> v & 1)
                json_z(j, values_of(q)->names[v]);
        json_end(j);
    }
    json_end(j);
}

static void json_row(struct json *j, const struct matrix *m,
                     const struct matrix_row *row)
{
    json_map(j);
    json_key(j, "id"), json_str(j, row->id);
    json_key(j, "line"), json_int(j, row->line);
    json_when(j, m, row);
    json_key(j, "solution"), json_str(j, row->solution);
    json_key(j, "department"), json_str(j, row->department);
    json_key(j, "profile"), json_str(j, row->profile);
    json_key(j, "reply"), json_str(j, row->reply);
    json_key(j, "reply_passed"), json_str(j, row->reply_passed);
    json_key(j, "escalate"), json_str(j, row->escalate);
    json_key(j, "top"), json_flag(j, row->top);
    json_both(j, "why", &row->why);
    json_end(j);
}

static void show_json(const struct matrix *m, struct buf *out)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "name"), json_str(&j, m->name);
    json_both(&j, "title", &m->title);
    json_questions(&j, m);
    json_key(&j, "solutions"), json_list(&j);
    for (size_t i = 0; i < m->n_solutions; i++) {
        json_map(&j);
        json_key(&j, "id"), json_str(&j, m->solutions[i].id);
        json_key(&j, "join"), json_flag(&j, m->solutions[i].join);
        json_key(&j, "publish"), json_flag(&j, m->solutions[i].publish);
        json_key(&j, "person"), json_flag(&j, m->solutions[i].person);
        json_both(&j, "text", &m->solutions[i].text);
        json_end(&j);
    }
    json_end(&j);
    json_key(&j, "rows"), json_list(&j);
    for (size_t i = 0; i < m->n_rows; i++)
        json_row(&j, m, &m->rows[i]);
    json_end(&j), json_end(&j);
    buf_char(out, '\n');
}

void matrix_show(const struct matrix *m, bool json, struct buf *out)
{
    if (json)
        show_json(m, out);
    else
        show_text(m, out);
}
