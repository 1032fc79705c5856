/* SPDX-License-Identifier: MIT
 * brand_form: a form compared with a text. */
#include "classify/brand_form.h"

#include <string.h>

enum {
    HYPHEN_LETTERS = 5, /* of a name that may have a hyphen inside */
    SPACED_LETTERS = 4, /* a space behind each letter */
    TAG_LETTERS = 6     /* that a hashtag may begin with and go on */
};

/* The letters that were read of a word. */
struct reading {
    size_t at;        /* how far */
    size_t gaps;      /* spaces and hyphens inside */
    size_t first_gap; /* letters before the first of them */
    bool hyphen;      /* that was one */
    bool swapped;     /* a letter of the other script stood for its twin */
};

static bool in_list(struct str rest, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eqz(rest, list[i]))
            return true;
    return false;
}

/* Case endings: the whole rest of a word must be one of them. */
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
    return rest.n == 0 ||
           in_list(rest, endings, sizeof endings / sizeof *endings);
}

/* As people write those in Latin letters. */
static bool latin_ending(struct str rest)
{
    static const char *const endings[] = {
        "a",   "u",   "om",  "em",  "e",  "y",  "i",   "ov",  "ev", "am",
        "ah",  "ax",  "akh", "ami", "ya", "yu", "oy",  "oi",  "oj", "ey",
        "ei",  "ej",  "oyu", "iy",  "yj", "yy", "ogo", "omu", "ym", "im",
        "uyu", "aya", "oe",  "ie",  "o",  "s",  "es"};
    if (rest.n && (rest.p[0] == '\'' || rest.p[0] == '-'))
        rest = str_from(rest, 1);
    return rest.n == 0 ||
           in_list(rest, endings, sizeof endings / sizeof *endings);
}

/* The rest of a word that stood in the form as an adjective: белый, белого.
 * Nouns may look like one (гений, гения), so their endings fit as well. */
static bool piece_ending(const struct piece *w, struct str rest)
{
    static const char *const endings[] = {
        "ый", "ого", "ому", "ым",  "ом", "ая",  "ой",  "ую", "ою",
        "ое", "ые",  "ых",  "ыми", "ий", "их",  "им",  "ем", "яя",
        "ей", "юю",  "ею",  "ее",  "ие", "его", "ему", "ими"};
    if (w->ending == ENDING_LATIN)
        return latin_ending(rest);
    if (!w->vowel.n)
        return case_ending(rest);
    return in_list(rest, endings, sizeof endings / sizeof *endings) ||
           (str_starts(rest, w->vowel) &&
            case_ending(str_from(rest, w->vowel.n)));
}

/* Reads the stem; look-alike letters where the form is loose, gaps where it is
 * one word besides. */
static bool read_stem(const struct piece *w, struct str s, bool loose,
                      bool gaps, struct reading *r)
{
    size_t k = 0, read = 0;
    while (k < w->stem.n) {
        if (gaps && read && is_gap(s, r->at)) {
            r->hyphen |= s.p[r->at++] == '-';
            r->first_gap = r->gaps++ ? r->first_gap : read;
        }
        if (r->at >= s.n)
            return false;
        uint32_t c = letter_at(s, &r->at), want = letter_at(w->stem, &k);
        if (c != want && (!loose || letter_look(c) != letter_look(want)))
            return false;
        r->swapped |= c != want;
        read++;
    }
    return true;
}

/* Whether the gaps are those of one name: none; one, where it may stand; or one
 * behind each letter. */
static bool gaps_fit(const struct piece *w, const struct reading *r)
{
    if (r->gaps == 0)
        return true;
    if (r->gaps == w->letters - 1 && w->letters >= SPACED_LETTERS)
        return true;
    if (r->gaps > 1 || r->first_gap >= 64)
        return false;
    return r->hyphen ? w->letters >= HYPHEN_LETTERS
                     : w->parts >> r->first_gap & 1;
}

/* Are there letters of both scripts in s[from..to]? */
static bool is_mixed(struct str s, size_t from, size_t to)
{
    bool latin = false, russian = false;
    while (from < to) {
        uint32_t c = letter_at(s, &from);
        latin |= c >= 'a' && c <= 'z';
        russian |= c >= 0x430 && c <= 0x44f;
    }
    return latin && russian;
}

/* Was it written in capitals, as "MTC" is for "МТС"? */
static bool is_shouted(const struct brand_text *t, size_t from, size_t to)
{
    if (t->origin)
        from = t->origin[from], to = t->origin[to];
    for (size_t at = from; at < to;) {
        size_t was = at;
        bool letter = in_word(t->original, at);
        uint32_t small = letter_at(t->original, &at);
        uint32_t as_is = str_utf8(t->original, &was);
        if (letter && small == as_is && !(as_is >= '0' && as_is <= '9'))
            return false;
    }
    return true;
}

/* Letters of the other script are those of a name where both stand in one
 * word, or where capitals make them alike. */
static bool swap_fits(const struct brand_text *t, size_t from, size_t to)
{
    return is_mixed(t->s, from, to) || is_shouted(t, from, to);
}

struct rest {
    char text[24]; /* folded */
    size_t n;
    bool over; /* it was longer */
};

static void put_rest(struct rest *r, uint32_t c)
{
    if (r->n + 4 >= sizeof r->text)
        r->over = true;
    else
        r->n = (size_t)(str_put_utf8(r->text + r->n, c) - r->text);
}

/* Letters behind a Russian stem are read as Russian ones. */
static uint32_t as_russian(uint32_t c)
{
    for (uint32_t i = 0; i < 32; i++)
        if (c == (uint32_t)LETTER_TWINS[i] && c)
            return 0x430 + i;
    return c;
}

/* Does the word that goes on at *at end as it may? *at moves past it. */
static bool read_ending(const struct piece *w, struct str s, bool swap,
                        size_t *at)
{
    struct rest r = {.n = 0};
    size_t i = *at;
    bool russian = w->stem.n && (unsigned char)w->stem.p[0] >= 0x80;
    if ((w->ending == ENDING_CASE || w->ending == ENDING_LATIN) &&
        i + 1 < s.n && (s.p[i] == '\'' || s.p[i] == '-') && in_word(s, i + 1))
        put_rest(&r, (unsigned char)s.p[i++]);
    while (in_word(s, i)) {
        uint32_t c = letter_at(s, &i);
        if (w->ending == ENDING_NONE)
            return false;
        if (w->ending != ENDING_ANY)
            put_rest(&r, swap && russian ? as_russian(c) : c);
    }
    bool joined = r.n && (r.text[0] == '\'' || r.text[0] == '-');
    bool fits = !r.over && piece_ending(w, (struct str){r.text, r.n});
    if (w->ending == ENDING_NONE || w->ending == ENDING_ANY || fits) {
        *at = i;
        return true;
    }
    return joined && r.text[0] == '-'; /* альфа-банк: the next word begins */
}

/* Behind # or @ a long name may go on as it likes. */
static bool in_tag(const struct piece *w, struct str s, size_t from, size_t *at)
{
    if (!from || (s.p[from - 1] != '#' && s.p[from - 1] != '@') ||
        w->letters < TAG_LETTERS)
        return false;
    while (in_word(s, *at))
        letter_at(s, at);
    return true;
}

/* Does the word at *at begin with the stem and end as it may? *at moves past
 * the word. */
static bool piece_fits(const struct form *f, const struct piece *w,
                       const struct brand_text *t, size_t *at)
{
    size_t from = *at;
    bool single = f->loose && f->n == 1;
    struct reading r = {.at = from};
    if (!read_stem(w, t->s, f->loose, single, &r) || !gaps_fit(w, &r))
        return false;
    size_t end = r.at;
    if (!read_ending(w, t->s, r.swapped, &end)) {
        end = r.at;
        if (!single || r.gaps || !in_tag(w, t->s, from, &end))
            return false;
    }
    if (r.swapped && !swap_fits(t, from, end))
        return false;
    *at = end;
    return true;
}

bool form_fits(const struct form *f, const struct brand_text *t, size_t *at)
{
    struct str s = t->s;
    size_t i = *at;
    for (size_t k = 0; k < f->n; k++) {
        size_t from = i;
        while (k && i < s.n && !in_word(s, i) && i - from < 4 &&
               (f->signs || !strchr(",.;:!?", s.p[i])))
            i++;
        if (i >= s.n || !piece_fits(f, &f->words[k], t, &i))
            return false;
    }
    *at = i;
    return true;
}
