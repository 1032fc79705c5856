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

/* A chain: tasks that follow one another (R61). */
struct catalogue_step {
    struct str ru, en;     /* what is to be done */
    struct str to;         /* login; "" whose the case is then */
    struct str department; /* id; both "": those of the case */
    int64_t in; /* seconds from the step before, as molva.yaml tells terms: days
                   are working days; 0 no deadline */
};
struct catalogue_chain {
    struct str id;          /* stored with tasks */
    struct str ru, en;      /* as people read it */
    struct yaml_subs steps; /* of struct catalogue_step */
};

struct catalogue {
    struct yaml_subs causes, measures; /* of struct catalogue_word */
    struct yaml_subs chains;           /* of struct catalogue_chain */
    struct yaml_subs talk; /* steps of one with whom a case concerns (R51) */
};

/* Everything lives in the arena. */
bool catalogue_load(struct catalogue *c, struct arena *a, const char *path,
                    struct err *e) MUST_CHECK;

/* The chain of that id, NULL when there is none; its step, from 1, NULL when it
 * has none such. */
const struct catalogue_chain *catalogue_chain(const struct catalogue *c,
                                              struct str id);
const struct catalogue_step *catalogue_step(const struct catalogue_chain *chain,
                                            int64_t step);

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
