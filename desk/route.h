/* SPDX-License-Identifier: MIT
 *
 * route: the one table of everything the desk answers, and the checks that
 * stand before every page: method, session, right, CSRF token. */
#ifndef MOLVA_DESK_ROUTE_H
#define MOLVA_DESK_ROUTE_H

#include "desk/internal.h"

struct route {
    const char *method; /* GET or POST */
    const char *path;   /* '#' stands for a number, '*' for the rest */
    enum right right;   /* asked of the user */
    bool (*run)(struct request *r, struct err *e); /* writes the page */
    bool csrf; /* the form must carry its token: every POST */
    bool json; /* errors are told as JSON */
    /* The page of a form that came too late, with what was typed; NULL: none */
    bool (*again)(struct request *r, struct err *e);
};

const struct route *route_table(size_t *n);

/* Answers a request that is there whole. Never fails: what goes wrong becomes
 * a page that tells nothing of our inside. */
void route_answer(struct request *r);
/* Answers with that status and its general page. */
void route_refuse(struct request *r, int status);
/* Methods the path knows: "GET, HEAD". */
const char *route_methods(struct request *r);

#endif
