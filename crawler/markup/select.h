/* SPDX-License-Identifier: MIT
 *
 * select: finding nodes of a page (folder-private).
 *
 * One language for HTML, feeds and JSON: XPath 1.0, or CSS after "css:".
 * Added to XPath: cls('x'), tag('x'), prop('x') and isa('x') (microdata and
 * RDFa) test the node at hand, current() is
 * the item, num(s) the first number in a text, lower(s), ends-with(s, t), and
 * with(name, v) the page's URL with a parameter of its query set.
 * Selectors of the common shape run in select_walk.c without libxml2's XPath;
 * both give the same nodes (tests/crawler/test_select.c). */
#ifndef MOLVA_SELECT_H
#define MOLVA_SELECT_H

#include <libxml/xpath.h>

#include "base/buf.h"
#include "crawler/markup/nodes.h"

struct selector;

struct selectors {
    struct selector **all; /* n of them, first with a result wins */
    size_t n;
};

struct select_memo; /* what an absolute selector gave on this page */

/* One parsed page while it is asked. */
struct select_page {
    xmlDoc *doc;                    /* not owned */
    struct arena *arena;            /* of results */
    struct str url;                 /* where it came from, for with() */
    xmlXPathContext *xpath;         /* made when first needed */
    const struct walk_index *index; /* the same */
    struct select_memo *memos;      /* n_memos of them, in the arena */
    size_t n_memos, cap_memos;      /* used, allocated */
    bool too_heavy;                 /* a selector passed CEILING_XPATH_STEPS */
};

/* What a selector gives as a value: a node, or a text that was computed. */
struct selected {
    xmlNode *node;   /* NULL when the text was computed */
    struct str text; /* set when node is NULL */
};

/* Compiles; NULL with the reason in e and the byte where it is in *at. Freed
 * by select_free. */
struct selector *select_new(struct str text, size_t *at,
                            struct err *e) MUST_CHECK;
void select_free(struct selector *s);
/* True when it runs without libxml2's XPath. */
bool select_is_walk(const struct selector *s);

void select_page_init(struct select_page *p, xmlDoc *doc, struct arena *a,
                      struct str url);
void select_page_clear(struct select_page *p);

/* All nodes below `at` (NULL: the document) that s selects; false when it
 * gives no nodes or gave up. */
bool select_nodes(struct select_page *p, const struct selector *s, xmlNode *at,
                  struct nodes *out);
/* The same by libxml2's XPath whatever the shape: what tests compare with. */
bool select_nodes_xpath(struct select_page *p, const struct selector *s,
                        xmlNode *at, struct nodes *out);
/* The first node, or the computed text; false when there is none. */
bool select_value(struct select_page *p, const struct selector *s, xmlNode *at,
                  struct selected *out);
/* Nodes of the first selector that has any. */
bool select_any(struct select_page *p, const struct selectors *list,
                xmlNode *at, struct nodes *out);

#endif
