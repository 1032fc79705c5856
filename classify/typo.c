/* SPDX-License-Identifier: MIT
 * typo: words one mistake away from a form of a word that rules use.
 *
 * Exchanged and spare letters are tried at once: there are few. For missing
 * and wrong ones the stems of the words in use stand in an index, each under
 * itself and under itself less one letter; so does the misspelt stem, and
 * where both meet, one mistake lies between them at most. */
#include "classify/typo.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST = 6,    /* letters of a word that is mended */
    SPARE = 7,    /* of one that may have a letter too many */
    ANY = 9,      /* of one in which any letter may be wrong */
    LETTERS = 24, /* the longest */
    WORD_MAX = 2 * LETTERS
};

struct stem {
    struct str text;   /* of a word in use */
    struct stem *next; /* another under the same key */
};

struct typos {
    struct lemmatizer *lemmas; /* the caller's */
    const struct map *used;    /* the caller's */
    struct map index;          /* stem less a letter -> struct stem */
    struct arena arena;        /* of the index */
    bool ready;                /* it was made */
};

struct typos *typo_new(struct lemmatizer *l, const struct map *used)
{
    struct typos *t = xcalloc(1, sizeof *t);
    t->lemmas = l;
    t->used = used;
    map_init(&t->index);
    return t;
}

void typo_free(struct typos *t)
{
    if (!t)
        return;
    map_clear(&t->index);
    arena_clear(&t->arena);
    free(t);
}

/* Bytes of a letter, when all of the word is small letters of one script; 0:
 * it is anything else. */
static size_t width(struct str w)
{
    size_t latin = 0, russian = 0;
    for (size_t i = 0; i < w.n; i++) {
        unsigned char c = (unsigned char)w.p[i];
        latin += c >= 'a' && c <= 'z';
        russian += c == 0xd0 || c == 0xd1;
    }
    return latin == w.n ? 1 : russian * 2 == w.n ? 2 : 0;
}

/* Two pieces as one word. */
static struct str joined(struct arena *a, struct str x, struct str y)
{
    char *out = arena_room(a, x.n + y.n + 1);
    memcpy(out, x.p, x.n);
    memcpy(out + x.n, y.p, y.n);
    return (struct str){out, x.n + y.n};
}

/* Without the letter at byte `at`. */
static struct str without(struct arena *a, struct str w, size_t at, size_t wide)
{
    return joined(a, str_part(w, 0, at), str_from(w, at + wide));
}

static struct str exchanged(struct arena *a, struct str w, size_t at,
                            size_t wide)
{
    struct str out = joined(a, w, (struct str){"", 0});
    char *to = (char *)out.p + at;
    memcpy(to, w.p + at + wide, wide);
    memcpy(to + wide, w.p + at, wide);
    return out;
}

/* A form that a dictionary has, of a word that rules use. */
static bool in_use(const struct typos *t, struct arena *a, struct str word)
{
    struct str lemmas[LEMMA_MAX];
    if (!lemma_known(t->lemmas, a, word))
        return false;
    size_t n = lemma_of(t->lemmas, a, word, lemmas);
    for (size_t i = 0; i < n; i++)
        if (map_get(t->used, lemmas[i]))
            return true;
    return false;
}

static void put(struct typos *t, struct str key, struct str stem)
{
    struct stem *s = arena_alloc(&t->arena, sizeof *s);
    *s = (struct stem){stem, map_get(&t->index, key)};
    map_put(&t->index, key, s);
}

static void make_index(struct typos *t)
{
    const struct map_slot *s;
    t->ready = true;
    for (size_t i = 0; (s = map_next(t->used, &i));) {
        size_t wide = width(s->key);
        if (!wide || s->key.n < (LEAST - 2) * wide)
            continue;
        struct str stem = lemma_stem(t->lemmas, &t->arena, s->key);
        put(t, stem, stem);
        for (size_t at = 0; at < stem.n && s->key.n >= (LEAST - 1) * wide;
             at += wide)
            put(t, without(&t->arena, stem, at, wide), stem);
    }
}

/* Letters that are taken for each other by ear. */
static bool confused(struct str x, struct str y)
{
    static const char *const SOUNDS[] = {"а о у ы э я ю и е й",
                                         "ь ъ",
                                         "з с",
                                         "т д",
                                         "б п",
                                         "в ф",
                                         "г к х",
                                         "ж ш щ ч",
                                         "a e i o u y",
                                         "c s z k",
                                         "g j",
                                         "f v"};
    for (size_t i = 0; i < sizeof SOUNDS / sizeof *SOUNDS; i++)
        if (str_find(str_of(SOUNDS[i]), x) >= 0 &&
            str_find(str_of(SOUNDS[i]), y) >= 0)
            return true;
    return false;
}

/* At most one letter missing, spare or wrong behind the first? */
static bool close(struct str x, struct str y, size_t wide, bool any)
{
    size_t head = 0, tail = 0, least = x.n < y.n ? x.n : y.n;
    while (head < least && memcmp(x.p + head, y.p + head, wide) == 0)
        head += wide;
    while (head + tail < least &&
           memcmp(x.p + x.n - tail - wide, y.p + y.n - tail - wide, wide) == 0)
        tail += wide;
    size_t more = x.n - head - tail, less = y.n - head - tail;
    if (!head || more > wide || less > wide)
        return false;
    return any || more != less || !more ||
           confused(str_part(x, head, wide), str_part(y, head, wide));
}

/* With the right stem, the ending as it was typed. */
static struct str by_stem(const struct typos *t, struct arena *a,
                          struct str word, struct str stem, struct str key)
{
    size_t wide = width(word);
    for (struct stem *s = map_get(&t->index, key); s; s = s->next) {
        struct str right = joined(a, s->text, str_from(word, stem.n));
        if (width(s->text) == wide &&
            close(stem, s->text, wide, word.n >= ANY * wide) &&
            in_use(t, a, right))
            return right;
    }
    return (struct str){0};
}

static struct str by_index(struct typos *t, struct arena *a, struct str word)
{
    size_t wide = width(word);
    struct str stem = lemma_stem(t->lemmas, a, word);
    if (!str_starts(word, stem))
        return (struct str){0};
    struct str right = by_stem(t, a, word, stem, stem);
    for (size_t at = 0; at < stem.n && !right.n; at += wide)
        right = by_stem(t, a, word, stem, without(a, stem, at, wide));
    return right;
}

/* Is the letter there the one before it once more? */
static bool doubled(struct str w, size_t at, size_t wide)
{
    return at && memcmp(w.p + at, w.p + at - wide, wide) == 0;
}

static struct str by_letters(const struct typos *t, struct arena *a,
                             struct str word)
{
    size_t wide = width(word);
    for (size_t at = 0; at + wide < word.n; at += wide) {
        struct str right = exchanged(a, word, at, wide);
        if (in_use(t, a, right))
            return right;
    }
    for (size_t at = wide; at < word.n; at += wide) {
        struct str right = without(a, word, at, wide);
        bool may = word.n >= SPARE * wide || doubled(word, at, wide);
        if (may && in_use(t, a, right))
            return right;
    }
    return (struct str){0};
}

/* A form of a word in use that no dictionary has: slang is no mistake. */
static bool is_form(const struct typos *t, struct arena *a, struct str word)
{
    struct str stem = lemma_stem(t->lemmas, a, word);
    for (struct stem *s = map_get(&t->index, stem); s; s = s->next)
        if (str_eq(s->text, stem))
            return true;
    return false;
}

struct str typo_meant(struct typos *t, struct arena *a, struct str word)
{
    size_t wide = width(word);
    if (!wide || word.n < LEAST * wide || word.n > WORD_MAX ||
        lemma_spelt(t->lemmas, a, word))
        return word;
    if (!t->ready)
        make_index(t);
    if (is_form(t, a, word))
        return word;
    struct str right = by_letters(t, a, word);
    right = right.n ? right : by_index(t, a, word);
    return right.n ? right : word;
}
