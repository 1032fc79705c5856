/* SPDX-License-Identifier: MIT
 *
 * server: HTTP/1.1 in one loop over all connections.
 *
 * It knows connections, heads, bodies and limits, and nothing of pages or the
 * store: a request that is there whole waits for a worker (staff.h). */
#ifndef MOLVA_DESK_SERVER_H
#define MOLVA_DESK_SERVER_H

#include "desk/desk.h"
#include "desk/staff.h"

struct server {
    const struct desk_setup *setup; /* the caller's */
    struct link *links;             /* open connections */
    size_t most;                    /* of them at a time */
    struct waiting *waiting;        /* what they count for */
    struct staff *staff;            /* who makes the pages */
    struct staff_setup staff_setup; /* and how */
    struct pollfd *polled;          /* room for all of it */
    int listener;                   /* -1: takes no new ones */
};

/* Listens; *port is the one it got. */
bool server_open(struct server *s, const struct desk_setup *setup, int *port,
                 struct err *e) MUST_CHECK;
/* Starts the workers. */
bool server_start(struct server *s, struct err *e) MUST_CHECK;
/* Waits for something to do, at most `ms` milliseconds, and does it. */
void server_turn(struct server *s, int ms);
/* Takes no new connections, gives the open ones a second, ends. False when a
 * worker did not end well. */
bool server_close(struct server *s);

#endif
