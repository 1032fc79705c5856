/* SPDX-License-Identifier: MIT
 *
 * writers: who else writes a reply just now, in rows and cases. It tells, and
 * keeps nobody from anything. */
#ifndef MOLVA_DESK_WRITERS_H
#define MOLVA_DESK_WRITERS_H

#include "desk/internal.h"

struct writers {
    struct claim_row *rows; /* n of them: of others */
    size_t n;
};
/* What cannot be asked now is left out. */
void writers_load(struct request *r, struct writers *w);
/* "✍ Anna is writing" in a row; nothing when nobody does. */
void writers_sign(struct request *r, const struct writers *w, int64_t mention);
/* The same above the field, or an empty place for it. */
void writers_line(struct request *r, const struct writers *w, int64_t mention);
/* The list "writing": of each its mention and the words. */
void writers_json(struct request *r, const struct writers *w, struct json *j);

/* POST /mention/#/claim, while somebody types: who else does. */
bool writers_claim(struct request *r, struct err *e) MUST_CHECK;

#endif
