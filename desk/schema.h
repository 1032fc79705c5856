/* SPDX-License-Identifier: MIT
 *
 * schema: what an answer of the API looks like, by name. A test compares
 * answers with it. */
#ifndef MOLVA_DESK_SCHEMA_H
#define MOLVA_DESK_SCHEMA_H

#include "base/json.h"

/* All of them, as members of the object that is open. */
void schema_write(struct json *j);

#endif
