/* SPDX-License-Identifier: MIT
 *
 * regex: PCRE2 patterns on folded text.
 *
 * The pattern is folded like the text, so no pattern is caseless. From it the
 * pieces of plain text are drawn of which a match needs at least one. A text
 * is gone through once for the pieces of all patterns; only those that have
 * one there are run.
 *
 *   regex_look(g, text);
 *   for (size_t i = 0; (r = regex_possible(g, &i));)
 *       regex_next(g, r, text, &at) */
#ifndef MOLVA_REGEX_H
#define MOLVA_REGEX_H

#include "base/yaml.h"

struct regex_engine; /* match data, limits, stack: one per classifier */
struct regex;

struct regex_engine *regex_open(void);
void regex_close(struct regex_engine *g);

/* Compiles the text of `node`. NULL with the column inside it in e. The regex
 * belongs to the engine, which numbers them as they come, from 0. */
struct regex *regex_new(struct regex_engine *g, struct arena *a,
                        const struct yaml_file *f, const struct yaml_node *node,
                        struct err *e) MUST_CHECK;

/* Finds out which regexes may match the text. */
void regex_look(struct regex_engine *g, struct str folded);

/* The first regex numbered *at or higher that may match the text last looked
 * at; *at becomes the number behind it. NULL when there is none. */
const struct regex *regex_possible(const struct regex_engine *g, size_t *at);

enum regex_result { REGEX_NO, REGEX_YES, REGEX_SLOW };

struct regex_place {
    size_t from;       /* where to look from; moves past the match */
    size_t start, end; /* bytes of the match */
};

/* The first match at or after at->from in the text last looked at. */
enum regex_result regex_next(struct regex_engine *g, const struct regex *r,
                             struct str folded, struct regex_place *at);

#endif
