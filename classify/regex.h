/* SPDX-License-Identifier: MIT
 *
 * regex: PCRE2 patterns on folded text.
 *
 * The pattern is folded like the text, so no pattern is caseless. From it the
 * pieces of plain text are drawn of which a match needs at least one; it is
 * only run on texts that seem to hold one (a filter of letter groups says so
 * in a few nanoseconds and never wrongly says no). */
#ifndef MOLVA_REGEX_H
#define MOLVA_REGEX_H

#include "base/yaml.h"

enum { GRAM_BITS = 1 << 14 };

/* Groups of two and four bytes that a text holds. */
struct grams {
    uint64_t bits[GRAM_BITS / 64 + 4]; /* by their hash; then single bytes */
    size_t digits;                     /* how many of 0 to 9 */
};

struct regex_engine; /* match data, limits, stack: one per classifier */
struct regex;

struct regex_engine *regex_open(void);
void regex_close(struct regex_engine *g);

/* Compiles the text of `node`. NULL with the column inside it in e. The regex
 * belongs to the engine. */
struct regex *regex_new(struct regex_engine *g, struct arena *a,
                        const struct yaml_file *f, const struct yaml_node *node,
                        struct err *e) MUST_CHECK;

void grams_of(struct grams *g, struct str folded);

enum regex_result { REGEX_NO, REGEX_YES, REGEX_SLOW };

struct regex_place {
    size_t from;       /* where to look from; moves past the match */
    size_t start, end; /* bytes of the match */
};

/* The first match at or after at->from. */
enum regex_result regex_next(struct regex_engine *g, const struct regex *r,
                             const struct grams *grams, struct str folded,
                             struct regex_place *at);

#endif
