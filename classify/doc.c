/* SPDX-License-Identifier: MIT
 * doc: a text ready for matching. */
#include "classify/doc.h"

#include <string.h>

#include "base/ceiling.h"
#include "classify/disguise.h"
#include "classify/respell.h"

/* Moves the byte range back to where a code point begins. */
static size_t whole(struct str s, size_t at)
{
    while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80)
        at--;
    return at;
}

/* Appends a folded piece whose first byte stands at `shift` of the original.
 * A shift of SIZE_MAX means the title, which has no place there. */
static void append(struct folded *to, const struct folded *piece, size_t shift)
{
    char *out = (char *)to->text.p;
    if (to->text.n && piece->text.n) {
        out[to->text.n] = '\n';
        to->origin[to->text.n++] = shift == SIZE_MAX ? 0 : (uint32_t)shift;
    }
    memcpy(out + to->text.n, piece->text.p, piece->text.n);
    for (size_t i = 0; i <= piece->text.n; i++)
        to->origin[to->text.n + i] =
            shift == SIZE_MAX ? 0 : piece->origin[i] + (uint32_t)shift;
    to->text.n += piece->text.n;
    out[to->text.n] = 0;
}

static void fold_parts(struct doc *d, struct arena *a, struct str title,
                       struct str text)
{
    if (title.n == 0 && text.n <= CEILING_TEXT) {
        text_fold(a, text, &d->folded);
        return;
    }
    struct folded parts[3] = {0};
    size_t head = text.n, tail = text.n;
    if (text.n > CEILING_TEXT) {
        head = whole(text, CEILING_TEXT / 4 * 3);
        tail = whole(text, text.n - CEILING_TEXT / 4);
    }
    text_fold(a, str_part(title, 0, CEILING_TEXT), &parts[0]);
    text_fold(a, str_part(text, 0, head), &parts[1]);
    text_fold(a, str_from(text, tail), &parts[2]);
    size_t n = parts[0].text.n + parts[1].text.n + parts[2].text.n + 4;
    d->folded.text.p = arena_alloc(a, n);
    d->folded.origin = arena_alloc(a, n * sizeof *d->folded.origin);
    append(&d->folded, &parts[0], SIZE_MAX);
    append(&d->folded, &parts[1], 0);
    append(&d->folded, &parts[2], tail);
}

/* Is the letter at p[at] of the original a capital? Latin and Russian. */
static bool capital(struct str s, size_t at)
{
    if (at >= s.n)
        return false;
    unsigned char c = (unsigned char)s.p[at];
    unsigned char d = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0;
    return (c >= 'A' && c <= 'Z') ||
           (c == 0xd0 && ((d >= 0x90 && d <= 0xaf) || d == 0x81));
}

/* Counts in one piece of a text, without branches and in bytes: so many bytes
 * at once are looked at. before[0] is the byte before the piece. */
static void count_piece(const unsigned char *before, size_t n, size_t sum[3])
{
    unsigned char upper = 0, lower = 0, russian = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = before[i + 1], lead = before[i];
        bool d0 = lead == 0xd0, d1 = lead == 0xd1;
        upper += ((unsigned char)(c - 'A') < 26) |
                 (d0 & ((unsigned char)(c - 0x90) < 0x20));
        lower += ((unsigned char)(c - 'a') < 26) |
                 (d0 & ((unsigned char)(c - 0xb0) < 0x10)) |
                 (d1 & ((unsigned char)(c - 0x80) < 0x10));
        russian += (c == 0xd0) | (c == 0xd1);
    }
    sum[0] += upper;
    sum[1] += lower;
    sum[2] += russian;
}

static void count_letters(struct doc *d, struct str text)
{
    enum { PIECE = 128 }; /* what bytes can count */
    size_t sum[3] = {0};
    unsigned char first[2] = {0, text.n ? (unsigned char)text.p[0] : 0};
    count_piece(first, 1, sum);
    for (size_t at = 1; at < text.n; at += PIECE)
        count_piece((const unsigned char *)text.p + at - 1,
                    text.n - at < PIECE ? text.n - at : PIECE, sum);
    d->capitals = sum[0];
    d->letters = sum[0] + sum[1];
    d->cyrillic = d->letters ? (double)sum[2] / (double)d->letters : 0.5;
}

static size_t count_sign(struct str s, char sign)
{
    size_t n = 0;
    const char *end = s.p + s.n;
    for (const char *p = s.p; s.n && (p = memchr(p, sign, (size_t)(end - p)));
         p++)
        n++;
    return n;
}

/* Signs between two words: do they begin a clause? */
static bool clause_between(struct str s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        switch (s.p[i]) {
        case ',':
        case ';':
        case ':':
        case '(':
        case ')':
        case '"':
            return true;
        case '-':
            if (i > from && s.p[i - 1] == ' ')
                return true;
        }
    return false;
}

static void mark_negation(struct doc *d)
{
    for (size_t i = 0; i < d->n; i++) {
        int reach = d->words[i].form->reach;
        for (size_t j = i + 1; j < d->n && reach > 0; j++, reach--) {
            struct word *w = &d->words[j];
            if (w->sentence != d->words[i].sentence || w->clause ||
                w->form->stop)
                break;
            w->negated = true;
        }
    }
}

/* Sentences from the words, and with what sign each ends. */
static void find_sentences(struct doc *d, struct arena *a)
{
    d->n_sentences = d->n ? (size_t)d->words[d->n - 1].sentence + 1 : 0;
    d->sentences = arena_alloc(a, (d->n_sentences + 1) * sizeof *d->sentences);
    for (size_t i = 0; i < d->n; i++) {
        struct sentence *s = &d->sentences[d->words[i].sentence];
        if (i == 0 || d->words[i - 1].sentence != d->words[i].sentence)
            s->first = (uint32_t)i;
        s->last = (uint32_t)i;
    }
    struct str t = d->folded.text;
    for (size_t k = 0; k < d->n_sentences; k++) {
        struct sentence *s = &d->sentences[k];
        size_t to = s->last + 1 < d->n ? d->words[s->last + 1].at : t.n;
        for (size_t i = d->words[s->last].end; i < to; i++) {
            s->question |= t.p[i] == '?';
            s->exclaim |= t.p[i] == '!';
        }
    }
}

/* Twitter joins names to their sign: @bank is an address, not a name. */
static bool is_name(const struct doc *d, size_t i, struct str text, bool shouts)
{
    const struct word *w = &d->words[i];
    if (shouts || w->at == 0 || i < d->title_words || i == 0 ||
        d->words[i - 1].sentence != w->sentence)
        return false;
    char before = d->folded.text.p[w->at - 1];
    return before != '@' && before != '#' && before != '"' &&
           capital(text, d->folded.origin[w->at]);
}

/* Latin letters with a mark, of which folding left the letter. */
static bool has_accents(const struct doc *d, struct str text)
{
    for (size_t i = 0; i < d->folded.text.n; i++) {
        size_t at = d->folded.origin[i];
        char c = d->folded.text.p[i];
        if (c >= 'a' && c <= 'z' && at < text.n && (text.p[at] & 0x80))
            return true;
    }
    return false;
}

/* Are most of its letters in words that nothing knows? */
static bool is_strange(const struct doc *d)
{
    size_t all = 0, known = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct form_info *f = d->words[i].form;
        all += f->word.n;
        known += f->known ? f->word.n : 0;
    }
    return known * 2 < all;
}

/* Masks off first: they are no letters. */
static void undisguise(struct doc *d, struct arena *a, struct vocab *v)
{
    struct folded plain;
    if (disguise_off(a, v, &d->folded, &plain))
        d->folded = plain;
}

static void find_words(struct doc *d, struct arena *a, struct vocab *v)
{
    struct token *tokens;
    d->n = text_tokens(a, d->folded.text, &tokens);
    d->words = arena_alloc(a, (d->n + 1) * sizeof *d->words);
    const struct form_info **forms = arena_alloc(a, (d->n + 1) * sizeof *forms);
    vocab_forms_of(v, tokens, d->n, forms);
    for (size_t i = 0; i < d->n; i++)
        d->words[i] =
            (struct word){.form = forms[i],
                          .at = (uint32_t)tokens[i].at,
                          .end = (uint32_t)(tokens[i].at + tokens[i].word.n),
                          .sentence = tokens[i].sentence};
}

/* The words as they were meant, when the letters are another alphabet's. */
static void find_meant(struct doc *d, struct arena *a, struct vocab *v,
                       struct str text)
{
    struct folded meant;
    if (!is_strange(d) ||
        !respell(a, v, &d->folded, has_accents(d, text), &meant))
        return;
    d->folded = meant;
    find_words(d, a, v);
    d->cyrillic = d->n && (d->words[0].form->word.p[0] & 0x80) ? 1 : 0;
}

void doc_make(struct doc *d, struct arena *a, struct vocab *v, struct str title,
              struct str text)
{
    *d = (struct doc){0};
    fold_parts(d, a, title, text);
    vocab_tidy(v);
    count_letters(d, text);
    undisguise(d, a, v);
    find_words(d, a, v);
    find_meant(d, a, v, text);
    bool shouts = d->capitals * 3 > d->letters;
    struct str t = d->folded.text;
    for (size_t i = 0; i < d->n; i++) {
        struct word *w = &d->words[i];
        w->clause = i && clause_between(t, d->words[i - 1].end, w->at);
        if (title.n && d->folded.origin[w->at] == 0 &&
            d->folded.origin[w->end - 1] == 0)
            d->title_words = i + 1;
        w->name = is_name(d, i, text, shouts);
    }
    d->questions = count_sign(t, '?');
    mark_negation(d);
    find_sentences(d, a);
}
