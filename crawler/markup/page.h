/* SPDX-License-Identifier: MIT
 *
 * page: bytes to a tree that selectors can be asked of (folder-private).
 *
 * Guarded (page_guard.h), converted to UTF-8 (charset.h), parsed without
 * network, DTDs or entities. JSON becomes a tree too (json_doc.h), so one
 * language finds posts in everything. */
#ifndef MOLVA_PAGE_H
#define MOLVA_PAGE_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "crawler/markup/charset.h"

enum page_format {
    PAGE_HTML,
    PAGE_XML,
    PAGE_JSON,
    PAGE_JSON_IN_SCRIPT, /* the JSON of script elements of an HTML page */
    PAGE_TABLE,          /* rows of CSV or JSON: never sniffed, only told */
    PAGE_MAIL,           /* a message: the same */
    PAGE_FORMATS
};

/* What a body is by its first bytes: XML, JSON or HTML. */
enum page_format page_sniff(struct str utf8);

/* NULL with the cause when it is refused or does not parse. The tree is
 * UTF-8; freed by xmlFreeDoc. */
xmlDoc *page_parse(struct arena *a, struct str utf8, enum page_format format,
                   struct err *e) MUST_CHECK;
/* A piece of HTML markup, as in a feed's description; NULL when empty. */
xmlDoc *page_fragment(struct str utf8);

#endif
