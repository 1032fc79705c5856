/* SPDX-License-Identifier: MIT
 *
 * remarks: what the linter of the matrix says of a reply, for its reader. */
#ifndef MOLVA_DESK_REMARKS_H
#define MOLVA_DESK_REMARKS_H

#include "desk/sheet.h"

struct remarks {
    struct str text;    /* the reply as it would go out */
    struct str lines;   /* a finding each */
    const char *blocks; /* why it may not be approved, NULL: it may */
};

/* Looks at a draft, its {due} filled in. */
struct remarks remarks_of(struct request *r, const struct sheet *s,
                          struct str draft);
/* Takes the next finding off lines: what it says. */
bool remarks_next(struct str *lines, struct str *text);
/* The box under the text field. */
void remarks_draw(struct request *r, const struct remarks *l);

#endif
