/* SPDX-License-Identifier: MIT
 * content: how much there is to read on a page. */
#include "crawler/markup/content.h"

#include <string.h>

#include "base/ascii.h"

static bool is_reading(const xmlNode *n)
{
    static const char *const NOT[] = {"a",        "button",   "head",   "label",
                                      "noscript", "option",   "script", "style",
                                      "template", "textarea", NULL};
    if (n->type != XML_ELEMENT_NODE)
        return false;
    for (size_t i = 0; NOT[i]; i++)
        if (strcmp((const char *)n->name, NOT[i]) == 0)
            return false;
    return true;
}

static size_t letters(const xmlNode *n)
{
    size_t count = 0;
    if (n->type != XML_TEXT_NODE || !n->content)
        return 0;
    for (const xmlChar *p = n->content; *p; p++)
        count += !ascii_space((char)*p) && (*p & 0xC0) != 0x80;
    return count;
}

size_t content_letters(const xmlDoc *doc, size_t most)
{
    const xmlNode *n = xmlDocGetRootElement(doc);
    size_t count = 0;
    while (n && count < most) {
        count += letters(n);
        if (is_reading(n) && n->children) {
            n = n->children;
            continue;
        }
        while (n && !n->next)
            n = n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent
                                                                 : NULL;
        n = n ? n->next : NULL;
    }
    return count;
}
