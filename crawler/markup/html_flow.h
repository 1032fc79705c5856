/* SPDX-License-Identifier: MIT
 *
 * html_flow: the tokens of a page as a tree can take them (folder-private).
 *
 * One html, one head and one body, in this order, whatever the page left out
 * or wrote twice; what the HTML standard passes over is left out: </body> and
 * </html> (what follows belongs to the body), end tags of void elements, a
 * form in a form, "/" of <div/>. In svg and math "/" closes, there is CDATA,
 * and a script or style holds markup.
 * The content of a template comes as that of any element.
 *
 * Both ways from a page to a tree start here, so both have the same text and
 * the same attributes: html_tree.h and html_plain.h. */
#ifndef MOLVA_HTML_FLOW_H
#define MOLVA_HTML_FLOW_H

#include "base/buf.h"
#include "crawler/markup/html_token.h"

enum html_state {
    HTML_BEFORE,      /* before html */
    HTML_BEFORE_HEAD, /* html is open */
    HTML_HEADED,      /* head is open */
    HTML_NOSCRIPT,    /* noscript in head is open */
    HTML_AFTER_HEAD,  /* </head> was there; head is still open in the tree */
    HTML_BODILESS,    /* head is closed */
    HTML_BODIED,
    HTML_FRAMES
};

/* The attributes that html or body has. */
struct html_known {
    const xmlChar *names[CEILING_TAG_ATTRIBUTES];
    size_t n;
};

struct html_flow {
    struct html_tokens tokens;
    struct buf clean; /* the page, when html_clean() had to copy it */
    enum html_state state;
    struct html_token held; /* the next token, when is_held */
    bool is_held;
    struct html_token other; /* one that is not on the page */
    const char *newline;     /* a line feed here is no content */
    struct html_known html, body;
    bool in_form;
    size_t templates; /* open */
    size_t n_foreign; /* open elements from the outermost svg or math inward */
    struct {
        const xmlChar *name;
        bool holds_html; /* as foreignObject does */
    } foreign[CEILING_DEPTH];
};

/* utf8 and dict outlive f. */
void html_flow_init(struct html_flow *f, struct str utf8, xmlDict *dict);
void html_flow_clear(struct html_flow *f);
/* The next token, until the next call; NULL where html_tokens_next() is false.
 * A void element, and one in svg that ends in "/>", is `closed`: no end tag
 * follows. */
const struct html_token *html_flow_next(struct html_flow *f, struct err *e);

#endif
