/* SPDX-License-Identifier: MIT
 *
 * escalations: who was told at once of a mention, has he seen it, has he said
 * that he takes care (public through store.h). The matrix's `escalate:`.
 *
 * One is opened with the decision that asks for it, in the same transaction,
 * for the head of the department as molva.yaml names him, else for whoever may
 * approve replies and is there longest. A matter that gets no template is his
 * from then on. The clock tells him, and again until he acknowledges. While he
 * is away it is his deputy's, who is told anew and has to see it himself; what
 * that one has not taken care of comes back with him (leaves.h). */
#ifndef MOLVA_ESCALATIONS_H
#define MOLVA_ESCALATIONS_H

#include "base/buf.h"

struct store;

struct escalation_row {
    int64_t id;
    int64_t mention, case_id; /* case_id: 0 it has none */
    struct str department;    /* that is told */
    struct str whom;          /* login, "" nobody there */
    struct str stands_for;    /* whom he stands in for (leaves.h), "" nobody */
    struct str why;           /* row of the matrix */
    int64_t at;               /* since when */
    int64_t told, times;      /* last message, how many; 0 none yet */
    int64_t seen;             /* by him, 0 not */
    int64_t acked;            /* taken care of, 0 not */
    struct str acked_by;      /* login */
    /* of the mention, where all that are open are listed */
    struct str text, url, flags;
};

/* Of a mention or, when that is 0, of a case; oldest first. */
struct escalation_of {
    int64_t mention, case_id;
};
bool store_escalations(struct store *s, struct arena *a,
                       struct escalation_of of, struct escalation_row **rows,
                       size_t *n, struct err *e) MUST_CHECK;
/* Of `whom` ("" of anybody), not acknowledged, first what was told longest
 * ago. */
bool store_escalations_open(struct store *s, struct arena *a, struct str whom,
                            struct escalation_row **rows, size_t *n,
                            struct err *e) MUST_CHECK;
struct json;
struct zone;
/* One, an object. */
void store_escalation_json(struct json *j, const struct escalation_row *x,
                           const struct zone *z);
/* Who was told looks at it: with an event, once. */
bool store_escalation_seen(struct store *s, int64_t id, struct str who,
                           int64_t now, struct err *e) MUST_CHECK;
/* He, or who works on it, takes care: all that are open there. Refused when
 * none is, and to whom the case concerns (R41). */
bool store_escalation_ack(struct store *s, struct escalation_of of,
                          struct str who, int64_t now,
                          struct err *e) MUST_CHECK;

/* What is to be told now: what was not yet, and what was told an hour ago and
 * is not acknowledged; then every four hours, after a day once a day. */
bool store_escalations_due(struct store *s, struct arena *a, int64_t now,
                           struct escalation_row **rows, size_t *n,
                           struct err *e) MUST_CHECK;
/* It is told, in the transaction of the message; with its event. */
bool store_escalation_told(struct store *s, const struct escalation_row *row,
                           int64_t now, struct err *e) MUST_CHECK;

#endif
