/* SPDX-License-Identifier: MIT
 *
 * html_token: a page cut into tags and text, as the HTML standard cuts it
 * (folder-private).
 *
 * Any bytes give tokens: an unquoted value may end in "/", a tag that the page
 * ends in is none, comments and doctypes are passed over. Names are lower
 * case. libxml2 knows only letters, digits and ".:_-" in names: other bytes of
 * an element's name are "_" here, such an attribute is left out ("@click").
 *
 *   struct html_tokens *t = ...; html_tokens_init(t, page, dict);
 *   while (html_tokens_next(t, &token, e)) ...  */
#ifndef MOLVA_HTML_TOKEN_H
#define MOLVA_HTML_TOKEN_H

#include <libxml/tree.h>

#include "base/ceiling.h"
#include "base/str.h"
#include "crawler/markup/html_ref.h"
#include "crawler/markup/html_rules.h"

struct html_attribute {
    const xmlChar *name; /* in the dictionary */
    struct str value;    /* as on the page; empty when there is none */
};

enum html_token_kind { HTML_TEXT, HTML_START, HTML_END };

struct html_token {
    enum html_token_kind kind;
    bool closed;         /* the start tag ends in "/>" */
    bool more;           /* html or body again, with new attributes */
    const xmlChar *name; /* of a tag, in the dictionary */
    const struct html_element *element;
    const struct html_attribute *attributes; /* until the next token */
    size_t n_attributes;                     /* each name once */
    struct str text;                         /* as on the page */
    enum html_place place;                   /* what the text is */
};

enum { HTML_NAMES = 256 };

/* A name met before: the same bytes need not be looked up again. */
struct html_name {
    const char *bytes; /* on the page */
    size_t n;
    const xmlChar *text; /* in the dictionary; NULL: libxml2 cannot have it */
    const struct html_element *element; /* NULL for an attribute */
};

struct html_tokens {
    const char *start, *p, *end; /* the page, what is not read yet */
    xmlDict *dict;
    bool foreign;       /* inside svg or math: CDATA sections are text */
    const xmlChar *raw; /* its content comes next, and is no markup */
    int raw_kind;       /* of enum html_kind */
    struct html_name names[HTML_NAMES];
    struct html_attribute attributes[CEILING_TAG_ATTRIBUTES];
};

/* page comes from html_clean(); page and dict outlive t. */
void html_tokens_init(struct html_tokens *t, struct str page, xmlDict *dict);
/* Says that the content of the element just started is no markup. */
void html_tokens_raw(struct html_tokens *t, const struct html_token *start);
/* False at the end of the page, or with the cause when a tag is over
 * CEILING_TAG_BYTES or CEILING_TAG_ATTRIBUTES; e->msg is empty at the end. */
bool html_tokens_next(struct html_tokens *t, struct html_token *out,
                      struct err *e) MUST_CHECK;

#endif
