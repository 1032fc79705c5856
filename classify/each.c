/* SPDX-License-Identifier: MIT
 * each: one verdict for each brand of a text.
 *
 * A text is parted where sentences and clauses end. A part belongs to the
 * brands it names, else to those of the part before it; what stands before the
 * first name belongs to all. "Unlike X" names X and says nothing of it. The
 * text of a brand is the whole one with all other parts blanked, so that
 * evidence keeps its place. */
#include <string.h>

#include "classify/internal.h"
#include "classify/lang.h"

enum { BRANDS_MOST = 32 };

struct parting {
    struct str text;
    struct brand_hit *hits; /* n_hits of them */
    size_t n_hits;
    struct str brands[BRANDS_MOST]; /* n of them, as they are named */
    size_t n;
    char *owned; /* for each byte of the text, whether it is of the brand */
};

/* Number of the brand; it is added when it is new and there is room. */
static size_t number_of(struct parting *p, struct str name)
{
    size_t i = 0;
    while (i < p->n && !str_eq(p->brands[i], name))
        i++;
    if (i == p->n && p->n < BRANDS_MOST)
        p->brands[p->n++] = name;
    return i;
}

/* Bits of the brands named in text[from..to]. */
static uint32_t named(struct parting *p, size_t from, size_t to)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < p->n_hits; i++)
        if (p->hits[i].from >= from && p->hits[i].from < to) {
            size_t number = number_of(p, p->hits[i].name);
            bits |= number < p->n ? 1u << number : 0;
        }
    return bits;
}

/* Words between two clauses without a comma. */
static size_t joint_at(struct str s)
{
    static const char *const joints[] = {" зато ",  " однако ",  " but ",
                                         " while ", " whereas ", " though "};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (str_starts(s, str_of(joints[i])))
            return 1;
    return 0;
}

/* Does a part end behind the byte? A full stop or a comma between digits does
 * not. */
static bool ends_part(struct str s, size_t at)
{
    char c = s.p[at], next = at + 1 < s.n ? s.p[at + 1] : ' ';
    if (strchr("!?;\n", c))
        return c != 0;
    if (c == '.' || c == ',')
        return next == ' ' || next == '\n';
    return joint_at(str_from(s, at + 1)) > 0;
}

/* A part that only compares. */
static bool compares(struct str part)
{
    static const char *const heads[] = {
        "в отличие от", "В отличие от", "по сравнению с", "По сравнению с",
        "чем ",         "вместо ",      "Вместо ",        "кроме ",
        "unlike ",      "Unlike ",      "than ",          "instead of ",
        "compared ",    "Instead of ",  "Кроме ",         "Чем ",
        "Than ",        "Compared "};
    part = str_trim(part);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts(part, str_of(heads[i])))
            return true;
    return false;
}

/* Marks the bytes that are of brand number `which`; false when all are. */
static bool part_text(struct parting *p, size_t which)
{
    const uint32_t all = (uint32_t)((1ull << p->n) - 1);
    uint32_t last = all;
    bool parted = false;
    for (size_t from = 0, to; from < p->text.n; from = to) {
        for (to = from; to < p->text.n && !ends_part(p->text, to);)
            to++;
        to += to < p->text.n;
        struct str part = str_part(p->text, from, to - from);
        uint32_t own = named(p, from, to), whose = own ? own : last;
        if (compares(part))
            whose = 0;
        else
            last = whose;
        bool mine = whose >> which & 1;
        parted |= !mine && str_trim(part).n;
        memset(p->owned + from, mine, to - from);
    }
    return parted;
}

/* The text of one brand: the rest is blank. */
static struct str text_of(const struct parting *p, struct arena *a)
{
    struct str copy = str_dup(a, p->text);
    char *out = (char *)copy.p;
    for (size_t i = 0; i < copy.n; i++)
        if (!p->owned[i] && out[i] != '\n')
            out[i] = ' ';
    return copy;
}

static void judge_brand(struct classifier *c, struct arena *a,
                        const struct classify_input *in, struct parting *p,
                        size_t which, struct verdict *v)
{
    const struct verdict whole = *v;
    struct classify_input own = *in;
    if (!lang_is_foreign(whole.lang) && part_text(p, which)) {
        own.text = text_of(p, a);
        own.brand = p->brands[which];
        own.title = (struct str){0};
        classify_text(c, a, &own, v);
    }
    if (!v->n || v->type == TYPE_UNKNOWN || lang_is_foreign(v->lang))
        *v = whole; /* nothing is said there, or too little to tell by */
    v->brand = p->brands[which];
    v->lang = whole.lang;
}

size_t classify_each(struct classifier *c, struct arena *a,
                     const struct classify_input *in, struct verdict **out)
{
    struct parting p = {.text = in->text};
    struct verdict whole;
    classify_text(c, a, in, &whole);
    const struct query_post post = {
        .text = in->text, .title = in->title, .lang = whole.lang};
    if (!in->brand.n)
        p.n_hits = brand_hits(c->brands, a, &post, &p.hits);
    for (size_t i = 0; i < p.n_hits; i++)
        number_of(&p, p.hits[i].name);
    if (!p.n && whole.brand.n)
        number_of(&p, whole.brand);
    p.owned = arena_alloc(a, in->text.n + 1);
    *out = arena_alloc(a, (p.n + 1) * sizeof **out);
    (*out)[0] = whole;
    for (size_t i = 0; i < p.n; i++) {
        (*out)[i + 1] = whole;
        if (p.n > 1)
            judge_brand(c, a, in, &p, i, &(*out)[i + 1]);
    }
    return p.n + 1;
}
