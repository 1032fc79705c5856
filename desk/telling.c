/* SPDX-License-Identifier: MIT
 * telling: sentences are weighed by the points of the evidence in them. */
#include "desk/telling.h"

#include <math.h>
#include <string.h>

#include "desk/marks.h"
#include "desk/page.h"

/* What adds less is not worth a mark in a row. */
#define MARKED 0.5

enum {
    SENTENCES = 200, /* of a text are looked at */
    SIGNS = 220,     /* code points of a row */
};

struct telling {
    struct request *r;
    const struct mention *m;
    struct evidence *rows; /* n of them */
    size_t n;
};

struct sentence {
    size_t start, end; /* bytes of the text */
    double weight;     /* of its evidence */
};

/* Behind the sign that ends a sentence and all signs like it. */
static size_t sentence_end(struct str text, size_t at)
{
    while (at < text.n && !strchr(".!?\n", text.p[at]) &&
           !str_starts(str_from(text, at), STR("…")))
        at++;
    while (at < text.n && strchr(".!?)\"\n", text.p[at]))
        at++;
    while (str_starts(str_from(text, at), STR("…")) ||
           str_starts(str_from(text, at), STR("»")))
        at += str_starts(str_from(text, at), STR("…")) ? 3 : 2;
    return at;
}

/* "1.5 ₽", "т.е.", "site.ru": no sentence ends within a word. */
static bool ends_here(struct str text, size_t at)
{
    return at >= text.n || strchr(" \n\r\t", text.p[at]) ||
           text.p[at - 1] == '\n';
}

static double weight_of(const struct sentence *s, const struct evidence *rows,
                        size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        if (rows[i].start >= s->start && rows[i].start < s->end &&
            rows[i].end > rows[i].start &&
            !str_starts(rows[i].signal, STR("topic.")))
            sum += fabs(rows[i].points);
    return sum;
}

static size_t sentences_of(struct str text, const struct evidence *rows,
                           size_t n, struct sentence *out)
{
    size_t k = 0, start = 0, at = 0;
    while (at < text.n && k < SENTENCES) {
        at = sentence_end(text, at);
        if (!ends_here(text, at))
            continue;
        out[k] = (struct sentence){start, at, 0};
        out[k].weight = weight_of(&out[k], rows, n);
        k += str_trim(str_part(text, start, at - start)).n > 0;
        start = at;
    }
    return k;
}

/* The heaviest but `not`; SENTENCES when none weighs anything. */
static size_t heaviest(const struct sentence *s, size_t k, size_t not )
{
    size_t best = SENTENCES;
    for (size_t i = 0; i < k; i++)
        if (i != not &&s[i].weight > 0 &&
            (best == SENTENCES || s[i].weight > s[best].weight))
            best = i;
    return best;
}

/* Evidence for the type that was told, of that part, moved to where it begins
 * there. */
static size_t within(const struct telling *t, struct sentence s,
                     struct evidence **out)
{
    size_t k = 0;
    *out = arena_alloc(&t->r->arena, (t->n + 1) * sizeof **out);
    for (size_t i = 0; i < t->n; i++) {
        const struct evidence *v = &t->rows[i];
        if (v->start < s.start || v->end > s.end || v->end <= v->start ||
            fabs(v->points) < MARKED || !str_eq(v->signal, t->m->verdict.type))
            continue;
        (*out)[k] = *v;
        (*out)[k].start -= s.start;
        (*out)[k++].end -= s.start;
    }
    return k;
}

/* Bytes of the first n code points, on a word's end. */
static size_t fitting(struct str text, size_t n, bool *cut)
{
    size_t at = 0, word = 0;
    while (at < text.n && n--) {
        if (text.p[at] == ' ' || text.p[at] == '\n')
            word = at;
        (void)str_utf8(text, &at);
    }
    *cut = at < text.n;
    return *cut && word ? word : at;
}

static void one(const struct telling *t, struct sentence s)
{
    bool cut;
    struct str text = t->m->post.text;
    struct evidence *in;
    while (s.start < s.end && strchr(" \n\r\t", text.p[s.start]))
        s.start++;
    struct str whole = str_part(text, s.start, s.end - s.start);
    size_t end = fitting(whole, SIGNS, &cut);
    s.end = s.start + end;
    size_t k = within(t, s, &in);
    struct str shown = str_trim(str_part(whole, 0, end));
    marks_text(t->r, cut ? page_without_end(shown) : shown, in, k);
    if (cut)
        buf_z(&t->r->out, "…");
}

void telling_write(struct request *r, const struct mention *m)
{
    struct str text = m->post.text;
    struct telling t = {.r = r, .m = m};
    struct sentence s[SENTENCES];
    t.n = classify_evidence(&r->arena, m->verdict.evidence, text.n, &t.rows);
    size_t k = sentences_of(text, t.rows, t.n, s);
    size_t a = heaviest(s, k, SENTENCES), b;
    if (a == SENTENCES) {
        page_words(r, text.n ? text : m->post.title, SIGNS);
        return;
    }
    b = heaviest(s, k, a);
    if (b == SENTENCES) {
        one(&t, s[a]);
        return;
    }
    one(&t, s[a < b ? a : b]);
    buf_z(&r->out, a + 1 == b || b + 1 == a ? " " : " · ");
    one(&t, s[a < b ? b : a]);
}
