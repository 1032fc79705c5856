/* SPDX-License-Identifier: MIT
 * matrix: does a rule of the linter fit? */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "matrix/lint.h"

bool lint_fits(const struct patterns *p, struct str text, bool whole)
{
    uint32_t options = whole ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0;
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    bool found = false;
    for (size_t i = 0; i < p->text.n && !found; i++)
        found = pcre2_match(p->code[i], (PCRE2_SPTR)text.p, text.n, 0, options,
                            match, NULL) >= 0;
    pcre2_match_data_free(match);
    return found;
}

bool lint_is_on(const struct matrix *m, const struct lint_rule *r,
                struct str lang)
{
    bool on = !r->pack.n;
    for (size_t i = 0; i < m->audit.n; i++)
        on = on || str_eq(r->pack, m->audit.items[i]);
    return on && (str_eqz(r->lang, "any") || str_eq(r->lang, lang));
}

bool lint_asks(const struct lint *l, struct str text)
{
    return lint_fits(&l->asks, text, false);
}

bool lint_turns(const struct lint *l, struct str text)
{
    return lint_fits(&l->turns, text, false);
}

static bool has_pack(const struct lint *l, struct str pack)
{
    for (size_t i = 0; i < l->n; i++)
        if (pack.n && str_eq(l->rules[i].pack, pack))
            return true;
    return false;
}

bool lint_has_packs(const struct lint *l, const struct yaml_strs *packs,
                    struct err *e)
{
    for (size_t i = 0; i < packs->n; i++)
        if (!has_pack(l, packs->items[i]))
            return err_set(e, "audit: lint.yaml has no pack '" STR_FMT "'",
                           STR_ARG(packs->items[i]));
    return true;
}

void matrix_count(const struct matrix *m, int *rules, int *examples)
{
    *rules = (int)m->lint->n;
    *examples = 0;
    for (size_t i = 0; i < m->lint->n; i++) {
        const struct lint_rule *r = &m->lint->rules[i];
        *examples += (int)(r->hit.n + r->miss.n);
    }
}
