/* SPDX-License-Identifier: MIT
 *
 * operation: what is told of a route of the API: what it takes, what it
 * answers. The checks before it runs and /api/openapi.json are made of it. */
#ifndef MOLVA_DESK_OPERATION_H
#define MOLVA_DESK_OPERATION_H

#include "desk/internal.h"

enum field_kind { FIELD_TEXT, FIELD_NUMBER, FIELD_FLAG };

/* Of the body of a POST, of the query of a GET. */
struct operation_field {
    const char *name;
    enum field_kind kind;
    bool needed;
    const char *what; /* in English */
};

struct operation {
    const char *id;                       /* "approveMention" */
    const char *what;                     /* in English, a line */
    const struct operation_field *fields; /* up to one without a name */
    const char *answer;                   /* name of a schema */
    /* A form that was taken sends on to a page; the API answers with what is
     * there now. NULL: it answers itself. */
    bool (*shows)(struct request *r, struct err *e);
};

/* Does the request bring JSON? */
bool operation_is_json(struct request *r);
/* Reads what came into r->form, or the query, and looks at it. False: it was
 * refused, r->status and r->cause say why. */
bool operation_take(struct request *r, const struct operation *op);

#endif
