/* SPDX-License-Identifier: MIT
 *
 * proposals: what somebody proposes to change, by what cases show (public
 * through store.h): proposed, agreed, introduced, or refused (R31).
 *
 * Each function is one transaction with its event; nothing is ever deleted. */
#ifndef MOLVA_PROPOSALS_H
#define MOLVA_PROPOSALS_H

#include "base/mem.h"

struct store;

/* Cases of its cause, registered in as many seconds before it was introduced
 * as have passed since, 90 days at most. */
struct proposal_effect {
    int64_t span; /* seconds of each; 0: not introduced, or of no cause */
    int64_t before, after;
};

struct proposal_row {
    int64_t id, at;     /* when it was made */
    struct str who;     /* login */
    struct str what;    /* is to be changed */
    struct str cause;   /* of the catalogue, that it removes; "" none */
    struct str lies_in; /* department, "" any */
    struct str state;   /* proposed agreed introduced refused */
    int64_t decided;    /* agreed or refused, 0 not yet */
    struct str decided_by, reason;
    int64_t introduced; /* 0 not yet */
    struct str introduced_by;
    int64_t cases; /* that it rests on */
    struct proposal_effect effect;
};

/* Of row: who, what, at, and what else is known; id comes back. case_id: the
 * case it comes from, 0 none. */
bool store_proposal_add(struct store *s, struct proposal_row *row,
                        int64_t case_id, struct err *e) MUST_CHECK;

struct proposal_step {
    int64_t id;
    struct str to;  /* agreed, introduced, refused */
    struct str who; /* login */
    struct str
        reason; /* of a refusal at least; of the last step that had one */
    int64_t now;
};
bool store_proposal_step(struct store *s, const struct proposal_step *step,
                         struct err *e) MUST_CHECK;

struct proposal_link {
    int64_t id, case_id;
    struct str who; /* login */
    int64_t now;
};
/* It rests on that case too; once. */
bool store_proposal_link(struct store *s, const struct proposal_link *link,
                         struct err *e) MUST_CHECK;

struct proposal_filter {
    int64_t id;      /* one alone, 0 all */
    int64_t case_id; /* those that rest on it, 0 all */
    size_t limit;    /* 0 all */
    int64_t behind;  /* goes on behind that number, 0 from the start */
    int64_t now;     /* of the effects; 0: they are not counted */
};
/* Newest first. */
bool store_proposals(struct store *s, struct arena *a,
                     const struct proposal_filter *f,
                     struct proposal_row **rows, size_t *n,
                     struct err *e) MUST_CHECK;
/* Numbers of the cases it rests on. */
bool store_proposal_cases(struct store *s, struct arena *a, int64_t id,
                          int64_t **cases, size_t *n, struct err *e) MUST_CHECK;

struct json;
struct zone;
/* Members of an object that is open. */
void store_proposal_json(struct json *j, const struct proposal_row *p,
                         const struct zone *z);

#endif
