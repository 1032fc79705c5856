/* SPDX-License-Identifier: MIT
 *
 * field: what a field of a query looks for, and whether a post has it. */
#ifndef MOLVA_QUERY_FIELD_H
#define MOLVA_QUERY_FIELD_H

#include "query/lex.h"
#include "query/node.h"

/* Reads the value of a field, a word or a phrase, into its node. */
bool field_read(struct lexer *l, struct node *field,
                struct str value) MUST_CHECK;
/* Has the post it? Not for titles: those have words, as texts have. */
bool field_fits(const struct node *field, struct arena *a,
                const struct query_post *post);

#endif
