/* SPDX-License-Identifier: MIT
 *
 * internal: what the files of the store share. */
#ifndef MOLVA_STORE_INTERNAL_H
#define MOLVA_STORE_INTERNAL_H

#include "store/db.h"
#include "store/store.h"

struct guard;
struct seal;

/* With whose eyes it reads (sight.h). */
struct sight {
    struct str who;   /* login of who sees not all; "" all is seen */
    struct str units; /* " service  billing " of his; " " none */
    struct str staff; /* logins of his units, so too */
    int64_t *cases;   /* n of them: about his own work */
    size_t n;
    struct arena arena;
};

struct store {
    struct db *db;            /* the one connection */
    bool read;                /* STORE_READ: refuses writes */
    struct seal *seal;        /* what vouches for the rows written */
    struct guard *guard;      /* and for the search index */
    struct sight sight;       /* with whose eyes it reads */
    struct store_clock clock; /* of deadlines that stood still */
    bool cut;                 /* see store_search_was_cut() */
    bool tired;    /* cut, since too many would have to be looked at */
    uint64_t held; /* what `hit` was filled with, held_n of them; 0 nothing */
    int64_t held_n;
    int64_t fresh; /* first mention of this transaction, 0 when none: they
                      are indexed for search together, at its end */
};

/* Ends what store_begin() began: commits when ok, else rolls back. True when
 * both went well. */
bool store_end(struct store *s, bool ok, struct err *e) MUST_CHECK;

/* Name of a case's status that waits for a person; the queue's index holds
 * only these. */
#define WAITING "waiting"

#endif
