/* SPDX-License-Identifier: MIT
 *
 * nodes: lists of a tree's nodes, and what a node is asked (folder-private).
 */
#ifndef MOLVA_NODES_H
#define MOLVA_NODES_H

#include <libxml/tree.h>

#include "base/mem.h"
#include "base/str.h"

struct nodes {
    xmlNode **all; /* n of them in document order, attributes too */
    size_t n, cap; /* used, allocated */
};

void nodes_put(struct arena *a, struct nodes *list, xmlNode *node);
/* Text of an attribute of an element, "" when missing. */
struct str node_attribute(const xmlNode *node, const char *name);
/* True when `word` is one of the words of the class attribute. */
bool node_has_class(const xmlNode *node, struct str word);
/* True when the local name is `name`, ignoring prefix and case. */
bool node_has_tag(const xmlNode *node, struct str name);
/* True when microdata (itemprop, itemtype) or RDFa (property, typeof) call
 * the element so, whatever the case and what stands before '/', '#' or ':'. */
bool node_has_prop(const xmlNode *node, struct str name);
bool node_has_type(const xmlNode *node, struct str name);

#endif
