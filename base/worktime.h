/* SPDX-License-Identifier: MIT
 *
 * worktime: working time.
 *
 * A deadline counts in working time: two hours from Friday 17:30 end on Monday.
 * The zone is a fixed offset: places with summer time take their winter
 * offset and live with the hour. */
#ifndef MOLVA_BASE_WORKTIME_H
#define MOLVA_BASE_WORKTIME_H

#include "base/yaml.h"

struct worktime_profile {
    struct str id; /* as rows name it */
    int64_t work;  /* seconds of working time */
    int64_t days;  /* working days; the time of day stays */
    struct str ru; /* for people */
    struct str en; /* for people */
};

struct worktime {
    int64_t zone;                      /* seconds east of UTC */
    int64_t open[7], close[7];         /* seconds of the day, Monday first;
                                          equal = a day off */
    int64_t *off;                      /* days since 1970 that are free */
    int64_t *on;                       /* days that are worked after all */
    int *yearly;                       /* month * 100 + day, every year */
    struct worktime_profile *profiles; /* deadlines by id */
    size_t n_off, n_on, n_yearly, n_profiles; /* of the four above */
};

bool worktime_load(struct worktime *c, struct arena *a, const char *path,
                   struct err *e) MUST_CHECK;
const struct worktime_profile *worktime_profile(const struct worktime *c,
                                                struct str id);

/* The moment a profile that starts at `from` is due. */
int64_t worktime_due(const struct worktime *c, const struct worktime_profile *p,
                     int64_t from);
/* The same for a span of calendar days and hours as molva.yaml tells terms:
 * whole days are working days, the rest is working time. */
int64_t worktime_term(const struct worktime *c, int64_t from, int64_t term);

/* Working time from one moment to another, in seconds. */
int64_t worktime_between(const struct worktime *c, int64_t from, int64_t to);
/* What was due then and stood still since a moment before is due so much
 * working time after `now` as was left; never earlier than before. */
int64_t worktime_later(const struct worktime *c, int64_t since, int64_t due,
                       int64_t now);

/* The last moment from which it is that span to `now`, or less; to the minute.
 */
int64_t worktime_before(const struct worktime *c, int64_t now, int64_t term);

/* When the work of a day ends, in its seconds; 0 on a day off. */
int64_t worktime_close(const struct worktime *c, int64_t day);

/* "24 ноября" or "24 November": a day as replies name it. */
struct str worktime_day(const struct worktime *c, struct arena *a, int64_t at,
                        struct str lang);

#endif
