/* SPDX-License-Identifier: MIT
 * matrix: rules/replies/lint.yaml, read and proven by its own examples. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

#include "base/ceiling.h"
#include "matrix/lint.h"
#include "matrix/patterns.h"

struct lint_file {
    struct yaml_subs rules;    /* of struct lint_rule */
    struct yaml_strs asks;     /* patterns */
    struct yaml_strs turns;    /* patterns */
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
     .at = offsetof(struct lint_rule, match.text)},
    {.key = "pack", .type = YAML_STR, .at = offsetof(struct lint_rule, pack)},
    {.key = "hit", .type = YAML_STRS, .at = offsetof(struct lint_rule, hit)},
    {.key = "miss", .type = YAML_STRS, .at = offsetof(struct lint_rule, miss)},
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
     .at = offsetof(struct promise, match.text)},
    {.key = "told",
     .type = YAML_STRS,
     .at = offsetof(struct promise, told.text)},
    {.key = "still",
     .type = YAML_STRS,
     .at = offsetof(struct promise, still.text)},
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
    {.key = "turns",
     .type = YAML_STRS,
     .at = offsetof(struct lint_file, turns)},
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

static bool compile(const struct yaml_file *f, struct patterns *p,
                    struct err *e)
{
    p->code = arena_alloc(f->arena, (p->text.n + 1) * sizeof *p->code);
    for (size_t i = 0; i < p->text.n; i++) {
        p->code[i] = patterns_one(f, p->text.nodes[i],
                                  with_day(f->arena, p->text.items[i]), e);
        if (!p->code[i])
            return false;
    }
    return true;
}

static bool compile_promises(const struct yaml_file *f, struct lint *l,
                             struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->n_promises; i++) {
        struct promise *p = &l->promises[i];
        ok = compile(f, &p->match, e) && compile(f, &p->told, e) &&
             compile(f, &p->still, e);
    }
    return ok;
}

/* Every example is judged as it says. */
static bool prove(const struct yaml_file *f, const struct lint_rule *r,
                  struct err *e)
{
    const struct yaml_strs *lists[] = {&r->hit, &r->miss};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k]->n; i++) {
            bool remarks =
                lint_fits(&r->match, lists[k]->items[i], false) != r->want;
            if (remarks != (k == 0))
                return yaml_error(f, lists[k]->nodes[i], e,
                                  k ? "rule '" STR_FMT "' remarks on it"
                                    : "rule '" STR_FMT "' sees nothing in it",
                                  STR_ARG(r->id));
        }
    return true;
}

static void read_given(struct lint *l, struct arena *a, struct str names)
{
    struct str rest = person_folded(a, names), name, line;
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
    l->asks.text = text.asks;
    l->turns.text = text.turns;
    l->nameless.text = text.nameless;
    l->family.text = text.family;
    l->father.text = text.father;
    l->promises = text.promises.items;
    l->n_promises = text.promises.n;
    read_given(l, a, text.given);
    bool ok = compile(&f, &l->nameless, e) && compile(&f, &l->family, e) &&
              compile(&f, &l->father, e) && compile(&f, &l->asks, e) &&
              compile(&f, &l->turns, e) && compile_promises(&f, l, e);
    for (size_t i = 0; i < l->n; i++)
        ok = ok && compile(&f, &l->rules[i].match, e) &&
             prove(&f, &l->rules[i], e);
    if (ok)
        return l;
    lint_free(l);
    return NULL;
}

void lint_free(struct lint *l)
{
    if (!l)
        return;
    for (size_t i = 0; i < l->n; i++)
        patterns_free(&l->rules[i].match);
    for (size_t i = 0; i < l->n_promises; i++) {
        patterns_free(&l->promises[i].match);
        patterns_free(&l->promises[i].told);
        patterns_free(&l->promises[i].still);
    }
    patterns_free(&l->asks);
    patterns_free(&l->turns);
    patterns_free(&l->nameless);
    patterns_free(&l->family);
    patterns_free(&l->father);
    map_clear(&l->given);
}
