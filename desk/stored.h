/* SPDX-License-Identifier: MIT
 *
 * stored: the JSON that a mention carries, read back into structs: for the
 * desk's pages and for the lists of the command line. */
#ifndef MOLVA_DESK_STORED_H
#define MOLVA_DESK_STORED_H

#include "classify/classify.h"
#include "matrix/matrix.h"

/* Evidence and answers; what is not JSON or lacks a member is left out. The
 * spans lie within a text of `length` bytes. Everything is in the arena. */
size_t stored_evidence(struct arena *a, struct str json, size_t length,
                       struct evidence **rows);
size_t stored_answers(struct arena *a, struct str json, struct answer **rows);
/* A member of the JSON object as text; the empty str when missing. */
struct str stored_member(struct arena *a, struct str json, const char *name);

#endif
