/* SPDX-License-Identifier: MIT
 *
 * identity: is this post one we have?
 *
 * A post is found again by the first of these, all but 5 within its source:
 *
 *   1. key1, its id or permalink, unless nothing else agrees
 *   2. an id that several posts of a page share is none of its own: there the
 *      key is the id and the text, "ID ~HASH"
 *   3. key2, the same without scheme, host and tracking
 *   4. the permalink, when the text or the date is the same: the id changed
 *   5. what it is known by in any source (store/world.h)
 *   6. the same text by the same author within three days; by nobody, when it
 *      is long (20 letters; 60 when the dates differ)
 *
 * A mention that another post of the same page is, is never taken by 2 to 6.
 * A mention keeps every key it was ever found under, so a post that comes by
 * two ways does not move to and fro. Posts that concern no brand are kept in
 * `seen`, by a number made of their key.
 */
#ifndef MOLVA_IDENTITY_H
#define MOLVA_IDENTITY_H

#include "store/db.h"
#include "store/store.h"

enum identity_by { BY_NONE, BY_KEY1, BY_KEY2, BY_TEXT, BY_WORLD };

struct identity {
    enum identity_by by; /* how it was found; BY_NONE: it is new */
    int64_t mention;     /* its id */
    int64_t text_hash;   /* as stored */
    int64_t gone;        /* as stored */
    int64_t source;      /* that found it first */
    double rating;       /* as stored */
    bool erased;         /* its words were: it is never written again */
    bool shared;         /* new, and its key1 is the id of other posts too */
};

/* Looks for the mention. The author and text rule is for mentions only: a
 * post without a brand is looked for by its keys. */
bool identity_find(struct db *db, const struct mention *m,
                   struct identity *found, struct err *e) MUST_CHECK;
/* The same by its keys alone. */
bool identity_by_keys(struct db *db, const struct mention *m,
                      struct identity *found, struct err *e) MUST_CHECK;
/* The mention with this key1, 0 none. */
bool identity_by_key1(struct db *db, const struct mention *m, int64_t *id,
                      struct err *e) MUST_CHECK;
/* Remembers m's keys for m->id. */
bool identity_add(struct db *db, const struct mention *m,
                  struct err *e) MUST_CHECK;

/* The same of those that belong to no source. */
bool identity_add_world(struct db *db, const struct mention *m,
                        struct err *e) MUST_CHECK;
/* Makes these of all mentions that there are, as far as it can be told. */
bool identity_rebuild_world(struct db *db, struct err *e) MUST_CHECK;
/* m->id is of another source: from now on it is found by m's keys too, and
 * what each source says of it is remembered. */
bool identity_join(struct db *db, const struct mention *m,
                   struct err *e) MUST_CHECK;

enum seen_state { SEEN_NEVER, SEEN_SAME, SEEN_OTHER_TEXT };

bool identity_seen(struct db *db, const struct mention *m,
                   enum seen_state *state, struct err *e) MUST_CHECK;
bool identity_see(struct db *db, const struct mention *m,
                  struct err *e) MUST_CHECK;
bool identity_unsee(struct db *db, const struct mention *m,
                    struct err *e) MUST_CHECK;

#endif
