/* SPDX-License-Identifier: MIT
 * lemma: hunspell, Snowball behind it, the rule files' forms beside both. */
#include "classify/lemma.h"

#include <dlfcn.h>
#include <hunspell/hunspell.h>
#include <iconv.h>
#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/cache.h"
#include "base/log.h"
#include "base/text.h"
#include "classify/affix.h"
#include "classify/stems.h"

enum {
    WORD_MAX = 96,
    SCRIPTS = 2,
    CYRILLIC = 0,
    LATIN = 1,
    PIECE = 1 << 16,    /* bytes of a file that are hashed at once */
    FILE_MOST = 1 << 26 /* bytes of a dictionary */
};

struct dictionary {
    char aff[64], dic[64];      /* hunspell's files */
    struct buf rules, roots;    /* what stands in them */
    struct affix *affix;        /* answers for hunspell; NULL: it cannot */
    bool read;                  /* whether it can was tried */
    Hunhandle *hunspell;        /* then this one does; NULL: not read yet */
    struct sb_stemmer *stemmer; /* for words hunspell lacks */
    iconv_t to, from;           /* its encoding, (iconv_t)-1 for UTF-8 */
};

struct form {
    struct str lemma;  /* one lemma of the form */
    struct form *next; /* another one */
};

struct lemmatizer {
    struct dictionary of[SCRIPTS]; /* by script of the word */
    struct map forms;              /* form -> struct form */
    struct stems *stems;           /* what hunspell said before */
    bool kept;                     /* nothing is added to them any more */
};

struct source {
    const char *name, *package, *stemmer; /* where a dictionary comes from */
};

static const struct source SOURCES[SCRIPTS] = {
    {"ru_RU", "hunspell-ru", "russian"},
    {"en_US", "hunspell-en-us", "english"},
};

/* Adds the bytes of a file to the key; false when it cannot be read. */
static bool add_file(uint64_t *key, const char *path)
{
    char piece[PIECE];
    FILE *f = fopen(path, "re");
    size_t n;
    if (!f)
        return false;
    setvbuf(f, NULL, _IONBF, 0);
    while ((n = fread(piece, 1, sizeof piece, f)))
        *key = cache_hash(*key, (struct str){piece, n});
    bool ok = !ferror(f);
    fclose(f);
    return ok;
}

static bool read_file(struct buf *b, const char *path, uint64_t *key)
{
    struct err e = {0};
    buf_init(b, FILE_MOST);
    bool ok = buf_read_file(b, path, &e);
    *key = cache_hash(*key, buf_view(b));
    return ok;
}

static bool dictionary_find(struct dictionary *d, const struct source *s,
                            uint64_t *key, struct err *e)
{
    d->to = d->from = (iconv_t)-1;
    snprintf(d->aff, sizeof d->aff, "/usr/share/hunspell/%s.aff", s->name);
    snprintf(d->dic, sizeof d->dic, "/usr/share/hunspell/%s.dic", s->name);
    if (!read_file(&d->rules, d->aff, key) ||
        !read_file(&d->roots, d->dic, key))
        return err_set(e, "dictionary %s is missing: install the package %s",
                       d->aff, s->package);
    d->stemmer = sb_stemmer_new(s->stemmer, NULL);
    return d->stemmer || err_set(e, "there is no stemmer '%s'", s->stemmer);
}

/* Another hunspell may answer otherwise from the same dictionaries; so did what
 * came before affix.h answered for all words. */
static void add_hunspell(uint64_t *key)
{
    Dl_info from;
    *key = cache_hash(*key, STR("affix"));
    if (!dladdr((const void *)Hunspell_stem, &from) ||
        !add_file(key, from.dli_fname))
        *key = cache_hash(*key, STR("unknown"));
}

static bool dictionary_read(struct dictionary *d, struct err *e)
{
    if (d->hunspell)
        return true;
    d->hunspell = Hunspell_create(d->aff, d->dic);
    if (!d->hunspell)
        return err_set(e, "dictionary %s cannot be read", d->aff);
    const char *encoding = Hunspell_get_dic_encoding(d->hunspell);
    if (strcmp(encoding, "UTF-8") == 0)
        return true;
    d->to = iconv_open(encoding, "UTF-8");
    d->from = iconv_open("UTF-8", encoding);
    if (d->to == (iconv_t)-1 || d->from == (iconv_t)-1)
        return err_set(e, "dictionary %s: unknown encoding %s", d->aff,
                       encoding);
    return true;
}

struct lemmatizer *lemma_open(struct err *e)
{
    struct lemmatizer *l = xcalloc(1, sizeof *l);
    uint64_t key = 0;
    bool ok = true;
    map_init(&l->forms);
    for (int i = 0; i < SCRIPTS; i++)
        ok = ok && dictionary_find(&l->of[i], &SOURCES[i], &key, e);
    if (!ok) {
        lemma_close(l);
        return NULL;
    }
    add_hunspell(&key);
    l->stems = stems_open(key);
    return l;
}

/* Does affix.h answer for this dictionary? */
static bool by_affix(struct dictionary *d)
{
    if (!d->read)
        d->affix = affix_open(buf_view(&d->rules), buf_view(&d->roots));
    d->read = true;
    return d->affix;
}

bool lemma_ready(struct lemmatizer *l, struct err *e)
{
    for (int i = 0; i < SCRIPTS; i++)
        if (!by_affix(&l->of[i]) && !dictionary_read(&l->of[i], e))
            return false;
    return true;
}

void lemma_keep(struct lemmatizer *l)
{
    stems_keep(l->stems);
    l->kept = true;
}

void lemma_close(struct lemmatizer *l)
{
    if (!l)
        return;
    for (int i = 0; i < SCRIPTS; i++) {
        affix_close(l->of[i].affix);
        buf_clear(&l->of[i].rules);
        buf_clear(&l->of[i].roots);
        if (l->of[i].hunspell)
            Hunspell_destroy(l->of[i].hunspell);
        if (l->of[i].stemmer)
            sb_stemmer_delete(l->of[i].stemmer);
        if (l->of[i].to && l->of[i].to != (iconv_t)-1)
            iconv_close(l->of[i].to);
        if (l->of[i].from && l->of[i].from != (iconv_t)-1)
            iconv_close(l->of[i].from);
    }
    map_clear(&l->forms);
    stems_close(l->stems);
    free(l);
}

void lemma_add(struct lemmatizer *l, struct arena *a, struct str lemma,
               struct str form)
{
    struct form *f = arena_alloc(a, sizeof *f);
    *f = (struct form){lemma, map_get(&l->forms, form)};
    map_put(&l->forms, form, f);
}

static size_t add(struct str out[LEMMA_MAX], size_t n, struct str lemma)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(out[i], lemma))
            return n;
    if (n < LEMMA_MAX && lemma.n)
        out[n++] = lemma;
    return n;
}

/* Copies s into z of WORD_MAX bytes in the other encoding. */
static bool convert(iconv_t cd, struct str s, char *z)
{
    if (s.n >= WORD_MAX)
        return false;
    if (cd == (iconv_t)-1) {
        memcpy(z, s.p, s.n);
        z[s.n] = 0;
        return true;
    }
    char *in = (char *)s.p, *out = z;
    size_t in_left = s.n, out_left = WORD_MAX - 1;
    iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &in, &in_left, &out, &out_left) == (size_t)-1)
        return false;
    *out = 0;
    return true;
}

/* An affix rule that takes a prefix off turns the sense around (unhelpful,
 * helpful), so the lemma must begin as the word does and not be its tail. */
static bool same_head(struct str word, struct str lemma)
{
    size_t head = (unsigned char)word.p[0] < 0x80 ? 1 : 2;
    if (word.n < head || lemma.n < head || memcmp(word.p, lemma.p, head) != 0)
        return false;
    return lemma.n >= word.n || !str_ends(word, lemma);
}

/* Small letters of English and Russian only: folding would change nothing. */
static bool is_folded(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned char d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        bool latin = c >= 'a' && c <= 'z';
        bool russian = (c == 0xd0 && d >= 0xb0 && d <= 0xbf) ||
                       (c == 0xd1 && d >= 0x80 && d <= 0x8f);
        if (!latin && !russian)
            return false;
        i += latin ? 1 : 2;
    }
    return true;
}

/* It was there at the start: nothing is known of a word without it, and a
 * verdict must not depend on that. */
static void must_be_read(struct dictionary *d)
{
    struct err e = {0};
    if (dictionary_read(d, &e))
        return;
    log_event(LOG_ERROR, "dictionary", "cause=%s", e.msg);
    abort();
}

/* Stems as hunspell gives them, a tab between. */
static struct str ask_hunspell(struct dictionary *d, struct arena *a,
                               struct str word)
{
    char z[WORD_MAX], back[WORD_MAX * 2];
    char **stems = NULL;
    struct str all = {0};
    if (word.n >= WORD_MAX)
        return all;
    must_be_read(d);
    if (!convert(d->to, word, z))
        return all;
    int found = Hunspell_stem(d->hunspell, &stems, z);
    for (int i = 0; i < found; i++) {
        if (!convert(d->from, str_of(stems[i]), back) || strpbrk(back, "\t\n"))
            continue;
        all = all.n ? str_printf(a, STR_FMT "\t%s", STR_ARG(all), back)
                    : str_dup(a, str_of(back));
    }
    if (stems)
        Hunspell_free_list(d->hunspell, &stems, found);
    return all;
}

/* What a dictionary says of a word: its roots, a tab between. What affix.h has
 * no answer for is no word here: hunspell, which has one (12th), would be a
 * tenth of a second at the start of each crawl. */
static struct str ask(struct lemmatizer *l, struct dictionary *d,
                      struct arena *a, struct str word)
{
    struct str found;
    if (l->kept && d->affix) {
        affix_stems(d->affix, a, word, &found);
        return found;
    }
    if (stems_get(l->stems, word, &found))
        return found;
    if (by_affix(d))
        affix_stems(d->affix, a, word, &found);
    else
        found = ask_hunspell(d, a, word);
    stems_put(l->stems, word, found);
    return found;
}

static size_t from_hunspell(struct lemmatizer *l, struct dictionary *d,
                            struct arena *a, struct str word,
                            struct str out[LEMMA_MAX])
{
    struct str rest = ask(l, d, a, word), one;
    size_t n = 0;
    while (str_split(&rest, '\t', &one)) {
        struct folded f = {.text = one};
        if (!is_folded(one))
            text_fold(a, one, &f);
        if (f.text.n && (str_eq(f.text, word) || same_head(word, f.text)))
            n = add(out, n, f.text);
    }
    return n;
}

static struct str stem(struct dictionary *d, struct arena *a, struct str word)
{
    const sb_symbol *s =
        sb_stemmer_stem(d->stemmer, (const sb_symbol *)word.p, (int)word.n);
    if (!s)
        return word;
    return str_dup(a, (struct str){(const char *)s,
                                   (size_t)sb_stemmer_length(d->stemmer)});
}

/* it's, we've, they'll: the word before the apostrophe. */
static struct str before_apostrophe(struct str word)
{
    static const char *const tails[] = {"'s", "'re", "'ve", "'ll", "'d", "'m"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (str_ends(word, str_of(tails[i])) && word.n > 3)
            return str_part(word, 0, word.n - strlen(tails[i]));
    return word;
}

/* drivers, cancellations, bookings: to the dictionary forms of a verb, but not
 * of the noun beside it. */
static bool is_plural_noun(struct str word)
{
    return word.n > 5 &&
           (str_ends(word, STR("ers")) || str_ends(word, STR("ions")) ||
            str_ends(word, STR("ings")));
}

/* Lemmas of a word without inner signs. */
static size_t simple(struct lemmatizer *l, struct arena *a, struct str word,
                     struct str out[LEMMA_MAX])
{
    bool latin = (unsigned char)word.p[0] < 0x80;
    struct dictionary *d = &l->of[latin ? LATIN : CYRILLIC];
    struct str own[LEMMA_MAX];
    size_t n = 0, k = from_hunspell(l, d, a, word, own);
    if (k == 0 && word.n > 2)
        return add(out, 0, stem(d, a, word));
    if (latin && is_plural_noun(word))
        n = from_hunspell(l, d, a, str_part(word, 0, word.n - 1), out);
    for (size_t i = 0; i < k; i++)
        n = add(out, n, own[i]);
    /* cancelled, booking: entries of their own that are forms as well */
    bool ending = str_ends(word, STR("ed")) || str_ends(word, STR("ing"));
    if (latin && n == 1 && str_eq(out[0], word) && ending)
        n = add(out, n, stem(d, a, word));
    return n;
}

size_t lemma_of(struct lemmatizer *l, struct arena *a, struct str word,
                struct str out[LEMMA_MAX])
{
    size_t n = 0;
    struct str w = before_apostrophe(word);
    for (struct form *f = map_get(&l->forms, w); f; f = f->next)
        n = add(out, n, f->lemma);
    if (w.n == 0 || w.n >= WORD_MAX || (w.p[0] >= '0' && w.p[0] <= '9'))
        return n ? n : add(out, n, word);
    struct str found[LEMMA_MAX], part, rest = w;
    size_t k = simple(l, a, w, found);
    for (size_t i = 0; i < k; i++)
        n = add(out, n, found[i]);
    if (str_find_char(w, '-') > 0)
        while (str_split(&rest, '-', &part)) {
            k = part.n > 1 ? simple(l, a, part, found) : 0;
            for (size_t i = 0; i < k; i++)
                n = add(out, n, found[i]);
        }
    return n ? n : add(out, n, word);
}

struct str lemma_stem(struct lemmatizer *l, struct arena *a, struct str word)
{
    bool latin = word.n && (unsigned char)word.p[0] < 0x80;
    return stem(&l->of[latin ? LATIN : CYRILLIC], a, word);
}

static bool answers(struct lemmatizer *l, struct arena *a, struct str word)
{
    bool latin = (unsigned char)word.p[0] < 0x80;
    return ask(l, &l->of[latin ? LATIN : CYRILLIC], a, word).n > 0;
}

bool lemma_spelt(struct lemmatizer *l, struct arena *a, struct str word)
{
    if (!word.n || answers(l, a, word))
        return true;
    struct str name = str_dup(a, word);
    unsigned char *p = (unsigned char *)name.p;
    if (p[0] >= 'a' && p[0] <= 'z')
        p[0] = (unsigned char)(p[0] - 'a' + 'A');
    else if (p[0] == 0xd0 && p[1] >= 0xb0) /* а to п */
        p[1] = (unsigned char)(p[1] - 0x20);
    else if (p[0] == 0xd1 && p[1] < 0x90) { /* р to я */
        p[0] = 0xd0;
        p[1] = (unsigned char)(p[1] + 0x20);
    } else
        return false;
    return answers(l, a, name);
}

bool lemma_known(struct lemmatizer *l, struct arena *a, struct str word)
{
    struct str found[LEMMA_MAX];
    bool latin = (unsigned char)word.p[0] < 0x80;
    return from_hunspell(l, &l->of[latin ? LATIN : CYRILLIC], a, word, found);
}
