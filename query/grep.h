/* SPDX-License-Identifier: MIT
 *
 * grep: PCRE2 patterns of a query, on folded text, with limits. */
#ifndef MOLVA_QUERY_GREP_H
#define MOLVA_QUERY_GREP_H

#include "query/query.h"

/* Compiles; NULL with what is wrong, at a byte of the pattern. Letters of
 * either case are one. Everything is the arena's. */
struct grep *grep_new(struct arena *a, struct str pattern, size_t *at,
                      struct str *why) MUST_CHECK;

enum grep_result { GREP_NO, GREP_YES, GREP_SLOW };

/* The first match from hit->to on, which becomes the hit. */
enum grep_result grep_next(struct grep *g, struct str folded,
                           struct query_hit *hit);

#endif
