/* SPDX-License-Identifier: MIT
 * match: which rules a document satisfies, and where. */
#include <string.h>

#include "classify/rules.h"

enum {
    REPEATS = 3, /* times a rule counts in one text */
    AHEAD = 8    /* words whose notes are on their way from memory */
};

struct matching {
    struct ruleset *rs;  /* rules and scratch */
    struct arena *arena; /* of the hits */
    const struct doc *d; /* the text */
    struct hits *out;    /* being filled */
};

static bool any_within(const struct matching *m, const struct patterns *p,
                       size_t from, size_t to)
{
    for (size_t i = 0; i < p->n; i++)
        if (pattern_possible(&p->items[i], m->rs->present) &&
            pattern_within(&p->items[i], m->d, from, to))
            return true;
    return false;
}

static bool near_holds(const struct matching *m, const struct rule *r,
                       struct span s)
{
    const struct doc *d = m->d;
    size_t reach = (size_t)r->within;
    size_t from = s.first > reach ? s.first - reach : 0;
    size_t to = s.last + reach < d->n ? s.last + reach : d->n - 1;
    return any_within(m, &r->near, from, to);
}

static bool place_holds(const struct rule *r, const struct doc *d,
                        struct span s)
{
    int sentence = d->words[s.first].sentence;
    int first = d->title_words < d->n ? d->words[d->title_words].sentence : 0;
    switch (r->place) {
    case PLACE_TITLE:
        return s.last < d->title_words;
    case PLACE_START:
        return sentence <= first;
    case PLACE_END:
        return (size_t)sentence + 1 == d->n_sentences;
    default:
        return true;
    }
}

/* Everything the rule says about the surroundings of a match. */
static bool context_holds(const struct matching *m, const struct rule *r,
                          struct span s)
{
    const struct doc *d = m->d;
    if ((int64_t)d->n < r->min_words ||
        (r->max_words && (int64_t)d->n > r->max_words))
        return false;
    if (d->n == 0)
        return r->near.n + r->with.n == 0 && r->place == PLACE_ANY &&
               r->mood == MOOD_ANY;
    const struct sentence *in = &d->sentences[d->words[s.first].sentence];
    if (r->mood != MOOD_ANY && in->question != (r->mood == MOOD_QUESTION))
        return false;
    return place_holds(r, d, s) && (!r->near.n || near_holds(m, r, s)) &&
           !any_within(m, &r->unless, in->first, in->last) &&
           (!r->with.n || any_within(m, &r->with, 0, d->n - 1)) &&
           !any_within(m, &r->without, 0, d->n - 1);
}

static void accept(struct matching *m, uint32_t number, struct hit h,
                   bool negates)
{
    const struct rule *r = &m->rs->rules[number];
    struct last_hit *last = &m->rs->last[number];
    bool seen = last->turn == m->rs->turn;
    if (seen && (last->count >= REPEATS || h.words.first <= last->last))
        return;
    bool negated = !negates && m->d->n && m->d->words[h.words.first].negated;
    if ((negated && r->negated == NEGATED_DROP) ||
        (!r->anywhere && !context_holds(m, r, h.words)))
        return;
    uint32_t count = seen ? last->count : 0;
    *last = (struct last_hit){m->rs->turn, h.words.last, count + 1};
    h.rule = number;
    h.signal = negated && r->negated >= 0 ? r->negated : r->signal;
    h.points = r->points / (double)(1 << count);
    m->out->items =
        arena_grow(m->arena, m->out->items, m->out->n, &m->out->cap, sizeof h);
    m->out->items[m->out->n++] = h;
}

/* What a form means to the rules: in the order of its atoms the patterns that
 * are looked up by them, and the atoms that `present` is asked for. */
struct form_note {
    struct posting *postings; /* n_postings of them, behind the others */
    uint32_t n_postings, n_present;
    struct present {
        uint64_t bits; /* set there */
        uint32_t at;   /* index into ruleset.present */
    } present[];       /* n_present of them */
};

static void note_present(const struct ruleset *rs, struct form_note *n,
                         uint32_t atom)
{
    uint64_t bit = 1ULL << (atom % 64);
    if (!(rs->asked[atom / 64] & bit))
        return;
    if (!n->n_present || n->present[n->n_present - 1].at != atom / 64)
        n->present[n->n_present++] = (struct present){0, atom / 64};
    n->present[n->n_present - 1].bits |= bit;
}

static const struct form_note *make_note(struct ruleset *rs,
                                         const struct form_info *f)
{
    size_t all = 0;
    for (uint32_t k = 0; k < f->n; k++)
        all += rs->first[f->atoms[k] + 1] - rs->first[f->atoms[k]];
    struct form_note *n = vocab_note(rs->vocab, f,
                                     sizeof *n + all * sizeof *n->postings +
                                         f->n * sizeof *n->present);
    for (uint32_t k = 0; k < f->n; k++)
        note_present(rs, n, f->atoms[k]);
    n->postings = (struct posting *)(n->present + n->n_present);
    for (uint32_t k = 0; k < f->n; k++) {
        uint32_t atom = f->atoms[k];
        for (uint32_t p = rs->first[atom]; p < rs->first[atom + 1]; p++)
            n->postings[n->n_postings++] = rs->postings[p];
    }
    return n;
}

static void match_word(struct matching *m, size_t i)
{
    const uint64_t *present = m->rs->present;
    const struct form_note *note = m->d->words[i].form->note;
    for (uint32_t k = 0; k < note->n_postings; k++) {
        const struct posting *post = &note->postings[k];
        struct hit h = {0};
        if (post->also && !(present[post->also / 64] >> (post->also % 64) & 1))
            continue;
        if (!pattern_around(post->pattern, m->d, i, &h.words))
            continue;
        h.start = m->d->words[h.words.first].at;
        h.end = m->d->words[h.words.last].end;
        accept(m, post->rule, h, post->pattern->negates);
    }
}

/* Words that a byte range covers or, when it is signs only, follows. */
static struct span words_of(const struct doc *d, size_t start, size_t end)
{
    size_t lo = 0, hi = d->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (d->words[mid].end > start)
            hi = mid;
        else
            lo = mid + 1;
    }
    size_t last = lo;
    if (lo == d->n || d->words[lo].at >= end)
        last = lo = lo ? lo - 1 : 0;
    while (last + 1 < d->n && d->words[last + 1].at < end)
        last++;
    return (struct span){(uint32_t)lo, (uint32_t)last};
}

/* The place of a match, grown to whole words: people read it. */
static struct hit regex_hit(const struct doc *d, const struct regex_place *at)
{
    struct span words = words_of(d, at->start, at->end);
    struct hit h = {
        .words = words, .start = (uint32_t)at->start, .end = (uint32_t)at->end};
    if (d->n == 0)
        return h;
    const struct word *first = &d->words[words.first];
    const struct word *last = &d->words[words.last];
    if (first->at < h.start && first->end > h.start)
        h.start = first->at;
    if (last->at < h.end && last->end > h.end)
        h.end = last->end;
    return h;
}

static void match_regex(struct matching *m, uint32_t number,
                        const struct regex *x)
{
    struct str text = m->d->folded.text;
    struct regex_place at = {0};
    for (int times = 0; times < REPEATS; times++) {
        enum regex_result got = regex_next(m->rs->regex, x, text, &at);
        if (got == REGEX_SLOW) {
            m->out->slow++;
            m->rs->slow[number]++;
        }
        if (got != REGEX_YES)
            return;
        accept(m, number, regex_hit(m->d, &at), false);
    }
}

/* Words of another language do not match anyhow, but signs and numbers would
 * be counted once per language. */
static bool speaks(const struct rule *r, const struct doc *d)
{
    return r->script ? d->cyrillic >= 0.3 : d->cyrillic < 0.7;
}

static void match_regexes(struct matching *m)
{
    struct ruleset *rs = m->rs;
    const struct regex *x;
    regex_look(rs->regex, m->d->folded.text);
    for (size_t next = 0; (x = regex_possible(rs->regex, &next));) {
        uint32_t rule = rs->with_regex[next - 1];
        if (speaks(&rs->rules[rule], m->d))
            match_regex(m, rule, x);
    }
}

static bool before(const struct hit *x, const struct hit *y)
{
    return x->start != y->start ? x->start < y->start : x->rule < y->rule;
}

/* By insertion: most are in their order as they come, word after word. */
static void sort_hits(struct hits *h)
{
    for (size_t i = 1; i < h->n; i++) {
        struct hit one = h->items[i];
        size_t at = i;
        for (; at > 0 && before(&one, &h->items[at - 1]); at--)
            h->items[at] = h->items[at - 1];
        h->items[at] = one;
    }
}

/* Which atoms the text has at all: most patterns lack one. Every word has its
 * note from here on. */
static void note_atoms(struct ruleset *rs, const struct doc *d)
{
    memset(rs->present, 0, (vocab_atoms(rs->vocab) / 64 + 1) * 8);
    for (size_t i = 0; i < d->n; i++) {
        if (i + AHEAD < d->n)
            __builtin_prefetch(d->words[i + AHEAD].form->note);
        const struct form_info *f = d->words[i].form;
        const struct form_note *note = f->note ? f->note : make_note(rs, f);
        for (uint32_t k = 0; k < note->n_present; k++)
            rs->present[note->present[k].at] |= note->present[k].bits;
    }
}

void match_run(struct ruleset *rs, struct arena *a, const struct doc *d,
               struct hits *out)
{
    struct matching m = {rs, a, d, out};
    *out = (struct hits){0};
    rs->turn++;
    note_atoms(rs, d);
    for (size_t i = 0; i < d->n; i++)
        match_word(&m, i);
    if (rs->with_regex)
        match_regexes(&m);
    sort_hits(out);
}
