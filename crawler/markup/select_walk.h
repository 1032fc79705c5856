/* SPDX-License-Identifier: MIT
 *
 * select_walk: selectors of the common shape, found by walking the tree once
 * (folder-private, behind select.h).
 *
 * The shape: child and descendant steps with a name or *, tests of cls(),
 * tag(), attributes, self::, paths below, not(), and, or, [1], an attribute
 * at the end. A candidate is checked against the steps from right to left, so
 * nodes come in document order and once. */
#ifndef MOLVA_SELECT_WALK_H
#define MOLVA_SELECT_WALK_H

#include "crawler/markup/nodes.h"

struct walk;

/* Elements of a page by name, so that a search of the whole page looks at the
 * few that can match. */
struct walk_index;
const struct walk_index *walk_index_new(struct arena *a, const xmlDoc *doc);

/* index may be NULL; it serves searches that start at its document. */
void walk_all(const struct walk *w, const struct walk_index *index, xmlNode *at,
              struct arena *a, struct nodes *out);
/* NULL when there is none. */
xmlNode *walk_first(const struct walk *w, const struct walk_index *index,
                    const xmlNode *at);

#endif
