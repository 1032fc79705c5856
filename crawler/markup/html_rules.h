/* SPDX-License-Identifier: MIT
 *
 * html_rules: what is known of the elements of HTML (folder-private). */
#ifndef MOLVA_HTML_RULES_H
#define MOLVA_HTML_RULES_H

#include <stdbool.h>
#include <stdint.h>

enum html_kind {
    HTML_VOID = 1,         /* br img ...: has no content */
    HTML_SCRIPT = 2,       /* content up to </script>, <!-- counts */
    HTML_RAWTEXT = 4,      /* style, xmp: content up to the end tag */
    HTML_RCDATA = 8,       /* title, textarea: the same with references */
    HTML_PLAINTEXT = 16,   /* the rest of the page is content */
    HTML_HEAD = 32,        /* may stand in head */
    HTML_NEWLINE = 64,     /* a line feed after the tag is no content */
    HTML_BREAKS_OUT = 128, /* its start ends svg and math */
    HTML_POINT = 256,      /* in svg or math: holds HTML again */
    HTML_NO_CHILDREN = HTML_SCRIPT | HTML_RAWTEXT | HTML_RCDATA | HTML_PLAINTEXT
};

/* The elements that html_flow.c names. */
enum html_role {
    HTML_IS_OTHER,
    HTML_IS_HTML,
    HTML_IS_HEAD,
    HTML_IS_BODY,
    HTML_IS_FRAMESET,
    HTML_IS_FRAME,
    HTML_IS_NOFRAMES,
    HTML_IS_NOSCRIPT,
    HTML_IS_TEMPLATE,
    HTML_IS_FORM,
    HTML_IS_IMAGE,
    HTML_IS_FONT,
    HTML_IS_BR,
    HTML_IS_P,
    HTML_IS_FOREIGN /* svg, math */
};

struct html_element {
    const char *name;
    int kinds; /* of enum html_kind */
    enum html_role role;
    int end_priority;  /* 0: the usual one; see html_priority() */
    uint64_t ends;     /* one bit: its start ends those that have it below */
    uint64_t ended_by; /* starts that end it when it is innermost */
};

/* Never NULL: an unknown element has nothing of all that. */
const struct html_element *html_element(const char *name);

/* An end tag passes over open elements of its own priority or below. */
int html_priority(const struct html_element *e);

#endif
