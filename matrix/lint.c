/* SPDX-License-Identifier: MIT
 * matrix: what a reply must not hold and must not lack, by
 * rules/replies/lint.yaml. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/ceiling.h"
#include "matrix/internal.h"

struct lint_rule {
    struct str id;             /* what finding it is: pathos, blame ... */
    struct str lang;           /* ru, en or any */
    struct yaml_strs patterns; /* PCRE2 on the reply, caseless */
    bool want;                 /* one of them must be there */
    struct bilingual say;      /* what to do about it */
    pcre2_code **code;         /* patterns.n of them */
};

struct lint {
    struct lint_rule *rules; /* n of them */
    size_t n;
    struct lint_rule nameless; /* whole names that are nobody's */
};

struct lint_file {
    struct yaml_subs rules;    /* of struct lint_rule */
    struct yaml_strs nameless; /* patterns */
};

static const struct yaml_field RULE[] = {
    {.key = "id",
     .type = YAML_STR,
     .at = offsetof(struct lint_rule, id),
     .required = true},
    {.key = "lang",
     .type = YAML_STR,
     .at = offsetof(struct lint_rule, lang),
     .required = true},
    {.key = "match",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct lint_rule, patterns)},
    {.key = "want", .type = YAML_BOOL, .at = offsetof(struct lint_rule, want)},
    {.key = "say",
     .type = YAML_SUB,
     .fields = BILINGUAL,
     .required = true,
     .at = offsetof(struct lint_rule, say)},
    {0},
};

static const struct yaml_field LINT[] = {
    {.key = "rules",
     .type = YAML_SUBS,
     .fields = RULE,
     .required = true,
     .size = sizeof(struct lint_rule),
     .at = offsetof(struct lint_file, rules)},
    {.key = "nameless",
     .type = YAML_STRS,
     .at = offsetof(struct lint_file, nameless)},
    {0},
};

static bool compile(const struct yaml_file *f, struct lint_rule *r,
                    struct err *e)
{
    r->code = arena_alloc(f->arena, (r->patterns.n + 1) * sizeof *r->code);
    for (size_t i = 0; i < r->patterns.n; i++) {
        int code;
        PCRE2_SIZE at;
        PCRE2_UCHAR msg[160];
        r->code[i] = pcre2_compile(
            (PCRE2_SPTR)r->patterns.items[i].p, r->patterns.items[i].n,
            PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &code, &at, NULL);
        if (r->code[i])
            continue;
        pcre2_get_error_message(code, msg, sizeof msg);
        return yaml_error_at(f, r->patterns.nodes[i], at, e, "%s",
                             (const char *)msg);
    }
    return true;
}

struct lint *lint_load(struct arena *a, const char *path, struct err *e)
{
    struct yaml_file f;
    struct lint_file text = {0};
    if (!yaml_load(&f, a, path, e) || !yaml_read(&f, f.root, LINT, &text, e))
        return NULL;
    struct lint *l = arena_alloc(a, sizeof *l);
    l->rules = text.rules.items;
    l->n = text.rules.n;
    l->nameless.patterns = text.nameless;
    bool ok = compile(&f, &l->nameless, e);
    for (size_t i = 0; i < l->n; i++)
        ok = ok && compile(&f, &l->rules[i], e);
    if (ok)
        return l;
    lint_free(l);
    return NULL;
}

static void free_codes(struct lint_rule *r)
{
    for (size_t i = 0; r->code && i < r->patterns.n; i++)
        pcre2_code_free(r->code[i]);
}

void lint_free(struct lint *l)
{
    for (size_t i = 0; l && i < l->n; i++)
        free_codes(&l->rules[i]);
    if (l)
        free_codes(&l->nameless);
}

bool lint_nameless(const struct lint *l, struct str name)
{
    const struct lint_rule *r = &l->nameless;
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    bool found = false;
    for (size_t i = 0; i < r->patterns.n && !found; i++)
        found =
            pcre2_match(r->code[i], (PCRE2_SPTR)name.p, name.n, 0,
                        PCRE2_ANCHORED | PCRE2_ENDANCHORED, match, NULL) > 0;
    pcre2_match_data_free(match);
    return found;
}

struct linting {
    const struct matrix *m;
    struct str text;         /* the reply without our own contacts */
    bool ru;                 /* language of the findings */
    pcre2_match_data *match; /* of the last search */
    pcre2_match_context *limits;
    struct buf *out;
    int found;
};

static void finding(struct linting *l, const struct lint_rule *r,
                    struct str what)
{
    l->found++;
    buf_str(l->out, r->id);
    buf_z(l->out, ": ");
    if (what.n)
        buf_printf(l->out, "«" STR_FMT "» — ", STR_ARG(what));
    buf_str(l->out, l->ru ? r->say.ru : r->say.en);
    buf_char(l->out, '\n');
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
    for (size_t i = 0; i < r->patterns.n && !found; i++)
        found = search(l, r->code[i], &what);
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

int matrix_lint(const struct matrix *m, struct str reply, struct str lang,
                struct buf *out)
{
    struct buf text;
    struct str say = m->lang.n ? m->lang : lang;
    buf_init(&text, CEILING_MENTION * 4);
    put_valid(&text, str_part(reply, 0, CEILING_MENTION));
    buf_char(&text, '\n');
    struct linting l = {.m = m, .ru = str_eqz(say, "ru"), .out = out};
    l.match = pcre2_match_data_create(1, NULL);
    l.limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(l.limits, CEILING_REGEX_STEPS);
    for (int pass = 0; pass < 2; pass++) {
        l.text = buf_view(&text);
        for (size_t i = 0; i < m->lint->n; i++) {
            const struct lint_rule *r = &m->lint->rules[i];
            bool mine = str_eqz(r->lang, "any") || str_eq(r->lang, lang);
            if (mine && r->want == (pass == 0))
                apply(&l, r);
        }
        /* What must be there may be our contact; what must not, may not. */
        for (size_t i = 0; i < m->n_contacts; i++)
            blank_out(&text, m->contacts[i].contact);
        blank_out(&text, m->site);
    }
    pcre2_match_data_free(l.match);
    pcre2_match_context_free(l.limits);
    buf_clear(&text);
    return l.found;
}
