/* SPDX-License-Identifier: MIT
 *
 * post_text: what a part of a page says to a reader (folder-private).
 *
 * Blocks and <br> become line ends, white space is tidied, scripts and what
 * the connector drops are left out, smilies give their alt text. */
#ifndef MOLVA_POST_TEXT_H
#define MOLVA_POST_TEXT_H

#include "crawler/select.h"

/* Text below node without the dropped nodes; at most `most` bytes. */
struct str post_text(struct arena *a, const xmlNode *node,
                     const struct nodes *dropped, size_t most);
/* The same in one line. */
struct str post_line(struct arena *a, const xmlNode *node,
                     const struct nodes *dropped, size_t most);
/* Plain text tidied the same way; line ends stay. */
struct str post_tidy(struct arena *a, struct str text, size_t most);
/* True when the text holds a tag or an entity: markup in a string. */
bool post_has_markup(struct str text);

#endif
