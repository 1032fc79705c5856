/* SPDX-License-Identifier: MIT
 *
 * fate: what would become of the posts of a page, were it stored now. */
#ifndef MOLVA_FATE_H
#define MOLVA_FATE_H

#include "cli/workspace.h"

enum { FATE_AUTHOR, FATE_DATE, FATE_LINK, FATE_RATING, FATE_FIELDS };

/* Mentions whose field is another than what is stored. */
struct fate_field {
    size_t n;           /* so many */
    int64_t id;         /* the first of them */
    struct str was, is; /* what is stored of it, what the page gives */
};

struct fate {
    size_t fresh, edited, known, nobody; /* posts */
    struct fate_field fields[FATE_FIELDS];
    size_t missing; /* mentions that stood on the page and are not found */
};

/* "author", "date", "link", "rating" */
const char *fate_field_name(int field);

/* kept: the page that they are of, NULL when what is missing is not asked.
 * Each mention gets its id; what is told is in the arena. */
bool fate_find(struct workspace *w, const struct source_setup *s,
               const struct kept_page *kept, struct reading *r, struct fate *f,
               struct err *e) MUST_CHECK;

#endif
