/* SPDX-License-Identifier: MIT
 *
 * docs: a page's bytes to the trees its connector asks (folder-private). */
#ifndef MOLVA_DOCS_H
#define MOLVA_DOCS_H

#include "crawler/reading/connector.h"

/* The trees of one page. */
struct page_docs {
    xmlDoc *doc;   /* what posts are looked for in */
    xmlDoc *outer; /* the HTML page when doc is the JSON of its scripts */
};

struct page_bytes {
    struct str body;         /* as it was fetched */
    struct str content_type; /* header, may be empty */
    struct str map;          /* of a table: what its columns hold */
};

/* Finds the charset and the format, guards, parses. False with the cause. */
bool docs_parse(struct page_docs *docs, const struct connector *c,
                const struct charsets *charsets, const struct page_bytes *page,
                struct arena *a, struct err *e) MUST_CHECK;
/* The same in two steps, when several connectors are tried on one page: its
 * tree and what it looks like; then what this connector asks of it, false when
 * it reads no such pages. docs->doc is the tree, or docs->outer is. */
xmlDoc *docs_tree(const struct charsets *charsets,
                  const struct page_bytes *page, enum page_format *looks,
                  struct arena *a, struct err *e) MUST_CHECK;
bool docs_for(struct page_docs *docs, const struct connector *c, xmlDoc *tree,
              enum page_format looks, struct arena *a);
/* The number behind "NAME=" of "text/csv; head=10; line=5012", 0 none. */
int64_t docs_told(struct str content_type, struct str name);
void docs_free(struct page_docs *docs);

#endif
