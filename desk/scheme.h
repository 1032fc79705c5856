/* SPDX-License-Identifier: MIT
 *
 * scheme: the reaction matrix for people's eyes (R79): its page, and how it
 * asks and answers on other pages. */
#ifndef MOLVA_DESK_SCHEME_H
#define MOLVA_DESK_SCHEME_H

#include "desk/internal.h"

/* How the matrix asks a question, and what it calls an answer to it; their
 * own names when it does not know them, or the desk has no matrix. */
struct str scheme_ask(const struct request *r, struct str question);
struct str scheme_value(const struct request *r, struct str question,
                        struct str value);

#endif
