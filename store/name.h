/* SPDX-License-Identifier: MIT
 *
 * name: the forms in which a text has somebody's name (private to the store).
 *
 * By the ending of each word, as Russian declines it: Олег, Олега, Олегу;
 * Петрова, Петровой; Павел, Павлу. Of a man's name those of a man, of a
 * woman's those of a woman. Latin words have a plural. No dictionary is asked:
 * few have the names of people, and what is found can be told beforehand. */
#ifndef MOLVA_NAME_H
#define MOLVA_NAME_H

#include "base/str.h"

enum { NAME_WORDS = 4, NAME_FORMS = 32 };

struct name_word {
    struct str forms[NAME_FORMS]; /* folded, the word itself first */
    size_t n;                     /* forms */
    struct str lead;              /* what all of them begin with */
};

struct name {
    struct name_word words[NAME_WORDS];
    size_t n; /* words; 0: it is not made of words alone, and has no forms */
};

/* Of a folded name; everything lives in the arena. */
void name_forms(struct name *name, struct arena *a, struct str folded);
/* Is the folded word one of them? */
bool name_is_form(const struct name_word *of, struct str word);

#endif
