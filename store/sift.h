/* SPDX-License-Identifier: MIT
 *
 * sift: which of the mentions that the index gives a query really fits; of
 * all mentions, when the index knows nothing of what it asks. */
#ifndef MOLVA_SIFT_H
#define MOLVA_SIFT_H

#include "store/wanted.h"

struct sift {
    const struct wanted *w; /* what is wanted */
    int64_t most;           /* one more is enough */
    int64_t *ids;           /* n of those that fit, the last stored first */
    size_t n, cap;
    int64_t looked; /* mentions, so far */
    bool tired;     /* STORE_LOOKED of them, and there were more */
};

/* Looks at what stands in `hit`, or when the plan says nothing at all there
 * is. sift_clear() afterwards, also when it failed. */
bool sift_find(struct store *s, struct sift *f, struct err *e) MUST_CHECK;
/* A list as the database takes it, "[3,7]" for SQLite, "{3,7}" for PostgreSQL;
 * buf_clear() afterwards. */
void sift_list(struct buf *b, const struct db *db, const int64_t *ids,
               size_t n);
/* Puts them into `hit`. */
bool sift_put(struct db *db, const struct sift *f, struct err *e) MUST_CHECK;
void sift_clear(struct sift *f);
/* Keeps of *n ids those that fit, in their order. */
bool sift_keep(struct db *db, const struct wanted *w, int64_t *ids, size_t *n,
               struct err *e) MUST_CHECK;

#endif
