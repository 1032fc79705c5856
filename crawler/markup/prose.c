/* SPDX-License-Identifier: MIT
 * prose: the element of a page that most of its words stand in. */
#include "crawler/markup/prose.h"

#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"

enum {
    PLACES_MOST = 4000, /* elements that hold words; more are not counted */
    LETTERS_LEAST = 25, /* of a paragraph: less is a caption or a button */
    PROSE_LEAST = 80    /* of an article */
};

struct place {
    xmlNode *node;  /* that holds paragraphs */
    size_t letters; /* of all of them */
};

struct count {
    struct place all[PLACES_MOST]; /* n of them */
    size_t n;
};

static bool is_one_of(const xmlNode *n, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        if (strcmp((const char *)n->name, names[i]) == 0)
            return true;
    return false;
}

/* What is no part of any article. */
static bool is_furniture(const xmlNode *n)
{
    static const char *const NAMES[] = {
        "a",     "aside",  "button",   "footer",   "form",
        "head",  "header", "nav",      "noscript", "script",
        "style", "svg",    "template", "textarea", NULL};
    return n->type == XML_ELEMENT_NODE && is_one_of(n, NAMES);
}

static bool is_paragraph(const xmlNode *n)
{
    static const char *const NAMES[] = {"p",  "blockquote", "pre", "li",
                                        "ul", "ol",         "dd",  "dt",
                                        "h2", "h3",         "h4",  NULL};
    return is_one_of(n, NAMES);
}

static bool is_inline(const xmlNode *n)
{
    static const char *const NAMES[] = {
        "abbr", "b",     "cite", "code",   "em",  "font", "i", "ins", "mark",
        "q",    "small", "span", "strong", "sub", "sup",  "u", NULL};
    return is_one_of(n, NAMES);
}

static size_t letters(const xmlNode *text)
{
    size_t n = 0;
    for (const xmlChar *p = text->content; p && *p; p++)
        n += !ascii_space((char)*p) && (*p & 0xC0) != 0x80;
    return n;
}

/* The element whose paragraphs, or lines, these words are. */
static xmlNode *holder(xmlNode *text)
{
    xmlNode *n = text->parent;
    while (n && n->parent && n->parent->type == XML_ELEMENT_NODE &&
           (is_inline(n) || is_paragraph(n)))
        n = n->parent;
    return n;
}

static void add(struct count *c, xmlNode *node, size_t n)
{
    /* The last places are the likeliest. */
    for (size_t i = c->n; i > 0 && c->n - i < 8; i--)
        if (c->all[i - 1].node == node) {
            c->all[i - 1].letters += n;
            return;
        }
    for (size_t i = 0; i < c->n; i++)
        if (c->all[i].node == node) {
            c->all[i].letters += n;
            return;
        }
    if (c->n < PLACES_MOST)
        c->all[c->n++] = (struct place){node, n};
}

/* The node behind n in document order, without what is in it. */
static xmlNode *past(xmlNode *n)
{
    while (n && !n->next)
        n = n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
    return n ? n->next : NULL;
}

xmlNode *prose_find(const xmlDoc *doc)
{
    struct count count = {.n = 0};
    xmlNode *n = xmlDocGetRootElement(doc), *best = NULL;
    size_t most = PROSE_LEAST;
    while (n) {
        size_t has = n->type == XML_TEXT_NODE ? letters(n) : 0;
        xmlNode *of = has >= LETTERS_LEAST ? holder(n) : NULL;
        if (of)
            add(&count, of, has);
        n = n->children && n->type == XML_ELEMENT_NODE && !is_furniture(n)
                ? n->children
                : past(n);
    }
    for (size_t i = 0; i < count.n; i++)
        if (count.all[i].letters > most) {
            most = count.all[i].letters;
            best = count.all[i].node;
        }
    return best;
}
