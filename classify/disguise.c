/* SPDX-License-Identifier: MIT
 * disguise: masks off, letters together. */
#include "classify/disguise.h"

#include <string.h>

#include "classify/spelling.h"

enum {
    APART = 4,     /* letters set apart that may be a word */
    WORD_MAX = 96, /* bytes of a word */
    TRIES = 8,     /* runs of letters set apart that gave no word */
    RUN_MAX = 7    /* letters that one run of signs may stand for */
};

/* Bytes of the letter at p[at], 0: it is none of Latin or Cyrillic. */
static size_t letter(struct str s, size_t at)
{
    if (at >= s.n)
        return 0;
    unsigned char c = (unsigned char)s.p[at];
    if (c >= 'a' && c <= 'z')
        return 1;
    return c >= 0xd0 && c <= 0xd3 && at + 1 < s.n ? 2 : 0;
}

enum { MASK = 1, BLANK = 2 };
static const unsigned char SIGNS[256] = {
    [' '] = BLANK, ['\n'] = BLANK,      ['*'] = MASK, ['@'] = MASK,
    ['#'] = MASK,  ['$'] = MASK,        ['!'] = MASK, ['_'] = MASK,
    ['.'] = MASK,  ['0' ... '9'] = MASK};

static bool is_mask(char c)
{
    return SIGNS[(unsigned char)c] == MASK;
}

/* ---- signs for letters ---- */

/* The part of a chunk that begins with a letter and may be a masked word. */
static struct str masked_part(struct str chunk)
{
    size_t from = 0, to = chunk.n;
    while (from < to && !letter(chunk, from) && !(chunk.p[from] & 0x80))
        from++;
    while (to > from && strchr(".,;:!?)\"'", chunk.p[to - 1]))
        to--;
    return str_part(chunk, from, to - from);
}

/* How many signs stand at `at`, when they may hide letters: a digit one letter
 * only (г0вно, but not A330), points only several between letters, and at the
 * end only signs that end no sentence. */
static size_t run_of(struct str s, size_t at)
{
    size_t n = 0, points = 0, digits = 0, calls = 0;
    while (at + n < s.n && is_mask(s.p[at + n])) {
        char c = s.p[at + n++];
        points += c == '.';
        calls += c == '!';
        digits += c >= '0' && c <= '9';
    }
    bool last = at + n == s.n;
    if ((last && points + calls + digits) || (digits && n > 1))
        return 0;
    return points == n && n == 1 ? 0 : n;
}

/* Letters with signs between or behind them, three of both. */
static bool looks_masked(struct str s)
{
    size_t letters = 0, signs = 0;
    for (size_t i = 0, n; i < s.n; i += n) {
        n = letter(s, i);
        letters += n > 0;
        if (n)
            continue;
        n = run_of(s, i);
        if (!n)
            return false;
        signs += n;
    }
    return letter(s, 0) && signs && letters + signs >= 3;
}

struct fit {
    size_t used; /* bytes of the masked word that the word of the set took */
    int off;     /* how far runs of signs are from the letters they hide */
};

/* Does the word stand behind the mask? Each sign hides a letter or a few. */
static bool fits(struct str mask, size_t i, struct str word, size_t k,
                 struct fit *f)
{
    if (k == word.n) {
        f->used = i;
        return true;
    }
    if (i == mask.n)
        return false;
    size_t n = letter(mask, i);
    if (n)
        return k + n <= word.n && memcmp(mask.p + i, word.p + k, n) == 0 &&
               fits(mask, i + n, word, k + n, f);
    size_t signs = 0;
    while (i + signs < mask.n && is_mask(mask.p[i + signs]))
        signs++;
    int off = f->off;
    size_t end = k;
    for (size_t hidden = 1; hidden <= RUN_MAX && end < word.n; hidden++) {
        end += letter(word, end) ? letter(word, end) : 1;
        int by = (int)hidden - (int)signs;
        f->off = off + (by < 0 ? -by : by);
        if (f->off <= RUN_MAX && fits(mask, i + signs, word, end, f))
            return true;
    }
    f->off = off;
    return false;
}

/* Only letters left: the ending of a word whose item has a star. */
static bool is_ending(struct str s)
{
    for (size_t i = 0, n; i < s.n; i += n)
        if (!(n = letter(s, i)))
            return false;
    return true;
}

/* A word of the set in place of the mask; false when none fits. */
static bool unmask(struct vocab *v, struct str mask, char *out, size_t *n)
{
    const struct yaml_node *set =
        vocab_words(v, mask.p[0] & 0x80 ? "ru" : "en", "masked");
    int best = RUN_MAX + 1;
    for (const struct yaml_node *item = set ? set->children : NULL; item;
         item = item->next) {
        struct str word = item->value;
        bool open = str_ends(word, STR("*"));
        struct fit f = {0};
        word.n -= open;
        if (word.n > WORD_MAX / 2 || !fits(mask, 0, word, 0, &f) ||
            f.off >= best)
            continue;
        struct str rest = str_from(mask, f.used);
        if (rest.n && (!open || !is_ending(rest)))
            continue;
        char whole[2 * WORD_MAX];
        memcpy(whole, word.p, word.n);
        memcpy(whole + word.n, rest.p, rest.n);
        size_t all = word.n + rest.n;
        if (rest.n && !vocab_form(v, (struct str){whole, all})->known)
            continue;
        memcpy(out, whole, *n = all);
        best = f.off;
    }
    return best <= RUN_MAX;
}

/* What was written otherwise, and how it is meant. */
struct found {
    size_t from, to;          /* bytes of the text */
    char meant[2 * WORD_MAX]; /* n of them */
    size_t n;
};

static bool find_masked(struct vocab *v, struct str text, size_t from,
                        size_t to, struct found *f)
{
    struct str mask = masked_part(str_part(text, from, to - from));
    f->from = (size_t)(mask.p - text.p);
    f->to = f->from + mask.n;
    return mask.n <= WORD_MAX && looks_masked(mask) &&
           unmask(v, mask, f->meant, &f->n);
}

/* ---- letters set apart ---- */

/* Letters from `at` on, one and the same sign between: their number, the end
 * of the last, and the letters themselves. */
static size_t apart(struct str t, size_t at, char out[WORD_MAX], size_t *end,
                    size_t *n)
{
    size_t letters = 0, i = at, len;
    char sign = 0;
    *n = 0;
    while ((len = letter(t, i)) && *n + len < WORD_MAX) {
        if (letter(t, i + len)) /* a word begins: the sign before is a blank */
            break;
        memcpy(out + *n, t.p + i, len);
        *n += len;
        *end = i + len;
        letters++;
        char next = *end < t.n ? t.p[*end] : 0;
        if (!next || !strchr(" .-_*/", next) || (sign && next != sign))
            break;
        sign = next;
        i = *end + 1;
    }
    return letters;
}

/* Letters without blanks, to be cut into words. */
struct cutting {
    struct vocab *v;     /* what knows words */
    struct str s;        /* all letters */
    bool dead[WORD_MAX]; /* no way leads on from this byte */
    char *out;           /* words, a blank between */
    size_t n;            /* bytes of them */
};

/* Known words one behind another from `at` on, the longest first. Several must
 * be longer than one, or any letters would do. */
static bool cut(struct cutting *c, size_t at)
{
    enum { SEVERAL = 4 };
    size_t before = c->n;
    if (at == c->s.n)
        return true;
    for (size_t end = c->s.n; end > at && !c->dead[at]; end--) {
        struct str w = str_part(c->s, at, end - at);
        bool whole = at == 0 && end == c->s.n;
        if ((end < c->s.n && ((unsigned char)c->s.p[end] & 0xc0) == 0x80) ||
            (!whole && str_chars(w) < SEVERAL) || !vocab_form(c->v, w)->known)
            continue;
        if (c->n)
            c->out[c->n++] = ' ';
        memcpy(c->out + c->n, w.p, w.n);
        c->n += w.n;
        if (cut(c, end))
            return true;
        c->n = before;
    }
    c->dead[at] = true;
    return false;
}

static bool find_apart(struct vocab *v, struct str text, size_t from,
                       size_t *to, struct found *f)
{
    char letters[WORD_MAX];
    size_t end, n;
    if (apart(text, from, letters, &end, &n) < APART)
        return false;
    struct cutting c = {.v = v, .s = {letters, n}, .out = f->meant};
    *to = end; /* also past letters that are none: not from their middle */
    f->from = from;
    f->to = end;
    bool words = cut(&c, 0);
    f->n = c.n;
    return words;
}

/* ---- both ---- */

/* As spelling_chunk(), and whether it has a mask. */
static bool next_chunk(struct str text, size_t at, size_t *from, size_t *to,
                       bool *masks)
{
    const unsigned char *p = (const unsigned char *)text.p;
    unsigned seen = 0;
    while (at < text.n && SIGNS[p[at]] == BLANK)
        at++;
    *from = at;
    for (; at < text.n && SIGNS[p[at]] != BLANK; at++)
        seen |= SIGNS[p[at]];
    *to = at;
    *masks = seen;
    return *from < *to;
}

/* Does it begin with one letter, and then none? */
static bool single(struct str text, size_t from, size_t to)
{
    struct str chunk = str_part(text, from, to - from);
    size_t len = letter(chunk, 0);
    return len && !letter(chunk, len);
}

bool disguise_off(struct arena *a, struct vocab *v, const struct folded *in,
                  struct folded *out)
{
    struct str text = in->text;
    struct spelling s = {0};
    size_t at = 0, kept = 0, from, to;
    int tries = 0; /* a text full of such runs hides nothing */
    bool masks;
    for (; next_chunk(text, at, &from, &to, &masks); at = to) {
        struct found f;
        if (!masks && !single(text, from, to)) /* as most are */
            continue;
        size_t end = to;
        bool apart = tries < TRIES && find_apart(v, text, from, &to, &f);
        tries += !apart && to != end;
        if (!apart && !find_masked(v, text, from, to, &f))
            continue;
        if (!s.in)
            spelling_begin(&s, a, in);
        spelling_keep(&s, kept, f.from);
        spelling_put(&s, (struct str){f.meant, f.n}, f.from);
        kept = f.to;
    }
    if (!s.in)
        return false;
    spelling_keep(&s, kept, text.n);
    spelling_end(&s, out);
    return true;
}
