/* SPDX-License-Identifier: MIT
 *
 * server: HTTP by libmicrohttpd, in the loop of our own process.
 *
 * It knows connections, headers, bodies and limits, and nothing of pages: a
 * request that is there whole goes to route_answer(). */
#ifndef MOLVA_DESK_SERVER_H
#define MOLVA_DESK_SERVER_H

#include "desk/internal.h"

/* Listens; *port is the one it got. */
bool server_open(struct desk *d, int *port, struct err *e) MUST_CHECK;
/* Waits for something to do, at most `ms` milliseconds, and does it. */
void server_turn(struct desk *d, int ms);
/* Takes no new connections, gives the open ones a second, ends. */
void server_close(struct desk *d);

#endif
