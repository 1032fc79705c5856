/* SPDX-License-Identifier: MIT
 *
 * html_rules: which elements end which (folder-private, for html_tree.c). */
#ifndef MOLVA_HTML_RULES_H
#define MOLVA_HTML_RULES_H

#include <stdbool.h>

enum html_kind {
    HTML_INLINE = 1,   /* a b span ... */
    HTML_VOID = 2,     /* br img ...: has no content */
    HTML_RAW = 4,      /* script style: content is no markup */
    HTML_HEAD = 8,     /* may stand in head */
    HTML_ENDS_P = 16,  /* its start ends an open p */
    HTML_HEADING = 32, /* h1 ... h6 */
    HTML_LIST = 64,    /* ul ol dl menu ... */
};

struct html_element {
    const char *name;
    int kinds;        /* of enum html_kind */
    int end_priority; /* an end tag passes over open elements below its own */
};

/* Never NULL: an unknown element has no kinds and the usual priority. */
const struct html_element *html_element(const char *name);

enum html_start {
    START_OPENS,  /* the new element stands in the open one */
    START_CLOSES, /* the open one ends here */
    START_UNSURE, /* parsers differ */
};

/* What the start of `fresh` does to the innermost open element. */
enum html_start html_start(const struct html_element *open,
                           const struct html_element *fresh);

#endif
