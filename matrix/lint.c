/* SPDX-License-Identifier: MIT
 * matrix: what a reply must not hold and must not lack, by
 * rules/replies/lint.yaml. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

#include "base/calendar.h"
#include "base/ceiling.h"
#include "matrix/grounds.h"
#include "matrix/lint.h"

enum { EVENING = 18 * 3600 }; /* a promise for a day off is due by then */

struct linting {
    const struct matrix *m;
    struct str whole;        /* the reply, later without our own contacts */
    struct str text;         /* of it, what is looked at now */
    bool ru;                 /* language of the findings */
    pcre2_match_data *match; /* of the last search */
    pcre2_match_context *limits;
    struct arena *a; /* of the remarks */
    bool places;     /* text has the bytes of the reply, one for one */
    struct remark *rows;
    size_t n, cap;           /* of the rows */
    struct matrix_due *days; /* that lie ahead */
    size_t n_days, cap_days; /* of them */
};

/* A remark about a part of the text, or about none. */
static void remark(struct linting *l, struct remark r, struct str what)
{
    if (what.n && l->places) {
        r.start = (size_t)(what.p - l->whole.p);
        r.end = r.start + what.n;
    }
    if (what.n)
        r.sentence = str_printf(l->a, "«" STR_FMT "» — " STR_FMT, STR_ARG(what),
                                STR_ARG(r.sentence));
    l->rows = arena_grow(l->a, l->rows, l->n, &l->cap, sizeof *l->rows);
    l->rows[l->n++] = r;
}

static void finding(struct linting *l, const struct lint_rule *r,
                    struct str what)
{
    bool unfilled = str_eqz(r->id, "unfilled");
    remark(l,
           (struct remark){.kind = r->id,
                           .sentence = l->ru ? r->say.ru : r->say.en,
                           .forbids =
                               unfilled ? FORBIDS_UNFILLED : FORBIDS_NOTHING},
           what);
}

/* The first place a pattern matches; the empty str when none does. */
static bool search(struct linting *l, const pcre2_code *code, struct str *what)
{
    int n = pcre2_match(code, (PCRE2_SPTR)l->text.p, l->text.n, 0, 0, l->match,
                        l->limits);
    if (n <= 0)
        return false;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(l->match);
    *what = str_part(l->text, at[0], at[1] - at[0]);
    return true;
}

static void apply(struct linting *l, const struct lint_rule *r)
{
    struct str what = {0};
    bool found = false;
    for (size_t i = 0; i < r->match.text.n && !found; i++)
        found = search(l, r->match.code[i], &what);
    if (found != r->want)
        finding(l, r, r->want ? (struct str){0} : what);
}

/* Puts blanks over every copy of `own`: our phone is no client's. */
static void blank_out(struct buf *text, struct str own)
{
    ptrdiff_t at;
    for (size_t from = 0; own.n; from += (size_t)at + own.n) {
        at = str_find(str_from(buf_view(text), from), own);
        if (at < 0)
            return;
        for (size_t i = 0; i < own.n; i++)
            text->p[from + (size_t)at + i] = ' ';
    }
}

static void put_valid(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n;)
        buf_utf8(out, str_utf8(s, &i));
}

/* ---- days that have passed ---- */

static int64_t day_at(const struct matrix *m, int64_t at)
{
    return (at + m->worktime.zone) / DAY;
}

static void past_day(struct linting *l, struct str what, int64_t day)
{
    const struct worktime *work = &l->m->worktime;
    struct calendar c = calendar_of(day);
    struct remark r = {.kind = STR("past-day"), .forbids = FORBIDS_PAST_DAY};
    if (l->ru) {
        r.sentence = str_printf(l->a, "этот день прошёл: %02d.%02d.%lld", c.day,
                                c.month, (long long)c.year);
    } else {
        struct str name =
            worktime_day(work, l->a, day * DAY - work->zone, STR("en"));
        r.sentence = str_printf(l->a, "that day has passed: " STR_FMT " %lld",
                                STR_ARG(name), (long long)c.year);
    }
    remark(l, r, what);
}

/* The part of a sentence around text[from..to]. */
static struct str part_around(struct str text, size_t from, size_t to)
{
    static const char ENDS[] = ".,;:!?()\n";
    while (from && !strchr(ENDS, text.p[from - 1]))
        from--;
    while (to < text.n && !strchr(ENDS, text.p[to]))
        to++;
    return str_part(text, from, to - from);
}

static bool any(struct linting *l, const struct patterns *p, struct str text)
{
    struct str before = l->text, what;
    bool found = false;
    l->text = text;
    for (size_t i = 0; i < p->text.n && !found; i++)
        found = search(l, p->code[i], &what);
    l->text = before;
    return found;
}

/* A day that lies ahead, once: two patterns may see the same. */
static void coming_day(struct linting *l, struct str part, int64_t day)
{
    const struct worktime *work = &l->m->worktime;
    int64_t close = worktime_close(work, day);
    int64_t due = day * DAY - work->zone + (close ? close : EVENING);
    for (size_t i = 0; i < l->n_days; i++)
        if (l->days[i].due == due)
            return;
    while (part.n && part.p[part.n - 1] == '.')
        part.n--;
    l->days =
        arena_grow(l->a, l->days, l->n_days, &l->cap_days, sizeof *l->days);
    l->days[l->n_days++] =
        (struct matrix_due){str_dup(l->a, str_trim(part)), due};
}

/* Every place where one pattern promises a day. */
static void promised(struct linting *l, const struct promise *p,
                     const pcre2_code *code, const struct matrix_reply *reply)
{
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(code, NULL);
    int group = pcre2_substring_number_from_name(code, (PCRE2_SPTR) "DAY");
    int64_t today = day_at(l->m, reply->now), day;
    int64_t written = reply->written ? day_at(l->m, reply->written) : today;
    size_t at = 0;
    while (group > 0 && pcre2_match(code, (PCRE2_SPTR)l->text.p, l->text.n, at,
                                    0, match, l->limits) > 0) {
        const PCRE2_SIZE *v = pcre2_get_ovector_pointer(match);
        size_t from = v[2 * group], to = v[2 * group + 1];
        struct str part = part_around(l->text, v[0], to);
        bool told = any(l, &p->told, part) && !any(l, &p->still, part);
        if (!told && day_read(str_part(l->text, from, to - from), today,
                              written, &day)) {
            if (day < today)
                past_day(l, str_part(l->text, v[0], to - v[0]), day);
            else
                coming_day(l, part, day);
        }
        at = to > at ? to : at + 1;
    }
    pcre2_match_data_free(match);
}

static void promises(struct linting *l, const struct matrix_reply *reply)
{
    const struct lint *lint = l->m->lint;
    for (size_t i = 0; reply->now && i < lint->n_promises; i++) {
        const struct promise *p = &lint->promises[i];
        for (size_t k = 0; k < p->match.text.n; k++)
            promised(l, p, p->match.code[k], reply);
    }
}

/* What must be there, then what must not: of that our contacts are no part. */
static void rules(struct linting *l, struct buf *text, struct str lang)
{
    const struct matrix *m = l->m;
    for (int pass = 0; pass < 2; pass++) {
        l->text = l->whole = buf_view(text);
        for (size_t i = 0; i < m->lint->n; i++) {
            const struct lint_rule *r = &m->lint->rules[i];
            if (lint_is_on(m, r, lang) && r->want == (pass == 0))
                apply(l, r);
        }
        for (size_t i = 0; i < m->n_contacts; i++)
            blank_out(text, m->contacts[i].contact);
        blank_out(text, m->site);
    }
}

/* Days before the standard term of the department that has to keep them. */
static void short_terms(struct linting *l, const struct matrix_reply *reply)
{
    int64_t term =
        reply->now ? matrix_term(l->m, reply->department, reply->now) : 0;
    for (size_t i = 0; term && i < l->n_days; i++) {
        if (l->days[i].due >= term)
            continue;
        struct str lang = l->ru ? STR("ru") : STR("en");
        struct str day = worktime_day(&l->m->worktime, l->a, term, lang);
        struct str who = matrix_department(l->m, reply->department, lang);
        remark(l,
               (struct remark){
                   .kind = STR("short-term"),
                   .sentence = str_printf(
                       l->a,
                       l->ru ? "«" STR_FMT "» — раньше обычного срока, "
                               "который истекает " STR_FMT " (" STR_FMT ")"
                             : "«" STR_FMT "» — sooner than the standard "
                               "term, which ends on " STR_FMT " (" STR_FMT ")",
                       STR_ARG(l->days[i].words), STR_ARG(day), STR_ARG(who))},
               (struct str){0});
    }
}

/* Is the fact part of a promise? Of those the days ahead are known. */
static bool is_promised(const struct linting *l, struct str words)
{
    for (size_t i = 0; i < l->n_days; i++)
        if (str_find(l->days[i].words, words) >= 0)
            return true;
    return false;
}

/* What nobody told may be a slip, and is no reason to refuse. */
static void groundless(struct linting *l, const struct matrix_reply *reply)
{
    struct fact *rows;
    struct matrix_reply here = *reply;
    here.text = l->text;
    size_t n = grounds_lacking(l->m, l->a, &here, &rows);
    for (size_t i = 0; i < n; i++)
        if (!is_promised(l, rows[i].words))
            remark(l,
                   (struct remark){
                       .kind = STR("unknown-fact"),
                       .sentence =
                           l->ru ? STR("этого нет ни в сообщении, ни в реестре")
                                 : STR("it stands neither in the mention nor "
                                       "in the register")},
                   rows[i].words);
}

/* "these words stood here 3 times" */
static void by_rote(struct linting *l, const struct matrix_reply *reply)
{
    struct rote r = rote_of(l->a, reply->text, reply->before, reply->n_before);
    if (reply->rote)
        *reply->rote = r;
    if (!r.times)
        return;
    remark(l,
           (struct remark){
               .kind = STR("rote"),
               .sentence = str_printf(
                   l->a,
                   l->ru ? "эти слова здесь уже стояли, раз: %zu"
                         : "these words stood here already, times: %zu",
                   r.times)},
           (struct str){0});
}

/* Looks at the reply; what was found lies in the arena. */
static struct linting look_at(const struct matrix *m, struct arena *a,
                              const struct matrix_reply *reply)
{
    struct buf text;
    struct str say = reply->reader.n ? reply->reader : reply->lang;
    struct str looked_at = str_part(reply->text, 0, CEILING_MENTION);
    buf_init(&text, CEILING_MENTION * 4);
    put_valid(&text, looked_at);
    buf_char(&text, '\n');
    struct linting l = {.m = m,
                        .a = a,
                        .ru = str_eqz(say, "ru"),
                        .places = str_utf8_valid(looked_at)};
    l.match = pcre2_match_data_create(1, NULL);
    l.limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(l.limits, CEILING_REGEX_STEPS);
    l.text = l.whole = buf_view(&text);
    promises(&l, reply);
    short_terms(&l, reply);
    groundless(&l, reply);
    by_rote(&l, reply);
    rules(&l, &text, reply->lang);
    pcre2_match_data_free(l.match);
    pcre2_match_context_free(l.limits);
    buf_clear(&text);
    return l;
}

size_t matrix_lint(const struct matrix *m, struct arena *a,
                   const struct matrix_reply *reply, struct remark **rows)
{
    struct linting l = look_at(m, a, reply);
    *rows = l.rows;
    return l.n;
}

size_t matrix_dues(const struct matrix *m, struct arena *a,
                   const struct matrix_reply *reply, struct matrix_due **rows)
{
    struct linting l = look_at(m, a, reply);
    *rows = l.days;
    return l.n_days;
}
