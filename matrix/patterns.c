/* SPDX-License-Identifier: MIT
 * matrix: patterns of the rule files, compiled and searched for. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "matrix/patterns.h"

#include <pcre2.h>

#include "base/ceiling.h"

pcre2_code *patterns_one(const struct yaml_file *f, const struct yaml_node *n,
                         struct str pattern, struct err *e)
{
    int code;
    PCRE2_SIZE at;
    PCRE2_UCHAR msg[160];
    pcre2_code *c = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
                                  PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
                                      PCRE2_MULTILINE | PCRE2_MATCH_INVALID_UTF,
                                  &code, &at, NULL);
    if (c)
        return c;
    pcre2_get_error_message(code, msg, sizeof msg);
    bool ok = yaml_error_at(f, n, pattern.n == n->value.n ? at : 0, e, "%s",
                            (const char *)msg);
    (void)ok;
    return NULL;
}

bool patterns_compile(struct patterns *p, const struct yaml_file *f,
                      struct err *e)
{
    p->code = arena_alloc(f->arena, (p->text.n + 1) * sizeof *p->code);
    for (size_t i = 0; i < p->text.n; i++) {
        p->code[i] = patterns_one(f, p->text.nodes[i], p->text.items[i], e);
        if (!p->code[i])
            return false;
        pcre2_jit_compile(p->code[i], PCRE2_JIT_COMPLETE); /* slower without,
                                                              no more */
    }
    return true;
}

void patterns_free(struct patterns *p)
{
    for (size_t i = 0; p->code && i < p->text.n; i++)
        pcre2_code_free(p->code[i]);
}

static void take(const pcre2_code *code, pcre2_match_data *match,
                 struct found *f)
{
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(match);
    int it = pcre2_substring_number_from_name(code, (PCRE2_SPTR) "IT");
    int from = it > 0 && v[2 * it] != PCRE2_UNSET ? 2 * it : 0;
    *f = (struct found){.start = v[0],
                        .end = v[1],
                        .it_start = v[from],
                        .it_n = v[from + 1] - v[from]};
}

bool patterns_find(const struct patterns *p, size_t i, struct str text,
                   size_t at, struct found *f)
{
    pcre2_match_data *match =
        pcre2_match_data_create_from_pattern(p->code[i], NULL);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(limits, CEILING_REGEX_STEPS);
    bool found = at <= text.n && pcre2_match(p->code[i], (PCRE2_SPTR)text.p,
                                             text.n, at, 0, match, limits) > 0;
    if (found)
        take(p->code[i], match, f);
    pcre2_match_context_free(limits);
    pcre2_match_data_free(match);
    return found;
}

bool patterns_any(const struct patterns *p, struct str text)
{
    struct found f;
    for (size_t i = 0; i < p->text.n; i++)
        if (patterns_find(p, i, text, 0, &f))
            return true;
    return false;
}
