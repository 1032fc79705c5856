/* SPDX-License-Identifier: MIT
 *
 * html_plain: the tree that libxml2's parser makes of an HTML page, which is
 * first written so plainly that it reads what the HTML standard says the page
 * means (folder-private).
 *
 * html, head and body are there once; void elements end in "/>"; values stand
 * in quotes; the only references are those of & < > " and CR; no comments. */
#ifndef MOLVA_HTML_PLAIN_H
#define MOLVA_HTML_PLAIN_H

#include <libxml/tree.h>

#include "base/str.h"

/* As html_tree_parse(), but refuses nothing. */
bool html_plain_parse(struct str utf8, xmlDoc **doc, struct err *e) MUST_CHECK;

#endif
