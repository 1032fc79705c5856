/* SPDX-License-Identifier: MIT
 * brand: names in raw bytes, what stands around them, queries. */
#include "classify/brand.h"

#include <stdlib.h>
#include <string.h>

#include "classify/brand_around.h"

enum { BUCKETS = 4096 };

struct brand {
    struct str name;             /* as reports call it */
    bool named;                  /* it has forms */
    struct context *near, *not_; /* one must, none may stand close by */
    struct query **queries;      /* n_queries: one of them has to fit */
    struct query **blocked;      /* n_blocked: none of them may */
    size_t n_queries, n_blocked;
};

struct brands {
    struct arena arena;           /* everything here */
    struct query_speech speech;   /* of queries and contexts */
    struct brand_words words;     /* which words are ordinary */
    struct brand *items;          /* n of them */
    size_t n;                     /* brands */
    bool asks;                    /* fields are looked at */
    bool alone;                   /* a query finds by itself */
    struct form *bucket[BUCKETS]; /* by the look of the first two letters */
};

static inline uint32_t bucket_of(uint32_t a, uint32_t b)
{
    a = letter_look(a), b = letter_look(b);
    return (a * 0x9e3779b1u ^ b * 0x85ebca6bu) >> 20;
}

/* ---- what molva.yaml says ---- */

static bool wrong_form(const struct classify_setup *setup, struct str text,
                       const struct yaml_node *node, struct err *e)
{
    const char *why = "a name has 1 to 6 words, the first of two letters "
                      "or more";
    if (setup->brand_file && node)
        return yaml_error(setup->brand_file, node, e, "%s", why);
    return err_set(e, "brand '" STR_FMT "': %s", STR_ARG(text), why);
}

/* Signs of the language of queries mean nothing in a form. */
static bool is_query(struct str text)
{
    return str_find(text, STR(" AND ")) >= 0 ||
           str_find(text, STR(" OR ")) >= 0 ||
           str_find(text, STR(" ИЛИ ")) >= 0 ||
           (text.n > 2 && text.p[0] == '/' && text.p[text.n - 1] == '/') ||
           (str_find_char(text, '?') >= 0 && str_find_char(text, ' ') < 0);
}

static bool check_form(const struct classify_setup *setup, struct str text,
                       const struct yaml_node *node, struct err *e)
{
    const char *why = "a form is a name as it is written; AND, OR, ? and "
                      "patterns stand in `query:`";
    if (!is_query(text))
        return true;
    if (setup->brand_file && node)
        return yaml_error(setup->brand_file, node, e, "%s", why);
    return err_set(e, "brand '" STR_FMT "': %s", STR_ARG(text), why);
}

static bool is_exact(struct str text, const struct yaml_node *node)
{
    return node && !node->plain && str_find_char(text, '*') < 0;
}

/* Puts the forms of a brand where their first letters are looked up. */
static void file_forms(struct brands *b, struct form *chain, size_t brand)
{
    while (chain) {
        struct form *next = chain->next;
        size_t at = 0;
        struct str stem = chain->words[0].stem;
        uint32_t one = letter_at(stem, &at);
        uint32_t i = bucket_of(one, at < stem.n ? letter_at(stem, &at) : 0);
        chain->brand = brand;
        chain->next = b->bucket[i];
        b->bucket[i] = chain;
        chain = next;
    }
}

static bool add_name(struct brands *b, const struct classify_setup *setup,
                     struct str text, const struct yaml_node *node,
                     struct err *e)
{
    bool exact = is_exact(text, node) || (text.n > 1 && text.p[0] == '"');
    if (!check_form(setup, text, node, e))
        return false;
    struct form *f = form_read(&b->arena, text, exact);
    if (!f)
        return wrong_form(setup, text, node, e);
    file_forms(b, exact ? f : form_variants(&b->arena, f, text, &b->words),
               (size_t)(&b->items[b->n] - b->items));
    return true;
}

static bool add_names(struct brands *b, const struct classify_setup *setup,
                      const struct brand_setup *s, struct err *e)
{
    b->items[b->n].named = s->forms.n || !s->query.n;
    if (!s->forms.n && !s->query.n)
        return add_name(b, setup, s->name, NULL, e);
    for (size_t i = 0; i < s->forms.n; i++)
        if (!add_name(b, setup, s->forms.items[i],
                      s->forms.nodes ? s->forms.nodes[i] : NULL, e))
            return false;
    return true;
}

static bool add_contexts(struct brands *b, const struct classify_setup *setup,
                         const struct yaml_strs *texts, struct context **chain,
                         struct err *e)
{
    for (size_t i = 0; i < texts->n; i++) {
        const struct yaml_node *node = texts->nodes ? texts->nodes[i] : NULL;
        struct str text = texts->items[i];
        struct context *c =
            context_read(&b->arena, text, is_exact(text, node), &b->speech);
        if (!c)
            return wrong_form(setup, text, node, e);
        c->next = *chain;
        *chain = c;
    }
    return true;
}

/* "query: molva.yaml:7:12: ...": under the place in the file when the query
 * stands on one line of it as it is, else under that in the query. */
static bool wrong_query(struct brands *b, const struct classify_setup *setup,
                        const struct yaml_node *node, struct str text,
                        const struct query_wrong *w, struct err *e)
{
    const struct yaml_file *f = setup->brand_file;
    if (!f || !node)
        return err_set(e, "query:" STR_FMT,
                       STR_ARG(query_told(&b->arena, text, w, STR("en"))));
    struct str rest = f->text, line = {0};
    for (int i = 0; i < node->line && str_split(&rest, '\n', &line);)
        i++;
    if (str_find(line, text) >= 0)
        return yaml_error_at(f, node, w->at, e, STR_FMT, STR_ARG(w->what));
    return yaml_error(f, node, e, "in the query, " STR_FMT,
                      STR_ARG(query_told(&b->arena, text, w, STR("en"))));
}

/* What is told of a post only when it is stored cannot find it. */
static bool check_fields(struct brands *b, const struct query *q,
                         struct query_wrong *w)
{
    static const enum query_field late[] = {QUERY_BRAND, QUERY_TYPE};
    for (size_t i = 0; i < sizeof late / sizeof *late; i++)
        if (query_asks(q, late[i], w)) {
            w->what = STR("a brand is found before its type and brand are "
                          "known: this field works in a search only");
            return false;
        }
    for (int i = 0; i < QUERY_FIELDS; i++)
        b->asks |= i != QUERY_TAG && i != QUERY_TITLE &&
                   query_asks(q, (enum query_field)i, w);
    w->at = w->n = 0;
    w->what = STR("a query that only takes away finds everything else; say "
                  "what is looked for");
    return query_is_positive(q);
}

static bool add_query(struct brands *b, const struct classify_setup *setup,
                      struct str text, const struct yaml_node *node,
                      struct err *e)
{
    struct brand *item = &b->items[b->n];
    struct query_wrong w;
    struct query *q = query_parse(&b->arena, text, &b->speech, &w);
    if (!q || !check_fields(b, q, &w))
        return wrong_query(b, setup, node, text, &w, e);
    item->queries[item->n_queries++] = q;
    return true;
}

static bool add_queries(struct brands *b, const struct classify_setup *setup,
                        const struct yaml_strs *texts, struct err *e)
{
    b->items[b->n].queries =
        arena_alloc(&b->arena, (texts->n + 1) * sizeof *b->items[b->n].queries);
    for (size_t i = 0; i < texts->n; i++)
        if (!add_query(b, setup, texts->items[i],
                       texts->nodes ? texts->nodes[i] : NULL, e))
            return false;
    b->alone |= !b->items[b->n].named;
    return true;
}

/* author:"..." or site:... of each text. */
static bool add_blocked(struct brands *b, const struct classify_setup *setup,
                        const char *field, const struct yaml_strs *texts,
                        struct err *e)
{
    struct brand *item = &b->items[b->n];
    size_t cap = item->n_blocked;
    for (size_t i = 0; i < texts->n; i++) {
        struct query_wrong w;
        struct str value =
            str_replaced(&b->arena, texts->items[i], STR("\""), STR(" "));
        struct str text =
            str_printf(&b->arena, "%s:\"" STR_FMT "\"", field, STR_ARG(value));
        struct query *q = query_parse(&b->arena, text, &b->speech, &w);
        if (!q)
            return setup->brand_file && texts->nodes
                       ? yaml_error(setup->brand_file, texts->nodes[i], e,
                                    STR_FMT, STR_ARG(w.what))
                       : err_set(e, STR_FMT, STR_ARG(w.what));
        item->blocked = arena_grow(&b->arena, item->blocked, item->n_blocked,
                                   &cap, sizeof *item->blocked);
        item->blocked[item->n_blocked++] = q;
        b->asks = true;
    }
    return true;
}

static bool add_noise(struct brands *b, const struct classify_setup *setup,
                      const struct noise_setup *n, struct err *e)
{
    return add_contexts(b, setup, &n->not_, &b->items[b->n].not_, e) &&
           add_blocked(b, setup, "author", &n->authors, e) &&
           add_blocked(b, setup, "site", &n->sites, e);
}

/* Lists of noise by their names. */
static bool add_lists(struct brands *b, const struct classify_setup *setup,
                      const struct yaml_strs *names, struct err *e)
{
    for (size_t i = 0; i < names->n; i++) {
        size_t k = 0;
        while (k < setup->n_noise &&
               !str_eq(setup->noise[k].name, names->items[i]))
            k++;
        if (k == setup->n_noise)
            return setup->brand_file && names->nodes
                       ? yaml_error(setup->brand_file, names->nodes[i], e,
                                    "no list of `noise:` has this name")
                       : err_set(e, "no noise '" STR_FMT "'",
                                 STR_ARG(names->items[i]));
        if (!add_noise(b, setup, &setup->noise[k], e))
            return false;
    }
    return true;
}

static bool add_brand(struct brands *b, const struct classify_setup *setup,
                      const struct brand_setup *s, struct err *e)
{
    const struct noise_setup own = {
        .not_ = s->not_, .authors = s->not_authors, .sites = s->not_sites};
    b->items[b->n].name = str_dup(&b->arena, s->name);
    return add_names(b, setup, s, e) &&
           add_contexts(b, setup, &s->near, &b->items[b->n].near, e) &&
           add_queries(b, setup, &s->query, e) &&
           add_noise(b, setup, &own, e) && add_lists(b, setup, &s->noise, e);
}

struct brands *brand_open(const struct classify_setup *setup,
                          const struct query_speech *speech,
                          const struct brand_words *words, struct err *e)
{
    struct brands *b = xcalloc(1, sizeof *b);
    b->speech = *speech;
    b->words = *words;
    b->items = arena_alloc(&b->arena, (setup->n_brands + 1) * sizeof *b->items);
    for (; b->n < setup->n_brands; b->n++)
        if (!add_brand(b, setup, &setup->brands[b->n], e)) {
            brand_close(b);
            return NULL;
        }
    return b;
}

void brand_close(struct brands *b)
{
    if (!b)
        return;
    arena_clear(&b->arena);
    free(b);
}

bool brand_asks(const struct brands *b)
{
    return b->asks;
}

/* ---- a text ---- */

struct search {
    struct brands *b;              /* forms */
    const struct query_post *post; /* for queries */
    struct around around;          /* the text, and what is around a name */
    signed char *wanted; /* by brand: 1 the post is, -1 is not; 0 not asked */
    bool odd;            /* something folding would change was seen */
    bool look;           /* a hit needs its context judged */
    const struct brand *found; /* the first that is right */
    bool all;                  /* it is not enough: n hits are kept */
    struct brand_hit *hits;
    size_t n, cap;
};

static bool any_fits(struct query **list, size_t n, struct arena *a,
                     const struct query_post *post)
{
    for (size_t i = 0; i < n; i++)
        if (query_fits(list[i], a, post))
            return true;
    return false;
}

/* Beside the name: its query, and whose words are not heard. */
static bool is_wanted(const struct brand *brand, struct arena *a,
                      const struct query_post *post)
{
    return (!brand->n_queries ||
            any_fits(brand->queries, brand->n_queries, a, post)) &&
           !any_fits(brand->blocked, brand->n_blocked, a, post);
}

/* A name is not told by itself: "near: [мир]" wants a second one. But a word
 * or phrase of "not:" is often the very name in another sense. */
static bool context_fits(const struct brand *b, struct around *p)
{
    return (!b->near || around_has(p, b->near, false)) &&
           !around_has(p, b->not_, true);
}

/* Of the forms that begin at `at` the longest that goes past *end, from f on;
 * *end moves there. */
static const struct form *longest(const struct form *f,
                                  const struct brand_text *t, size_t at,
                                  size_t *end)
{
    const struct form *best = NULL;
    for (; f; f = f->next) {
        size_t to = at;
        if (form_fits(f, t, &to) && to > *end)
            best = f, *end = to;
    }
    return best;
}

/* Asked once a post: its name may stand there many times. */
static bool wants(struct search *s, const struct brand *brand)
{
    signed char *known = &s->wanted[brand - s->b->items];
    if (!*known)
        *known = is_wanted(brand, s->around.arena, s->post) ? 1 : -1;
    return *known > 0;
}

/* Is one of the forms that reach from at to end that of a brand that is
 * right? */
static bool is_right(struct search *s, const struct form *f, size_t at,
                     size_t end)
{
    for (; f; f = f->next) {
        size_t to = at;
        const struct brand *brand = &s->b->items[f->brand];
        if (!form_fits(f, &s->around.text, &to) || to != end)
            continue;
        bool plain = !brand->near && !brand->not_;
        if (!s->around.folded && (!plain || around_quoted(&s->around, at))) {
            s->look = true;
            return false;
        }
        around_place(&s->around, at, end);
        if (around_foreign(&s->around) ||
            !(plain || context_fits(brand, &s->around)) || !wants(s, brand))
            continue;
        s->found = brand;
        return true;
    }
    return false;
}

/* Looks for names that begin at `at`; *end is where the longest ends. */
static void named_at(struct search *s, size_t at, size_t *end)
{
    struct str text = s->around.text.s;
    size_t i = at;
    uint32_t one = letter_at(text, &i);
    i += is_gap(text, i);
    uint32_t two = in_word(text, i) ? letter_at(text, &i) : 0;
    const struct form *first = s->b->bucket[bucket_of(one, two)];
    *end = at;
    if (first && longest(first, &s->around.text, at, end))
        is_right(s, first, at, *end);
}

/* Keeps the name that was found, and looks on. */
static void keep_hit(struct search *s, size_t from, size_t to)
{
    const uint32_t *origin = s->around.text.origin;
    s->hits =
        arena_grow(s->around.arena, s->hits, s->n, &s->cap, sizeof *s->hits);
    s->hits[s->n++] = (struct brand_hit){.name = s->found->name,
                                         .from = origin ? origin[from] : from,
                                         .to = origin ? origin[to] : to};
    s->found = NULL;
}

static void search(struct search *s)
{
    struct str text = s->around.text.s;
    const unsigned char *p = (const unsigned char *)text.p;
    bool inside = false;
    for (size_t at = 0, end; at < text.n;) {
        enum letter_kind k = letter_kind(p + at, text.n - at);
        if (k == ODD && !s->around.folded) {
            s->odd = true;
            return;
        }
        if (k != GAP && !inside) {
            named_at(s, at, &end);
            if (s->found && s->all)
                keep_hit(s, at, end);
            if (s->found || s->look)
                return;
            if (end > at) { /* what a longer name holds is no name */
                at = end;
                continue;
            }
        }
        inside = k != GAP;
        at += k == CYRILLIC ? 2 : 1;
        while (k >= LETTER && at < text.n && (p[at] & 0xc0) == 0x80)
            at++;
    }
}

/* Raw first; folded when something there asks for that. */
static void look_through(struct search *s, struct arena *a, struct str text)
{
    const struct search fresh = *s;
    around_raw(&s->around, a, text);
    search(s);
    if (!s->found && (s->odd || s->look)) {
        *s = fresh;
        around_fold(&s->around, a, text);
        search(s);
    }
}

static const struct brand *named_in(struct brands *b, struct arena *a,
                                    struct str text,
                                    const struct query_post *post)
{
    struct search s = {
        .b = b, .post = post, .wanted = arena_alloc(a, b->n + 1)};
    look_through(&s, a, text);
    return s.found;
}

size_t brand_hits(struct brands *b, struct arena *a,
                  const struct query_post *post, struct brand_hit **hits)
{
    struct search s = {
        .b = b, .post = post, .all = true, .wanted = arena_alloc(a, b->n + 1)};
    if (b->n)
        look_through(&s, a, post->text);
    *hits = s.hits;
    return s.n;
}

/* ---- queries alone ---- */

/* Of what the query found, is something there without a word of "not:" close
 * by? Of what has no place in the text, anywhere. */
static bool is_clean(const struct brand *brand, struct arena *a,
                     struct str text)
{
    struct around p;
    struct query_hit *hits;
    size_t n = 0;
    if (!brand->not_)
        return true;
    around_fold(&p, a, text);
    for (size_t i = 0; i < brand->n_queries; i++) {
        size_t some = query_hits(brand->queries[i], a, p.text.s, &hits);
        for (size_t k = 0; k < some; k++) {
            around_place(&p, hits[k].from, hits[k].to);
            if (!around_has(&p, brand->not_, true))
                return true;
        }
        n += some;
    }
    around_place(&p, 0, p.text.s.n);
    return !n && !around_has(&p, brand->not_, true);
}

/* Title and text are one there: each may hold a part of what is asked. */
static const struct brand *by_query(struct brands *b, struct arena *a,
                                    const struct query_post *post)
{
    struct query_post whole = *post;
    if (post->title.n && !str_eq(post->title, post->text))
        whole.text = str_printf(a, STR_FMT "\n" STR_FMT, STR_ARG(post->title),
                                STR_ARG(post->text));
    whole.lemmas = (struct str){0};
    for (size_t i = 0; i < b->n; i++)
        if (!b->items[i].named && is_wanted(&b->items[i], a, &whole) &&
            is_clean(&b->items[i], a, whole.text))
            return &b->items[i];
    return NULL;
}

struct str brand_find(struct brands *b, struct arena *a,
                      const struct query_post *post)
{
    const struct brand *found = b->n ? named_in(b, a, post->text, post) : NULL;
    if (!found && b->n && post->title.n)
        found = named_in(b, a, post->title, post);
    if (!found && b->alone)
        found = by_query(b, a, post);
    return found ? found->name : (struct str){0};
}

bool brand_blocks(struct brands *b, struct arena *a, struct str name,
                  const struct query_post *post)
{
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(b->items[i].name, name))
            return any_fits(b->items[i].blocked, b->items[i].n_blocked, a,
                            post);
    return false;
}
