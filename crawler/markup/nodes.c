/* SPDX-License-Identifier: MIT
 * nodes: lists of a tree's nodes, and what a node is asked. */
#include "crawler/markup/nodes.h"

#include <string.h>

#include "base/ascii.h"

void nodes_put(struct arena *a, struct nodes *list, xmlNode *node)
{
    list->all = arena_grow(a, list->all, list->n, &list->cap, sizeof node);
    list->all[list->n++] = node;
}

struct str node_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcmp((const char *)at->name, name) == 0)
            return at->children && at->children->content
                       ? str_of((const char *)at->children->content)
                       : (struct str){0};
    return (struct str){0};
}

bool node_has_class(const xmlNode *node, struct str word)
{
    if (node->type != XML_ELEMENT_NODE || !word.n)
        return false;
    const char *all = node_attribute(node, "class").p;
    for (const char *p = all; p && (p = strstr(p, word.p)); p += word.n)
        if ((p == all || ascii_space(p[-1])) &&
            (!p[word.n] || ascii_space(p[word.n])))
            return true;
    return false;
}

bool node_has_tag(const xmlNode *node, struct str name)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    const char *colon = strrchr((const char *)node->name, ':');
    const char *local = colon ? colon + 1 : (const char *)node->name;
    return str_eq_nocase(str_of(local), name);
}
