/* SPDX-License-Identifier: MIT
 *
 * reminders: promises, tasks and cases whose time comes, has passed, has passed
 * for long, and cases that are closed, each told once (public through store.h).
 * R12, R22, R29, R63. */
#ifndef MOLVA_REMINDERS_H
#define MOLVA_REMINDERS_H

#include "base/buf.h"

struct store;

enum { REMINDERS_MOST = 200 /* of each kind at once; the rest next time */ };

/* What is told, one after the other; the number stands in `told`. */
enum reminder_step {
    REMIND_COMES = 1, /* its time comes */
    REMIND_LATE,      /* it has passed: whose it is is told */
    REMIND_HEAD,      /* and nothing was done since: the head is told */
    REMIND_ENDED      /* a case is closed: who mended and who leads are told */
};

/* By the clock and the calendar. */
struct reminder_span {
    int64_t now;
    int64_t until;  /* what is due by then is told before */
    int64_t passed; /* what was due before that is told to the head */
};

struct reminder {
    struct str about;      /* promise, task or case */
    int64_t id;            /* of it */
    int64_t case_id;       /* where it stands */
    int64_t due;           /* when it has to be kept */
    struct str what;       /* was promised, is to be done, was said */
    struct str whom;       /* a promise was given to; of a case its author */
    struct str by;         /* whose it is: login or name, "" nobody's */
    struct str stands_for; /* `by` does, "" for nobody */
    struct str department; /* whose it is, "" none's */
    struct str others;     /* of what has ended: who did its tasks, logins with
                              blanks between */
    enum reminder_step step;
};

/* What is to be told now and was not told so far; after a long absence what
 * has passed is told as late, once, before the head hears of it. An end is told
 * within a week or not at all; `due` is when it came, `what` was done. */
bool store_reminders(struct store *s, struct arena *a,
                     const struct reminder_span *span, struct reminder **rows,
                     size_t *n, struct err *e) MUST_CHECK;
/* It is told, in the transaction of the message; with its event. */
bool store_reminded(struct store *s, const struct reminder *row, int64_t now,
                    struct err *e) MUST_CHECK;

/* What came of somebody's work from one moment until before another. */
struct settled_wish {
    struct str login, name; /* promises know him by one of them */
    int64_t from, to;
};
struct settled_day {
    int64_t closed;       /* cases of his */
    int64_t kept, broken; /* his promises */
};
bool store_settled_day(struct store *s, const struct settled_wish *w,
                       struct settled_day *out, struct err *e) MUST_CHECK;

#endif
