/* SPDX-License-Identifier: MIT
 * each: one verdict for each brand of a text.
 *
 * A text is parted where sentences and clauses end. A part belongs to the
 * brands it names, else to those of the part before it; what stands before the
 * first name belongs to all. Names in a row ("X, Y and Z lie") are one name.
 * "Unlike X" names X and says nothing of it. The text of a brand is the whole
 * one with all other parts blanked, so that evidence keeps its place. */
#include <string.h>

#include "classify/internal.h"
#include "classify/lang.h"

struct parting {
    struct str text;
    struct brand_hit *hits; /* n_hits of them */
    size_t n_hits;
    struct str brands[BRANDS_OF_TEXT]; /* n of them, as they are named */
    size_t n;
    uint32_t told; /* bits of those of which something is said */
    uint32_t row;  /* of those whose names alone the part before was */
    char *owned;   /* for each byte of the text, whether it is of the brand */
};

/* Number of the brand; it is added when it is new and there is room. */
static size_t number_of(struct parting *p, struct str name)
{
    size_t i = 0;
    while (i < p->n && !str_eq(p->brands[i], name))
        i++;
    if (i == p->n && p->n < BRANDS_OF_TEXT)
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

/* A part that compares, and how: "unlike X" is followed by whom it is said of,
 * in the same breath or behind a comma; after "than X" nobody comes. */
enum compares { COMPARES_NOT, COMPARES_FIRST, COMPARES_ALL };

static enum compares compares(struct str part)
{
    static const struct {
        const char *head;
        enum compares how;
    } heads[] = {{"в отличие от", COMPARES_FIRST},
                 {"В отличие от", COMPARES_FIRST},
                 {"по сравнению с", COMPARES_FIRST},
                 {"По сравнению с", COMPARES_FIRST},
                 {"unlike ", COMPARES_FIRST},
                 {"Unlike ", COMPARES_FIRST},
                 {"compared ", COMPARES_FIRST},
                 {"Compared ", COMPARES_FIRST},
                 {"чем ", COMPARES_ALL},
                 {"Чем ", COMPARES_ALL},
                 {"вместо ", COMPARES_ALL},
                 {"Вместо ", COMPARES_ALL},
                 {"кроме ", COMPARES_ALL},
                 {"Кроме ", COMPARES_ALL},
                 {"than ", COMPARES_ALL},
                 {"Than ", COMPARES_ALL},
                 {"instead of ", COMPARES_ALL},
                 {"Instead of ", COMPARES_ALL}};
    part = str_trim(part);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts(part, str_of(heads[i].head)))
            return heads[i].how;
    return COMPARES_NOT;
}

/* Names and a comma, with no more than "у" or "и" beside them? */
static bool is_names(const struct parting *p, size_t from, size_t to)
{
    enum { LITTLE = 4 }; /* bytes of words */
    size_t rest = 0;
    for (size_t i = 0; i < p->n_hits; i++)
        if (p->hits[i].from >= from && p->hits[i].to <= to) {
            rest += str_trim(str_part(p->text, from, p->hits[i].from - from)).n;
            from = p->hits[i].to;
        }
    rest += str_trim(str_part(p->text, from, to - from)).n;
    return p->text.p[to - 1] == ',' && rest <= LITTLE + 1;
}

/* Whose the part is; those before it had `last`. */
static uint32_t whose_is(struct parting *p, size_t from, size_t to,
                         uint32_t *last)
{
    enum compares how = compares(str_part(p->text, from, to - from));
    uint32_t own = named(p, from, to);
    for (size_t i = 0; how == COMPARES_FIRST && i < p->n_hits; i++)
        if (p->hits[i].from >= from && p->hits[i].from < to) {
            own &= ~named(p, p->hits[i].from, p->hits[i].to);
            break;
        }
    if (how == COMPARES_ALL || (how == COMPARES_FIRST && !own))
        return 0;
    if (own)
        *last = own |= p->row;
    p->told |= own;
    p->row = own && is_names(p, from, to) ? own : 0;
    return *last;
}

/* Marks the bytes that are of brand number `which`; false when all are. */
static bool part_text(struct parting *p, size_t which)
{
    const uint32_t all = (uint32_t)((1ull << p->n) - 1);
    uint32_t last = all;
    bool parted = false;
    p->row = 0;
    for (size_t from = 0, to; from < p->text.n; from = to) {
        for (to = from; to < p->text.n && !ends_part(p->text, to);)
            to++;
        to += to < p->text.n;
        struct str part = str_part(p->text, from, to - from);
        bool mine = whose_is(p, from, to, &last) >> which & 1;
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
    if (!lang_is_foreign(whole.lang) && part_text(p, which) && p->told) {
        own.text = text_of(p, a);
        own.brand = p->brands[which];
        own.title = (struct str){0};
        classify_text(c, a, &own, v);
    }
    v->brand = p->brands[which];
    v->lang = whole.lang;
    v->shared = whole.shared;
    v->compared = p->told && !(p->told >> which & 1);
}

/* The names of the text, and its room. */
static void find_names(struct classifier *c, struct arena *a,
                       const struct query_post *post, struct parting *p)
{
    *p = (struct parting){.text = post->text};
    p->n_hits = brand_hits(c->brands, a, post, &p->hits);
    for (size_t i = 0; i < p->n_hits; i++)
        number_of(p, p->hits[i].name);
    p->owned = arena_alloc(a, post->text.n + 1);
}

size_t classify_brands(struct classifier *c, struct arena *a,
                       const struct query_post *post, struct str **names)
{
    struct parting p;
    size_t n = 0;
    find_names(c, a, post, &p);
    if (p.n)
        part_text(&p, 0);
    *names = arena_alloc(a, (p.n + 1) * sizeof **names);
    for (size_t i = 0; i < p.n; i++)
        if (!p.told || p.told >> i & 1)
            (*names)[n++] = p.brands[i];
    return n;
}

struct str classify_said_of(struct classifier *c, struct arena *a,
                            struct str text, struct str brand)
{
    struct parting p;
    const struct query_post post = {.text = text};
    find_names(c, a, &post, &p);
    for (size_t i = 0; p.n > 1 && i < p.n; i++)
        if (str_eq(p.brands[i], brand) && part_text(&p, i) && p.told >> i & 1)
            return text_of(&p, a);
    return text;
}

size_t classify_each(struct classifier *c, struct arena *a,
                     const struct classify_input *in, struct verdict **out)
{
    struct parting p = {.text = in->text};
    struct arena own = {0}; /* ten thousand posts of a page are in `a` */
    struct verdict whole;
    classify_text(c, a, in, &whole);
    struct query_post post = in->post ? *in->post : (struct query_post){0};
    post.text = in->text, post.title = in->title, post.lang = whole.lang;
    if (!in->brand.n)
        find_names(c, &own, &post, &p);
    if (!p.n && whole.brand.n)
        number_of(&p, whole.brand);
    *out = arena_alloc(a, (p.n + 1) * sizeof **out);
    whole.shared = p.n > 1;
    (*out)[0] = whole;
    for (size_t i = 0; i < p.n; i++) {
        (*out)[i + 1] = whole;
        if (p.n > 1)
            judge_brand(c, a, in, &p, i, &(*out)[i + 1]);
    }
    arena_clear(&own);
    return p.n + 1;
}
