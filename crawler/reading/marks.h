/* SPDX-License-Identifier: MIT
 *
 * marks: ids of posts that a page carries, whatever its connector finds: a page
 * with some and without posts is not empty (folder-private). */
#ifndef MOLVA_MARKS_H
#define MOLVA_MARKS_H

#include <libxml/tree.h>

#include "base/str.h"

/* How many posts of people the ids of the page speak of: comment-57,
 * post_message_9; pingbacks left out. *first: one of them, in the tree. */
size_t marks_count(const xmlDoc *doc, struct str *first);

#endif
