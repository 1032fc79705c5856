/* SPDX-License-Identifier: MIT
 *
 * routes: what a row of the table in route_table.c says. */
#ifndef MOLVA_DESK_ROUTES_H
#define MOLVA_DESK_ROUTES_H

#include "desk/operation.h"

struct route {
    const char *method; /* GET or POST */
    const char *path;   /* '#' stands for a number, '*' for the rest */
    enum right right;   /* asked of the user */
    bool (*run)(struct request *r, struct err *e); /* writes the page */
    bool csrf; /* the form must carry its token: every POST */
    bool json; /* errors are told as JSON */
    /* The page of a form that came too late, with what was typed; NULL: none */
    bool (*again)(struct request *r, struct err *e);
    /* Of the API: what is told of it. A POST there needs a token and never
     * goes by a cookie, so no other site can have a browser send it. */
    const struct operation *op;
};

#endif
