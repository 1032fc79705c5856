/* SPDX-License-Identifier: MIT
 * noise: the words of refused texts, counted; then the same of the others. */
#include "cli/noise.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "classify/classify.h"

enum { LETTERS_MIN = 3 };

struct word {
    struct str text;     /* a lemma */
    size_t brand;        /* number of whose refused texts hold it */
    int refused, others; /* mentions that hold it */
    uint64_t author;     /* of the first */
    bool authors;        /* there are others */
    int64_t last;        /* mention that was counted last */
};

struct brand {
    struct str name;
    int refused, others; /* texts refused; mentions of it that were not */
};

struct noise {
    struct classifier *c;
    struct arena arena, scratch;
    struct map seen, keys; /* texts; words -> number + 1 */
    struct word *words;    /* n_words of them */
    size_t n_words, cap_words;
    struct brand *brands; /* n_brands of them */
    size_t n_brands, cap_brands;
};

static size_t brand_of(struct noise *n, struct str name)
{
    for (size_t i = 0; i < n->n_brands; i++)
        if (str_eq(n->brands[i].name, name))
            return i;
    n->brands = arena_grow(&n->arena, n->brands, n->n_brands, &n->cap_brands,
                           sizeof *n->brands);
    n->brands[n->n_brands] = (struct brand){.name = str_dup(&n->arena, name)};
    return n->n_brands++;
}

/* Whose text it was taken for, where a person said it is not; "" nobody did. */
static struct str refused_by(const struct mention *m)
{
    if (m->post.found.n)
        return m->post.found;
    return m->verdict.not_us ? m->post.brand : (struct str){0};
}

static struct str key_of(struct arena *a, size_t brand, struct str word)
{
    return str_printf(a, "%zu " STR_FMT, brand, STR_ARG(word));
}

static struct word *word_of(struct noise *n, size_t brand, struct str text,
                            bool add)
{
    struct str key = key_of(&n->scratch, brand, text);
    uintptr_t at = (uintptr_t)map_get(&n->keys, key);
    if (at)
        return &n->words[at - 1];
    if (!add)
        return NULL;
    n->words = arena_grow(&n->arena, n->words, n->n_words, &n->cap_words,
                          sizeof *n->words);
    n->words[n->n_words++] =
        (struct word){.text = str_dup(&n->arena, text), .brand = brand};
    map_put(&n->keys, str_dup(&n->arena, key), (void *)(uintptr_t)n->n_words);
    return &n->words[n->n_words - 1];
}

static bool may_tell(struct str word)
{
    bool digit = word.n && word.p[0] >= '0' && word.p[0] <= '9';
    return !digit && str_chars(word) >= LETTERS_MIN;
}

/* Each lemma of the mention once, for that brand. */
static void count(struct noise *n, const struct mention *m, size_t brand,
                  bool refused, uint64_t author)
{
    struct str lemmas = classify_lemmas(n->c, &n->scratch, m->post.text), one;
    while (lemmas.n && str_split(&lemmas, ' ', &one)) {
        struct word *w = may_tell(one) ? word_of(n, brand, one, refused) : NULL;
        if (!w || w->last == m->id)
            continue;
        w->last = m->id;
        w->others += !refused;
        if (!refused)
            continue;
        if (w->refused++ == 0)
            w->author = author;
        w->authors |= w->author != author;
    }
}

static bool is_again(struct noise *n, size_t brand, uint64_t hash)
{
    struct str key =
        str_printf(&n->scratch, "%zu %llx", brand, (unsigned long long)hash);
    if (map_get(&n->seen, key))
        return true;
    map_put(&n->seen, str_dup(&n->arena, key), n);
    return false;
}

static bool take_refused(void *ctx, const struct mention *m, struct err *e)
{
    struct noise *n = ctx;
    struct str name = refused_by(m);
    (void)e;
    arena_reset(&n->scratch);
    if (!name.n || !m->post.text.n)
        return true;
    size_t brand = brand_of(n, name);
    uint64_t hash = text_hash(m->post.text);
    if (is_again(n, brand, hash))
        return true;
    n->brands[brand].refused++;
    count(n, m, brand, true,
          m->post.author.n ? str_hash(m->post.author) : hash);
    return true;
}

static bool take_other(void *ctx, const struct mention *m, struct err *e)
{
    struct noise *n = ctx;
    (void)e;
    arena_reset(&n->scratch);
    for (size_t i = 0; i < n->n_brands && !m->verdict.not_us; i++)
        if (str_eq(n->brands[i].name, m->post.brand) &&
            n->brands[i].refused >= NOISE_TEXTS) {
            n->brands[i].others++;
            count(n, m, i, false, 0);
        }
    return true;
}

/* Seen more often than chance among the refused. One more of the others is
 * reckoned, so that few of them prove little. */
static bool is_candidate(const struct noise *n, const struct word *w)
{
    const struct brand *b = &n->brands[w->brand];
    return w->refused >= NOISE_TEXTS && w->authors &&
           (double)w->refused * (b->others + 2) >=
               (double)NOISE_LIFT * b->refused * (w->others + 1);
}

/* By brand; those in the most refused texts first, then in the fewest others.
 */
static int by_weight(const void *a, const void *b)
{
    const struct word *x = *(const struct word *const *)a;
    const struct word *y = *(const struct word *const *)b;
    if (x->brand != y->brand)
        return x->brand < y->brand ? -1 : 1;
    if (x->refused != y->refused)
        return y->refused - x->refused;
    if (x->others != y->others)
        return x->others - y->others;
    return str_cmp(x->text, y->text);
}

static void tell_brand(struct buf *out, const struct noise *n,
                       const struct word **list, size_t count)
{
    const struct brand *b = &n->brands[list[0]->brand];
    buf_printf(out,
               STR_FMT ": %d texts were said to be about something else; words "
                       "for its `not:`, in texts of those, in other mentions "
                       "of %d\n",
               STR_ARG(b->name), b->refused, b->others);
    for (size_t i = 0; i < count && i < NOISE_SHOWN; i++)
        buf_printf(out, "  " STR_FMT " %d, %d\n", STR_ARG(list[i]->text),
                   list[i]->refused, list[i]->others);
    buf_printf(out,
               "  molva brand try --brand '" STR_FMT "' --not '" STR_FMT "'\n",
               STR_ARG(b->name), STR_ARG(list[0]->text));
}

static void tell(struct buf *out, struct noise *n)
{
    const struct word **list =
        arena_alloc(&n->arena, (n->n_words + 1) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < n->n_words; i++)
        if (is_candidate(n, &n->words[i]))
            list[count++] = &n->words[i];
    qsort(list, count, sizeof *list, by_weight);
    for (size_t i = 0, same; i < count; i += same) {
        for (same = 1;
             i + same < count && list[i + same]->brand == list[i]->brand;)
            same++;
        tell_brand(out, n, list + i, same);
    }
}

bool noise_tell(struct store *s, struct classifier *c, struct buf *out,
                struct err *e)
{
    struct noise n = {.c = c};
    struct mention_filter all = {0};
    map_init(&n.seen);
    map_init(&n.keys);
    bool ok = store_mentions_each(s, &all, take_refused, &n, e) &&
              (!n.n_brands || store_mentions_each(s, &all, take_other, &n, e));
    if (ok)
        tell(out, &n);
    map_clear(&n.seen);
    map_clear(&n.keys);
    arena_clear(&n.scratch);
    arena_clear(&n.arena);
    return ok;
}
