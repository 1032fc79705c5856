/* SPDX-License-Identifier: MIT
 *
 * internal: what the files of the store share. */
#ifndef MOLVA_STORE_INTERNAL_H
#define MOLVA_STORE_INTERNAL_H

#include "store/db.h"
#include "store/store.h"

struct store {
    struct db *db; /* the one connection */
    bool read;     /* STORE_READ: refuses writes */
};

/* Name of a case's status that waits for a person; the queue's index holds
 * only these. */
#define WAITING "waiting"

#endif
