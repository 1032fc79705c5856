/* SPDX-License-Identifier: MIT
 * pattern: reading and finding sequences of words. */
#include "classify/pattern.h"

#include <string.h>

enum { ELEMENTS_MAX = 16, GAP_MAX = 9 };

struct pattern_reader {
    struct element elements[ELEMENTS_MAX]; /* read so far */
    struct pattern *p;                     /* being filled */
    struct vocab *v;                       /* atoms */
    struct str lang;                       /* folder of the rule */
    const struct yaml_file *file;          /* for errors */
    const struct yaml_node *node;          /* the text */
    struct folded text;                    /* folded, with the map back */
    uint8_t gap;                           /* of a ~N just read */
};

/* at: byte of the folded text. */
static bool wrong(struct pattern_reader *r, size_t at, struct err *e,
                  const char *why)
{
    return yaml_error_at(r->file, r->node, r->text.origin[at], e, "%s", why);
}

static bool read_gap(struct pattern_reader *r, struct str piece, size_t at,
                     struct err *e)
{
    int64_t n;
    if (!str_int(str_from(piece, 1), &n) || n < 1 || n > GAP_MAX)
        return wrong(r, at, e, "~ is followed by a number from 1 to 9");
    if (r->p->n == 0)
        return wrong(r, at, e, "~ stands between words");
    r->gap = (uint8_t)n;
    return true;
}

static bool read_element(struct pattern_reader *r, struct str piece, size_t at,
                         struct err *e)
{
    struct element el = {.gap = r->gap};
    const char *why = NULL;
    size_t bad = 0;
    if (r->p->n == ELEMENTS_MAX)
        return wrong(r, at, e, "a pattern has at most 16 words");
    if (piece.p[0] == '(') {
        if (piece.n < 3 || piece.p[piece.n - 1] != ')')
            return wrong(r, at, e, "'(' is closed by ')' in the same word");
        el.optional = true;
        piece = str_part(piece, 1, piece.n - 2);
        at++;
    }
    if (piece.p[0] == '-' && piece.n > 1) {
        el.negated = true;
        piece = str_from(piece, 1);
        at++;
    }
    el.atom = vocab_atom(r->v, r->lang, piece, &why, &bad);
    if (!el.atom)
        return wrong(r, at + bad, e, why);
    el.classes = (uint8_t)vocab_classes(r->v, el.atom);
    r->p->negates |= el.negated || vocab_negates(r->v, el.atom);
    r->elements[r->p->n++] = el;
    r->gap = 0;
    return true;
}

/* A pattern is looked up by a word that is told by itself. */
static bool can_anchor(const struct element *el)
{
    return !el->optional && !el->classes;
}

bool pattern_read(struct pattern *p, struct arena *a, struct vocab *v,
                  struct str lang, const struct yaml_file *f,
                  const struct yaml_node *node, struct err *e)
{
    *p = (struct pattern){0};
    struct pattern_reader r = {
        .p = p, .v = v, .lang = lang, .file = f, .node = node};
    text_fold(a, node->value, &r.text);
    struct str rest = r.text.text, piece;
    while (str_split(&rest, ' ', &piece)) {
        size_t at = (size_t)(piece.p - r.text.text.p);
        if (piece.n == 0)
            continue;
        bool ok = piece.p[0] == '~' ? read_gap(&r, piece, at, e)
                                    : read_element(&r, piece, at, e);
        if (!ok)
            return false;
    }
    if (r.gap)
        return wrong(&r, 0, e, "~ stands between words");
    p->elements = arena_room(a, p->n * sizeof *p->elements);
    memcpy(p->elements, r.elements, p->n * sizeof *p->elements);
    for (size_t i = 0; i < p->n; i++)
        if (can_anchor(&p->elements[i]))
            return true;
    return wrong(&r, 0, e,
                 "a pattern needs a word that is not optional and "
                 "not <name> or <any>");
}

void pattern_anchor(struct pattern *p, const uint32_t *counts)
{
    uint8_t best = p->n;
    for (uint8_t i = 0; i < p->n; i++)
        if (can_anchor(&p->elements[i]) &&
            (best == p->n ||
             counts[p->elements[i].atom] < counts[p->elements[best].atom]))
            best = i;
    p->anchor = best;
    p->atom = p->elements[best].atom;
    p->negated = p->elements[best].negated;
    p->also = 0;
    for (uint8_t i = 0; i < p->n; i++)
        if (i != best && can_anchor(&p->elements[i]) &&
            (!p->also || counts[p->elements[i].atom] < counts[p->also]))
            p->also = p->elements[i].atom;
}

static bool has_atom(const uint64_t *present, uint32_t atom)
{
    return present[atom / 64] >> (atom % 64) & 1;
}

bool pattern_possible(const struct pattern *p, const uint64_t *present)
{
    return has_atom(present, p->atom) &&
           (!p->also || has_atom(present, p->also));
}

static inline bool fits(const struct element *el, const struct word *w)
{
    if (el->negated && !w->negated)
        return false;
    if ((el->classes & CLASS_ANY) || ((el->classes & CLASS_NAME) && w->name))
        return true;
    const struct form_info *f = w->form;
    if (!(f->sign >> (el->atom % 64) & 1))
        return false;
    for (uint32_t i = 0; i < f->n; i++)
        if (f->atoms[i] >= el->atom)
            return f->atoms[i] == el->atom;
    return false;
}

/* The elements from k on, the one before them at word `last` of the sentence.
 * Returns the last word, or -1. */
static long forward(const struct pattern *p, const struct doc *d, size_t k,
                    size_t last, unsigned carried)
{
    if (k == p->n)
        return (long)last;
    const struct element *el = &p->elements[k];
    unsigned gap = el->gap + carried;
    for (size_t i = last + 1; i < d->n && i <= last + 1 + gap; i++) {
        if (d->words[i].sentence != d->words[last].sentence)
            break;
        if (!fits(el, &d->words[i]))
            continue;
        long end = forward(p, d, k + 1, i, 0);
        if (end >= 0)
            return end;
    }
    return el->optional ? forward(p, d, k + 1, last, gap) : -1;
}

/* The elements before k, element k being at word `first`. */
static long backward(const struct pattern *p, const struct doc *d, size_t k,
                     size_t first, unsigned carried)
{
    if (k == 0)
        return (long)first;
    const struct element *el = &p->elements[k - 1];
    unsigned gap = p->elements[k].gap + carried;
    for (size_t back = 1; back <= first && back <= 1 + gap; back++) {
        size_t i = first - back;
        if (d->words[i].sentence != d->words[first].sentence)
            break;
        if (!fits(el, &d->words[i]))
            continue;
        long start = backward(p, d, k - 1, i, 0);
        if (start >= 0)
            return start;
    }
    return el->optional ? backward(p, d, k - 1, first, gap) : -1;
}

bool pattern_around(const struct pattern *p, const struct doc *d, size_t i,
                    struct span *out)
{
    if (p->negated && !d->words[i].negated)
        return false;
    long last = forward(p, d, p->anchor + 1, i, 0);
    if (last < 0)
        return false;
    long first = backward(p, d, p->anchor, i, 0);
    if (first < 0)
        return false;
    *out = (struct span){(uint32_t)first, (uint32_t)last};
    return true;
}

bool pattern_at(const struct pattern *p, const struct doc *d, size_t i,
                struct span *out)
{
    return fits(&p->elements[p->anchor], &d->words[i]) &&
           pattern_around(p, d, i, out);
}

bool pattern_within(const struct pattern *p, const struct doc *d, size_t from,
                    size_t to)
{
    struct span s;
    for (size_t i = from; i <= to && i < d->n; i++)
        if (pattern_at(p, d, i, &s) && s.first >= from && s.last <= to)
            return true;
    return false;
}
