/* SPDX-License-Identifier: MIT
 *
 * leaves: who is away, who stands in for him, and what passes to whom (public
 * through store.h).
 *
 * What of an absent person is due before he is back, and what he was told at
 * once, becomes his deputy's, named with whom he does it for; what the deputy
 * has not begun, and of what was told at once what nobody takes care of, goes
 * back when he is back. Whoever has done nothing on a case
 * for the term of its department is replaced by his deputy, or by the head of
 * the department; a head is not. The clock asks for what passes, tells it, and
 * says so: each an event, each once. */
#ifndef MOLVA_LEAVES_H
#define MOLVA_LEAVES_H

#include "base/buf.h"

struct store;

struct leave_row {
    struct str login, deputy; /* deputy: "" nobody */
    int64_t away, back;       /* from, until; 0 he is not away */
};
/* In place of what was said of the login before. Refused: a stranger, himself
 * as his deputy, an end that is not behind the beginning. */
bool store_leave_put(struct store *s, const struct leave_row *row,
                     struct str who, int64_t now, struct err *e) MUST_CHECK;
/* All that were ever said, by login. */
bool store_leaves(struct store *s, struct arena *a, struct leave_row **rows,
                  size_t *n, struct err *e) MUST_CHECK;

/* Of those rows: is he away then? */
const struct leave_row *leave_of(const struct leave_row *rows, size_t n,
                                 struct str login, int64_t now);
/* Who does it then: he, or who stands in for him, and for that one; "" when
 * nobody is there. */
struct str leave_stands_in(const struct leave_row *rows, size_t n,
                           struct str login, int64_t now);

/* Who stands in for him when that is said: who did before where it is "", and
 * nobody, "", where it is "-". */
struct str leave_deputy_said(const struct leave_row *rows, size_t n,
                             struct str login, struct str said);
/* Who would do it if he did not; "" nobody. */
struct str leave_deputy(const struct leave_row *rows, size_t n,
                        struct str login, int64_t now);

enum pass_why {
    PASS_AWAY,  /* he is away: to his deputy */
    PASS_BACK,  /* he is back: to him again */
    PASS_SILENT /* nothing was done: to the deputy, or the head */
};

struct unit_head {
    struct str department;
    struct str login; /* its head, "" none */
    int64_t silent;   /* who has done nothing since then is replaced; 0 nobody
                       */
};

struct pass_clock {
    int64_t now;
    const struct unit_head *heads; /* n_heads of them */
    size_t n_heads;
};

struct passing {
    const char *about; /* case, task or escalation */
    int64_t id;        /* of it */
    int64_t case_id;   /* where it stands, 0 none */
    int64_t mention;   /* that leads it, 0 none */
    int64_t due;       /* INT64_MAX none */
    struct str what;   /* was said, is to be done */
    struct str from, to, department;
    int64_t back; /* of `from`, when he is away */
    enum pass_why why;
};
/* What has to pass now; what nobody is there to take does not. */
bool store_passings(struct store *s, struct arena *a,
                    const struct pass_clock *clock, struct passing **rows,
                    size_t *n, struct err *e) MUST_CHECK;
/* It passes, in the transaction of the message; with its event. *passed: it
 * still stood there as it was found. */
bool store_pass(struct store *s, const struct passing *row, int64_t now,
                bool *passed, struct err *e) MUST_CHECK;

#endif
