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

/* The rest of a word behind its last '/', '#' or ':'. */
static struct str last_part(struct str word)
{
    for (size_t i = word.n; i > 0; i--)
        if (strchr("/#:", word.p[i - 1]))
            return str_from(word, i);
    return word;
}

static bool names(struct str words, struct str name)
{
    while (words.n) {
        size_t n = 0;
        while (n < words.n && !ascii_space(words.p[n]))
            n++;
        if (n && str_eq_nocase(last_part(str_part(words, 0, n)), name))
            return true;
        words = str_from(words, n + (n < words.n));
    }
    return false;
}

bool node_has_prop(const xmlNode *node, struct str name)
{
    return node->type == XML_ELEMENT_NODE &&
           (names(node_attribute(node, "itemprop"), name) ||
            names(node_attribute(node, "property"), name));
}

bool node_has_type(const xmlNode *node, struct str name)
{
    return node->type == XML_ELEMENT_NODE &&
           (names(node_attribute(node, "itemtype"), name) ||
            names(node_attribute(node, "typeof"), name));
}
