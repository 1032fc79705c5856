/* SPDX-License-Identifier: MIT
 *
 * route: the one table of everything the desk answers, and the checks that
 * stand before every page: method, session, right, CSRF token. */
#ifndef MOLVA_DESK_ROUTE_H
#define MOLVA_DESK_ROUTE_H

#include "desk/routes.h"

const struct route *route_table(size_t *n);

/* Answers a request that is there whole. Never fails: what goes wrong becomes
 * a page that tells nothing of our inside. */
void route_answer(struct request *r);
/* Answers with that status and its general page. */
void route_refuse(struct request *r, int status);
/* Methods the path knows: "GET, HEAD". */
const char *route_methods(struct request *r);

#endif
