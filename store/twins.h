/* SPDX-License-Identifier: MIT
 *
 * twins: the same words said at several places, or by several people (public
 * through store.h).
 *
 * Mentions of one brand whose texts are alike (base/shingle.h) are a cluster:
 * each is stored and answered for itself, and one of them stands for all of
 * its department that wait in the queue: the one that would stand first there.
 * The others are in the list "repeated"; when it is answered the next one
 * takes its place. An edit that makes another text of it takes a mention out.
 * What stands in one thread by different authors is of a cluster only when it
 * is the very same: there it may be an answer that repeats what it answers.
 *
 * A program need not think of it: it follows from the mentions (store/twin.h).
 */
#ifndef MOLVA_TWINS_H
#define MOLVA_TWINS_H

#include "base/buf.h"

struct store;

struct cluster_row {
    int64_t id; /* 0: there is none */
    int64_t n;  /* mentions, in all and on so many sites */
    int64_t sites;
    int64_t first;        /* the mention that was said first */
    int64_t from, to;     /* when, and when it was said last */
    struct str site;      /* where first: a host, or the name of its source */
    struct str author;    /* by whom */
    struct str text;      /* its words */
    int64_t period_n;     /* mentions in the time asked for */
    int64_t period_sites; /* and sites */
};

/* row->id is 0 when there is none of that number. */
bool store_cluster(struct store *s, struct arena *a, int64_t id,
                   struct cluster_row *row, struct err *e) MUST_CHECK;
/* Its mentions, the earliest first, that who looks may see: at most `limit`
 * ids. */
bool store_cluster_mentions(struct store *s, struct arena *a, int64_t id,
                            size_t limit, int64_t **ids, size_t *n,
                            struct err *e) MUST_CHECK;
/* What was said most often from <= at < to, of a brand or of any ("") and on
 * how many sites; the most spread first, at most `limit`. */
struct cluster_wish {
    int64_t from, to;
    struct str brand;
    size_t limit;
};
bool store_clusters(struct store *s, struct arena *a,
                    const struct cluster_wish *w, struct cluster_row **rows,
                    size_t *n, struct err *e) MUST_CHECK;

#endif
