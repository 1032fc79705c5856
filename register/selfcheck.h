/* SPDX-License-Identifier: MIT
 *
 * selfcheck: what a department asks itself (R16): is there a scheme, an order,
 * a store. Questions from a file of rules/register; some are answered by
 * people, some are counted. */
#ifndef MOLVA_SELFCHECK_H
#define MOLVA_SELFCHECK_H

#include "base/yaml.h"

enum selfcheck_figure {
    SELFCHECK_ASKED_OF_PEOPLE, /* nothing is counted */
    SELFCHECK_HEAD,            /* a head is named who is here: of 1 */
    SELFCHECK_GIVEN,           /* are somebody's, of the open cases worked on */
    SELFCHECK_IN_TIME,         /* are not late, of the same */
    SELFCHECK_KEPT,            /* of the promises that came to an end */
    SELFCHECK_ASKED,           /* their author was asked, of the closed cases */
    SELFCHECK_CAUSE,           /* have a cause, of the same */
    SELFCHECK_FIGURES
};

struct selfcheck_question {
    struct str id;     /* stored with answers: letters, digits, - */
    int about;         /* index in selfcheck_about[] */
    int counts;        /* enum selfcheck_figure */
    struct str ru, en; /* as people read it */
};

struct selfcheck {
    struct yaml_subs questions; /* of struct selfcheck_question */
};

/* "scheme", "order", "store"; NULL ends. */
extern const char *const selfcheck_about[];
/* "yes", "partly", "no"; NULL ends. */
extern const char *const selfcheck_answers[];

/* Everything lives in the arena. */
bool selfcheck_load(struct selfcheck *c, struct arena *a, const char *path,
                    struct err *e) MUST_CHECK;
/* The i-th question; NULL behind the last. */
const struct selfcheck_question *selfcheck_at(const struct selfcheck *c,
                                              size_t i);
/* The question of that id, NULL when there is none. */
const struct selfcheck_question *selfcheck_find(const struct selfcheck *c,
                                                struct str id);
/* What a count says: all is yes, half and more partly, less no; of nothing
 * "". */
const char *selfcheck_said(int64_t good, int64_t of);

#endif
