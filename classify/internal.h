/* SPDX-License-Identifier: MIT
 *
 * What the files of classify share. */
#ifndef MOLVA_CLASSIFY_INTERNAL_H
#define MOLVA_CLASSIFY_INTERNAL_H

#include "classify/brand.h"
#include "classify/decide.h"
#include "classify/scope.h"
#include "classify/table.h"

struct classifier {
    struct ruleset rules;   /* compiled and proven */
    struct weights weights; /* of the decision */
    struct table table;     /* of words */
    struct table learnt;    /* the same, from corrections */
    struct brands *brands;  /* owned */
    struct arena scratch;   /* of the text at hand */
    char version[17];       /* of rules and weights */
};

/* The document and its hits, sorted out; in c->scratch, which is reset. */
void classify_find(struct classifier *c, struct str title, struct str text,
                   struct findings *f);
/* And what the tables of words say of it. */
void classify_say(struct classifier *c, struct findings *f);

#endif
