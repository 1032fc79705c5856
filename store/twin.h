/* SPDX-License-Identifier: MIT
 *
 * twin: keeping clusters of mentions that say the same (twins.h).
 *
 * Each text has up to four keys in twin_key; two that share one are compared.
 * Of each key the newest few mentions are looked at, and of each cluster the
 * first, so a put costs the same whatever the store holds and however often
 * something was said. Counts, and who stands for whom in the queue, are made
 * anew before a commit for the clusters of what was written. */
#ifndef MOLVA_STORE_TWIN_H
#define MOLVA_STORE_TWIN_H

#include "store/db.h"
#include "store/store.h"

/* A new mention, or one whose text has just been changed. */
bool twin_join(struct db *db, int64_t mention, struct err *e) MUST_CHECK;
/* Before its text is changed. */
bool twin_leave(struct db *db, int64_t mention, struct err *e) MUST_CHECK;
/* Of what was written since the last time; place_settle() begins with it. */
bool twin_settle(struct db *db, struct err *e) MUST_CHECK;
/* All of it from the mentions, as they are now. Inside a transaction. */
bool twin_rebuild(struct db *db, struct err *e) MUST_CHECK;
/* What does not agree with them. */
bool twin_check(struct db *db,
                void (*found)(void *ctx, const char *table, struct str row),
                void *ctx, struct err *e) MUST_CHECK;

#endif
