/* SPDX-License-Identifier: MIT
 *
 * reminders: promises, tasks and cases whose time comes or has passed, each
 * told once (public through store.h). R22, R29, R63. */
#ifndef MOLVA_REMINDERS_H
#define MOLVA_REMINDERS_H

#include "base/buf.h"

struct store;

enum { REMINDERS_MOST = 200 /* of each kind at once; the rest next time */ };

struct reminder {
    struct str about;      /* promise, task or case */
    int64_t id;            /* of it */
    int64_t case_id;       /* where it stands */
    int64_t due;           /* when it has to be kept */
    struct str what;       /* was promised, is to be done, was said */
    struct str whom;       /* a promise was given to; of a case its author */
    struct str by;         /* whose it is: login or name, "" nobody's */
    struct str department; /* whose it is, "" none's */
    bool late;             /* it has passed; else it comes */
};

/* What is due within `ahead` seconds or was, and was not told so far; after a
 * long absence what has passed is told as late, once. */
bool store_reminders(struct store *s, struct arena *a, int64_t now,
                     int64_t ahead, struct reminder **rows, size_t *n,
                     struct err *e) MUST_CHECK;
/* It is told, in the transaction of the message; with its event. */
bool store_reminded(struct store *s, const struct reminder *row, int64_t now,
                    struct err *e) MUST_CHECK;

#endif
