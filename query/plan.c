/* SPDX-License-Identifier: MIT
 * plan: what of a query an index of lemmas can answer, and questions about
 * its tree. */
#include "query/text.h"

struct planning {
    struct arena *a;
    struct query_clause *clauses;
    size_t n, cap;
};

static void add_clause(struct planning *p, const struct query_clause *c)
{
    p->clauses =
        arena_grow(p->a, p->clauses, p->n, &p->cap, sizeof *p->clauses);
    p->clauses[p->n++] = *c;
}

static struct query_clause word_clause(struct arena *a, struct str lemmas)
{
    struct query_clause c = {0};
    size_t cap = 0;
    struct str one;
    while (str_split(&lemmas, ' ', &one))
        if (one.n) {
            c.lemmas = arena_grow(a, c.lemmas, c.n, &cap, sizeof *c.lemmas);
            c.lemmas[c.n++] = one;
        }
    return c;
}

static bool plan(struct planning *p, const struct node *n);

/* Of each branch the clause with the fewest lemmas; together they are one. A
 * branch of which the index knows nothing leaves nothing to be known. */
static bool plan_or(struct planning *p, const struct node *n)
{
    struct query_clause all = {0};
    size_t cap = 0;
    bool exact = true;
    for (const struct node *c = n->first; c; c = c->next) {
        struct planning own = {.a = p->a};
        const struct query_clause *best = NULL;
        exact &= plan(&own, c) && own.n == 1;
        for (size_t i = 0; i < own.n; i++)
            if (!best || own.clauses[i].n < best->n)
                best = &own.clauses[i];
        if (!best)
            return false;
        for (size_t i = 0; i < best->n; i++) {
            all.lemmas =
                arena_grow(p->a, all.lemmas, all.n, &cap, sizeof *all.lemmas);
            all.lemmas[all.n++] = best->lemmas[i];
        }
    }
    add_clause(p, &all);
    return exact;
}

/* Adds clauses; true when they say all that the node says. */
static bool plan(struct planning *p, const struct node *n)
{
    struct query_clause c;
    bool exact = n->kind == NODE_AND;
    switch (n->kind) {
    case NODE_WORD:
        c = word_clause(p->a, n->lemmas);
        for (size_t i = 0; subject_is_joined(n) && i < c.n; i++)
            add_clause(p, &(struct query_clause){&c.lemmas[i], 1});
        if (!subject_is_joined(n))
            add_clause(p, &c);
        return true;
    case NODE_OR:
        return plan_or(p, n);
    case NODE_AND:
    case NODE_PHRASE:
    case NODE_NEAR:
        for (const struct node *i = n->first; i; i = i->next)
            exact &= plan(p, i);
        return exact;
    default:
        return false;
    }
}

void query_plan(const struct query *q, struct arena *a, struct query_plan *out)
{
    struct planning p = {.a = a};
    out->exact = plan(&p, q->root);
    out->clauses = p.clauses;
    out->n = p.n;
}

static const struct node *asked(const struct node *n, enum query_field field)
{
    if (n->kind == NODE_FIELD && n->field == field)
        return n;
    const struct node *found = NULL;
    for (const struct node *c = n->first; c && !found; c = c->next)
        found = asked(c, field);
    return found;
}

bool query_asks(const struct query *q, enum query_field field,
                struct query_wrong *where)
{
    const struct node *n = asked(q->root, field);
    if (n)
        where->at = n->at, where->n = n->n;
    return n;
}

static bool positive(const struct node *n)
{
    bool all = n->kind == NODE_OR, any = false;
    if (n->kind == NODE_NOT)
        return false;
    if (n->kind != NODE_AND && n->kind != NODE_OR)
        return true;
    for (const struct node *c = n->first; c; c = c->next) {
        bool is = positive(c);
        all &= is, any |= is;
    }
    return n->kind == NODE_OR ? all : any;
}

bool query_is_positive(const struct query *q)
{
    return positive(q->root);
}
