/* SPDX-License-Identifier: MIT
 *
 * link: the open connections and how long each has kept us waiting.
 *
 * libmicrohttpd ends a connection that is idle; it does not end one that
 * sends a byte now and then for ever. So each connection has a clock that
 * runs from the accept, or from the end of the last answer, until a whole
 * request is there; when it passes CEILING_REQUEST_S the socket is shut. */
#ifndef MOLVA_DESK_LINK_H
#define MOLVA_DESK_LINK_H

#include <stdbool.h>
#include <stdint.h>

struct MHD_Connection;

struct link {
    struct link *next, *prev;   /* the other open ones */
    struct link **head;         /* where their list starts */
    struct MHD_Connection *con; /* this one */
    int64_t since;              /* monotonic seconds, waiting since; 0 not */
};

struct link *link_new(struct link **head, struct MHD_Connection *con);
void link_free(struct link *l);
/* Starts the clock of a connection, and stops it. */
void link_wait(struct link *l);
void link_serve(struct link *l);
/* Shuts what waits too long. */
void link_sweep(struct link *head);
/* Is an answer under way on any of them? */
bool link_busy(const struct link *head);

#endif
