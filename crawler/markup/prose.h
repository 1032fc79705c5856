/* SPDX-License-Identifier: MIT
 *
 * prose: the element of a page that most of its words stand in
 * (folder-private).
 *
 * Words of links, menus, scripts and forms count for nothing; those of a
 * paragraph count for the element that holds the paragraphs. */
#ifndef MOLVA_PROSE_H
#define MOLVA_PROSE_H

#include <libxml/tree.h>

/* NULL when the page says hardly anything. */
xmlNode *prose_find(const xmlDoc *doc);

#endif
