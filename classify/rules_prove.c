/* SPDX-License-Identifier: MIT
 * rules: anchors and postings, and the examples that prove each rule. */
#include <string.h>

#include "classify/rules.h"

enum { SHOWN = 300 }; /* bytes of an explanation */

static void anchor_all(struct patterns *p, const uint32_t *counts)
{
    for (size_t i = 0; i < p->n; i++)
        pattern_anchor(&p->items[i], counts);
}

/* How often each atom occurs in the examples of all rules: a pattern is looked
 * up by its rarest word. */
static void count_atoms(struct ruleset *rs, uint32_t *counts)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < rs->n; i++) {
        const struct yaml_strs *sides[] = {&rs->rules[i].match,
                                           &rs->rules[i].nomatch};
        for (size_t k = 0; k < sides[0]->n + sides[1]->n; k++) {
            struct str text = k < sides[0]->n
                                  ? sides[0]->items[k]
                                  : sides[1]->items[k - sides[0]->n];
            struct doc d;
            doc_make(&d, &scratch, rs->vocab, (struct str){0}, text);
            for (size_t w = 0; w < d.n; w++)
                for (uint32_t j = 0; j < d.words[w].form->n; j++)
                    counts[d.words[w].form->atoms[j]]++;
            arena_reset(&scratch);
        }
    }
    arena_clear(&scratch);
}

static void ask_for(struct ruleset *rs, uint32_t atom)
{
    rs->asked[atom / 64] |= 1ULL << (atom % 64);
}

/* Both atoms, as pattern_possible() does. */
static void ask(struct ruleset *rs, const struct patterns *p)
{
    for (size_t i = 0; i < p->n; i++) {
        ask_for(rs, p->items[i].atom);
        ask_for(rs, p->items[i].also);
    }
}

static void note_asked(struct ruleset *rs)
{
    for (size_t i = 0; i < rs->n; i++) {
        const struct rule *r = &rs->rules[i];
        for (size_t k = 0; k < r->lemma.n; k++) /* its anchor was found */
            ask_for(rs, r->lemma.items[k].also);
        ask(rs, &r->near);
        ask(rs, &r->unless);
        ask(rs, &r->with);
        ask(rs, &r->without);
    }
}

static void choose_anchors(struct ruleset *rs, const uint32_t *counts)
{
    for (size_t i = 0; i < rs->n; i++) {
        struct rule *r = &rs->rules[i];
        anchor_all(&r->lemma, counts);
        anchor_all(&r->near, counts);
        anchor_all(&r->unless, counts);
        anchor_all(&r->with, counts);
        anchor_all(&r->without, counts);
    }
}

/* Copies of the postings' patterns side by side, in the order in which texts
 * ask for them: where they were read, each lies in memory of its own. */
static void pack_patterns(struct ruleset *rs, size_t n)
{
    size_t all = 0;
    for (size_t i = 0; i < n; i++)
        all += rs->postings[i].pattern->n;
    struct pattern *p = arena_alloc(&rs->arena, (n + 1) * sizeof *p);
    struct element *el = arena_alloc(&rs->arena, (all + 1) * sizeof *el);
    for (size_t i = 0; i < n; i++) {
        p[i] = *rs->postings[i].pattern;
        memcpy(el, p[i].elements, p[i].n * sizeof *el);
        p[i].elements = el;
        rs->postings[i].pattern = &p[i];
        el += p[i].n;
    }
}

/* Lists, atom by atom, the patterns that are looked up by it. */
static void build_postings(struct ruleset *rs)
{
    uint32_t atoms = vocab_atoms(rs->vocab);
    rs->first = arena_alloc(&rs->arena, (atoms + 2) * sizeof *rs->first);
    for (size_t i = 0; i < rs->n; i++)
        for (size_t k = 0; k < rs->rules[i].lemma.n; k++)
            rs->first[rs->rules[i].lemma.items[k].atom + 2]++;
    for (uint32_t i = 1; i < atoms + 2; i++)
        rs->first[i] += rs->first[i - 1];
    size_t all = rs->first[atoms + 1];
    rs->postings = arena_alloc(&rs->arena, (all + 1) * sizeof *rs->postings);
    for (uint32_t i = 0; i < rs->n; i++)
        for (uint32_t k = 0; k < rs->rules[i].lemma.n; k++) {
            const struct pattern *p = &rs->rules[i].lemma.items[k];
            rs->postings[rs->first[p->atom + 1]++] =
                (struct posting){p, i, p->also};
        }
    pack_patterns(rs, all);
}

/* Regexes were numbered in the order of their rules. */
static void list_regexes(struct ruleset *rs)
{
    size_t n = 0;
    for (size_t i = 0; i < rs->n; i++)
        n += rs->rules[i].n_regex;
    if (!n)
        return;
    rs->with_regex = arena_alloc(&rs->arena, n * sizeof *rs->with_regex);
    n = 0;
    for (uint32_t i = 0; i < rs->n; i++)
        for (size_t k = 0; k < rs->rules[i].n_regex; k++)
            rs->with_regex[n++] = i;
}

static void prepare(struct ruleset *rs)
{
    struct arena *a = &rs->arena;
    uint32_t *counts =
        arena_alloc(a, (vocab_atoms(rs->vocab) + 1) * sizeof *counts);
    vocab_forget(rs->vocab);
    count_atoms(rs, counts);
    choose_anchors(rs, counts);
    build_postings(rs);
    rs->slow = arena_alloc(a, (rs->n + 1) * sizeof *rs->slow);
    rs->present = arena_alloc(a, (vocab_atoms(rs->vocab) / 64 + 1) * 8);
    rs->asked = arena_alloc(a, (vocab_atoms(rs->vocab) / 64 + 1) * 8);
    note_asked(rs);
    rs->last = arena_alloc(a, (rs->n + 1) * sizeof *rs->last);
    list_regexes(rs);
}

/* The first hit of the rule for its own signal, or NULL. */
static const struct hit *own_hit(const struct hits *hits, uint32_t rule,
                                 int signal)
{
    for (size_t i = 0; i < hits->n; i++)
        if (hits->items[i].rule == rule && hits->items[i].signal == signal)
            return &hits->items[i];
    return NULL;
}

/* What the words of the text were taken for: the usual reason of a surprise. */
static struct str words_shown(struct arena *a, const struct doc *d)
{
    struct buf b;
    buf_init(&b, SHOWN);
    for (size_t i = 0; i < d->n; i++) {
        struct str lemmas = d->words[i].form->lemmas;
        if (!buf_z(&b, d->words[i].negated ? " -" : " ") ||
            !buf_str(&b, lemmas))
            break;
    }
    struct str shown = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return shown;
}

static bool prove_one(struct ruleset *rs, uint32_t i, const struct yaml_strs *s,
                      bool wanted, struct err *e)
{
    const struct rule *r = &rs->rules[i];
    struct arena a = {0};
    bool ok = true;
    for (size_t k = 0; ok && k < s->n; k++) {
        struct doc d;
        struct hits hits;
        arena_reset(&a);
        doc_make(&d, &a, rs->vocab, (struct str){0}, s->items[k]);
        match_run(rs, &a, &d, &hits);
        const struct hit *h = own_hit(&hits, i, r->signal);
        if (!h && wanted)
            ok = yaml_error(r->file, s->nodes[k], e,
                            STR_FMT " does not find this; its words:" STR_FMT,
                            STR_ARG(r->id), STR_ARG(words_shown(&a, &d)));
        else if (h && !wanted)
            ok = yaml_error(
                r->file, s->nodes[k], e,
                STR_FMT " must not find this, but finds '" STR_FMT "'",
                STR_ARG(r->id),
                STR_ARG(str_part(d.folded.text, h->start, h->end - h->start)));
    }
    arena_clear(&a);
    return ok;
}

bool rules_prove(struct ruleset *rs, struct err *e)
{
    prepare(rs);
    for (uint32_t i = 0; i < rs->n; i++)
        if (!prove_one(rs, i, &rs->rules[i].match, true, e) ||
            !prove_one(rs, i, &rs->rules[i].nomatch, false, e))
            return false;
    return true;
}
