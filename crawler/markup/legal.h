/* SPDX-License-Identifier: MIT
 *
 * legal: text that XML can hold (folder-private). */
#ifndef MOLVA_LEGAL_H
#define MOLVA_LEGAL_H

#include <libxml/tree.h>

#include "base/str.h"

/* A copy for xmlFree(): control characters other than TAB, LF and CR are
 * blanks; bytes that are no UTF-8, U+FFFE and U+FFFF are U+FFFD. */
xmlChar *legal_text(struct str s);
/* An element of that name with the text, nothing when the text is empty. */
void legal_member(xmlNode *to, const char *name, struct str text);
/* The text as a child of the node, nothing when it is empty. */
void legal_put(xmlNode *node, struct str s);

#endif
