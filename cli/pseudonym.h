/* SPDX-License-Identifier: MIT
 *
 * pseudonym: rows that leave the house without the names of who wrote them.
 *
 * One person has one pseudonym within an export, another one in the next: it is
 * made of the name and of a key that is forgotten. Where the name stands in the
 * row's own texts it stands there too, and what the rules stood on, as places
 * of that text, is left out; so are links to the person, to the post, to its
 * thread and to the reply, and keys made of them. What else a text tells of
 * somebody stays. */
#ifndef MOLVA_PSEUDONYM_H
#define MOLVA_PSEUDONYM_H

#include "store/store.h"

struct pseudonyms {
    bool on;               /* else rows stay as they are */
    unsigned char key[32]; /* of this export */
};

void pseudonyms_make(struct pseudonyms *p);
/* What is written anew lives in the arena. */
void pseudonyms_mention(const struct pseudonyms *p, struct arena *a,
                        struct mention *m);
void pseudonyms_case(const struct pseudonyms *p, struct arena *a,
                     struct case_line *c);

#endif
