/* SPDX-License-Identifier: MIT
 *
 * months: what a period came to: replies in time, what became of what was
 * decided, what was expected and found (public through store.h; R32, R55). */
#ifndef MOLVA_MONTHS_H
#define MOLVA_MONTHS_H

#include "base/mem.h"

struct store;

/* from <= it < to */
struct month_wish {
    int64_t from, to;
    int64_t now;      /* what waits may be overdue then */
    struct str brand; /* "" all; of the fates alone */
};

/* Of the cases registered then that ask for a reply; the five make up
 * `wanted`. */
struct month_replies {
    int64_t wanted;
    int64_t in_time, late;  /* approved by the deadline, after it */
    int64_t waits, overdue; /* not yet, and is the deadline over? */
    int64_t dismissed;
    int64_t closed; /* matters that came to their end in the period */
};
bool store_month_replies(struct store *s, const struct month_wish *wish,
                         struct month_replies *sum, struct err *e) MUST_CHECK;

/* What became of posts of the period with one solution: a post about several
 * brands is one, unless a brand is asked for. */
struct fate_row {
    struct str solution;
    int64_t n;                   /* posts that it was decided of */
    int64_t posted;              /* of them: our reply stands there */
    int64_t answered, silent;    /* of those: by their author; not, for as
                                    long as is told */
    int64_t stars, edited, gone; /* of all: the author gave other stars,
                                    wrote another text, it is gone */
};
/* By solution. */
bool store_fates(struct store *s, struct arena *a,
                 const struct month_wish *wish, struct fate_row **rows,
                 size_t *n, struct err *e) MUST_CHECK;

/* What somebody expected and what there was. */
struct gap_row {
    int64_t case_id;
    struct str expected, found;
};
enum { GAPS_MOST = 5 };
/* The newest of the period, and how many there are. */
bool store_gaps(struct store *s, struct arena *a, const struct month_wish *wish,
                struct gap_row rows[GAPS_MOST], size_t *n, int64_t *all,
                struct err *e) MUST_CHECK;

/* Mentions of the period whose cases come first, at most `most` of them. */
bool store_foremost(struct store *s, const struct month_wish *wish, size_t most,
                    int64_t *mentions, size_t *n, struct err *e) MUST_CHECK;

#endif
