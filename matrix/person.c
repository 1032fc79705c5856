/* SPDX-License-Identifier: MIT
 * matrix: which display names are names of persons, and which words are given
 * names. */
#include <utf8proc.h>

#include "base/ceiling.h"
#include "matrix/lint.h"

struct str person_folded(struct arena *a, struct str name)
{
    struct buf b;
    buf_init(&b, 4 * CEILING_MENTION);
    for (size_t i = 0; i < name.n;) {
        utf8proc_int32_t c = (utf8proc_int32_t)str_utf8(name, &i);
        c = utf8proc_tolower(c);
        buf_utf8(&b, c == 0x451 ? 0x435 : (uint32_t)c);
    }
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

/* One capital, then small letters, hyphens between such. */
static bool written_as_a_name(struct str word)
{
    bool start = true;
    for (size_t i = 0; i < word.n;) {
        utf8proc_int32_t c = (utf8proc_int32_t)str_utf8(word, &i);
        utf8proc_category_t k = utf8proc_category(c);
        bool fits = start ? k == UTF8PROC_CATEGORY_LU
                          : k == UTF8PROC_CATEGORY_LL || c == '-';
        if (!fits)
            return false;
        start = c == '-';
    }
    return word.n && !start;
}

enum { NAME_WORDS = 3 }; /* given, father's and family name */

struct str lint_person(const struct lint *l, struct arena *a, struct str name)
{
    struct str rest = name, word, given = {0}, father = {0};
    int words = 0;
    if (!name.n || lint_fits(&l->nameless, name, true))
        return given;
    while (str_split(&rest, ' ', &word)) {
        bool known = written_as_a_name(word) &&
                     map_get(&l->given, person_folded(a, word)) != NULL;
        if (++words > NAME_WORDS || !word.n)
            return (struct str){0};
        if (known && !given.n)
            given = word;
        else if (given.n && lint_fits(&l->father, word, true))
            father = word;
        else if (!(given.n || (word.p[0] & 0x80)) ||
                 !lint_fits(&l->family, word, true))
            return (struct str){0}; /* only in Russian it may stand first */
    }
    if (!given.n || !father.n)
        return given;
    return str_printf(a, STR_FMT " " STR_FMT, STR_ARG(given), STR_ARG(father));
}

struct str lint_given(const struct lint *l, struct arena *a, struct str name,
                      struct str lang)
{
    struct str guesses[NAMES_GUESSES], found = {0};
    size_t n = str_eqz(lang, "ru") ? names_nominatives(a, name, guesses) : 0;
    if (!n)
        guesses[n++] = name;
    for (size_t i = 0; i < n; i++) {
        if (!map_get(&l->given, person_folded(a, guesses[i])))
            continue;
        if (found.n &&
            !str_eq(person_folded(a, found), person_folded(a, guesses[i])))
            return (struct str){0};
        found = guesses[i];
    }
    return found;
}
