/* SPDX-License-Identifier: MIT
 *
 * post_text: what a part of a page says to a reader (folder-private).
 *
 * Blocks and <br> become line ends, white space is tidied, scripts and what
 * the connector drops are left out, smilies give their alt text. */
#ifndef MOLVA_POST_TEXT_H
#define MOLVA_POST_TEXT_H

#include "crawler/markup/select.h"

/* How much may come out, and whether that was too little. A text that is cut
 * ends in "…". */
struct post_room {
    size_t most; /* bytes */
    int64_t cut; /* counted up when a text did not fit */
};

/* Text below node without the dropped nodes. */
struct str post_text(struct arena *a, const xmlNode *node,
                     const struct nodes *dropped, struct post_room *room);
/* The same in one line. */
struct str post_line(struct arena *a, const xmlNode *node,
                     const struct nodes *dropped, struct post_room *room);
/* Plain text tidied the same way; line ends stay. */
struct str post_tidy(struct arena *a, struct str text, struct post_room *room);
/* True when the text holds a tag or an entity: markup in a string. */
bool post_has_markup(struct str text);

#endif
