/* SPDX-License-Identifier: MIT
 * name: endings of names, and what they become. */
#include "store/name.h"

#include "base/text.h"
#include "store/persons.h"

enum { LETTERS_LEAST = 3 /* of a word that is inflected */ };

/* The first that fits decides. Endings stand in the place of as many bytes. */
static const struct {
    const char *ending; /* of the nominative */
    size_t cut;         /* bytes of it that go */
    const char *others; /* blanks between */
} ENDINGS[] = {
    {"ая", 4, "ой ую ою ей ею"},
    {"яя", 4, "ей юю ею"},
    {"ый", 4, "ого ому ым ом ые ых ыми"},
    {"ой", 4, "ого ому ым ом ые ых ыми ое ои оя ою оем"},
    {"ий", 4, "ого его ому ему им ом ем ие их ими ия ию ием ии"},
    {"й", 2, "я ю ем е и"},
    {"ь", 2, "я ю ем е и ью"},
    {"а", 2, "ы и е у ой ою ей ею"},
    {"я", 2, "и ю е ей ею"},
    {"о", 0, ""},
    {"у", 0, ""},
    {"е", 0, ""},
    {"и", 0, ""},
    {"ы", 0, ""},
    {"э", 0, ""},
    {"ю", 0, ""},
};
/* Behind a consonant; without -ов, which is a surname: Иванов. */
#define OF_CONSONANT "а у ом ем ым е ы и ых ыми ам ами ах"

/* A vowel that the other cases may lack: Павел, Павла. */
static const struct {
    const char *ending, *without;
    bool whole; /* only as a whole word: not Королев */
} FLEETING[] = {{"лев", "льв", true},
                {"ел", "л", false},
                {"ец", "ц", false},
                {"ек", "к", false},
                {"ок", "к", false}};

static void add(struct name_word *w, struct arena *a, struct str stem,
                struct str ending)
{
    struct str form =
        str_printf(a, STR_FMT STR_FMT, STR_ARG(stem), STR_ARG(ending));
    if (w->n < NAME_FORMS && !name_is_form(w, form))
        w->forms[w->n++] = form;
}

static void add_all(struct name_word *w, struct arena *a, struct str stem,
                    const char *endings)
{
    struct str rest = str_of(endings), one;
    while (str_split(&rest, ' ', &one))
        if (one.n)
            add(w, a, stem, one);
}

static void decline(struct name_word *w, struct arena *a, struct str word)
{
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (str_ends(word, str_of(ENDINGS[i].ending))) {
            add_all(w, a, str_part(word, 0, word.n - ENDINGS[i].cut),
                    ENDINGS[i].others);
            return;
        }
    add_all(w, a, word, OF_CONSONANT);
    for (size_t i = 0; i < sizeof FLEETING / sizeof *FLEETING; i++) {
        struct str ending = str_of(FLEETING[i].ending);
        if (!str_ends(word, ending) || (FLEETING[i].whole && word.n > ending.n))
            continue;
        add_all(w, a,
                str_printf(a, "%.*s%s", (int)(word.n - ending.n), word.p,
                           FLEETING[i].without),
                OF_CONSONANT);
        return;
    }
}

static bool is_latin(struct str word)
{
    for (size_t i = 0; i < word.n; i++)
        if ((unsigned char)word.p[i] >= 0x80)
            return false;
    return true;
}

static struct str common(struct str a, struct str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    while (n && n < a.n && ((unsigned char)a.p[n] & 0xc0) == 0x80)
        n--;
    return str_part(a, 0, n);
}

static void word_forms(struct name_word *w, struct arena *a, struct str word)
{
    *w = (struct name_word){.forms = {word}, .n = 1, .lead = word};
    if (str_chars(word) >= LETTERS_LEAST)
        is_latin(word) ? add_all(w, a, word, "s es") : decline(w, a, word);
    for (size_t i = 1; i < w->n; i++)
        w->lead = common(w->lead, w->forms[i]);
}

void name_forms(struct name *name, struct arena *a, struct str folded)
{
    struct str rest = folded, one;
    *name = (struct name){.n = 0};
    while (str_split(&rest, ' ', &one)) {
        if (!one.n)
            continue;
        if (name->n == NAME_WORDS || !text_is_letters(one)) {
            name->n = 0;
            return;
        }
        word_forms(&name->words[name->n++], a, one);
    }
}

bool name_is_form(const struct name_word *of, struct str word)
{
    for (size_t i = 0; i < of->n; i++)
        if (str_eq(of->forms[i], word))
            return true;
    return false;
}

struct str store_person_forms(struct arena *a, struct str who)
{
    struct folded f;
    struct name name;
    text_fold(a, str_trim(who), &f);
    name_forms(&name, a, f.text);
    struct str all = who;
    for (size_t i = 0; i < name.n; i++)
        for (size_t k = 0; k < name.words[i].n; k++)
            all = str_printf(a, STR_FMT " " STR_FMT, STR_ARG(all),
                             STR_ARG(name.words[i].forms[k]));
    return all;
}
