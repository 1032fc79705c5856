/* SPDX-License-Identifier: MIT
 *
 * page_guard: refusing XML that costs libxml2 too much (folder-private).
 *
 * libxml2 2.9.14 needs quadratic time for the attributes of one tag; that is
 * seen in the bytes before parsing. Entities are the matter of dtd.h; HTML is
 * held to the same by html_token.h and html_tree.h. */
#ifndef MOLVA_PAGE_GUARD_H
#define MOLVA_PAGE_GUARD_H

#include "base/str.h"

/* False with the cause when a tag is over CEILING_TAG_BYTES or
 * CEILING_TAG_ATTRIBUTES, or elements are nested deeper than CEILING_DEPTH. */
bool page_guard_xml(struct str page, struct err *e) MUST_CHECK;

#endif
