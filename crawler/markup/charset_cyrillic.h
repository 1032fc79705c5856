/* SPDX-License-Identifier: MIT
 *
 * charset_cyrillic: bytes that read as Russian, whatever was said of them
 * (folder-private). */
#ifndef MOLVA_CHARSET_CYRILLIC_H
#define MOLVA_CHARSET_CYRILLIC_H

#include "base/str.h"

/* The encoding of one byte a letter in which the page is Cyrillic text, by
 * how often which letters come; NULL when it is none in any. said: what the
 * page is called, which is kept unless another is clearly better. */
const char *charset_cyrillic(struct str page, const char *said);
/* True when most bytes above ASCII stand beside another one: letters with
 * accents stand alone in the words of the West. */
bool charset_in_words(struct str page);
/* True when the name is one of those encodings. */
bool charset_is_cyrillic(const char *name);

#endif
