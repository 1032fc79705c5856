/* SPDX-License-Identifier: MIT
 * table: the file of words, and what it says of a text. */
#include "classify/table.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/ceiling.h"
#include "base/map.h"

enum { TERM_MAX = 256, PAIR_BITS = 16, AHEAD = 4 /* words */ };

static inline uint64_t hash_of(uint32_t first, uint32_t second)
{
    return ((uint64_t)first << 32 | second) * 0x9e3779b97f4a7c15ULL;
}

static inline struct pair_slot *slot_at(const struct table *t, uint64_t hash)
{
    return &t->slots[hash >> 32 & t->mask];
}

/* The slot of the pair, or the free one where it would be. */
static struct pair_slot *slot_of(const struct table *t, uint32_t first,
                                 uint32_t second)
{
    const struct pair_slot *end = t->slots + t->mask + 1;
    struct pair_slot *s = slot_at(t, hash_of(first, second));
    while (s->entry && (s->first != first || s->second != second))
        s = s + 1 < end ? s + 1 : t->slots;
    return s;
}

/* Few pairs of a text are in the table: these bits, which stay at hand, save
 * most looks into it. */
static inline bool pair_possible(const struct table *t, uint32_t first,
                                 uint32_t second)
{
    uint64_t bit = hash_of(first, second) >> (64 - PAIR_BITS);
    return t->pairs[bit / 64] >> (bit % 64) & 1;
}

static void put_pair(struct table *t, const struct entry *n)
{
    uint64_t bit = hash_of(n->first, n->second) >> (64 - PAIR_BITS);
    t->pairs[bit / 64] |= 1ULL << (bit % 64);
}

/* "сталь/стать" is written so because a space parts a pair. */
static uint32_t term_of(struct vocab *v, struct str word)
{
    char z[TERM_MAX];
    if (word.n == 0 || word.n > sizeof z)
        return 0;
    for (size_t i = 0; i < word.n; i++)
        z[i] = word.p[i] == '/' ? ' ' : word.p[i];
    return vocab_term(v, (struct str){z, word.n});
}

static bool read_weight(struct entry *n, struct str name, struct str number)
{
    double weight;
    enum mention_type type = type_by_name(name);
    enum tone tone = tone_by_name(name);
    if (str_starts(number, STR("+")))
        number = str_from(number, 1);
    if (!str_num(number, &weight))
        return false;
    if (type >= 0 && type < TYPE_SPOKEN)
        n->type[type] = (float)weight;
    else if (tone != TONE_NONE)
        n->tone[tone] = (float)weight;
    else
        return false;
    return true;
}

static bool read_line(struct entry *n, struct vocab *v, struct str line)
{
    struct str word, seen, first, name, number;
    int64_t texts;
    if (!str_split(&line, '\t', &word) || !str_split(&line, '\t', &seen) ||
        !str_int(seen, &texts))
        return false;
    while (str_split(&line, ' ', &name))
        if (!str_split(&line, ' ', &number) || !read_weight(n, name, number))
            return false;
    n->word = word;
    n->seen = (int)texts;
    if (word.n && word.p[0] == '=')
        return word.n > 1;
    if (str_find_char(word, ' ') < 0) {
        n->second = term_of(v, word);
        return n->second != 0;
    }
    str_split(&word, ' ', &first);
    n->first = term_of(v, first);
    n->second = term_of(v, word);
    return n->first && n->second;
}

static void index_rules(struct table *t, const struct ruleset *rs)
{
    struct map ids;
    map_init(&ids);
    t->of_rule = arena_alloc(&t->arena, (rs->n + 1) * sizeof *t->of_rule);
    for (size_t i = 0; i < t->n; i++)
        if (t->entries[i].word.p[0] == '=')
            map_put(&ids, str_from(t->entries[i].word, 1),
                    (void *)(uintptr_t)(i + 1));
    for (size_t i = 0; i < rs->n; i++)
        t->of_rule[i] = (uint32_t)(uintptr_t)map_get(&ids, rs->rules[i].id);
    map_clear(&ids);
}

static void index_entries(struct table *t)
{
    size_t cap = 64;
    while (cap < t->n * 3)
        cap *= 2;
    t->mask = cap - 1;
    t->slots = arena_alloc(&t->arena, cap * sizeof *t->slots);
    for (size_t i = 0; i < t->n; i++) {
        const struct entry *n = &t->entries[i];
        uint32_t term = n->first > n->second ? n->first : n->second;
        t->n_terms = term >= t->n_terms ? term + 1 : t->n_terms;
        struct pair_slot *slot = slot_of(t, n->first, n->second);
        if (!table_is_rule(n) && !slot->entry)
            *slot = (struct pair_slot){n->first, n->second, (uint32_t)i + 1};
    }
    t->pairs = arena_alloc(&t->arena, (1 << PAIR_BITS) / 8);
    t->terms = arena_alloc(&t->arena, t->n_terms * sizeof *t->terms);
    for (size_t i = 0; i < t->n; i++) {
        const struct entry *n = &t->entries[i];
        if (table_is_rule(n))
            continue;
        put_pair(t, n);
        t->terms[n->first].opens = n->first != 0;
        t->terms[n->second].closes = true;
        if (!n->first && !t->terms[n->second].alone)
            t->terms[n->second].alone = (uint32_t)i + 1;
    }
}

static bool read_table(struct table *t, struct vocab *v, const char *path,
                       struct str text, struct err *e)
{
    struct str line;
    for (int at = 1; str_split(&text, '\n', &line); at++) {
        struct entry n = {0};
        if (line.n == 0 || line.p[0] == '#')
            continue;
        if (!read_line(&n, v, line))
            return err_set(e,
                           "%s:%d: a word, a number and weights are expected, "
                           "tabs between: " STR_FMT,
                           path, at, STR_ARG(str_part(line, 0, 60)));
        t->entries = arena_grow(&t->arena, t->entries, t->n, &t->cap, sizeof n);
        t->entries[t->n++] = n;
    }
    return true;
}

bool table_load(struct table *t, const struct ruleset *rs, const char *path,
                struct err *e)
{
    struct buf in;
    bool ok = true;
    *t = (struct table){0};
    buf_init(&in, CEILING_RULE_FILE);
    struct stat link; /* one that leads nowhere is told by the reading */
    if (lstat(path, &link) == 0) {
        ok = buf_read_file(&in, path, e);
        struct str text = str_dup(&t->arena, buf_view(&in));
        t->hash = str_hash(text);
        ok = ok && read_table(t, rs->vocab, path, text, e);
    }
    buf_clear(&in);
    index_entries(t);
    index_rules(t, rs);
    vocab_forget(rs->vocab);
    return ok;
}

void table_clear(struct table *t)
{
    arena_clear(&t->arena);
    *t = (struct table){0};
}

double table_scale(const struct doc *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += table_listens(d, i);
    return n > TABLE_WORDS ? sqrt(TABLE_WORDS / (double)n) : 1;
}

bool table_listens(const struct doc *d, size_t word)
{
    const struct word *w = &d->words[word];
    const char *text = d->folded.text.p;
    bool digit = text[w->at] >= '0' && text[w->at] <= '9';
    return !digit && !w->form->address &&
           !(w->scope & (SCOPE_MUTE | SCOPE_LABEL)) &&
           (w->at == 0 || text[w->at - 1] != '@');
}

bool table_pairs(const struct doc *d, size_t word)
{
    return word > 0 && d->words[word - 1].sentence == d->words[word].sentence &&
           table_listens(d, word - 1);
}

static void add(struct sayings *out, const struct entry *n, struct span words,
                uint64_t *heard, size_t number)
{
    if (heard[number / 64] >> (number % 64) & 1)
        return;
    heard[number / 64] |= 1ULL << (number % 64);
    __builtin_prefetch(n->type); /* for the sum; they may lie in two lines */
    __builtin_prefetch(n->tone + TONE_COUNT - 1);
    out->items[out->n++] = (struct said){.entry = n, .words = words};
}

/* Sends for the slot of the pair that ends with the word. */
static inline void send_for(const struct table *t, const struct doc *d,
                            size_t word)
{
    if (word < d->n)
        __builtin_prefetch(slot_at(t, hash_of(d->words[word - 1].form->term,
                                              d->words[word].form->term)));
}

static void sum_up(struct sayings *s)
{
    for (size_t i = 0; i < s->n; i++) {
        for (int c = 0; c < TYPE_SPOKEN; c++)
            s->type[c] += (double)s->items[i].entry->type[c];
        for (int c = 0; c < TONE_COUNT; c++)
            s->tone[c] += (double)s->items[i].entry->tone[c];
    }
    for (int c = 0; c < TYPE_SPOKEN; c++)
        s->type[c] *= s->scale;
    for (int c = 0; c < TONE_COUNT; c++)
        s->tone[c] *= s->scale;
}

void table_run(const struct table *t, struct arena *a, const struct doc *d,
               const struct hits *h, struct sayings *out)
{
    *out = (struct sayings){.scale = table_scale(d)};
    if (!t->n)
        return;
    uint64_t *heard = arena_alloc(a, (t->n / 64 + 1) * sizeof *heard);
    out->items = arena_room(a, (2 * d->n + h->n + 1) * sizeof *out->items);
    struct term_use none = {0}, before = none, here;
    for (size_t i = 0; i < d->n; i++, before = here) {
        uint32_t term = d->words[i].form->term;
        send_for(t, d, i + AHEAD);
        here = term < t->n_terms ? t->terms[term] : none;
        if (!term || !(here.alone || (here.closes && before.opens)) ||
            !table_listens(d, i))
            continue;
        if (here.alone)
            add(out, &t->entries[here.alone - 1],
                (struct span){(uint32_t)i, (uint32_t)i}, heard, here.alone - 1);
        uint32_t first = i ? d->words[i - 1].form->term : 0;
        if (!here.closes || !before.opens || !pair_possible(t, first, term) ||
            !table_pairs(d, i))
            continue;
        uint32_t two = slot_of(t, first, term)->entry;
        if (two)
            add(out, &t->entries[two - 1],
                (struct span){(uint32_t)i - 1, (uint32_t)i}, heard, two - 1);
    }
    for (size_t i = 0; i < h->n && d->n; i++) {
        uint32_t number = t->of_rule[h->items[i].rule];
        if (number && !h->items[i].aside)
            add(out, &t->entries[number - 1], h->items[i].words, heard,
                number - 1);
    }
    sum_up(out);
}

void table_add(const struct table *t, struct arena *a, const struct doc *d,
               const struct hits *h, struct sayings *to)
{
    struct sayings more;
    table_run(t, a, d, h, &more);
    struct said *both = arena_alloc(a, (to->n + more.n + 1) * sizeof *both);
    for (size_t i = 0; i < to->n; i++)
        both[i] = to->items[i];
    for (size_t i = 0; i < more.n; i++) {
        both[to->n + i] = more.items[i];
        both[to->n + i].learnt = t->learnt;
    }
    to->items = both;
    to->n += more.n;
    for (int c = 0; c < TYPE_SPOKEN; c++)
        to->type[c] += more.type[c];
    for (int c = 0; c < TONE_COUNT; c++)
        to->tone[c] += more.tone[c];
}
