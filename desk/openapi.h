/* SPDX-License-Identifier: MIT
 *
 * openapi: the API as OpenAPI 3.0 tells it, made of the table of routes. */
#ifndef MOLVA_DESK_OPENAPI_H
#define MOLVA_DESK_OPENAPI_H

#include "desk/routes.h"

/* /api/openapi.json of these n routes. */
void openapi_write(struct request *r, const struct route *routes, size_t n);

#endif
