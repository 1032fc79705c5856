/* SPDX-License-Identifier: MIT
 *
 * html_ref: character references of HTML, "&amp;" "&#1055;" "&copy 2024"
 * (folder-private).
 *
 * As the HTML standard has them: a name of HTML 4 and a number need no
 * semicolon, the longest name counts ("&notit;" is "¬it;"), a number of
 * windows-1252 means its character there, "&copy=1" in an attribute stays.
 * html_names.txt holds the names.
 *
 * What XML forbids cannot stand in a tree of libxml2: control characters
 * vanish, a form feed is a space, NUL becomes U+FFFD. */
#ifndef MOLVA_HTML_REF_H
#define MOLVA_HTML_REF_H

#include "base/str.h"

enum html_place {
    HTML_IN_TEXT,
    HTML_IN_ATTRIBUTE,
    HTML_IN_FIELD, /* title, textarea */
    HTML_IN_RAW,   /* script, style: nothing is a reference */
};

/* What html_clean.h writes for a byte that no tree can hold: two bytes. */
enum { HTML_ODD = 1, HTML_ODD_NUL = 2, HTML_ODD_NONE = 3 };

/* The reference that s starts with: its characters in c (0 = none), *n of
 * them; returns the bytes it takes, 0 when this & stands for itself. */
size_t html_ref(struct str s, enum html_place place, uint32_t c[2]);

/* The character that the number of a reference means, 0 when it means none
 * that may stand in a tree. */
uint32_t html_ref_meant(uint32_t number);

/* The most bytes that html_ref_decode() makes of s; s.n when s has nothing
 * to decode. */
size_t html_ref_room(struct str s, enum html_place place);
/* Writes s with its references as characters and returns the end; room is what
 * html_ref_room() said. A NUL is left out of text and is U+FFFD elsewhere. */
char *html_ref_decode(char *to, struct str s, enum html_place place,
                      size_t room);

#endif
