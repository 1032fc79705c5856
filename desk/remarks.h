/* SPDX-License-Identifier: MIT
 *
 * remarks: what the linter of the matrix says of a reply, for its reader. */
#ifndef MOLVA_DESK_REMARKS_H
#define MOLVA_DESK_REMARKS_H

#include "desk/sheet.h"

struct remarks {
    struct str text;     /* the reply as it would go out */
    struct remark *rows; /* n of them, as the matrix gives them */
    size_t n;            /* remarks */
    const char *blocks;  /* why it may not be approved, NULL: it may */
    struct str rote;     /* how like those that stand there it is, a sentence;
                            "" nothing stands there */
};

/* Looks at a draft, its {due} filled in. */
struct remarks remarks_of(struct request *r, const struct sheet *s,
                          struct str draft);
/* The box under the text field. */
void remarks_draw(struct request *r, const struct remarks *l);

#endif
