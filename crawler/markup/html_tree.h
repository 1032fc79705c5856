/* SPDX-License-Identifier: MIT
 *
 * html_tree: the tree of an HTML page, in a fraction of the time that
 * libxml2's parser needs (folder-private).
 *
 * What is promised: the text, the attributes and the order of both are those
 * of the HTML standard (html_flow.h); the nesting is the one that libxml2
 * 2.9.14 makes of the same page written plainly (html_plain.h), node by node.
 * tests/fuzz/fuzz_html_tree.c compares the two. A page that libxml2 would
 * nest in a way not known here (frames) is refused, and page.c gives it to
 * libxml2. Comments are in neither tree. */
#ifndef MOLVA_HTML_TREE_H
#define MOLVA_HTML_TREE_H

#include <libxml/tree.h>

#include "base/str.h"

/* utf8 is valid UTF-8. *doc is NULL when the page is refused, or is nothing
 * but comments and white space. False with the cause when it is over a
 * ceiling (nesting, a tag's bytes or attributes): then no parser may have it.
 * Freed by xmlFreeDoc. */
bool html_tree_parse(struct str utf8, xmlDoc **doc, struct err *e) MUST_CHECK;

#endif
