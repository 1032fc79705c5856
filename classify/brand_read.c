/* SPDX-License-Identifier: MIT
 * brand_read: a form as people write it in molva.yaml, and the other ways in
 * which a name is written: as one word, and in the other script. */
#include <stdio.h>
#include <string.h>

#include "classify/brand_form.h"

enum {
    VARIANTS_MAX = 24,  /* of one word in the other script */
    FORMS_MAX = 64,     /* of one form */
    ENDING_LETTERS = 5, /* of one that has endings there */
    SCRIPT_LETTERS = 3, /* of a name that is written in the other script */
    PARTED_LETTERS = 6, /* of one that may have a space inside */
    LONGEST = 96        /* bytes of a variant */
};

static void set_stem(struct piece *w, struct str stem)
{
    w->stem = stem;
    w->letters = str_chars(stem);
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
            set_stem(w, str_part(w->stem, 0, w->stem.n - 4));
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
            set_stem(w, str_part(w->stem, 0, w->stem.n - 2));
            return;
        }
}

static void cut_vowels(struct form *f)
{
    for (size_t i = 0; i < f->n; i++)
        cut_vowel(&f->words[i]);
}

struct form *form_read(struct arena *a, struct str text, bool exact)
{
    struct folded folded;
    struct token *t;
    if (text.n > 1 && text.p[0] == '"' && text.p[text.n - 1] == '"') {
        exact = true;
        text = str_part(text, 1, text.n - 2);
    }
    text_fold(a, text, &folded);
    char *p = (char *)folded.text.p;
    for (size_t i = 0; i < folded.text.n; i++)
        if (p[i] == '-')
            p[i] = ' ';
    size_t n = text_tokens(a, folded.text, &t);
    if (n == 0 || n > WORDS_MAX || t[0].word.n < LETTERS_MIN)
        return NULL;
    struct form *f = arena_alloc(a, sizeof *f);
    for (size_t i = 0; i < n; i++) {
        size_t end = t[i].at + t[i].word.n;
        bool star = end < folded.text.n && p[end] == '*';
        set_stem(&f->words[i], t[i].word);
        f->words[i].ending = star    ? ENDING_ANY
                             : exact ? ENDING_NONE
                                     : ENDING_CASE;
    }
    f->n = n;
    for (size_t i = t[0].at; i < t[n - 1].at; i++)
        f->signs |= strchr(",.;:!?", p[i]) != NULL;
    cut_vowels(f);
    return f;
}

/* ---- the other script ---- */

struct sound {
    const char *from;  /* letters of the stem */
    const char *to[4]; /* in the other script, the usual one first */
};

static const struct sound TO_LATIN[] = {{"а", {"a"}},
                                        {"б", {"b"}},
                                        {"в", {"v", "w"}},
                                        {"г", {"g"}},
                                        {"д", {"d"}},
                                        {"е", {"e"}},
                                        {"ж", {"zh", "j"}},
                                        {"з", {"z"}},
                                        {"и", {"i"}},
                                        {"й", {"y", "i", "j"}},
                                        {"к", {"k", "c"}},
                                        {"л", {"l"}},
                                        {"м", {"m"}},
                                        {"н", {"n"}},
                                        {"о", {"o"}},
                                        {"п", {"p"}},
                                        {"р", {"r"}},
                                        {"с", {"s"}},
                                        {"т", {"t"}},
                                        {"у", {"u"}},
                                        {"ф", {"f"}},
                                        {"х", {"kh", "h", "x"}},
                                        {"ц", {"ts", "c"}},
                                        {"ч", {"ch"}},
                                        {"ш", {"sh"}},
                                        {"щ", {"sch", "shch"}},
                                        {"ъ", {""}},
                                        {"ы", {"y", "i"}},
                                        {"ь", {""}},
                                        {"э", {"e"}},
                                        {"ю", {"yu", "u", "ju"}},
                                        {"я", {"ya", "ia", "ja"}}};

/* The longest first. */
static const struct sound TO_RUSSIAN[] = {
    {"shch", {"щ"}},    {"sch", {"щ"}},     {"sh", {"ш"}},
    {"ch", {"ч"}},      {"zh", {"ж"}},      {"kh", {"х"}},
    {"ts", {"ц"}},      {"yu", {"ю"}},      {"ju", {"ю"}},
    {"ya", {"я"}},      {"ja", {"я"}},      {"yo", {"е"}},
    {"ye", {"е"}},      {"ph", {"ф"}},      {"th", {"т"}},
    {"ck", {"к"}},      {"oo", {"у"}},      {"ee", {"и"}},
    {"qu", {"кв"}},     {"a", {"а"}},       {"b", {"б"}},
    {"c", {"к", "с"}},  {"d", {"д"}},       {"e", {"е", "э"}},
    {"f", {"ф"}},       {"g", {"г"}},       {"h", {"х", "г"}},
    {"i", {"и"}},       {"j", {"дж", "й"}}, {"k", {"к"}},
    {"l", {"л", "ль"}}, {"m", {"м"}},       {"n", {"н"}},
    {"o", {"о"}},       {"p", {"п"}},       {"q", {"к"}},
    {"r", {"р"}},       {"s", {"с"}},       {"t", {"т"}},
    {"u", {"у"}},       {"v", {"в"}},       {"w", {"в", "у"}},
    {"x", {"кс"}},      {"y", {"и", "й"}},  {"z", {"з"}}};

/* The sound that the letters at `at` begin with, NULL: they have none. */
static const struct sound *sound_at(struct str s, size_t at)
{
    bool latin = (unsigned char)s.p[at] < 0x80;
    const struct sound *list = latin ? TO_RUSSIAN : TO_LATIN;
    size_t n = latin ? sizeof TO_RUSSIAN / sizeof *TO_RUSSIAN
                     : sizeof TO_LATIN / sizeof *TO_LATIN;
    for (size_t i = 0; i < n; i++)
        if (str_starts(str_from(s, at), str_of(list[i].from)))
            return &list[i];
    return NULL;
}

/* One way to write the stem in the other script, by the digits of `number` in
 * the bases that its sounds have choices. *number is 0 afterwards when there
 * is such a way. Empty: a sign has no sound. */
static struct str written(struct arena *a, struct str stem, size_t *number)
{
    char *out = arena_alloc(a, LONGEST);
    size_t n = 0;
    for (size_t at = 0; at < stem.n;) {
        const struct sound *s = sound_at(stem, at);
        size_t choices = 0;
        while (s && choices < 4 && s->to[choices])
            choices++;
        if (!choices || n + 8 > LONGEST)
            return (struct str){0};
        const char *to = s->to[*number % choices];
        *number /= choices;
        memcpy(out + n, to, strlen(to));
        n += strlen(to);
        at += strlen(s->from);
    }
    return (struct str){out, n};
}

/* The same form in the other script, in way number `way` of each of its words;
 * NULL when there is no such way. */
static struct form *in_other_script(struct arena *a, const struct form *f,
                                    size_t way)
{
    struct form *made = arena_alloc(a, sizeof *made);
    *made = *f;
    for (size_t i = 0; i < f->n; i++) {
        struct piece *w = &made->words[i];
        struct str stem = written(a, f->words[i].stem, &way);
        bool latin = stem.n && (unsigned char)stem.p[0] < 0x80;
        if (!stem.n)
            return NULL;
        set_stem(w, stem);
        w->vowel = (struct str){0};
        if (w->ending != ENDING_NONE)
            w->ending = latin ? ENDING_LATIN : ENDING_CASE;
    }
    return way ? NULL : made;
}

/* ---- variants ---- */

static size_t letters_of(const struct form *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += f->words[i].letters;
    return n;
}

/* Where a space may part the word: not in two that are words by themselves. */
static void find_parts(struct piece *w, const struct brand_words *words)
{
    size_t at = 0;
    w->parts = 0;
    for (size_t n = 1; n + 2 <= w->letters && n < 64; n++) {
        str_utf8(w->stem, &at);
        struct str first = str_part(w->stem, 0, at);
        if (n >= 2 && w->letters >= PARTED_LETTERS &&
            !(words->known(words->ctx, first) &&
              words->known(words->ctx, str_from(w->stem, at))))
            w->parts |= 1ULL << n;
    }
}

/* "Альфа-Банк" as "альфабанк". */
static struct form *as_one_word(struct arena *a, const struct form *f,
                                struct str text)
{
    struct form *made = arena_alloc(a, sizeof *made);
    struct folded folded;
    struct buf b;
    buf_init(&b, 512);
    text_fold(a, text, &folded);
    for (size_t i = 0; i < folded.text.n; i++)
        if (!strchr(" -\n\"", folded.text.p[i]))
            buf_char(&b, folded.text.p[i]);
    *made = (struct form){.n = 1};
    set_stem(&made->words[0], str_dup(a, buf_view(&b)));
    made->words[0].ending = f->words[f->n - 1].ending;
    buf_clear(&b);
    cut_vowel(&made->words[0]);
    return made;
}

static bool is_common(const struct form *f, const struct brand_words *words)
{
    return f->n == 1 && words->known(words->ctx, f->words[0].stem);
}

/* "mir" and an ending is "mire", "salut" one is "salute": such a name, and any
 * short one, has no endings in Latin letters. */
static void drop_endings(struct form *f, const struct brand_words *words)
{
    static const char *const endings[] = {
        "a", "e", "i", "o", "y", "s", "es", "ie", "oe", "ey", "ah", "am", "em"};
    for (size_t k = 0; k < f->n; k++) {
        struct piece *w = &f->words[k];
        bool drop = w->letters < ENDING_LETTERS;
        char word[LONGEST + 8];
        for (size_t i = 0; !drop && i < sizeof endings / sizeof *endings; i++) {
            int n = snprintf(word, sizeof word, STR_FMT "%s", STR_ARG(w->stem),
                             endings[i]);
            drop = words->known(words->ctx, (struct str){word, (size_t)n});
        }
        if (w->ending == ENDING_LATIN && drop)
            w->ending = ENDING_NONE;
    }
}

static void add(struct form **chain, struct form *f)
{
    f->next = *chain;
    *chain = f;
}

struct form *form_variants(struct arena *a, struct form *f, struct str text,
                           const struct brand_words *words)
{
    struct form *chain = NULL, *first = f;
    if (f->n > 1 && str_find_char(text, '*') < 0) {
        first = as_one_word(a, f, text);
        if (first->words[0].letters > 2 * LETTERS_MIN)
            add(&chain, first);
    }
    add(&chain, f);
    size_t made = 0;
    for (struct form *of = chain, *next; of; of = next) {
        next = of->next;
        of->loose = true;
        if (letters_of(of) < SCRIPT_LETTERS)
            continue;
        for (size_t way = 0; way < VARIANTS_MAX && made < FORMS_MAX; way++) {
            struct form *other = in_other_script(a, of, way);
            if (!other || is_common(other, words))
                continue;
            other->loose = true;
            cut_vowels(other);
            drop_endings(other, words);
            add(&chain, other);
            made++;
        }
    }
    for (struct form *of = chain; of; of = of->next)
        for (size_t i = 0; i < of->n; i++)
            find_parts(&of->words[i], words);
    return chain;
}
