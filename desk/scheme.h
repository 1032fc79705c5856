/* SPDX-License-Identifier: MIT
 *
 * scheme: the reaction matrix for people's eyes (R79). The matrix tells itself
 * as JSON, matrix_show(); here that is read and put on pages. */
#ifndef MOLVA_DESK_SCHEME_H
#define MOLVA_DESK_SCHEME_H

#include "desk/internal.h"

struct json_object;

/* The matrix as a tree, NULL when the desk has none. Closed by its pair. */
struct json_object *scheme_open(struct request *r);
void scheme_close(struct json_object *scheme);

/* How the matrix asks a question, and what it calls an answer to it; their
 * own names when it does not know them. In the arena. */
struct str scheme_ask(struct request *r, struct json_object *scheme,
                      struct str question);
struct str scheme_value(struct request *r, struct json_object *scheme,
                        struct str question, struct str value);

#endif
