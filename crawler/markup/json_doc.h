/* SPDX-License-Identifier: MIT
 *
 * json_doc: JSON as a tree that XPath can ask (folder-private).
 *
 *   {"a": [1, {"im:x": null}]}
 *   <json><a><item>1</item><item><im_x key="im:x" null="1"/></item></a></json>
 *
 * The root is <json>; a member is an element with its name, where characters
 * outside A-Za-z0-9_.- become _ and @key keeps the name; a member of an array
 * is <item>; true, false and numbers are their text. */
#ifndef MOLVA_JSON_DOC_H
#define MOLVA_JSON_DOC_H

#include <libxml/tree.h>

#include "base/buf.h"

/* NULL with the cause and its byte; nesting at most JSON_DOC_DEPTH, nodes at
 * most JSON_DOC_NODES. */
xmlDoc *json_doc_parse(struct str json, struct err *e) MUST_CHECK;

/* A tree of several texts: each becomes an <item> of the root. For JSON-LD and
 * what other scripts hand to a function or keep in a variable:
 * comments, control characters, trailing commas, HTML entities around it are
 * forgiven; a text that is still not JSON is passed over. Returns how many
 * were read. */
size_t json_doc_add_loose(xmlDoc *doc, struct str json);
xmlDoc *json_doc_new(void);

enum { JSON_DOC_DEPTH = 64, JSON_DOC_NODES = 1000000 };

#endif
