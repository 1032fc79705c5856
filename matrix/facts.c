/* SPDX-License-Identifier: MIT
 * matrix: the facts of a text, and what it is about. */
#include "matrix/facts.h"

#include <string.h>

#include "base/ceiling.h"

enum { LOOKED_AT = 6000, FACTS_MOST = 64 }; /* bytes; places told */

static const char *const KINDS[FACT_COUNT + 1] = {[FACT_SUM] = "sum",
                                                  [FACT_DAY] = "day",
                                                  [FACT_WHEN] = "when",
                                                  [FACT_PLACE] = "place",
                                                  [FACT_NUMBER] = "number",
                                                  [FACT_FLIGHT] = "flight",
                                                  [FACT_DEVICE] = "device",
                                                  [FACT_CALLED] = "called",
                                                  [FACT_COLLEAGUE] =
                                                      "colleague",
                                                  [FACT_MATTER] = "matter"};

const char *matrix_fact_name(enum fact_kind kind)
{
    return KINDS[kind];
}

struct book_file {
    struct yaml_subs facts;   /* of struct fact_rule */
    struct yaml_subs trades;  /* of struct trade */
    struct yaml_subs matters; /* of struct matter */
    struct facts_book book;   /* all but these three */
};

static const struct yaml_field FACT[] = {
    {.key = "fact",
     .type = YAML_ENUM,
     .names = KINDS,
     .required = true,
     .at = offsetof(struct fact_rule, kind)},
    {.key = "match",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct fact_rule, match.text)},
    {0},
};

static const struct yaml_field TRADE[] = {
    {.key = "id",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct trade, id)},
    {.key = "match",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct trade, match.text)},
    {0},
};

static const struct yaml_field MATTER[] = {
    {.key = "id",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct matter, id)},
    {.key = "trade", .type = YAML_STR, .at = offsetof(struct matter, trade)},
    {.key = "match",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct matter, match.text)},
    {.key = "unless",
     .type = YAML_STRS,
     .at = offsetof(struct matter, unless.text)},
    {.key = "types",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct matter, types)},
    {.key = "about",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct matter, about)},
    {.key = "sorry", .type = YAML_STR, .at = offsetof(struct matter, sorry)},
    {.key = "ask", .type = YAML_STRS, .at = offsetof(struct matter, ask)},
    {0},
};

static const struct yaml_field BOOK[] = {
    {.key = "facts",
     .type = YAML_SUBS,
     .fields = FACT,
     .required = true,
     .size = sizeof(struct fact_rule),
     .at = offsetof(struct book_file, facts)},
    {.key = "trades",
     .type = YAML_SUBS,
     .fields = TRADE,
     .size = sizeof(struct trade),
     .at = offsetof(struct book_file, trades)},
    {.key = "matters",
     .type = YAML_SUBS,
     .fields = MATTER,
     .required = true,
     .size = sizeof(struct matter),
     .at = offsetof(struct book_file, matters)},
    {.key = "ask",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct book_file, book.ask)},
    {.key = "and",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct book_file, book.and_)},
    {.key = "currency",
     .type = YAML_STR,
     .at = offsetof(struct book_file, book.currency)},
    {0},
};

static const struct trade *trade_of(const struct facts_book *b,
                                    const struct matter *m)
{
    for (size_t i = 0; i < b->n_trades; i++)
        if (str_eq(b->trades[i].id, m->trade))
            return &b->trades[i];
    return NULL;
}

static bool check_matter(const struct facts_book *b, const struct yaml_file *f,
                         const struct matter *m, struct err *e)
{
    if (m->trade.n && !trade_of(b, m))
        return yaml_error(f, m->match.text.nodes[0], e,
                          "matter " STR_FMT ": no such trade: " STR_FMT,
                          STR_ARG(m->id), STR_ARG(m->trade));
    for (size_t i = 0; i < m->types.n; i++)
        if (type_by_name(m->types.items[i]) == TYPE_NONE)
            return yaml_error(f, m->types.nodes[i], e, "no such type");
    return true;
}

bool facts_load(struct facts_book *b, struct arena *a, const char *path,
                struct err *e)
{
    struct yaml_file f;
    struct book_file text = {0};
    if (!yaml_load(&f, a, path, e) || !yaml_read(&f, f.root, BOOK, &text, e))
        return false;
    *b = text.book;
    b->rules = text.facts.items;
    b->n_rules = text.facts.n;
    b->trades = text.trades.items;
    b->n_trades = text.trades.n;
    b->matters = text.matters.items;
    b->n_matters = text.matters.n;
    bool ok = true;
    for (size_t i = 0; ok && i < b->n_rules; i++)
        ok = patterns_compile(&b->rules[i].match, &f, e);
    for (size_t i = 0; ok && i < b->n_trades; i++)
        ok = patterns_compile(&b->trades[i].match, &f, e);
    for (size_t i = 0; ok && i < b->n_matters; i++)
        ok = check_matter(b, &f, &b->matters[i], e) &&
             patterns_compile(&b->matters[i].match, &f, e) &&
             patterns_compile(&b->matters[i].unless, &f, e);
    return ok;
}

void facts_clear(struct facts_book *b)
{
    for (size_t i = 0; i < b->n_rules; i++)
        patterns_free(&b->rules[i].match);
    for (size_t i = 0; i < b->n_trades; i++)
        patterns_free(&b->trades[i].match);
    for (size_t i = 0; i < b->n_matters; i++) {
        patterns_free(&b->matters[i].match);
        patterns_free(&b->matters[i].unless);
    }
}

/* ---- in a text ---- */

static void put(struct facts_told *out, struct fact fact)
{
    if (out->n < FACTS_MOST)
        out->rows[out->n++] = fact;
}

static void find_rule(const struct fact_rule *r, struct str text,
                      struct facts_told *out)
{
    struct found f = {0};
    for (size_t i = 0; i < r->match.text.n; i++)
        for (size_t at = 0; patterns_find(&r->match, i, text, at, &f);
             at = f.end > at ? f.end : at + 1)
            put(out, (struct fact){.kind = (enum fact_kind)r->kind,
                                   .words = str_part(text, f.it_start, f.it_n),
                                   .start = f.it_start,
                                   .end = f.it_start + f.it_n});
}

static bool is_of(const struct matter *m, enum mention_type type)
{
    for (size_t i = 0; i < m->types.n; i++)
        if (type_by_name(m->types.items[i]) == type)
            return true;
    return false;
}

/* How much a matter is what the text is about. */
struct weight {
    int hits;        /* places of it, HITS_MOST at most */
    struct found at; /* the first of them */
};

enum { HITS_MOST = 4 };

/* Is the text of the matter's trade, if it has one? */
static bool of_trade(const struct facts_book *b, const struct matter *m,
                     struct str text)
{
    return !m->trade.n || patterns_any(&trade_of(b, m)->match, text);
}

static struct weight weigh(const struct facts_book *b, const struct matter *m,
                           struct str text)
{
    struct found f = {0};
    struct weight w = {0};
    for (size_t i = 0; i < m->match.text.n; i++)
        for (size_t at = 0;
             w.hits < HITS_MOST && patterns_find(&m->match, i, text, at, &f);
             at = f.end > at ? f.end : at + 1) {
            if (!w.hits || f.start < w.at.start)
                w.at = f;
            w.hits++;
        }
    if (w.hits && (patterns_any(&m->unless, text) || !of_trade(b, m, text)))
        w.hits = 0;
    return w;
}

/* What is told most; what can be regretted counts as told once more, and of
 * equal ones what stands first. */
static void find_matter(const struct facts_book *b, struct str text,
                        enum mention_type type, struct facts_told *out)
{
    struct weight best = {0};
    for (size_t i = 0; i < b->n_matters; i++) {
        const struct matter *m = &b->matters[i];
        struct weight w = {0};
        if (is_of(m, type))
            w = weigh(b, m, text);
        w.hits += w.hits && m->sorry.n ? 1 : 0;
        if (w.hits > best.hits ||
            (w.hits && w.hits == best.hits && w.at.start < best.at.start)) {
            out->matter = m;
            best = w;
        }
    }
    if (out->matter)
        put(out, (struct fact){.kind = FACT_MATTER,
                               .words = str_part(text, best.at.start,
                                                 best.at.end - best.at.start),
                               .said = out->matter->about,
                               .also = out->matter->sorry,
                               .start = best.at.start,
                               .end = best.at.end});
}

void facts_find(const struct facts_book *b, struct arena *a, struct str text,
                enum mention_type type, struct facts_told *out)
{
    text = str_part(text, 0, LOOKED_AT);
    *out = (struct facts_told){
        .rows = arena_alloc(a, FACTS_MOST * sizeof *out->rows)};
    find_matter(b, text, type, out);
    for (size_t i = 0; i < b->n_rules; i++)
        find_rule(&b->rules[i], text, out);
}

struct str facts_only(const struct facts_told *told, enum fact_kind kind)
{
    struct str only = {0};
    for (size_t i = 0; i < told->n; i++) {
        if (told->rows[i].kind != kind)
            continue;
        if (only.n && !str_eq(only, told->rows[i].words))
            return (struct str){0};
        only = told->rows[i].words;
    }
    return only;
}

static bool is_told(const struct facts_told *told, struct str kind)
{
    for (size_t i = 0; i < told->n; i++) {
        enum fact_kind k = told->rows[i].kind;
        if (str_eqz(kind, KINDS[k]) ||
            (k == FACT_DAY && str_eqz(kind, KINDS[FACT_WHEN])))
            return true;
    }
    return false;
}

struct str facts_list(const struct facts_book *b, struct arena *a,
                      const struct str *items, size_t n)
{
    struct str s = n ? items[0] : (struct str){0};
    for (size_t i = 1; i < n; i++)
        s = str_printf(a, STR_FMT STR_FMT STR_FMT, STR_ARG(s),
                       STR_ARG(i + 1 < n ? STR(", ") : b->and_),
                       STR_ARG(items[i]));
    return s;
}

static const struct yaml_strs *asked(const struct facts_book *b,
                                     const struct facts_told *told)
{
    return told->matter && told->matter->ask.n ? &told->matter->ask : &b->ask;
}

bool facts_wants(const struct facts_book *b, const struct facts_told *told,
                 enum fact_kind kind)
{
    const struct yaml_strs *ask = asked(b, told);
    struct str name = str_of(KINDS[kind == FACT_DAY ? FACT_WHEN : kind]);
    for (size_t i = 0; i < ask->n; i++) {
        ptrdiff_t colon = str_find_char(ask->items[i], ':');
        if (colon > 0 &&
            str_eq(str_part(ask->items[i], 0, (size_t)colon), name))
            return true;
    }
    return false;
}

struct str facts_ask(const struct facts_book *b, struct arena *a,
                     const struct facts_told *told)
{
    const struct yaml_strs *ask = asked(b, told);
    struct str *items = arena_alloc(a, (ask->n + 1) * sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < ask->n; i++) {
        struct str item = ask->items[i];
        ptrdiff_t colon = str_find_char(item, ':');
        if (colon > 0 && is_told(told, str_part(item, 0, (size_t)colon)))
            continue;
        struct str words = str_trim(str_from(item, (size_t)(colon + 1)));
        if (words.n)
            items[n++] = words;
    }
    return facts_list(b, a, items, n);
}
