/* SPDX-License-Identifier: MIT
 * matrix: what a reply must not hold and must not lack, by
 * rules/replies/lint.yaml. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>
#include <utf8proc.h>

#include "base/calendar.h"
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
    struct lint_rule asks;     /* for details */
    struct lint_rule nameless; /* whole names that are nobody's */
    struct lint_rule family;   /* what stands beside a given name */
    struct lint_rule father;   /* of it, what one is addressed by as well */
    struct map given;          /* given names, folded */
    struct promise *promises;  /* n_promises of them */
    size_t n_promises;
};

/* How a day is promised, and how one that was is told. */
struct promise {
    struct yaml_strs match; /* PCRE2 patterns with DAY or SPAN */
    struct yaml_strs told;  /* in the same part of a sentence: it is past */
    struct yaml_strs still; /* it is a promise all the same */
    struct lint_rule of[3]; /* the three compiled */
};

struct lint_file {
    struct yaml_subs rules;    /* of struct lint_rule */
    struct yaml_strs asks;     /* patterns */
    struct yaml_strs nameless; /* patterns */
    struct yaml_strs family;   /* patterns */
    struct yaml_strs father;   /* patterns */
    struct str given;          /* given names with blanks between them */
    struct yaml_subs promises; /* of struct promise */
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

static const struct yaml_field PROMISE[] = {
    {.key = "match",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct promise, match)},
    {.key = "told", .type = YAML_STRS, .at = offsetof(struct promise, told)},
    {.key = "still", .type = YAML_STRS, .at = offsetof(struct promise, still)},
    {0},
};

static const struct yaml_field LINT[] = {
    {.key = "rules",
     .type = YAML_SUBS,
     .fields = RULE,
     .required = true,
     .size = sizeof(struct lint_rule),
     .at = offsetof(struct lint_file, rules)},
    {.key = "asks", .type = YAML_STRS, .at = offsetof(struct lint_file, asks)},
    {.key = "nameless",
     .type = YAML_STRS,
     .at = offsetof(struct lint_file, nameless)},
    {.key = "family",
     .type = YAML_STRS,
     .at = offsetof(struct lint_file, family)},
    {.key = "father",
     .type = YAML_STRS,
     .at = offsetof(struct lint_file, father)},
    {.key = "given", .type = YAML_STR, .at = offsetof(struct lint_file, given)},
    {.key = "promises",
     .type = YAML_SUBS,
     .fields = PROMISE,
     .size = sizeof(struct promise),
     .at = offsetof(struct lint_file, promises)},
    {0},
};

/* The pattern with DAY or SPAN written out as a group "DAY"; one that has that
 * group of its own stays. */
static struct str with_day(struct arena *a, struct str pattern)
{
    static const struct {
        const char *word, *means;
    } words[] = {{"SPAN", SPAN_PATTERN}, {"DAY", DAY_PATTERN}};
    bool own = str_find(pattern, STR("(?<DAY>")) >= 0;
    for (size_t i = 0; !own && i < sizeof words / sizeof *words; i++) {
        ptrdiff_t at = str_find(pattern, str_of(words[i].word));
        if (at < 0)
            continue;
        struct str tail = str_from(pattern, (size_t)at + strlen(words[i].word));
        return str_printf(a, "%.*s(?<DAY>%s)" STR_FMT, (int)at, pattern.p,
                          words[i].means, STR_ARG(tail));
    }
    return pattern;
}

static bool compile(const struct yaml_file *f, struct lint_rule *r,
                    struct err *e)
{
    r->code = arena_alloc(f->arena, (r->patterns.n + 1) * sizeof *r->code);
    for (size_t i = 0; i < r->patterns.n; i++) {
        int code;
        PCRE2_SIZE at;
        PCRE2_UCHAR msg[160];
        struct str pattern = with_day(f->arena, r->patterns.items[i]);
        r->code[i] = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
                                   PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
                                       PCRE2_MULTILINE,
                                   &code, &at, NULL);
        if (r->code[i])
            continue;
        pcre2_get_error_message(code, msg, sizeof msg);
        at = pattern.n == r->patterns.items[i].n ? at : 0;
        return yaml_error_at(f, r->patterns.nodes[i], at, e, "%s",
                             (const char *)msg);
    }
    return true;
}

static bool compile_promises(const struct yaml_file *f, struct lint *l,
                             struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->n_promises; i++) {
        struct promise *p = &l->promises[i];
        const struct yaml_strs *lists[] = {&p->match, &p->told, &p->still};
        for (int k = 0; ok && k < 3; k++) {
            p->of[k].patterns = *lists[k];
            ok = compile(f, &p->of[k], e);
        }
    }
    return ok;
}

/* In lower case, with е for ё. */
static struct str folded(struct arena *a, struct str name)
{
    struct buf b;
    buf_init(&b, 4 * CEILING_MENTION);
    for (size_t i = 0; i < name.n;) {
        utf8proc_int32_t c = (utf8proc_int32_t)str_utf8(name, &i);
        c = utf8proc_tolower(c);
        buf_utf8(&b, c == 0x451 ? 0x435 : (uint32_t)c);
    }
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

static void read_given(struct lint *l, struct arena *a, struct str names)
{
    struct str rest = folded(a, names), name, line;
    map_init(&l->given);
    while (str_split(&rest, '\n', &line))
        while (str_split(&line, ' ', &name))
            if (name.n)
                map_put(&l->given, name, l);
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
    l->asks.patterns = text.asks;
    l->nameless.patterns = text.nameless;
    l->family.patterns = text.family;
    l->father.patterns = text.father;
    l->promises = text.promises.items;
    l->n_promises = text.promises.n;
    read_given(l, a, text.given);
    bool ok = compile(&f, &l->nameless, e) && compile(&f, &l->family, e) &&
              compile(&f, &l->father, e) && compile(&f, &l->asks, e) &&
              compile_promises(&f, l, e);
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
    for (size_t i = 0; l && i < l->n_promises; i++)
        for (int k = 0; k < 3; k++)
            free_codes(&l->promises[i].of[k]);
    if (!l)
        return;
    free_codes(&l->asks);
    free_codes(&l->nameless);
    free_codes(&l->family);
    free_codes(&l->father);
    map_clear(&l->given);
}

enum { WHOLE = PCRE2_ANCHORED | PCRE2_ENDANCHORED };

/* Is it what one of the patterns describes? */
static bool is(const struct lint_rule *r, struct str text, uint32_t options)
{
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    bool found = false;
    for (size_t i = 0; i < r->patterns.n && !found; i++)
        found = pcre2_match(r->code[i], (PCRE2_SPTR)text.p, text.n, 0, options,
                            match, NULL) >= 0;
    pcre2_match_data_free(match);
    return found;
}

bool lint_asks(const struct lint *l, struct str text)
{
    return is(&l->asks, text, 0);
}

/* One capital, then small letters, hyphens between such. */
static bool written_as_a_name(struct str word)
{
    bool start = true;
    for (size_t i = 0; i < word.n;) {
        utf8proc_int32_t c = (utf8proc_int32_t)str_utf8(word, &i);
        utf8proc_category_t k = utf8proc_category(c);
        bool fits = start ? k == UTF8PROC_CATEGORY_LU
                          : k == UTF8PROC_CATEGORY_LL || c == '-';
        if (!fits)
            return false;
        start = c == '-';
    }
    return word.n && !start;
}

enum {
    NAME_WORDS = 3,      /* given, father's and family name */
    EVENING = 18 * 3600, /* a promise for a day off is due by then */
};

struct str lint_person(const struct lint *l, struct arena *a, struct str name)
{
    struct str rest = name, word, given = {0}, father = {0};
    int words = 0;
    if (!name.n || is(&l->nameless, name, WHOLE))
        return given;
    while (str_split(&rest, ' ', &word)) {
        bool known = written_as_a_name(word) &&
                     map_get(&l->given, folded(a, word)) != NULL;
        if (++words > NAME_WORDS || !word.n)
            return (struct str){0};
        if (known && !given.n)
            given = word;
        else if (given.n && is(&l->father, word, WHOLE))
            father = word;
        else if (!(given.n || (word.p[0] & 0x80)) ||
                 !is(&l->family, word, WHOLE))
            return (struct str){0}; /* only in Russian it may stand first */
    }
    if (!given.n || !father.n)
        return given;
    return str_printf(a, STR_FMT " " STR_FMT, STR_ARG(given), STR_ARG(father));
}

struct str lint_given(const struct lint *l, struct arena *a, struct str name,
                      struct str lang)
{
    struct str guesses[NAMES_GUESSES], found = {0};
    size_t n = str_eqz(lang, "ru") ? names_nominatives(a, name, guesses) : 0;
    if (!n)
        guesses[n++] = name;
    for (size_t i = 0; i < n; i++) {
        if (!map_get(&l->given, folded(a, guesses[i])))
            continue;
        if (found.n && !str_eq(folded(a, found), folded(a, guesses[i])))
            return (struct str){0};
        found = guesses[i];
    }
    return found;
}

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

static bool any(struct linting *l, const struct lint_rule *r, struct str text)
{
    struct str before = l->text, what;
    bool found = false;
    l->text = text;
    for (size_t i = 0; i < r->patterns.n && !found; i++)
        found = search(l, r->code[i], &what);
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
        bool told = any(l, &p->of[1], part) && !any(l, &p->of[2], part);
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
        for (size_t k = 0; k < p->match.n; k++)
            promised(l, p, p->of[0].code[k], reply);
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
            bool mine = str_eqz(r->lang, "any") || str_eq(r->lang, lang);
            if (mine && r->want == (pass == 0))
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
