/* SPDX-License-Identifier: MIT
 *
 * page_guard: refusing pages that cost libxml2 too much (folder-private).
 *
 * libxml2 2.9.14 needs quadratic time for the attributes of one tag; that is
 * seen in the bytes before parsing. Entities are the matter of dtd.h. */
#ifndef MOLVA_PAGE_GUARD_H
#define MOLVA_PAGE_GUARD_H

#include "base/str.h"

/* False with the cause when a tag is over CEILING_TAG_BYTES or
 * CEILING_TAG_ATTRIBUTES. */
bool page_guard_html(struct str page, struct err *e) MUST_CHECK;
/* The same, and nesting at most CEILING_DEPTH. */
bool page_guard_xml(struct str page, struct err *e) MUST_CHECK;

#endif
