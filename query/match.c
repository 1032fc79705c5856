/* SPDX-License-Identifier: MIT
 * match: is a post what a query looks for, and where in a text it stands. */
#include <stdlib.h>

#include "query/field.h"
#include "query/grep.h"
#include "query/text.h"

/* Words from..to of a subject, the last one not included. */
struct run {
    size_t from, to;
};

struct runs {
    struct run *items; /* n of them, by their beginning */
    size_t n, cap;
};

struct match {
    struct subject text, title;    /* what is looked through */
    const struct query_post *post; /* what else is known */
};

static void add_run(struct arena *a, struct runs *r, size_t from, size_t to)
{
    r->items = arena_grow(a, r->items, r->n, &r->cap, sizeof *r->items);
    r->items[r->n++] = (struct run){from, to};
}

/* Does the phrase begin at that word? Its length, or 0. */
static size_t phrase_at(struct subject *s, const struct node *phrase, size_t at)
{
    size_t i = at;
    for (const struct node *c = phrase->first; c; c = c->next, i++)
        if (i >= s->n || !subject_has(s, i, c))
            return 0;
    return i - at;
}

/* The words that some bytes of the folded text touch. */
static struct run touched(const struct subject *s, const struct query_hit *h)
{
    size_t lo = 0, hi = s->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct token *t = &s->tokens[mid];
        if (t->at + t->word.n <= h->from)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (hi = lo; hi < s->n && s->tokens[hi].at < h->to;)
        hi++;
    return (struct run){lo, hi > lo ? hi : lo + 1};
}

static void regex_runs(struct subject *s, const struct node *n, struct runs *r)
{
    struct str text = subject_text(s);
    struct query_hit hit = {0};
    enum grep_result got;
    while ((got = grep_next(n->grep, text, &hit)) == GREP_YES) {
        struct run run = touched(s, &hit);
        add_run(s->a, r, run.from, run.to);
        if (hit.to <= hit.from && hit.to < text.n)
            str_utf8(text, &hit.to); /* an empty match */
        else if (hit.to <= hit.from)
            break;
    }
    s->query->slow += got == GREP_SLOW;
}

static void runs_of(struct subject *s, const struct node *n, struct runs *r);

static size_t apart(struct run a, struct run b)
{
    if (a.to <= b.from)
        return b.from - a.to + 1;
    return b.to <= a.from ? a.from - b.to + 1 : 0;
}

static size_t longest_of(const struct runs *r)
{
    size_t longest = 0;
    for (size_t i = 0; i < r->n; i++)
        if (r->items[i].to - r->items[i].from > longest)
            longest = r->items[i].to - r->items[i].from;
    return longest;
}

/* Of all on one side the farthest that is still near makes the longest run,
 * which whatever is near a shorter one is near too. */
static void near_runs(struct subject *s, const struct node *n, struct runs *r)
{
    struct runs left = {0}, right = {0};
    size_t reach = (size_t)n->distance;
    runs_of(s, n->first, &left);
    runs_of(s, n->first->next, &right);
    size_t longest = longest_of(&right);
    for (size_t i = 0, low = 0; i < left.n; i++) {
        struct run a = left.items[i], most = {SIZE_MAX, 0};
        while (low < right.n &&
               right.items[low].from + longest + reach < a.from)
            low++;
        for (size_t k = low; k < right.n && right.items[k].from <= a.to + reach;
             k++) {
            struct run b = right.items[k];
            bool same = a.from == b.from && a.to == b.to;
            if (same || apart(a, b) > reach)
                continue;
            most.from = b.from < most.from ? b.from : most.from;
            most.to = b.to > most.to ? b.to : most.to;
        }
        if (most.to)
            add_run(s->a, r, most.from < a.from ? most.from : a.from,
                    most.to > a.to ? most.to : a.to);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct run *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? 1 : x->to > y->to ? -1 : 0;
}

/* In order, the longest of those that begin at one word. */
static void tidy(struct runs *r)
{
    size_t kept = 0;
    if (r->n)
        qsort(r->items, r->n, sizeof *r->items, by_place);
    for (size_t i = 0; i < r->n; i++)
        if (!kept || r->items[i].from != r->items[kept - 1].from)
            r->items[kept++] = r->items[i];
    r->n = kept;
}

/* Where in the subject a node stands that has a place. */
static void runs_of(struct subject *s, const struct node *n, struct runs *r)
{
    size_t words = subject_words(s), length;
    switch (n->kind) {
    case NODE_WORD:
    case NODE_WILD:
        for (size_t i = 0; i < words; i++)
            if (subject_has(s, i, n))
                add_run(s->a, r, i, i + 1);
        return;
    case NODE_PHRASE:
        for (size_t i = 0; i < words; i++)
            if ((length = phrase_at(s, n, i)))
                add_run(s->a, r, i, i + length);
        return;
    case NODE_REGEX:
        regex_runs(s, n, r);
        break;
    case NODE_NEAR:
        near_runs(s, n, r);
        break;
    case NODE_OR:
    case NODE_AND:
        for (const struct node *c = n->first; c; c = c->next)
            runs_of(s, c, r);
        break;
    case NODE_NOT:
    case NODE_FIELD:
        return;
    }
    tidy(r);
}

static bool stands(struct subject *s, const struct node *n)
{
    struct runs r = {0};
    struct query_hit hit = {0};
    if (n->kind == NODE_NEAR) {
        runs_of(s, n, &r);
        return r.n > 0;
    }
    if (n->kind == NODE_REGEX) {
        enum grep_result got = grep_next(n->grep, subject_text(s), &hit);
        s->query->slow += got == GREP_SLOW;
        return got == GREP_YES;
    }
    size_t words = subject_words(s);
    for (size_t i = 0; i < words; i++)
        if (n->kind == NODE_PHRASE ? phrase_at(s, n, i) > 0
                                   : subject_has(s, i, n))
            return true;
    return false;
}

static bool fits(struct match *m, const struct node *n)
{
    switch (n->kind) {
    case NODE_AND:
        for (const struct node *c = n->first; c; c = c->next)
            if (!fits(m, c))
                return false;
        return true;
    case NODE_OR:
        for (const struct node *c = n->first; c; c = c->next)
            if (fits(m, c))
                return true;
        return false;
    case NODE_NOT:
        return !fits(m, n->first);
    case NODE_FIELD:
        return n->field == QUERY_TITLE ? stands(&m->title, n->first)
                                       : field_fits(n, m->text.a, m->post);
    case NODE_WORD:
        if (m->post->lemmas.n)
            return subject_means(m->post->lemmas, n);
        return stands(&m->text, n);
    default:
        return stands(&m->text, n);
    }
}

static struct subject subject(struct query *q, struct arena *a, struct str text)
{
    return (struct subject){.query = q, .a = a, .original = text};
}

bool query_fits(struct query *q, struct arena *scratch,
                const struct query_post *post)
{
    struct match m = {.text = subject(q, scratch, post->text),
                      .title = subject(q, scratch, post->title),
                      .post = post};
    if (q->speech.rest)
        q->speech.rest(q->speech.ctx);
    /* Under NOT a pattern that is given up would make anything fit. */
    int slow = q->slow;
    return fits(&m, q->root) && q->slow == slow;
}

int query_slow(const struct query *q)
{
    return q->slow;
}

size_t query_hits(struct query *q, struct arena *a, struct str folded,
                  struct query_hit **hits)
{
    struct subject s = {.query = q, .a = a, .folded = folded, .ready = true};
    struct runs r = {0};
    if (q->speech.rest)
        q->speech.rest(q->speech.ctx);
    runs_of(&s, q->root, &r);
    *hits = arena_alloc(a, (r.n + 1) * sizeof **hits);
    size_t n = 0;
    for (size_t i = 0; i < r.n; i++) {
        if (r.items[i].from >= s.n)
            continue;
        size_t last = (r.items[i].to < s.n ? r.items[i].to : s.n) - 1;
        (*hits)[n++] =
            (struct query_hit){s.tokens[r.items[i].from].at,
                               s.tokens[last].at + s.tokens[last].word.n};
    }
    return n;
}
