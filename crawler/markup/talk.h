/* SPDX-License-Identifier: MIT
 *
 * talk: a page on which people sign what they wrote (folder-private).
 *
 * Where everybody writes into one text, as on the talk pages of a wiki, no
 * element is a post. A post ends with its signature: links of whoever signs,
 * then a date with a time, in one line. It begins behind the signature before
 * it, or behind the last heading. talk_part() makes elements of that:
 *
 *   <topic>heading <said>words <signature name="Ann">links, date</signature>
 *       <said>an answer, which stood further in ...</said></said></topic>
 *
 * Words behind the last signature of a topic are nobody's and stay where they
 * are. Linear in the size of the page. */
#ifndef MOLVA_TALK_H
#define MOLVA_TALK_H

#include "crawler/markup/nodes.h"

/* A link that may sign. */
struct signer {
    xmlNode *link;   /* an element below the part */
    struct str name; /* whom it names; links of one signature agree */
};

/* Parts what is said below `talk`; the topics stand at its end. */
void talk_part(struct arena *a, xmlNode *talk, const struct signer *signers,
               size_t n);

#endif
