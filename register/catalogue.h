/* SPDX-License-Identifier: MIT
 *
 * catalogue: what a register chooses from: causes and measures, each an id
 * with its words in both languages, from a file (R33, R67). */
#ifndef MOLVA_CATALOGUE_H
#define MOLVA_CATALOGUE_H

#include "base/terms.h"
#include "base/yaml.h"

struct catalogue_word {
    struct str id;     /* stored with cases: letters, digits, - */
    struct str ru, en; /* as people read it */
};

struct catalogue {
    struct yaml_subs causes, measures; /* of struct catalogue_word */
    struct yaml_subs talk; /* steps of one with whom a case concerns (R51) */
};

/* Everything lives in the arena. */
bool catalogue_load(struct catalogue *c, struct arena *a, const char *path,
                    struct err *e) MUST_CHECK;

/* The i-th word; NULL behind the last. */
const struct catalogue_word *catalogue_at(const struct yaml_subs *words,
                                          size_t i);
/* What people read for an id; the id itself when the list has none such. */
struct str catalogue_said(const struct yaml_subs *words, struct str id,
                          bool ru);
/* The same of several ids with blanks between: with commas. */
struct str catalogue_all_said(const struct yaml_subs *words, struct arena *a,
                              struct str ids, bool ru);
/* Is the id among several with blanks between? */
bool catalogue_among(struct str ids, struct str id);

/* May a case's field (cause, measures, talk, risk) become that value? Measures
 * and steps come back each once, in the order of the list. Of `had`, which the
 * case has, all may stay, in the list or not. Other fields take anything. */
bool catalogue_takes(const struct catalogue *c, struct arena *a,
                     struct str field, struct str had, struct str *value,
                     struct err *e) MUST_CHECK;

#endif
