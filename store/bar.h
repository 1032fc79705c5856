/* SPDX-License-Identifier: MIT
 *
 * bar: where somebody stands in a text, and a bar over it (private to the
 * store).
 *
 * A name is found without regard to case and accents, in another form
 * (store/name.h) where each of its words begins with a capital; a telephone
 * number of seven digits and more by its last ten, however they are parted. */
#ifndef MOLVA_BAR_H
#define MOLVA_BAR_H

#include "store/name.h"

/* What stands where words were; the triggers of migration 053 know it. */
#define BAR "█████"

/* Who is looked for, as texts are compared with it. */
struct bar {
    struct str folded; /* in the arena */
    struct str digits; /* of a telephone number; "" it is none */
    struct str lead;   /* what stood before its last ten */
    struct name name;  /* its forms */
    bool whole_words;  /* only where no letter or digit is next to it; before a
                          number its country's or `lead` may stand */
};

void bar_want(struct bar *b, struct arena *a, struct str who);
/* In words: the name in any form, or the number. */
bool bar_stands(const struct bar *b, struct arena *a, struct str text);
/* In what names somebody (an author, a login, an address): another form is
 * somebody else's name there. */
bool bar_names(const struct bar *b, struct arena *a, struct str named);
/* The text with a bar over each place where he stands; itself when there is
 * none. */
struct str bar_over(const struct bar *b, struct arena *a, struct str text);

/* A detail of an event, or another object of JSON. Of the facts that are words
 * (text, reason, result, what, author, to, whom, url) the whole or his name is
 * barred; the others say what happened, and stay. */
enum { BAR_AUTHOR = 1, BAR_WORDS = 2 };
struct bar_facts {
    unsigned whole;       /* of which kinds all goes */
    const struct bar *of; /* whose name goes in the others; may be NULL */
};
struct str bar_detail(const struct bar_facts *f, struct arena *a,
                      struct str detail);
/* The value of "author" in it as it is written there; p NULL: none. */
struct str bar_author(struct str detail);

#endif
