/* SPDX-License-Identifier: MIT
 * meant: look-alike letters and drawn-out ones. */
#include "classify/meant.h"

#include <string.h>

enum { LETTERS_MAX = 64, DRAWN_OUT = 3 };

/* Small letters that look alike, some only as capitals: folding made them
 * small. Latin a byte each, Russian two bytes each, in the same order. */
static const char LATIN[] = "aeopcyxkmtbh";
static const char RUSSIAN[] = "аеорсухкмтвн";

/* Number of the Latin letter among the look-alikes, -1: it has none. */
static int latin_twin(char c)
{
    const char *at = c ? strchr(LATIN, c) : NULL;
    return at ? (int)(at - LATIN) : -1;
}

static int russian_twin(const char *p)
{
    for (int i = 0; LATIN[i]; i++)
        if (memcmp(RUSSIAN + (ptrdiff_t)i * 2, p, 2) == 0)
            return i;
    return -1;
}

static bool is_latin(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_russian(struct str w, size_t at)
{
    unsigned char c = (unsigned char)w.p[at];
    return (c == 0xd0 || c == 0xd1) && at + 1 < w.n;
}

struct scripts {
    size_t latin, russian;         /* letters */
    bool latin_only, russian_only; /* a letter there has no twin */
};

static struct scripts scripts_of(struct str w)
{
    struct scripts s = {0};
    for (size_t i = 0; i < w.n; i++) {
        if (is_latin(w.p[i])) {
            s.latin++;
            s.latin_only |= latin_twin(w.p[i]) < 0;
        } else if (is_russian(w, i)) {
            s.russian++;
            s.russian_only |= russian_twin(w.p + i) < 0;
            i++;
        }
    }
    return s;
}

/* All in Latin letters, or all in Russian ones. */
static struct str in_script(struct arena *a, struct str w, bool latin)
{
    char *out = arena_alloc(a, w.n * 2 + 1);
    size_t n = 0;
    for (size_t i = 0, len; i < w.n; i += len) {
        len = is_russian(w, i) ? 2 : 1;
        struct str from = {w.p + i, len};
        int twin = -1;
        if (latin && len == 2)
            twin = russian_twin(w.p + i);
        else if (!latin && len == 1)
            twin = latin_twin(w.p[i]);
        if (twin >= 0)
            from = latin ? (struct str){LATIN + twin, 1}
                         : (struct str){RUSSIAN + (ptrdiff_t)twin * 2, 2};
        memcpy(out + n, from.p, from.n);
        n += from.n;
    }
    return (struct str){out, n};
}

static struct str unmixed(struct lemmatizer *l, struct arena *a, struct str w)
{
    struct scripts s = scripts_of(w);
    if (str_find_char(w, '-') > 0) /* "SIM-карта": each part has its own */
        return w;
    if (!s.latin || !s.russian || (s.latin_only && s.russian_only))
        return w;
    bool latin = s.latin_only || (!s.russian_only && s.latin > s.russian);
    if (s.latin_only || s.russian_only)
        return in_script(a, w, latin);
    struct str other = in_script(a, w, !latin);
    return lemma_known(l, a, other) ? other : in_script(a, w, latin);
}

/* Bytes of the letter at i. */
static size_t letter(struct str w, size_t i)
{
    size_t n = 1;
    while (i + n < w.n && ((unsigned char)w.p[i + n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* Runs of DRAWN_OUT equal letters or more, shortened to `keep`. */
static struct str shortened(struct arena *a, struct str w, size_t keep)
{
    char *out = arena_alloc(a, w.n + 1);
    size_t n = 0;
    for (size_t i = 0, len, run; i < w.n; i += len * run) {
        len = letter(w, i);
        for (run = 1; i + (run + 1) * len <= w.n &&
                      memcmp(w.p + i, w.p + i + run * len, len) == 0;
             run++)
            ;
        size_t stays = run >= DRAWN_OUT ? keep : run;
        memcpy(out + n, w.p + i, stays * len);
        n += stays * len;
    }
    return (struct str){out, n};
}

static struct str undrawn(struct lemmatizer *l, struct arena *a, struct str w)
{
    struct str once = shortened(a, w, 1);
    size_t left = str_chars(once);
    if (once.n == w.n || left < 2 || (w.p[0] >= '0' && w.p[0] <= '9'))
        return w; /* "ООО", "www" */
    struct str twice = shortened(a, w, 2);
    if (lemma_known(l, a, twice))
        return twice;
    bool word = left > 2 || lemma_known(l, a, once); /* but not "СССР" */
    return word ? once : w;
}

struct str meant_word(struct lemmatizer *l, struct arena *a, struct str word)
{
    if (word.n == 0 || word.n > LETTERS_MAX)
        return word;
    return undrawn(l, a, unmixed(l, a, word));
}
