/* SPDX-License-Identifier: MIT
 * tell: evidence of rules and of words. */
#include "classify/tell.h"

#include <math.h>
#include <string.h>

#include "classify/lang.h"

/* A word that adds less would not have changed any verdict by itself. */
enum { WORDS_TOLD = 5 };
#define LEAST_TOLD 0.1

static struct evidence of_rule(const struct ruleset *rules,
                               const struct findings *f, const struct hit *h)
{
    return (struct evidence){.rule = rules->rules[h->rule].id,
                             .signal = str_of(signal_names[h->signal]),
                             .start = f->doc.folded.origin[h->start],
                             .end = f->doc.folded.origin[h->end],
                             .points = h->points};
}

/* What a word adds for the type told over the runner-up. */
static double lead(const struct findings *f, size_t i, const struct verdict *v)
{
    const struct entry *n = f->sayings.items[i].entry;
    if (v->type == TYPE_UNKNOWN)
        return 0;
    return f->sayings.scale *
           (double)(n->type[v->type] - n->type[v->runner_up]);
}

/* What it adds for the tone told over the likeliest other. */
static double tone_lead(const struct findings *f, size_t i,
                        const struct verdict *v)
{
    const struct entry *n = f->sayings.items[i].entry;
    if (v->type == TYPE_UNKNOWN)
        return 0;
    return f->sayings.scale *
           (double)(n->tone[v->tone] - n->tone[v->tone_next]);
}

static double weight(const struct findings *f, size_t i,
                     const struct verdict *v)
{
    return fmax(lead(f, i, v), tone_lead(f, i, v));
}

/* The words that lead the most, to the type or to the tone; their number. */
static size_t weighty(const struct findings *f, const struct verdict *v,
                      size_t best[WORDS_TOLD + 1])
{
    double weighs[WORDS_TOLD + 1];
    size_t n = 0;
    for (size_t i = 0; i < f->sayings.n; i++) {
        size_t at = n;
        double own = weight(f, i, v);
        if (own < LEAST_TOLD)
            continue;
        for (; at > 0 && own > weighs[at - 1]; at--) {
            best[at] = best[at - 1];
            weighs[at] = weighs[at - 1];
        }
        best[at] = i;
        weighs[at] = own;
        n = n < WORDS_TOLD ? n + 1 : n;
    }
    return n;
}

/* "word скидка x41", by hand: it is written for each text, printf or not. */
static struct str name_of(struct arena *a, const struct said *s)
{
    enum { AROUND = 32 }; /* bytes beside the word */
    struct str what = s->learnt ? STR("learnt ") : STR("word ");
    struct str word = s->entry->word;
    char *name = arena_room(a, word.n + AROUND), digits[16];
    size_t n = sizeof digits;
    unsigned seen = s->entry->seen < 0 ? 0 : (unsigned)s->entry->seen;
    do
        digits[--n] = (char)('0' + seen % 10);
    while (seen /= 10);
    memcpy(name, what.p, what.n);
    memcpy(name + what.n, word.p, word.n);
    char *to = name + what.n + word.n;
    *to++ = ' ';
    *to++ = 'x';
    memcpy(to, digits + n, sizeof digits - n);
    to += sizeof digits - n;
    return (struct str){name, (size_t)(to - name)};
}

static struct evidence of_word(struct arena *a, const struct findings *f,
                               size_t i, const struct verdict *v)
{
    const struct said *s = &f->sayings.items[i];
    const struct word *words = f->doc.words;
    return (struct evidence){
        .rule = name_of(a, s),
        .signal = str_of(type_name(v->type)),
        .start = f->doc.folded.origin[words[s->words.first].at],
        .end = f->doc.folded.origin[words[s->words.last].end],
        .points = lead(f, i, v),
        .to_tone = tone_lead(f, i, v)};
}

/* A rule is told once: what its line of the table adds beside its points is
 * told with them. False when it is no rule's line. */
static bool add_to_rule(const struct findings *f, size_t i, struct verdict *v)
{
    struct str word = f->sayings.items[i].entry->word;
    if (!table_is_rule(f->sayings.items[i].entry) || f->sayings.items[i].learnt)
        return false;
    for (size_t k = 0; k < v->n; k++)
        if (str_eq(v->evidence[k].rule, str_from(word, 1))) {
            v->evidence[k].points += lead(f, i, v);
            v->evidence[k].to_tone = tone_lead(f, i, v);
            break;
        }
    return true;
}

/* All of the text speaks for what language it is in. */
static struct evidence of_language(struct arena *a, const struct verdict *v,
                                   struct str text)
{
    struct str name = term_said(TERMS_LANGUAGE, v->lang, false);
    return (struct evidence){
        .rule = str_printf(a, "language " STR_FMT " (" STR_FMT ")",
                           STR_ARG(v->lang), STR_ARG(name)),
        .signal = str_of(type_name(TYPE_UNKNOWN)),
        .end = text.n};
}

static void insert(struct verdict *v, struct evidence one)
{
    size_t at = v->n++;
    for (; at > 0 && one.start < v->evidence[at - 1].start; at--)
        v->evidence[at] = v->evidence[at - 1];
    v->evidence[at] = one;
}

void tell_evidence(const struct ruleset *rules, struct arena *a,
                   const struct findings *f, struct verdict *v)
{
    if (lang_is_foreign(v->lang)) { /* what rules find there means nothing */
        v->evidence = arena_alloc(a, sizeof *v->evidence);
        v->evidence[v->n++] = of_language(a, v, f->text);
        return;
    }
    size_t best[WORDS_TOLD + 1], n = weighty(f, v, best);
    v->evidence = arena_alloc(a, (f->hits.n + n + 1) * sizeof *v->evidence);
    for (size_t i = 0; i < f->hits.n; i++)
        v->evidence[v->n++] = of_rule(rules, f, &f->hits.items[i]);
    for (size_t i = 0; i < n; i++)
        if (!add_to_rule(f, best[i], v))
            insert(v, of_word(a, f, best[i], v));
}
