/* SPDX-License-Identifier: MIT
 *
 * lang: which language a text is in.
 *
 * Molva reads Russian and English, and knows them by their dictionaries: by
 * how many letters of the text stand in words that one of them has. What
 * neither has gets its language from its script, its letters and libcld2, a
 * library of Debian without a face in C. Names, addresses and hashtags say
 * nothing. A text too short to tell is taken as one of ours. */
#ifndef MOLVA_LANG_H
#define MOLVA_LANG_H

#include "classify/doc.h"

/* "ru", "en", another code of ISO 639, "und" for a language without a name
 * here, "" where there are no words to tell by. Valid for ever. */
struct str lang_of(const struct doc *d, struct str text);

/* Is it a language Molva does not read? */
bool lang_is_foreign(struct str lang);

#endif
