/* SPDX-License-Identifier: MIT
 *
 * charset: which encoding a page is in, and the page as UTF-8 (folder-private).
 *
 * Order: BOM, HTTP header, <meta> in the first 4096 bytes and XML declaration
 * (that first when the page is no HTML), then the bytes themselves; they also
 * have the last word when what was said is absurd. Labels mean what WHATWG says
 * they mean (iso-8859-1 is windows-1252). Bytes that do not convert become
 * U+FFFD. */
#ifndef MOLVA_CHARSET_H
#define MOLVA_CHARSET_H

#include "base/buf.h"

struct charsets; /* the converters */

/* Opens the converters, all of them: they outlive the sandbox's closing, after
 * which iconv can load nothing. */
struct charsets *charsets_new(void);
void charsets_free(struct charsets *all);
/* How many encodings besides UTF-8 can be read. */
int charsets_count(const struct charsets *all);

/* Name of the encoding ("utf-8", "windows-1251"). content_type is the HTTP
 * header, may be empty. */
const char *charset_find(struct str page, struct str content_type);

/* page as UTF-8: in the arena, or the page itself when it is UTF-8 without a
 * BOM already. */
struct str charset_to_utf8(const struct charsets *all, struct arena *a,
                           struct str page, const char *charset);

#endif
