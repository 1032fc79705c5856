/* SPDX-License-Identifier: MIT
 * classify: the public functions over rules, decision and brands. */
#include "classify/classify.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ceiling.h"
#include "classify/brand.h"
#include "classify/internal.h"

struct classifier *classify_open(const struct classify_setup *setup,
                                 struct err *e)
{
    struct classifier *c = xcalloc(1, sizeof *c);
    struct arena a = {0};
    struct str path = str_printf(&a, "%s/decide.yaml", setup->words);
    bool ok = decide_load(&c->weights, path.p, e) &&
              rules_load(&c->rules, setup->words, e);
    arena_clear(&a);
    c->brands = ok ? brand_open(setup, e) : NULL;
    if (!c->brands) {
        classify_close(c);
        return NULL;
    }
    uint64_t hash = c->rules.hash ^ (c->weights.hash * 0x9e3779b97f4a7c15ULL);
    snprintf(c->version, sizeof c->version, "%016llx",
             (unsigned long long)hash);
    return c;
}

void classify_close(struct classifier *c)
{
    if (!c)
        return;
    rules_clear(&c->rules);
    brand_close(c->brands);
    arena_clear(&c->scratch);
    free(c);
}

bool classify_ready(struct classifier *c, struct err *e)
{
    return vocab_ready(c->rules.vocab, e);
}

static void tell_evidence(struct classifier *c, struct arena *a,
                          const struct doc *d, const struct hits *h,
                          struct verdict *v)
{
    v->evidence = arena_alloc(a, (h->n + 1) * sizeof *v->evidence);
    v->n = h->n;
    for (size_t i = 0; i < h->n; i++) {
        const struct hit *hit = &h->items[i];
        v->evidence[i] =
            (struct evidence){.rule = c->rules.rules[hit->rule].id,
                              .signal = str_of(signal_names[hit->signal]),
                              .start = d->folded.origin[hit->start],
                              .end = d->folded.origin[hit->end],
                              .points = hit->points};
    }
}

void classify_text(struct classifier *c, struct arena *a,
                   const struct classify_input *in, struct verdict *v)
{
    struct doc d;
    struct hits hits;
    *v = (struct verdict){0};
    arena_reset(&c->scratch);
    doc_make(&d, &c->scratch, c->rules.vocab, in->title, in->text);
    match_run(&c->rules, &c->scratch, &d, &hits);
    decide_verdict(&c->weights, &d, &hits, in, v);
    tell_evidence(c, a, &d, &hits, v);
    v->slow_rules = hits.slow;
    v->lang = str_of(text_language(in->text));
    v->brand = in->brand;
    if (v->brand.n == 0)
        v->brand = classify_brand(c, a, in->title);
    if (v->brand.n == 0)
        v->brand = classify_brand(c, a, in->text);
}

struct str classify_brand(struct classifier *c, struct arena *a,
                          struct str text)
{
    return brand_find(c->brands, a, text);
}

struct str classify_lemmas(struct classifier *c, struct arena *a,
                           struct str text)
{
    struct folded f;
    struct token *t;
    struct buf out;
    arena_reset(&c->scratch);
    vocab_tidy(c->rules.vocab);
    text_fold(&c->scratch, str_part(text, 0, CEILING_MENTION), &f);
    size_t n = text_tokens(&c->scratch, f.text, &t);
    buf_init(&out, CEILING_BODY);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(&out, ' ');
        buf_str(&out, vocab_form(c->rules.vocab, t[i].word)->lemmas);
    }
    struct str lemmas = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return lemmas;
}

const char *classify_version(const struct classifier *c)
{
    return c->version;
}

void classify_count(const struct classifier *c, int *rules, int *examples)
{
    *rules = (int)c->rules.n;
    *examples = (int)c->rules.examples;
}
