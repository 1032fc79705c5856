/* SPDX-License-Identifier: MIT
 *
 * sendings: approved replies that Molva posts itself (public through store.h).
 *
 *   wanted ──claim──► sending ─┬─► posted   it stands there: its link
 *     ▲                        ├─► refused  the venue said no
 *     └── again, same key ─────┼─► held     a moderator there looks first
 *                              └─► unsure   nobody knows: looked for, then
 *                                           left to a person
 *
 * A claim is committed before the request goes out, so whoever finds a row in
 * `sending` whose time is over knows that it may stand there already. */
#ifndef MOLVA_SENDINGS_H
#define MOLVA_SENDINGS_H

#include "base/buf.h"

struct store;

#define SENDER "molva" /* who does it, in events */

struct sending_row {
    int64_t id, case_id, mention;
    struct str key;        /* idempotency key */
    struct str who;        /* login of who asked for it */
    struct str state;      /* see above; dropped: the approval went, or the
                              reply stands there by other ways */
    int64_t at, due;       /* asked for; looked at next, INT64_MAX: by people */
    int64_t tries, looked; /* requests begun; looks at the venue */
    int64_t began;         /* the first request, 0 none */
    struct str was;        /* state and due as they were read or claimed: who */
    int64_t was_due;       /* has another's before him settles nothing */
    struct str cause;      /* why it is not posted yet, for people */
    struct str url;        /* of our answer, when posted */
    /* of the mention and its reply */
    struct str source, permalink, thread, text;
};

/* Somebody wants it posted by Molva. again: he has looked, and what is unsure
 * does not stand there. */
bool store_sending_ask(struct store *s, int64_t case_id, bool again,
                       struct str who, int64_t now, struct err *e) MUST_CHECK;
/* The newest of a case. */
bool store_sending_of(struct store *s, struct arena *a, int64_t case_id,
                      struct sending_row *row, bool *found,
                      struct err *e) MUST_CHECK;
/* What is to be looked at by now; only of that case, 0 of all. */
bool store_sendings_due(struct store *s, struct arena *a, int64_t case_id,
                        int64_t now, struct sending_row **rows, size_t *n,
                        struct err *e) MUST_CHECK;
/* It goes out now: *got when nobody else was quicker and the reply is approved
 * and not posted. Others may look for it from `until` on. */
bool store_sending_claim(struct store *s, struct sending_row *row, int64_t now,
                         int64_t until, bool *got, struct err *e) MUST_CHECK;
/* It is looked for at the venue now; *got as above. */
bool store_sending_look(struct store *s, struct sending_row *row, int64_t until,
                        bool *got, struct err *e) MUST_CHECK;
/* What has become of it: row->state, due, cause, url, as an event. Posted, the
 * reply is marked so too. */
bool store_sending_settle(struct store *s, struct sending_row *row, int64_t now,
                          struct err *e) MUST_CHECK;

#endif
