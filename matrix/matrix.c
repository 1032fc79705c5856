/* SPDX-License-Identifier: MIT
 * matrix: opening, and the way from a mention to a decision with its draft. */
#include "matrix/internal.h"

#include <assert.h>
#include <stdlib.h>

#include "base/ceiling.h"

enum { LONGEST_NAME = 60, LONGEST_SOURCE = 80 };

static bool open_files(struct matrix *m, const struct matrix_setup *s,
                       struct err *e)
{
    struct str lint = str_printf(&m->arena, "%s/lint.yaml", s->replies);
    if (!worktime_load(&m->worktime, &m->arena, s->calendar, e) ||
        !replies_load(&m->replies, &m->arena, s->replies, e) ||
        !load_matrix(m, s->matrix, e))
        return false;
    m->lint = lint_load(&m->arena, lint.p, e);
    return m->lint != NULL;
}

struct matrix *matrix_open(const struct matrix_setup *s, struct err *e)
{
    struct matrix *m = xcalloc(1, sizeof *m);
    m->contacts = s->departments;
    m->n_contacts = s->n_departments;
    m->company = s->company;
    m->site = s->site;
    m->lang = s->lang;
    if (open_files(m, s, e))
        return m;
    matrix_close(m);
    return NULL;
}

void matrix_close(struct matrix *m)
{
    if (!m)
        return;
    lint_free(m->lint);
    replies_clear(&m->replies);
    arena_clear(&m->arena);
    free(m);
}

struct str matrix_solution(const struct matrix *m, struct str letter,
                           struct str lang)
{
    const struct solution *s = rows_solution(m, letter);
    return s ? in_lang(&s->text, lang) : (struct str){0};
}

struct str matrix_topic(const struct matrix *m, struct str id, struct str lang)
{
    for (size_t i = 0; i < m->n_topics; i++)
        if (str_eq(m->topics[i].id, id))
            return in_lang(&m->topics[i].name, lang);
    return (struct str){0};
}

/* ---- the reply ---- */

/* What molva.yaml says of a department; where it is silent the first
 * department with a contact stands in. */
static const struct department *contact_of(const struct matrix *m,
                                           struct str id)
{
    const struct department *first = NULL;
    for (size_t i = 0; i < m->n_contacts; i++) {
        const struct department *d = &m->contacts[i];
        if (str_eq(d->id, id) && d->contact.n)
            return d;
        first = !first && d->contact.n ? d : first;
    }
    return first;
}

struct str matrix_department(const struct matrix *m, struct str id,
                             struct str lang)
{
    for (size_t i = 0; i < m->n_contacts; i++) {
        const struct department *d = &m->contacts[i];
        struct str name = str_eqz(lang, "ru") ? d->name_ru : d->name_en;
        if (str_eq(d->id, id) && name.n)
            return name;
    }
    for (size_t i = 0; i < m->n_departments; i++)
        if (str_eq(m->departments[i].id, id))
            return in_lang(&m->departments[i].name, lang);
    return (struct str){0};
}

/* The day an author may be told: never before the standard term (R64). */
static int64_t promise(const struct matrix *m, const struct department *d,
                       const struct decision *decision, int64_t now)
{
    int64_t term = d && d->term > 0 ? worktime_term(&m->worktime, now, d->term)
                                    : decision->due;
    return term > decision->due ? term : decision->due;
}

/* The name to greet by: not the venue's own, not a guest's. */
static struct str greeting(const struct answering *w)
{
    struct str name = template_clean(w->a, w->in->author, LONGEST_NAME);
    bool nobody = name.n && (str_eq(w->in->author, w->in->source) ||
                             lint_nameless(w->m->lint, name));
    return nobody ? (struct str){0} : name;
}

static void values(const struct answering *w, const struct decision *d,
                   struct str v[FIELD_COUNT])
{
    const struct matrix *m = w->m;
    const struct matrix_input *in = w->in;
    const struct department *contact = contact_of(m, d->department);
    struct str brand = in->brand.n ? in->brand : in->verdict.brand;
    v[FIELD_AUTHOR] = greeting(w);
    v[FIELD_COMPANY] = m->company;
    v[FIELD_BRAND] = brand.n ? brand : m->company;
    v[FIELD_CONTACT] = contact ? contact->contact : (struct str){0};
    v[FIELD_DEPARTMENT] = matrix_department(m, d->department, in->lang);
    v[FIELD_TOPIC] = matrix_topic(m, w->topic->id, in->lang);
    v[FIELD_DUE] = worktime_day(&m->worktime, w->a,
                                promise(m, contact, d, in->now), in->lang);
    v[FIELD_URL] = template_clean_url(in->url);
    v[FIELD_SITE] = m->site;
    v[FIELD_SOURCE] = template_clean(w->a, in->source, LONGEST_SOURCE);
}

static bool fill_draft(const struct answering *w, struct decision *d,
                       struct err *e)
{
    struct str v[FIELD_COUNT];
    struct buf b;
    const struct reply *reply =
        replies_find(&w->m->replies, d->template, w->in->lang);
    struct str seed = w->in->url.n ? w->in->url : w->in->author;
    values(w, d, v);
    buf_init(&b, CEILING_TEXT);
    bool ok = template_fill(replies_wording(reply, seed), v, &b, e);
    struct str text = buf_view(&b);
    if (ok && (str_find_char(text, '{') >= 0 || str_find_char(text, '}') >= 0))
        ok = err_set(e, "a brace is left in the text");
    if (ok)
        d->draft = str_dup(w->a, text);
    buf_clear(&b);
    return ok || err_add(e, "reply '" STR_FMT "' (" STR_FMT ")",
                         STR_ARG(d->template), STR_ARG(w->in->lang));
}

/* ---- the decision ---- */

static void take_row(const struct row *row, const struct topic *topic, bool ru,
                     struct decision *d)
{
    d->solution = row->solution;
    d->row = row->id;
    d->why = ru ? row->why.ru : row->why.en;
    d->department = row->department.n ? row->department : topic->department;
    d->escalation = row->escalate;
    d->profile = row->profile;
    d->template = topic->alone ? row->reply : row->reply_passed;
}

static void take_answers(const struct answering *w, struct decision *d)
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        d->answers[q] = (struct answer){
            .question = str_of(values_of(q)->question),
            .value = str_of(values_of(q)->names[w->at[q]]),
            .because = w->because[q],
        };
    d->counterfactual = rows_counterfactual(w->m, w->a, w->at, w->ru);
}

bool matrix_decide(const struct matrix *m, struct arena *a,
                   const struct matrix_input *in, struct decision *d,
                   struct err *e)
{
    struct str lang = m->lang.n ? m->lang : in->lang;
    struct answering w = {.m = m, .in = in, .a = a, .ru = str_eqz(lang, "ru")};
    assert(in->verdict.type >= 0 && in->verdict.type < TYPE_COUNT);
    *d = (struct decision){0};
    answers_compute(&w);
    const struct row *row = rows_find(m, w.at);
    if (!row)
        return err_set(e, "the matrix has a gap at " STR_FMT,
                       STR_ARG(rows_witness(a, w.at)));
    take_row(row, w.topic, w.ru, d);
    take_answers(&w, d);
    d->stale = w.at[WORTH] == WORTH_STALE;
    if (!d->template.n)
        return true;
    d->due = worktime_due(
        &m->worktime, worktime_profile(&m->worktime, row->profile), in->now);
    d->priority = priority_of(&w);
    return fill_draft(&w, d, e);
}

/* ---- six given answers ---- */

static const struct topic *topic_of_cell(const struct matrix *m,
                                         const int at[MATRIX_QUESTIONS])
{
    for (size_t i = 0; i < m->n_topics; i++)
        if (m->topics[i].about == at[ABOUT] &&
            m->topics[i].alone == (at[ALONE] == ALONE_YES))
            return &m->topics[i];
    return &m->types[TYPE_NEUTRAL];
}

/* "no such answer to 'about'; the answers are: product money ..." */
static bool tell_answers(int q, struct err *e)
{
    struct buf names;
    buf_init(&names, sizeof e->msg);
    for (const char *const *name = values_of(q)->names; *name; name++)
        buf_printf(&names, " %s", *name);
    err_set(e, "no such answer to '%s'; the answers are:" STR_FMT,
            values_of(q)->question, STR_ARG(buf_view(&names)));
    buf_clear(&names);
    return false;
}

/* All that is missing at once, a line each: nobody wants to be told six
 * times. */
static bool tell_missing(const int at[MATRIX_QUESTIONS], struct err *e)
{
    struct buf lines;
    int missing = 0;
    buf_init(&lines, sizeof e->msg);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        if (at[q] >= 0)
            continue;
        missing++;
        buf_printf(&lines, "\n    %s=", values_of(q)->question);
        for (const char *const *name = values_of(q)->names; *name; name++)
            buf_printf(&lines, "%s%s", *name, name[1] ? "|" : "");
    }
    err_set(e, "%d of the six answers %s missing:" STR_FMT, missing,
            missing == 1 ? "is" : "are", STR_ARG(buf_view(&lines)));
    buf_clear(&lines);
    return false;
}

static bool read_pair(struct str pair, int at[MATRIX_QUESTIONS], struct err *e)
{
    const char *names[MATRIX_QUESTIONS + 1] = {0};
    ptrdiff_t eq = str_find_char(pair, '=');
    struct str key = str_part(pair, 0, eq < 0 ? pair.n : (size_t)eq);
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        names[q] = values_of(q)->question;
    int q = values_question(key);
    const char *near = yaml_nearest(key, q < 0 ? names : values_of(q)->names);
    if (eq < 0 || q < 0)
        return err_set(e, "'" STR_FMT "': expected question=answer%s%s%s",
                       STR_ARG(pair), near ? "; did you mean '" : "",
                       near ? near : "", near ? "'?" : "");
    struct str value = str_from(pair, (size_t)eq + 1);
    at[q] = values_find(q, value);
    return at[q] >= 0 ||
           (!tell_answers(q, e) && err_add(e, "'" STR_FMT "'", STR_ARG(value)));
}

bool matrix_row(const struct matrix *m, struct arena *a,
                const struct str *pairs, size_t n, struct decision *d,
                struct err *e)
{
    struct answering w = {.m = m, .a = a, .ru = str_eqz(m->lang, "ru")};
    *d = (struct decision){0};
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        w.at[q] = -1;
    for (size_t i = 0; i < n; i++)
        if (!read_pair(pairs[i], w.at, e))
            return false;
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (w.at[q] < 0)
            return tell_missing(w.at, e);
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        w.because[q] = in_lang(&m->questions[q].values[w.at[q]], m->lang);
    const struct row *row = rows_find(m, w.at);
    if (!row)
        return err_set(e, "no row for " STR_FMT,
                       STR_ARG(rows_witness(a, w.at)));
    take_row(row, topic_of_cell(m, w.at), w.ru, d);
    d->template = w.at[ALONE] == ALONE_YES ? row->reply : row->reply_passed;
    take_answers(&w, d);
    d->stale = w.at[WORTH] == WORTH_STALE;
    return true;
}
