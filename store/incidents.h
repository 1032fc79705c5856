/* SPDX-License-Identifier: MIT
 *
 * incidents: the same thing at the same place, told by many (public through
 * store.h).
 *
 * A mention that says what happened (an event) has a spot: event, place,
 * thread, author, time. A new spot joins another's incident, or makes one of
 * both, when within two days another author says of the same brand
 *
 *   the same event at the same place, wherever it is said;
 *   the same event in the same thread, unless both name places that differ;
 *   "the same here" in a thread where one event is told.
 *
 * Why it joined is kept with it. What has a red flag joins nothing by itself,
 * nor does what a person took out. */
#ifndef MOLVA_INCIDENTS_H
#define MOLVA_INCIDENTS_H

#include "base/buf.h"

struct store;

struct incident_row {
    int64_t id;
    struct str brand, event, place, thread;
    struct str department; /* of all its mentions */
    int64_t opened;
    struct str opened_by;
    struct str truth, truth_by; /* what is known, in one line */
    int64_t told;               /* when that was said, 0 never */
    int64_t closed;             /* 0 open */
    struct str closed_by, closed_why;
    int64_t mentions; /* in it */
};

struct spot_row {
    int64_t mention, case_id; /* case_id: 0 none */
    struct str event, place, author, text, url;
    int64_t at;     /* when it was said */
    int64_t since;  /* in the incident */
    struct str who; /* joined it */
    struct str why; /* in words */
};

struct incident_filter {
    bool all;       /* with those that are closed */
    size_t limit;   /* rows, 0 all */
    int64_t behind; /* goes on behind the incident of that number, 0 from the
                       first */
};
/* Open ones first, then the newest. */
bool store_incidents(struct store *s, struct arena *a,
                     const struct incident_filter *f,
                     struct incident_row **rows, size_t *n,
                     struct err *e) MUST_CHECK;
struct json;
struct zone;
/* Members of an object that is open; one of its mentions, an object. */
void store_incident_json(struct json *j, const struct incident_row *i,
                         const struct zone *z);
void store_spot_json(struct json *j, const struct spot_row *s,
                     const struct zone *z);
/* row->id is 0 when there is none of that number. */
bool store_incident(struct store *s, struct arena *a, int64_t id,
                    struct incident_row *row, struct err *e) MUST_CHECK;
bool store_incident_spots(struct store *s, struct arena *a, int64_t id,
                          struct spot_row **rows, size_t *n,
                          struct err *e) MUST_CHECK;
/* The incidents of n mentions, 0 none, into as many places. */
bool store_incidents_of(struct store *s, const int64_t *mentions, size_t n,
                        int64_t *incidents, struct err *e) MUST_CHECK;
/* The incident of a mention, 0 none. */
bool store_incident_of(struct store *s, int64_t mention, int64_t *id,
                       struct err *e) MUST_CHECK;

/* What a person does: each with an event on every mention it is about. */
struct incident_act {
    int64_t incident; /* join: 0 makes a new one of that mention */
    int64_t mention;  /* join, split */
    struct str words; /* why; tell: what is known now */
    struct str who;
    int64_t now;
};
bool store_incident_join(struct store *s, struct incident_act *act,
                         struct err *e) MUST_CHECK;
bool store_incident_split(struct store *s, const struct incident_act *act,
                          struct err *e) MUST_CHECK;
/* The truth line, and a note on each of its cases. */
bool store_incident_tell(struct store *s, const struct incident_act *act,
                         struct err *e) MUST_CHECK;
/* It is over: with the last word, noted on each of its cases. */
bool store_incident_close(struct store *s, const struct incident_act *act,
                          struct err *e) MUST_CHECK;

#endif
