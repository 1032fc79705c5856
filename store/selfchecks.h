/* SPDX-License-Identifier: MIT
 *
 * selfchecks: what people answered when a department asked itself, and what
 * the register counts of it (public through store.h; R16). Answers are events:
 * each stays, the newest counts. */
#ifndef MOLVA_SELFCHECKS_H
#define MOLVA_SELFCHECKS_H

#include "register/register.h"

struct store;
struct json;
struct zone;

/* Days an answer holds; of what has come to an end so much is counted. */
enum { SELFCHECK_HOLDS = 180, SELFCHECK_COUNTS = 90 };

struct selfcheck_answer {
    struct str department; /* id, "" the whole company */
    struct str question;   /* id */
    struct str answer;     /* of selfcheck_answers[] */
    struct str words, who;
    int64_t at;
};
/* Refused: an answer that is none, by nobody. */
bool store_selfcheck_answer(struct store *s, const struct selfcheck_answer *row,
                            struct err *e) MUST_CHECK;
/* The newest of each question and department. */
bool store_selfcheck_answers(struct store *s, struct arena *a,
                             struct selfcheck_answer **rows, size_t *n,
                             struct err *e) MUST_CHECK;
/* Of those rows; NULL when it was never answered. */
const struct selfcheck_answer *
selfcheck_answer_of(const struct selfcheck_answer *rows, size_t n,
                    struct str department, struct str question);

struct selfcheck_count {
    int64_t good, of;
};
/* By enum selfcheck_figure; of the whole company where the department is "".
 * The head is nothing the register knows: 0 of 0. */
bool store_selfcheck_counts(struct store *s, struct str department, int64_t now,
                            struct selfcheck_count counts[SELFCHECK_FIGURES],
                            struct err *e) MUST_CHECK;

/* A question as it stands: answered, or counted. */
struct selfcheck_standing {
    const struct selfcheck_question *q;
    const struct selfcheck_answer *said; /* NULL not yet */
    struct selfcheck_count count;
};
/* Did the answer hold too long? */
bool selfcheck_is_old(const struct selfcheck_standing *s, int64_t now);
/* The shape for programs. */
void store_selfcheck_json(struct json *j, struct str department,
                          const struct selfcheck_standing *s, int64_t now,
                          const struct zone *z);

#endif
