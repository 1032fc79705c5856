/* SPDX-License-Identifier: MIT
 * vocab: atoms of patterns, and the forms of texts that satisfy them. */
#include "classify/vocab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/text.h"
#include "classify/glob.h"
#include "classify/meant.h"
#include "classify/typo.h"

enum { FORMS_MAX = 1 << 17, SLOTS = 1 << 18, SET_DEPTH = 8 };

struct link {
    uint32_t atom;     /* an atom a word satisfies */
    struct link *next; /* another one */
};

struct atom {
    unsigned classes; /* enum word_class bits that satisfy it */
    bool negates;     /* has a negator among its words */
};

/* The hot table: one look-up a word. The key stands right behind the form. */
struct seen_slot {
    uint64_t hash;          /* of the word */
    struct form_info *form; /* NULL: free */
};

struct vocab {
    struct arena arena;            /* atoms, definitions */
    struct arena seen;             /* forms of texts: forgotten as a whole */
    struct arena scratch;          /* while one form is looked up */
    struct lemmatizer *lemmas;     /* owned */
    struct typos *typos;           /* owned; NULL: words stay as they are */
    struct map sets;               /* "ru $staff" -> yaml_node of the set */
    struct map negators;           /* lemma -> reach as pointer */
    struct map stops;              /* lemma -> itself */
    struct map turns;              /* the same */
    struct map terms;              /* lemmas of a form -> number as pointer */
    struct map by_text;            /* "ru a|b" -> number as pointer */
    struct map by_lemma;           /* lemma -> struct link */
    struct map by_form;            /* exact form -> struct link */
    struct seen_slot *slots;       /* SLOTS of them */
    size_t n_seen;                 /* slots used */
    struct globs globs;            /* words with a star */
    uint32_t *classed;             /* n_classed atoms that have classes */
    size_t n_classed, cap_classed; /* used and room */
    struct atom *atoms;            /* n_atoms of them; 0 is none */
    size_t n_atoms, cap_atoms;     /* used and room */
};

struct vocab *vocab_open(struct err *e)
{
    struct vocab *v = xcalloc(1, sizeof *v);
    v->lemmas = lemma_open(e);
    if (!v->lemmas) {
        free(v);
        return NULL;
    }
    v->slots = xcalloc(SLOTS, sizeof *v->slots);
    v->n_atoms = 1;
    v->atoms = arena_grow(&v->arena, NULL, 0, &v->cap_atoms, sizeof *v->atoms);
    return v;
}

void vocab_close(struct vocab *v)
{
    if (!v)
        return;
    struct map *maps[] = {&v->sets,  &v->negators, &v->stops,    &v->turns,
                          &v->terms, &v->by_text,  &v->by_lemma, &v->by_form};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        map_clear(maps[i]);
    free(v->slots);
    typo_free(v->typos);
    lemma_close(v->lemmas);
    arena_clear(&v->arena);
    arena_clear(&v->seen);
    arena_clear(&v->scratch);
    free(v);
}

bool vocab_ready(struct vocab *v, struct err *e)
{
    return lemma_ready(v->lemmas, e);
}

bool vocab_known(struct vocab *v, struct str word)
{
    bool known = word.n && lemma_known(v->lemmas, &v->scratch, word);
    arena_reset(&v->scratch);
    return known;
}

void vocab_mend(struct vocab *v)
{
    v->typos = typo_new(v->lemmas, &v->by_lemma);
    vocab_forget(v);
}

void vocab_keep(struct vocab *v)
{
    lemma_keep(v->lemmas);
}

static struct str fold(struct arena *a, struct str s)
{
    struct folded f;
    text_fold(a, s, &f);
    return f.text;
}

static struct str set_key(struct arena *a, struct str lang, struct str name)
{
    return str_printf(a, STR_FMT " $" STR_FMT, STR_ARG(lang), STR_ARG(name));
}

bool vocab_set(struct vocab *v, struct str lang, const struct yaml_file *f,
               const struct yaml_node *set, struct err *e)
{
    struct str key = set_key(&v->arena, lang, set->key->value);
    if (map_get(&v->sets, key))
        return yaml_error(f, set->key, e,
                          "the set '" STR_FMT "' is there "
                          "already",
                          STR_ARG(set->key->value));
    if (set->kind != YAML_LIST)
        return yaml_error(f, set, e, "a set is a list of words");
    for (const struct yaml_node *w = set->children; w; w = w->next)
        if (w->kind != YAML_SCALAR || str_find_char(w->value, ' ') >= 0)
            return yaml_error(f, w, e, "a set holds single words");
    map_put(&v->sets, key, (void *)set);
    return true;
}

void vocab_add_forms(struct vocab *v, const struct yaml_node *lemma)
{
    struct str folded = fold(&v->arena, lemma->key->value);
    for (const struct yaml_node *w = lemma->children; w; w = w->next)
        lemma_add(v->lemmas, &v->arena, folded, fold(&v->arena, w->value));
}

void vocab_negator(struct vocab *v, struct str word, int reach)
{
    map_put(&v->negators, fold(&v->arena, word), (void *)(intptr_t)reach);
}

void vocab_stop(struct vocab *v, struct str word)
{
    map_put(&v->stops, fold(&v->arena, word), v);
}

void vocab_turn(struct vocab *v, struct str word)
{
    map_put(&v->turns, fold(&v->arena, word), v);
}

uint32_t vocab_term(struct vocab *v, struct str lemmas)
{
    uintptr_t number = (uintptr_t)map_get(&v->terms, lemmas);
    if (number)
        return (uint32_t)number;
    number = v->terms.n + 1;
    map_put(&v->terms, str_dup(&v->arena, lemmas), (void *)number);
    return (uint32_t)number;
}

/* One place of a pattern while it is read. */
struct reading {
    struct vocab *v; /* that learns it */
    struct str lang; /* whose sets it uses */
    uint32_t atom;   /* its number */
    const char *why; /* what is wrong with it */
    size_t at;       /* where in the text */
};

static void link_to(struct vocab *v, struct map *m, struct str key,
                    uint32_t atom)
{
    struct link *old = map_get(m, key);
    if (old && old->atom == atom)
        return;
    struct link *l = arena_alloc(&v->arena, sizeof *l);
    *l = (struct link){atom, old};
    map_put(m, key, l);
}

/* Of a word with a hyphen, what it is as a whole: "third-rate" is no rate.
 * Returns how many of the n are left. */
static size_t whole_only(struct str word, struct str *lemmas, size_t n)
{
    size_t kept = 0;
    if (str_find_char(word, '-') < 0)
        return n;
    for (size_t i = 0; i < n; i++)
        if (str_find_char(lemmas[i], '-') >= 0)
            lemmas[kept++] = lemmas[i];
    return kept ? kept : n;
}

/* A dictionary form stands for itself, another form for all its lemmas. */
static void learn_word(struct reading *r, struct str word)
{
    struct vocab *v = r->v;
    struct str lemmas[LEMMA_MAX];
    size_t n = lemma_of(v->lemmas, &v->arena, word, lemmas);
    n = whole_only(word, lemmas, n);
    for (size_t i = 0; i < n; i++)
        if (str_eq(lemmas[i], word)) {
            lemmas[0] = word;
            n = 1;
        }
    for (size_t i = 0; i < n; i++) {
        link_to(v, &v->by_lemma, lemmas[i], r->atom);
        v->atoms[r->atom].negates |= map_get(&v->negators, lemmas[i]) != NULL;
    }
}

static void add_class(struct vocab *v, uint32_t atom, unsigned bit)
{
    if (!v->atoms[atom].classes) {
        v->classed = arena_grow(&v->arena, v->classed, v->n_classed,
                                &v->cap_classed, sizeof atom);
        v->classed[v->n_classed++] = atom;
    }
    v->atoms[atom].classes |= bit;
}

static bool learn_class(struct reading *r, struct str w)
{
    static const struct {
        const char *name; /* as rules write it */
        unsigned bit;     /* enum word_class */
    } classes[] = {{"<num>", CLASS_NUM},   {"<date>", CLASS_DATE},
                   {"<time>", CLASS_TIME}, {"<year>", CLASS_YEAR},
                   {"<long>", CLASS_LONG}, {"<latin>", CLASS_LATIN},
                   {"<name>", CLASS_NAME}, {"<initial>", CLASS_INITIAL},
                   {"<any>", CLASS_ANY}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (str_eqz(w, classes[i].name)) {
            add_class(r->v, r->atom, classes[i].bit);
            return true;
        }
    r->why = "unknown class; there are <num> <date> <time> <year> <long> "
             "<latin> <initial> <name> <any>";
    return false;
}

static bool learn_alternatives(struct reading *r, struct str text, int depth);

static bool learn_set(struct reading *r, struct str name, int depth)
{
    struct str key = set_key(&r->v->arena, r->lang, name);
    const struct yaml_node *set = map_get(&r->v->sets, key);
    if (!set || depth == SET_DEPTH) {
        r->why = set ? "sets are nested too deeply" : "there is no such set";
        return false;
    }
    for (const struct yaml_node *w = set->children; w; w = w->next)
        if (!learn_alternatives(r, fold(&r->v->arena, w->value), depth + 1))
            return false;
    return true;
}

static bool learn(struct reading *r, struct str w, int depth)
{
    if (w.n == 0) {
        r->why = "a word is missing beside '|'";
        return false;
    }
    if (w.p[0] == '-') {
        r->why = "'-' stands before the first word and means all of them";
        return false;
    }
    if (w.p[0] == '$')
        return learn_set(r, str_from(w, 1), depth);
    if (w.p[0] == '<')
        return learn_class(r, w);
    if (w.p[0] == '=' && w.n > 1) {
        link_to(r->v, &r->v->by_form, str_from(w, 1), r->atom);
        return true;
    }
    if (str_find_char(w, '*') >= 0) {
        r->why = "'*' needs letters beside it, and two of them are enough";
        return globs_add(&r->v->globs, &r->v->arena, w, r->atom);
    }
    struct token *t;
    if (text_tokens(&r->v->arena, w, &t) != 1 || !str_eq(t[0].word, w)) {
        r->why = "this is not one word; punctuation is for regex";
        return false;
    }
    learn_word(r, w);
    return true;
}

static bool learn_alternatives(struct reading *r, struct str text, int depth)
{
    for (size_t at = 0; at <= text.n;) {
        ptrdiff_t bar = str_find_char(str_from(text, at), '|');
        size_t n = bar < 0 ? text.n - at : (size_t)bar;
        if (!learn(r, str_part(text, at, n), depth)) {
            r->at = depth ? r->at : at;
            return false;
        }
        at += n + 1;
    }
    return true;
}

/* "ru a|b": asked for each word of each pattern, so without printf. */
static struct str pair_key(struct arena *a, struct str lang, struct str text)
{
    char *key = arena_room(a, lang.n + 1 + text.n);
    memcpy(key, lang.p, lang.n);
    key[lang.n] = ' ';
    memcpy(key + lang.n + 1, text.p, text.n);
    return (struct str){key, lang.n + 1 + text.n};
}

uint32_t vocab_atom(struct vocab *v, struct str lang, struct str text,
                    const char **why, size_t *at)
{
    struct str key = pair_key(&v->arena, lang, text);
    uint32_t known = (uint32_t)(uintptr_t)map_get(&v->by_text, key);
    if (known)
        return known;
    v->atoms = arena_grow(&v->arena, v->atoms, v->n_atoms, &v->cap_atoms,
                          sizeof *v->atoms);
    struct reading r = {.v = v, .lang = lang, .atom = (uint32_t)v->n_atoms++};
    v->atoms[r.atom] = (struct atom){0};
    if (!learn_alternatives(&r, str_dup(&v->arena, text), 0)) {
        *why = r.why;
        *at = r.at;
        return 0;
    }
    map_put(&v->by_text, key, (void *)(uintptr_t)r.atom);
    return r.atom;
}

const struct yaml_node *vocab_words(struct vocab *v, const char *lang,
                                    const char *name)
{
    char key[32];
    snprintf(key, sizeof key, "%s $%s", lang, name);
    return map_get(&v->sets, str_of(key));
}

unsigned vocab_classes(const struct vocab *v, uint32_t atom)
{
    return v->atoms[atom].classes & (CLASS_NAME | CLASS_ANY);
}

uint32_t vocab_atoms(const struct vocab *v)
{
    return (uint32_t)v->n_atoms;
}

bool vocab_negates(const struct vocab *v, uint32_t atom)
{
    return v->atoms[atom].negates;
}

/* What a form is by its signs alone. */
static unsigned classes_of(struct str w)
{
    size_t digits = 0, letters = 0, dots = 0, colons = 0, strokes = 0;
    for (size_t i = 0; i < w.n; i++) {
        unsigned char c = (unsigned char)w.p[i];
        digits += c >= '0' && c <= '9';
        letters += c >= 0x80 || (c >= 'a' && c <= 'z');
        dots += c == '.' || c == '/' || c == '-';
        colons += c == ':';
        strokes += c == ',';
    }
    bool latin = (unsigned char)w.p[0] < 0x80;
    if (!digits && letters == w.n)
        return (latin ? CLASS_LATIN : 0u) |
               (w.n == (latin ? 1 : 2) ? CLASS_INITIAL : 0u);
    if (!digits)
        return 0;
    if (letters)
        return digits >= 5 ? CLASS_LONG : 0;
    if (colons)
        return CLASS_TIME;
    if (dots == 2 && digits <= 8)
        return CLASS_DATE;
    unsigned bits = CLASS_NUM;
    if (dots == 1 && digits >= 3 && digits <= 4 && strokes == 0)
        bits |= CLASS_DATE; /* 15.07, 5/12; also 15.50 */
    if (digits >= 5 && dots + strokes == 0)
        bits |= CLASS_LONG;
    if (w.n == 4 && ((memcmp(w.p, "19", 2) == 0 && w.p[2] == '9') ||
                     (memcmp(w.p, "20", 2) == 0 && w.p[2] < '4')))
        bits |= CLASS_YEAR;
    return bits;
}

struct atom_list {
    struct vocab *v; /* whose scratch they are in */
    uint32_t *items; /* n of them, any order */
    size_t n, cap;   /* used and room */
};

static void put(void *ctx, uint32_t atom)
{
    struct atom_list *l = ctx;
    for (size_t i = 0; i < l->n; i++)
        if (l->items[i] == atom)
            return;
    l->items = arena_grow(&l->v->scratch, l->items, l->n, &l->cap, sizeof atom);
    l->items[l->n++] = atom;
}

static void put_links(struct atom_list *l, struct map *m, struct str key)
{
    for (struct link *k = map_get(m, key); k; k = k->next)
        put(l, k->atom);
}

static void put_classes(struct atom_list *l, struct str w)
{
    const struct vocab *v = l->v;
    unsigned bits = classes_of(w);
    for (size_t i = 0; bits && i < v->n_classed; i++)
        if (v->atoms[v->classed[i]].classes & bits)
            put(l, v->classed[i]);
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void find_atoms(struct vocab *v, struct str word, struct str *lemmas,
                       size_t n, struct form_info *out)
{
    struct atom_list l = {.v = v};
    for (size_t i = 0; i < n; i++)
        put_links(&l, &v->by_lemma, lemmas[i]);
    put_links(&l, &v->by_form, word);
    out->known = l.n || lemma_known(v->lemmas, &v->scratch, word);
    globs_fit(&v->globs, word, put, &l);
    put_classes(&l, word);
    if (!l.n)
        return;
    qsort(l.items, l.n, sizeof *l.items, compare);
    out->atoms = arena_alloc(&v->seen, l.n * sizeof *l.items);
    memcpy(out->atoms, l.items, l.n * sizeof *l.items);
    out->n = (uint32_t)l.n;
    for (size_t i = 0; i < l.n; i++)
        out->sign |= 1ULL << (l.items[i] % 64);
}

/* Folded letters of Russian end at U+044F. */
static bool has_foreign(struct str w)
{
    for (size_t i = 0; i + 1 < w.n; i++) {
        unsigned char c = (unsigned char)w.p[i],
                      next = (unsigned char)w.p[i + 1];
        if ((c == 0xd1 && next >= 0x90) || c == 0xd2 || c == 0xd3)
            return true;
    }
    return false;
}

static void find_out(struct vocab *v, struct str word, struct form_info *out)
{
    struct str lemmas[LEMMA_MAX];
    struct str meant = meant_word(v->lemmas, &v->scratch, word);
    struct str typed = meant;
    if (v->typos && !lemma_known(v->lemmas, &v->scratch, meant))
        meant = typo_meant(v->typos, &v->scratch, meant);
    size_t n = lemma_of(v->lemmas, &v->scratch, meant, lemmas);
    struct str all = lemmas[0];
    for (size_t i = 0; i < n; i++) {
        int reach = (int)(intptr_t)map_get(&v->negators, lemmas[i]);
        out->reach = (int16_t)(reach > out->reach ? reach : out->reach);
        out->stop |= map_get(&v->stops, lemmas[i]) != NULL;
        out->turn |= map_get(&v->turns, lemmas[i]) != NULL;
        if (i)
            all = str_printf(&v->scratch, STR_FMT " " STR_FMT, STR_ARG(all),
                             STR_ARG(lemmas[i]));
    }
    out->lemmas = str_eq(all, word) ? word : str_dup(&v->seen, all);
    size_t letters = text_is_letters(word) ? str_chars(word) : 0;
    out->letters = (uint16_t)(letters < UINT16_MAX ? letters : UINT16_MAX);
    out->foreign = has_foreign(word);
    out->address = str_starts(word, STR("http")) || memchr(word.p, '.', word.n);
    out->term = (uint32_t)(uintptr_t)map_get(&v->terms, all);
    find_atoms(v, meant, lemmas, n, out);
    out->known =
        out->known && str_eq(typed, meant); /* else it may be foreign */
    arena_reset(&v->scratch);
}

/* The last eight bytes of a word, or all it has, some of them twice. */
static inline uint64_t tail_of(struct str w)
{
    if (w.n >= 8)
        return bytes_eight(w.p + w.n - 8);
    if (w.n >= 4)
        return (uint64_t)bytes_four(w.p) << 32 | bytes_four(w.p + w.n - 4);
    return w.n ? (uint64_t)(unsigned char)w.p[0] << 16 |
                     (uint64_t)(unsigned char)w.p[w.n / 2] << 8 |
                     (unsigned char)w.p[w.n - 1]
               : 0;
}

/* Eight bytes at a time; never stored, so it may change. */
static inline uint64_t hash_of(struct str w)
{
    uint64_t h = w.n * 0x9e3779b97f4a7c15ULL;
    for (size_t i = 0; i + 8 < w.n; i += 8) {
        h = (h ^ bytes_eight(w.p + i)) * 0xff51afd7ed558ccdULL;
        h ^= h >> 32;
    }
    h = (h ^ tail_of(w)) * 0xc4ceb9fe1a85ec53ULL;
    return h ^ h >> 32;
}

static struct form_info *learn_form(struct vocab *v, struct str word)
{
    struct form_info *f = arena_alloc(&v->seen, sizeof *f + word.n);
    char *key = (char *)(f + 1);
    memcpy(key, word.p, word.n);
    find_out(v, (struct str){key, word.n}, f);
    f->word = (struct str){key, word.n};
    v->n_seen++;
    return f;
}

static const struct form_info *form_of(struct vocab *v, struct str word,
                                       uint64_t hash)
{
    size_t i = hash % SLOTS;
    while (v->slots[i].form &&
           (v->slots[i].hash != hash || !str_eq(v->slots[i].form->word, word)))
        i = (i + 1) % SLOTS;
    struct seen_slot *s = &v->slots[i];
    if (!s->form)
        *s = (struct seen_slot){hash, learn_form(v, word)};
    return s->form;
}

const struct form_info *vocab_form(struct vocab *v, struct str word)
{
    return form_of(v, word, hash_of(word));
}

void vocab_forms_of(struct vocab *v, const struct token *t, size_t n,
                    const struct form_info **out)
{
    enum { AHEAD = 16 };
    uint64_t hash[AHEAD];
    for (size_t from = 0; from < n; from += AHEAD) {
        size_t to = from + AHEAD < n ? from + AHEAD : n;
        for (size_t i = from; i < to; i++) {
            hash[i - from] = hash_of(t[i].word);
            __builtin_prefetch(&v->slots[hash[i - from] % SLOTS]);
        }
        for (size_t i = from; i < to; i++)
            __builtin_prefetch(v->slots[hash[i - from] % SLOTS].form);
        for (size_t i = from; i < to; i++) {
            out[i] = form_of(v, t[i].word, hash[i - from]);
            __builtin_prefetch(out[i]->note);
        }
    }
}

struct form_note *vocab_note(struct vocab *v, const struct form_info *f,
                             size_t n)
{
    struct form_info *own = (struct form_info *)f; /* it lives in v->seen */
    own->note = arena_alloc(&v->seen, n);
    return own->note;
}

void vocab_tidy(struct vocab *v)
{
    if (v->n_seen >= FORMS_MAX)
        vocab_forget(v);
}

void vocab_forget(struct vocab *v)
{
    if (!v->n_seen)
        return;
    memset(v->slots, 0, SLOTS * sizeof *v->slots);
    v->n_seen = 0;
    arena_reset(&v->seen);
}
