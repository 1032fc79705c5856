/* SPDX-License-Identifier: MIT
 *
 * encoded: text that a feed carries as base64 (folder-private). */
#ifndef MOLVA_ENCODED_H
#define MOLVA_ENCODED_H

#include <libxml/tree.h>

#include "base/mem.h"
#include "base/str.h"

/* What raw, the content of an element, says: decoded where the element has
 * mode="base64" (Atom 0.3) or the type application/octet-stream (Atom 1.0), if
 * that gives UTF-8; else raw itself. */
struct str encoded_text(struct arena *a, const xmlNode *node, struct str raw);

#endif
