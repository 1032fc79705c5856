/* SPDX-License-Identifier: MIT
 *
 * pattern: a sequence of words as rules write it, and where it is found.
 *
 *   не (совсем) работать|функционировать
 *   $staff ~3 -помочь */
#ifndef MOLVA_PATTERN_H
#define MOLVA_PATTERN_H

#include "classify/doc.h"

struct element {
    uint32_t atom;   /* what fits here */
    uint8_t gap;     /* words that may stand before it */
    bool optional;   /* may be missing */
    bool negated;    /* the word must be negated */
    uint8_t classes; /* CLASS_NAME, CLASS_ANY */
};

struct pattern {
    struct element *elements; /* n of them */
    uint32_t atom;            /* of the anchor */
    uint32_t also;            /* rarest other atom it needs, or 0 */
    uint8_t n;                /* at least 1 */
    uint8_t anchor;           /* element by which it is looked up */
    bool negated;             /* the anchor's word must be */
    bool negates;             /* holds a negator or a -word itself */
};

struct span {
    uint32_t first, last; /* words, last included */
};

/* Reads the text of `node`. False with the place inside it in e. */
bool pattern_read(struct pattern *p, struct arena *a, struct vocab *v,
                  struct str lang, const struct yaml_file *f,
                  const struct yaml_node *node, struct err *e) MUST_CHECK;

/* Chooses the anchor, the element whose atom is rarest by counts[atom], and
 * `also`. */
void pattern_anchor(struct pattern *p, const uint32_t *counts);

/* May it be in a text with these atoms (a bit each)? */
bool pattern_possible(const struct pattern *p, const uint64_t *present);

/* Is the pattern there with its anchor at word i? */
bool pattern_at(const struct pattern *p, const struct doc *d, size_t i,
                struct span *out);

/* The same where word i is known to fit the anchor's atom. */
bool pattern_around(const struct pattern *p, const struct doc *d, size_t i,
                    struct span *out);

/* Is it anywhere within words from..to, last included? */
bool pattern_within(const struct pattern *p, const struct doc *d, size_t from,
                    size_t to);

#endif
