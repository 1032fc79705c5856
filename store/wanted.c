/* SPDX-License-Identifier: MIT
 * wanted: filters as clauses. */
#include "store/wanted.h"

#include "store/narrow.h"
#include "store/words.h"

void wanted_read(struct wanted *w, struct arena *a,
                 const struct mention_filter *f)
{
    struct str rest = f->lemmas, one;
    size_t cap = 0;
    *w = (struct wanted){.query = f->query};
    if (narrow_wants(&f->narrow))
        w->narrow = &f->narrow;
    if (f->query) {
        query_plan(f->query, a, &w->plan);
        if (w->plan.exact)
            w->query = NULL;
        return;
    }
    w->plan.exact = true;
    while ((one = words_next(&rest)).n) {
        w->plan.clauses = arena_grow(a, w->plan.clauses, w->plan.n, &cap,
                                     sizeof *w->plan.clauses);
        struct query_clause *c = &w->plan.clauses[w->plan.n++];
        *c = (struct query_clause){.n = 1};
        c->lemmas = arena_alloc(a, sizeof *c->lemmas);
        *c->lemmas = one;
    }
}

static bool has(struct str lemmas, struct str one)
{
    struct str l;
    while ((l = words_next(&lemmas)).n)
        if (str_eq_nocase(l, one)) /* as it folds them */
            return true;
    return false;
}

bool wanted_meets(const struct query_plan *p, struct str lemmas)
{
    for (size_t i = 0; i < p->n; i++) {
        size_t k = 0;
        while (k < p->clauses[i].n && !has(lemmas, p->clauses[i].lemmas[k]))
            k++;
        if (k == p->clauses[i].n)
            return false;
    }
    return true;
}
