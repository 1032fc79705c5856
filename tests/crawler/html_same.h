/* SPDX-License-Identifier: MIT
 *
 * html_same: are two trees of one HTML page the same? Names, attributes with
 * their values and order, text; and every link has its other half. */
#ifndef MOLVA_TESTS_HTML_SAME_H
#define MOLVA_TESTS_HTML_SAME_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static inline bool html_same_bytes(const xmlChar *a, const xmlChar *b)
{
    return strcmp(a ? (const char *)a : "", b ? (const char *)b : "") == 0;
}

static inline bool html_same_attributes(const xmlNode *a, const xmlNode *b)
{
    const xmlAttr *x = a->properties, *y = b->properties, *last = NULL;
    for (; x && y; last = x, x = x->next, y = y->next)
        if (x->prev != last || x->parent != a ||
            !html_same_bytes(x->name, y->name) || !x->children ||
            !y->children || x->children->next || y->children->next ||
            !html_same_bytes(x->children->content, y->children->content))
            return false;
    return !x && !y;
}

/* a of html_tree.h, b of html_plain.h; where names the first difference. */
static inline bool html_same(const xmlNode *a, const xmlNode *b, char *where,
                             size_t n)
{
    snprintf(where, n, "%s, line about \"%.60s\"", (const char *)a->name,
             a->content ? (const char *)a->content : "");
    if (a->type != b->type)
        return false;
    if (a->type == XML_TEXT_NODE)
        return html_same_bytes(a->content, b->content);
    if (a->type != XML_ELEMENT_NODE || !html_same_bytes(a->name, b->name) ||
        !html_same_attributes(a, b))
        return false;
    const xmlNode *x = a->children, *y = b->children, *last = NULL;
    for (; x && y; last = x, x = x->next, y = y->next)
        if (x->parent != a || x->prev != last || !html_same(x, y, where, n))
            return false;
    if (x || y)
        snprintf(where, n, "%s: children of one only", a->name);
    return !x && !y && a->last == last;
}

#endif
