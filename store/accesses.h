/* SPDX-License-Identifier: MIT
 *
 * accesses: tokens that programs come with (public through store.h).
 *
 * A token belongs to a user and may at most what he may; scopes narrow that.
 * Only its hash is kept. It is never deleted: it is revoked, once. Made and
 * revoked are events of the chain. */
#ifndef MOLVA_ACCESSES_H
#define MOLVA_ACCESSES_H

#include "store/users.h"

struct access_row {
    int64_t id;
    struct str login;      /* of whose it is */
    struct str name;       /* for people: what it is for */
    struct str scopes;     /* ids of rights with blanks between */
    int64_t made;          /* when, */
    struct str made_by;    /* and by whom */
    int64_t until;         /* works no more from then on; 0: no end */
    int64_t used;          /* last time, good to a minute; 0 never */
    int64_t revoked;       /* when, 0 not; */
    struct str revoked_by; /* by whom */
};

/* Of row: login, name, scopes, made, made_by, until; id comes back. */
bool store_access_add(struct store *s, struct access_row *row, struct str hash,
                      struct err *e) MUST_CHECK;
/* A token with its user. */
struct access_guest {
    bool found; /* only while both may come in */
    struct access_row row;
    struct user_row user;
};
bool store_access_get(struct store *s, struct arena *a, struct str hash,
                      int64_t now, struct access_guest *guest,
                      struct err *e) MUST_CHECK;
/* It was used now. */
bool store_access_used(struct store *s, const struct access_row *row,
                       int64_t now, struct err *e) MUST_CHECK;
/* Those of a login, of all when it is "", oldest first. */
bool store_accesses(struct store *s, struct arena *a, struct str login,
                    struct access_row **rows, size_t *n,
                    struct err *e) MUST_CHECK;
/* Not found: there is none of that number, or it was revoked before. */
bool store_access_revoke(struct store *s, int64_t id, struct str who,
                         int64_t now, bool *found, struct err *e) MUST_CHECK;

#endif
