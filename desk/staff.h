/* SPDX-License-Identifier: MIT
 *
 * staff: the worker processes behind the loop.
 *
 * A worker has the store and makes pages, one request at a time; the loop has
 * neither. A worker that dies or takes too long costs the one request it had
 * and is forked anew. Passwords cost much on purpose, so few workers at a
 * time look at them, and who asks much has only half of the workers: somebody
 * else is always answered. */
#ifndef MOLVA_DESK_STAFF_H
#define MOLVA_DESK_STAFF_H

#include <poll.h>

#include "desk/waiting.h"

struct staff;

enum { STAFF_MOST = 16 };

struct staff_setup {
    const struct desk_setup *desk; /* for the workers */
    struct link **links;           /* requests that wait, in the loop */
    struct waiting *waiting;       /* and what they count for */
    void (*forget)(void *ctx);     /* in a new worker: closes what is not its */
    void *ctx;                     /* handed to forget() */
};

/* Forks the workers and waits until they can work. NULL when they cannot. */
struct staff *staff_open(const struct staff_setup *s, struct err *e) MUST_CHECK;
/* Ends them. False when one did not end well. */
bool staff_close(struct staff *s);

/* Gives requests to those who are free, ends who takes too long. */
void staff_turn(struct staff *s);
/* What poll() is to look at, at most STAFF_MOST; and then what it saw. */
size_t staff_poll(struct staff *s, struct pollfd *p);
void staff_serve(struct staff *s, const struct pollfd *p);
/* That connection is gone; its answer is not wanted. */
void staff_drop(struct staff *s, const struct link *l);

#endif
