/* SPDX-License-Identifier: MIT
 * matrix: opening, and the way from a mention to a decision with its draft. */
#include "matrix/internal.h"

#include <assert.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/ceiling.h"
#include "base/nearest.h"
#include "base/text.h"

enum {
    LONGEST_NAME = 60, /* characters */
    LONGEST_SOURCE = 80,
    LONGEST_FACT = 40,
    COLLEAGUES = 3, /* that are named */
    OTHERS = 8,     /* other wordings of a draft */
    NEIGHBOURS = 24 /* of one that befalls many */
};

/* Stands in a draft for the day that is known at approval. */
static const struct str DUE = STR("{due}");

static bool load_facts(struct matrix *m, const char *folder, struct err *e)
{
    bool ok = true;
    for (int i = 0; ok && i < REPLY_LANGS; i++)
        ok = facts_load(
            &m->facts[i], &m->arena,
            str_printf(&m->arena, "%s/%s/facts.yaml", folder, replies_langs[i])
                .p,
            e);
    return ok;
}

static bool open_files(struct matrix *m, const struct matrix_setup *s,
                       struct err *e)
{
    struct str lint = str_printf(&m->arena, "%s/lint.yaml", s->replies);
    if (!worktime_load(&m->worktime, &m->arena, s->calendar, e) ||
        !replies_load(&m->replies, &m->arena, s->replies, e) ||
        !load_matrix(m, s->matrix, e) || !load_facts(m, s->replies, e))
        return false;
    m->lint = lint_load(&m->arena, lint.p, e);
    return m->lint && lint_has_packs(m->lint, &s->audit, e);
}

struct matrix *matrix_open(const struct matrix_setup *s, struct err *e)
{
    struct matrix *m = xcalloc(1, sizeof *m);
    m->contacts = s->departments;
    m->n_contacts = s->n_departments;
    m->company = s->company;
    m->company_en = s->company_en;
    m->brands = s->brands;
    m->n_brands = s->n_brands;
    m->site = s->site;
    m->lang = s->lang;
    m->audit = s->audit;
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
    for (int i = 0; i < REPLY_LANGS; i++)
        facts_clear(&m->facts[i]);
    arena_clear(&m->arena);
    free(m);
}

struct str matrix_solution(const struct matrix *m, struct str letter,
                           struct str lang)
{
    const struct matrix_solution *s = rows_solution(m, letter);
    return s ? in_lang(&s->text, lang) : (struct str){0};
}

const struct matrix_question *matrix_question(const struct matrix *m, size_t i)
{
    return i < MATRIX_QUESTIONS ? &m->questions[i] : NULL;
}

const struct matrix_solution *matrix_solution_at(const struct matrix *m,
                                                 size_t i)
{
    return i < m->n_solutions ? &m->solutions[i] : NULL;
}

const struct matrix_row *matrix_row_at(const struct matrix *m, size_t i)
{
    return i < m->n_rows ? &m->rows[i] : NULL;
}

bool matrix_row_asks(const struct matrix *m, const struct matrix_row *row,
                     size_t question)
{
    return row->when[question] != (1u << m->questions[question].n) - 1;
}

struct str matrix_title(const struct matrix *m, struct str lang)
{
    return in_lang(&m->title, lang);
}

struct str matrix_why(const struct matrix *m, struct arena *a, struct str row,
                      struct str stored, struct str lang)
{
    for (size_t i = 0; i < m->n_rows; i++) {
        const struct bilingual *why = &m->rows[i].why;
        struct str was = str_starts(stored, why->ru) ? why->ru : why->en;
        if (!str_eq(m->rows[i].id, row) || !str_starts(stored, was))
            continue;
        struct str rest = str_from(stored, was.n), now = in_lang(why, lang);
        return str_printf(a, STR_FMT STR_FMT, STR_ARG(now), STR_ARG(rest));
    }
    return stored;
}

struct str matrix_counterfactual(const struct matrix *m, struct arena *a,
                                 const struct answer *answers, size_t n,
                                 struct str lang)
{
    int at[MATRIX_QUESTIONS];
    values_given(at);
    for (size_t i = 0; i < n; i++) {
        int q = values_question(answers[i].question);
        int v = q < 0 ? -1 : values_find(q, answers[i].value);
        if (v >= 0)
            at[q] = v;
    }
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (at[q] < 0)
            return (struct str){0};
    return rows_counterfactual(m, a, at, str_eqz(lang, "ru"));
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

bool matrix_asks(const struct matrix *m, struct str text)
{
    return lint_asks(m->lint, text);
}

/* The moment an author may be told: never before the standard term (R64). */
static int64_t promise(const struct matrix *m, const struct matrix_promise *p)
{
    int64_t due = p->now, term = matrix_term(m, p->department, p->now);
    for (size_t i = 0; i < m->n_rows; i++)
        if (str_eq(m->rows[i].id, p->row) && m->rows[i].profile.n)
            due = worktime_due(
                &m->worktime,
                worktime_profile(&m->worktime, m->rows[i].profile), p->now);
    return term > due ? term : due;
}

struct str matrix_day(const struct matrix *m, struct arena *a,
                      const struct matrix_promise *p)
{
    return worktime_day(&m->worktime, a, promise(m, p), p->lang);
}

struct str matrix_settle(const struct matrix *m, struct arena *a,
                         struct str text, const struct matrix_promise *p)
{
    return str_replaced(a, text, DUE, matrix_day(m, a, p));
}

/* The name to greet by: a person's, and not the venue's own. */
static struct str greeting(const struct answering *w)
{
    struct str name = template_clean(w->a, w->in->author, LONGEST_NAME);
    if (str_eq(w->in->author, w->in->source))
        return (struct str){0};
    return lint_person(w->m->lint, w->a, name);
}

/* A name that who reads `lang` can read; else none, and the reply says "we".
 */
static struct str readable(struct str name, struct str name_en, struct str lang)
{
    bool ru = str_eqz(lang, "ru");
    if (!ru && name_en.n)
        return name_en;
    return ru || !text_has_cyrillic(name) ? name : (struct str){0};
}

static struct str brand_name(const struct matrix *m, struct str brand,
                             struct str lang)
{
    struct str name_en = {0};
    for (size_t i = 0; i < m->n_brands; i++)
        if (str_eq(m->brands[i].name, brand))
            name_en = m->brands[i].name_en;
    return readable(brand, name_en, lang);
}

/* The names of those of ours who are praised, as they are and as one gives to
 * them; a complaint about somebody never names him in public. */
static void colleagues(const struct answering *w, const struct facts_book *b,
                       const struct facts_told *told, struct str v[FIELD_COUNT])
{
    struct str names[COLLEAGUES], to[COLLEAGUES];
    size_t n = 0;
    for (size_t i = 0; i < told->n && n < COLLEAGUES; i++) {
        struct fact f = told->rows[i];
        if (f.kind != FACT_COLLEAGUE ||
            !told_colleague(w->m, w->a, w->in->lang, &f))
            continue;
        bool known = str_eq(f.also, w->in->author);
        for (size_t k = 0; k < n; k++)
            known = known || str_eq(names[k], f.also);
        if (known)
            continue;
        names[n] = f.also;
        to[n++] = f.said;
    }
    v[FIELD_COLLEAGUE] = facts_list(b, w->a, names, n);
    v[FIELD_COLLEAGUE_TO] = facts_list(b, w->a, to, n);
}

/* The one fact of its kind, where it is what looking into the matter needs: a
 * sum that is told beside something else is not the sum at issue. */
static struct str wanted(const struct facts_book *b,
                         const struct facts_told *told, enum fact_kind kind)
{
    bool unknown = !told->matter && kind == FACT_DAY;
    return unknown || facts_wants(b, told, kind) ? facts_only(told, kind)
                                                 : (struct str){0};
}

/* What the author told, as far as a reply may name it. */
static void facts(const struct answering *w, struct str v[FIELD_COUNT])
{
    const struct facts_book *b = told_book(w->m, w->in->lang);
    struct facts_told told;
    if (!b)
        return;
    facts_find(b, w->a, w->in->text, w->in->verdict.type, &told);
    struct str sum = wanted(b, &told, FACT_SUM);
    bool bare = sum.n && ascii_digit(sum.p[sum.n - 1]) &&
                ascii_digit(sum.p[0]) && b->currency.n;
    v[FIELD_SUM] = bare ? str_printf(w->a, STR_FMT STR_FMT, STR_ARG(sum),
                                     STR_ARG(b->currency))
                        : template_clean(w->a, sum, LONGEST_FACT);
    v[FIELD_DAY] =
        template_clean(w->a, wanted(b, &told, FACT_DAY), LONGEST_FACT);
    v[FIELD_FLIGHT] =
        template_clean(w->a, wanted(b, &told, FACT_FLIGHT), LONGEST_FACT);
    for (size_t i = 0; i < told.n; i++) {
        if (told.rows[i].kind == FACT_CALLED)
            v[FIELD_CALLED] = STR("+");
        if (told.rows[i].kind == FACT_NUMBER &&
            facts_wants(b, &told, FACT_NUMBER))
            v[FIELD_NUMBER] = STR("+");
    }
    v[FIELD_ASK] = facts_ask(b, w->a, &told);
    if (w->at[CHARACTER] == CHARACTER_PRAISE)
        colleagues(w, b, &told, v);
    if (told.matter) {
        v[FIELD_ABOUT] = told.matter->about;
        v[FIELD_SORRY] = told.matter->sorry;
    }
}

static void values(const struct answering *w, const struct decision *d,
                   struct str v[FIELD_COUNT])
{
    const struct matrix *m = w->m;
    const struct matrix_input *in = w->in;
    const struct department *contact = contact_of(m, d->department);
    struct str ours = in->brand.n ? in->brand : in->verdict.brand;
    struct str brand = brand_name(m, ours, in->lang);
    struct str company = readable(m->company, m->company_en, in->lang);
    v[FIELD_AUTHOR] = greeting(w);
    /* Who wrote about one of several brands is answered by that one. */
    v[FIELD_COMPANY] = m->n_brands > 1 && ours.n ? brand : company;
    v[FIELD_BRAND] = brand.n ? brand : company;
    v[FIELD_CONTACT] = contact ? contact->contact : (struct str){0};
    v[FIELD_DEPARTMENT] = matrix_department(m, d->department, in->lang);
    v[FIELD_TOPIC] = matrix_topic(m, w->topic->id, in->lang);
    v[FIELD_DUE] = DUE;
    v[FIELD_URL] = template_clean_url(in->url);
    v[FIELD_SITE] = m->site;
    v[FIELD_SOURCE] = template_clean(w->a, in->source, LONGEST_SOURCE);
    v[FIELD_KIND_WORD] = in->verdict.kind_word ? STR("+") : (struct str){0};
    facts(w, v);
}

/* Is {due} all that stands in braces? */
static bool only_due(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (str_starts(str_from(text, i), DUE))
            i += DUE.n - 1;
        else if (text.p[i] == '{' || text.p[i] == '}')
            return false;
    }
    return true;
}

static struct str seed_of(const struct answering *w)
{
    return w->in->url.n ? w->in->url : w->in->author;
}

/* So many turns of it that differ from each other, each behind a byte 1E. */
static struct str write_others(const struct answering *w,
                               const struct saying *say, int turns)
{
    struct buf all, one;
    buf_init(&all, CEILING_TEXT);
    buf_init(&one, CEILING_TEXT);
    for (int turn = 1; turn <= turns; turn++) {
        buf_reset(&one);
        replies_write(say, seed_of(w), turn, &one);
        if (!only_due(buf_view(&one)) ||
            str_find(buf_view(&all), buf_view(&one)) >= 0)
            continue;
        buf_char(&all, 0x1e);
        buf_str(&all, buf_view(&one));
    }
    struct str s = str_dup(w->a, buf_view(&all));
    buf_clear(&one);
    buf_clear(&all);
    return s;
}

/* The draft in other words, so that a thread reads nothing twice: of what
 * befalls many as its neighbours get it. */
static struct str fill_others(const struct answering *w,
                              const struct str v[FIELD_COUNT],
                              const struct saying *own)
{
    struct saying say;
    struct err e = {0};
    bool many = w->in->verdict.event.n && w->at[CHARACTER] == CHARACTER_PROBLEM;
    const struct reply *reply =
        replies_find(&w->m->replies, STR("incident"), w->in->lang);
    if (!many)
        return write_others(w, own, OTHERS);
    if (!reply || !replies_fill(reply, w->a, v, &say, &e))
        return (struct str){0};
    return write_others(w, &say, NEIGHBOURS);
}

static bool fill_draft(const struct answering *w, struct decision *d,
                       struct err *e)
{
    struct str v[FIELD_COUNT] = {0};
    struct saying say;
    struct buf b;
    const struct reply *reply =
        replies_find(&w->m->replies, d->template, w->in->lang);
    if (!reply)
        return err_set(e, "no reply is drafted in the language '" STR_FMT "'",
                       STR_ARG(w->in->lang));
    values(w, d, v);
    buf_init(&b, CEILING_TEXT);
    bool ok = replies_fill(reply, w->a, v, &say, e);
    if (ok)
        replies_write(&say, seed_of(w), 0, &b);
    if (ok && !only_due(buf_view(&b)))
        ok = err_set(e, "a brace is left in the text");
    if (ok)
        d->draft = str_dup(w->a, buf_view(&b));
    if (ok && !w->in->single)
        d->others = fill_others(w, v, &say);
    buf_clear(&b);
    return ok || err_add(e, "reply '" STR_FMT "' (" STR_FMT ")",
                         STR_ARG(d->template), STR_ARG(w->in->lang));
}

/* ---- the decision ---- */

static void take_row(const struct matrix_row *row, const struct topic *topic,
                     bool ru, struct decision *d)
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

/* The reasons for the reader of the other language too. */
static void tell_both(const struct answering *w, struct decision *d)
{
    struct answering other = {.m = w->m, .in = w->in, .a = w->a, .ru = !w->ru};
    answers_compute(&other);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        d->answers[q].because_ru = w->ru ? w->because[q] : other.because[q];
        d->answers[q].because_en = w->ru ? other.because[q] : w->because[q];
    }
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
    const struct matrix_row *row = rows_find(m, w.at);
    if (!row)
        return err_set(e, "the matrix has a gap at " STR_FMT,
                       STR_ARG(rows_witness(a, w.at)));
    take_row(row, w.topic, w.ru, d);
    const struct department *told = matrix_contact(m, d->escalation);
    d->head = told ? told->head : (struct str){0};
    take_answers(&w, d);
    tell_both(&w, d);
    d->stale = w.at[WORTH] == WORTH_STALE;
    if (!row->profile.n)
        return true;
    d->due = worktime_due(
        &m->worktime, worktime_profile(&m->worktime, row->profile), in->now);
    d->priority = row->top ? priority_of_top(m, row) : priority_of(&w);
    return !d->template.n || fill_draft(&w, d, e);
}

/* ---- given answers ---- */

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
    err_set(e, "%d of the answers %s missing:" STR_FMT, missing,
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
    if (eq < 0 || q < 0)
        return err_set(
            e, "'" STR_FMT "': expected question=answer%s", STR_ARG(pair),
            nearest_hint(key, q < 0 ? names : values_of(q)->names).text);
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
    values_given(w.at);
    for (size_t i = 0; i < n; i++)
        if (!read_pair(pairs[i], w.at, e))
            return false;
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (w.at[q] < 0)
            return tell_missing(w.at, e);
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        w.because[q] = in_lang(&m->questions[q].said[w.at[q]], m->lang);
    const struct matrix_row *row = rows_find(m, w.at);
    if (!row)
        return err_set(e, "no row for " STR_FMT,
                       STR_ARG(rows_witness(a, w.at)));
    take_row(row, topic_of_cell(m, w.at), w.ru, d);
    d->template = w.at[ALONE] == ALONE_YES ? row->reply : row->reply_passed;
    take_answers(&w, d);
    d->stale = w.at[WORTH] == WORTH_STALE;
    return true;
}
