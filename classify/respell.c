/* SPDX-License-Identifier: MIT
 * respell: keyboards and transliteration. */
#include "classify/respell.h"

#include "base/text.h"

#include <string.h>

#include "classify/spelling.h"

enum {
    WORD_MAX = 64, /* bytes of a word that is tried */
    OUT_MAX = 4 * WORD_MAX + 8,
    LEAST = 3,      /* letters of a word that says something */
    WELL = 70,      /* percent of the letters known: it was meant so */
    POOR = 50,      /* the same: nobody meant it so */
    ENOUGH = 6,     /* letters that are no accident */
    GLANCE = 512,   /* bytes of a long text that are tried first */
    HOPE = WELL / 2 /* percent of their letters, for the rest to be tried */
};

struct grasp respell_grasp(struct vocab *v, struct arena *a, struct str text)
{
    struct grasp g = {0};
    struct token *t;
    size_t n = text_tokens(a, text, &t);
    for (size_t i = 0; i < n; i++) {
        char before = t[i].at ? text.p[t[i].at - 1] : ' ';
        size_t letters = str_chars(t[i].word);
        if (before == '@' || before == '#' || before == '/' ||
            letters < LEAST || !text_is_letters(t[i].word))
            continue;
        g.words++;
        g.letters += letters;
        g.known += vocab_form(v, t[i].word)->known ? letters : 0;
    }
    return g;
}

static bool known(struct vocab *v, struct str word)
{
    return word.n && vocab_form(v, word)->known;
}

static bool is_latin(char c)
{
    return c >= 'a' && c <= 'z';
}

/* An address or a name: never typed in another alphabet. */
static bool stays(struct str chunk)
{
    return chunk.p[0] == '@' || chunk.p[0] == '#' || chunk.n > WORD_MAX ||
           str_starts(chunk, STR("http")) || str_find_char(chunk, '@') >= 0;
}

/* ---- the keyboard ---- */

/* Keys in the same order; ` is ё, which is folded to е. */
static const char LATIN_KEYS[] = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
static const char RUSSIAN_KEYS[] = "йцукенгшщзхъфывапролджэячсмитьбюе";
/* The same keys with Shift, folding left them. */
static const char SHIFTED[][2] = {{'{', '['},  {'}', ']'}, {':', ';'},
                                  {'"', '\''}, {'<', ','}, {'>', '.'}};

static char unshifted(char c)
{
    for (size_t i = 0; i < sizeof SHIFTED / sizeof *SHIFTED; i++)
        if (SHIFTED[i][0] == c)
            return SHIFTED[i][1];
    return c;
}

static size_t key_to_russian(struct str in, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++) {
        char c = unshifted(in.p[i]);
        const char *key = c ? strchr(LATIN_KEYS, c) : NULL;
        if (!key) {
            out[n++] = in.p[i];
            continue;
        }
        memcpy(out + n, RUSSIAN_KEYS + 2 * (key - LATIN_KEYS), 2);
        n += 2;
    }
    return n;
}

static size_t key_to_latin(struct str in, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++) {
        size_t k = 0;
        while (LATIN_KEYS[k] &&
               (i + 1 >= in.n || memcmp(RUSSIAN_KEYS + 2 * k, in.p + i, 2)))
            k++;
        out[n++] = LATIN_KEYS[k] ? LATIN_KEYS[k] : in.p[i];
        i += LATIN_KEYS[k] != 0;
    }
    return n;
}

/* Signs at the end of a chunk may be letters or may be meant. */
static bool keyboard(struct vocab *v, struct str chunk, bool russian,
                     char out[OUT_MAX], size_t *n)
{
    enum { SIGNS = 3 };
    for (size_t signs = 0; signs <= SIGNS && signs < chunk.n; signs++) {
        size_t stem = chunk.n - signs;
        if (signs && !strchr(",.;:!?'\")", chunk.p[stem]))
            break;
        struct str word = str_part(chunk, 0, stem);
        *n = russian ? key_to_russian(word, out) : key_to_latin(word, out);
        bool found = known(v, (struct str){out, *n});
        memcpy(out + *n, chunk.p + stem, signs);
        *n += signs;
        if (found)
            return true;
    }
    return false;
}

static void read_keyboard(struct vocab *v, struct spelling *s, bool russian)
{
    struct str text = s->in->text;
    size_t at = 0, from, to;
    for (; spelling_chunk(text, at, &from, &to); at = to) {
        struct str chunk = str_part(text, from, to - from);
        char out[OUT_MAX];
        size_t n = 0;
        spelling_keep(s, at, from);
        if (stays(chunk))
            spelling_keep(s, from, to);
        else {
            keyboard(v, chunk, russian, out, &n);
            spelling_put(s, (struct str){out, n}, from);
        }
    }
    spelling_keep(s, at, text.n);
}

/* ---- transliteration ---- */

/* The longest first; one that ends in y is no й before these vowels. */
static const struct {
    const char *latin, *russian;
} SOUNDS[] = {
    {"shch", "щ"}, {"tsya", "тся"}, {"sch", "щ"}, {"shh", "щ"}, {"sh", "ш"},
    {"ch", "ч"},   {"zh", "ж"},     {"kh", "х"},  {"ts", "ц"},  {"yu", "ю"},
    {"ya", "я"},   {"yo", "е"},     {"ye", "е"},  {"ju", "ю"},  {"ja", "я"},
    {"jo", "е"},   {"je", "е"},     {"ij", "ий"}, {"iy", "ий"}, {"yj", "ый"},
    {"yy", "ый"},  {"ay", "ай"},    {"oy", "ой"}, {"ey", "ей"}, {"uy", "уй"},
    {"a", "а"},    {"b", "б"},      {"c", "ц"},   {"d", "д"},   {"e", "е"},
    {"f", "ф"},    {"g", "г"},      {"h", "х"},   {"i", "и"},   {"j", "й"},
    {"k", "к"},    {"l", "л"},      {"m", "м"},   {"n", "н"},   {"o", "о"},
    {"p", "п"},    {"q", "к"},      {"r", "р"},   {"s", "с"},   {"t", "т"},
    {"u", "у"},    {"v", "в"},      {"w", "в"},   {"x", "х"},   {"y", "ы"},
    {"z", "з"},    {"'", "ь"},
};
enum { SOUNDS_N = sizeof SOUNDS / sizeof *SOUNDS };

/* Ways people differ in. */
enum { AS_IS = 0, J_IS_ZH = 1, E_IS_OPEN = 2, C_IS_K = 4, WAYS = 8 };

static const char *sound(struct str w, size_t at, unsigned way, size_t *len)
{
    char first = w.p[at];
    *len = 1;
    if (first == 'j' && (way & J_IS_ZH))
        return "ж";
    if (first == 'c' && (way & C_IS_K) && (at + 1 >= w.n || w.p[at + 1] != 'h'))
        return "к";
    if (first == 'e' && at == 0 && (way & E_IS_OPEN))
        return "э";
    for (int i = 0; i < SOUNDS_N; i++) {
        struct str latin = str_of(SOUNDS[i].latin);
        char next = at + latin.n < w.n ? w.p[at + latin.n] : ' ';
        bool vowel_comes =
            latin.n == 2 && latin.p[1] == 'y' && strchr("aeou", next);
        if (!str_starts(str_from(w, at), latin) || vowel_comes)
            continue;
        *len = latin.n;
        return SOUNDS[i].russian;
    }
    return NULL;
}

static size_t by_sound(struct str w, unsigned way, char out[OUT_MAX])
{
    size_t n = 0;
    for (size_t at = 0, len; at < w.n; at += len) {
        const char *russian = sound(w, at, way, &len);
        struct str s = russian ? str_of(russian) : str_part(w, at, len);
        memcpy(out + n, s.p, s.n);
        n += s.n;
    }
    return n;
}

/* Most people leave the soft sign out: it is tried behind each consonant that
 * may have one, from the end. True when that gives a word. */
static bool soften(struct vocab *v, char out[OUT_MAX], size_t *n)
{
    static const char SOFT[] = "лнтсдрзмчш";
    for (size_t at = *n; at >= 2; at -= 2) {
        char tried[OUT_MAX + 2];
        bool soft = false;
        for (size_t k = 0; k + 1 < sizeof SOFT; k += 2)
            soft |= memcmp(out + at - 2, SOFT + k, 2) == 0;
        if (!soft)
            continue;
        memcpy(tried, out, at);
        memcpy(tried + at, "ь", 2);
        memcpy(tried + at + 2, out + at, *n - at);
        if (!known(v, (struct str){tried, *n + 2}))
            continue;
        memcpy(out, tried, *n += 2);
        return true;
    }
    return false;
}

static size_t transliterated(struct vocab *v, struct str w, char out[OUT_MAX])
{
    for (unsigned way = AS_IS; way < WAYS; way++) {
        size_t n = by_sound(w, way, out);
        if (known(v, (struct str){out, n}) || soften(v, out, &n))
            return n;
    }
    return by_sound(w, AS_IS, out);
}

static void read_sounds(struct vocab *v, struct spelling *s)
{
    struct str text = s->in->text;
    size_t at = 0, from, to;
    for (; spelling_chunk(text, at, &from, &to); at = to) {
        struct str chunk = str_part(text, from, to - from);
        spelling_keep(s, at, from);
        for (size_t i = from, end; i < to; i = end) {
            bool letter = is_latin(text.p[i]);
            end = i + 1;
            while (end < to && (is_latin(text.p[end]) ||
                                (letter && text.p[end] == '\'')) == letter)
                end++;
            char out[OUT_MAX];
            if (!letter || stays(chunk))
                spelling_keep(s, i, end);
            else
                spelling_put(
                    s,
                    (struct str){out, transliterated(
                                          v, str_part(text, i, end - i), out)},
                    i);
        }
    }
    spelling_keep(s, at, text.n);
}

/* ---- the best way ---- */

static size_t percent(struct grasp g)
{
    return g.letters ? g.known * 100 / g.letters : 0;
}

enum way { TO_RUSSIAN_KEYS, TO_LATIN_KEYS, BY_SOUND, WAYS_N };

static struct folded read_as(struct arena *a, struct vocab *v,
                             const struct folded *in, enum way way)
{
    struct spelling s;
    struct folded out;
    spelling_begin(&s, a, in);
    if (way == BY_SOUND)
        read_sounds(v, &s);
    else
        read_keyboard(v, &s, way == TO_RUSSIAN_KEYS);
    spelling_end(&s, &out);
    return out;
}

/* Does the beginning of the text give words that way? One that nobody meant
 * costs fifty looks into the dictionaries a word. */
static bool promises(struct arena *a, struct vocab *v, const struct folded *in,
                     enum way way)
{
    struct folded head = *in;
    if (in->text.n <= 4 * (size_t)GLANCE)
        return true;
    head.text.n = GLANCE;
    while (head.text.n && head.text.p[head.text.n] != ' ')
        head.text.n--;
    struct folded read = read_as(a, v, &head, way);
    return percent(respell_grasp(v, a, read.text)) >= HOPE;
}

bool respell(struct arena *a, struct vocab *v, const struct folded *in,
             bool accents, struct folded *out)
{
    struct grasp as_is = respell_grasp(v, a, in->text);
    size_t latin = 0, best = WELL - 1;
    if (as_is.letters < LEAST || percent(as_is) >= POOR)
        return false;
    for (size_t i = 0; i < in->text.n; i++)
        latin += is_latin(in->text.p[i]);
    bool is_russian = latin * 3 < as_is.letters * 2;
    for (int way = 0; way < WAYS_N; way++) {
        if ((way == TO_LATIN_KEYS) != is_russian ||
            (way == BY_SOUND && accents) || !promises(a, v, in, (enum way)way))
            continue;
        struct folded read = read_as(a, v, in, (enum way)way);
        struct grasp g = respell_grasp(v, a, read.text);
        if (g.letters < ENOUGH || percent(g) <= best)
            continue;
        best = percent(g);
        *out = read;
    }
    return best >= WELL;
}
