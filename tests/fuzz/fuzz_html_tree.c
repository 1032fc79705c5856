/* SPDX-License-Identifier: MIT
 * fuzz_html_tree: any bytes give a sound tree or none. */
#include "crawler/html_tree.h"

#include <libxml/HTMLtree.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every link of the tree has its other half. */
static void check(const xmlNode *node)
{
    const xmlNode *last = NULL;
    for (const xmlNode *n = node->children; n; last = n, n = n->next) {
        if (n->parent != node || n->prev != last)
            __builtin_trap();
        if (n->type == XML_ELEMENT_NODE)
            check(n);
    }
    if (node->last != last)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xmlDoc *doc = html_tree_parse((struct str){(const char *)data, size});
    xmlChar *text = NULL;
    int n;
    if (!doc)
        return 0;
    check((xmlNode *)doc);
    htmlDocDumpMemory(doc, &text, &n);
    xmlFree(text);
    xmlFreeDoc(doc);
    return 0;
}
