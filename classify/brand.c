/* SPDX-License-Identifier: MIT
 * brand: names with their inflections, found in raw bytes. */
#include "classify/brand.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { WORDS_MAX = 6, CONTEXT = 12, BUCKETS = 4096, LETTERS_MIN = 2 };

enum ending {
    ENDING_NONE, /* this very form */
    ENDING_CASE, /* endings of Russian cases, English s */
    ENDING_ANY   /* the form began with a * behind it */
};

struct piece {
    struct str stem;    /* folded letters the word begins with */
    enum ending ending; /* what may follow them */
    struct str vowel;   /* of an adjective: what was cut but its last letter */
};

struct form {
    struct piece words[WORDS_MAX]; /* n of them */
    size_t n;                      /* words */
    size_t brand;                  /* number of its brand */
    struct form *next;             /* of the same bucket */
};

struct brand {
    struct str name;          /* as reports call it */
    struct form *near, *not_; /* chains; one must, none may stand close by */
};

struct brands {
    struct arena arena;           /* everything here */
    struct brand *items;          /* n of them */
    size_t n;                     /* brands */
    struct form *bucket[BUCKETS]; /* by the first two letters */
};

/* What a byte begins. */
enum kind {
    GAP,      /* nothing of a word */
    ASCII,    /* a letter or digit of one byte */
    CYRILLIC, /* a letter of two */
    LETTER,   /* a letter of another script */
    ODD,      /* something that folding would drop or change */
    ASK       /* the next bytes decide */
};

/* By the first byte; 0x80 to 0xbf only begin something in broken text. */
static const unsigned char KINDS[256] = {['0' ... '9'] = ASCII,
                                         ['A' ... 'Z'] = ASCII,
                                         ['a' ... 'z'] = ASCII,
                                         [0xc2] = ASK,
                                         [0xc3 ... 0xcf] = ODD,
                                         [0xd0 ... 0xd1] = CYRILLIC,
                                         [0xd2 ... 0xdf] = LETTER,
                                         [0xe0 ... 0xe1] = LETTER,
                                         [0xe2] = ASK,
                                         [0xe3 ... 0xee] = LETTER,
                                         [0xef] = ODD};

static inline enum kind kind_of(const unsigned char *p, size_t left)
{
    enum kind k = KINDS[*p];
    if (k != ASK)
        return k;
    unsigned char d = left > 1 ? p[1] : 0, t = left > 2 ? p[2] : 0;
    if (*p == 0xc2) /* soft hyphen */
        return d == 0xad ? ODD : GAP;
    bool zero_width = (d == 0x80 && ((t >= 0x8b && t <= 0x8f) || t >= 0xaa)) ||
                      (d == 0x81 && t >= 0xa0);
    return zero_width ? ODD : GAP;
}

/* The folded code point at `at`, which moves on. Only kinds 1 and 2 are
 * folded; the slow path has folded the rest before. */
static inline uint32_t letter(struct str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    if (*p < 0x80) {
        ++*at;
        return *p >= 'A' && *p <= 'Z' ? *p | 0x20u : *p;
    }
    if ((*p == 0xd0 || *p == 0xd1) && *at + 1 < s.n) {
        uint32_t c = ((uint32_t)(*p & 0x1f) << 6) | (p[1] & 0x3f);
        *at += 2;
        if (c >= 0x410 && c <= 0x42f)
            return c + 0x20;
        return c == 0x401 || c == 0x451 ? 0x435 : c;
    }
    return str_utf8(s, at);
}

static inline uint32_t bucket_of(uint32_t a, uint32_t b)
{
    return (a * 0x9e3779b1u ^ b * 0x85ebca6bu) >> 20;
}

static bool in_word(struct str s, size_t at)
{
    if (at >= s.n)
        return false;
    return kind_of((const unsigned char *)s.p + at, s.n - at) != GAP;
}

/* Case endings, longest words first are not needed: the whole rest of a word
 * must be one of them. */
static bool case_ending(struct str rest)
{
    static const char *const endings[] = {
        "а",  "у",  "ом", "ем",  "е",   "ы",   "и",  "ов",  "ев",  "ам",
        "ям", "ах", "ях", "ами", "ями", "я",   "ю",  "ой",  "ей",  "ою",
        "ею", "ью", "ий", "ый",  "ого", "его", "им", "ому", "ему", "ым",
        "ых", "их", "ую", "юю",  "ая",  "яя",  "ое", "ее",  "ые",  "ие",
        "ья", "ье", "ьи", "о",   "й",   "ь",   "s",  "es",  "ии"};
    if (rest.n && (rest.p[0] == '\'' || rest.p[0] == '-'))
        rest = str_from(rest, 1);
    if (rest.n == 0)
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_eqz(rest, endings[i]))
            return true;
    return false;
}

/* The rest of a word that stood in the form as an adjective: белый, белого.
 * Nouns may look like one (гений, гения), so their endings fit as well. */
static bool piece_ending(const struct piece *w, struct str rest)
{
    static const char *const endings[] = {
        "ый", "ого", "ому", "ым",  "ом", "ая",  "ой",  "ую", "ою",
        "ое", "ые",  "ых",  "ыми", "ий", "их",  "им",  "ем", "яя",
        "ей", "юю",  "ею",  "ее",  "ие", "его", "ему", "ими"};
    if (!w->vowel.n)
        return case_ending(rest);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_eqz(rest, endings[i]))
            return true;
    return str_starts(rest, w->vowel) &&
           case_ending(str_from(rest, w->vowel.n));
}

/* Does the word at *at begin with the stem and end as it may? *at moves past
 * the word. */
static bool piece_fits(const struct piece *w, struct str s, size_t *at)
{
    size_t i = *at, k = 0;
    while (k < w->stem.n) {
        if (i >= s.n || letter(s, &i) != letter(w->stem, &k))
            return false;
    }
    char rest[24];
    size_t n = 0;
    if (w->ending == ENDING_CASE && i + 1 < s.n &&
        (s.p[i] == '\'' || s.p[i] == '-') && in_word(s, i + 1))
        rest[n++] = s.p[i++];
    while (in_word(s, i)) {
        size_t from = i;
        uint32_t c = letter(s, &i);
        if (w->ending == ENDING_ANY)
            continue;
        if (w->ending == ENDING_NONE || n + 2 >= sizeof rest)
            return false;
        if (c < 0x80) {
            rest[n++] = (char)c;
        } else if (i - from == 2) {
            rest[n++] = (char)(0xc0 | c >> 6);
            rest[n++] = (char)(0x80 | (c & 0x3f));
        } else {
            return false;
        }
    }
    *at = i;
    bool joined = n && (rest[0] == '\'' || rest[0] == '-');
    if (w->ending != ENDING_CASE || piece_ending(w, (struct str){rest, n}))
        return true;
    *at = i - n; /* альфа-банк: the hyphen begins the next word */
    return joined && rest[0] == '-';
}

static bool form_fits(const struct form *f, struct str s, size_t *at)
{
    size_t i = *at;
    for (size_t k = 0; k < f->n; k++) {
        size_t from = i;
        while (k && i < s.n && !in_word(s, i) && i - from < 4 &&
               !strchr(",.;:!?", s.p[i]))
            i++;
        if (i >= s.n || !piece_fits(&f->words[k], s, &i))
            return false;
    }
    *at = i;
    return true;
}

/* Reads the words of a form. exact: it was quoted. */
static bool read_form(struct brands *b, struct form *f, struct str text,
                      bool exact)
{
    struct folded folded;
    struct token *t;
    if (text.n > 1 && text.p[0] == '"' && text.p[text.n - 1] == '"') {
        exact = true;
        text = str_part(text, 1, text.n - 2);
    }
    text_fold(&b->arena, text, &folded);
    char *p = (char *)folded.text.p;
    for (size_t i = 0; i < folded.text.n; i++)
        if (p[i] == '-')
            p[i] = ' ';
    size_t n = text_tokens(&b->arena, folded.text, &t);
    if (n == 0 || n > WORDS_MAX)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t end = t[i].at + t[i].word.n;
        bool star = end < folded.text.n && p[end] == '*';
        f->words[i].stem = t[i].word;
        f->words[i].ending = star    ? ENDING_ANY
                             : exact ? ENDING_NONE
                                     : ENDING_CASE;
    }
    f->n = n;
    return true;
}

/* белый, белого: of an adjective two letters are the ending. */
static bool cut_adjective(struct piece *w)
{
    static const char *const last[] = {"ый", "ий", "ой", "ая", "яя",
                                       "ое", "ее", "ые", "ие"};
    if (w->stem.n < 10)
        return false;
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (str_ends(w->stem, str_of(last[i]))) {
            w->stem.n -= 4;
            w->vowel = str_part(str_of(last[i]), 0, 2);
            return true;
        }
    return false;
}

/* почта, почты: the last vowel is an ending too. */
static void cut_vowel(struct piece *w)
{
    static const char *const last[] = {"а", "я", "о", "е", "ы", "и", "й", "ь"};
    if (w->ending != ENDING_CASE || w->stem.n < 8 || cut_adjective(w))
        return;
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (str_ends(w->stem, str_of(last[i]))) {
            w->stem.n -= 2;
            return;
        }
}

static bool add_form(struct brands *b, const struct classify_setup *setup,
                     struct str text, const struct yaml_node *node,
                     struct form **chain, struct err *e)
{
    struct form *f = arena_alloc(&b->arena, sizeof *f);
    bool star = text.n && str_find_char(text, '*') >= 0;
    bool ok = read_form(b, f, text, node && !node->plain && !star);
    if (!ok || f->words[0].stem.n < LETTERS_MIN) {
        const char *why = "a name has 1 to 6 words, the first of two letters "
                          "or more";
        if (setup->brand_file && node)
            yaml_error(setup->brand_file, node, e, "%s", why);
        else
            err_set(e, "brand '" STR_FMT "': %s", STR_ARG(text), why);
        return false;
    }
    for (size_t i = 0; i < f->n; i++)
        cut_vowel(&f->words[i]);
    f->next = *chain;
    *chain = f;
    return true;
}

static bool add_forms(struct brands *b, const struct classify_setup *setup,
                      const struct yaml_strs *texts, struct form **chain,
                      struct err *e)
{
    for (size_t i = 0; i < texts->n; i++)
        if (!add_form(b, setup, texts->items[i],
                      texts->nodes ? texts->nodes[i] : NULL, chain, e))
            return false;
    return true;
}

/* Puts the forms of a brand where their first letters are looked up. */
static void file_forms(struct brands *b, struct form *chain, size_t brand)
{
    while (chain) {
        struct form *next = chain->next;
        size_t at = 0;
        struct str stem = chain->words[0].stem;
        uint32_t one = letter(stem, &at);
        uint32_t i = bucket_of(one, at < stem.n ? letter(stem, &at) : 0);
        chain->brand = brand;
        chain->next = b->bucket[i];
        b->bucket[i] = chain;
        chain = next;
    }
}

struct brands *brand_open(const struct classify_setup *setup, struct err *e)
{
    struct brands *b = xcalloc(1, sizeof *b);
    b->n = setup->n_brands;
    b->items = arena_alloc(&b->arena, (b->n + 1) * sizeof *b->items);
    for (size_t i = 0; i < b->n; i++) {
        const struct brand_setup *s = &setup->brands[i];
        struct form *forms = NULL;
        b->items[i].name = str_dup(&b->arena, s->name);
        bool ok = s->forms.n ? add_forms(b, setup, &s->forms, &forms, e)
                             : add_form(b, setup, s->name, NULL, &forms, e);
        if (!ok || !add_forms(b, setup, &s->near, &b->items[i].near, e) ||
            !add_forms(b, setup, &s->not_, &b->items[i].not_, e)) {
            brand_close(b);
            return NULL;
        }
        file_forms(b, forms, i);
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

/* Where the next word begins. A hyphen parts words here, as in a form. */
static size_t next_word(struct str s, size_t at)
{
    while (in_word(s, at))
        letter(s, &at);
    while (at < s.n && !in_word(s, at))
        at++;
    return at;
}

/* A name at bytes from..to, and where the words around it end. */
struct place {
    struct str text; /* folded */
    size_t from, to; /* the name */
    size_t lo, hi;   /* the name and CONTEXT words on both sides */
};

static struct place place_of(struct str folded, const struct token *t, size_t n,
                             size_t from, size_t to)
{
    size_t first = 0, last = 0;
    for (size_t i = 0; i < n; i++) {
        if (t[i].at <= from)
            first = i;
        if (t[i].at < to)
            last = i;
    }
    size_t lo = first > CONTEXT ? first - CONTEXT : 0;
    size_t hi = last + CONTEXT < n ? last + CONTEXT : n - 1;
    return (struct place){folded, from, to, t[lo].at, t[hi].at + t[hi].word.n};
}

/* Does one of the forms begin close by? What lies within the name itself
 * counts only when `within`; a phrase that reaches beyond it always does. */
static bool close_by(const struct form *chain, const struct place *p,
                     bool within)
{
    if (!chain)
        return false;
    for (size_t at = p->lo; at < p->hi; at = next_word(p->text, at))
        for (const struct form *f = chain; f; f = f->next) {
            size_t end = at;
            if (form_fits(f, p->text, &end) &&
                (within || at < p->from || end > p->to))
                return true;
        }
    return false;
}

/* A name is not told by itself: "near: [мир]" wants a second one. But a word
 * or phrase of "not:" is often the very name in another sense. */
static bool context_fits(const struct brand *b, const struct place *p)
{
    return (!b->near || close_by(b->near, p, false)) &&
           !close_by(b->not_, p, true);
}

struct search {
    struct brands *b;     /* forms */
    struct arena *arena;  /* for the words */
    struct str text;      /* folded when `folded` */
    bool folded;          /* contexts can be judged */
    bool odd;             /* something folding would change was seen */
    bool context;         /* a hit needs its context judged */
    struct token *tokens; /* n of them, made when first needed */
    size_t n;             /* tokens */
};

/* The brand of a name that stands at `at`, or NULL. */
static const struct brand *named_at(struct search *s, size_t at)
{
    size_t i = at;
    uint32_t one = letter(s->text, &i);
    uint32_t two = in_word(s->text, i) ? letter(s->text, &i) : 0;
    for (struct form *f = s->b->bucket[bucket_of(one, two)]; f; f = f->next) {
        const struct brand *found = &s->b->items[f->brand];
        size_t end = at;
        if (!form_fits(f, s->text, &end))
            continue;
        if (!found->near && !found->not_)
            return found;
        s->context = true;
        if (!s->folded)
            return NULL;
        if (!s->tokens)
            s->n = text_tokens(s->arena, s->text, &s->tokens);
        struct place p = place_of(s->text, s->tokens, s->n, at, end);
        if (context_fits(found, &p))
            return found;
    }
    return NULL;
}

static const struct brand *search(struct search *s)
{
    const unsigned char *p = (const unsigned char *)s->text.p;
    bool inside = false;
    for (size_t at = 0; at < s->text.n;) {
        enum kind k = kind_of(p + at, s->text.n - at);
        if (k == ODD && !s->folded) {
            s->odd = true;
            return NULL;
        }
        if (k != GAP && !inside) {
            const struct brand *found = named_at(s, at);
            if (found || (s->context && !s->folded))
                return found;
        }
        inside = k != GAP;
        at += k == CYRILLIC ? 2 : 1;
        while (k >= LETTER && at < s->text.n && (p[at] & 0xc0) == 0x80)
            at++;
    }
    return NULL;
}

struct str brand_find(struct brands *b, struct arena *a, struct str text)
{
    struct search s = {.b = b, .arena = a, .text = text};
    const struct brand *found = b->n ? search(&s) : NULL;
    if (!found && (s.odd || s.context)) {
        struct folded f;
        text_fold(a, text, &f);
        s = (struct search){.b = b, .arena = a, .text = f.text, .folded = true};
        found = search(&s);
    }
    return found ? found->name : (struct str){0};
}
