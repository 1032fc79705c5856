/* SPDX-License-Identifier: MIT
 * classify: the public functions over rules, decision and brands. */
#include "classify/classify.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ceiling.h"
#include "classify/brand.h"
#include "classify/flag.h"
#include "classify/happening.h"
#include "classify/internal.h"
#include "classify/lang.h"
#include "classify/tell.h"

static bool is_known(void *ctx, struct str word)
{
    struct classifier *c = ctx;
    return vocab_known(c->rules.vocab, word);
}

struct classifier *classify_open(const struct classify_setup *setup,
                                 struct err *e)
{
    struct classifier *c = xcalloc(1, sizeof *c);
    struct arena a = {0};
    struct str path = str_printf(&a, "%s/decide.yaml", setup->words);
    struct str words = str_printf(&a, "%s/words.tsv", setup->words);
    const char *learnt = setup->learnt;
    bool ok = decide_load(&c->weights, path.p, e) &&
              rules_load(&c->rules, setup->words, e) &&
              table_load(&c->table, &c->rules, words.p, e) &&
              (!learnt || table_load(&c->learnt, &c->rules, learnt, e));
    c->learnt.learnt = true;
    arena_clear(&a);
    if (ok)
        vocab_mend(c->rules.vocab);
    struct query_speech speech = classify_speech(c);
    struct brand_words known = {.known = is_known, .ctx = c};
    c->brands = ok ? brand_open(setup, &speech, &known, e) : NULL;
    if (!c->brands) {
        classify_close(c);
        return NULL;
    }
    vocab_keep(c->rules.vocab);
    uint64_t hash = c->rules.hash ^ (c->table.hash * 0x100000001b3ULL) ^
                    (c->weights.hash * 0x9e3779b97f4a7c15ULL) ^
                    (c->learnt.hash * 0xc2b2ae3d27d4eb4fULL);
    snprintf(c->version, sizeof c->version, "%016llx",
             (unsigned long long)hash);
    return c;
}

void classify_close(struct classifier *c)
{
    if (!c)
        return;
    rules_clear(&c->rules);
    table_clear(&c->table);
    table_clear(&c->learnt);
    brand_close(c->brands);
    arena_clear(&c->scratch);
    free(c);
}

bool classify_ready(struct classifier *c, struct err *e)
{
    return vocab_ready(c->rules.vocab, e);
}

/* Does the place open with one of the watched names: "у Вектора ..."? */
static bool opens_with_ours(struct classifier *c, const struct doc *d,
                            struct span words)
{
    enum { NAME_WITHIN = 2 }; /* words behind the first */
    size_t last = words.first + NAME_WITHIN;
    last = last < words.last ? last : words.last;
    size_t from = d->words[words.first].at;
    struct query_post post = {
        .text = str_part(d->folded.text, from, d->words[last].end - from)};
    return brand_find(c->brands, &c->scratch, &post).n > 0;
}

/* Rules know a rival by the turn of speech only. Where it is ours that is
 * spoken of so, nothing holds that stands on the same words. */
static void drop_false_rivals(struct classifier *c, struct findings *f)
{
    struct hits *h = &f->hits;
    for (size_t k = 0; k < h->n;) {
        struct span words = h->items[k].words;
        if (h->items[k].signal != SIGNAL_RIVAL ||
            !opens_with_ours(c, &f->doc, words)) {
            k++;
            continue;
        }
        size_t n = 0;
        for (size_t i = 0; i < h->n; i++)
            if (h->items[i].words.first != words.first ||
                h->items[i].words.last != words.last)
                h->items[n++] = h->items[i];
        h->n = n;
        k = 0; /* places have moved */
    }
}

void classify_find(struct classifier *c, struct str title, struct str text,
                   struct findings *f)
{
    arena_reset(&c->scratch);
    doc_make(&f->doc, &c->scratch, c->rules.vocab, title, text);
    match_run(&c->rules, &c->scratch, &f->doc, &f->hits);
    drop_false_rivals(c, f);
    scope_run(&f->doc, &c->scratch, &f->hits);
}

void classify_say(struct classifier *c, struct findings *f)
{
    table_run(&c->table, &c->scratch, &f->doc, &f->hits, &f->sayings);
    if (c->learnt.n)
        table_add(&c->learnt, &c->scratch, &f->doc, &f->hits, &f->sayings);
}

void classify_text(struct classifier *c, struct arena *a,
                   const struct classify_input *in, struct verdict *v)
{
    struct findings f = {.text = in->text};
    *v = (struct verdict){0};
    classify_find(c, in->title, in->text, &f);
    classify_say(c, &f);
    v->lang = lang_of(&f.doc, in->text);
    decide_verdict(&c->weights, &f, in, v);
    flag_take(&f.hits, v);
    happening_take(&f, a, v);
    v->flags |= in->ours ? 1u << RED_OWN : 0;
    tell_evidence(&c->rules, a, &f, v);
    v->slow_rules = f.hits.slow;
    v->brand = in->brand;
    if (v->brand.n == 0)
        v->brand = classify_brand(c, a, in->title);
    struct query_post post = {
        .text = in->text, .title = in->title, .lang = v->lang};
    if (v->brand.n == 0)
        v->brand = classify_about(c, a, &post);
}

struct str classify_brand(struct classifier *c, struct arena *a,
                          struct str text)
{
    struct query_post post = {.text = text};
    return brand_find(c->brands, a, &post);
}

struct str classify_about(struct classifier *c, struct arena *a,
                          const struct query_post *post)
{
    struct query_post known = *post;
    if (!post->lang.n && brand_asks(c->brands)) {
        struct doc d;
        arena_reset(&c->scratch);
        doc_make(&d, &c->scratch, c->rules.vocab, (struct str){0}, post->text);
        known.lang = lang_of(&d, post->text);
    }
    return brand_find(c->brands, a, &known);
}

bool classify_asks(const struct classifier *c)
{
    return brand_asks(c->brands);
}

bool classify_blocks(struct classifier *c, struct arena *a, struct str brand,
                     const struct query_post *post)
{
    return brand_blocks(c->brands, a, brand, post);
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

static struct str lemmas_of(void *ctx, struct str word)
{
    struct classifier *c = ctx;
    return vocab_form(c->rules.vocab, word)->lemmas;
}

static void rest(void *ctx)
{
    struct classifier *c = ctx;
    vocab_tidy(c->rules.vocab);
}

struct query_speech classify_speech(struct classifier *c)
{
    return (struct query_speech){.lemmas = lemmas_of, .rest = rest, .ctx = c};
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
