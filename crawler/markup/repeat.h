/* SPDX-License-Identifier: MIT
 *
 * repeat: what people said on a page whose kind nobody knows
 * (folder-private; selectors ask it as repeated(), when() and speech()).
 *
 * A discussion is a run of siblings of one form, each with a date, a name and
 * words that are no link. Menus have no dates, tag clouds no words, and what
 * leads to articles begins with a link of some words, stands in a side bar, or
 * names nobody; those are left alone, for a wrong claim is worse than none.
 * What elements give away is in signs.h.
 * Pure, and linear in the size of the page times its depth. */
#ifndef MOLVA_REPEAT_H
#define MOLVA_REPEAT_H

#include "crawler/markup/nodes.h"

/* The posts of the best run, with the replies inside them, which may have
 * another form, in page order; nothing when there is no such run. */
void repeat_posts(struct arena *a, xmlDoc *doc, struct nodes *out);
/* The first element of a post that holds a date and little else, or NULL. */
xmlNode *repeat_date(xmlNode *post);
/* The element that holds most of its words, or NULL. */
xmlNode *repeat_speech(xmlNode *post);

#endif
